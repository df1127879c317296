"""Tables whose headings stand there twice, whole, side by side: each row holds as many services."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.tables.grids.grid import GridCell, GridRow, to_row
from pipeline.tables.grids.parts import Choice, Part
from pipeline.tables.headings.columns import Heading, Span
from pipeline.tables.headings.words import plain

FEWEST = 2  # headings that come again


def part_sides(choice: Choice) -> Choice:
    """The same with a row for each service; two that stand side by side, the left one first."""
    sides = {part: _find_sides(part.heading.spans) for part in choice.parts}
    if all(len(found) < 2 for found in sides.values()):
        return choice
    parts = tuple(_part(part, found) if len(found) > 1 else part for part, found in sides.items())
    return choice._replace(parts=parts, columns=parts[0].heading.columns)


def _find_sides(spans: Sequence[Span]) -> list[Sequence[Span]]:
    """The headings of each side; one side where they do not come again, or not as wide."""
    shapes = [(plain(span.column.heading), span.end - span.start) for span in spans]
    for width in range(FEWEST, len(spans) // 2 + 1):
        if len(spans) % width == 0 and shapes == shapes[:width] * (len(spans) // width):
            return [spans[at : at + width] for at in range(0, len(spans), width)]
    return [spans]


def _part(part: Part, sides: Sequence[Sequence[Span]]) -> Part:
    heading = Heading(tuple(sides[0]), part.heading.first, part.heading.last)
    rows = part.grid.rows
    below = [each for row in rows[part.first :] for each in _part_row(row, sides)]
    return part._replace(heading=heading, grid=part.grid._replace(rows=(*rows[: part.first], *below)))


def _part_row(row: GridRow, sides: Sequence[Sequence[Span]]) -> Iterator[GridRow]:
    """The row of each side that has words; the row itself where a cell of it stands under two sides."""
    starts = [side[0].start for side in sides]
    ends = [start + sides[0][-1].end - starts[0] for start in starts]
    cells = [
        [cell for cell in row.cells if start <= cell.column and cell.column + cell.span <= end]
        for start, end in zip(starts, ends, strict=True)
    ]
    if sum(map(len, cells)) < len(row.cells):
        yield row
        return
    for start, found in zip(starts, cells, strict=True):
        if any(cell.paragraphs for cell in found):
            yield _move(row, found, start - starts[0])


def _move(row: GridRow, cells: Sequence[GridCell], columns: int) -> GridRow:
    moved = to_row([replace(cell, column=cell.column - columns) for cell in cells])
    return replace(row, words=moved.words, lines=moved.lines, own=moved.own)
