"""Tables that have kept their borders: their words are never read as those of one that has lost them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.grids.grid import GridCell
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import find_other
from pipeline.tables.html.rows import TableRows
from pipeline.tables.html.table import find_tables, read_first_rows
from pipeline.tables.html.tree import line_of, take_out

NARROWEST, SHORTEST = 3, 3  # columns and rows; what has fewer may only set a page out
_LOOKED_AT = 12  # rows
_KNOWN = 2  # headings, by which a table may be of services

Rows = Sequence[Sequence[GridCell]]


def take_out_grids(root: etree._Element) -> Mapping[etree._Element, Rows]:
    """The tables that are grids, with their first rows; the document is without their words now."""
    tables = filter(_is_innermost, find_tables(root)[0])
    found = {table: [*read_first_rows(TableRows(table), _LOOKED_AT)] for table in tables}
    grids = {table: rows for table, rows in found.items() if _is_grid(rows)}
    for table in grids:
        take_out(table)
    return grids


def say_grids(grids: Mapping[etree._Element, Rows], own: Mapping[str, Role]) -> Iterator[Issue]:
    """What to say of tables that were not read, and whose first row has headings of one of services.

    Issues: `table-unread`.
    """
    for table, rows in grids.items():
        texts = [cell.text for cell in rows[0]]
        known = {role for role in find_roles(texts, own) if role}
        if len(known) >= _KNOWN and not any(map(find_other, texts)):
            yield issue("table-unread", value="; ".join(texts), line=line_of(table))


def _is_innermost(table: etree._Element) -> bool:
    return next(table.iterdescendants("table"), None) is None


def _is_grid(rows: Rows) -> bool:
    """True where most rows have a word in each of some columns."""
    widths = [width for row in rows if (width := sum(1 for cell in row if cell.paragraphs))]
    wide = sum(1 for width in widths if width >= NARROWEST)
    return wide >= SHORTEST and 2 * wide > len(widths)
