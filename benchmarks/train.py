"""Fits the sequence model on made-up pages and writes its weights: `python -m benchmarks.train`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.generator.pages import Page, mixed, page
from benchmarks.generator.words import TRAINING, read_words
from pipeline.model import Role
from pipeline.tables.flattened.context import context, habits
from pipeline.tables.flattened.detectors import WHOLE, Features, features
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
from pipeline.tables.flattened.place_names import PlaceNames, known_places, place_coverage

WEIGHTS = Path(__file__).parents[1] / "pipeline" / "tables" / "flattened" / "weights.json"
NEVER = -1e9
GROUPS = 14  # shapes of a paragraph, and of its company


@dataclass
class Example:
    roles: tuple[Role, ...]
    features: np.ndarray  # per paragraph: indices into the emission weights
    kinds: list[str]
    blanks: list[int]  # placeholders before each paragraph
    gold: list[int]
    habits: tuple[str, ...]
    titled: bool  # titles stand between its rows; elsewhere none is looked for

    def dimmed(self, chance: np.random.Generator) -> Example:
        """The same with some features hidden, so that no single one is trusted too far."""
        hidden = chance.random(self.features.shape) < HIDDEN
        return replace(self, features=np.where(hidden, UNSEEN, self.features))


class Index:
    """Numbers for names, given out as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


EMITS, LABELS, STEPS = Index(), Index(), Index()
UNSEEN = EMITS("=")  # stands for a shape that is hidden; it weighs nothing
EMITS.numbers[f"{GROUPS - 1}=no"] = UNSEEN  # so does standing in no list, as nearly all paragraphs do
HIDDEN = 0.05
PENALTY = 3e-5  # on a weight, so that what few pages show is not trusted too far
PARTS = 2  # models fitted on pages of their own


def gold_states(made: Page, layout: tuple[State, ...], texts: list[str]) -> list[int]:
    place = {(s.column, s.kind, s.starts): n for n, s in enumerate(layout)}
    gold = []
    for at, record in enumerate(made.records):
        gold += [len(layout) - 2] * made.titled.count(at)
        for column, cell in enumerate(record):
            for number, text in enumerate(cell):
                role = made.columns[column][0]
                kind = role.value
                if role is Role.CONTACT:
                    labelled = any(
                        not features(each).kind.startswith(("email", "phone", "url", "number"))
                        for each in cell[:number]
                    )
                    address = "labelled" if labelled else "email"
                    shape = features(text).kind
                    kind = address if shape.startswith("email") else "label"
                    if shape in ("phone", "url", "number"):
                        kind = "reach"
                gold.append(place[column, kind, number == 0])
    gold += [len(layout) - 1] * (len(texts) - len(gold))
    return gold


@cache
def some_places(share: float, number: int) -> PlaceNames:
    """This share of the known places, drawn anew for each number."""
    draw = Random(number)
    return PlaceNames.of(name for name in sorted(known_places().names) if draw.random() < share)


def known_in(draw: Random) -> PlaceNames:
    """The names of places that are known on a page: from all to none, as with pages of any country."""
    return some_places(draw.choice((1.0, 1.0, 0.9, 0.7, 0.4, 0.0)), draw.randrange(16))


def shapes(text: str, known: PlaceNames) -> Features:
    """The paragraph's features where only these places are known."""
    found = features(text)
    return found if found.kind in WHOLE else found._replace(places=place_coverage(text, known))


def example(made: Page, draw: Random) -> Example:
    roles = tuple(role for role, _ in made.columns)
    layout = states(roles)
    texts, listed, blanks, counts, count = [], [], [], [], 0
    for token in made.tokens[made.body :]:
        if token.text:
            texts.append(token.text)
            listed.append(token.listed)
            blanks.append(min(count, MOST_BLANKS))
            counts.append(count)
            count = 0
        else:
            count += 1
    names = known_in(draw)
    own = [shapes(text, names) for text in texts]
    around = context(texts, own, roles, listed)
    found = [
        [EMITS(f"{group}={value}") for group, value in enumerate((*shape, *company))]
        for shape, company in zip(own, around, strict=True)
    ]
    return Example(
        roles,
        np.array(found).reshape(-1, GROUPS),
        [features(text).kind for text in texts],
        blanks,
        gold_states(made, layout, texts),
        habits(texts, counts, len(roles)),
        bool(made.titled),
    )


Habits = tuple[str, ...]


@dataclass
class Steps:
    """One heading row's steps: for each the weights that it adds up, on a page of some habits."""

    layout: tuple[State, ...]
    cells: np.ndarray  # the place of a step among all
    params: np.ndarray  # and the number of one of its weights
    allowed: np.ndarray


