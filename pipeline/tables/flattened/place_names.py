"""Names of places in the United Kingdom, by which an area is told from the name of a service."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from pipeline.tables.grammars import word_list

NAMES = Path(__file__).resolve().parents[3] / "vocabulary" / "place_names.csv"
LONGEST = 60  # characters of a paragraph that may be an area
MOST_WORDS = 6  # of a place's name
_WORD = re.compile(r"[^\W\d_][\w'’]*")


@cache
def known_places() -> frozenset[str]:
    """Every name, as `plain_place` writes it."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        return frozenset(plain_place(row["name"]) for row in csv.DictReader(file))


def plain_place(name: str) -> str:
    """The name's words without case or punctuation.

    >>> plain_place("Stow-on-the-Wold"), plain_place("King’s Lynn")
    ('stow on the wold', "king's lynn")
    """
    return " ".join(_WORD.findall(name.casefold().replace("’", "'")))


def share_of_places(text: str, names: Collection[str]) -> str:
    """How much of a short paragraph is names of places: all, some or no words; `long` for another.

    >>> [share_of_places(text, {"ely", "bath"}) for text in ("North Ely/Bath", "Ely Boxing Club", "The Shed")]
    ['all', 'some', 'no']
    """
    if len(text) > LONGEST:
        return "long"
    words = _WORD.findall(text.replace("’", "'"))
    named, other, at = 0, 0, 0
    general = word_list("place_words") | word_list("minor")
    while at < len(words):
        length = _name_at(words, at, names)
        named += length
        other += not length and words[at].casefold() not in general
        at += length or 1
    return "no" if not named else "some" if other else "all"


def _name_at(words: list[str], at: int, names: Collection[str]) -> int:
    """How many words the longest name that begins here has; 0 where none does."""
    if not words[at][0].isupper():
        return 0
    key, found = "", 0
    for length, word in enumerate(words[at : at + MOST_WORDS], 1):
        key = f"{key} {word.casefold()}".lstrip()
        if key in names:
            found = length
    return found
