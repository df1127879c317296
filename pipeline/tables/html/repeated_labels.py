"""Cells that begin with their column's heading again, as in tables that are made for small screens too.

What `<td><b>Ages</b> 8 to 12</td>` says under "Ages" is "8 to 12".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from lxml import etree
from msgspec import Struct

from pipeline.model import Column
from pipeline.tables.grids.grid import Grid, GridRow
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.roles import says_heading
from pipeline.tables.headings.words import plain
from pipeline.tables.html.rows import TableRows
from pipeline.tables.html.table import read_grid, read_whole

_FIRST = 4  # elements of a cell; a label stands no further in
_LOOKED_AT = 3  # rows; where none of their cells begins with its heading, labels do not stand in the cells
_FEWEST = 2  # cells of a column, where most of the table's have no label
_ALIKE = 3  # letters with which cells begin
_ALL_TEXT = etree.XPath("string()", smart_strings=False)
_COLON = re.compile(r"^\s*:")


class Labelled(Struct, frozen=True, gc=False):
    """A cell that has words, and the element in it that is a label; `same`: the very heading."""

    column: int
    label: etree._Element | None = None
    same: bool = False
    alone: bool = False  # the cell says no more


def read_without_labels(table: etree._Element, heading: Heading, rows: TableRows | None = None) -> Grid:
    """The whole table; where most cells of a column begin with its heading, they are without it.

    `rows`: those of the table, as far as they were looked for.
    """
    grid, rows = read_whole(table, rows or TableRows(table))
    if not _may_have_labels(rows, grid, heading):
        return grid
    labels = [*_choose([*_label_rows(rows, grid, heading, None)])]
    for label in labels:
        after = label.tail or ""
        label.clear()
        label.tail = _COLON.sub("", after)
    return read_grid(table) if labels else grid


def _may_have_labels(printed: TableRows, grid: Grid, heading: Heading) -> bool:
    """True where a cell of the first rows has a label."""
    first = heading.last + 1
    if not _begin_alike(grid.rows[first : first + _LOOKED_AT], heading):
        return False
    return any(each.label is not None for each in _label_rows(printed, grid, heading, _LOOKED_AT))


def _begin_alike(rows: Sequence[GridRow], heading: Heading) -> bool:
    """True where the cells of most columns begin as others do below them, as they do with labels; where some
    begin as their heading does; and where the rows are too few to tell.
    """
    if len(rows) < _FEWEST:
        return True
    said = {span.start: span.column.heading[:_ALIKE].casefold() for span in heading.spans}
    openings: dict[int, list[str]] = {}
    for row in rows:
        for column, words in row.own_words:
            if words:
                opening = words[0].text[:_ALIKE].casefold()
                if opening == said.get(column):
                    return True
                openings.setdefault(column, []).append(opening)
    again = sum(1 for each in openings.values() if len({*each}) < len(each))
    return 2 * again > len(openings)


def _label_rows(printed: TableRows, grid: Grid, heading: Heading, count: int | None) -> Iterator[Labelled]:
    """The cells of the first rows under the headings, or all; those of a row of headings left out."""
    first = heading.last + 1
    rows = zip(grid.rows, printed.find_all(), strict=False)
    for row, each in islice(rows, first, first + count if count else None):
        cells = [*_label_cells(row, each.cells, heading)]
        if not all(cell.alone for cell in cells):
            yield from cells


def _label_cells(row: GridRow, parts: Iterable[etree._Element], heading: Heading) -> Iterator[Labelled]:
    own = (cell for cell in row.cells if not cell.above)
    for cell, part in zip(own, parts, strict=False):
        under = heading.find_under(cell)
        if not cell.paragraphs or len(under) != 1:
            continue
        column = heading.columns[under[0]]
        label = _find_label(part, column) if len(part) else None
        if label is None:
            yield Labelled(cell.column)
        else:
            said = _say(label)
            yield Labelled(cell.column, label, plain(said) == plain(column.heading), said == cell.text)


def _find_label(cell: etree._Element, column: Column) -> etree._Element | None:
    """The element with which the cell begins, where its words are the column's heading or mean the same."""
    for element in islice(cell.iterdescendants(), _FIRST):
        if element.tag == "a":
            return None
        said = _say(element)
        if says_heading(said, column) and _say(cell).startswith(said) and not _holds_link(element):
            return element
    return None


def _holds_link(element: etree._Element) -> bool:
    return next(element.iter("a"), None) is not None


def _choose(cells: Sequence[Labelled]) -> Iterator[etree._Element]:
    """The labels of all cells, where most have one; else of columns where most say the very heading."""
    if 2 * sum(1 for each in cells if each.label is not None and not each.alone) > len(cells):
        yield from (each.label for each in cells if each.label is not None)
        return
    ordered = sorted(cells, key=lambda each: each.column)
    for _, group in groupby(ordered, key=lambda each: each.column):
        column = [*group]
        labels = [each for each in column if each.same and not each.alone]
        if len(labels) >= _FEWEST and 2 * len(labels) > len(column):
            yield from (each.label for each in column if each.label is not None and each.same)


def _say(element: etree._Element) -> str:
    said = str(_ALL_TEXT(element)) if len(element) else element.text or ""
    return " ".join(said.split())
