"""Areas: the places that a cell names, each with its code where it is that area, or what contains it.

A cell is cut into places by the best full cover of its words with gazetteer names. Words that no name
covers are kept as printed, with a warning: nothing is dropped and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.issues import Issue, issue
from pipeline.model import Area, Derivation, Parsed
from pipeline.source import Place

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*['’]?|\S")
_JOINERS = frozenset({"and", "&", ",", ";", "/", "+", "|", "•", "-", "–", "(", ")", ".", ":"})
_AUTHORITY = "authority"
_SHORTEST_CORRECTED = 5  # letters: a shorter word has too many neighbours


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring words of a cell, and the places that bear this name; none where nobody knows it."""

    printed: str
    places: tuple[Place, ...]
    corrected: bool = False


@dataclass(frozen=True)
class _Atlas:
    """The gazetteer by name, each name as its plain words."""

    by_name: Mapping[tuple[str, ...], tuple[Place, ...]]
    longest: int


def parse(
    paragraphs: Sequence[str], places: tuple[Place, ...], phrases: Mapping[str, str], context: str = ""
) -> Parsed[tuple[Area, ...]]:
    """The places of a cell in printed order; every word of it is in one of them, or joins two.

    Issues: area-unknown, area-ambiguous, area-informal, area-corrected; area-unchecked (notice) where there
    is no gazetteer to look in.
    """
    if not places:
        return _unchecked(paragraphs)
    phrase = _phrase(" ".join(paragraphs), places, phrases)
    parts = (phrase,) if phrase else tuple(_parts(paragraphs, places))
    read = [_read(n, part, _plain(context)) for n, part in enumerate(parts)]
    return Parsed(
        tuple(area for area, _, _ in read),
        tuple(each for _, issues, _ in read for each in issues),
        tuple(each for _, _, derivations in read for each in derivations),
    )


def _unchecked(paragraphs: Sequence[str]) -> Parsed[tuple[Area, ...]]:
    """The lines of the cell as printed: without a gazetteer nothing can be known or doubted of them."""
    printed = " ".join(paragraphs)
    notice = issue("area-unchecked", value=printed, field="areas")
    return Parsed(tuple(Area(each, each, "unknown") for each in paragraphs), (notice,) if printed else ())


def _phrase(text: str, places: tuple[Place, ...], phrases: Mapping[str, str]) -> _Part | None:
    meant = {_plain(words): name for words, name in phrases.items()}.get(_plain(text))
    return _Part(text, tuple(each for each in places if each.name == meant)) if meant else None


@lru_cache(maxsize=8)
def _atlas(places: tuple[Place, ...]) -> _Atlas:
    by_name: dict[tuple[str, ...], tuple[Place, ...]] = {}
    for place in places:
        for name in (place.name, *place.aliases):
            key = tuple(_plain(name).split())
            by_name[key] = (*by_name.get(key, ()), place)
    return _Atlas(by_name, max(map(len, by_name), default=0))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w&]+", " ", text.casefold().replace("’", "'").replace("'", "")).split())


def _parts(paragraphs: Sequence[str], places: tuple[Place, ...]) -> Iterator[_Part]:
    for paragraph in paragraphs:
        yield from _cover(paragraph, _atlas(places), places)


def _cover(text: str, atlas: _Atlas, places: tuple[Place, ...]) -> Iterator[_Part]:
    """The cut that leaves the fewest words unknown, and of those the one with the fewest parts."""
    tokens = list(_TOKEN.finditer(text))
    best: list[tuple[int, int, int]] = [(0, 0, 0)] * (
        len(tokens) + 1
    )  # unknown words, parts, end of the first
    for start in range(len(tokens) - 1, -1, -1):
        best[start] = min(_choices(tokens, start, best, atlas))
    start = 0
    unknown: list[re.Match[str]] = []
    while start < len(tokens):
        end = best[start][2]
        known = _known(tokens, start, end, atlas)
        joiner = _is_joiner(tokens[start].group())
        if (known or joiner) and unknown:
            yield _unknown(text, unknown, places)
            unknown = []
        if known:
            yield _Part(text[tokens[start].start() : tokens[end - 1].end()], known)
        elif not joiner:
            unknown += tokens[start:end]
        start = end
    if unknown:
        yield _unknown(text, unknown, places)


def _choices(
    tokens: Sequence[re.Match[str]], start: int, best: Sequence[tuple[int, int, int]], atlas: _Atlas
) -> Iterator[tuple[int, int, int]]:
    for end in range(start + 1, min(start + 2 * atlas.longest + 1, len(tokens)) + 1):
        if _known(tokens, start, end, atlas):
            yield best[end][0], best[end][1] + 1, end
    lost = 0 if _is_joiner(tokens[start].group()) else 1
    yield best[start + 1][0] + lost, best[start + 1][1] + lost, start + 1


