"""Tables in tables: those that an end tag was forgotten before, and tables of services that hold others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from lxml import etree
from msgspec.structs import replace

from pipeline.tables.grids.parts import Part
from pipeline.tables.html.asides import is_hidden
from pipeline.tables.html.rows import TableRows

_HOLDERS = ("td", "th", "caption", "table")
_PARTS = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "col", "table"})
FEWEST = 2  # cells that have words and no table, by which a row is the outer table's own
_HOLDS = "a cell of it holds a table of its own"


def part_unclosed(tables: Sequence[etree._Element]) -> None:
    """Tables in another one, and in no cell of it, now stand behind it, with what is said beside them.

    Source: WHATWG HTML, "in table" insertion mode: a new table ends the one that is open.
    """
    last: dict[etree._Element, etree._Element] = {}
    for table in tables:
        outer = next(table.iterancestors(*_HOLDERS), None)
        if outer is None or outer.tag != "table":
            continue
        before = last.get(outer, outer)
        for element in (*_find_said(table, above=True), table, *_find_said(table, above=False)):
            before.addnext(element)
            before = element
        last[outer] = before


def _find_said(table: etree._Element, *, above: bool) -> list[etree._Element]:
    """The elements right above the table, or below it, that are no part of the one around it."""
    beside = takewhile(lambda each: each.tag not in _PARTS, table.itersiblings(preceding=above))
    return [*beside][:: -1 if above else 1]


def has_own_rows(table: etree._Element, first: int = 0) -> bool:
    """True where the rows above this one stand in no inner table, and one below has words beside such."""
    rows = [[] if row.hidden else [*map(_tell, row.cells)] for row in TableRows(table).find_all()]
    head, body = rows[:first], rows[first:]
    return None not in {each for row in head for each in row} and any(
        row.count(True) >= FEWEST or (row.count(True) == FEWEST - 1 and None in row) for row in body
    )


def _tell(cell: etree._Element) -> bool | None:
    """None where a table stands in the cell; else whether it has words."""
    if next(cell.iter("table"), None) is not None:
        return None
    return any(not text.isspace() for text in cell.itertext())


def doubt_holders(part: Part) -> Part:
    """The part with the rows doubted in which another table stands."""
    if part.element is None:
        return part
    printed = TableRows(part.element).find_all()
    holds = [any(_tell(cell) is None and not is_hidden(cell) for cell in row.cells) for row in printed]
    rows = part.grid.rows
    known = holds if len(holds) == len(rows) else [True] * len(rows)
    doubted = tuple(
        replace(row, doubt=row.doubt or _HOLDS) if n >= part.first and known[n] else row
        for n, row in enumerate(rows)
    )
    return part._replace(grid=part.grid._replace(rows=doubted))


def find_inside(part: Part, parts: Sequence[Part]) -> Iterator[Part]:
    """Those of the parts that stand in this one."""
    for other in parts:
        if other.element is not None and part.element in [*other.element.iterancestors("table")]:
            yield other
