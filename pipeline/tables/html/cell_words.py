"""The words of a table's cell. Most cells hold words, blocks and links alone, and are read the short way."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lxml import etree
from msgspec import Struct

from pipeline.model import Paragraph
from pipeline.tables.grids.grid import Words
from pipeline.tables.html.asides import STRUCK_TAGS, Aside, is_telling
from pipeline.tables.html.flow import (
    BLOCKS,
    PRINTED_LINES,
    SILENT,
    find_address,
    is_blank,
    line_of_words,
    read_flow,
)
from pipeline.tables.words import clean, collapse

_ODD = SILENT | STRUCK_TAGS | {*PRINTED_LINES, "img", "sup", "input"}
_PARTING = BLOCKS - _ODD
_TELLING = frozenset({"hidden", "style", "href", "data-cfemail"})
_DEEPEST = 8  # elements in elements that are read without a stack


class CellWords(Struct, frozen=True, gc=False):
    """What a cell says: its words, addresses behind its links that they do not say, and what is set aside."""

    words: Words
    links: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()


def read_cell(cell: etree._Element) -> Words | CellWords:
    """Every word of the cell; its words alone, where it says nothing else."""
    element = cell
    while len(element) == 1:  # a bare element that holds all that this one says is read in its place
        child = element[0]
        if ((text := element.text) and not is_blank(text)) or ((tail := child.tail) and not is_blank(tail)):
            break
        if child.tag in _ODD or ((keys := child.keys()) and not _is_bare(child, keys)):
            break
        element = child
    if not len(element):
        return to_words(text, element) if (text := element.text) else ()
    words = _read_stacked(element)
    return words if words is not None else _read_plain(element) or _read_all(cell)


def read_line(element: etree._Element) -> str:
    """Every word of the element, its paragraphs joined by one blank."""
    said = read_cell(element)
    return " ".join([each.text for each in (said if isinstance(said, tuple) else said.words)])


def _is_bare(element: etree._Element, keys: Collection[str | bytes]) -> bool:
    """True where none of the element's attributes, of these keys, adds to the words in it, or hides them."""
    if _TELLING.isdisjoint(keys):
        return True
    if "data-cfemail" in keys or is_telling(element, keys):
        return False
    return "href" not in keys or _is_mailbox(element.get("href", ""), element.text)


def _read_stacked(element: etree._Element) -> Words | None:
    """The words where bare elements of text alone part them, so that each text is a paragraph; else None."""
    text = element.text
    words = [*to_words(text, element)] if text and not text.isspace() else []
    for child in element[:]:  # type: ignore[index]
        text, tail, tag = child.text, child.tail, child.tag
        if len(child) or (tag not in _PARTING and (text or tail or tag in _ODD)):
            return None
        if (keys := child.keys()) and not _is_bare(child, keys):
            return None
        if text and not text.isspace():
            words += to_words(text, child)
        if tail and not tail.isspace():
            words += to_words(tail, child)
    return tuple(words)


def to_words(text: str, element: etree._Element) -> Words:
    """The words of a text at the element's beginning, or behind it, that is a paragraph of its own."""
    printed = text.strip()
    if "  " in printed or not printed.isprintable():  # else it is as `clean` would give it
        printed = collapse(text)
    if not printed:
        return ()
    line = (element.sourceline or 0) if printed is text else line_of_words(element, text)
    return (Paragraph(printed, line),)  # type: ignore[arg-type]


def _read_plain(cell: etree._Element) -> Words | CellWords | None:
    reader = _PlainReader()
    if not reader.read(cell, _DEEPEST):
        return None
    reader.end_paragraph()
    words = tuple(reader.words)
    links = _find_unprinted(reader.links, words) if reader.links else ()
    return CellWords(words, links) if links else words


def _read_all(cell: etree._Element) -> CellWords:
    flow = read_flow(cell)
    words = tuple(flow.paragraphs)
    return CellWords(words, _find_unprinted(flow.links, words), tuple(flow.asides))


def _find_unprinted(addresses: Iterable[str], words: Words) -> tuple[str, ...]:
    """The addresses, each once, that the words do not say."""
    printed = _bare(" ".join([each.text for each in words]))
    return tuple(each for each in dict.fromkeys(addresses) if _bare(each).removeprefix("www.") not in printed)


def _is_mailbox(href: str, text: str | None) -> bool:
    """True where a link leads to the e-mail address that it prints, so that it has nothing to add."""
    if not text or href != f"mailto:{text}":
        return False
    return text.isprintable() and "%" not in text and "?" not in text  # which begin what is no address


def _bare(text: str) -> str:
    return text.casefold().replace(" ", "").removeprefix("https://").removeprefix("http://").rstrip("/")


class _PlainReader:
    """The paragraphs of an element, as `read_flow` gives them, where it holds nothing odd."""

    def __init__(self) -> None:
        self.words: list[Paragraph] = []
        self.links: list[str] = []
        self.parts: list[tuple[str, etree._Element]] = []  # the texts of one paragraph, and where they stand

    def read(self, element: etree._Element, deepest: int) -> bool:
        """False where something odd is inside: hidden or protected words, printed lines, or deep nesting."""
        if text := element.text:
            self.parts.append((text, element))
        for child in element[:]:  # type: ignore[index]
            tag = child.tag
            if tag in _ODD or ((keys := child.keys()) and not self._is_plain(child, keys)):
                return False
            is_block = tag in BLOCKS
            if is_block and self.parts:
                self.end_paragraph()
            if tag != "br" and not (deepest and self.read(child, deepest - 1)):
                return False
            if is_block and self.parts:
                self.end_paragraph()
            if text := child.tail:
                self.parts.append((text, child))
        return True

    def _is_plain(self, element: etree._Element, keys: Collection[str | bytes]) -> bool:
        """True where the element's attributes, of these keys, tell no more than an address, which is kept."""
        if _is_bare(element, keys):
            return True
        href = element.get("href", "")
        if not href or "email-protection" in href or "data-cfemail" in keys or is_telling(element, keys):
            return False
        if element.tag == "a" and (address := find_address(href)):
            self.links.append(address)
        return True

    def end_paragraph(self) -> None:
        """What comes next is a paragraph of its own."""
        if len(self.parts) == 1:
            self.words += to_words(*self.parts[0])
        elif text := clean("".join([text for text, _ in self.parts])):
            lines = (line_of_words(element, text) for text, element in self.parts if not is_blank(text))
            self.words.append(Paragraph(text, next(lines, 0)))
        self.parts.clear()
