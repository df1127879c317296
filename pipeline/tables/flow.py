"""The words inside an element as the paragraphs a reader sees, with the addresses that its links hide."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from pipeline.model import Paragraph
from pipeline.tables.html_tree import line_of
from pipeline.tables.words import clean

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br button caption center dd details dialog dir div dl dt"
        " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol"
        " option p pre section select summary table tbody td textarea tfoot th thead tr ul",
    )
)
PRINTED_LINES = ("pre", "textarea")  # a line feed inside them is printed
SILENT = frozenset(
    re.findall(r"\w+", "script style template noscript head title iframe object svg math audio video canvas")
)
_HOLDERS = frozenset({"dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CLOUDFLARE = re.compile(r"/cdn-cgi/l/email-protection#([0-9a-f]{4,})", re.I)


@dataclass(slots=True)
class Flow:
    """What an element says: paragraphs in order, addresses behind its links, and words that nobody sees."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)  # of each paragraph: the heading, <dt> or <dd> around it


def is_hidden(element: etree._Element) -> bool:
    """True where the markup itself says that the element is not shown."""
    attributes = element.attrib
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style", "")))


def lines_before(text: str) -> int:
    """How many line feeds stand before the first word."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def read_flow(element: etree._Element, *, blanks: bool = False, pre: bool = False) -> Flow:
    """The paragraphs under `element`. With `blanks`, a lone no-break space is an empty paragraph of its own.

    Source: WHATWG HTML, "innerText": block elements and <br> end a line.
    """
    return _Reader(blanks, pre).read(element)


class _Reader:
    """One walk over an element; recursion would end where pages are nested deeply."""

    def __init__(self, blanks: bool, pre: bool) -> None:
        self.flow = Flow()
        self.parts: list[str] = []
        self.line = 0
        self.blanks = blanks
        self.pre = int(pre)
        self.tags: list[str] = []

    def read(self, root: etree._Element) -> Flow:
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in walk:
            if event == "start":
                if not self._open(element, element is root):
                    skipped = element
                    walk.skip_subtree()
                continue
            if element is not skipped:
                self._close(element.tag)
            if element.tail and element is not root:
                self._add(element.tail, line_of(element))
        self._end_paragraph()
        return self.flow

    def _open(self, element: etree._Element, is_root: bool) -> bool:
        """False where what is inside is not to be read."""
        tag = element.tag
        if not is_root and (tag in SILENT or not isinstance(tag, str) or is_hidden(element)):
            self._note_hidden(element)
            return False
        if tag in BLOCKS:
            self._end_paragraph()
            self.tags.append(str(tag))
            self.pre += tag in PRINTED_LINES
        if element.attrib and (protected := find_protected(element)):
            self._add(protected, line_of(element))
            return False
        if tag == "a" and (address := find_address(element.get("href", ""))):
            self.flow.links.append(address)
        if element.text:
            self._add(element.text, line_of(element))
        return True

    def _close(self, tag: object) -> None:
        if tag in BLOCKS:
            self._end_paragraph()
            self.tags.pop()
            self.pre -= tag in PRINTED_LINES

    def _note_hidden(self, element: etree._Element) -> None:
        if isinstance(element.tag, str) and element.tag not in SILENT:
            words = clean(" ".join(map(str, element.itertext())))
            if words:
                self.flow.hidden.append(words)

    def _add(self, text: str, line: int) -> None:
        if not self.pre or "\n" not in text:
            self._append(text, line)
            return
        for row in text.split("\n"):
            self._end_paragraph()
            self._append(row, line)
            line += 1

    def _append(self, text: str, line: int) -> None:
        if not self.line and (not text.isspace() or "\xa0" in text):
            self.line = line + lines_before(text)
        self.parts.append(text)

    def _end_paragraph(self) -> None:
        if not self.parts:
            return
        raw = "".join(self.parts)
        text = clean(raw)
        if text or (self.blanks and "\xa0" in raw):
            self.flow.paragraphs.append(Paragraph(text, self.line))
            self.flow.holders.append(next((tag for tag in reversed(self.tags) if tag in _HOLDERS), ""))
        self.parts.clear()
        self.line = 0


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
        match = _CLOUDFLARE.search(element.get("href", ""))
        scrambled = match.group(1) if match and not element.xpath(".//*[@data-cfemail]") else None
    try:
        key, *letters = bytes.fromhex(scrambled or "")
        address = bytes(letter ^ key for letter in letters).decode("utf-8").partition("?")[0]
    except ValueError:
        return None
    return address if "@" in address else None
