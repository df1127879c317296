"""Areas: the places that a cell names, each with its code where it is that area, or what contains it.

A cell is cut into places by the best full cover of its words with gazetteer names. Words that no name
covers are kept as printed, with a warning: nothing is dropped, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from pipeline.gazetteer import Place
from pipeline.issues import Issue, issue
from pipeline.model import Area, Derivation, Parsed
from pipeline.values.areas import remarks, unchecked
from pipeline.values.areas.addresses import is_address, part_addresses
from pipeline.values.areas.cover import Part, cover
from pipeline.values.areas.doubts import is_unsure
from pipeline.values.areas.pairs import check_pairs
from pipeline.values.places import AUTHORITY, ELSEWHERE, Atlas, plain
from pipeline.vocabulary import table

_INFORMAL = "informal"
_RULES = {"kind": "area-kind", "code": "area-code", "within": "lies-in", "candidates": "candidate"}
_SITES = frozenset({"prison"})  # kinds of place that are no area, but where a service is given


def parse(
    paragraphs: tuple[str, ...],
    known: Atlas,
    phrases: Mapping[str, str],
    context: str = "",
) -> Parsed[tuple[Area, ...]]:
    """The places of a cell in printed order; every word is in one, joins two, adds nothing, or is said.

    `phrases` are words that mean a gazetteer place for this source; `context` is the description.

    Issues: area-unknown, area-elsewhere, area-ambiguous, area-informal, area-corrected, area-short,
    area-town-or-district, area-centre, area-wide, area-unchecked, area-unsure, and those of
    `remarks` and `pairs`.
    """
    return _parse(paragraphs, known, tuple(phrases.items()), context)


@lru_cache(maxsize=1024)
def _parse(
    paragraphs: tuple[str, ...], known: Atlas, phrases: tuple[tuple[str, str], ...], context: str
) -> Parsed[tuple[Area, ...]]:
    meant = _meanings(known, phrases)
    paragraphs = _rejoined(paragraphs)
    text = " ".join(paragraphs)
    if plain(text) in meant:
        return _parsed((Part(text, meant[plain(text)]),), (), context)
    remarked = [remarks.read(each, alone=len(paragraphs) == 1) for each in paragraphs]
    signs = (remarks.check_signs(each, lost=bool(known.by_name)) for each in paragraphs)
    said = tuple(each for issues in (*(each.issues for each in remarked), *signs) for each in issues)
    pieces = tuple(part for each in remarked for piece in each.pieces for part in part_addresses(piece))
    if not known.by_name:
        return _unchecked(text, [part for each in pieces for part in unchecked.split(each)], said)
    parts = tuple(part for each in pieces for part in _cover(each, known, meant, whole=each in paragraphs))
    pairs = check_pairs("\n".join(paragraphs), parts, known)
    return _parsed(parts, (*said, *pairs), context)


def _rejoined(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs, those as one that a joining word, a comma or a bracket ties together.

    >>> _rejoined(("Folkestone", "and Hythe", "Deal,", "Dover", "Swale", "(Sheerness)"))
    ('Folkestone and Hythe', 'Deal, Dover', 'Swale (Sheerness)')
    """
    joins = "|".join(map(re.escape, sorted(words("joins"))))
    ends = re.compile(rf"(?:,|(?<!\w)(?:{joins}))\s*$", re.I)
    begins = re.compile(rf"\s*(?:[(\[]|(?:{joins})(?!\w))", re.I)
    out: list[str] = []
    for each in paragraphs:
        if out and (ends.search(out[-1]) or begins.match(each)):
            out[-1] = f"{out[-1]} {each}"
        else:
            out.append(each)
    return tuple(out)


def _parsed(parts: Sequence[Part], said: tuple[Issue, ...], context: str) -> Parsed[tuple[Area, ...]]:
    read = [_read(n, part, plain(context)) for n, part in enumerate(parts)]
    return Parsed(
        tuple(each.value for each in read),
        (*said, *(issue for each in read for issue in each.issues)),
        tuple(made for each in read for made in each.derivations),
    )


def _meanings(known: Atlas, phrases: tuple[tuple[str, str], ...]) -> dict[str, tuple[Place, ...]]:
    """The places that a source's phrases mean; all words for the whole county mean what one of them does."""
    meant = {plain(words): known.find(name) for words, name in phrases}
    county = remarks.phrases("county")
    same = {places for words, places in meant.items() if words in county}
    if len(same) == 1:
        meant = {**dict.fromkeys(county, same.pop()), **meant}
    return {words: places for words, places in meant.items() if places}


def _cover(
    piece: str, known: Atlas, meant: Mapping[str, tuple[Place, ...]], *, whole: bool
) -> tuple[Part, ...]:
    """The places of the words; an address names none, nor does a paragraph of joining words: both stay."""
    if plain(piece) in meant:
        return (Part(piece, meant[plain(piece)]),)
    if is_address(piece):
        return (Part(piece, (), notice="area-unsure"),)
    return cover(piece, known, words()) or ((Part(piece, ()),) if whole else ())


