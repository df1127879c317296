"""A table as printed: rows of cells, each with the columns that it covers. All readers of tables give it."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import Paragraph
from pipeline.tables.html.asides import Aside

WIDEST = 200  # columns; a wider table is none of services

MOST_REACHING = 16  # cells that reach into one row from above

Words = tuple[Paragraph, ...]  # of one cell


class GridCell(Struct, frozen=True, gc=False):
    """A printed cell. `above`: it stands in an earlier row and reaches down into this one."""

    paragraphs: Words
    column: int = 0
    span: int = 1
    rows: int = 1
    above: bool = False
    line: int = 0
    links: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()

    @property
    def text(self) -> str:
        return " ".join([each.text for each in self.paragraphs])


class GridRow(Struct, frozen=True, gc=False):
    """One printed row. Most are plain: `words` has one cell a column and `own` is None.

    Else `own` has the row's cells from left to right, those that reach into it from above included.
    `hidden`: it is marked as not shown. `asides`: words of the row that stand in none of these cells.
    """

    words: tuple[Words, ...]
    lines: tuple[int, int]
    own: tuple[GridCell, ...] | None = None
    foot: bool = False
    cut: int = 0  # cells beyond the widest table that there can be
    doubt: str = ""  # why the row's words may be divided wrongly, where they may
    hidden: bool = False
    asides: tuple[Aside, ...] = ()

    @property
    def cells(self) -> tuple[GridCell, ...]:
        return to_cells(self.words) if self.own is None else self.own

    @property
    def own_words(self) -> list[tuple[int, Words]]:
        """The words of each cell that does not reach into the row from above, with its column."""
        if self.own is None:
            return [*enumerate(self.words)]
        return [(cell.column, cell.paragraphs) for cell in self.own if not cell.above]

    @property
    def width(self) -> int:
        last = self.own[-1] if self.own else None
        return last.column + last.span if last else len(self.words)


class Grid(NamedTuple):
    """A printed table: its rows, its title, and its place among the document's tables."""

    rows: tuple[GridRow, ...]
    title: str | None = None
    line: int = 0
    hidden: bool = False
    stray: tuple[str, ...] = ()  # words between the cells, which belong to none


Printed = tuple[Words, ...] | list[GridCell]  # a row before it is known what reaches into it
Reaching = dict[int, tuple[GridCell, int]]  # by column: a cell from above, and how many rows it has left


def to_cells(words: tuple[Words, ...]) -> tuple[GridCell, ...]:
    return tuple(map(GridCell, words, count()))


def to_row(printed: Printed) -> GridRow:
    """A row into which nothing reaches from above."""
    if isinstance(printed, tuple):
        return GridRow(printed, _span_lines(printed))
    words = tuple([cell.paragraphs for cell in printed])
    return GridRow(words, _span_lines(words), tuple(printed))


def place_row(printed: Printed, reaching: Reaching) -> GridRow:
    """The row with every cell in its columns, those that reach into it included.

    `reaching` is then what reaches into the next row.

    Source: WHATWG HTML, "Forming a table".
    """
    if isinstance(printed, tuple) and not reaching:
        return GridRow(printed, _span_lines(printed))
    row = _place_around(printed, reaching) if reaching else to_row(printed)
    if reaching:
        _end_row(reaching)
    for cell in row.own or ():
        if cell.rows > 1 and not cell.above:
            reaching[cell.column] = (replace(cell, above=True), cell.rows - 1)
    return row


def _end_row(reaching: Reaching) -> None:
    """Leaves what reaches further down; none of too many, for the rows below are then short, and say so."""
    left = {} if len(reaching) > MOST_REACHING else reaching
    further = {column: (cell, rows - 1) for column, (cell, rows) in left.items() if rows > 1}
    reaching.clear()
    reaching.update(further)


def _place_around(printed: Printed, reaching: Reaching) -> GridRow:
    """The row's own cells in the columns that the cells reaching down from above leave free."""
    own = to_cells(printed) if isinstance(printed, tuple) else tuple(printed)
    placed = [cell for cell, _ in reaching.values()]
    taken = {column for cell in placed for column in range(cell.column, cell.column + min(cell.span, WIDEST))}
    column = 0
    for cell in own:
        while column in taken:
            column += 1
        placed.append(replace(cell, column=column))
        column += cell.span
    ordered = tuple(sorted(placed, key=lambda cell: cell.column))
    return GridRow(
        tuple([cell.paragraphs for cell in ordered]),
        _span_lines(tuple([cell.paragraphs for cell in own])),
        ordered,
    )


def _span_lines(words: tuple[Words, ...]) -> tuple[int, int]:
    """The first and last line that the row's own words stand on; zeros where it has none."""
    filled = [*filter(None, words)]
    return (filled[0][0].line, filled[-1][-1].line) if filled else (0, 0)
