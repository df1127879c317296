"""How well flattened tables are recovered, by disturbance: `python -m benchmarks.extraction`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from benchmarks.generator.pages import mixed, page, styles
from benchmarks.generator.words import read_words
from benchmarks.judgement import Tally, judge


def measure(kinds: list[str], pages: int, seed: str = "evaluation") -> Iterator[tuple[str, Tally]]:
    """For each kind of page, what recovery makes of this many of them."""
    words, known = read_words("evaluation"), styles()
    for kind in kinds:
        tally = Tally()
        for number in range(pages):
            draw = Random(f"{seed}-{kind}-{number}")
            style = replace(mixed(draw), kind="mixed") if kind == "mixed" else known[kind]
            tally.add(judge(page(draw, words, style)))
        yield kind, tally


def main(pages: int = 20) -> None:
    started = time.time()
    whole = Tally()
    for kind, tally in measure([*styles(), "mixed"], pages):
        whole.add(tally)
        print(row(kind, tally))
    print(row("all", whole))
    for low in sorted({low for low, _ in whole.bins}):
        right, wrong = whole.bins[low, True], whole.bins[low, False]
        print(low, right + wrong, round(right / (right + wrong), 4))
    for limit in (90, 95, 97, 98, 99):
        right = sum(n for (low, ok), n in whole.bins.items() if ok and low < limit)
        wrong = sum(n for (low, ok), n in whole.bins.items() if not ok and low >= limit)
        print(f"at {limit}: right below {100 * right / whole.records:.2f}%, wrong above {wrong}")
    for each in whole.examples:
        print(each[:600])
    for each in Random(1).sample(whole.nuisances, min(len(whole.nuisances), 60)):
        print("NUISANCE", each[:400])
    print(f"{time.time() - started:.0f} s")


def row(kind: str, tally: Tally) -> str:
    n = tally.records
    shares = (
        f"exact {100 * tally.exact / n:7.3f} silent {tally.silent:5} nuisance {100 * tally.nuisance / n:6.2f}"
    )
    return f"{kind:40} {n:6} {shares} wrong+flag {tally.wrong_flagged}"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
