"""Bytes to text: by byte order mark, by what the bytes are, and only then by what was declared."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.issues import Issue, issue

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD = 4096
# WHATWG Encoding Standard: these labels mean windows-1252.
_WINDOWS = frozenset({"ascii", "iso8859-1", "cp1252"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ORDER_MARKS = tuple(mark for mark, _ in _MARKS)
_ESCAPED = {0xDC00 + n: bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0x100)}
_WINDOWS_LETTERS = {n: bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0xA0)}
_NO_LEAD = bytes(range(0xC0))  # every byte that does not begin a letter of several bytes in UTF-8
_CONTROL_BYTES = bytes([*range(9), *range(14, 28), 127])
_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive, such as a Word or Excel file"),
    (b"PK\x05\x06", "a zip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"(\xb5/\xfd", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_PICTURE_MARKS = tuple(mark for mark, _ in _PICTURES)
_PARTS = re.compile(rb"content-transfer-encoding|content-type: multipart", re.I)
_ARCHIVE = re.compile(rb"\A(?:From: <Saved|MIME-Version:|[\w-]+: [^\n]*\n(?:[\w-]+: |[ \t])[^\n]*\n)", re.I)


@dataclass(frozen=True, slots=True)
class Text:
    """A document as text: lines end in a line feed; `issues` say what was repaired or lost."""

    text: str
    encoded: bytes  # the same in UTF-8: as bytes it is parsed, and searched several times faster
    folded: bytes  # the same with small letters of A to Z, so that each stands at its place
    encoding: str
    issues: tuple[Issue, ...] = ()


def find_binary_kind(content: bytes) -> str | None:
    """What these bytes are where they are no text at all, such as "a PDF file".

    >>> find_binary_kind(b"%PDF-1.7"), find_binary_kind(b"<p>Name</p>")
    ('a PDF file', None)
    """
    start = content[:1024].lstrip()
    if start.startswith(_PICTURE_MARKS):
        mark, kind = next(each for each in _PICTURES if start.startswith(each[0]))
        if mark != b"MZ" or b"\0" in start:
            return kind
    if _ARCHIVE.match(start) and _PARTS.search(start):
        return "a saved web archive"
    if start.startswith(_ORDER_MARKS) or _find_utf16(content):
        return None
    sample = content[:_HEAD]
    odd = len(sample) - len(sample.translate(None, delete=_CONTROL_BYTES))
    return "no text" if odd * 20 > len(sample) else None


def decode(content: bytes, media_type: str | None = None) -> Text:
    r"""The text of these bytes. Nothing is lost in silence.

    Issues: `encoding-wrong` where the bytes are not what was declared, `letters-lost` where some are damaged.
    Source: WHATWG Encoding Standard, for what labels mean and for the byte order mark's precedence.

    >>> decode(b"<meta charset=iso-8859-1>Under 18\x92s").text[-10:]
    'Under 18’s'
    """
    if content.startswith(_ORDER_MARKS):
        mark, encoding = next(each for each in _MARKS if content.startswith(each[0]))
        return _finish(content[len(mark) :].decode(encoding, "replace"), encoding, ())
    wide = _find_utf16(content)
    if wide:
        return _finish(content.decode(wide, "replace"), wide, ())
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(content, find_declared(content, media_type))
    return _finish(text, "utf-8", (), content)


def find_declared(content: bytes, media_type: str | None) -> str | None:
    """The declared encoding by Python's name: the header's, else the document's; None where none is known."""
    match = _PARAMETER.search(media_type or "")
    inside = _DECLARED.search(content[:_HEAD])
    label = match.group(1) if match else inside.group(1).decode("ascii", "replace") if inside else None
    if label is None:
        return None
    try:
        name = codecs.lookup(label.casefold()).name
    except LookupError:
        return None
    return "cp1252" if name in _WINDOWS else name


def _decode_other(content: bytes, declared: str | None) -> Text:
    """Bytes that are not UTF-8: as declared where that fits, else windows-1252, byte by byte if need be."""
    if declared not in (None, "utf-8", "cp1252"):
        text = _try(content, str(declared))
        if text is not None:
            return _finish(text, str(declared), ())
    mixed, odd, good = _decode_mixed(content)
    if good * 4 > odd:  # bytes that make letters of UTF-8 do so by chance only rarely
        said = issue("encoding-mixed", value=str(odd), count=odd)
        return _finish(mixed, "utf-8", (said,))
    text = _try(content, "cp1252") or content.decode("latin-1").translate(_WINDOWS_LETTERS)
    issues = (issue("encoding-wrong", value=declared),) if declared == "utf-8" else ()
    return _finish(text, "cp1252", issues)


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decode_mixed(content: bytes) -> tuple[str, int, int]:
    """UTF-8 in which the bytes that do not fit are read as windows-1252; how many do not, and how many do."""
    text = content.decode("utf-8", "surrogateescape")
    valid = text.encode("utf-8", "ignore")
    good = len(valid.translate(None, delete=_NO_LEAD))
    return text.translate(_ESCAPED), len(text) - len(valid.decode("utf-8")), good


def _find_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark, known by the zero bytes of its Latin letters."""
    sample = content[:_HEAD]
    if 0 not in sample or sample.count(0) * 5 < len(sample) * 2 or len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else None


def _finish(text: str, encoding: str, issues: tuple[Issue, ...], content: bytes | None = None) -> Text:
    """Line feeds alone end lines, and a control character, which means nothing, becomes U+FFFD."""
    if "\r" in text:
        text, content = text.replace("\r\n", "\n").replace("\r", "\n"), None
    encoded = text.encode("utf-8", "replace") if content is None else content
    if len(encoded.translate(None, delete=_CONTROL_BYTES)) != len(encoded):
        text = text.translate(dict.fromkeys(_CONTROL_BYTES, "\ufffd"))
        encoded = text.encode("utf-8", "replace")
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        issues = (*issues, issue("letters-lost", value=str(lost), line=line, count=lost))
    return Text(text, encoded, encoded.lower(), encoding, issues)
