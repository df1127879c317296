"""Areas of a page without a gazetteer: a list cut where it is certainly divided, its places unchecked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.values.areas.addresses import is_address
from pipeline.values.places import plain
from pipeline.vocabulary import first_column

CERTAIN = re.compile(r"\s*[,;/|•\n]\s*")
_LEADING = re.compile(r"^(?:and\s+|&\s*)", re.I)
_JOINED = re.compile(r"\s+and\s+|\s*&\s*", re.I)


def split(text: str) -> tuple[str, ...]:
    """The words cut at commas, slashes and the like, and at the last "and" of a list; an address is whole.

    >>> split("Here and There, Elsewhere/Nowhere"), split("Dover, Deal and Sandwich")
    (('Here and There', 'Elsewhere', 'Nowhere'), ('Dover', 'Deal', 'Sandwich'))
    >>> split("Lewes, Brighton & Hove"), split("Deal and Sandwich")
    (('Lewes', 'Brighton & Hove'), ('Deal and Sandwich',))
    """
    if is_address(text):
        return (text.strip(),)
    members = [each for each in CERTAIN.split(text.strip()) if plain(each)]
    if "," not in text or len(members) < 2:
        return tuple(members)
    kept = _known_tail(text.strip(), members)
    if kept:
        return kept
    return (*members[:-1], *_last(members[-1], shouted=text.isupper() or text.islower()))


def _known_tail(text: str, members: Sequence[str]) -> tuple[str, ...]:
    """The members, the last of them as one where together they are a name with a comma in it."""
    for n, member in enumerate(members[:-1]):
        tail = text[text.find(member) :]
        if plain(tail) in _names_of_several():
            return (*members[:n], tail)
    return ()


def _last(member: str, *, shouted: bool) -> tuple[str, ...]:
    """The last member of a list as the places that its "and" joins, where no known name has that "and"."""
    member = _LEADING.sub("", member)
    cuts = [(0, 0), *(each.span() for each in _JOINED.finditer(member)), (len(member), len(member))]
    words = [member[before[1] : behind[0]] for before, behind in pairwise(cuts)]
    if not all(each and (shouted or not each[0].islower()) for each in words):
        return (member,)
    places, n = [], 0
    while n < len(words):
        length = _longest_name(words[n:])
        places.append(member[cuts[n][1] : cuts[n + length][0]])
        n += length
    return tuple(places)


def _longest_name(words: Sequence[str]) -> int:
    """How many of the words, joined by "and", are one known name; 1 where they are none."""
    fitting = (n for n in range(len(words), 1, -1) if plain(" and ".join(words[:n])) in _names_of_several())
    return next(fitting, 1)


@cache
def _names_of_several() -> frozenset[str]:
    """The known names of places that have an "and" in them."""
    return frozenset(plain(name) for name in first_column("place_names.csv") if " and " in name)
