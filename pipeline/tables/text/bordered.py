"""Printed lines with borders between their cells to rows, put together until they have all the borders."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.model import Paragraph
from pipeline.tables.grammars import kind
from pipeline.tables.grids.grid import GridCell, GridRow, Words, to_row
from pipeline.tables.markdown import strip_sure_marks
from pipeline.tables.text.cells import goes_on
from pipeline.tables.text.row_parts import doubt_parts
from pipeline.tables.words import clean, strip_bullet

BELOW = "its last lines may belong to the row below"
BEHIND = "its last lines may stand behind the table"
JOINED = "its lines may be two rows, for others have too few cells"
_ABOVE = "its first lines may belong to the row above"
_LOOSE_ABOVE = "its first lines may stand in the row above"
_BAR = re.compile(r"(?<!\\)\|")
_STAR, _BLANKS = re.compile(r"[ \xa0]+[*•][ \xa0]+(?=\S)"), re.compile(r"[ \xa0]{2,}(?=\S)")
MOST_LINES = 100  # of one row


class Line(NamedTuple):
    """A printed line with its number; `broken`: it ends where the page broke it, not where it was full."""

    text: str
    number: int
    broken: bool = True
    doubt: str = ""


def split(line: str, border: str) -> list[str]:
    """The cells of a line; bars at its ends stand for nothing, and quotes hold a cell together."""
    if border in ",;":
        return next(csv.reader([line], delimiter=border, skipinitialspace=True), [])
    if border == "||":
        inner = line.strip()
        if not inner.startswith("|"):
            return [line]
        return _BAR.split(inner[1:-1] if _is_closed(inner) else inner[1:])
    return _BAR.split(line) if border == "|" else line.split(border)


def closes_row(line: str, border: str) -> bool:
    """True where the line ends in the bar behind a row's last cell, so that no line below goes on with it."""
    return border == "||" and len(split(line, border)) > 1 and _is_closed(line.strip())


def _is_closed(line: str) -> bool:
    return line.endswith("|") and not line.endswith("\\|")


def to_rows(lines: Sequence[Line], border: str, count: int) -> list[GridRow]:
    """The rows; one whose lines may be of another row, or stand behind the table, is doubted."""
    if _are_closed(lines, border):
        return doubt_parts([_to_closed_row(line, border, count) for line in lines], count)
    return doubt_parts(_put_together(lines, border, count), count)


def _put_together(lines: Sequence[Line], border: str, count: int) -> list[GridRow]:
    """The rows of lines of which several may be one."""
    rows: list[GridRow] = []
    joined: list[int] = []  # rows put together of lines that have borders themselves
    at = 0
    loose_above = False
    while at < len(lines):
        start = at
        cells = [[Line(text, lines[at].number)] for text in split(lines[at].text, border)]
        close = _find_close(lines, at, border)
        if close:
            at = _add_open(cells, lines[at + 1 : close]) + at
        else:
            at = _add_lines(cells, lines, _fill(cells, lines, at + 1, border, count), border, count)
        if sum(1 for line in lines[start:at] if len(split(line.text, border)) > 1) > 1:
            joined.append(len(rows))
        broken = next((line.doubt for line in lines[start:at] if line.doubt), "")
        loose = _is_loose(lines, start, at, border)
        before = _ABOVE if len(cells[0]) > 1 else ""
        if before and rows:
            rows[-1] = replace(rows[-1], doubt=rows[-1].doubt or BELOW)
        if loose_above:
            before = before or _LOOSE_ABOVE
        words = tuple(tuple(_read_cell(cell, border)) for cell in cells)
        rows.append(replace(to_row(words), doubt=before or loose or broken))
        loose_above = bool(loose)
    if any(1 < len(row.words) < count for row in rows):  # then two rows with too few cells can look like one
        for n in joined:
            rows[n] = replace(rows[n], doubt=rows[n].doubt or JOINED)
    return rows


def _are_closed(lines: Sequence[Line], border: str) -> bool:
    """True where a bar stands behind the last cell of each row: a line is one, or stands between two."""
    bordered = [line.text for line in lines if not _has_no_border(line.text, border)]
    return bool(bordered) and all(closes_row(text, border) for text in bordered)


