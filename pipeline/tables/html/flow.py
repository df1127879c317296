"""The words inside an element as the paragraphs a reader sees, with the addresses that its links hide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from pipeline.model import Paragraph
from pipeline.tables.html.asides import (
    HIDDEN,
    MARK,
    STRUCK,
    STRUCK_TAGS,
    Aside,
    begins_line,
    is_hidden,
    is_mark,
    is_struck,
    read_field,
    read_picture,
    read_script,
)
from pipeline.tables.html.tree import line_of
from pipeline.tables.words import clean

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
BLOCKS = HEADINGS | frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption center dd details dialog dir div dl dt"
        " fieldset figcaption figure footer form header hr legend li main menu nav ol"
        " option p pre section select summary table tbody td textarea tfoot th thead tr ul",
    )
)
INNER = BLOCKS - {"br"}  # what has none of these inside it is a block of lines
PRINTED_LINES = ("pre", "textarea")  # a line feed inside them is printed
SILENT = frozenset(
    re.findall(r"\w+", "script style template noscript head title iframe object svg math audio video canvas")
)
_SET_ASIDE = STRUCK_TAGS | {"sup", "img", "input"}
_HOLDERS = HEADINGS | {"dt", "dd"}
_CLOUDFLARE = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{4,})", re.I)


@dataclass(slots=True)
class Flow:
    """What an element says: paragraphs in order, addresses behind its links, and what is set aside."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)  # of each paragraph: the heading, <dt> or <dd> around it
    joined: list[bool] = field(default_factory=list)  # to the paragraph before: only a <br> parts them


def is_blank(text: str | None) -> bool:
    """True where there is neither a word nor a no-break space, which may hold a place."""
    return not text or (text.isspace() and "\xa0" not in text)


def line_of_words(element: etree._Element, text: str) -> int:
    """The line on which the first word of a text stands that begins with the element, or ends it."""
    line: int = element.sourceline or 0  # type: ignore[assignment]
    return line if text[0] > " " else line + text[: len(text) - len(text.lstrip())].count("\n")


def read_flow(element: etree._Element, *, blanks: bool = False, pre: bool = False) -> Flow:
    """The paragraphs under `element`. With `blanks`, a lone no-break space is an empty paragraph of its own.

    Source: WHATWG HTML, "innerText": block elements and <br> end a line.
    """
    return _Reader(blanks, pre).read(element)


