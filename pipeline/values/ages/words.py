"""The words of an age cell as tokens of a closed vocabulary: a word that nobody knows stops the reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline.vocabulary import table

FIGURES = "0123456789"
LONGEST = 6  # words in the longest phrase of age_words.csv

# fmt: off
ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
# fmt: on
SPELT = {
    **{word: n for n, word in enumerate(ONES)},
    **TENS,
}
PLURALS = {
    **{f"{word}s": n for n, word in enumerate(ONES)},
    **{f"{word[:-1]}ies": n for word, n in TENS.items()},
}

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣-", "-"))
_QUOTES = str.maketrans(dict.fromkeys("'’‘`´\"“”", ""))
_COMPOUND = re.compile(rf"\b({'|'.join(TENS)})[ -]({'|'.join(ONES[1:10])})(s?)\b")
_SPELT = re.compile(rf"\b({'|'.join(sorted((*SPELT, *PLURALS), key=len, reverse=True))})\b")
_RECEPTION = re.compile(r"(?<!\d)(?<!\d )\b(?:yr|rec)(?= ?(?:-|to) ?(?:years?|yrs?|y) ?\d)")  # "YR - Y6"
# A hyphen that only ties words together, as in "under-25s", "year-olds" and "school-aged", is not a range.
_TIES = re.compile(
    r"(?<=\bunder)-(?=\d)|(?<=\bover)-(?=\d)|(?<=\bpost)-(?=\d)|(?<=\bu)-(?=\d)|(?<=\baged)-(?=\d)"
    r"|(?<=\d)-(?=(?:years?|yrs?)[ -]?olds?\b|yo\b|months?\b|weeks?\b)"
    r"|(?<!\bbirth)(?<!\breception)(?<=[a-z])-(?=[a-z])"
)
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)*|[a-z]+|[^\s0-9a-z]")


_AROUND_STAGE = {"school", "schools", "age", "aged", "ages", "children", "pupils", "students", "only"}


class Doubt(Exception):
    """The words cannot be read with certainty: the issue's code, and why."""

    def __init__(self, code: str, why: str) -> None:
        self.code, self.why = code, why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the grammar. `low` and `high` differ for a school stage alone."""

    kind: str
    low: int = 0
    high: int = 0
    unit: str = ""  # years, months, weeks, halves or school, where one is printed
    plural: bool = False
    exact: bool = False  # "year olds"; of school years, that they are called so
    birthday: bool = False


def canonical(text: str) -> str:
    """The text in lower case, its numbers in figures, its dashes alike, its quotes gone.

    >>> canonical("Under-Eighteen’s"), canonical("Twenty-one – 25")
    ('under 18s', '21 - 25')
    """
    plain = unicodedata.normalize("NFC", text).casefold().translate(_DASHES).translate(_QUOTES)
    plain = " ".join(plain.replace("\u200b", "").replace("\u00ad", "").split()).replace("y/o", "yo")
    plain = _COMPOUND.sub(lambda m: f"{TENS[m[1]] + ONES.index(m[2])}{m[3]}", plain)
    plain = _SPELT.sub(lambda m: f"{PLURALS[m[1]]}s" if m[1] in PLURALS else str(SPELT[m[1]]), plain)
    return _TIES.sub(" ", _RECEPTION.sub("reception", plain))


def tokens(plain: str) -> tuple[Token, ...]:
    """The canonical text as tokens. Raises: Doubt at the first word that the vocabulary lacks."""
    words = _WORD.findall(plain)
    found: list[Token] = []
    at = 0
    while at < len(words):
        length, kind = _match(words, at)
        _add(found, kind, " ".join(words[at : at + length]))
        at += length
    return tuple(found)


def _match(words: list[str], at: int) -> tuple[int, str]:
    """How many words the longest known phrase at this place has, and what it means."""
    if words[at] == "." and not (at and words[at - 1].isalpha()) and at != len(words) - 1:
        raise Doubt("age-not-understood", "a full stop stands among its numbers")
    if words[at][0] in FIGURES:
        return 1, "number"
    known = _lexicon()
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        kind = known.get(tuple(words[at : at + length]))
        if kind:
            return length, kind
    raise Doubt("age-not-understood", f"{words[at]!r} is not a word that we read in ages")


def _add(found: list[Token], kind: str, word: str) -> None:
    """Append the token, or mark the number that it belongs to."""
    previous = found[-1] if found else Token("start")
    if kind == "number":
        found.append(_number(word))
    elif kind == "birth":
        found.append(Token("number", 0, 0, ""))
    elif kind == "school-years":
        found.append(Token(kind, plural=word.endswith("s"), exact=True))
    elif kind == "half":
        _half(found, previous)
    elif kind in ("plural", "exact", "birthday"):
        _mark(found, previous, kind)
    elif kind in ("years", "months", "weeks"):
        _unit(found, previous, kind, word)
    elif kind != "noise":
        found.append(Token(kind))


def _number(word: str) -> Token:
    if not re.fullmatch(r"0|[1-9][0-9]{0,2}", word):
        raise Doubt("age-not-understood", f"{word!r} is not a whole number of years")
    return Token("number", int(word), int(word))


def _half(found: list[Token], previous: Token) -> None:
    """`2½` is 30 months, whatever the other end of its range counts in."""
    if previous.kind != "number" or previous.unit:
        raise Doubt("age-not-understood", "a half stands without a number of years")
    months = previous.low * 12 + 6
    found[-1] = replace(previous, low=months, high=months, unit="halves")


def _mark(found: list[Token], previous: Token, kind: str) -> None:
    if previous.kind == "number":
        found[-1] = replace(
            previous,
            plural=previous.plural or kind == "plural",
            exact=previous.exact or kind == "exact",
            birthday=previous.birthday or kind == "birthday",
        )
    elif kind != "exact" or previous.kind not in ("and-over", "and-under"):
        raise Doubt("age-not-understood", "a word that belongs to a number stands without one")


def _unit(found: list[Token], previous: Token, kind: str, word: str) -> None:
    """After a number the word is its unit; "years" before one speaks of school years."""
    if previous.unit == "halves" and kind == "years":
        return
    if previous.kind == "number" and previous.unit != "halves":
        found[-1] = replace(previous, unit=kind)
    elif kind != "years":
        raise Doubt("age-not-understood", f"{kind} stand without a number")
    elif previous.kind not in ("and-over", "and-under"):
        found.append(Token("school-years", plural=word.endswith("s")))


@cache
def _lexicon() -> Mapping[tuple[str, ...], str]:
    return {tuple(_WORD.findall(row["words"])): row["means"] for row in table("age_words.csv")}


@cache
def school_ages() -> Mapping[str, tuple[int, int]]:
    """The ages of each school stage of England, both ends included, from `vocabulary/school_ages.csv`."""
    return _ages_of_stages("school_ages.csv")


@cache
def _stage_ages() -> Mapping[str, tuple[int, int]]:
    return _ages_of_stages("stage_ages.csv")


def _ages_of_stages(file_name: str) -> Mapping[str, tuple[int, int]]:
    return {row["stage"]: (int(row["minimum"]), int(row["maximum"])) for row in table(file_name)}


def stage_ages(plain: str) -> tuple[int, int] | None:
    """The widest ages of one stage of education, as the canonical text names it; None where it names none.

    >>> stage_ages("primary school age"), stage_ages("primary and secondary")
    ((2, 12), None)
    """
    words = (each for each in _WORD.findall(plain) if each not in _AROUND_STAGE)
    return _stage_ages().get(" ".join(words))
