"""Text to an HTML tree, whatever the markup: one nested too deeply loses the tags that say nothing."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tables.decode import Text
from pipeline.tables.markdown import is_boxed

_STRONG_SIGN = re.compile(r"<(?:!doctype\s+html|html|head|body|table|tbody|tr|dl)\b", re.I)
_WEAK_SIGN = re.compile(r"<(?:div|p|li|ul|ol|td|th|span|section|article|main|h[1-6])\b[^<>]*>", re.I)
_WITHOUT_MEANING = re.compile(
    r"</?(?:span|font|b|i|u|em|strong|small|big|a|center|section|article|main|form|label|svg|g|[\w]++-[\w-]++)\b[^<>]*>",
    re.I,
)
_ADDRESS = re.compile(rb"<(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_CLOSED = re.compile(rb"@[^<>\s\"'@]++>")  # which few pages have, and are quickly looked through for
_BLANKS = [chr(n).encode() for n in range(0x3001) if chr(n).isspace() and chr(n) != "\n"]
_END_TAGS = (b"</html", b"</body")
_DOCUMENT_END = re.compile(rb"</(?:html|body)(?:%b)*>" % b"|".join(_BLANKS), re.I)
_BOXES = re.compile(r"</?(?:div|blockquote|ul|ol|li|fieldset|dl|dd|dt)\b[^<>]*>", re.I)


def is_html(text: str) -> bool:
    """True where the text is markup: it opens a document or a table, or has paragraphs in tags; Markdown with
    some tags is none.

    >>> is_html("<p>Name</p><p>Age</p>"), is_html("| Name | Area<br>covered |")
    (True, False)
    """
    if _STRONG_SIGN.search(text):
        return True
    return len(_WEAK_SIGN.findall(text[:200_000])) > 1 and not is_boxed(text[:200_000])


def parse_tree(document: Text) -> etree._Element | None:
    """The root element of a document; None where it has no markup to speak of, or no sense in it.

    An address in angle brackets is no tag, though HTML would have it so.
    """
    encoded = _without_end(document)
    if _CLOSED.search(encoded):
        encoded = _ADDRESS.sub(rb"\1", encoded)
    root, whole = _parse(encoded)
    if not whole:
        root, whole = _parse(_flatten(encoded.decode("utf-8")).encode("utf-8"))
    return root if whole else None


def _without_end(document: Text) -> bytes:
    """The document without the tags that end it: libxml2 drops what follows; a browser shows it."""
    ends = [at for tag in _END_TAGS if (at := document.folded.find(tag)) >= 0]
    if not ends:
        return document.encoded
    start = min(ends)  # most of a document stands before it
    return document.encoded[:start] + _DOCUMENT_END.sub(b"", document.encoded[start:])


def _parse(encoded: bytes) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser came to the document's end."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(encoded, parser)
    except (etree.XMLSyntaxError, AssertionError):
        return None, not _cut_short(parser)
    return root, not _cut_short(parser)


def line_of(element: etree._Element) -> int:
    """The line on which the element begins."""
    return element.sourceline or 0  # type: ignore[return-value]


def take_out(element: etree._Element) -> None:
    """Leaves the element without its words and all that is in it; what stands behind it stays."""
    after = element.tail
    element.clear()
    element.tail = after


def _cut_short(parser: etree.HTMLParser) -> bool:
    """The parser stopped before the end, at its limit of depth."""
    last = parser.error_log.last_error
    return last is not None and last.level == etree.ErrorLevels.FATAL


def _flatten(text: str) -> str:
    """The same words with the tags that only nest gone, and boxes turned into line breaks."""
    return _BOXES.sub("<br>", _WITHOUT_MEANING.sub("", text))
