"""A place beside a larger one in which it lies: they may be one area, a part of one, or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from pipeline.issues import Issue, issue
from pipeline.values.areas.cover import Part, find_qualified
from pipeline.values.places import Atlas

_COMMA = re.compile(r"\s*,\s*")
# `Kent (Thanet)`, `Kent: Thanet`, `Kent - Thanet`, `Margate in Thanet`
_INTO = re.compile(r"\s*[(\[:]\s*|\s+[–—-]+\s*|[–—-]+\s+|\s+in\s+(?:the\s+)?", re.I)
_INSIDE = re.compile(r"\s*[(\[]\s*|\s+in\s", re.I)  # what stands behind may be in one that has no code either
_ONLY = re.compile(r"\bonly\b", re.I)


def check_pairs(text: str, parts: Sequence[Part], atlas: Atlas) -> Iterator[Issue]:
    """A warning for each two neighbours of which one holds the other, where they may be one area.

    Issues: area-qualifier, area-part (warnings).
    """
    placed = tuple(_placed(text, parts))
    for (start, before, end), (then, behind, last) in pairwise(placed):
        between, words = text[end:then], text[start:last]
        if _COMMA.fullmatch(between) and find_qualified(before.printed, behind.printed, atlas):
            yield issue("area-qualifier", value=words, field="areas")
        elif _tells_part(between, before, behind, atlas):
            yield issue("area-part", value=words, field="areas")
            return
    if _ONLY.search(text) and any(_hold(one, other, atlas) for one, other in combinations(parts, 2)):
        yield issue("area-part", value=text, field="areas")


def _placed(text: str, parts: Sequence[Part]) -> Iterator[tuple[int, Part, int]]:
    """Each part that stands in the text, with where it begins and ends."""
    at = 0
    for part in parts:
        start = text.find(part.printed, at)
        if start >= 0:
            at = start + len(part.printed)
            yield start, part, at


def _tells_part(between: str, one: Part, other: Part, atlas: Atlas) -> bool:
    """Whether the words between two places say that one is in the other."""
    if not _INTO.fullmatch(between):
        return False
    near = any(not {*each.within}.isdisjoint(area.within) for each in one.places for area in other.places)
    return _hold(one, other, atlas) or (near and bool(_INSIDE.match(between)))


def _hold(one: Part, other: Part, atlas: Atlas) -> bool:
    """Whether some place of one of the two lies in some place of the other."""
    pairs = [(each, area) for each in one.places for area in other.places]
    return any(atlas.holds(area, each) or atlas.holds(each, area) for each, area in pairs)
