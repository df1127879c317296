"""The best reading of all pairs together, and how far the next best is behind each of its pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]  # place among the known services, place among the rows

FEW = 30  # pairs in a group, up to which the next best reading is found in full


@dataclass(frozen=True, slots=True)
class Settled:
    """`chosen` is certain or has no rival; `doubtful` are those in it or against it that come close."""

    chosen: tuple[Pair, ...]
    doubtful: tuple[Pair, ...]


def settle(edges: Mapping[Pair, float], sure: float) -> Settled:
    """The pairs of the best reading, without those that have a rival less than `sure` behind.

    >>> settle({(0, 0): 9.0, (0, 1): 1.0, (1, 1): 2.0}, sure=3.0)
    Settled(chosen=((0, 0), (1, 1)), doubtful=((1, 1),))
    >>> settle({(0, 0): 9.0, (0, 1): 8.0}, sure=3.0)
    Settled(chosen=(), doubtful=((0, 0), (0, 1)))
    """
    chosen: list[Pair] = []
    doubtful: list[Pair] = []
    for group in _groups(edges):
        best = _assign(group)
        for pair in sorted(best):
            margin, rivals = _next_best(group, best, pair)
            close = margin < sure
            chosen += [] if close and rivals else [pair]
            doubtful += [pair, *rivals] if close else []
    return Settled(tuple(sorted(chosen)), tuple(dict.fromkeys(doubtful)))


def _next_best(edges: Mapping[Pair, float], best: set[Pair], pair: Pair) -> tuple[float, list[Pair]]:
    """How far the best reading without this pair is behind, and the pairs that only that one has."""
    if len(best) > FEW:
        return _nearest(edges, pair)
    other = _assign({each: odds for each, odds in edges.items() if each != pair})
    margin = sum(edges[each] for each in best) - sum(edges[each] for each in other)
    return margin, sorted(other - best)


def _nearest(edges: Mapping[Pair, float], pair: Pair) -> tuple[float, list[Pair]]:
    """The same for a large group, on the safe side: as if the rivals of the pair were all free."""
    place, row = pair
    same = [each for each in edges if (each[0] == place) != (each[1] == row)]
    by_row = max((each for each in same if each[0] == place), key=lambda each: edges[each], default=None)
    by_place = max((each for each in same if each[1] == row), key=lambda each: edges[each], default=None)
    rivals = [each for each in (by_row, by_place) if each]
    return edges[pair] - sum(edges[each] for each in rivals), rivals


def _groups(edges: Mapping[Pair, float]) -> Iterable[dict[Pair, float]]:
    """The pairs, parted into groups that have no service and no row in common."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(end: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(end, end) != end:
            parent[end] = end = parent[parent[end]]
        return end

    for place, row in edges:
        parent[root(("was", place))] = root(("now", row))
    groups: dict[tuple[str, int], dict[Pair, float]] = defaultdict(dict)
    for pair in sorted(edges):
        groups[root(("was", pair[0]))][pair] = edges[pair]
    return groups.values()


def _assign(edges: Mapping[Pair, float]) -> set[Pair]:
    """The pairs, no service and no row twice, whose log-odds sum to the most."""
    if len(edges) < 2:
        return set(edges)
    import numpy as np  # slow to come up, and rarely needed
    from scipy.optimize import linear_sum_assignment

    places = {place: n for n, place in enumerate(sorted({place for place, _ in edges}))}
    rows = {row: n for n, row in enumerate(sorted({row for _, row in edges}))}
    gain = np.zeros((len(places), len(rows)))
    for (place, row), odds in edges.items():
        gain[places[place], rows[row]] = odds
    named, numbered = list(places), list(rows)
    found = zip(*linear_sum_assignment(gain, maximize=True), strict=True)
    return {pair for pair in ((named[i], numbered[j]) for i, j in found) if pair in edges}