def _to_closed_row(line: Line, border: str, count: int) -> GridRow:
    """The row that a line is; one of one cell over all columns, where it has no bars."""
    if _has_no_border(line.text, border):
        return to_row([GridCell(to_words(line.text, line.number), 0, count, line=line.number)])
    cells = split(line.text, border)
    words = tuple(tuple(_read_cell([Line(text, line.number)], border)) for text in cells)
    return replace(to_row(words), doubt=line.doubt)


def _find_close(lines: Sequence[Line], start: int, border: str) -> int | None:
    """One past the line with the bar behind a row's last cell, where the row begins with a bar, and its cells
    are broken over lines; else None.
    """
    first = lines[start].text.strip()
    if border != "||" or not first.startswith("|") or _is_closed(first):
        return None
    for at in range(start + 1, min(start + MOST_LINES, len(lines))):
        text = lines[at].text.strip()
        if text.startswith("|"):
            return None
        if _is_closed(text):
            return at + 1
    return None


def _add_open(cells: list[list[Line]], lines: Sequence[Line]) -> int:
    """The cells, with those on the lines that go on with a broken row; the number of the row's lines."""
    for line in lines:
        text = line.text.strip()
        first, *others = _BAR.split(text[:-1] if _is_closed(text) else text)
        cells[-1].append(line._replace(text=first))
        cells += [[Line(text, line.number)] for text in others]
    return 1 + len(lines)


def _fill(cells: list[list[Line]], lines: Sequence[Line], at: int, border: str, count: int) -> int:
    """The row's cells, with the lines that go on with it until it has them all; the next line's place."""
    while len(cells) < count and at < len(lines):
        more = split(lines[at].text, border)
        if len(cells) + len(more) - 1 > count or (
            len(more) == 1 and _next_is_whole(lines, at, border, count)
        ):
            break
        cells[-1].append(Line(more[0], lines[at].number))
        cells.extend([Line(text, lines[at].number)] for text in more[1:])
        at += 1
    return at


def _next_is_whole(lines: Sequence[Line], at: int, border: str, count: int) -> bool:
    return at + 1 < len(lines) and len(split(lines[at + 1].text, border)) >= count


def _add_lines(cells: list[list[Line]], lines: Sequence[Line], at: int, border: str, count: int) -> int:
    """The whole row, with the lines without borders that follow in its last cell; the next line's place."""
    while len(cells) >= count and at < len(lines) and _has_no_border(lines[at].text, border):
        cells[-1].append(lines[at]._replace(text=split(lines[at].text, border)[0]))
        at += 1
    return at


def _has_no_border(text: str, border: str) -> bool:
    """True where a line is words alone, and no first cell behind a bar."""
    return len(split(text, border)) == 1 and not (border == "||" and text.lstrip().startswith("|"))


def _is_loose(lines: Sequence[Line], start: int, end: int, border: str) -> str:
    """Why the last line of a row, which has no border, may be none of its; empty where it is.

    An address ends a row, for it is seldom a name. Behind the last row any words can stand.
    """
    last = lines[end - 1].text
    if end - start < 2 or len(split(last, border)) > 1:
        return ""
    said = kind(" ".join(each.text for each in to_words(last, end)))
    if end == len(lines):
        return "" if said in ("email", "emails") else BEHIND
    return "" if said in ("email", "emails", "email-and") else BELOW


def _read_cell(lines: Sequence[Line], border: str) -> Iterator[Paragraph]:
    """The paragraphs of a cell; between bars some tools print two blanks, or a star, for a line's end."""
    for line in lines:
        texts = _part_lines(line.text) if border in ("|", "||") else [line.text]
        yield from to_words("\n".join(texts), line.number)


def _part_lines(text: str) -> list[str]:
    """What stars and two blanks part, but for words, no numbers, that go on with those before two blanks."""
    parts: list[str] = []
    for item in _STAR.split(strip_bullet(text.strip())):
        first, *others = _BLANKS.split(item)
        parts.append(first)
        for part in others:
            if "@" not in part and not part.lstrip("(+")[:1].isdigit() and goes_on(parts[-1], part):
                parts[-1] += f" {part}"
            else:
                parts.append(part)
    return parts


def to_words(text: str, number: int) -> Words:
    """The paragraphs of a cell's text without marks and bullets."""
    parts = (strip_bullet(clean(part)) for part in strip_sure_marks(text).split("\n"))
    return tuple(Paragraph(part, number) for part in parts if part)
