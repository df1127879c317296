"""What an area cell says besides places: which are left out or closed, what is in doubt, vague, or online."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.issues import Issue, issue
from pipeline.values.areas.doubts import names_place
from pipeline.values.places import plain
from pipeline.values.references import anywhere
from pipeline.vocabulary import table

_CODES = {
    "excludes": "area-excluded",
    "ends": "area-excluded",
    "doubts": "area-doubtful",
    "channel": "area-channel",
    "vague": "area-vague",
    "refers": "refers-to-another-row",
}
_ALONE = ("channel", "vague", "ends")  # said only where no other word stands right behind
_JOINS = r"(?:and|or|plus|also|but)"
_WITHIN = r"(?:in|across|around|throughout|within)"
_BEFORE = re.compile(rf"(?:^|[,;:/|•(\[&+–—-]|\b{_JOINS})\s*$", re.I)
_BEHIND = re.compile(rf"\s*(?:$|[,;:./|•)\]&+–—-]|{_JOINS}\b|{_WITHIN}\b)", re.I)
_BREAK = re.compile(r"[,;/|•(\[]")
_PLACE_BREAK = re.compile(rf"{_BREAK.pattern}|\s[–—-]\s|\bbut\b", re.I)
_LEADING = re.compile(rf"^(?:\s*(?:[,;:/|•&+)\].–—-]|{_JOINS}\b|{_WITHIN}\b))*\s*", re.I)
_TRAILING = re.compile(rf"(?:\s*(?:[,;:./|•&+(\[–—-]|\b{_JOINS}))*\s*$", re.I)
_ONLY = re.compile(r"(?:only(?: in| for)? )?(?P<place>(?:(?! [–—-])[^,;:/|•()\[\]])+?)(?: only)?", re.I)
_WORD = re.compile(r"\w+")
_NEAR = 80  # characters behind an excluding word in which its place stands
_TICK = re.compile(r"\s*[^\s✓✔☑✅][^✓✔☑✅]*[✓✔☑✅].*\w", re.S)
_NOTE = re.compile(r"(?<=[\w)'’.])(?:[*†‡§¶]+|\s[*†‡§¶]+(?=\s*(?:$|[,;/|•)])))")
_PICTURES = ("So", "Sk", "Sm")  # categories of Unicode: symbols
_PLAIN = frozenset("+|<>=~^`´●▪■◦‣►▶➢◆○✓✔")  # they divide or point, and mean nothing themselves


@dataclass(frozen=True, slots=True)
class Remarked:
    """A paragraph's words about places, in printed order, and what is said of the words left out of them."""

    pieces: tuple[str, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    end: int
    role: str


def read(paragraph: str, *, alone: bool = True) -> Remarked:
    """The paragraph without its remarks; `alone`: it is the whole cell.

    >>> read("Kent (not Medway), online").pieces, read("Dover - to be confirmed").pieces
    (('Kent',), ('Dover',))
    >>> [each.code for each in read("Kent (not Medway), online").issues]
    ['area-excluded', 'area-channel']

    Issues: area-excluded, area-doubtful, area-vague, refers-to-another-row (warnings); area-channel (notice).
    """
    cuts = tuple(_cuts(paragraph))
    if not cuts:
        only = _ONLY.fullmatch(paragraph.strip()) if alone else None
        return Remarked((only["place"] if only else paragraph,))
    issues = dict.fromkeys(_said(paragraph, each) for each in cuts)
    return Remarked(tuple(_pieces(paragraph, cuts)), tuple(issues))


def check_signs(paragraph: str, *, lost: bool) -> Iterator[Issue]:
    """A notice for each mark of a footnote behind a word and, where signs are `lost`, for each picture.

    A tick between places is a warning: which of them it ticks is not certain, nor what is of the other.

    >>> [(each.code, each.value) for each in check_signs("Dover*, Ashford🏉", lost=True)]
    [('footnote-mark', '*'), ('area-sign', '🏉')]
    """
    for mark in _NOTE.finditer(paragraph):
        yield issue("footnote-mark", value=mark[0].strip(), field="areas")
    if _TICK.match(paragraph):
        yield issue("area-doubtful", value=paragraph, field="areas")
    for sign in dict.fromkeys(filter(_is_picture, paragraph)) if lost else ():
        yield issue("area-sign", value=sign, field="areas")


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) in _PICTURES and sign not in _PLAIN and sign not in _roles()


def without_note(part: str) -> str:
    """The part of a list without the mark of a footnote behind it.

    >>> without_note("Isle of Sheppey*")
    'Isle of Sheppey'
    """
    return _NOTE.sub("", part)


@cache
def phrases(role: str) -> frozenset[str]:
    """The words of this role, as `plain` writes them."""
    return frozenset(plain(row["words"]) for row in table("area_remarks.csv") if row["role"] == role)


