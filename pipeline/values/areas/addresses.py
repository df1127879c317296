"""Street addresses in an area cell: where a service is found, which is not yet the area that it serves."""

from __future__ import annotations

import re
from functools import cache

from pipeline.vocabulary import table

_POSTCODE = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2} \d{5}(?:-\d{4})?)\b")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BETWEEN = r"(?:(?:[A-Z\d][\w.'’-]*|the|of|and|de|la|le)\s+){1,4}"
_LISTED = re.compile(r"\s*[;|•\n]\s*")  # a comma and a slash stand within addresses too


def is_address(text: str) -> bool:
    """Whether the words have a house number and a street, or a full postcode beside others.

    >>> [is_address(each) for each in ("12 Mill Road, Wisbech", "2180 Palisades Ave.", "Deal CT14 6AA")]
    [True, True, True]
    >>> [is_address(each) for each in ("Mill Road estate, Wisbech", "5 districts", "CT16", "CT14 6AA")]
    [False, False, False, False]
    """
    if not any(map(str.isdigit, text)):
        return False
    bare, codes = _POSTCODE.subn("", text)
    return bool((codes and _LETTERS.search(bare)) or _street().search(bare))


def part_addresses(text: str) -> tuple[str, ...]:
    """The text itself; where there is an address in it, the members of the list that it may be in.

    >>> part_addresses("Deal, Dover; March"), part_addresses("Deal, Dover; 12 Mill Road, March")
    (('Deal, Dover; March',), ('Deal, Dover', '12 Mill Road, March'))
    """
    if not is_address(text):
        return (text,)
    return tuple(each for each in _LISTED.split(text.strip()) if each)


@cache
def _street() -> re.Pattern[str]:
    """A house number, a name, and a word for a street that no word in small letters follows."""
    words = "|".join(row["word"] for row in table("place_phrase_words.csv") if row["role"] == "street")
    number = r"(?<![\w.])\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{1,5}[A-Za-z]?)?"
    return re.compile(rf"{number},?\s+{_BETWEEN}(?i:{words})\b(?!['’-]|\s+[a-z])")
