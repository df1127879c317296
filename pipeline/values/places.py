"""A gazetteer compiled for looking up: names by their words, and the one name nearest to a misspelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.gazetteer import Place

ELSEWHERE = (
    "elsewhere"  # a place out of the source's area, listed so that its name is never bent to one in it
)
AUTHORITY = "authority"
COUNTY = "county"
_ALLOWED = ((10, 2), (7, 1))  # letters of the name, and how many of them may be wrong


def plain(text: str) -> str:
    """The words without case, punctuation and apostrophes; an ampersand is "and".

    >>> plain("St. Peter’s & Westgate-on-Sea")
    'st peters and westgate on sea'
    """
    folded = text.casefold()
    if not folded.replace(" ", "").isalpha():
        folded = folded.replace("’", "").replace("'", "").replace("&", " and ")
        folded = re.sub(r"[\W_]+", " ", folded)
    return " ".join(folded.split())


@dataclass(frozen=True, eq=False)
class Atlas:
    """The places of a source, by every name that they bear."""

    by_name: Mapping[str, tuple[Place, ...]]
    longest: int  # words in the longest name

    def find(self, words: str) -> tuple[Place, ...]:
        """The places of this name; none where nobody knows it."""
        return self.by_name.get(plain(words), ())

    def find_kind(self, words: str) -> tuple[Place, ...]:
        """The places that the last word tells apart by their kind: a `Dover town` is no district."""
        name, _, kind = plain(words).rpartition(" ")
        return tuple(each for each in self.by_name.get(name, ()) if each.kind == kind)

    def lies_in(self, place: Place, area: Place) -> bool:
        """Whether an address would name this area after the place: its authority, or its post county.

        A town is written with the county beside its authority too, as long as one larger area holds both.
        """
        if area.kind == AUTHORITY:
            return not place.code and area.code in place.within
        larger = {code for each in place.within for code in self._part_of.get(each, ())}
        is_beside = not place.code and not larger.isdisjoint(area.part_of)
        return area.kind == COUNTY and (area.code in larger or is_beside)

    def holds(self, area: Place, place: Place) -> bool:
        """Whether the area, by its code, is larger than the place and contains it."""
        if not area.code or area.code == place.code:
            return False
        larger = {code for each in place.within for code in self._part_of.get(each, ())}
        return area.code in {*place.within, *place.part_of, *larger}

    @cached_property
    def _part_of(self) -> Mapping[str, tuple[str, ...]]:
        return {each.code: each.part_of for named in self.by_name.values() for each in named if each.code}

    def nearest(self, words: str) -> str | None:
        """The name that is clearly nearest to these words, none where two are close or none is near.

        A short name has too many neighbours to be recognised by all but one letter.
        """
        key = plain(words)
        allowed = next((most for length, most in _ALLOWED if len(key) >= length), 0)
        if not allowed or not self._names:
            return None
        from rapidfuzz import process  # only here: it takes long to load, and most names are known
        from rapidfuzz.distance import OSA

        found = process.extract(key, self._names, scorer=OSA.distance, score_cutoff=allowed + 1, limit=3)
        found = [each for each in found if each[0] != key]
        if not found or found[0][1] > allowed or found[0][0][0] != key[0]:
            return None
        rivals = [each for each in found[1:] if self.by_name[each[0]] != self.by_name[found[0][0]]]
        return None if rivals else str(found[0][0])

    @cached_property
    def _names(self) -> Sequence[str]:
        return list(self.by_name)


@lru_cache(maxsize=8)
def atlas(places: tuple[Place, ...]) -> Atlas:
    """The compiled gazetteer; made once for each."""
    by_name: dict[str, tuple[Place, ...]] = {}
    for place in places:
        for name in dict.fromkeys(plain(each) for each in (place.name, *place.aliases)):
            by_name[name] = (*by_name.get(name, ()), place)
    return Atlas(by_name, max((len(name.split()) for name in by_name), default=0))
