"""The likeliest way through a table's states, and how likely each part of it is beside all other ways."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from pipeline.model import Role
from pipeline.tables.flattened.evidence import Evidence, Stream, gather
from pipeline.tables.flattened.lattice import lattice
from pipeline.tables.flattened.layout import AFTER, MOST_BLANKS, State
from pipeline.tables.flattened.rhythm import UNEVEN

PRUNED = 14.0  # a state this much less likely (in logs) than the paragraph's best one is not followed
FORGOTTEN = 1e-10  # and neither is one this much less likely than another, by all that comes before it
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
    scales: Row

    def state(self, at: int) -> State:
        """What paragraph `at` is."""
        return self.evidence.lattice.states[self.path[at]]

    def is_behind(self, at: int) -> bool:
        """Whether paragraph `at` stands behind the table."""
        return self.state(at).kind == AFTER

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
        return sum(self.forward[at][n] * self.backward[at][n] for n in self._alike(at))

    def probability_of(self, start: int, end: int, *, as_record: bool) -> float:
        """The probability that paragraphs `start` to `end` make one cell of this column, or this record.

        What kind of contact each is does not matter: readings that fill the same cells count together.
        """
        alike = self._alike(start)
        chances = self._enter(start, alike, as_record)
        for at in range(start + 1, end):
            before, alike = alike, self._alike(at)
            chances = self._go_on(at, before, alike, chances)
        return min(1.0, self._leave(end, alike, chances, as_record))

    def _alike(self, at: int) -> list[int]:
        """The living states, by their place among them, that put paragraph `at` where the path does."""
        layout, state, alive = self.evidence.lattice.states, self.state(at), self.evidence.alive[at]
        return [
            n
            for n, each in enumerate(alive)
            if layout[each].column == state.column and layout[each].starts == state.starts
        ]

    def _enter(self, at: int, alike: list[int], as_record: bool) -> list[float]:
        known, scale = self.evidence, self.scales[at]
        alive, emits, grid = known.alive[at], known.emits[at], known.lattice
        if at == 0:
            first = grid.first[min(known.before[0], MOST_BLANKS)]
            return [first[alive[n]] * emits[n] / scale for n in alike]
        steps, layout, column = grid.into[known.before[at]], grid.states, self.state(at).column
        ways = [
            (i, ahead)
            for i, ahead in zip(known.alive[at - 1], self.forward[at - 1], strict=True)
            if not as_record or layout[i].column >= column
        ]
        return [sum(ahead * steps[alive[n]][i] for i, ahead in ways) * emits[n] / scale for n in alike]

    def _go_on(self, at: int, before: list[int], alike: list[int], chances: list[float]) -> list[float]:
        known, scale = self.evidence, self.scales[at]
        steps, alive, emits = known.lattice.into[known.before[at]], known.alive[at], known.emits[at]
        ways = [(known.alive[at - 1][m], chance) for m, chance in zip(before, chances, strict=True)]
        return [sum(chance * steps[alive[n]][i] for i, chance in ways) * emits[n] / scale for n in alike]

    def _leave(self, end: int, alike: list[int], chances: list[float], as_record: bool) -> float:
        known, scale = self.evidence, self.scales[end]
        ways = [(known.alive[end - 1][n], chance) for n, chance in zip(alike, chances, strict=True)]
        if end == len(self.path):
            return sum(chance * known.lattice.last[i] for i, chance in ways) / scale
        layout, steps = known.lattice.states, known.lattice.into[known.before[end]]
        column = self.state(end - 1).column
        follow = zip(known.alive[end], known.emits[end], self.backward[end], strict=True)
        return sum(
            sum(chance * steps[j][i] for i, chance in ways) * emit * back / scale
            for j, emit, back in follow
            if layout[j].starts and (not as_record or layout[j].column <= column or layout[j].is_outside)
        )


def read(stream: Stream, roles: tuple[Role, ...]) -> Reading:
    """The best reading of the stream as a table with these columns."""
    if not stream.tokens:
        return Reading(stream, Evidence(lattice(roles, ()), (), [], [], UNEVEN), (), (), (), ())
    for pruned in (PRUNED, math.inf):
        found = decode(stream, gather(stream, roles, pruned))
        if found:
            return found
    raise AssertionError("an unpruned lattice always has a way through it")


def decode(stream: Stream, known: Evidence) -> Reading | None:
    """Forward, backward, then the best path; None where pruning has cut every way."""
    ahead: Row = list(map(float.__mul__, *_openings(known)))
    scale = sum(ahead)
    if not scale:
        return None
    ahead = [each / scale for each in ahead]
    forward, scales = [ahead], [scale]
    for at in range(1, len(known)):
        total = _keep_likely(known, at, _advance(known, at, ahead))
        scale = sum(total)
        if not scale:
            return None
        ahead = [each / scale for each in total]
        forward.append(ahead)
        scales.append(scale)
    last = [known.lattice.last[i] for i in known.alive[-1]]
    scales.append(sum(map(float.__mul__, ahead, last)))
    backward = _backward(known, [each / scales[-1] for each in last], scales)
    path = _best_path(known, _likely(forward, backward)) or _best_path(
        known, [range(len(r)) for r in forward]
    )
    return Reading(stream, known, path, forward, backward, scales)


def _openings(known: Evidence) -> tuple[Row, Row]:
    first = known.lattice.first[min(known.before[0], MOST_BLANKS)]
    return [first[j] for j in known.alive[0]], known.emits[0]


def _advance(known: Evidence, at: int, ahead: Row) -> list[float]:
    """One paragraph on: for each of its states all ways into it together."""
    before, steps = known.alive[at - 1], known.lattice.into[known.before[at]]
    pairs = zip(known.alive[at], known.emits[at], strict=True)
    if len(before) == 1:
        only, one = before[0], ahead[0]
        return [steps[j][only] * emit * one for j, emit in pairs]
    return [emit * sum(map(float.__mul__, ahead, itemgetter(*before)(steps[j]))) for j, emit in pairs]


def _keep_likely(known: Evidence, at: int, total: list[float]) -> list[float]:
    """The same for those states alone that what came before leaves likely enough; the others are struck from
    what is known, so that nothing follows them again.
    """
    least = max(total) * FORGOTTEN
    kept = [n for n, each in enumerate(total) if each > least]
    if len(kept) == len(total):
        return total
    known.alive[at] = [known.alive[at][n] for n in kept]
    known.emits[at] = [known.emits[at][n] for n in kept]
    return [total[n] for n in kept]


def _likely(forward: Sequence[Row], backward: Sequence[Row]) -> list[Sequence[int]]:
    """For each paragraph the states (as places among the living) that are likely at all."""
    return [
        [n for n, chance in enumerate(map(float.__mul__, *rows)) if chance > UNLIKELY]
        for rows in zip(forward, backward, strict=True)
    ]


def _best_path(known: Evidence, likely: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The likeliest way through these states (Viterbi); empty where none leads through."""
    first = known.lattice.first[min(known.before[0], MOST_BLANKS)]
    best = [first[known.alive[0][n]] * known.emits[0][n] for n in likely[0]]
    links: list[list[int]] = []
    for at in range(1, len(known)):
        before, states = known.alive[at - 1], known.alive[at]
        steps, emits = known.lattice.into[known.before[at]], known.emits[at]
        runs = [
            [one * steps[states[n]][before[m]] for one, m in zip(best, likely[at - 1], strict=True)]
            for n in likely[at]
        ]
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


def _backward(known: Evidence, behind: Row, scales: Row) -> list[Row]:
    """For each state, how well all that follows it goes on from there."""
    rows = [behind]
    for at in range(len(known) - 1, 0, -1):
        into = known.lattice.into[known.before[at]]
        ways = zip(known.alive[at], known.emits[at], behind, strict=True)
        pulls = [(into[j], emit * back / scales[at]) for j, emit, back in ways]
        behind = [sum(row[i] * pull for row, pull in pulls) for i in known.alive[at - 1]]
        rows.append(behind)
    rows.reverse()
    return rows
