"""Which row of a new page is which service known before: the best reading of all together, and its doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.dataset import Content
from pipeline.releases.assignment import Pair, settle
from pipeline.releases.content import to_text
from pipeline.releases.evidence import Population, Traits, cells, is_reworded, log_odds, to_traits

SURE = 3.0  # log-odds between the best reading and the next: below it, a person is asked
POSSIBLE = -2.0  # log-odds above which a row that is taken for new may still be a service that left
PRIOR = -1.0  # that a row without a known name is a service without a row
NEVER = -99.0
LONG_GONE = -3.0  # the same for a service that was not on the last page
STRANGE = -1.0  # the cells of a row with a known name, below which it may be another service of that name


@dataclass(frozen=True, slots=True)
class Known:
    """A service known before, as it was last seen."""

    id: str
    content: Content
    keys: tuple[str, ...]  # all natural keys that it ever had
    live: bool  # it was in the last release


@dataclass(frozen=True, slots=True)
class Matching:
    """`pairs`: row -> known service. A row in `doubts` may (also) be one of the services named there."""

    pairs: Mapping[int, int]
    doubts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """Both sides as they are compared."""

    known: Sequence[Known]
    was: tuple[Traits, ...]
    now: tuple[Traits, ...]
    population: Population


def match(known: Sequence[Known], rows: Sequence[Content], ruled: Mapping[int, int]) -> Matching:
    """The rows that are known services. `ruled`: row -> known service, as a person said.

    First the rows that say what they said under a name that only they have; then all others at once.
    """
    pairs = dict(ruled)
    _pair_unchanged(known, rows, pairs)
    here = _compare(known, rows)
    _pair_by_name(here, pairs)
    return _pair_the_rest(here, pairs)


def _compare(known: Sequence[Known], rows: Sequence[Content]) -> Field:
    was = tuple(to_traits(each.content, each.keys) for each in known)
    now = tuple(to_traits(each) for each in rows)
    live = [traits for each, traits in zip(known, was, strict=True) if each.live]
    return Field(known, was, now, Population([*live, *now]))


def _pair_unchanged(known: Sequence[Known], rows: Sequence[Content], pairs: dict[int, int]) -> None:
    """A row that says what a service of the last release said is that service."""
    waiting: dict[str, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for place, each in enumerate(known):
        if each.live and place not in taken:
            waiting[to_text(each.content)].append(place)
    for row, content in enumerate(rows):
        same = waiting.get(to_text(content))
        if same and row not in pairs:
            pairs[row] = same.pop(0)


def _pair_by_name(here: Field, pairs: dict[int, int]) -> None:
    """A name that one free service and one free row have, and whose cells are not strange, makes a pair."""
    taken = set(pairs.values())
    services, rows = defaultdict(list), defaultdict(list)
    for place, each in enumerate(here.known):
        if each.live and place not in taken:
            services[here.was[place].key].append(place)
    for row, traits in enumerate(here.now):
        if row not in pairs:
            rows[traits.key].append(row)
    for key in services.keys() & rows.keys():
        if len(services[key]) == len(rows[key]) == 1:
            place, row = services[key][0], rows[key][0]
            if not _is_strange(here, place, row):
                pairs[row] = place


def _pair_the_rest(here: Field, pairs: dict[int, int]) -> Matching:
    taken = set(pairs.values())
    places = [place for place in range(len(here.known)) if place not in taken]
    rows = [row for row in range(len(here.now)) if row not in pairs]
    odds = {(place, row): _odds(here, place, row) for place in places for row in rows}
    edges = {pair: each for pair, each in odds.items() if each > 0}
    settled = settle(edges, SURE)
    pairs |= {row: place for place, row in settled.chosen}
    doubts: dict[int, tuple[int, ...]] = {}
    for place, row in settled.doubtful:
        doubts[row] = (*doubts.get(row, ()), place)
    _doubt_near_misses(here, odds, pairs, doubts)
    for row in rows:
        if row in pairs and _is_thin(here, pairs[row], row):
            doubts[row] = tuple(dict.fromkeys((*doubts.get(row, ()), pairs[row])))
    return Matching(pairs, doubts)


def _doubt_near_misses(
    here: Field, odds: Mapping[Pair, float], pairs: Mapping[int, int], doubts: dict[int, tuple[int, ...]]
) -> None:
    """A row taken for new is doubted where a service that just left is nearly likely enough."""
    taken = set(pairs.values())
    for (place, row), each in odds.items():
        near = each > POSSIBLE and here.known[place].live and place not in taken
        if near and row not in pairs and row not in doubts:
            doubts[row] = (place,)


def _is_thin(here: Field, place: int, row: int) -> bool:
    """True where a person should look at the pair, although no other comes close."""
    was, now = here.was[place], here.now[row]
    if not here.known[place].live:
        return (was.description, was.sets) != (now.description, now.sets)
    return _is_strange(here, place, row) or is_reworded(was, now)


def _is_strange(here: Field, place: int, row: int) -> bool:
    """True where the name is the same, and all the rest speaks against it."""
    was, now = here.was[place], here.now[row]
    return was.key == now.key and cells(was, now, here.population) < STRANGE


def _odds(here: Field, place: int, row: int) -> float:
    live = here.known[place].live
    if not live and _is_strange(here, place, row):
        return NEVER  # a name alone does not bring back a service that had left
    prior = PRIOR if live else LONG_GONE
    return prior + log_odds(here.was[place], here.now[row], here.population)
