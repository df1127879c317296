"""Counts what made-up pages do as a rule, for `pipeline/tables/flattened/tendencies.csv`:
`python -m benchmarks.tendencies`.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from math import exp, inf, lgamma
from random import Random

from rich.progress import track

from benchmarks.examples import example
from benchmarks.generator.pages import page
from benchmarks.generator.styles import mixed
from benchmarks.generator.words import TRAINING, read_words
from pipeline.tables.flattened.layout import states
from pipeline.tables.flattened.tendencies import TENDENCIES, Count, Usual, count_records, count_tendencies

SHARES = [1 / (1 + exp(-each / 4)) for each in range(-28, 13)]
STRENGTHS = [exp(each / 4) for each in range(-4, 25)]


def counts_of(number: int) -> dict[str, Count]:
    """What one made-up page does, by its true states."""
    draw = Random(f"tendencies-{number}")
    words = read_words(TRAINING[number % len(TRAINING)])
    made = example(page(draw, words, mixed(draw)), draw)
    layout = states(made.roles)
    path = [layout[state] for state in made.gold]
    times = {state: float(count) for state, count in Counter(path).items()}
    return count_tendencies(times, made.roles, count_records(path))


def fit(counts: Sequence[Count]) -> Usual:
    """The share and the strength under which the pages' counts are likeliest (beta-binomial)."""
    kinds = Counter((round(each.times), round(each.occasions)) for each in counts)

    def like(usual: Usual) -> float:
        yes, no = usual.share * usual.strength, (1 - usual.share) * usual.strength
        return sum(pages * _like(yes, no, times, of - times) for (times, of), pages in kinds.items())

    return max((Usual(*each) for each in product(SHARES, STRENGTHS)), key=like, default=Usual(0.5, inf))


def _like(yes: float, no: float, times: float, others: float) -> float:
    """The log-probability of so many times, but for the number of their orders."""
    others = max(0.0, others)
    after = lgamma(yes + times) + lgamma(no + others) - lgamma(yes + no + times + others)
    return after - lgamma(yes) - lgamma(no) + lgamma(yes + no)


def rows(pages: int) -> Iterator[tuple[str, str, str]]:
    """For each tendency its share and strength, as the file has them."""
    found: dict[str, list[Count]] = defaultdict(list)
    for number in track(range(pages), "pages", disable=not sys.stderr.isatty()):
        for name, count in counts_of(number).items():
            if count.occasions:
                found[name].append(count)
    for name in sorted(found):
        usual = fit(found[name])
        yield name, f"{usual.share:.4f}", f"{usual.strength:.2f}"


def main() -> None:
    """The file, written anew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tendencies", description=__doc__)
    parser.add_argument("--pages", type=int, default=3_000, help="how many pages (default 3000)")
    pages = parser.parse_args().pages
    with TENDENCIES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("tendency", "share", "strength"))
        table.writerows(rows(pages))


if __name__ == "__main__":
    main()
