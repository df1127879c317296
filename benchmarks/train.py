"""Fits the sequence model on made-up pages and writes its weights: `python -m benchmarks.train`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np

from benchmarks.chain import Adam, batch_gradient, steps
from benchmarks.examples import EMITS, LABELS, STEPS, UNSEEN, Example, example
from benchmarks.generator.pages import Page, page
from benchmarks.generator.styles import BESIDE, mixed
from benchmarks.generator.words import TRAINING, read_words
from benchmarks.run_on_examples import run_on_example
from pipeline.tables.flattened.layout import states
from pipeline.tables.flattened.matters import Content

TABLES = Path(__file__).parents[1] / "pipeline" / "tables"
PENALTY = 3e-5  # on a weight, so that what few pages show is not trusted too far


@dataclass(frozen=True, slots=True)
class Model:
    """What is fitted: on which examples, how many parts on pages of their own, and where it is written."""

    example: Callable[[Page, Random], Example]
    parts: int
    pages: int  # of each part
    weights: Path


MODELS = {
    "paragraphs": Model(example, 5, 10_000, TABLES / "flattened" / "weights.json"),
    "run-on": Model(run_on_example, 2, 6_000, TABLES / "run_on" / "weights.json"),
}

Fitted = dict[str, dict[str, float]]  # by shape its weight for each label; and by step under "steps"


def fit(part: int, pages: int, epochs: int, model: Model) -> Fitted:
    """The weights that fit best to pages of one part; in every other one cells hold something besides."""
    words = [read_words(name) for name in TRAINING]
    made: dict[tuple[Content, ...], list[Example]] = defaultdict(list)
    for seed in range(pages):
        draw = Random(f"train-{part}-{seed}")
        each = model.example(
            page(draw, words[seed % len(words)], mixed(draw, beside=BESIDE * (part % 2))), draw
        )
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
    parser.add_argument(
        "model", nargs="?", choices=tuple(MODELS), default="paragraphs", help="what is fitted"
    )
    parser.add_argument("--pages", type=int, help="pages of each part, instead of the model's own number")
    parser.add_argument("--epochs", type=int, default=4, help="how often each is looked at (default 4)")
    chosen = parser.parse_args()
    model = MODELS[chosen.model]
    cores = min(model.parts, os.cpu_count() or 1)
    parts = [(part, chosen.pages or model.pages, chosen.epochs, model) for part in range(model.parts)]
    with get_context("spawn").Pool(cores, maxtasksperchild=1) as pool:  # nothing is shared
        fitted = pool.starmap(fit, parts, chunksize=1)
    found = mean(fitted)
    labels = sorted(found["="])
    groups: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for name, row in found.items():
        group, value = name.split("=", 1) if "=" in name else ("", "")
        if group:
            groups[group][value] = [round(row[label], 2) for label in labels]
    body = {
        "labels": labels,
        "shapes": [groups[str(n)] for n in sorted(map(int, groups))],
        "steps": {name: round(weight, 3) for name, weight in found["steps"].items()},
    }
    target = Path(os.environ.get("WEIGHTS", model.weights))
    target.write_text(json.dumps(body, separators=(",", ":")).replace("},", "},\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
