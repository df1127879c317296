"""The likeliest way through a table's states, and how likely each part of it is beside all other ways."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.model import Role
from pipeline.tables.detectors import features, known_place, repeated
from pipeline.tables.layout import MOST_BLANKS, State, closing, fitting, moves, opening, states

WEIGHTS = Path(__file__).with_name("weights.json")
PRUNED = 14.0  # a state this much less likely (in logs) than the paragraph's best one is not followed

Names = tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Weights:
    """What training wrote: for each label and shape, and for each step, how much it speaks for a reading."""

    labels: dict[str, int]
    shapes: tuple[dict[str, tuple[float, ...]], ...]
    steps: dict[str, float]

    def of(self, names: Names) -> float:
        """The exponential of a step's weights; 0 for a step that cannot be."""
        return 0.0 if names is None else math.exp(sum(self.steps.get(each, 0.0) for each in names))


@cache
def weights() -> Weights:
    """The weights that ship with the pipeline."""
    body = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    shapes = tuple({value: tuple(row) for value, row in group.items()} for group in body["shapes"])
    return Weights({label: n for n, label in enumerate(body["labels"])}, shapes, body["steps"])


@dataclass(frozen=True, slots=True)
class Lattice:
    """The states of one heading row with the weight of every step between them."""

    states: tuple[State, ...]
    labels: tuple[int, ...]  # of each state, in the weights
    into: tuple[tuple[tuple[float, ...], ...], ...]  # [blanks][to][from]
    first: tuple[tuple[float, ...], ...]  # [blanks][state]
    last: tuple[float, ...]


@lru_cache(maxsize=256)
def lattice(roles: tuple[Role, ...]) -> Lattice:
    """The lattice of a table with these columns."""
    known, layout = weights(), states(roles)
    counts = range(MOST_BLANKS + 1)
    return Lattice(
        layout,
        tuple(known.labels[state.label] for state in layout),
        tuple(
            tuple(tuple(known.of(moves(one, two, b, roles)) for one in layout) for two in layout)
            for b in counts
        ),
        tuple(tuple(known.of(opening(two, b, roles)) for two in layout) for b in counts),
        tuple(known.of(closing(one, roles)) for one in layout),
    )


@lru_cache(maxsize=100_000)
def _shape_scores(text: str) -> tuple[float, ...]:
    known = weights()
    rows = [group.get(value) for group, value in zip(known.shapes, features(text), strict=False)]
    return tuple(map(sum, zip(*(row for row in rows if row), strict=True)))


@lru_cache(maxsize=4096)
def _fitting(roles: tuple[Role, ...], kind: str, fresh: bool) -> tuple[int, ...]:
    layout = states(roles)
    found = fitting(layout, kind)
    return tuple(n for n in found if layout[n].starts) if fresh else found


@dataclass(frozen=True, slots=True)
class Stream:
    """The printed paragraphs behind the headings, as the lattice sees them."""

    texts: tuple[str, ...]
    blanks: tuple[int, ...]  # placeholders before each
    fresh: tuple[bool, ...]  # a border certainly stands before it


@dataclass(frozen=True, slots=True)
class Reading:
    """The best path, and the quantities from which every part's probability follows."""

    lattice: Lattice
    stream: Stream
    path: tuple[int, ...]
    alive: tuple[tuple[int, ...], ...]
    emits: tuple[tuple[float, ...], ...]  # of the living states
    forward: tuple[tuple[float, ...], ...]
    backward: tuple[tuple[float, ...], ...]
    scales: tuple[float, ...]

    def state(self, at: int) -> State:
        """What paragraph `at` is."""
        return self.lattice.states[self.path[at]]

    def step(self, at: int) -> float:
        """The weight of the best path's step into paragraph `at`, with the paragraph's own."""
        b = min(self.stream.blanks[at], MOST_BLANKS)
        weight = self.lattice.into[b][self.path[at]][self.path[at - 1]]
        return weight * self.emits[at][self.alive[at].index(self.path[at])] / self.scales[at]

    def run(self, start: int, end: int, *, row: bool) -> float:
        """The probability that paragraphs `start` to `end` are read so, as one cell, or as one record."""
        chance = self._enter(start, row)
        for at in range(start + 1, end):
            chance *= self.step(at)
        return min(1.0, chance * self._leave(end, row))

    def _enter(self, at: int, row: bool) -> float:
        state = self.path[at]
        emit = self.emits[at][self.alive[at].index(state)] / self.scales[at]
        b = min(self.stream.blanks[at], MOST_BLANKS)
        if at == 0:
            return self.lattice.first[b][state] * emit
        into, layout = self.lattice.into[b][state], self.lattice.states
        column = layout[state].column
        ways = zip(self.alive[at - 1], self.forward[at - 1], strict=True)
        return emit * sum(a * into[i] for i, a in ways if not row or layout[i].column >= column)

    def _leave(self, end: int, row: bool) -> float:
        state = self.path[end - 1]
        if end == len(self.path):
            return self.lattice.last[state] / self.scales[end]
        b = min(self.stream.blanks[end], MOST_BLANKS)
        layout, column = self.lattice.states, self.lattice.states[state].column
        total = 0.0
        for j, emit, back in zip(self.alive[end], self.emits[end], self.backward[end], strict=True):
            two = layout[j]
            if two.starts and (not row or two.column <= column or two.column == layout[-1].column):
                total += self.lattice.into[b][j][state] * emit * back
        return total / self.scales[end]


