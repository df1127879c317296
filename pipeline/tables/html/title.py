"""The title of a table: the heading that stands just above it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.tables.html.cell_words import read_line
from pipeline.tables.html.flow import HEADINGS

_FURTHEST = 12  # elements between a table and its title, at each level
_LONGEST = 150


def find_title(table: etree._Element) -> str | None:
    """The nearest heading before the table, or the short bold paragraph that stands for one."""
    element: etree._Element | None = table
    while element is not None:
        for before in islice(_iter_before(element), _FURTHEST):
            title = _read_title(before)
            if title:
                return title
        element = element.getparent()
    return None


def _iter_before(element: etree._Element) -> Iterator[etree._Element]:
    """The elements before this one on its level, the nearest first."""
    before = element.getprevious()
    while before is not None:
        yield before
        before = before.getprevious()


def _read_title(element: etree._Element) -> str | None:
    """The last heading in the element; None where it has none, or is another table's."""
    if element.tag in ("table", "nav", "head"):
        return None
    if not len(element):
        return _words(element) if element.tag in HEADINGS else None
    inside = list(islice(element.iter(*HEADINGS), 200))
    if inside:
        return _words(inside[-1])
    return _words(element) if element.tag == "p" and find_bold(element) else None


def find_bold(element: etree._Element) -> str | None:
    """The tag of the one bold element with which the element begins; None where it holds others, or none."""
    only = element[0].tag if len(element) == 1 and not element.text else None
    return str(only) if only in ("strong", "b") else None


def _words(element: etree._Element) -> str | None:
    text = read_line(element)
    return text if 0 < len(text) <= _LONGEST else None
