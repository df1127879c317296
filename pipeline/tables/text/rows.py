"""Text with a row to a line, its cells divided by bars, tabs, commas or semicolons, to grids.

A cell that was several lines in the page breaks its row over several lines; the borders tell them together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice, pairwise, starmap

from msgspec.structs import replace

from pipeline.model import Paragraph, Role
from pipeline.tables.flattened.detectors import is_furniture
from pipeline.tables.grids.grid import Grid, to_cells, to_row
from pipeline.tables.headings.columns import Heading, find_heading
from pipeline.tables.markdown import strip_marks
from pipeline.tables.text.bordered import Line, closes_row, split, to_rows, to_words
from pipeline.tables.text.boxes import MOST_SOUGHT, find_boxes
from pipeline.tables.text.cells import join_wrapped
from pipeline.tables.text.delimited import read_delimited
from pipeline.tables.text.head_lines import REACH, part_caption, read_head
from pipeline.tables.text.next_table import LONGEST_LINE, count_lines
from pipeline.tables.text.run_together import doubt_run_together
from pipeline.tables.text.short_rows import fill_up
from pipeline.tables.words import clean, is_hyphen_open, strip_bullet

_RULE = re.compile(r"^(?=.*-)[\s|+:=-]+$")
_WORDLESS = re.compile(r"^[\s|+:=-]*$")
_BORDERS = ("||", "|", "\t\t", "\t", ";", ",")  # "||": a bar at both ends of a row too
EVEN = 0.5  # of the lines, the share whose first borders stand below each other where none was wrapped
_NEVER_WRAPPED = ("", "* ", "- ", "• ", "| ")


def read_rows(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid under the first line whose cells are headings."""
    lines = text.split("\n")
    boxed = {at for start, end in find_boxes(lines) for at in range(start, end)}
    for border in _BORDERS:
        if text.count(border[0]) < 2:
            continue
        tried: set[str] = set()  # what has no rows below it has none where it is printed again
        for start, line in enumerate(lines[:MOST_SOUGHT]):
            if border[0] not in line or len(line) >= LONGEST_LINE or line in tried or _WORDLESS.match(line):
                continue
            if start in boxed:  # a row of it has several lines
                continue
            tried.add(line)
            head, first = _find_head(lines, start, border, own)
            caption, head = _part_caption(head, lines[:start], own) if first > start + 1 else ("", head)
            if not _is_heading(head, own):
                continue
            words = [clean(strip_marks(cell)) for cell in head]
            stop = first - 1 + count_lines(lines[first - 1 :], words, own)
            found = _read_from(lines[:stop], start, head, first, border)
            heading = found and find_heading([row.cells for row in found.rows[:1]], own)
            if found and heading:
                rows = tuple(fill_up(found.rows, heading.roles))
                return found._replace(rows=rows, title=caption or None), heading
    return None


def _is_heading(cells: Sequence[str], own: Mapping[str, Role]) -> bool:
    words = tuple((Paragraph(clean(strip_marks(cell)), 0),) if cell.strip() else () for cell in cells)
    return find_heading([to_cells(words)], own) is not None


def _part_caption(head: list[str], above: Sequence[str], own: Mapping[str, Role]) -> tuple[str, list[str]]:
    """The caption right before the first of the headings, where they are none with it, and the headings."""
    if len(head) < 2 or _is_heading(head, own):
        return "", head
    caption, first = part_caption(head[0], above, own)
    return caption, [first, *head[1:]] if caption else head


def _find_head(
    lines: Sequence[str], start: int, border: str, own: Mapping[str, Role]
) -> tuple[list[str], int]:
    """The headings that begin on this line, and the line behind them and the rule under them."""
    if border in ",;":
        return split(lines[start], border), start + 1
    first = _skip_rule(lines, start)
    if first == start + 1:
        head, count = read_head(lines, start, border, own)
        return head, start + count
    joined = reduce(join_wrapped, (line.strip(" ") for line in lines[start : max(first - 1, start + 1)]))
    head = split(joined, border)
    if first > start + 2 and len(head) != len(split(lines[first - 1], border)):  # rows of a table above it
        return split(lines[start], border), start + 1
    return head, first


