"""The weights that training wrote, and the lattice that they make of a heading row."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter, mul
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.tables.flattened.layout import (
    MOST_BLANKS,
    State,
    closing,
    moves,
    on_page,
    opening,
    states,
    unevenness,
    unevenness_at_start,
)
from pipeline.tables.flattened.matters import Content

WEIGHTS = Path(__file__).with_name("weights.json")

CROSSED = 1e-9  # how much less likely a step is that the borders before a paragraph rule out

DEPARTS = 0.01  # how much less likely a blank cell or a further paragraph is where all records are even

Steps = tuple[tuple[float, ...], ...]  # [to][from]
Some = tuple[int, ...]  # of a lattice's states
Names = tuple[str, ...] | None

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weights:
    """What training wrote: for each label and shape, and for each step, how much it speaks for a reading."""

    labels: dict[str, int]
    shapes: tuple[dict[str, tuple[float, ...]], ...]
    steps: dict[str, float]

    def of(self, names: Names) -> float:
        """How much all of these speak for a step."""
        return sum([self.steps.get(each, 0.0) for each in names or ()])


@cache
def weights(path: Path = WEIGHTS) -> Weights:
    """The weights that ship with the pipeline, those of paragraphs unless others are asked for."""
    body = msgspec.json.decode(path.read_bytes())
    shapes = tuple({value: tuple(row) for value, row in group.items()} for group in body["shapes"])
    return Weights({label: n for n, label in enumerate(body["labels"])}, shapes, body["steps"])


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """The states of one heading row with the weight of every step between them.

    Each equals itself alone, so that what is found for one can be kept by it.
    """

    roles: tuple[Content, ...]  # of its columns
    states: tuple[State, ...]
    labels: tuple[int, ...]  # of each state, in the weights
    into: Callable[[int], Steps]  # by what stands before a paragraph, as `step` counts it
    pick: Callable[[int, Some, Some], Steps]  # the same of some states alone: from these to those
    first: tuple[tuple[float, ...], ...]  # [blanks][state]
    last: tuple[float, ...]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return self.states[-1].column

    def step(self, blanks: int, borders: int, *, is_broken: bool) -> int:
        """Which of the steps lead to a paragraph with so many placeholders, or borders, before it.

        `is_broken`: all records are even but those about it.
        """
        kind = MOST_BLANKS + min(borders, self.width - 1) if borders else min(blanks, MOST_BLANKS)
        return kind + (MOST_BLANKS + self.width) * is_broken

    def reweighed(self, between: Steps, first: tuple[float, ...], last: tuple[float, ...]) -> Lattice:
        """The same, each step's weight times another: between two states, to the first, from the last."""

        @cache
        def into(step: int) -> Steps:
            return tuple(tuple(map(mul, *rows)) for rows in zip(self.into(step), between, strict=True))

        firsts = tuple(tuple(map(mul, row, first)) for row in self.first)
        return replace(
            self, into=into, pick=_picking(into), first=firsts, last=tuple(map(mul, self.last, last))
        )


@lru_cache(maxsize=32)
def lattice(
    roles: tuple[Content, ...],
    habits: tuple[str, ...],
    *,
    is_even: bool = False,
    blanks_shown: bool = False,
    path: Path = WEIGHTS,
) -> Lattice:
    """The lattice of a table with these columns, on a page of these habits; of even records or not.

    In a table of even records each kind of step stands twice: once for them, and once for those that are not.
    A page needs few of the kinds, and each is weighed when it is first asked for.
    """
    known, layout = weights(path), states(roles)
    weigh, kinds = _weigher(known, habits), MOST_BLANKS + len(roles)

    def start(two: State, blanks: int) -> float:
        departs = unevenness_at_start(two, blanks if blanks_shown else 0)
        return weigh(opening(two, blanks, roles)) * (DEPARTS if is_even else 1.0) ** departs

    @cache
    def into(step: int) -> Steps:
        kind = step % kinds
        blanks = kind if kind <= MOST_BLANKS else 0
        steps = tuple(tuple(weigh(moves(one, two, blanks, roles)) for one in layout) for two in layout)
        if is_even and step < kinds:
            steps = _evened(steps, layout, blanks if blanks_shown else 0, roles)
        return _across(steps, layout, kind - MOST_BLANKS) if kind > MOST_BLANKS else steps

    return Lattice(
        roles,
        layout,
        tuple(known.labels[state.label] for state in layout),
        into,
        _picking(into),
        tuple(tuple(start(two, b) for two in layout) for b in range(MOST_BLANKS + 1)),
        tuple(weigh(closing(one, roles)) for one in layout),
    )