def read(stream: Stream, roles: tuple[Role, ...], places: Collection[str] = ()) -> Reading:
    """The best reading of the stream as a table with these columns."""
    del places
    grid = lattice(roles)
    scores = _scores(stream)
    found = _follow(grid, stream, *_living(grid, roles, stream, scores, PRUNED))
    return found or _follow(grid, stream, *_living(grid, roles, stream, scores, math.inf)) or _nothing(grid)


def _nothing(grid: Lattice) -> Reading:
    return Reading(grid, Stream((), (), ()), (), (), (), (), (), ())


def _scores(stream: Stream) -> list[tuple[float, ...]]:
    times = weights().shapes[-1]
    return [
        tuple(a + b for a, b in zip(_shape_scores(text), times[count], strict=True))
        for text, count in zip(stream.texts, repeated(stream.texts), strict=True)
    ]


def _living(
    grid: Lattice, roles: tuple[Role, ...], stream: Stream, scores: list[tuple[float, ...]], pruned: float
) -> tuple[list[tuple[int, ...]], list[tuple[float, ...]]]:
    """For each paragraph the states worth following, and how well each explains it."""
    alive, emits = [], []
    behind = len(grid.states) - 1
    for text, fresh, score in zip(stream.texts, stream.fresh, scores, strict=True):
        values = [(n, score[grid.labels[n]]) for n in _fitting(roles, features(text)[0], fresh)]
        best = max(value for _, value in values)
        kept = [(n, value) for n, value in values if value > best - pruned or n == behind]
        alive.append(tuple(n for n, _ in kept))
        emits.append(tuple(math.exp(max(value - best, -600.0)) for _, value in kept))
    return alive, emits


def _follow(
    grid: Lattice, stream: Stream, alive: list[tuple[int, ...]], emits: list[tuple[float, ...]]
) -> Reading | None:
    """Viterbi and forward in one pass, then backward; None where pruning has cut every way."""
    if not alive:
        return None
    into, blanks = grid.into, [min(each, MOST_BLANKS) for each in stream.blanks]
    opened = [grid.first[blanks[0]][j] * emit for j, emit in zip(alive[0], emits[0], strict=True)]
    scale = sum(opened)
    if not scale:
        return None
    ahead = best = [each / scale for each in opened]
    forward, scales, back = [ahead], [scale], []
    for at in range(1, len(alive)):
        before, steps = alive[at - 1], into[blanks[at]]
        total, tops, links = [], [], []
        for j, emit in zip(alive[at], emits[at], strict=True):
            step = steps[j]
            ways = [step[i] for i in before]
            total.append(emit * sum(map(float.__mul__, ahead, ways)))
            runs = list(map(float.__mul__, best, ways))
            top = max(runs)
            tops.append(emit * top)
            links.append(runs.index(top))
        scale = sum(total)
        if not scale:
            return None
        ahead = [each / scale for each in total]
        top = max(tops)
        best = [each / top for each in tops]
        forward.append(ahead)
        scales.append(scale)
        back.append(links)
    return _finish(grid, stream, alive, emits, forward, scales, back, best)


def _finish(grid, stream, alive, emits, forward, scales, back, best):  # type: ignore[no-untyped-def]
    last = [grid.last[i] for i in alive[-1]]
    scale = sum(a * b for a, b in zip(forward[-1], last, strict=True))
    if not scale:
        return None
    scales.append(scale)
    ends = [a * b for a, b in zip(best, last, strict=True)]
    at = ends.index(max(ends))
    path = [alive[-1][at]]
    for step in range(len(back) - 1, -1, -1):
        at = back[step][at]
        path.append(alive[step][at])
    path.reverse()
    behind = [each / scale for each in last]
    backward = [behind]
    for step in range(len(alive) - 1, 0, -1):
        into = grid.into[min(stream.blanks[step], MOST_BLANKS)]
        pulls = [
            (into[j], emit * b / scales[step])
            for j, emit, b in zip(alive[step], emits[step], behind, strict=True)
        ]
        behind = [sum(row[i] * pull for row, pull in pulls) for i in alive[step - 1]]
        backward.append(behind)
    backward.reverse()
    return Reading(
        grid, stream, tuple(path), tuple(alive), tuple(emits), tuple(map(tuple, forward)), tuple(map(tuple, backward)), tuple(scales)
    )
