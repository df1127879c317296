"""Text whose cells stand in a box of drawn lines, merged cells too, to grids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from pipeline.model import Role
from pipeline.tables.grids.grid import Grid, GridCell, GridRow, to_row
from pipeline.tables.headings.columns import Heading, find_heading
from pipeline.tables.text.body import read_body
from pipeline.tables.text.cells import (
    Room,
    find_room,
    may_be_wrapped,
    never_breaks_words,
    read_cell,
    to_words,
)
from pipeline.tables.text.row_doubts import Slice

_JUNCTIONS = "+┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╓╥╖╟╫╢╙╨╜╒╤╕╞╪╡╘╧╛┏┳┓┣╋┫┗┻┛"
_BARS = "|│┃║"
_FLAT = "-=─━═"
_DRAWN = re.escape(_JUNCTIONS + _FLAT)
_RULE = re.compile(
    rf"^\s*(?:[{_JUNCTIONS}][{_DRAWN}\s]*|[{_BARS}][{re.escape(_FLAT)}][{_DRAWN}]*[{_BARS}]\s*)$"
)
_BROKEN = re.compile(rf"^\s*[{_JUNCTIONS}].*[{_JUNCTIONS}]\s*$")
_BAR = re.compile(rf"[{_BARS}]")
_FEWEST = 3  # columns
MOST_SOUGHT = 20_000  # lines; headings stand no further down


_ALONE = Room(Role.TEXT, None)  # of a cell that stands under no heading


@dataclass(slots=True)
class _Cell:
    """A cell of the box: where it begins, how far it reaches, and its printed lines."""

    column: int
    span: int
    row: int
    rows: int = 1
    lines: list[tuple[str, int]] = field(default_factory=list)


def read_box(lines: list[str], own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid in the first box whose first row is one of headings."""
    boxes = find_boxes(lines)
    return next((found for start, end in boxes if (found := _read_from(lines, start, end, own))), None)