@cache
def steps(roles: tuple[Role, ...], habits: Habits) -> Steps:
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
def mask(roles: tuple[Role, ...], kind: str) -> np.ndarray:
    """What is added to a state's score for a paragraph of this kind: nothing where it can be in the state."""
    layout = states(roles)
    found = np.full(len(layout), NEVER)
    found[list(fitting(layout, kind))] = 0.0
    return found


def lse(a: np.ndarray, axis: int) -> np.ndarray:
    m = a.max(axis=axis, keepdims=True)
    return np.squeeze(m, axis) + np.log(np.exp(a - m).sum(axis=axis))


def batch_gradient(
    batch: list[Example], emit: np.ndarray, step: np.ndarray, g_emit: np.ndarray, g_step: np.ndarray
) -> float:
    """Adds the gradient of the batch's log-likelihood; all examples share one heading row."""
    roles = batch[0].roles
    layout = states(roles)
    labels = np.array([LABELS(state.label) for state in layout])
    size, nb = len(layout), MOST_BLANKS + 1
    manners = list(dict.fromkeys(each.habits for each in batch))
    known = [steps(roles, each) for each in manners]
    scores = np.array(
        [
            np.where(k.allowed, 0.0, NEVER) + np.bincount(k.cells, step[k.params], len(k.allowed))
            for k in known
        ]
    )
    inner, outer = nb * size * size, nb * size * size + nb * size
    trans = scores[:, :inner].reshape(len(known), nb, size, size)
    first = scores[:, inner:outer].reshape(len(known), nb, size)
    last = scores[:, outer:]
    manner = np.array([manners.index(each.habits) for each in batch])
    B, T = len(batch), max(len(e.gold) for e in batch)
    E = np.zeros((B, T, size))
    lengths = np.array([len(e.gold) for e in batch])
    blanks = np.zeros((B, T), int)
    gold = np.zeros((B, T), int)
    for b, e in enumerate(batch):
        n = len(e.gold)
        E[b, :n] = emit[e.features].sum(axis=1)[:, labels]
        if not e.titled:
            E[b, :n, -2] = NEVER
        for t, kind in enumerate(e.kinds):
            if mask(roles, kind)[e.gold[t]] == 0:
                E[b, t] += mask(roles, kind)
        blanks[b, :n] = e.blanks
        gold[b, :n] = e.gold
    stay = np.where(np.eye(size, dtype=bool), 0.0, NEVER)
    alpha = np.zeros((B, T, size))
    alpha[:, 0] = first[manner, blanks[:, 0]] + E[:, 0]
    A = np.empty((T, B, size, size))
    for t in range(1, T):
        A[t] = np.where((lengths > t)[:, None, None], trans[manner, blanks[:, t]], stay)
        alpha[:, t] = lse(alpha[:, t - 1][:, :, None] + A[t], 1) + E[:, t]
    beta = np.zeros((B, T, size))
    beta[:, T - 1] = last[manner]
    for t in range(T - 1, 0, -1):
        beta[:, t - 1] = lse(A[t] + (E[:, t] + beta[:, t])[:, None, :], 2)
    logz = lse(alpha[:, T - 1] + last[manner], 1)
    live = np.arange(T)[None, :] < lengths[:, None]
    gamma = np.exp(alpha + beta - logz[:, None, None]) * live[:, :, None]
    delta = -gamma
    bi, ti = np.nonzero(live)
    np.add.at(delta, (bi, ti, gold[bi, ti]), 1.0)
    counts = np.zeros(scores.shape)
    moved = counts[:, :inner].reshape(len(known), nb, size, size)
    like = -logz.sum()
    for t in range(1, T):
        rows = np.nonzero(lengths > t)[0]
        xi = np.exp(
            alpha[rows, t - 1][:, :, None]
            + A[t][rows]
            + (E[rows, t] + beta[rows, t])[:, None, :]
            - logz[rows, None, None]
        )
        np.subtract.at(moved, (manner[rows], blanks[rows, t]), xi)
        at = (manner[rows], blanks[rows, t], gold[rows, t - 1], gold[rows, t])
        np.add.at(moved, at, 1.0)
        like += trans[at].sum()
    opened = counts[:, inner:outer].reshape(len(known), nb, size)
    for b in range(B):
        end = lengths[b] - 1
        opened[manner[b], blanks[b, 0]] -= gamma[b, 0]
        opened[manner[b], blanks[b, 0], gold[b, 0]] += 1
        counts[manner[b], outer:] -= gamma[b, end]
        counts[manner[b], outer + gold[b, end]] += 1
        like += first[manner[b], blanks[b, 0], gold[b, 0]] + last[manner[b], gold[b, end]]
    like += E[bi, ti, gold[bi, ti]].sum()
    for k, found in zip(known, counts, strict=True):
        g_step += np.bincount(k.params, found[k.cells], len(g_step))
    by_label = np.zeros((B, T, emit.shape[1]))
    for s in range(size):
        by_label[:, :, labels[s]] += delta[:, :, s]
    for b, e in enumerate(batch):
        idx = e.features
        for g in range(idx.shape[1]):
            np.add.at(g_emit, idx[:, g], by_label[b, : len(e.gold)])
    return like


