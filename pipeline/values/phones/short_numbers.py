"""Short numbers of the whole United Kingdom, such as 111, which have no international form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary import table

_FRAGMENT = re.compile(r"[^;,|/()]+")
_SHORT = re.compile(
    r"(?P<before>[^\W\d][^\d]*?)?\W*\b(?P<number>\d(?: ?\d){2,5})\b"
    r"\W*(?P<option>options?\W*\d(?:\W*(?:and|or|then)?\W*\d)*\W*)?",
    re.I,
)
_LEADS = re.compile(r"(?<!\w)(?:tel(?:ephone)?|phone|call|ring|dial|on|or|and|free)(?!\w)|[^\w ]", re.I)
# "Text SHOUT to 85258": a number that takes messages alone.
_CODE = re.compile(
    r"\b(?P<words>text\s+(?:\W?[\w-]+\W?\s+){0,3}?(?:to|on)?)\s*\b(?P<number>\d{5})\b(?! ?\d)", re.I
)


@dataclass(frozen=True, slots=True)
class Short:
    """A short number as printed: `number` is its digits."""

    printed: str
    number: str
    message: str = ""  # words that say that it takes messages alone


@dataclass(frozen=True, slots=True)
class Taken:
    """The short numbers of a text, and the text without them."""

    numbers: tuple[Short, ...]
    rest: str


def take(text: str) -> Taken:
    """The short numbers of a cell of telephone numbers, each alone or with the name of who answers there.

    Source: Ofcom, The National Telephone Numbering Plan.

    >>> [each.number for each in take("Call 116 123").numbers], take("Room 111").numbers
    (['116123'], ())
    >>> take("Text SHOUT to 85258").numbers[0].message
    'Text SHOUT to'
    """
    found: list[Short] = []

    def code(match: re.Match[str]) -> str:
        found.append(Short(match["number"], match["number"], " ".join(match["words"].split())))
        return " "

    def short(match: re.Match[str]) -> str:
        part = _SHORT.fullmatch(match[0])
        if part is None or not _is_short(part):
            return match[0]
        found.append(Short(part["number"], _digits(part["number"])))
        return f"{part['before'] or ''} {part['option'] or ''}"

    rest = _FRAGMENT.sub(short, _CODE.sub(code, text))
    return Taken(tuple(found), " ".join(rest.split()))


def is_short(printed: str) -> bool:
    """The digits are a short number's: "116 123"."""
    return _digits(printed) in _called()


def _is_short(part: re.Match[str]) -> bool:
    names = _called().get(_digits(part["number"]))
    before = " ".join(_LEADS.sub(" ", part["before"] or "").casefold().split())
    return names is not None and (not before or before in names)


def _digits(printed: str) -> str:
    return printed.replace(" ", "")


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    """The names of who answers at each number."""
    return {row["number"]: tuple(row["called"].split("|")) for row in table("short_numbers.csv")}
