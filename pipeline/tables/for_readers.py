"""Words in cells that a page has for screen readers alone: they are not printed, and so no part of a value.

`Wye Walkers <span class="sr-only">(opens in new window)</span>` says "Wye Walkers".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache

from lxml import etree

from pipeline.tables.cell_words import read_line
from pipeline.tables.headings import VOCABULARY

CLASSES = VOCABULARY.with_name("reader_classes.csv")
_HOLDERS = ("td", "th", "table")
_PARTS = frozenset({"td", "th", "tr", "table", "caption", "thead", "tbody", "tfoot"})


def hide_words_for_readers(root: etree._Element, encoded: bytes) -> None:
    """Words in cells that are for screen readers alone are marked as hidden, where others stand beside them.

    Alone in their cell they stay, for there they say what a picture shows, or what the column holds.
    """
    letters = encoded.lower()
    if not any(stem in letters for stem in _stems()):
        return
    marked: dict[etree._Element, list[etree._Element]] = {}
    for element, cell in _find(root):
        marked.setdefault(cell, []).append(element)
    for cell, elements in marked.items():
        for element in elements:
            element.set("hidden", "")
        if not read_line(cell):
            for element in elements:
                del element.attrib["hidden"]


def _find(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """The elements of these classes that are not hidden already, each with the cell that it stands in."""
    for element in root.iterfind(".//*[@class]"):
        if element.tag in _PARTS or "hidden" in element.attrib or not _is_for_readers(element):
            continue
        holder = next(element.iterancestors(*_HOLDERS), None)
        if holder is not None and holder.tag != "table" and next(holder.iter("table"), None) is None:
            yield element, holder


def _is_for_readers(element: etree._Element) -> bool:
    return not _classes().isdisjoint(element.get("class", "").casefold().split())


@cache
def _classes() -> frozenset[str]:
    with CLASSES.open(encoding="utf-8", newline="") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))


@cache
def _stems() -> tuple[bytes, ...]:
    """The classes that hold no other of them: a document without these has none."""
    found = _classes()
    return tuple(each.encode() for each in found if not any(other in each for other in found - {each}))