class Adam:
    def __init__(self, shape: tuple[int, ...], rate: float) -> None:
        self.m, self.v, self.t, self.rate = np.zeros(shape), np.zeros(shape), 0, rate

    def step(self, g: np.ndarray) -> np.ndarray:
        self.t += 1
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.999 * self.v + 0.001 * g * g
        return self.rate * (self.m / (1 - 0.9**self.t)) / (np.sqrt(self.v / (1 - 0.999**self.t)) + 1e-8)


Fitted = dict[str, dict[str, float]]  # by shape its weight for each label; and by step under "steps"


def fit(part: int, pages: int, epochs: int) -> Fitted:
    """The weights that fit best to pages of one part."""
    words = [read_words(name) for name in TRAINING]
    made: dict[tuple[Role, ...], list[Example]] = defaultdict(list)
    for seed in range(pages):
        draw = Random(f"train-{part}-{seed}")
        each = example(page(draw, words[seed % len(words)], mixed(draw)), draw)
        if each.gold:
            made[each.roles].append(each)
            steps(each.roles, each.habits)
            for state in states(each.roles):
                LABELS(state.label)
    emit = np.zeros((len(EMITS.numbers), len(LABELS.numbers)))
    step = np.zeros(len(STEPS.numbers))
    batches = []
    for examples in made.values():
        examples.sort(key=lambda e: len(e.gold))
        batches += [examples[n : n + 16] for n in range(0, len(examples), 16)]
    draw, chance = Random(part), np.random.default_rng(part)
    started = time.time()
    total = epochs * len(batches)
    optimisers = Adam(emit.shape, 0.1), Adam(step.shape, 0.1)
    done = 0
    for epoch in range(epochs):
        draw.shuffle(batches)
        like = paragraphs = 0.0
        for batch in batches:
            g_emit, g_step = np.zeros_like(emit), np.zeros_like(step)
            dimmed = [each.dimmed(chance) for each in batch]
            like += batch_gradient(dimmed, emit, step, g_emit, g_step)
            g_emit[UNSEEN] = 0.0
            count = sum(len(e.gold) for e in batch)
            paragraphs += count
            for o in optimisers:
                o.rate = 0.1 * (1 - done / total) + 0.002
            emit += optimisers[0].step(g_emit / count - PENALTY * emit)
            step += optimisers[1].step(g_step / count - PENALTY * step)
            done += 1
        print(
            f"part {part}, epoch {epoch}: {like / paragraphs:.5f} a paragraph, {time.time() - started:.0f} s",
            file=sys.stderr,
        )
    labels = list(LABELS.numbers)
    found = {name: dict(zip(labels, map(float, emit[n]), strict=True)) for name, n in EMITS.numbers.items()}
    return {**found, "steps": {name: float(step[n]) for name, n in STEPS.numbers.items()}}


def mean(fitted: Sequence[Fitted]) -> Fitted:
    """Each weight as the mean of those that know it: what one part learnt of its own pages only fades."""
    names = sorted({name for each in fitted for name in each})
    found: Fitted = {}
    for name in names:
        rows = [each[name] for each in fitted if name in each]
        known = sorted({key for row in rows for key in row})
        found[name] = {key: float(np.mean([row[key] for row in rows if key in row])) for key in known}
    return found


def main() -> None:
    """The weights fitted, and written to where `WEIGHTS` says, or into the pipeline."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train", description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000, help="pages of each part (default 10000)")
    parser.add_argument("--epochs", type=int, default=4, help="how often each is looked at (default 4)")
    chosen = parser.parse_args()
    with ProcessPoolExecutor(PARTS) as pool:
        fitted = list(pool.map(fit, range(PARTS), [chosen.pages] * PARTS, [chosen.epochs] * PARTS))
    found = mean(fitted)
    labels = sorted(found["="])
    groups: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for name, row in found.items():
        group, value = name.split("=", 1) if "=" in name else ("", "")
        if group:
            groups[group][value] = [round(row[label], 2) for label in labels]
    body = {
        "labels": labels,
        "shapes": [groups[str(n)] for n in range(len(groups))],
        "steps": {name: round(weight, 3) for name, weight in found["steps"].items()},
    }
    target = Path(os.environ.get("WEIGHTS", WEIGHTS))
    target.write_text(json.dumps(body, separators=(",", ":")).replace("},", "},\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
