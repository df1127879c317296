"""HTML tables to grids. A cell's words are read only where its table can be the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from pipeline.model import Paragraph
from pipeline.tables.grids.grid import WIDEST, Grid, GridCell, GridRow, Printed, Reaching, Words, place_row
from pipeline.tables.html.asides import HIDDEN, STRUCK, Aside, is_hidden, is_struck
from pipeline.tables.html.cell_words import CellWords, read_cell, read_line, to_words
from pipeline.tables.html.rows import PrintedRow, TableRows
from pipeline.tables.html.tree import line_of
from pipeline.tables.words import clean

_ROW_HOLDERS = frozenset({"table", "thead", "tbody", "tfoot"})
_SPANS = frozenset({"colspan", "rowspan"})
_HOISTED = {"tr": ("tr",), "td": ("td", "th")}
MOST_COLUMNS, MOST_ROWS = 1000, 65534  # the limits of the HTML standard for spans
MOST_TABLES = 2_000  # a page with more is no page
TITLES = ("dt", "h3", "h4", "h5", "h6")
MOST_PEEKED = 60  # elements; a cell with more is no heading
HEADING_LENGTH = 250
_TORN = "a merged cell stands beside a hidden row, so that words may stand in another row than on the page"


class Found(NamedTuple):
    """The tables of a document, its templates, and how many titles and terms it has."""

    tables: list[etree._Element]
    templates: list[etree._Element]
    titles: int


def find_tables(root: etree._Element) -> Found:
    """The tables of the document that a browser makes, nested ones too, in document order, up to a limit.

    Beside them what else is found in the same walk.
    """
    found: dict[str, list[etree._Element]] = {}
    for element in root.iter("table", "template", "noscript", *TITLES):
        found.setdefault(str(element.tag), []).append(element)
    tables, templates = found.pop("table", []), found.pop("template", [])
    unmade = {table for each in (*templates, *found.pop("noscript", [])) for table in each.iter("table")}
    made = [table for table in tables if table not in unmade]
    return Found(made[:MOST_TABLES], templates, sum(map(len, found.values())))


def read_grid(table: etree._Element) -> Grid:
    """The whole table, every word of it."""
    return read_whole(table, TableRows(table))[0]


def read_whole(table: etree._Element, printed: TableRows) -> tuple[Grid, TableRows]:
    """The whole table, every word of it, and its rows: others than these where some stood inside a cell."""
    rows, cells = _read_rows(printed)
    if len(set(cells)) > 1 and not _is_tidy(table, sum(cells)) and _hoist(table):
        printed = TableRows(table)
        rows, _ = _read_rows(printed)
    strays = tuple(printed.strays)
    return Grid(rows, find_caption(table), line_of(table), is_out_of_sight(table), strays), printed


def _read_rows(printed_rows: TableRows) -> tuple[tuple[GridRow, ...], list[int]]:
    """The rows, and how many cells each has of its own."""
    rows: list[GridRow] = []
    cells: list[int] = []
    reaching: Reaching = {}
    torn = False
    found = printed_rows.find_all()
    read = printed_rows.read
    for printed, words in zip(found, chain(read, map(_read_row, found[len(read) :])), strict=True):
        torn = torn and bool(reaching)
        row = place_row(words, reaching)
        is_plain = row.lines[0] and not (printed.foot or printed.hidden or printed.unseen)
        row = row if is_plain and len(printed.cells) <= WIDEST else _finish(row, printed)
        torn = torn or printed.hidden
        rows.append(replace(row, doubt=_TORN) if torn and any(cell.above for cell in row.cells) else row)
        cells.append(len(printed.cells))
    return tuple(rows), cells


def _finish(row: GridRow, printed: PrintedRow) -> GridRow:
    line = line_of(printed.cells[0])
    asides = tuple(Aside(HIDDEN, words) for words in map(read_line, printed.unseen) if words)
    return replace(
        row,
        lines=row.lines if row.lines[0] else (line, line),
        own=row.cells if printed.hidden or asides else row.own,
        foot=printed.foot,
        cut=max(0, len(printed.cells) - WIDEST),
        hidden=printed.hidden,
        asides=asides,
    )


def _read_row(row: PrintedRow) -> Printed:
    return _to_printed([*map(_read_bare if row.bare else _read_part, row.cells[:WIDEST])])


def _to_printed(cells: list[Words | GridCell]) -> Printed:
    """The row's words; with what is known of each cell, where one is more than words."""
    return _set_side_by_side(cells) if GridCell in map(type, cells) else tuple(cells)  # type: ignore[arg-type]


