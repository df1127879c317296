"""A table as printed: rows of cells, each with the columns that it covers. All readers of tables give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.model import Paragraph

WIDEST = 200  # columns; a wider table is none of services


class GridCell(NamedTuple):
    """A printed cell. `above`: it stands in an earlier row and reaches down into this one."""

    paragraphs: tuple[Paragraph, ...]
    column: int = 0
    span: int = 1
    rows: int = 1
    above: bool = False
    line: int = 0
    links: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join([each.text for each in self.paragraphs])


class GridRow(NamedTuple):
    """The cells of one printed row from left to right, those that reach into it from above included."""

    cells: tuple[GridCell, ...]
    lines: tuple[int, int]
    foot: bool = False
    cut: int = 0  # cells beyond the widest table that there can be

    @property
    def width(self) -> int:
        last = self.cells[-1] if self.cells else None
        return last.column + last.span if last else 0

    @property
    def filled(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.paragraphs]


class Grid(NamedTuple):
    """A printed table: its rows, its title, and its place among the document's tables."""

    rows: tuple[GridRow, ...]
    title: str | None = None
    line: int = 0
    hidden: bool = False
    stray: tuple[str, ...] = ()


def place_cells(rows: Iterable[Iterable[GridCell]]) -> Iterator[tuple[GridCell, ...]]:
    """The rows with every cell in its columns; a cell of several rows stands in each of them.

    The cells of a row come with the columns that they have where none reaches into it from above.
    Source: WHATWG HTML, "Forming a table".
    """
    reaching: dict[int, tuple[GridCell, int]] = {}
    for row in rows:
        placed = _place_around(row, reaching) if reaching else tuple(row)
        if reaching:
            reaching = {column: (cell, left - 1) for column, (cell, left) in reaching.items() if left > 1}
        for cell in placed:
            if cell.rows > 1 and not cell.above:
                reaching[cell.column] = (cell._replace(above=True), cell.rows - 1)
        yield placed


def _place_around(row: Iterable[GridCell], reaching: dict[int, tuple[GridCell, int]]) -> tuple[GridCell, ...]:
    """The row's own cells in the columns that the cells reaching down from above leave free."""
    placed = [cell for cell, _ in reaching.values()]
    taken = {column for cell in placed for column in range(cell.column, cell.column + min(cell.span, WIDEST))}
    column = 0
    for cell in row:
        while column in taken:
            column += 1
        placed.append(cell._replace(column=column))
        column += cell.span
    return tuple(sorted(placed, key=lambda cell: cell.column))
