"""The printed lines under the headings of a table in columns to rows, where nothing is drawn between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.model import Paragraph, Role
from pipeline.tables.columns import Heading
from pipeline.tables.grammars import kind
from pipeline.tables.grid import GridCell, GridRow, Words, to_row
from pipeline.tables.text.blocks import MOST_LINES, Block, divide
from pipeline.tables.text.cells import Room, find_room, goes_on, may_be_wrapped, never_breaks_words, read_cell
from pipeline.tables.words import clean, strip_bullet

_PART_OF_AGE = re.compile(r"\d{1,2}(?:['’]?s)?|(?:to|-|–|and)\b.*|\d{1,2} ?(?:years?|yrs).*", re.I)
STRAY = "the line beside it does not stand in columns"
CROSSED = "its words may go on from one column to the next"
UNLIKE = "its lines may belong to the row above or below"


class Slice(NamedTuple):
    """One printed line as its pieces, one a column, each as wide as its column."""

    pieces: tuple[str, ...]
    number: int
    stray: str = ""  # its words, where they do not stand in columns
    crossed: bool = False  # words seem to go on from one column to the next


def read_body(slices: Sequence[Slice], heading: Heading) -> list[GridRow]:
    """The rows under the headings; one whose lines may be divided in another way is doubted."""
    parts = [*_split_at_stray(slices)]
    divided = [_divide(part, heading, wrapped=False) for part in parts]
    wrapped = not all(blocks for part, blocks in zip(parts, divided, strict=True) if part) or _is_wrapped(
        slices, parts, divided
    )
    if wrapped:
        divided = [_divide(part, heading, wrapped=True) or [*_divide_by_names(part)] for part in parts]
    rooms = _find_rooms(parts, divided, heading, wrapped)
    strays = [each for each in slices if each.stray]
    rows: list[GridRow] = []
    for n, (part, blocks) in enumerate(zip(parts, divided, strict=True)):
        loose = [
            _is_loose(part[block.start : block.end]) or (wrapped and _is_torn(part[block.start : block.end]))
            for block in blocks
        ]
        made = [
            _to_row(
                part[block.start : block.end], rooms, block.sure and not any(loose[max(0, at - 1) : at + 2])
            )
            for at, block in enumerate(blocks)
        ]
        beside = {0} if n else set()
        beside |= {*range(len(made))} if wrapped and strays else set()
        beside |= {len(made) - 1} if n < len(strays) else set()
        rows += [
            replace(row, doubt=row.doubt or STRAY) if at in beside else row for at, row in enumerate(made)
        ]
        rows += [_to_stray_row(strays[n], len(rooms))] if n < len(strays) else []
    return rows


def _is_loose(lines: Sequence[Slice]) -> bool:
    """True for lines that may be of cells beside them: an item of a list, more of a name, or few words."""
    first = clean(next((line.pieces[0] for line in lines if line.pieces[0].strip()), ""))
    filled = [
        any(piece.strip() for piece in pieces)
        for pieces in zip(*(line.pieces for line in lines), strict=True)
    ]
    return first.startswith("(") or strip_bullet(first) != first or 2 * sum(filled) < len(filled)


def _is_torn(lines: Sequence[Slice]) -> bool:
    """True where a cell begins as a wrapped line goes on: the row may be the rest of the one above."""
    for column in range(1, len(lines[0].pieces)):
        first = next((line.pieces[column] for line in lines if line.pieces[column].strip()), "")
        if not any(sign in first for sign in ("@", "www.")) and goes_on("", first.strip()):
            return True
    return False


def _find_rooms(
    parts: Sequence[Sequence[Slice]], divided: Sequence[Sequence[Block]], heading: Heading, wrapped: bool
) -> list[Room]:
    columns = _columns(parts, divided)
    unbroken = never_breaks_words(columns)
    return [
        find_room(role, cells, wrapped, unbroken=unbroken)
        for role, cells in zip(heading.roles, columns, strict=True)
    ]


def _split_at_stray(slices: Sequence[Slice]) -> Iterator[list[Slice]]:
    part: list[Slice] = []
    for each in slices:
        if each.stray:
            yield part
            part = []
        else:
            part.append(each)
    yield part


def _to_stray_row(line: Slice, count: int) -> GridRow:
    """A row of one cell over all columns."""
    return to_row([GridCell((Paragraph(clean(line.stray), line.number),), 0, count, line=line.number)])


def _divide(slices: Sequence[Slice], heading: Heading, wrapped: bool) -> list[Block]:
    """The lines of each row; none where they cannot be told."""
    aged = [n for n, role in enumerate(heading.roles) if role is Role.AGE]
    if not slices:
        return []
    return divide([each.pieces for each in slices], wrapped, lambda line: any(_is_age(line[n]) for n in aged))


def _is_age(text: str) -> bool:
    words = clean(text)
    return kind(words) in ("age", "age-word") and not _PART_OF_AGE.fullmatch(words)


def _divide_by_names(slices: Sequence[Slice]) -> Iterator[Block]:
    """Rows that begin where the first column and half of the others are filled; none of them is sure."""
    starts = [n for n, each in enumerate(slices) if n == 0 or _begins_row(each)]
    for start, end in pairwise([*starts, len(slices)]):
        for at in range(start, end, MOST_LINES):
            yield Block(at, min(at + MOST_LINES, end), False)


def _begins_row(line: Slice) -> bool:
    filled = sum(1 for piece in line.pieces if piece.strip())
    return bool(line.pieces[0].strip()) and filled * 2 >= len(line.pieces)


def _is_wrapped(
    slices: Sequence[Slice], parts: Sequence[Sequence[Slice]], divided: Sequence[Sequence[Block]]
) -> bool:
    """True where a tool may have wrapped lines, as none does that pads them."""
    return not _is_padded(slices) and may_be_wrapped(_columns(parts, divided))


def _columns(parts: Sequence[Sequence[Slice]], divided: Sequence[Sequence[Block]]) -> list[list[list[str]]]:
    """Of each column its cells, line by line."""
    rows = [
        part[block.start : block.end] for part, blocks in zip(parts, divided, strict=True) for block in blocks
    ]
    count = max((len(line.pieces) for row in rows for line in row), default=0)
    return [[[line.pieces[n] for line in row] for row in rows] for n in range(count)]


def _is_padded(slices: Sequence[Slice]) -> bool:
    """True where blanks make all lines as long as the longest."""
    lines = ["".join(each.pieces) for each in slices if not each.stray]
    return len({len(each) for each in lines}) == 1 and len({len(each.rstrip()) for each in lines}) > 1


def _to_row(group: Sequence[Slice], rooms: Sequence[Room], sure: bool) -> GridRow:
    doubts = [] if sure else [UNLIKE]
    words = [
        tuple(read_cell([(each.pieces[n], each.number) for each in group], room, doubts))
        for n, room in enumerate(rooms)
    ]
    ages = sum(
        _is_age(each.pieces[n]) for each in group for n, room in enumerate(rooms) if room.role is Role.AGE
    )
    if any(each.crossed for each in group):
        doubts.append(CROSSED)
    if ages > 1 or _is_double(words) or any(_is_row_without_name(each, rooms) for each in group[1:]):
        doubts.append(UNLIKE)
    return replace(to_row(tuple(words)), doubt="; ".join(dict.fromkeys(doubts)))


def _is_double(words: Sequence[Words]) -> bool:
    """True where all cells but one at most hold several paragraphs, as those of two rows together do."""
    several = [len(each) > 1 for each in words if each]
    return sum(several) > max(1, len(several) - 2)


def _is_row_without_name(line: Slice, rooms: Sequence[Room]) -> bool:
    filled = sum(1 for piece in line.pieces if piece.strip())
    return rooms[0].width is None and not line.pieces[0].strip() and filled * 3 > len(rooms) * 2
