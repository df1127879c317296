"""The likelihood of pages under a linear chain, and its gradient: forward, backward, and what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.examples import LABELS, STEPS, Example
from pipeline.tables.flattened.layout import (
    MOST_BLANKS,
    State,
    closing,
    fitting,
    moves,
    on_page,
    opening,
    states,
)
from pipeline.tables.flattened.matters import Content

NEVER = -1e9
COUNTS = MOST_BLANKS + 1  # of placeholders that differ

Habits = tuple[str, ...]


@dataclass
class Steps:
    """One heading row's steps: for each the weights that it adds up, on a page of some habits."""

    layout: tuple[State, ...]
    cells: np.ndarray  # the place of a step among all
    params: np.ndarray  # and the number of one of its weights
    allowed: np.ndarray


@cache
def steps(roles: tuple[Content, ...], habits: Habits) -> Steps:
    """Every step between two paragraphs by the placeholders between, into the first, and behind the last."""
    layout = states(roles)
    counts = range(MOST_BLANKS + 1)
    names = [moves(one, two, b, roles) for b in counts for one in layout for two in layout]
    names += [opening(two, b, roles) for b in counts for two in layout]
    names += [closing(one, roles) for one in layout]
    known = [on_page(each, habits) for each in names]
    pairs = [(cell, STEPS(name)) for cell, each in enumerate(known) for name in each or ()]
    cells, params = np.array(pairs).T
    return Steps(layout, cells, params, np.array([each is not None for each in known]))


@cache
def mask(roles: tuple[Content, ...], kind: str) -> np.ndarray:
    """What is added to a state's score for a paragraph of this kind: nothing where it can be in the state."""
    layout = states(roles)
    found = np.full(len(layout), NEVER)
    found[list(fitting(layout, kind))] = 0.0
    return found


def lse(a: np.ndarray, axis: int) -> np.ndarray:
    m = a.max(axis=axis, keepdims=True)
    return np.squeeze(m, axis) + np.log(np.exp(a - m).sum(axis=axis))


