"""The weights that training wrote, and the lattice that they make of a heading row."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pipeline.model import Role
from pipeline.tables.flattened.layout import (
    AFTER,
    MOST_BLANKS,
    State,
    closing,
    moves,
    on_page,
    opening,
    states,
)

WEIGHTS = Path(__file__).with_name("weights.json")

CROSSED = 1e-9  # how much less likely a step is that the borders before a paragraph rule out

Steps = tuple[tuple[float, ...], ...]  # [to][from]
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
    into: tuple[Steps, ...]  # [placeholders, or MOST_BLANKS and borders, before it][to][from]
    first: tuple[tuple[float, ...], ...]  # [blanks][state]
    last: tuple[float, ...]


@lru_cache(maxsize=128)
def lattice(roles: tuple[Role, ...], habits: tuple[str, ...]) -> Lattice:
    """The lattice of a table with these columns, on a page of these habits."""
    known, layout = weights(), states(roles)

    def weigh(names: Names) -> float:
        return known.of(on_page(names, habits))

    counts = range(MOST_BLANKS + 1)
    steps = [
        tuple(tuple(weigh(moves(one, two, b, roles)) for one in layout) for two in layout) for b in counts
    ]
    steps += [_across(steps[0], layout, borders) for borders in range(1, len(roles))]
    return Lattice(
        layout,
        tuple(known.labels[state.label] for state in layout),
        tuple(steps),
        tuple(tuple(weigh(opening(two, b, roles)) for two in layout) for b in counts),
        tuple(weigh(closing(one, roles)) for one in layout),
    )


def _across(steps: Steps, layout: tuple[State, ...], borders: int) -> Steps:
    """The steps where so many borders stand between two paragraphs of one record."""
    return tuple(
        tuple(
            weight * (1.0 if two.column >= one.column + borders and two.kind != AFTER else CROSSED)
            for one, weight in zip(layout, row, strict=True)
        )
        for two, row in zip(layout, steps, strict=True)
    )
