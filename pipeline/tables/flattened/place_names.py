"""Names of places in the United Kingdom, by which an area is told from the name of a service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.tables.grammars import word_list
from pipeline.vocabulary import VOCABULARY

NAMES = VOCABULARY / "place_names.csv"
LONGEST = 60  # characters of a paragraph that may be an area
MOST_WORDS = 6  # of a place's name
_WORD = re.compile(r"[^\W\d_][\w'’]*")


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names as `plain_place` writes them, and the words with which they begin and end."""

    names: frozenset[str]
    openings: frozenset[str]
    endings: frozenset[str]  # the last word of each

    @classmethod
    def of(cls, names: Iterable[str]) -> PlaceNames:
        """These names."""
        known = frozenset(names)
        first, last = ({name.split(" ")[at] for name in known} for at in (0, -1))
        return cls(known, frozenset(first), frozenset(last))


@cache
def known_places() -> PlaceNames:
    """Every name of the vocabulary."""
    _, *rows = NAMES.read_text(encoding="utf-8").splitlines()
    return PlaceNames.of(plain_place(row.rsplit(",", 2)[0]) for row in rows)


def plain_place(name: str) -> str:
    """The name's words without case or punctuation.

    >>> plain_place("Stow-on-the-Wold"), plain_place("King’s Lynn")
    ('stow on the wold', "king's lynn")
    """
    plain = name.casefold()
    return plain if plain.isalpha() else " ".join(_WORD.findall(plain.replace("’", "'")))


def place_coverage(text: str, known: PlaceNames) -> str:
    """How much of a short paragraph is names of places: all, some or no words; `long` for another.

    >>> known = PlaceNames.of(["ely", "bath"])
    >>> [place_coverage(text, known) for text in ("North Ely/Bath", "Ely Boxing Club", "The Shed")]
    ['all', 'some', 'no']
    """
    if len(text) > LONGEST:
        return "long"
    words = _WORD.findall(text.replace("’", "'"))
    named, other, at = 0, 0, 0
    while at < len(words):
        length = _name_at(words, at, known)
        named += length
        other += not length and words[at].casefold() not in _general()
        at += length or 1
    return "no" if not named else "some" if other else "all"


@cache
def _general() -> frozenset[str]:
    return word_list("place_words") | word_list("minor")


def _name_at(words: list[str], at: int, known: PlaceNames) -> int:
    """How many words the longest name that begins here has; 0 where none does."""
    key = words[at].casefold()
    if key not in known.openings or not words[at][0].isupper():
        return 0
    found = int(key in known.names)
    for length, word in enumerate(words[at + 1 : at + MOST_WORDS], 2):
        key = f"{key} {word.casefold()}"
        if key in known.names:
            found = length
    return found
