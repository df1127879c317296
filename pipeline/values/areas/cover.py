"""A paragraph of places cut into its parts: the cover of its words that leaves the fewest unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.gazetteer import Place
from pipeline.values.places import AUTHORITY, COUNTY, Atlas

_TOKEN = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*['’]?|\S")
_BREAKS = frozenset(";|•")  # no name goes on behind one of these
_ENDS = frozenset("()[];|•")  # behind one, or before one, no list goes on
_CENTRE = " centre"  # of a town or a city
_WIDE = re.compile(r"[ -]wide$", re.I)

Tokens = tuple[re.Match[str], ...]
Cost = tuple[int, int, int, int]  # unknown words, corrections, parts; then minus where the first part ends


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring words of a cell, and the places that bear this name; none where nobody knows it."""

    printed: str
    places: tuple[Place, ...]
    corrected: bool = False
    notice: str = ""  # the code of what the words add to the name


def cover(text: str, atlas: Atlas, fillers: frozenset[str]) -> tuple[Part, ...]:
    """The paragraph's parts in order; misspelt names are looked for only where the exact cover has a gap."""
    tokens = tuple(_TOKEN.finditer(text))
    exact = _Cover(text, tokens, atlas, fillers, correct=False).parts()
    if all(part.places for part in exact):
        return exact
    return _Cover(text, tokens, atlas, fillers, correct=True).parts()


def find_qualified(name: str, by: str, atlas: Atlas) -> tuple[Place, ...]:
    """The places of this name that lie in a larger one of that name: `Gillingham, Medway`, `Deal, Kent`."""
    larger = [each for each in atlas.find(by) if each.kind in (AUTHORITY, COUNTY)]
    return tuple(each for each in atlas.find(name) if any(atlas.lies_in(each, area) for area in larger))


def is_larger_alone(name: str, atlas: Atlas) -> bool:
    """Whether no smaller place has the name: `Medway`, and not `Dover`, which is a town and a district."""
    return all(each.kind in (AUTHORITY, COUNTY) for each in atlas.find(name))


class _Cover:
    """One paragraph's words, and the dynamic programme that cuts them."""

    def __init__(
        self, text: str, tokens: Tokens, atlas: Atlas, fillers: frozenset[str], *, correct: bool
    ) -> None:
        self._text, self._tokens, self._atlas, self._fillers = text, tokens, atlas, fillers
        self._correct = correct
        self._shouted = text.isupper() or text.islower()
        self.find: Callable[[int, int], Part | None] = lru_cache(maxsize=None)(self._find)

    def parts(self) -> tuple[Part, ...]:
        return tuple(self._walk(self._best()))

    def _best(self) -> Sequence[Cost]:
        count = len(self._tokens)
        best: list[Cost] = [(0, 0, 0, 0)] * (count + 1)
        for start in range(count - 1, -1, -1):
            best[start] = min(self._choices(start, best))
        return best

    def _choices(self, start: int, best: Sequence[Cost]) -> Iterator[Cost]:
        for end in range(start + 1, min(start + 2 * self._atlas.longest + 1, len(self._tokens)) + 1):
            part = self.find(start, end)
            if part:
                unknown, corrections, parts, _ = best[end]
                yield unknown, corrections + part.corrected, parts + 1, -end
        unknown, corrections, parts, _ = best[start + 1]
        lost = not self._says_nothing(start)
        yield unknown + lost, corrections, parts + lost, -(start + 1)

    def _walk(self, best: Sequence[Cost]) -> Iterator[Part]:
        start, gap = 0, -1  # gap: where words that nobody knows began
        while start < len(self._tokens):
            end = -best[start][3]
            part = self.find(start, end)
            if gap >= 0 and (part or self._says_nothing(start)):
                yield Part(self._slice(gap, start), ())
                gap = -1
            if part:
                yield part
            elif gap < 0 and not self._says_nothing(start):
                gap = start
            start = end
        if gap >= 0:
            yield Part(self._slice(gap, start), ())

    def _find(self, start: int, end: int) -> Part | None:
        """The place that these words name, where they begin and end in words and are written as a name."""
        if not (self._is_word(start) and self._is_word(end - 1) and self._is_name(start)):
            return None
        if any(self._is_break(start, n, end) for n in range(start, end)):
            return None
        words = self._slice(start, end)
        comma = next((n for n in range(start, end) if self._tokens[n].group() == ","), None)
        if comma is not None:
            name, by = self._slice(start, comma), self._slice(comma + 1, end)
            alone = self._ends_at(start - 1) and self._ends_at(end) and is_larger_alone(by, self._atlas)
            places = find_qualified(name, by, self._atlas) if alone else ()
            return Part(words, places) if places else None
        places = self._atlas.find(words) or self._atlas.find_kind(words)
        if places:
            return Part(words, places)
        around = self._atlas.find_kind(words.removesuffix(_CENTRE)) if words.endswith(_CENTRE) else ()
        if around:
            return Part(words, around, notice="area-centre")
        throughout = self._atlas.find(_WIDE.sub("", words)) if _WIDE.search(words) else ()
        if throughout:
            return Part(words, throughout, notice="area-wide")
        near = self._atlas.nearest(words) if self._correct else None
        return Part(words, self._atlas.find(near), corrected=True) if near else None

    def _ends_at(self, n: int) -> bool:
        """Whether no list goes on beyond this token."""
        return not 0 <= n < len(self._tokens) or self._tokens[n].group() in _ENDS

    def _slice(self, start: int, end: int) -> str:
        return self._text[self._tokens[start].start() : self._tokens[end - 1].end()]

    def _is_break(self, start: int, at: int, end: int) -> bool:
        """Whether a name ends here: `South East/Kent` is two, and `HMP/YOI Rochester` is one."""
        mark = self._tokens[at].group()
        if mark != "/":
            return mark in _BREAKS
        return all(map(self._atlas.find, (self._slice(start, at), self._slice(at + 1, end))))

    def _is_word(self, n: int) -> bool:
        return self._tokens[n].group()[0].isalnum()

    def _is_name(self, n: int) -> bool:
        return self._shouted or not self._tokens[n].group()[0].islower()

    def _says_nothing(self, n: int) -> bool:
        word = self._tokens[n].group().casefold()
        return word in self._fillers or not word[0].isalnum()