def _known(tokens: Sequence[re.Match[str]], start: int, end: int, atlas: _Atlas) -> tuple[Place, ...]:
    words = [each.group() for each in tokens[start:end]]
    if "," in words:
        comma = words.index(",")
        return _qualified(_look_up(words[:comma], atlas), _look_up(words[comma + 1 :], atlas))
    return _look_up(words, atlas)


def _look_up(words: Sequence[str], atlas: _Atlas) -> tuple[Place, ...]:
    return atlas.by_name.get(tuple(_plain(" ".join(words)).split()), ())


def _qualified(places: tuple[Place, ...], by: tuple[Place, ...]) -> tuple[Place, ...]:
    """`Gillingham, Medway` is one place: the Gillingham that the authority named after the comma contains."""
    codes = {each.code for each in by if each.kind == _AUTHORITY}
    return tuple(each for each in places if not each.code and codes & set(each.within))


def _is_joiner(word: str) -> bool:
    return word.casefold() in _JOINERS


def _unknown(text: str, tokens: Sequence[re.Match[str]], places: tuple[Place, ...]) -> _Part:
    printed = text[tokens[0].start() : tokens[-1].end()]
    near = _nearest(_plain(printed), _atlas(places))
    return _Part(printed, near, corrected=bool(near))


def _nearest(word: str, atlas: _Atlas) -> tuple[Place, ...]:
    """The one place whose name is clearly nearest to a misspelling; none where two are close."""
    if len(word) < _SHORTEST_CORRECTED:
        return ()
    names = {" ".join(key): places for key, places in atlas.by_name.items()}
    allowed = 1 if len(word) < 8 else 2
    found = process.extract(word, list(names), scorer=OSA.distance, score_cutoff=allowed + 1, limit=2)
    if not found or found[0][1] > allowed or (len(found) > 1 and found[1][1] <= found[0][1]):
        return ()
    return names[found[0][0]]


def _read(n: int, part: _Part, context: str) -> tuple[Area, list[Issue], list[Derivation]]:
    exact = [each for each in part.places if _plain(each.name) == _plain(part.printed)]
    candidates = _named_in_full(part, context) or list(part.places)
    if len(candidates) > 1 and (authority := _same_authority(exact)):
        candidates = [authority]
    if not candidates:
        return _unread(part, "unknown", "area-unknown")
    if len(candidates) > 1:
        area, issues, _ = _unread(part, "ambiguous", "area-ambiguous")
        codes = tuple(dict.fromkeys(code for each in candidates for code in each.within))
        return Area(part.printed, area.name, area.kind, candidates=codes), issues, []
    return _understood(n, part, candidates[0])


def _named_in_full(part: _Part, context: str) -> list[Place]:
    """The place whose fuller name the description gives: "HMP Rochester" tells which Rochester is meant."""
    fuller = [each for each in part.places if len(_plain(each.name)) > len(_plain(part.printed))]
    named = [each for each in fuller if f" {_plain(each.name)} " in f" {context} "]
    return named if len(named) == 1 else []


def _same_authority(places: Sequence[Place]) -> Place | None:
    """The authority among places of one name that contains all the others: town or district, it is there."""
    authorities = [each for each in places if each.kind == _AUTHORITY]
    if len(authorities) != 1:
        return None
    return authorities[0] if all(authorities[0].code in each.within for each in places) else None


def _unread(part: _Part, kind: str, code: str) -> tuple[Area, list[Issue], list[Derivation]]:
    return Area(part.printed, part.printed, kind), [issue(code, value=part.printed, field="areas")], []


def _understood(n: int, part: _Part, place: Place) -> tuple[Area, list[Issue], list[Derivation]]:
    area = Area(part.printed, place.name, place.kind, place.code, place.within)
    issues = []
    if part.corrected:
        issues.append(issue("area-corrected", value=part.printed, field="areas", name=place.name))
    if place.kind == "informal":
        issues.append(issue("area-informal", value=part.printed, field="areas"))
    derivations = []
    if area.name != area.printed:
        rule = "area-corrected" if part.corrected else "area-name"
        derivations.append(Derivation(f"areas.{n}.name", part.printed, area.name, rule))
    if area.code:
        derivations.append(Derivation(f"areas.{n}.code", part.printed, area.code, "area-code"))
    return area, issues, derivations