def find_boxes(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a box begins with a drawn line, and one past its last line."""
    within = False
    for start, line in enumerate(lines[:MOST_SOUGHT]):
        begins = not within and len(line.strip()) >= 2 * _FEWEST and _RULE.match(line)
        within = bool(_RULE.match(line) or _BAR.search(line))
        if begins:
            yield start, next((n for n in range(start, len(lines)) if not _is_of_box(lines[n])), len(lines))


def _is_of_box(line: str) -> bool:
    """True for a line of bars, a rule, and a rule that breaks off where a merged cell goes on."""
    return bool(_RULE.match(line) or _BAR.search(line) or _BROKEN.match(line))


def _read_from(
    lines: list[str], start: int, end: int, own: Mapping[str, Role]
) -> tuple[Grid, Heading] | None:
    edges = _find_edges(lines[start:end])
    if len(edges) <= _FEWEST:
        return None
    cells = _read_cells(lines, start, end, edges)
    rows = sorted({cell.row for cell in cells})
    heading = find_heading((_peek(cells, row) for row in rows), own)
    if heading is None or len(rows) <= heading.last + 1:
        return None
    body = rows[heading.last + 1 :]
    if len(body) == 1 and heading.is_plain and all(cell.span == cell.rows == 1 for cell in cells):
        loose = read_body(_to_slices([cell for cell in cells if cell.row == body[0]]), heading)
        titles = [*_to_rows(cells, rows[: heading.last + 1], heading)]
        return Grid((*titles, *loose), line=start + 2), heading
    return Grid(tuple(_to_rows(cells, rows, heading)), line=start + 2), heading


def _find_edges(lines: Sequence[str]) -> list[int]:
    """Where lines are drawn down; none behind the end of the first rule where there is nothing but lines."""
    rules = [line for line in lines if _RULE.match(line)]
    edges = sorted({n for line in rules for n, letter in enumerate(line) if letter in _JUNCTIONS})
    last = len(lines[0].rstrip()) - 1
    if any(line[last + 1 :].strip(_JUNCTIONS + _FLAT + _BARS + " \xa0") for line in lines):
        return edges
    return [edge for edge in edges if edge <= last]


def _read_cells(lines: list[str], start: int, end: int, edges: Sequence[int]) -> list[_Cell]:
    """The cells that the lines drawn around them divide."""
    cells: list[_Cell] = []
    reaching: dict[int, _Cell] = {}
    row = -1
    for number in range(start, end):
        pieces = [*_cut(lines[number], edges)]
        drawn = {n for column, span, text in pieces if _is_drawn(text) for n in range(column, column + span)}
        if drawn:
            row += 1
            reaching = {n: cell for n, cell in reaching.items() if n not in drawn}
            for cell in reaching.values():
                cell.rows += 1
        for column, span, text in pieces:
            if column in drawn:
                continue
            if column not in reaching:
                reaching[column] = _Cell(column, span, row)
                cells.append(reaching[column])
            reaching[column].span = max(span, reaching[column].span)
            reaching[column].lines.append((text, number + 1))
    return cells


def _cut(line: str, edges: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Each piece of the line between two lines drawn down: its column, its span, its text."""
    bars = _BAR.split(line.strip())[1:-1]
    if len(bars) == len(edges) - 1 and not any(map(_is_drawn, bars)):
        yield from ((n, 1, text) for n, text in enumerate(bars))
        return
    first = 0
    padded = line.ljust(edges[-1] + 1)
    for n, edge in enumerate(edges[1:], 1):
        is_cut_off = edge >= len(line.rstrip())  # as the last line of a document may be
        if padded[edge] in _BARS + _JUNCTIONS or n == len(edges) - 1 or is_cut_off:
            yield first, n - first, padded[edges[first] + 1 : edge]
            first = n


def _is_drawn(text: str) -> bool:
    return bool(text) and not text.strip(_FLAT + _JUNCTIONS)


def _peek(cells: Sequence[_Cell], row: int) -> tuple[GridCell, ...]:
    """The row as headings: the lines of each are one."""
    return tuple(
        GridCell(
            to_words(" ".join(text for text, _ in cell.lines), 0),
            cell.column,
            cell.span,
            cell.row + cell.rows - row,
            cell.row < row,
        )
        for cell in _in_row(cells, row)
    )


def _in_row(cells: Sequence[_Cell], row: int) -> list[_Cell]:
    here = (cell for cell in cells if cell.row <= row < cell.row + cell.rows)
    return sorted(here, key=lambda cell: cell.column)


def _to_rows(cells: Sequence[_Cell], rows: Sequence[int], heading: Heading) -> Iterator[GridRow]:
    columns = {
        span.start: [
            [text for text, _ in cell.lines] for cell in cells if cell.column == span.start and cell.span == 1
        ]
        for span in heading.spans
    }
    unbroken, wrapped = never_breaks_words(columns.values()), may_be_wrapped([*columns.values()])
    rooms = {
        span.start: find_room(span.column.role, columns[span.start], wrapped, unbroken=unbroken)
        for span in heading.spans
    }
    by_row: dict[int, list[_Cell]] = {row: [] for row in rows}
    for cell in sorted(cells, key=lambda each: each.column):
        for row in range(cell.row, cell.row + cell.rows):
            by_row.get(row, []).append(cell)
    return (_to_row(by_row[row], row, rooms) for row in rows)


def _to_row(cells: Sequence[_Cell], row: int, rooms: Mapping[int, Room]) -> GridRow:
    doubts: list[str] = []
    printed = [
        GridCell(
            tuple(read_cell(cell.lines, rooms.get(cell.column, _ALONE), doubts)),
            cell.column,
            cell.span,
            cell.rows,
            cell.row < row,
            cell.lines[0][1],
        )
        for cell in cells
    ]
    plain = all(cell.span == 1 and cell.rows == 1 for cell in printed)
    made = to_row(tuple(cell.paragraphs for cell in printed) if plain else printed)
    return replace(made, doubt="; ".join(dict.fromkeys(doubts)))


def _to_slices(cells: Sequence[_Cell]) -> list[Slice]:
    """The lines of a row again, where no line is drawn between rows."""
    lines = zip(*(cell.lines for cell in sorted(cells, key=lambda each: each.column)), strict=True)
    return [Slice(tuple(text for text, _ in line), line[0][1]) for line in lines]
