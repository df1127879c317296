"""What a page's own records do, and its table read again in that light.

One page heads every address with a place and leaves no age out; another never does the one, and often the
other. A first reading shows which, and what it could not decide is decided as the page does elsewhere.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pipeline.model import Role
from pipeline.tables.flattened.decoding import Reading, decode
from pipeline.tables.flattened.lattice import Lattice
from pipeline.tables.flattened.layout import (
    EMAIL,
    IN_CONTACT,
    LABEL,
    LABELLED,
    REACH,
    State,
    closing,
    moves,
    opening,
    states,
)
from pipeline.tables.flattened.matters import Content

TENDENCIES = Path(__file__).with_name("tendencies.csv")

SURE = 0.999  # a table of which every paragraph is so sure needs no second reading
MOST_USUAL = 60.0  # occasions; what is usual never counts for more
MOST = 3.0  # in logs, by which a page's tendency changes the weight of a step
NEVER, ALWAYS = 1e-4, 1 - 1e-4

Names = tuple[str, ...]  # of tendencies
Row = tuple[float, ...]


class Usual(NamedTuple):
    """On which share of its occasions a page does a thing, and for how many of its own that counts."""

    share: float
    strength: float


class Count(NamedTuple):
    """How often a page does a thing, and on how many occasions it could."""

    times: float
    occasions: float


class Followed(NamedTuple):
    """The tendencies that each step of a layout follows."""

    between: tuple[tuple[Names, ...], ...]  # [to][from]
    first: tuple[Names, ...]
    last: tuple[Names, ...]


def follow_page(reading: Reading) -> Reading:
    """The table read again, its steps weighed as its own records take them; the same where it is sure.

    Source: Cortez and others, ONDUX (SIGMOD 2010): a second reading by what the page showed in the first.
    """
    if all(map(_is_sure, reading.chances)):
        return reading
    roles = reading.evidence.lattice.roles
    counts = count_tendencies(states_expected(reading), roles, count_records(reading.states))
    shifts = {name: shift_of(usual()[name], count) for name, count in counts.items() if name in usual()}
    grid = _reweigh(reading.evidence.lattice, _followed(roles), shifts)
    known = reading.evidence
    anew = replace(known, lattice=grid, alive=[*known.alive], emits=[*known.emits])  # decoding strikes some
    return decode(reading.stream, anew) or reading


def _is_sure(chances: Sequence[float]) -> bool:
    return max(chances, default=0.0) > SURE


@cache
def usual() -> dict[str, Usual]:
    """What pages do as a rule, by tendency: as training counted it."""
    with TENDENCIES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["tendency"]: Usual(float(row["share"]), float(row["strength"])) for row in rows}


def states_expected(reading: Reading) -> dict[State, float]:
    """How many paragraphs have each state, on average over all readings."""
    layout = reading.evidence.lattice.states
    expected = [0.0] * len(layout)
    for some, chances in zip(reading.evidence.alive, reading.chances, strict=True):
        for n, chance in zip(some, chances, strict=True):
            expected[n] += chance
    return dict(zip(layout, expected, strict=True))


def count_records(path: Sequence[State]) -> int:
    """How many records these states of a page's paragraphs make."""
    begun = [state.column for state in path if state.starts and not state.is_outside]
    return sum(two <= one for one, two in pairwise(begun)) + bool(begun)


def count_tendencies(
    expected: Mapping[State, float], roles: tuple[Content, ...], records: float
) -> dict[str, Count]:
    """How often a record leaves a column blank (`skip:`), a cell goes on (`in:`), or a contact begins with a
    label or a number (`into:`); by how many paragraphs have each state.
    """

    def count(fits: Callable[[State], bool]) -> float:
        return sum(times for state, times in expected.items() if fits(state))

    begun = count(lambda each: each.starts and each.kind in IN_CONTACT)
    further = count(lambda each: not each.starts and each.kind in (EMAIL, REACH))
    labels = count(lambda each: not each.starts and each.kind == LABEL)
    found = {
        f"into:{LABEL}": Count(count(lambda each: each.starts and each.kind == LABEL), begun),
        f"into:{REACH}": Count(count(lambda each: each.starts and each.kind == REACH), begun),
        f"in:{EMAIL}": Count(further, count(lambda each: each.kind in (EMAIL, LABELLED, REACH))),
        f"in:{LABEL}": Count(labels, count(lambda each: each.kind in IN_CONTACT)),
    }
    for role in {*roles}:
        held = {state: times for state, times in expected.items() if state.role == role.value}
        starts = sum(times for state, times in held.items() if state.starts)
        cells = roles.count(role) * records
        found[f"skip:{role}"] = Count(max(0.0, cells - starts), cells)
        if role is not Role.CONTACT:
            found[f"in:{role}"] = Count(sum(held.values()) - starts, sum(held.values()))
    return found


def shift_of(known: Usual, count: Count) -> float:
    """How much more (in logs) a step weighs that does the thing, on a page that does it so often.

    That it is done at one place is no reason to see it there: a page does it more often than usual where it
    does so with one time less, and less often where it does so with all.
    """
    more, less = _change(known, count.times - 1, count), _change(known, count.times, count)
    return max(more, 0.0) + min(less, 0.0)


def _change(known: Usual, times: float, count: Count) -> float:
    weight = min(known.strength, MOST_USUAL)
    share = (max(0.0, times) + known.share * weight) / (count.occasions + weight)
    return max(-MOST, min(MOST, _log_odds(share) - _log_odds(known.share)))


def _log_odds(share: float) -> float:
    within = max(NEVER, min(ALWAYS, share))
    return math.log(within / (1 - within))


def _reweigh(grid: Lattice, followed: Followed, shifts: Mapping[str, float]) -> Lattice:
    @cache
    def weigh(names: Names) -> float:
        return math.exp(sum(shifts.get(name, 0.0) for name in names))

    def row(each: Sequence[Names]) -> Row:
        return tuple(map(weigh, each))

    return grid.reweighed(tuple(map(row, followed.between)), row(followed.first), row(followed.last))


@lru_cache(maxsize=64)
def _followed(roles: tuple[Content, ...]) -> Followed:
    layout = states(roles)
    between = tuple(tuple(_tendencies(moves(one, two, 0, roles)) for one in layout) for two in layout)
    first = tuple(_tendencies(opening(two, 0, roles)) for two in layout)
    return Followed(between, first, tuple(_tendencies(closing(one, roles)) for one in layout))


def _tendencies(step: Names | None) -> Names:
    """The tendencies that a step follows, by its names; none for a step that cannot be."""
    return tuple(found for name in step or () if (found := _tendency(name)))


def _tendency(name: str) -> str | None:
    """The tendency that one name of a step stands for.

    >>> _tendency("skip:age"), _tendency("in:area>area"), _tendency("in:reach>email"), _tendency("in:area|1")
    ('skip:age', 'in:area', 'in:email', None)
    """
    what, _, of = name.partition(":")
    if what == "skip" or name in (f"into:{LABEL}", f"into:{REACH}"):
        return name
    one, is_step, two = of.partition(">")
    if what != "in" or not is_step or (one == LABEL != two):
        return None
    return f"in:{EMAIL if two in (LABELLED, REACH) else two}"
