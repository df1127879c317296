"""HTML tables to grids. A cell's words are read only where its table can be the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree
from msgspec.structs import replace

from pipeline.model import Paragraph
from pipeline.tables.asides import STRUCK, Aside, is_hidden, is_struck
from pipeline.tables.cell_words import CellWords, read_cell, read_line, read_text
from pipeline.tables.flow import SILENT
from pipeline.tables.grid import WIDEST, Grid, GridCell, GridRow, Printed, Reaching, Words, place_row
from pipeline.tables.html_tree import line_of
from pipeline.tables.words import clean

_ROW_PARTS = frozenset({"td", "th"})
_WHOLE = frozenset({"td", "th", "tr"})
_NOT_PART = SILENT | {"table", "caption"}
_ROW_HOLDERS = frozenset({"table", "thead", "tbody", "tfoot"})
_SPANS = frozenset({"colspan", "rowspan"})
_HOISTED = {"tr": ("tr",), "td": ("td", "th")}
MOST_COLUMNS, MOST_ROWS = 1000, 65534  # the limits of the HTML standard for spans
MOST_TABLES = 2_000  # a page with more is no page
TITLES = ("dt", "h3", "h4", "h5", "h6")
MOST_PEEKED = 60  # elements; a cell with more is no heading
HEADING_LENGTH = 250


def find_tables(root: etree._Element) -> tuple[list[etree._Element], int]:
    """The tables of the document that a browser makes, nested ones too, in document order, up to a limit.

    Beside them the number of its titles and terms, for all are found in one walk.
    """
    found: dict[str, list[etree._Element]] = {}
    for element in root.iter("table", "template", "noscript", *TITLES):
        found.setdefault(str(element.tag), []).append(element)
    tables, silent = found.pop("table", []), [*found.pop("template", []), *found.pop("noscript", [])]
    unmade = {table for each in silent for table in each.iter("table")}
    made = [table for table in tables if table not in unmade]
    return made[:MOST_TABLES], sum(map(len, found.values()))


def read_grid(table: etree._Element) -> Grid:
    """The whole table, every word of it."""
    rows, strays, cells = _read_rows(table)
    if len(set(cells)) > 1 and not _is_tidy(table, sum(cells)) and _hoist(table):
        rows, strays, _ = _read_rows(table)
    return Grid(rows, find_caption(table), line_of(table), is_out_of_sight(table), strays)


def _read_rows(table: etree._Element) -> tuple[tuple[GridRow, ...], tuple[str, ...], list[int]]:
    """The rows, the words outside them, and how many cells each row has of its own."""
    rows: list[GridRow] = []
    strays: list[str] = []
    cells: list[int] = []
    reaching: Reaching = {}
    for parts, foot in iter_rows(table, strays):
        row = place_row(_read_row(parts), reaching)
        plain = not foot and row.lines[0] and len(parts) <= WIDEST
        rows.append(row if plain else _finish(row, parts, foot))
        cells.append(len(parts))
    return tuple(rows), tuple(strays), cells


def _finish(row: GridRow, parts: list[etree._Element], foot: bool) -> GridRow:
    line = line_of(parts[0])
    return replace(
        row, lines=row.lines if row.lines[0] else (line, line), foot=foot, cut=max(0, len(parts) - WIDEST)
    )


def _read_row(parts: list[etree._Element]) -> Printed:
    return _to_printed([_read_part(element) for element in parts[:WIDEST]])


def _to_printed(cells: list[Words | GridCell]) -> Printed:
    """The row's words; with what is known of each cell, where one is more than words."""
    for cell in cells:
        if isinstance(cell, GridCell):
            return _set_side_by_side(cells)
    return tuple(cells)  # type: ignore[arg-type]


def _read_part(element: etree._Element) -> Words | GridCell:
    """The cell's words alone, where it covers one place of the grid and has nothing but words."""
    keys = element.keys()
    if not keys and not len(element):
        return read_text(element)
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
        cell = each if isinstance(each, GridCell) else GridCell(each)
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


def read_first_rows(table: etree._Element, count: int) -> Iterator[tuple[GridCell, ...]]:
    """The first rows with the beginning of each cell's words, as far as a heading goes, one at a time."""
    reaching: Reaching = {}
    for parts, _ in islice(iter_rows(table, []), count):
        yield place_row(_peek_row(parts), reaching).cells


def iter_rows(table: etree._Element, strays: list[str]) -> Iterator[tuple[list[etree._Element], bool]]:
    """The cells of each row, and whether it stands in the foot; words outside cells go to `strays`.

    Cells outside any row make one, as in a browser; what else stands between the rows is looked through.
    """
    pending: list[etree._Element] = []
    for element, foot in _iter_inside(table, strays):
        if element.tag in _ROW_PARTS:
            pending.append(element)
            continue
        if pending:
            yield pending, foot
            pending = []
        cells = _cells_of(element, strays) if element.tag == "tr" else []
        if cells:
            yield cells, foot
    if pending:
        yield pending, False


def _iter_inside(table: etree._Element, strays: list[str]) -> Iterator[tuple[etree._Element, bool]]:
    """The rows, loose cells and other elements under the table, those inside its parts included."""
    stack: list[tuple[Iterator[etree._Element], bool]] = [(iter(table), False)]
    while stack:
        elements, foot = stack[-1]
        element = next(elements, None)
        if element is None:
            stack.pop()
            continue
        if (tail := element.tail) and not tail.isspace():
            _keep_stray(tail, strays)
        tag = element.tag
        if tag in _NOT_PART or (element.keys() and is_hidden(element)):
            continue
        yield element, foot
        if tag not in _WHOLE:
            _keep_stray(element.text, strays)
            stack.append((iter(element), foot or tag == "tfoot"))


def _keep_stray(text: str | None, strays: list[str]) -> None:
    if text and not text.isspace() and (words := clean(text)):
        strays.append(words)


def _cells_of(row: etree._Element, strays: list[str]) -> list[etree._Element]:
    cells = []
    if (text := row.text) and not text.isspace():
        _keep_stray(text, strays)
    struck = "style" in row.keys() and is_struck(row)  # noqa: SIM118 - an element is no mapping
    for child in row[:]:  # type: ignore[index]
        if child.tag not in _ROW_PARTS:
            cells.extend(_look_through(child, row, strays))
        elif not child.keys() or not is_hidden(child):
            cells.append(child)
        if (tail := child.tail) and not tail.isspace():
            _keep_stray(tail, strays)
    if struck:
        for cell in cells:
            cell.set("style", "text-decoration: line-through")
    return cells


def _look_through(element: etree._Element, row: etree._Element, strays: list[str]) -> list[etree._Element]:
    """The cells in an element that should not be in a row; its words where it has none."""
    if element.tag in SILENT:
        return []
    inner = [each for each in element.iter("td", "th") if _row_of(each) is row]
    if not inner:
        _keep_stray(" ".join(map(str, element.itertext())), strays)
    return inner


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("tr", "table"), None)


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


def _peek_row(parts: list[etree._Element]) -> Printed:
    return _to_printed([_peek(part) for part in parts[:WIDEST]])


def _peek(cell: etree._Element) -> Words | GridCell:
    return _cut(cell) if _is_long(cell) else _read_part(cell)


def _is_long(cell: etree._Element) -> bool:
    return len(cell) > 0 and next(islice(cell.iter(), MOST_PEEKED - 1, None), None) is not None


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