def _read_from(lines: list[str], start: int, head: Sequence[str], first: int, border: str) -> Grid | None:
    if border in ",;":
        return read_delimited(lines, start, border)
    table = list(_table_lines(lines, first, border))
    end = _find_end(table, border)
    body = list(_join_wrapped(table[:end], border))
    printed = {clean(line) for line in lines[start:first]}
    others = [line.text for line in body if clean(line.text) not in printed]
    if not any(sum(map(bool, map(str.strip, split(each, border)))) > 1 for each in others):
        return None  # but for the headings, no line has words on both sides of a border
    rows = doubt_run_together(to_rows(body, border, len(head)))
    below = [clean(line.text) for line in table[end:]] or _find_right_below(lines, table, border)
    if below and rows:
        told = f"‘{' '.join(below)}’ below it may be of its last cell"
        rows[-1] = replace(rows[-1], doubt="; ".join(filter(None, (rows[-1].doubt, told))))
    headings = tuple(to_words(cell, start + 1) for cell in head)
    if 2 * sum(1 for row in rows if len(row.words) > 1) < len(rows):  # its cells are paragraphs, not rows
        return None
    return Grid((to_row(headings), *rows), line=start + 1) if rows else None


def _find_right_below(lines: Sequence[str], table: Sequence[Line], border: str) -> list[str]:
    """The line right below a closed row: words of its last cell, or a row cut off within its first."""
    at = table[-1].number if table else len(lines)
    text = lines[at] if at < len(lines) and closes_row(lines[at - 1], border) else ""
    is_other = _WORDLESS.match(text) or text.rstrip().endswith(".") or is_furniture(text)
    return [] if is_other else [clean(text)]


def _find_end(lines: Sequence[Line], border: str) -> int:
    """How many of the lines are the table's: the last ends in two blanks too, where most do.

    So a caption below it does not.
    """
    marked = [n for n, line in enumerate(lines, 1) if line.text.endswith("  ")]
    if 2 * len(marked) <= len(lines) or any(border[0] in line.text for line in lines[marked[-1] :]):
        return len(lines)
    return marked[-1]


def _skip_rule(lines: Sequence[str], start: int) -> int:
    """The line behind the headings and the rule under them, where there is one."""
    for at in range(start + 1, min(start + 1 + REACH, len(lines))):
        if _RULE.match(lines[at]):
            return at + 1
        if not lines[at].strip():
            break
    return start + 1


def _table_lines(lines: list[str], first: int, border: str) -> Iterator[Line]:
    """The lines up to the first blank one behind which no line has a border, or to the row closed last."""
    last = max((n for n in range(first, len(lines)) if border[0] in lines[n]), default=first - 1)
    end = last + 1 if last >= first and closes_row(lines[last], border) else len(lines)
    for at in range(first, end):
        line = lines[at]
        if not line.strip(" \xa0"):
            if at > last and not _goes_on_as_list(lines, at):
                return
            continue
        if not _RULE.match(line):
            below = lines[at + 1].strip() if at + 1 < len(lines) else ""
            yield Line(line, at + 1, line.endswith("  ") or below[:2] in _NEVER_WRAPPED)


def _goes_on_as_list(lines: list[str], at: int) -> bool:
    """True where the next printed line, not far below, is an item of a list: a cell's, no paragraph."""
    following = (line.strip() for line in islice(lines, at, at + REACH) if line.strip(" \xa0"))
    first = next(following, "")
    return strip_bullet(first) != first


def _join_wrapped(found: Sequence[Line], border: str) -> Iterator[Line]:
    """The lines, those joined that a tool wrapped: Markdown ends a line that the page broke in two blanks.

    Where blanks fill the first cells of most, so that their borders stand below each other, none was wrapped.
    """
    broken = sum(1 for line in found if line.broken)
    blank = f" {border[0]}"
    places = Counter(line.text.find(blank) for line in found if blank in line.text)
    is_even = max(places.values(), default=0) > max(1, EVEN * len(found))
    if is_even or not any(line.text.endswith("  ") for line in found) or not broken:
        yield from found
        return
    pending: list[Line] = []
    for line in found:
        pending.append(line)
        if line.broken or line is found[-1]:
            parts = [each.text.strip(" ") for each in pending]
            doubt = "a line ends in a hyphen" if any(starmap(is_hyphen_open, pairwise(parts))) else ""
            doubt = doubt or ("a line begins with a dash" if parts[0][:2] == "- " else "")
            yield Line(reduce(join_wrapped, parts), pending[0].number, doubt=doubt)
            pending = []