class _Reader:
    """One walk over an element, on a stack of its own: recursion would end where pages are nested deeply."""

    def __init__(self, blanks: bool, pre: bool) -> None:
        self.flow = Flow()
        self.parts: list[str] = []
        self.line = 0
        self.goes_on = False
        self.blanks = blanks
        self.pre = int(pre)
        self.tags: list[str] = []

    def read(self, root: etree._Element) -> Flow:
        self._open(root, str(root.tag), root.tag in BLOCKS)
        stack = [(root, iter(root))]
        while stack:
            element, children = stack[-1]
            for child in children:
                if self._enter(child):
                    stack.append((child, iter(child)))
                    break
                if tail := child.tail:
                    self._add(tail, child)
            else:
                stack.pop()
                self._close(element.tag, self._is_block(element))
                if element is not root and (tail := element.tail):
                    self._add(tail, element)
        self._end_paragraph()
        return self.flow

    def _enter(self, element: etree._Element) -> bool:
        """True where there is more inside the element than words; else they are read, or not to be read."""
        tag = element.tag
        if tag == "br":
            self.goes_on = self._end_paragraph()
            return False
        if tag in SILENT or not isinstance(tag, str):
            if tag in ("script", "noscript") and (said := read_script(element)):
                self.flow.asides.append(said)
            return False
        keys = element.keys()
        if (keys or tag in _SET_ASIDE) and self._set_aside(element):
            return False
        if keys and self._read_address(element, tag):
            return False
        is_block = self._is_block(element)
        self._open(element, tag, is_block)
        if len(element):
            return True
        self._close(tag, is_block)
        return False

    def _set_aside(self, element: etree._Element) -> bool:
        """True where the element's words are none of the paragraph's; they are kept beside."""
        if element.tag in ("img", "input"):
            aside = read_picture(element) if element.tag == "img" else read_field(element)
            self.flow.asides += [aside] if aside and not is_hidden(element) else []
            return True
        words = clean(" ".join(map(str, element.itertext())))
        code = self._find_code(element, words)
        if code and words:
            self.flow.asides.append(Aside(code, words, code == HIDDEN and _is_in_link(element)))
        return bool(code)

    def _find_code(self, element: etree._Element, words: str) -> str:
        """Why these words in the element are not to be read; empty where they are."""
        if is_hidden(element):
            return HIDDEN
        if is_struck(element):
            return STRUCK
        return MARK if words and is_mark(element, words, "".join(self.parts)) else ""

    def _is_block(self, element: etree._Element) -> bool:
        return element.tag in BLOCKS or begins_line(element)

    def _read_address(self, element: etree._Element, tag: str) -> bool:
        """True where the element's attributes, not its words, say an address."""
        if protected := find_protected(element):
            self._add(protected, element)
            return True
        if tag == "a" and (address := find_address(element.get("href", ""))):
            self.flow.links.append(address)
        return False

    def _open(self, element: etree._Element, tag: str, is_block: bool) -> None:
        if is_block:
            self._end_block()
            self.tags.append(tag)
            self.pre += tag in PRINTED_LINES
        if text := element.text:
            self._add(text, element)

    def _close(self, tag: object, is_block: bool) -> None:
        if is_block:
            self._end_block()
            self.tags.pop()
            self.pre -= tag in PRINTED_LINES

    def _add(self, text: str, element: etree._Element) -> None:
        if self.pre and "\n" in text:
            for number, row in enumerate(text.split("\n")):
                self._end_paragraph()
                self.line = line_of(element) + number
                self.parts.append(row)
            return
        if not self.line and not is_blank(text):
            self.line = line_of_words(element, text)
        self.parts.append(text)

    def _end_block(self) -> None:
        self._end_paragraph()
        self.goes_on = False

    def _end_paragraph(self) -> bool:
        """False where it has no words."""
        if not self.parts:
            return False
        raw = "".join(self.parts)
        text = clean(raw)
        if text or (self.blanks and "\xa0" in raw):
            self.flow.paragraphs.append(Paragraph(text, self.line))
            self.flow.holders.append(next((tag for tag in reversed(self.tags) if tag in _HOLDERS), ""))
            self.flow.joined.append(self.goes_on)
        self.parts.clear()
        self.line = 0
        return bool(text)


def _is_in_link(element: etree._Element) -> bool:
    return next(element.iterancestors("a", "button"), None) is not None


def find_address(href: str) -> str | None:
    """The address that a link leads to: an e-mail address, a telephone number or a web address.

    >>> find_address("mailto:Jo.Bloggs%40kent.gov.uk?subject=VRU"), find_address("#top")
    ('Jo.Bloggs@kent.gov.uk', None)
    """
    kind, _, rest = href.strip().partition(":")
    match kind.casefold():
        case "mailto":
            return clean(unquote(rest.partition("?")[0])) or None
        case "tel":
            return clean(unquote(rest)) or None
        case "http" | "https":
            return href.strip()
    return None


def find_protected(element: etree._Element) -> str | None:
    """The e-mail address that Cloudflare's protection has scrambled, where it has.

    Source: Cloudflare, "Email Address Obfuscation": each byte is XORed with the first.
    """
    scrambled = element.get("data-cfemail")
    if scrambled is None:
        href = element.get("href")
        if not href or "email-protection" not in href:
            return None
        match = _CLOUDFLARE.search(href)
        scrambled = match.group(1) if match and not element.xpath(".//*[@data-cfemail]") else None
    try:
        key, *letters = bytes.fromhex(scrambled or "")
        address = bytes(letter ^ key for letter in letters).decode("utf-8").partition("?")[0]
    except ValueError:
        return None
    return address if "@" in address else None
