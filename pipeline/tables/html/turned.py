"""Tables that stand on their side: headings down the first column, a record in each of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from pipeline.model import Column, Paragraph, Role
from pipeline.tables.grids.grid import WIDEST, Grid, GridCell, GridRow, to_cells, to_row
from pipeline.tables.headings.columns import Heading, Span, find_heading
from pipeline.tables.headings.roles import find_sure_roles, is_services_table
from pipeline.tables.headings.words import find_other

MOST_HEADINGS = 40
_PARTLY_HIDDEN = "some of its words are marked as hidden on the page"


def find_side_heading(rows: Sequence[tuple[GridCell, ...]], own: Mapping[str, Role]) -> Heading | None:
    """The headings down the first column, where they are those of a table of services."""
    if not 2 <= len(rows) <= MOST_HEADINGS or any(len(row) < 2 for row in rows):
        return None
    side = to_cells(tuple(row[0].paragraphs for row in rows))
    if find_other(side[0].text):
        return None
    is_card = len(rows[0]) == 2
    if is_card and Role.NAME not in find_sure_roles([cell.text for cell in side], own):
        return None
    return find_heading([side], own, is_services_table)


def turn(grid: Grid) -> Grid | None:
    """The table with its rows as columns; None where it has rows of other lengths, or a merged heading.

    A cell that is merged over several records stands in each of them.
    """
    rows = [row for row in grid.rows if row.width]
    spread = [_spread(row) for row in rows]
    width = rows[0].width if rows else 0
    if any(len(cells) != width or row.cells[0].span > 1 for row, cells in zip(rows, spread, strict=True)):
        return None
    turned = (tuple(replace(cells[n], column=at) for at, cells in enumerate(spread)) for n in range(width))
    doubt = _PARTLY_HIDDEN if any(row.hidden for row in rows) else ""
    return grid._replace(rows=tuple(_to_row(cells, doubt) for cells in turned))


def _spread(row: GridRow) -> list[GridCell]:
    """The cells, those that are merged over several columns once for each."""
    wide = ((cell, min(cell.span, WIDEST)) for cell in row.cells)
    return [replace(cell, span=1) if span > 1 else cell for cell, span in wide for _ in range(span)]


def _to_row(cells: tuple[GridCell, ...], doubt: str) -> GridRow:
    plain = not any(cell.links or cell.asides for cell in cells)
    row = to_row(tuple(cell.paragraphs for cell in cells) if plain else list(cells))
    return replace(row, doubt=doubt) if doubt else row


def find_nameless(
    rows: Sequence[tuple[GridCell, ...]], own: Mapping[str, Role], known: Collection[str] = ()
) -> Heading | None:
    """The headings of a card whose name is not in it but in the title above.

    `known`: those of other cards; one that has some of them, and no others, is a card, too.
    """
    if not rows or len(rows) > MOST_HEADINGS or any(len(row) != 2 for row in rows):
        return None
    texts = [row[0].text for row in rows]
    roles = find_sure_roles(texts, own)
    is_alike = all(text in known for text in texts)
    is_card = len(rows) > 1 and is_services_table([Role.NAME, *roles], ["Name", *texts])
    if Role.NAME in roles or not (is_alike or is_card):
        return None
    spans = [
        Span(Column(role or Role.TEXT, text), n + 1, n + 2, role is not None)
        for n, (role, text) in enumerate(zip(roles, texts, strict=True))
    ]
    return Heading((Span(Column(Role.NAME, ""), 0, 1), *spans), 0, 0)


def add_name(grid: Grid, name: Paragraph) -> Grid:
    """The turned card with its title as the first cell."""
    heading, *records = grid.rows
    first = GridRow(((), *heading.words), heading.lines)
    named = (replace(to_row(_with_first(row, name)), doubt=row.doubt) for row in records)
    return grid._replace(rows=(first, *named), title=None)


def _with_first(row: GridRow, name: Paragraph) -> list[GridCell]:
    cells = [replace(cell, column=cell.column + 1) for cell in row.cells]
    return [GridCell((name,)), *cells]
