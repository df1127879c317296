"""The likeliest way through a table's states, and how likely each part of it is beside all other ways."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import mul

from pipeline.tables.flattened.evidence import Evidence, Stream, gather
from pipeline.tables.flattened.lattice import (
    Some,
    Steps,
    find_alike,
    find_begun,
    find_onward,
    lattice,
)
from pipeline.tables.flattened.layout import AFTER, MOST_BLANKS, State
from pipeline.tables.flattened.matters import Content
from pipeline.tables.flattened.rhythm import UNEVEN

PRUNED = 14.0  # a state this much less likely (in logs) than the paragraph's best one is not followed
FORGOTTEN = 1e-10  # and neither is one this much less likely than another, by all that comes before it
SMALL, GREAT = 1e-30, 1e30  # likelihoods beyond these are scaled, lest they leave what a number can hold
UNLIKELY = 1e-4  # the best path does not pass a state of a smaller probability

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Reading:
    """The best path, and the quantities from which every part's probability follows."""

    stream: Stream
    evidence: Evidence
    path: tuple[int, ...]
    forward: Sequence[Row]
    backward: Sequence[Row]
    chances: Sequence[Row]  # the probability of each living state, which is one times the other
    pulls: Sequence[Row]  # for each state, how well it and all that follows explain the rest
    scales: Row  # by what the likelihoods of each paragraph were divided
    states: tuple[State, ...] = ()  # of the path
    alike: tuple[tuple[Some, Some], ...] = ()  # the living states that put each paragraph where the path does

    def state(self, at: int) -> State:
        """What paragraph `at` is."""
        return self.states[at]

    def is_behind(self, at: int) -> bool:
        """Whether paragraph `at` stands behind the table."""
        return self.states[at].kind == AFTER

    def is_counted(self, start: int, end: int) -> bool:
        """Whether counting tells which cell each of these paragraphs is, and their words say nothing else."""
        rhythm, paragraphs = self.evidence.rhythm, range(start, end)
        is_told = rhythm.is_even and (rhythm.is_anchored or rhythm.is_told_by_cells)
        return is_told and (rhythm.broken | self.stream.disputed).isdisjoint(paragraphs)

    def may_be_inside(self, at: int) -> bool:
        """Whether paragraph `at` alone is more like one of a cell than like one behind the table."""
        known = self.evidence
        behind = len(known.lattice.states) - 1
        ways = dict(zip(known.alive[at], known.emits[at], strict=True))
        return max((each for n, each in ways.items() if n != behind), default=0.0) > ways.get(behind, 0.0)

    @property
    def weight(self) -> float:
        """The logarithm of how much speaks for all readings of the stream together."""
        return sum(map(math.log, self.scales))

    def text(self, at: int) -> str:
        """The words of paragraph `at`."""
        return self.stream.tokens[at].text

    def certainty(self, at: int) -> float:
        """The probability that paragraph `at` begins its cell, or goes on with it, as the path says."""
        places, _ = self.alike[at]
        chances = self.chances[at]
        return sum([chances[n] for n in places])

    def probability_of(self, start: int, end: int, *, as_record: bool) -> float:
        """The probability that paragraphs `start` to `end` make one cell of this column, or this record.

        What kind of contact each is does not matter: readings that fill the same cells count together.
        """
        places, alike = self.alike[start]
        chances: Row = [self.forward[start][n] for n in places]
        if as_record and start:
            chances = self._less_begun(start, chances)
        for at in range(start + 1, end):
            before, (places, alike) = alike, self.alike[at]
            chances = self._follow(at, before, places, alike, chances)
        back = self.backward[end - 1]
        likely = sum([chance * back[n] for chance, n in zip(chances, places, strict=True)])
        if end < len(self.path):
            likely -= self._going_on(end, alike, chances, as_record)
        return max(0.0, min(1.0, likely))

    def _follow(self, at: int, before: Some, places: Some, alike: Some, chances: Row) -> Row:
        """How likely these states of paragraph `at` are by ways through those states of the one before."""
        known, scale = self.evidence, self.scales[at]
        rows, emits = known.lattice.pick(known.before[at], before, alike), known.emits[at]
        return [sum(map(mul, chances, row)) * emits[n] / scale for n, row in zip(places, rows, strict=True)]

    def _less_begun(self, start: int, chances: Row) -> Row:
        """The chances of a first paragraph's states without the ways on which its record has begun before."""
        known, (places, alike) = self.evidence, self.alike[start]
        at, begun = find_begun(known.lattice.roles, known.alive[start - 1], self.states[start].column)
        if not begun:
            return chances
        ways = self._follow(start, begun, places, alike, [self.forward[start - 1][n] for n in at])
        return [chance - way for chance, way in zip(chances, ways, strict=True)]

    def _going_on(self, end: int, alike: Some, chances: Row, as_record: bool) -> float:
        """How likely the ways are on which a cell, or a record, goes on that ends with these states."""
        known, column = self.evidence, self.states[end - 1].column
        places, onward = find_onward(known.lattice.roles, known.alive[end], column, as_record)
        if not onward:
            return 0.0
        rows, pulls = known.lattice.pick(known.before[end], alike, onward), self.pulls[end]
        ways: list[float] = [sum(map(mul, chances, row)) for row in rows]
        return sum([pulls[n] * way for n, way in zip(places, ways, strict=True)])