def values_of(n: int, area: Area) -> Iterator[tuple[str, str]]:
    """Each value that is published of the n-th place, by its path; codes in a list are joined by a bar.

    >>> list(values_of(0, Area("Deel", "Deal", "town", None, ("E07000108",))))
    [('areas.0.name', 'Deal'), ('areas.0.kind', 'town'), ('areas.0.within', 'E07000108')]
    """
    values = {
        "name": area.name,
        "kind": area.kind,
        "code": area.code or "",
        "within": "|".join(area.within),
        "candidates": "|".join(area.candidates),
    }
    return ((f"areas.{n}.{part}", value) for part, value in values.items() if value)


@cache
def words(role: str = "") -> frozenset[str]:
    """The words that join places, add nothing to one, or call a body after it; those of one role alone."""
    return frozenset(row["word"] for row in table("area_words.csv") if role in ("", row["role"]))


def _unchecked(text: str, parts: Sequence[str], said: tuple[Issue, ...]) -> Parsed[tuple[Area, ...]]:
    """Without a gazetteer the places stand as printed, under one notice, and what may be none is doubted."""
    areas = tuple(Area(each, remarks.without_note(each), "unknown") for each in parts)
    doubted = [area.printed for area in areas if is_unsure(area.name)]
    if not areas and not said and text.strip():
        doubted = [text]
    unsure = tuple(issue("area-unsure", value=each, field="areas") for each in dict.fromkeys(doubted))
    notice = (issue("area-unchecked", value=", ".join(parts), field="areas"),) if areas else ()
    made = tuple(each for n, area in enumerate(areas) for each in _derived(n, area))
    return Parsed(areas, (*said, *unsure, *notice), made)


def _read(n: int, part: Part, context: str) -> Parsed[Area]:
    candidates = _named_in_full(part, context) or _without_short_forms(part)
    authority = _same_authority(candidates)
    if authority:
        shared = "area-town-or-district" if len(candidates) > 1 else part.notice
        return _understood(n, part, authority, "area-corrected" if part.corrected else shared)
    if not candidates:
        return _as_printed(n, part, "unknown", part.notice or "area-unknown")
    if len(candidates) > 1:
        codes = tuple(dict.fromkeys(code for each in candidates for code in each.within))
        return _as_printed(n, part, "ambiguous", "area-ambiguous", codes)
    if candidates[0].kind == ELSEWHERE:
        return _as_printed(n, part, ELSEWHERE, "area-elsewhere")
    return _understood(n, part, candidates[0], _doubt(part, candidates[0], context))


def _named_in_full(part: Part, context: str) -> list[Place]:
    """The place whose fuller name the description gives: "HMP Elmley" tells which Elmley is meant."""
    if any(each.kind == AUTHORITY for each in part.places):
        return []  # a service in a prison may well serve the district that the prison is called after
    named = [each for each in part.places if _is_short(part, each) and _stands_in(each.name, context)]
    return named if len(named) == 1 else []


def _without_short_forms(part: Part) -> list[Place]:
    """The places that bear the name itself; those for which it is only short, where no other does."""
    bearing = [each for each in part.places if not _is_short(part, each)]
    return bearing or list(part.places)


def _is_short(part: Part, place: Place) -> bool:
    name, printed = plain(place.name), plain(part.printed.partition(",")[0])
    return name != printed and f" {printed} " in f" {name} " and place.kind != AUTHORITY


def _stands_in(name: str, context: str) -> bool:
    return f" {plain(name)} " in f" {context} "


def _same_authority(places: Sequence[Place]) -> Place | None:
    """The authority among places of one name that contains all the others: town or district, it is there."""
    authorities = [each for each in places if each.kind == AUTHORITY]
    if len(authorities) != 1 or not all(authorities[0].code in each.within for each in places):
        return None
    return authorities[0]


def _doubt(part: Part, place: Place, context: str) -> str:
    """The code of what is to be said of a place that is the only candidate; empty for nothing."""
    if part.corrected:
        return "area-corrected"
    if place.kind == _INFORMAL:
        return "area-informal"
    if part.notice:
        return part.notice
    if place.kind in _SITES and _is_short(part, place) and not _stands_in(place.name, context):
        return "area-short"
    return ""


def _as_printed(n: int, part: Part, kind: str, code: str, candidates: tuple[str, ...] = ()) -> Parsed[Area]:
    area = Area(part.printed, part.printed, kind, candidates=candidates)
    return Parsed(area, (issue(code, value=part.printed, field="areas"),), _derived(n, area))


def _understood(n: int, part: Part, place: Place, code: str) -> Parsed[Area]:
    area = Area(part.printed, place.name, place.kind, place.code, place.within)
    issues: tuple[Issue, ...] = ()
    if code:
        issues = (issue(code, value=part.printed, field="areas", name=place.name),)
    return Parsed(area, issues, _derived(n, area, corrected=part.corrected))


def _derived(n: int, area: Area, *, corrected: bool = False) -> tuple[Derivation, ...]:
    """The rule behind each value of the place, its printed words aside."""
    rules = _RULES | {"name": "area-corrected" if corrected else "area-name"}
    return tuple(
        Derivation(path, area.printed, value, rules[path.rpartition(".")[2]])
        for path, value in values_of(n, area)
        if (path, value) != (f"areas.{n}.name", area.printed)
    )
