"""Words of an area cell that are not surely a place: the only doubt where no gazetteer can raise one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.values.areas.addresses import is_address
from pipeline.values.places import plain
from pipeline.vocabulary import first_column, table

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?\b")
_NUMBERS = re.compile(
    r"\d{4}|[£@]|\d ?[/.:] ?\d|\bwww\b|\d ?(?:am|pm)\b"
    r"|[^\W\d_]{2}\d|\d(?!(?:st|nd|rd|th)\b)[^\W\d_]{2}",
    re.I,
)
_LONGEST = 6  # words of a name
_WORD = re.compile(r"\b[^\W\d_]+(?:['’][^\W\d_]+)*")
_SEGMENT = re.compile(r"[()\[\]:]|\s[–—-]\s|\.\s")


@cache
def known_names() -> frozenset[str]:
    """The names of places in the United Kingdom, as `plain` writes them."""
    names = map(str.casefold, first_column("place_names.csv"))
    return frozenset(name if name.isalpha() else plain(name) for name in names)


def names_place(words: str) -> bool:
    """Whether some of the neighbouring words are a known name.

    >>> names_place("Not in Dover"), names_place("Not Far Café")
    (True, False)
    """
    found = plain(words).split()
    runs = ((start, end) for start in range(len(found)) for end in range(start + 1, start + _LONGEST + 1))
    return any(" ".join(found[start:end]) in known_names() for start, end in runs)


def is_unsure(piece: str) -> bool:
    """Whether the piece may name no place, or more than one that is served.

    >>> [is_unsure(each) for each in ("Canterbury district", "The Downs", "High Street", "CT16 1DL")]
    [False, False, False, False]
    >>> is_unsure("12 High Street"), is_unsure("12 High Street, Deal"), is_unsure("Deal CT14 6AA")
    (True, True, True)
    >>> [is_unsure(each) for each in ("never Deal", "Dover or Deal", "from April 2026", "See Website")]
    [True, True, True, True]
    """
    if plain(piece) in known_names():
        return False
    if is_address(piece):
        return True
    bare, codes = _POSTCODE.subn("", piece)
    words = _WORD.findall(bare)
    if len("".join(words)) < 2 or _NUMBERS.search(bare):
        return not (codes and not _NUMBERS.search(bare))
    segments = [_WORD.findall(each) for each in _SEGMENT.split(bare)]
    return not _is_written_as_name(words) or any(_is_no_name(each) for each in segments if each)


def _is_written_as_name(words: Sequence[str]) -> bool:
    """Some word is capitalised or a known name, and the others are such as stand among a place's words."""
    small = [each for each in words if each[0].islower() and plain(each) not in known_names()]
    return len(small) < len(words) and all(each in _words("within") for each in small)


def _is_no_name(segment: Sequence[str]) -> bool:
    first, last = segment[0].casefold(), segment[-1].casefold()
    alone = len(segment) == 1 and first in _words("alone")
    return alone or first in _words("opens") or last in _words("ends")


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("place_phrase_words.csv") if row["role"] == role)