def read(stream: Stream, roles: tuple[Content, ...]) -> Reading:
    """The best reading of the stream as a table with these columns."""
    if not stream.tokens:
        return Reading(stream, Evidence(lattice(roles, ()), (), [], [], UNEVEN), (), (), (), (), (), ())
    for pruned in (PRUNED, math.inf):
        found = decode(stream, gather(stream, roles, pruned))
        if found:
            return found
    raise AssertionError("an unpruned lattice always has a way through it")


def decode(stream: Stream, known: Evidence) -> Reading | None:
    """Forward, backward, then the best path; None where pruning has cut every way."""
    found = _forward(known)
    if found is None:
        return None
    forward, scales, steps = found
    last = [known.lattice.last[i] for i in known.alive[-1]]
    scales.append(sum(map(mul, forward[-1], last)))
    backward, pulls = _backward(known, [each / scales[-1] for each in last], scales, steps)
    chances = [list(map(mul, *rows)) for rows in zip(forward, backward, strict=True)]
    path = _best_path(known, _likely(chances), steps) or _best_path(
        known, [range(len(r)) for r in forward], steps
    )
    alike = tuple(map(find_alike, repeat(known.lattice.roles), known.alive, path))
    states = tuple(map(known.lattice.states.__getitem__, path))
    return Reading(stream, known, path, forward, backward, chances, pulls, scales, states, alike)


def _forward(known: Evidence) -> tuple[list[Row], list[float], list[Steps]] | None:
    """For each paragraph, how likely all up to it is with each of its states; by what that was divided; and
    the steps that lead to it. None where no way leads on.

    Those states that what came before leaves too unlikely are struck from what is known, so that nothing
    follows them again.
    """
    pick, alive, emits = known.lattice.pick, known.alive, known.emits
    ahead: Row = list(map(mul, *_openings(known)))
    if not any(ahead):
        return None
    forward, scales, steps = [ahead], [1.0], list[Steps]([()])
    for at in range(1, len(known)):
        rows = pick(known.before[at], alive[at - 1], alive[at])
        ahead = [emit * sum(map(mul, ahead, row)) for emit, row in zip(emits[at], rows, strict=True)]
        best = max(ahead)
        if not best:
            return None
        least = best * FORGOTTEN
        kept = [each for each in zip(ahead, alive[at], emits[at], rows, strict=True) if each[0] > least]
        if len(kept) < len(ahead):
            ahead, alive[at], emits[at], rows = zip(*kept, strict=True)
        scale = 1.0 if SMALL < best < GREAT else best
        if scale != 1.0:
            ahead = [each / scale for each in ahead]
        forward.append(ahead)
        scales.append(scale)
        steps.append(rows)
    return forward, scales, steps


def _openings(known: Evidence) -> tuple[Row, Row]:
    first = known.lattice.first[min(known.before[0], MOST_BLANKS)]
    return [first[j] for j in known.alive[0]], known.emits[0]


def _likely(chances: Sequence[Row]) -> list[Sequence[int]]:
    """For each paragraph the states (as places among the living) that are likely at all."""
    return [[n for n, chance in enumerate(row) if chance > UNLIKELY] for row in chances]


def _best_path(known: Evidence, likely: Sequence[Sequence[int]], steps: Sequence[Steps]) -> tuple[int, ...]:
    """The likeliest way through these states (Viterbi); empty where none leads through."""
    first = known.lattice.first[min(known.before[0], MOST_BLANKS)]
    best = [first[known.alive[0][n]] * known.emits[0][n] for n in likely[0]]
    links: list[Sequence[int]] = []
    for at in range(1, len(known)):
        if len(likely[at - 1]) == len(likely[at]) == 1:  # there is but one way
            best = [1.0]
            links.append((0,))
            continue
        rows, emits = steps[at], known.emits[at]
        runs = [[one * rows[n][m] for one, m in zip(best, likely[at - 1], strict=True)] for n in likely[at]]
        tops = [max(each) * emits[n] for each, n in zip(runs, likely[at], strict=True)]
        scale = max(tops)
        if not scale:
            return ()
        best = [each / scale for each in tops]
        links.append([each.index(max(each)) for each in runs])
    ends = [one * known.lattice.last[known.alive[-1][n]] for one, n in zip(best, likely[-1], strict=True)]
    return _trace(known, likely, links, ends.index(max(ends)))


def _trace(
    known: Evidence, likely: Sequence[Sequence[int]], links: Sequence[Sequence[int]], at: int
) -> tuple[int, ...]:
    path = [known.alive[-1][likely[-1][at]]]
    for step in range(len(links) - 1, -1, -1):
        at = links[step][at]
        path.append(known.alive[step][likely[step][at]])
    return tuple(reversed(path))


def _backward(
    known: Evidence, behind: Row, scales: Row, steps: Sequence[Steps]
) -> tuple[list[Row], list[Row]]:
    """For each state, how well all that follows goes on from there; and the same with its own paragraph."""
    rows, pulls = [behind], list[Row]()
    for at in range(len(known) - 1, 0, -1):
        pull: Row = list(map(mul, known.emits[at], behind))
        if scales[at] != 1.0:
            pull = [each / scales[at] for each in pull]
        behind = [sum(map(mul, pull, onward)) for onward in zip(*steps[at], strict=True)]
        rows.append(behind)
        pulls.append(pull)
    return rows[::-1], [(), *reversed(pulls)]