@cache
def _roles() -> dict[str, str]:
    listed = {row["words"]: row["role"] for row in table("area_remarks.csv")}
    return {**dict.fromkeys(anywhere(), "refers"), **listed}


@lru_cache(maxsize=4096)
def _remark(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these, the longest that fits; signs may stand right behind a word."""
    words = "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in listed if each[0].isalpha())
    signs = "|".join(re.escape(each) for each in listed if not each[0].isalpha())
    whole = rf"(?<![\w'’])(?:{words})(?![\w'’])" if words else ""
    return re.compile("|".join(filter(None, (whole, rf"(?:{signs})+" if signs else ""))), re.I)


def _listed_in(text: str) -> tuple[str, ...]:
    """The remarks all of whose words, or whose sign, the text has; the longest first."""
    said = set(_WORD.findall(text.casefold()))
    return tuple(each for each, words in _words_of_roles() if (words <= said if words else each in text))


@cache
def _words_of_roles() -> tuple[tuple[str, frozenset[str]], ...]:
    """Each remark, the longest first, and its words; a sign has none."""
    longest = sorted(_roles(), key=len, reverse=True)
    return tuple((each, frozenset(_WORD.findall(each))) for each in longest)


def _cuts(text: str) -> Iterator[_Cut]:
    listed = _listed_in(text)
    end = 0
    for match in _remark(listed).finditer(text) if listed else ():
        role = _role(match[0])
        if match.start() < end or not _is_said(text, match, role):
            continue
        cut = _cut(text, match, role, end)
        end = cut.end
        yield cut


def _role(words: str) -> str:
    known = " ".join(words.casefold().split())
    return _roles().get(known) or _roles().get(known[:1], "doubts")


def _is_said(text: str, match: re.Match[str], role: str) -> bool:
    if role not in _CODES:
        return False
    if role == "excludes" and _is_in_name(text, match):
        return False
    behind = role not in _ALONE or _BEHIND.match(text, match.end())
    return bool(behind and (role not in ("channel", "vague") or _BEFORE.search(text[: match.start()])))


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether the words are capitalised as a name is: `The Outside Space`, and not `Outside Dover`."""
    if text.isupper() or not match[0][0].isupper():
        return False
    following = text[match.end() : min(_next_break(text, match.end()), match.end() + _NEAR)]
    capitals = re.search(r"\b[A-Z]", following) or not following.strip()
    return bool(capitals) and not names_place(following)


def _cut(text: str, match: re.Match[str], role: str, since: int) -> _Cut:
    start, end = match.span()
    if role == "excludes":
        end = _close(text, start) if _is_open(text[:start]) else len(text)
    if role == "ends":
        start = _place_before(text, start, since)
        end = end if re.search(r"\w", text[start : match.start()]) else _next_break(text, end)
    opened = text[:start].rstrip()
    closed = len(text) - len(text[end:].lstrip())
    if opened[-1:] in ("(", "[") and text[closed : closed + 1] in (")", "]"):
        return _Cut(len(opened) - 1, closed + 1, role)
    if _is_open(text[start:end]) and text[closed : closed + 1] in (")", "]"):
        return _Cut(start, closed + 1, role)
    return _Cut(start, end, role)


def _is_open(text: str) -> bool:
    """Whether a bracket that opens in the text is not closed in it."""
    return max(text.rfind("("), text.rfind("[")) > max(text.rfind(")"), text.rfind("]"))


def _close(text: str, start: int) -> int:
    """Where the bracket closes in which the words stand; the end of the text where it does not."""
    closing = re.search(r"[)\]]", text[start:])
    return start + closing.start() if closing else len(text)


def _place_before(text: str, start: int, since: int) -> int:
    """Where the place begins that stands before these words: `Dover / closed`, `Deal, Dover (closed)`."""
    breaks = [since, *(each.end() for each in _PLACE_BREAK.finditer(text, since, start))]
    return next((each for each in reversed(breaks) if re.search(r"\w", text[each:start])), since)


def _next_break(text: str, end: int) -> int:
    """Where the place ends that stands behind these words: `Closed: Dover`."""
    following = _BREAK.search(text, end)
    return following.start() if following else len(text)


def _said(text: str, cut: _Cut) -> Issue:
    value = text if cut.role == "doubts" else text[cut.start : cut.end]
    return issue(_CODES[cut.role], value=value.strip(), field="areas", role="area")


def _pieces(text: str, cuts: tuple[_Cut, ...]) -> Iterator[str]:
    at = 0
    for start, end in (*((cut.start, cut.end) for cut in cuts), (len(text), len(text))):
        piece = _TRAILING.sub("", _LEADING.sub("", text[at:start]))
        if re.search(r"\w", piece):
            yield piece
        at = end
