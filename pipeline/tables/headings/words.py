"""The words of headings: what they are as a key, which have a role, and what is told by those without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from pipeline.model import Role
from pipeline.tables.headings.questions import find_asked
from pipeline.vocabulary import table

LONGEST = 80  # letters; what is longer is a sentence, not a heading

_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s*[-/–]\s*(?:20)?\d\d)?\b|\b\d\d/\d\d\b")
_PLURAL = re.compile(r"\(s\)|/s\b")
_NOISE = re.compile(r"[^\w£/&]+")
_SIGNS = frozenset({"$", "€"})  # of money, which alone are a heading
_DIGIT = re.compile(r"\d")
_ENDINGS_TELL = {"address": "where", "postcode": "where", "time": "when", "hour": "when", "day": "when"}


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """The heading's words without case, year, plural, and punctuation and space that carry no meaning.

    >>> plain("Area(s)  covered:"), plain("Funding 2020/21"), plain("$")
    ('area covered', 'funding', '$')
    """
    folded = heading.casefold()
    if not folded.replace(" ", "").isalpha():
        folded = _without_noise(folded)
    return " ".join([_singular(word) for word in folded.split()])


def _without_noise(folded: str) -> str:
    if folded.strip() in _SIGNS:
        return folded.strip()
    folded = _PLURAL.sub("", folded.replace("’", "'").replace("'s", "s").replace("'", ""))
    undated = _YEAR.sub(" ", folded) if _DIGIT.search(folded) else folded
    return _NOISE.sub(" ", undated if undated.strip() else folded).replace("/", " / ")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=1)
def general() -> Mapping[str, tuple[Role, ...]]:
    """The general vocabulary: plain heading to its roles, the likeliest first.

    A heading that names what is listed is known by its pattern, such as "Name of club" or "About the group".
    """
    return {**dict(_from_patterns()), **_read_headings("headings.csv")}


@lru_cache(maxsize=1)
def in_row() -> Mapping[str, tuple[Role, ...]]:
    """What heads a column only where it stands among other headings: elsewhere it may be a word of a cell."""
    return _read_headings("row_headings.csv")


def _read_headings(name: str) -> dict[str, tuple[Role, ...]]:
    return {
        plain(row["heading"]): (Role(row["role"]), *map(Role, filter(None, row["or_role"].split("|"))))
        for row in table(name)
    }


def _from_patterns() -> Iterator[tuple[str, tuple[Role, ...]]]:
    things = table("listed_things.csv")
    for row in table("heading_patterns.csv"):
        role, is_alone = Role(row["role"]), bool(row["alone"])
        for each in things if not is_alone else [each for each in things if each["alone"] != "no"]:
            is_place = is_alone and each["alone"] == "place"  # it may be where things are
            roles = (role, Role.AREA, Role.TEXT) if is_place else (role,)
            yield plain(row["pattern"].format(thing=each["thing"])), roles


def is_plain_heading(text: str) -> bool:
    """Whether tables of services often have a column with this heading, though none of the roles fits it.

    >>> is_plain_heading("How to apply:"), is_plain_heading("Shoe size")
    (True, False)
    """
    return len(text) <= LONGEST and plain(text) in plain_headings()


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return frozenset(plain(row["thing"]) for row in table("listed_things.csv"))


def is_thing(heading: str) -> bool:
    """Whether a heading says what kind of body, or of what it does, is listed below: no person is one.

    >>> is_thing("Group"), is_thing("Name"), is_thing("Recipient")
    (True, False, False)
    """
    return plain(heading) in _things()


@lru_cache(maxsize=4096)
def tells(heading: str) -> str:
    """What the cells under a heading without a role are about: `who`, `where` or `opening`; else nothing.

    >>> tells("Who can join"), tells("Opening times:"), tells("Training times"), tells("Shoe size")
    ('who', 'opening', 'when', '')
    """
    if len(heading) > LONGEST:
        return ""
    words = plain(heading)
    if words in _plain():
        return _plain()[words] or _ENDINGS_TELL.get(words.rpartition(" ")[2], "")
    asked = find_asked(heading)
    return asked.tells if asked else _ENDINGS_TELL.get(words.rpartition(" ")[2], "")


@lru_cache(maxsize=4096)
def find_other(heading: str) -> str | None:
    """What else a table with this heading may be, such as "a timetable"; None where it says nothing.

    >>> find_other("%"), find_other("---")
    ('a results table', None)
    """
    return _others().get(plain(heading) or heading) if 0 < len(heading) <= LONGEST else None


@lru_cache(maxsize=1)
def plain_headings() -> frozenset[str]:
    """Headings without a role, as `plain` writes them."""
    return frozenset(_plain())


@lru_cache(maxsize=1)
def _plain() -> Mapping[str, str]:
    return {plain(row["heading"]): row["tells"] for row in table("plain_headings.csv")}


@lru_cache(maxsize=1)
def _others() -> Mapping[str, str]:
    return {plain(row["heading"]) or row["heading"]: row["kind"] for row in table("other_headings.csv")}


def names_several(heading: str) -> bool:
    """Whether a heading is of several things, or holds more than words, as a table's title does.

    >>> names_several("Community organisations"), names_several("Projects 2024"), names_several("Project:")
    (True, True, False)
    """
    return any(word.endswith("s") or not word.isalpha() for word in heading.rstrip(" :").casefold().split())
