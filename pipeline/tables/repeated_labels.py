"""Cells that begin with their column's heading again, as in tables that are made for small screens too.

What `<td><b>Ages</b> 8 to 12</td>` says under "Ages" is "8 to 12".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.tables.columns import Heading
from pipeline.tables.grid import Grid, GridCell, GridRow
from pipeline.tables.headings import LONGEST, plain
from pipeline.tables.html_table import iter_rows, read_grid

_FIRST = 4  # elements of a cell; a label stands no further in
_LOOKED_AT = 3  # rows; where none of their cells begins with its heading, labels do not stand in the cells
_COLON = re.compile(r"^\s*:")
_MOST = 0.8  # of the cells that have words

Labelled = tuple[GridCell, etree._Element | None]  # a cell with the element in it that is a label


def read_without_labels(table: etree._Element, heading: Heading) -> Grid:
    """The whole table; where nearly all cells of a column begin with its heading, they are without it."""
    grid = read_grid(table)
    body = (row for row in islice(grid.rows, heading.last + 1, None) if any(row.words))
    if not any(_may_have_labels(row, heading) for row in islice(body, _LOOKED_AT)):
        return grid
    labels = [*_find_labels(table, grid, heading)]
    for label in labels:
        after = label.tail or ""
        label.clear()
        label.tail = _COLON.sub("", after)
    return read_grid(table) if labels else grid


def _may_have_labels(row: GridRow, heading: Heading) -> bool:
    texts = ((cell.text[:LONGEST], _find_text(cell, heading)) for cell in row.cells)
    return any(text and words and plain(words).startswith(plain(text)) for words, text in texts)


def _find_text(cell: GridCell, heading: Heading) -> str:
    """The heading over the cell; empty where none or several are."""
    under = heading.find_under(cell)
    return heading.texts[under[0]] if len(under) == 1 else ""


def _find_labels(table: etree._Element, grid: Grid, heading: Heading) -> Iterator[etree._Element]:
    """The elements that say the heading again at the beginning of nearly all cells of a column."""
    columns: dict[int, list[Labelled]] = {}
    for row, (parts, _) in islice(zip(grid.rows, iter_rows(table, []), strict=True), heading.last + 1, None):
        found = [*_label_cells(row, parts, heading)]
        if any(cell.text != _say(label) for cell, label in found if cell.paragraphs):
            for cell, label in found:
                columns.setdefault(cell.column, []).append((cell, label))
    for cells in columns.values():
        labels = [label for _, label in cells if label is not None]
        if len(labels) >= _MOST * sum(1 for cell, _ in cells if cell.paragraphs):
            yield from labels


def _label_cells(row: GridRow, parts: list[etree._Element], heading: Heading) -> Iterator[Labelled]:
    own = (cell for cell in row.cells if not cell.above)
    for cell, part in zip(own, parts, strict=False):
        if key := plain(_find_text(cell, heading)):
            yield cell, _find_label(part, key)


def _find_label(cell: etree._Element, key: str) -> etree._Element | None:
    """The element with which the cell begins, where its words are this heading."""
    words = "".join(map(str, cell.itertext())).lstrip()
    for element in islice(cell.iterdescendants("*"), _FIRST):
        said = _say(element)
        if said and plain(said) == key and words.startswith(said):
            return element
    return None


def _say(element: etree._Element | None) -> str:
    return "".join(map(str, element.itertext())).strip() if element is not None else ""