def _weigher(known: Weights, habits: tuple[str, ...]) -> Callable[[Names], float]:
    """What weighs a step by its names: the exponential of what they say on a page of these habits; 0 for a
    step that cannot be.
    """

    @cache
    def say(name: str) -> float:
        return known.of(on_page((name,), habits))

    @cache
    def weigh(names: Names) -> float:
        return 0.0 if names is None else math.exp(sum(map(say, names)))

    return weigh


def _evened(steps: Steps, layout: tuple[State, ...], blanks: int, roles: tuple[Content, ...]) -> Steps:
    """The steps where all records are even; so many placeholders between have places of their own."""
    return tuple(
        tuple(
            weight * DEPARTS ** unevenness(one, two, blanks, roles)
            for one, weight in zip(layout, row, strict=True)
        )
        for two, row in zip(layout, steps, strict=True)
    )


def _across(steps: Steps, layout: tuple[State, ...], borders: int) -> Steps:
    """The steps where so many borders stand between two paragraphs of one record."""
    return tuple(
        tuple(
            weight * (1.0 if two.column >= one.column + borders and not two.is_outside else CROSSED)
            for one, weight in zip(layout, row, strict=True)
        )
        for two, row in zip(layout, steps, strict=True)
    )


# The same few sets of states are alive again and again on a page, and so are the steps between them. What is
# picked for a table that is read again goes with its lattice, for no other has those weights.
KEPT = 2048


def _picking(into: Callable[[int], Steps]) -> Callable[[int, Some, Some], Steps]:
    @lru_cache(maxsize=KEPT)
    def pick(kind: int, before: Some, after: Some) -> Steps:
        return tuple(map(_picker(before), _picker(after)(into(kind))))

    return pick


def _picker(some: Some) -> Callable[[tuple[T, ...]], tuple[T, ...]]:
    """What picks that which stands at these places of a row."""
    (first, *others) = some
    return itemgetter(*some) if others else lambda row: (row[first],)


# What follows is of a table's columns alone, whatever its steps weigh.


@lru_cache(maxsize=KEPT)
def find_alike(roles: tuple[Content, ...], alive: Some, state: int) -> tuple[Some, Some]:
    """The living states that put a paragraph where this one does: their places among them, and themselves."""
    own = states(roles)[state]
    places = find_places(roles, alive, own.column, own.starts)
    return places, tuple(alive[n] for n in places)


@lru_cache(maxsize=KEPT)
def find_places(roles: tuple[Content, ...], alive: Some, column: int, starts: bool) -> Some:
    """Where among the living states those stand that begin a cell of this column, or go on with one."""
    living = enumerate(map(states(roles).__getitem__, alive))
    return tuple(n for n, each in living if each.column == column and each.starts == starts)


@lru_cache(maxsize=KEPT)
def find_begun(roles: tuple[Content, ...], alive: Some, column: int) -> tuple[Some, Some]:
    """The living states, and their places, behind which a cell of this column is of a record begun before."""
    return _find(roles, alive, lambda state: state.column < column)


@lru_cache(maxsize=KEPT)
def find_onward(roles: tuple[Content, ...], alive: Some, column: int, as_record: bool) -> tuple[Some, Some]:
    """The living states, and their places, that go on with a cell of this column, or with its record."""

    def goes_on(state: State) -> bool:
        is_further = as_record and state.column > column and not state.is_outside
        return is_further if state.starts else state.column == column

    return _find(roles, alive, goes_on)


def _find(roles: tuple[Content, ...], alive: Some, fits: Callable[[State], bool]) -> tuple[Some, Some]:
    layout = states(roles)
    places = tuple(n for n, each in enumerate(alive) if fits(layout[each]))
    return places, tuple(alive[n] for n in places)
