"""Rows whose cells stand on one line with no border between them: `python -m benchmarks.run_on_rows`.

A record is exact where each cell has the words of the page's cell and no others, line breaks aside. All are
flagged, for nothing on such a page says where a cell ends.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.generator.pages import page
from benchmarks.generator.run_on import Layout, Printed, print_run_on
from benchmarks.generator.styles import TODAY
from benchmarks.generator.words import EVALUATION, UNSEEN, read_words
from pipeline.model import Column, Extraction
from pipeline.tables.run_on.reading import read_run_on

SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "run_on_rows.md"
LAYOUTS = {
    "a blank between cells": Layout(),
    "a line for each paragraph of a cell": Layout(broken=1.0),
    "wrapped at 72 letters": Layout(broken=0.5, width=72),
    "descriptions begin with the name": Layout(echoes=0.5),
    "rows begin anywhere, wrapped": Layout(width=72, joined=True),
    "nothing between cells": Layout(""),
    "nothing between cells, wrapped": Layout("", 0.5, 72),
}
EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
INTRODUCTION = """## Rows that run on

Made-up pages like today's whose tool printed the cells of a row on one line, with the words of all lists that
the model was not fitted on. *Exact*: each cell has the words of the page's cell and no others. Every record
of such a page is flagged.

| | records | exact % | wrong and flagged | not flagged |
|---|---|---|---|---|"""


@dataclass
class Tally:
    """Counts of records; `bins` by sureness and whether they are right."""

    records: int = 0
    exact: int = 0
    wrong: int = 0
    unflagged: int = 0
    bins: Counter[tuple[float, bool]] = field(default_factory=Counter)


def judge(printed: Printed, found: Extraction, tally: Tally) -> None:
    """What was made of one page."""
    truth = Counter(tuple(map(_letters, record)) for record in printed.records)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    tally.records += len(printed.records)
    for record in found.records:
        said = tuple(_letters(cell.texts) for cell in record.cells)
        is_right = truth[said] > 0
        truth[said] -= is_right
        tally.exact += is_right
        tally.wrong += not is_right
        tally.unflagged += record.number not in flagged
        tally.bins[max(edge for edge in EDGES if edge <= record.confidence), is_right] += 1


def _letters(cell: tuple[str, ...]) -> str:
    return "".join("".join(cell).split())


def measure(layout: Layout, count: int, vocabulary: str, seed: str = "run-on") -> Tally:
    """What is made of so many pages printed so."""
    tally, words = Tally(), read_words(vocabulary)
    for number in range(count):
        draw = Random(f"{seed}-{vocabulary}-{number}")
        made = page(draw, words, TODAY)
        printed = print_run_on(draw, made, layout)
        columns = tuple(Column(role, heading) for role, heading in made.columns)
        lines = list(enumerate(printed.lines, 1))
        judge(printed, read_run_on(lines, columns, is_joined=layout.joined), tally)
    return tally


def report(count: int) -> Iterator[str]:
    """The section, line by line."""
    yield INTRODUCTION
    bins = Counter[tuple[float, bool]]()
    for name, layout in LAYOUTS.items():
        each = Tally()
        for vocabulary in (*EVALUATION, *UNSEEN):
            one = measure(layout, count, vocabulary)
            for counted in ("records", "exact", "wrong", "unflagged"):
                setattr(each, counted, getattr(each, counted) + getattr(one, counted))
            bins += one.bins
        share = 100 * each.exact / each.records
        yield f"| {name} | {each.records} | {share:.1f} | {each.wrong} | {each.unflagged} |"
    yield "\n| said to be sure | records | right % |\n|---|---|---|"
    for low, high in zip(EDGES, [*EDGES[1:], 1.0], strict=True):
        right, wrong = bins[low, True], bins[low, False]
        if right + wrong:
            yield f"| {low} to {high} | {right + wrong} | {100 * right / (right + wrong):.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how rows that run on are read.")
    parser.add_argument("--pages", type=int, default=4, help="of each list of words and layout (default 4)")
    lines = []
    for line in report(parser.parse_args().pages):
        print(line, flush=True)
        lines.append(line)
    SECTION.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