def _read_bare(element: etree._Element) -> Words | GridCell:
    """The words of a cell without attributes, alone where it has nothing else."""
    if not len(element):
        return to_words(text, element) if (text := element.text) else ()
    said = read_cell(element)
    return said if isinstance(said, tuple) else _to_cell(element, said)


def _read_part(element: etree._Element) -> Words | GridCell:
    """The cell's words alone, where it covers one place of the grid and has nothing but words."""
    keys = element.keys()
    if not keys:
        return _read_bare(element)
    if "style" in keys and is_struck(element):
        return _strike(element)
    said = read_cell(element)
    if isinstance(said, tuple):
        return said if _SPANS.isdisjoint(keys) else _to_cell(element, CellWords(said))
    return _to_cell(element, said)


def _strike(element: etree._Element) -> GridCell:
    """The cell without its words, all of which are struck out."""
    words = read_line(element)
    return _to_cell(element, CellWords((), (), (Aside(STRUCK, words),) if words else ()))


def _set_side_by_side(cells: Sequence[Words | GridCell]) -> list[GridCell]:
    placed = []
    column = 0
    for each in cells:
        cell = GridCell(each) if isinstance(each, tuple) else each
        placed.append(replace(cell, column=column) if column else cell)
        column += cell.span
    return placed


def _is_tidy(table: etree._Element, cells: int) -> bool:
    """True where these are all the cells in the table, and no row stands in one of them."""
    if len(list(table.iter("td", "th"))) != cells:
        return False
    return {parent.tag for row in table.iter("tr") if (parent := row.getparent()) is not None} <= _ROW_HOLDERS


def _hoist(table: etree._Element) -> bool:
    """Whether cells or rows stood inside a cell, as unclosed tags leave them; they now stand behind it.

    Source: WHATWG HTML, "in cell" insertion mode: a new cell or row ends the one that is open.
    """
    moved = False
    for name in ("tr", "td"):
        before: etree._Element | None = None
        for element in [each for each in table.iter(*_HOISTED[name]) if _table_of(each) is table]:
            holder = next(element.iterancestors("td", "th", "table"), None)
            if before is not None and holder is not None and holder.tag != "table":
                before.addnext(element)
                moved = True
            before = element
    return moved


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def read_first_rows(rows: TableRows, count: int) -> Iterator[tuple[GridCell, ...]]:
    """The first rows with the beginning of each cell's words, as far as a heading goes, one at a time."""
    reaching: Reaching = {}
    for number, printed in enumerate(rows.find_first(count)):
        row = printed.cells[0].getparent()
        is_whole = row is not None and not _is_long(row)
        words = _read_row(printed) if is_whole else _to_printed([*map(_peek, printed.cells[:WIDEST])])
        if is_whole and number == len(rows.read):
            rows.read.append(words)
        yield place_row(words, reaching).cells


def _to_cell(element: etree._Element, said: CellWords) -> GridCell:
    """The cell with the places of the grid that it covers."""
    span = rows = 1
    if element.keys():
        span, rows = _number(element.get("colspan")), _number(element.get("rowspan"), MOST_ROWS)
    return GridCell(said.words, 0, span, rows, False, line_of(element), said.links, said.asides)


def _number(value: str | None, most: int = MOST_COLUMNS) -> int:
    """A span as a browser reads it: digits at its start, 1 where there are none, never beyond the limit."""
    if value is None:
        return 1
    digits = value.strip()
    size = len(digits) - len(digits.lstrip("0123456789"))
    number = int(digits[: min(size, 9)]) if size else 1
    if number == 0:
        return most if most == MOST_ROWS else 1
    return min(number, most)


def _peek(cell: etree._Element) -> Words | GridCell:
    return _cut(cell) if _is_long(cell) else _read_part(cell)


def _is_long(element: etree._Element) -> bool:
    return len(element) > 0 and next(islice(element.iter(), MOST_PEEKED - 1, None), None) is not None


def _cut(cell: etree._Element) -> GridCell:
    """The first words of a cell that holds far more than a heading does."""
    words = clean(" ".join(str(text) for text in islice(cell.itertext(), MOST_PEEKED))[:HEADING_LENGTH])
    paragraphs = (Paragraph(words, line_of(cell)),) if words else ()
    return GridCell(paragraphs, 0, _number(cell.get("colspan")), _number(cell.get("rowspan"), MOST_ROWS))


def find_caption(table: etree._Element) -> str | None:
    """The table's caption, as printed."""
    for caption in table.iterchildren("caption"):
        if words := read_line(caption):
            return words
    return None


def is_out_of_sight(table: etree._Element) -> bool:
    """True where the table, or what holds it, is marked as not shown."""
    element: etree._Element | None = table
    while element is not None and not is_hidden(element):
        element = element.getparent()
    return element is not None
