"""HTML tables to grids. A cell's words are read only where its table can be the right one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.model import Paragraph
from pipeline.tables.flow import SILENT, is_hidden, read_flow
from pipeline.tables.grid import WIDEST, Grid, GridCell, GridRow, place_cells
from pipeline.tables.html_tree import line_of
from pipeline.tables.words import clean

_ROW_PARTS = frozenset({"td", "th"})
_WHOLE = frozenset({"td", "th", "tr"})
_NOT_PART = SILENT | {"table", "caption"}
_BOLD = frozenset({"strong", "b"})
_HEADING_LENGTH = 200


def find_tables(root: etree._Element) -> list[etree._Element]:
    """Every table of the document, nested ones too, in document order."""
    return list(root.iter("table"))


def read_grid(table: etree._Element) -> Grid:
    """The whole table, every word of it."""
    rows: list[GridRow] = []
    strays: list[str] = []
    elements = list(iter_rows(table, strays))
    placed = place_cells([_read_cells(each) for each, _ in elements])
    for (parts, foot), cells in zip(elements, placed, strict=True):
        if cells:
            rows.append(GridRow(cells, _lines(cells, parts), foot, cut=max(0, len(parts) - WIDEST)))
    return Grid(tuple(rows), find_caption(table), line_of(table), is_out_of_sight(table), tuple(strays))


def read_first_rows(table: etree._Element, count: int) -> Iterator[tuple[GridCell, ...]]:
    """The first rows with the beginning of each cell's words, as far as a heading goes, one at a time."""
    strays: list[str] = []
    return place_cells(
        [_peek(cell) for cell in parts[:WIDEST]] for parts, _ in islice(iter_rows(table, strays), count)
    )


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
        if element.tail:
            _keep_stray(element.tail, strays)
        if element.tag in _NOT_PART or is_hidden(element):
            continue
        yield element, foot
        if element.tag not in _WHOLE:
            _keep_stray(element.text, strays)
            stack.append((iter(element), foot or element.tag == "tfoot"))


def _keep_stray(text: str | None, strays: list[str]) -> None:
    if text and (words := clean(text)):
        strays.append(words)


def _cells_of(row: etree._Element, strays: list[str]) -> list[etree._Element]:
    cells = []
    _keep_stray(row.text, strays)
    for child in row:
        if child.tag in _ROW_PARTS:
            if not (child.attrib and is_hidden(child)):
                cells.append(child)
        elif child.tag not in SILENT:
            inner = [each for each in child.iter("td", "th") if _row_of(each) is row]
            cells.extend(inner)
            if not inner:
                _keep_stray(" ".join(map(str, child.itertext())), strays)
        if child.tail:
            _keep_stray(child.tail, strays)
    return cells


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("tr", "table"), None)


def _read_cells(parts: list[etree._Element]) -> list[GridCell]:
    return [read_cell(cell) for cell in parts[:WIDEST]]


def read_cell(cell: etree._Element) -> GridCell:
    """The cell with all its words. Most cells are plain text, or plain paragraphs: those are read at once."""
    line = line_of(cell)
    attributes = cell.attrib
    span = _number(attributes, "colspan") if attributes else 1
    rows = _number(attributes, "rowspan", 65534) if attributes else 1
    simple = _read_simply(cell, line)
    if simple is not None:
        return GridCell(simple, 0, span, rows, cell.tag == "th", False, line)
    flow = read_flow(cell)
    bold = cell.tag == "th" or _is_bold(cell)
    return GridCell(
        tuple(flow.paragraphs), 0, span, rows, bold, False, line, tuple(flow.links), tuple(flow.hidden)
    )


def _read_simply(cell: etree._Element, line: int) -> tuple[Paragraph, ...] | None:
    """The words of a cell that holds text alone, or childless <p> alone; None where it holds more."""
    text = cell.text
    if not len(cell):
        words = clean(text) if text else ""
        return (Paragraph(words, line + _lines_before(str(text))),) if words else ()
    if text and not text.isspace():
        return None
    paragraphs = []
    for child in cell:
        if child.tag != "p" or len(child) or child.attrib:
            return None
        tail = child.tail
        if tail and not tail.isspace():
            return None
        text = child.text
        if text and (words := clean(text)):
            paragraphs.append(Paragraph(words, line_of(child) + _lines_before(text)))
    return tuple(paragraphs)


def _lines_before(text: str) -> int:
    """How many line feeds stand before the first word."""
    return text[: len(text) - len(text.lstrip())].count("\n") if text[:1] in "\n \t" else 0


def _number(attributes: etree._Attrib, name: str, most: int = 1000) -> int:
    """A span as a browser reads it: digits at its start, 1 where there are none, never beyond the limit."""
    value = attributes.get(name)
    if value is None:
        return 1
    digits = str(value).strip()
    size = len(digits) - len(digits.lstrip("0123456789"))
    if not size:
        return 1
    number = int(digits[: min(size, 9)])
    if number == 0:
        return most if name == "rowspan" else 1
    return min(number, most)


def _is_bold(cell: etree._Element) -> bool:
    """True where all words of the cell are bold."""
    if cell.text and not cell.text.isspace():
        return False
    for child in cell:
        if child.tail and not child.tail.isspace():
            return False
        if child.tag in _BOLD or child.tag == "br":
            continue
        if child.tag not in ("p", "div", "span", "font") or not len(child) or not _is_bold(child):
            return False
    return True


def _peek(cell: etree._Element) -> GridCell:
    """The cell, where it is as short as a heading; else its first words alone."""
    if sum(1 for _ in islice(cell.iter(), 60)) < 60:
        return read_cell(cell)
    return _cut(cell, [str(text) for text in islice(cell.itertext(), 60)])


def _cut(cell: etree._Element, parts: list[str]) -> GridCell:
    line = line_of(cell)
    attributes = cell.attrib
    words = clean(" ".join(parts)[: _HEADING_LENGTH + 50])
    return GridCell(
        (Paragraph(words, line),) if words else (),
        0,
        _number(attributes, "colspan") if attributes else 1,
        _number(attributes, "rowspan", 65534) if attributes else 1,
        cell.tag == "th",
        False,
        line,
    )


def _lines(cells: tuple[GridCell, ...], parts: list[etree._Element]) -> tuple[int, int]:
    lines = [each.line for cell in cells if not cell.above for each in cell.paragraphs]
    own = line_of(parts[0])
    return (min(lines, default=own), max(lines, default=own))


def find_caption(table: etree._Element) -> str | None:
    """The table's caption, as printed."""
    for caption in table.iterchildren("caption"):
        words = " ".join(each.text for each in read_flow(caption).paragraphs)
        if words:
            return words
    return None


def is_out_of_sight(table: etree._Element) -> bool:
    """True where the table, or what holds it, is marked as not shown."""
    return is_hidden(table) or any(is_hidden(each) for each in table.iterancestors())
