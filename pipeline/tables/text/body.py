"""The printed lines under the headings of a table in columns to rows, where nothing is drawn between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise

from msgspec.structs import replace

from pipeline.model import Paragraph, Role
from pipeline.tables.grids.grid import GridCell, GridRow, to_row
from pipeline.tables.headings.columns import Heading
from pipeline.tables.text.blocks import MOST_LINES, Block, divide
from pipeline.tables.text.cells import (
    Room,
    find_room,
    has_room,
    may_be_wrapped,
    never_breaks_words,
    read_cell,
)
from pipeline.tables.text.row_doubts import (
    UNCUT,
    UNLIKE,
    Group,
    Slice,
    doubt_beside,
    goes_on_below,
    is_age,
    is_crossed,
    is_loose,
    is_torn,
)
from pipeline.tables.text.tears import begins_low, find_tears
from pipeline.tables.words import clean

STRAY = "the line beside it does not stand in columns"
FEWEST = 3  # lines, by which it is seen that each is a row
CROSSED = "its words may go on from one column to the next"


def read_body(slices: Sequence[Slice], heading: Heading) -> list[GridRow]:
    """The rows under the headings; one whose lines may be divided in another way is doubted."""
    parts = [*_split_at_stray(slices)]
    is_plain = _are_rows([each for each in slices if not each.stray], heading.roles)
    divided = [[*_one_a_line(part)] if is_plain else _divide(part, heading, wrapped=False) for part in parts]
    wrapped = not all(blocks for part, blocks in zip(parts, divided, strict=True) if part) or _is_wrapped(
        slices, parts, divided
    )
    if wrapped:
        divided = [_divide(part, heading, wrapped=True) or [*_divide_by_names(part)] for part in parts]
    rooms = _find_rooms(parts, divided, heading, wrapped)
    groups = [
        [part[block.start : block.end] for block in blocks]
        for part, blocks in zip(parts, divided, strict=True)
    ]
    sure = [_are_sure(blocks, each, wrapped) for blocks, each in zip(divided, groups, strict=True)]
    made = [_to_row(group, rooms, known) for group, known in zip(chain(*groups), chain(*sure), strict=True)]
    rows = iter(doubt_beside(made, [*chain(*groups)], rooms))
    by_part = [[*islice(rows, len(each))] for each in groups]
    return [*_set_between(by_part, [each for each in slices if each.stray], wrapped, len(rooms))]


def _are_sure(blocks: Sequence[Block], groups: Sequence[Group], wrapped: bool) -> list[bool]:
    """Whether each row, and those beside it, can hardly have lines of one another."""
    loose = [is_loose(group) or (wrapped and is_torn(group)) for group in groups]
    return [block.sure and not any(loose[max(0, at - 1) : at + 2]) for at, block in enumerate(blocks)]


def _set_between(
    parts: Sequence[Sequence[GridRow]], strays: Sequence[Slice], wrapped: bool, count: int
) -> Iterator[GridRow]:
    """The rows with the stray lines between them; those beside one are doubted, and all where lines wrap."""
    for n, part in enumerate(parts):
        beside = {0} if n else set()
        beside |= {*range(len(part))} if wrapped and strays else set()
        beside |= {len(part) - 1} if n < len(strays) else set()
        for at, row in enumerate(part):
            yield replace(row, doubt=row.doubt or STRAY) if at in beside else row
        if n < len(strays):
            yield _to_stray_row(strays[n], count)


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
    lines = [each.pieces for each in slices]

    def sign(line: Sequence[str]) -> bool:
        return any(is_age(line[n]) for n in aged)

    found = divide(lines, wrapped, sign, find_tears(lines, heading.roles))
    if any(begins_low(lines[block.start], heading.roles) for block in found):
        return divide(lines, wrapped, sign)  # here cells begin in lower case
    return found


def _are_rows(lines: Sequence[Slice], roles: Sequence[Role]) -> bool:
    """Whether each line is a row: all have a name and more, and none may go on with the one above."""
    printed = [each for each in lines if any(map(str.strip, each.pieces))]
    is_named = all(each.pieces[0].strip() and any(map(str.strip, each.pieces[1:])) for each in printed)
    if (
        not is_named
        or len(printed) < FEWEST
        or any(goes_on_below(*each, roles) for each in pairwise(printed))
    ):
        return False
    widths = [
        max(len(piece.rstrip()) for piece in column)
        for column in zip(*(each.pieces for each in printed), strict=True)
    ]
    return not any(_has_no_room(one.pieces, two.pieces, widths) for one, two in pairwise(printed))


def _has_no_room(above: Sequence[str], below: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether the first word of each cell had no room on the line above, where that has words there."""
    cells = [each for each in zip(above, below, widths, strict=True) if each[0].strip() and each[1].strip()]
    return not any(has_room(*each) for each in cells)


def _one_a_line(lines: Sequence[Slice]) -> Iterator[Block]:
    """A row for each line with words."""
    for n, line in enumerate(lines):
        if any(map(str.strip, line.pieces)):
            yield Block(n, n + 1, True)


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
    if any(each.early for each in group):
        doubts.append(UNCUT)
    if is_crossed(group):
        doubts.append(CROSSED)
    return replace(to_row(tuple(words)), doubt="; ".join(dict.fromkeys(doubts)))
