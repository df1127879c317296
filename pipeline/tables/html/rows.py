"""The rows of a table in markup: their cells, and which of them the markup says are not shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree
from msgspec import Struct

from pipeline.tables.grids.grid import Printed
from pipeline.tables.html.asides import is_hidden, is_struck
from pipeline.tables.html.flow import SILENT
from pipeline.tables.words import clean

_ROW_PARTS = frozenset({"td", "th"})
_WHOLE = frozenset({"td", "th", "tr"})
_NOT_PART = SILENT | {"table", "caption"}


Cells = tuple[etree._Element, ...]


class PrintedRow(Struct, frozen=True, gc=False):
    """The cells of one row. `hidden`: it is marked as not shown, and has words all the same.

    `unseen`: the cells that are marked so in a row that is shown; they hold no place in it, as in a browser.
    `bare`: it is known that none of the cells has an attribute.
    """

    cells: Sequence[etree._Element]
    foot: bool = False
    hidden: bool = False
    unseen: Cells = ()
    bare: bool = False


def iter_rows(table: etree._Element, strays: list[str]) -> Iterator[PrintedRow]:
    """The rows that have cells; words outside cells go to `strays`.

    Cells outside any row make one, as in a browser; what else stands between the rows is looked through.
    What is hidden and has no words is no row.
    """
    pending: list[etree._Element] = []
    for element, foot, hidden in _iter_inside(table, strays):
        tag = element.tag
        if tag in _ROW_PARTS:
            pending.append(element)
            continue
        if pending:
            yield PrintedRow(pending, foot)
            pending = []
        if tag == "tr":
            cells, unseen, bare = _cells_of(element, strays)
            if cells and not hidden:
                yield PrintedRow(cells, foot, False, unseen, bare)
            elif (cells or unseen) and _has_words(element):
                yield PrintedRow(cells or unseen, foot, True, unseen if cells else ())
    if pending:
        yield PrintedRow(pending)


class TableRows:
    """The rows of a table, each looked for once, and only as far as they are asked for."""

    def __init__(self, table: etree._Element) -> None:
        self.strays: list[str] = []  # the words outside cells, up to the last row that was found
        self.read: list[Printed] = []  # the words of the first rows, as far as they were read whole
        self._found: list[PrintedRow] = []
        self._rest = iter_rows(table, self.strays)

    def find_first(self, count: int) -> Sequence[PrintedRow]:
        self._found += islice(self._rest, max(0, count - len(self._found)))
        return self._found[:count]

    def find_all(self) -> Sequence[PrintedRow]:
        self._found += self._rest
        return self._found


def _has_words(element: etree._Element) -> bool:
    return any(not text.isspace() for text in element.itertext())


def _iter_inside(table: etree._Element, strays: list[str]) -> Iterator[tuple[etree._Element, bool, bool]]:
    """The rows, loose cells and other elements under the table, those inside its parts included.

    Beside each, whether it stands in the foot, and whether it is hidden, or what holds it.
    """
    stack: list[tuple[Iterator[etree._Element], bool, bool]] = [(iter(table), False, False)]
    while stack:
        elements, foot, within = stack[-1]
        for element in elements:
            if (tail := element.tail) and not tail.isspace() and not within:
                _keep_stray(tail, strays)
            tag = element.tag
            hidden = within or (bool(element.keys()) and (is_hidden(element) or _is_passed_over(element)))
            if tag in _NOT_PART or (hidden and tag in _ROW_PARTS):
                continue
            yield element, foot, hidden
            if tag not in _WHOLE:
                if not hidden:
                    _keep_stray(element.text, strays)
                stack.append((iter(element), foot or tag == "tfoot", hidden))
                break
        else:
            stack.pop()


def _is_passed_over(element: etree._Element) -> bool:
    """True for a row that is not there for who cannot see, as pages have it that fold rows away."""
    return element.tag == "tr" and element.get("aria-hidden", "").casefold() == "true"


def _keep_stray(text: str | None, strays: list[str]) -> None:
    if text and not text.isspace() and (words := clean(text)):
        strays.append(words)


def _cells_of(row: etree._Element, strays: list[str]) -> tuple[list[etree._Element], Cells, bool]:
    """The cells of the row, those marked as not shown, and whether it is known that none has an attribute."""
    cells: list[etree._Element] = []
    unseen: Cells = ()
    if (text := row.text) and not text.isspace():
        _keep_stray(text, strays)
    struck = "style" in row.keys() and is_struck(row)  # noqa: SIM118 - an element is no mapping
    bare = not struck
    for child in row[:]:  # type: ignore[index]
        if child.tag not in _ROW_PARTS:
            bare = False
            cells.extend(_look_through(child, row, strays))
        elif not child.keys():
            cells.append(child)
        elif is_hidden(child):
            unseen = (*unseen, child)
        else:
            bare = False
            cells.append(child)
        if (tail := child.tail) and not tail.isspace():
            _keep_stray(tail, strays)
    if struck:
        _strike(cells)
    return cells, unseen, bare


def _strike(cells: Iterable[etree._Element]) -> None:
    for cell in cells:
        cell.set("style", "text-decoration: line-through")


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
