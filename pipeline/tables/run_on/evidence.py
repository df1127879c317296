"""What speaks for each reading of each word of rows that run on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.model import Role
from pipeline.tables.flattened.evidence import Evidence, Living
from pipeline.tables.flattened.lattice import lattice, weights
from pipeline.tables.flattened.layout import State, fitting, states
from pipeline.tables.flattened.rhythm import UNEVEN
from pipeline.tables.run_on.looks import Looks, find_looks, find_typed, kind_of
from pipeline.tables.run_on.words import Word

WEIGHTS = Path(__file__).with_name("weights.json")


def to_habits(*, is_glued: bool, is_joined: bool) -> tuple[str, ...]:
    """What the model knows of the page as a whole: do words stick together, do rows begin anywhere."""
    return "glued" if is_glued else "apart", "joined" if is_joined else "parted"


def gather(
    words: Sequence[Word], roles: tuple[Role, ...], habits: tuple[str, ...], pruned: float
) -> Evidence:
    """What speaks for each reading of each word; states far (in logs) below the best are left out."""
    grid = lattice(roles, habits, path=WEIGHTS)
    columns = " ".join(roles)
    pairs = zip(find_looks(words), find_typed(words), strict=True)
    found = [_living(columns, looks, kind_of(typed), pruned) for looks, typed in pairs]
    before = [word.before for word in words]
    return Evidence(grid, before, [alive for alive, _ in found], [emits for _, emits in found], UNEVEN)


@lru_cache(maxsize=4096)
def _candidates(columns: str, kind: str) -> tuple[tuple[int, int, State], ...]:
    layout = states(tuple(map(Role, columns.split())))
    labels = weights(WEIGHTS).labels
    return tuple((n, labels[layout[n].label], layout[n]) for n in fitting(layout, kind))


def _scores(looks: Looks) -> tuple[float, ...]:
    known = weights(WEIGHTS)
    rows = [group.get(value) for group, value in zip(known.shapes, looks, strict=True)]
    nothing = (0.0,) * len(known.labels)
    return tuple(map(sum, zip(nothing, *(row for row in rows if row), strict=True)))


def _living(columns: str, looks: Looks, kind: str, pruned: float) -> Living:
    scores = _scores(looks)
    values = [(n, scores[label]) for n, label, _ in _candidates(columns, kind)]
    best = max(value for _, value in values)
    kept = [(n, value) for n, value in values if value > best - pruned]
    return tuple([n for n, _ in kept]), tuple([math.exp(max(value - best, -300.0)) for _, value in kept])
