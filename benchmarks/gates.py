"""What each doubt about a flattened table is worth: `python -m benchmarks.gates`.

A doubt earns its place by wrong records that no other doubt finds; it costs right ones that it flags alone.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from rich.progress import track

from benchmarks.extraction import pages
from benchmarks.generator.pages import Page
from benchmarks.generator.styles import styles, styles_besides
from benchmarks.generator.words import EVALUATION
from benchmarks.judgement import truths
from benchmarks.mutations import MUTATIONS, mutated
from pipeline.model import RawRecord
from pipeline.tables.flattened.choice import choose
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.recover import recover
from pipeline.tables.flattened.uncertainty import find_reasons
from pipeline.tables.flattened.variants import follow_its_page
from pipeline.tables.streams.stream import Recovered

SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "gates.md"
INTRODUCTION = """## Doubts about flattened tables

Of {records} records on {pages} made-up pages and changed real ones, how many each doubt flags: right
ones and wrong ones, and those that no other doubt flags. Pages by other hands have faults that these do
not, so that a doubt may earn its place there alone; the thresholds in `pipeline/tables/flattened/` were
chosen by tables such as this one.

| doubt | right | wrong | right, alone | wrong, alone |
|---|---:|---:|---:|---:|"""
_QUOTED = re.compile(r"""(['"]).*\1|‘.*’""")
_NUMBER = re.compile(r"\d\.\d+")


def every_page(count: int) -> Iterator[Page]:
    """So many pages of each kind with each list of evaluation words, and the real page with each mutation."""
    for kind in styles() | styles_besides():
        for words in EVALUATION:
            yield from pages(kind, count, "gates", words)
    for kind in MUTATIONS:
        yield from (mutated(kind, seed, extra) for seed in range(count) for extra in (0, 2))


def doubts_of(page: Page) -> Iterator[tuple[bool, set[str]]]:
    """For each record whether it is right, and every doubt about it; none for the last of a cut-off page."""
    found = recover(page.tokens, page.own)
    if found is None:
        return
    first = choose(page.tokens, find_headings(page.tokens, page.own)).best
    best = follow_its_page(first)
    own = [find_reasons(*each) for each in zip(best.readings, best.spans, first.spans, strict=True)]
    reasons = {number: said for each in own for number, said in each.items()}
    truth = truths(page, found)
    is_cut = page.truncated or page.end == len(page.tokens)
    for record in found.records[: -1 if is_cut else None]:
        said = {_plain(each.why or each.code) for each in reasons.get(record.number, ())}
        yield truth(record), said or set(_other_doubts(found, record))


def _other_doubts(found: Recovered, record: RawRecord) -> Iterator[str]:
    """What is said of a record because of its table."""
    for each in found.issues:
        if each.record == record.number and each.needs_a_person:
            yield _plain(each.message.partition(": ")[2]) or each.code


def _plain(why: str) -> str:
    """The reason without the record's own words and numbers."""
    return _NUMBER.sub("…", _QUOTED.sub("…", why)).strip(". ")


def measure(count: int) -> str:
    """The whole section."""
    made = list(every_page(count))
    flagged: Counter[tuple[str, bool]] = Counter()
    alone: Counter[tuple[str, bool]] = Counter()
    records = 0
    for right, said in chain.from_iterable(map(doubts_of, track(made, description="doubts"))):
        records += 1
        flagged.update((why, right) for why in said)
        alone.update((why, right) for why in said if len(said) == 1)
    lines = [INTRODUCTION.format(records=f"{records:,}", pages=f"{len(made):,}")]
    for why in sorted({why for why, _ in flagged}, key=lambda why: (-alone[why, False], alone[why, True])):
        counts = (flagged[why, True], flagged[why, False], alone[why, True], alone[why, False])
        lines.append(f"| {why} | {' | '.join(map(str, counts))} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=8, help="pages of each kind with each list of words")
    text = measure(parser.parse_args().pages)
    SECTION.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
