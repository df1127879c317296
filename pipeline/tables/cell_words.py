"""The words of a table's cell. Most cells hold words, blocks and links alone, and are read the short way."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from msgspec import Struct

from pipeline.model import Paragraph
from pipeline.tables.flow import (
    BLOCKS,
    PRINTED_LINES,
    SILENT,
    find_address,
    is_blank,
    is_hidden,
    line_of_words,
    read_flow,
)
from pipeline.tables.grid import Words
from pipeline.tables.words import clean

_ODD = SILENT | {*PRINTED_LINES, "img"}
_TELLING = frozenset({"hidden", "style", "href", "data-cfemail"})
_DEEPEST = 8  # elements in elements that are read without a stack


class CellWords(Struct, frozen=True, gc=False):
    """What a cell says: its words, addresses behind its links that they do not say, and words nobody sees."""

    words: Words
    links: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def read_words(cell: etree._Element) -> CellWords:
    """Every word of the cell."""
    inner = _find_inner(cell) if len(cell) == 1 else cell
    if len(inner):
        return _read_plain(inner) or _read_all(cell)
    return CellWords(read_leaf(inner))


def _find_inner(element: etree._Element) -> etree._Element:
    """The element inside that holds all that this one says, in elements without attributes."""
    while len(element) == 1 and (not (text := element.text) or is_blank(text)):
        child = element[0]
        if child.tag in _ODD or child.keys() or ((text := child.tail) and not is_blank(text)):
            break
        element = child
    return element


def read_leaf(element: etree._Element) -> Words:
    """The words of an element that holds text alone."""
    text = element.text
    if not text:
        return ()
    if text[0] > " " < text[-1] and text.isprintable() and "  " not in text:  # as `clean` would give it
        return (Paragraph(text, element.sourceline or 0),)  # type: ignore[arg-type]
    printed = clean(text)
    return (Paragraph(printed, line_of_words(element, text)),) if printed else ()


def _read_plain(cell: etree._Element) -> CellWords | None:
    reader = _PlainReader()
    if not reader.read(cell, _DEEPEST):
        return None
    reader.end_paragraph()
    words = tuple(reader.words)
    return CellWords(words, _find_unprinted(reader.links, words) if reader.links else ())


def _read_all(cell: etree._Element) -> CellWords:
    flow = read_flow(cell)
    words = tuple(flow.paragraphs)
    return CellWords(words, _find_unprinted(flow.links, words), tuple(flow.hidden))


def _find_unprinted(addresses: Iterable[str], words: Words) -> tuple[str, ...]:
    """The addresses, each once, that the words do not say."""
    printed = _bare(" ".join([each.text for each in words]))
    return tuple(each for each in dict.fromkeys(addresses) if _bare(each).removeprefix("www.") not in printed)


def _bare(text: str) -> str:
    return text.casefold().replace(" ", "").removeprefix("https://").removeprefix("http://").rstrip("/")


class _PlainReader:
    """The paragraphs of an element, as `read_flow` gives them, where it holds nothing odd."""

    def __init__(self) -> None:
        self.words: list[Paragraph] = []
        self.links: list[str] = []
        self.parts: list[str] = []
        self.line = 0

    def read(self, element: etree._Element, deepest: int) -> bool:
        """False where something odd is inside: hidden or protected words, printed lines, or deep nesting."""
        if text := element.text:
            self._add(text, element)
        for child in element[:]:  # type: ignore[index]  # a slice takes a quarter of an iterator's time
            if not self._read_child(child, deepest):
                return False
            if text := child.tail:
                self._add(text, child)
        return True

    def _read_child(self, child: etree._Element, deepest: int) -> bool:
        tag = child.tag
        if tag in _ODD or (child.keys() and not self._read_attributes(child)):
            return False
        if tag not in BLOCKS:
            return deepest > 0 and self.read(child, deepest - 1)
        if self.parts:
            self.end_paragraph()
        if not len(child):
            self.words += read_leaf(child)
        elif not deepest or not self.read(child, deepest - 1):
            return False
        if self.parts:
            self.end_paragraph()
        return True

    def _read_attributes(self, element: etree._Element) -> bool:
        """False where they hide the element, or scramble what it says."""
        if _TELLING.isdisjoint(element.keys()):
            return True
        href = element.get("href", "")
        if is_hidden(element) or element.get("data-cfemail") is not None or "email-protection" in href:
            return False
        if element.tag == "a" and (address := find_address(href)):
            self.links.append(address)
        return True

    def _add(self, text: str, element: etree._Element) -> None:
        if not self.line and not is_blank(text):
            self.line = line_of_words(element, text)
        self.parts.append(text)

    def end_paragraph(self) -> None:
        """What comes next is a paragraph of its own."""
        if text := clean("".join(self.parts)):
            self.words.append(Paragraph(text, self.line))
        self.parts.clear()
        self.line = 0