@dataclass(frozen=True)
class Batch:
    """Pages of one heading row, side by side: the shorter ones are filled up behind their end.

    Axes: page, paragraph, state; of steps: manner of the page, placeholders, state before, state.
    """

    known: Sequence[Steps]  # by manner
    labels: np.ndarray  # of each state
    lengths: np.ndarray
    manner: np.ndarray  # of each page
    blanks: np.ndarray
    gold: np.ndarray
    emits: np.ndarray
    scores: np.ndarray  # of all steps of a manner, one after the other

    @property
    def size(self) -> int:
        return len(self.labels)

    def parted(self, flat: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The steps between two paragraphs, into the first, and behind the last, each by manner."""
        inner = COUNTS * self.size * self.size
        outer = inner + COUNTS * self.size
        between = flat[:, :inner].reshape(len(self.known), COUNTS, self.size, self.size)
        return between, flat[:, inner:outer].reshape(len(self.known), COUNTS, self.size), flat[:, outer:]


def to_batch(examples: Sequence[Example], emit: np.ndarray, step: np.ndarray) -> Batch:
    """These pages with the score of each state and step; all share one heading row."""
    roles = examples[0].roles
    labels = np.array([LABELS(state.label) for state in states(roles)])
    manners = list(dict.fromkeys(each.habits for each in examples))
    known = [steps(roles, each) for each in manners]
    scores = np.array(
        [
            np.where(k.allowed, 0.0, NEVER) + np.bincount(k.cells, step[k.params], len(k.allowed))
            for k in known
        ]
    )
    lengths = np.array([len(each.gold) for each in examples])
    shape = len(examples), int(lengths.max())
    blanks, gold, emits = np.zeros(shape, int), np.zeros(shape, int), np.zeros((*shape, len(labels)))
    for n, each in enumerate(examples):
        blanks[n, : lengths[n]], gold[n, : lengths[n]] = each.blanks, each.gold
        emits[n, : lengths[n]] = _emits(each, emit, labels)
    manner = np.array([manners.index(each.habits) for each in examples])
    return Batch(known, labels, lengths, manner, blanks, gold, emits, scores)


def _emits(example: Example, emit: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """For each paragraph the score of each state that it can be in; its true one it always can."""
    found = emit[example.features].sum(axis=1)[:, labels]
    if not example.titled:
        found[:, -2] = NEVER
    for t, kind in enumerate(example.kinds):
        vetoes = mask(example.roles, kind)
        if vetoes[example.gold[t]] == 0:
            found[t] += vetoes
    return found


def batch_gradient(
    examples: Sequence[Example], emit: np.ndarray, step: np.ndarray, g_emit: np.ndarray, g_step: np.ndarray
) -> float:
    """The log-likelihood of the pages, whose gradient is added to `g_emit` and `g_step`."""
    batch = to_batch(examples, emit, step)
    moved = _moves(batch)
    ahead, behind = _forward(batch, moved), _backward(batch, moved)
    whole = _whole(batch, ahead)
    live = np.arange(ahead.shape[1])[None, :] < batch.lengths[:, None]
    expected = np.exp(ahead + behind - whole[:, None, None]) * live[:, :, None]
    counts = np.zeros(batch.scores.shape)
    like = -whole.sum()
    like += _count_between(batch, moved, ahead, behind, counts)
    like += _count_ends(batch, expected, counts)
    at, t = np.nonzero(live)
    like += batch.emits[at, t, batch.gold[at, t]].sum()
    for k, found in zip(batch.known, counts, strict=True):
        g_step += np.bincount(k.params, found[k.cells], len(g_step))
    delta = -expected
    np.add.at(delta, (at, t, batch.gold[at, t]), 1.0)
    _scatter(examples, batch.labels, delta, g_emit)
    return float(like)


def _moves(batch: Batch) -> np.ndarray:
    """The score of each step into each paragraph, by paragraph; behind a page's end its state stays."""
    between, _, _ = batch.parted(batch.scores)
    stay = np.where(np.eye(batch.size, dtype=bool), 0.0, NEVER)
    found = np.empty((batch.gold.shape[1], len(batch.lengths), batch.size, batch.size))
    for t in range(1, len(found)):
        goes_on = (batch.lengths > t)[:, None, None]
        found[t] = np.where(goes_on, between[batch.manner, batch.blanks[:, t]], stay)
    return found


def _forward(batch: Batch, moved: np.ndarray) -> np.ndarray:
    """For each state all ways into it together, in logs."""
    _, first, _ = batch.parted(batch.scores)
    found = np.zeros(batch.emits.shape)
    found[:, 0] = first[batch.manner, batch.blanks[:, 0]] + batch.emits[:, 0]
    for t in range(1, found.shape[1]):
        found[:, t] = lse(found[:, t - 1][:, :, None] + moved[t], 1) + batch.emits[:, t]
    return found


def _whole(batch: Batch, ahead: np.ndarray) -> np.ndarray:
    """For each page all ways through it together, in logs."""
    _, _, last = batch.parted(batch.scores)
    return lse(ahead[:, -1] + last[batch.manner], 1)


def _backward(batch: Batch, moved: np.ndarray) -> np.ndarray:
    """For each state all ways on from it together, in logs."""
    _, _, last = batch.parted(batch.scores)
    found = np.zeros(batch.emits.shape)
    found[:, -1] = last[batch.manner]
    for t in range(found.shape[1] - 1, 0, -1):
        found[:, t - 1] = lse(moved[t] + (batch.emits[:, t] + found[:, t])[:, None, :], 2)
    return found


def _count_between(
    batch: Batch, moved: np.ndarray, ahead: np.ndarray, behind: np.ndarray, flat: np.ndarray
) -> float:
    """The true steps between two paragraphs are added to `flat`, the expected ones taken off.

    Returns: the score of the true ones.
    """
    between, counts, whole = batch.parted(batch.scores)[0], batch.parted(flat)[0], _whole(batch, ahead)
    like = 0.0
    for t in range(1, batch.gold.shape[1]):
        rows = np.nonzero(batch.lengths > t)[0]
        expected = np.exp(
            ahead[rows, t - 1][:, :, None]
            + moved[t][rows]
            + (batch.emits[rows, t] + behind[rows, t])[:, None, :]
            - whole[rows, None, None]
        )
        np.subtract.at(counts, (batch.manner[rows], batch.blanks[rows, t]), expected)
        true = (batch.manner[rows], batch.blanks[rows, t], batch.gold[rows, t - 1], batch.gold[rows, t])
        np.add.at(counts, true, 1.0)
        like += between[true].sum()
    return like


def _count_ends(batch: Batch, expected: np.ndarray, flat: np.ndarray) -> float:
    """The same for the steps into the first paragraph, and behind the last."""
    (_, first, last), (_, opened, closed) = batch.parted(batch.scores), batch.parted(flat)
    like = 0.0
    for n, end in enumerate(batch.lengths - 1):
        manner, blanks, gold = batch.manner[n], batch.blanks[n, 0], batch.gold[n]
        opened[manner, blanks] -= expected[n, 0]
        opened[manner, blanks, gold[0]] += 1
        closed[manner] -= expected[n, end]
        closed[manner, gold[end]] += 1
        like += first[manner, blanks, gold[0]] + last[manner, gold[end]]
    return like


def _scatter(examples: Sequence[Example], labels: np.ndarray, delta: np.ndarray, g_emit: np.ndarray) -> None:
    """What each paragraph asks of its states goes to the weights of its shapes."""
    by_label = np.zeros((*delta.shape[:2], g_emit.shape[1]))
    for state, label in enumerate(labels):
        by_label[:, :, label] += delta[:, :, state]
    for n, each in enumerate(examples):
        for group in range(each.features.shape[1]):
            np.add.at(g_emit, each.features[:, group], by_label[n, : len(each.gold)])


class Adam:
    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self.m, self.v, self.t, self.rate = np.zeros(shape), np.zeros(shape), 0, rate

    def step(self, g: np.ndarray) -> np.ndarray:
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.999 * self.v + 0.001 * g * g
        return self.rate * (self.m / (1 - 0.9**self.t)) / (np.sqrt(self.v / (1 - 0.999**self.t)) + 1e-8)
