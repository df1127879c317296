"""What the markup sets aside of an element's words: hidden and struck out ones, and marks of footnotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.tables.grammars import word_list
from pipeline.tables.html.style_rules import STRUCK_OUT
from pipeline.tables.words import clean

HIDDEN, STRUCK, MARK = "words-hidden", "words-struck", "footnote-mark"  # codes of issues
PICTURE, PICTURE_ALONE = "picture-words", "picture-alone"
PICTURE_FILE = "picture-file"  # of one without words; it is told only where it stands alone
FIELD = "field-words"
SCRIPT = "words-by-script"  # told where it may write into the cell
FOLDED = "words-folded"  # hidden ones behind a link that unfolds them
_NO_WORDS = frozenset(
    {"hidden", "submit", "button", "checkbox", "radio", "image", "reset", "file"}
)  # kinds of <input>
STRUCK_TAGS = frozenset({"s", "strike", "del"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
_LINE = re.compile(r"display\s*:\s*(?:block|list-item|table|flex|grid|flow-root)", re.I)
_TELLING = re.compile("|".join(each.pattern for each in (STRUCK_OUT, _HIDING, _RAISED, _LINE)), re.I)
_ONE_MARK = r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,4})[\])]?"
_MARK = re.compile(rf"{_ONE_MARK}(?:(?:\s*[,;–-]\s*|\s+|(?=[\[(])){_ONE_MARK})*")
# What is raised behind one of these belongs to it: E², 20 m²; and a letter behind a letter: Line Nᵒ 5.
_BASE = re.compile(r"^\W*[a-z]$|\d\s*(?:[kcm]?m|ft|mi)$", re.I)
_LETTER = re.compile(r"(?:^|[^\w'’])[a-z]$", re.I)
_QUOTED = 200  # letters of a script
_WRITES = re.compile(r"\b(?:write(?:ln)?\s*\(|innerHTML|innerText|textContent|insertAdjacent|append\w*\s*\()")
_UNFOLDS = re.compile(
    rf"(?:^|[.…!?)\]\s])(?:{'|'.join(map(re.escape, sorted(word_list('unfold'))))})\W*$", re.I
)


class Aside(NamedTuple):
    """Words that are not part of what the element says, with the code of the issue that tells of them."""

    code: str
    words: str
    in_link: bool = False  # hidden ones, which so say where the link leads, and are no more of the value


def is_hidden(element: etree._Element) -> bool:
    """True where the markup itself says that the element is not shown."""
    keys = element.keys()
    return "hidden" in keys or ("style" in keys and _has_style(element, _HIDING))


def is_struck(element: etree._Element) -> bool:
    """True where the words in the element are struck out."""
    return element.tag in STRUCK_TAGS or _has_style(element, STRUCK_OUT)


def begins_line(element: etree._Element) -> bool:
    """True where the element's style makes it begin a line and end one, whatever its name."""
    return _has_style(element, _LINE)


def is_telling(element: etree._Element, keys: Collection[str | bytes]) -> bool:
    """True where the element's attributes, of these keys, may hide its words, strike or raise them, or begin
    a line.
    """
    return "hidden" in keys or ("style" in keys and _is_telling_style(element.get("style", "")))


@lru_cache(maxsize=4096)
def _is_telling_style(style: str) -> bool:
    return bool(_TELLING.search(style))


def is_mark(element: etree._Element, words: str, before: str) -> bool:
    """True where these words in the element are the mark of a footnote behind the words before it."""
    if element.tag != "sup" and not _has_style(element, _RAISED):
        return False
    after = element.tail or ""
    if not _MARK.fullmatch(words) or after[:1].isalnum() or after[:1] in ("/", "⁄"):
        return False
    before = before.rstrip()
    if not before:
        return any(map(str.isalpha, after))
    return not (_BASE.search(before) or (words.isalpha() and _LETTER.search(before)))


def read_picture(element: etree._Element) -> Aside | None:
    """The words for a picture, or the name of its file where it should have words; None for an ornament."""
    alt = element.get("alt")
    if alt is not None:
        return Aside(PICTURE, words) if (words := clean(alt)) else None
    name = clean(element.get("src", "").partition("?")[0].rpartition("/")[2])
    is_spacer = "1" in (element.get("width"), element.get("height"))
    return Aside(PICTURE_FILE, name) if name and not is_spacer else None


def read_field(element: etree._Element) -> Aside | None:
    """What a form's field is filled with; None where it holds no words that a reader sees."""
    words = clean(element.get("value", ""))
    return Aside(FIELD, words) if words and element.get("type", "").casefold() not in _NO_WORDS else None


def read_script(element: etree._Element) -> Aside | None:
    """What stands in a script, or in place of one; None where there is nothing, or it is no program."""
    is_program = "json" not in element.get("type", "")
    words = clean(" ".join(map(str, element.itertext()))) or clean(element.get("src", ""))
    return Aside(SCRIPT, words[:_QUOTED]) if words and is_program else None


def may_write(aside: Aside) -> bool:
    """True where a script seems to write where it stands."""
    return bool(_WRITES.search(aside.words))


def unfolds(text: str) -> bool:
    """True where words of a cell offer to show more of it.

    >>> unfolds("Boxing for all… Read more"), unfolds("Learn to read more quickly")
    (True, False)
    """
    return bool(_UNFOLDS.search(text))


def say_asides(asides: Iterable[Aside]) -> Iterator[Issue]:
    """What is left out of an element's words, an issue a kind."""
    found = tuple(asides)
    for code in dict.fromkeys(each.code for each in found):
        yield issue(code, value=" ".join(each.words for each in found if each.code == code))


def _has_style(element: etree._Element, pattern: re.Pattern[str]) -> bool:
    style = element.get("style")
    return bool(style and pattern.search(style))
