"""How well flattened tables are recovered, by disturbance, on words the model has never seen.

`python -m benchmarks.extraction --records 100000` reads that many with each list of words.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from rich.progress import track

from benchmarks.generator.pages import Page, page
from benchmarks.generator.styles import mixed, styles, styles_besides
from benchmarks.generator.words import EVALUATION, UNSEEN, read_words
from benchmarks.judgement import EDGES, Tally, judge
from benchmarks.mutations import MUTATIONS, mutated
from pipeline.tables.flattened.recover import recover

SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "extraction.md"
HEAD = "| | records | exact % | silent | right but flagged % | wrong and flagged |\n|---|---|---|---|---|---|"
INTRODUCTION = """## Flattened tables

Made-up pages of 30 records; names, places, descriptions and domains are others than those the model was
fitted on. *Exact*: every paragraph of the record in its cell. *Silent*: wrong, invented or lost, and nothing
says so. The last record of a page that ends with its table is flagged on purpose, and not counted as right
but flagged.
"""

BESIDES = """Pages like today's of which one cell in five of a column holds something besides: a post,
a note behind an address, the ages of two groups. Such words can often be read under the heading beside, too:
"""

OTHER_WORDS = f"""All kinds in turn, with other words. Thresholds were chosen on the words of
{", ".join(EVALUATION)}. On those of
{", ".join(UNSEEN)}, written by other hands, no threshold was chosen; of their examples
only five that had been silent were looked at, and mended:
"""


def pages(kind: str, count: int, seed: str = "evaluation", vocabulary: str = "evaluation") -> Iterator[Page]:
    """Pages of one kind; the same seed gives the same pages."""
    words, known = read_words(vocabulary), styles() | styles_besides()
    for number in range(count):
        draw = Random(f"{seed}-{kind}-{number}")
        style = replace(mixed(draw), kind=kind) if kind == "all at once" else known[kind]
        yield page(draw, words, style)


def by_kind(kinds: Iterable[str], count: int) -> Iterator[tuple[str, Tally]]:
    """For each kind of page, what recovery makes of this many of them."""
    for kind in kinds:
        tally = Tally()
        for each in pages(kind, count):
            tally.add(judge(each))
        yield kind, tally


def mutations(count: int, extra: int) -> Tally:
    """The real page with each mutation this many times, and `extra` others at once."""
    tally = Tally()
    for kind in MUTATIONS:
        for seed in range(count):
            tally.add(judge(mutated(kind, seed, extra)))
    return tally


def row(kind: str, tally: Tally) -> str:
    shares = f"{100 * tally.exact_share:.2f} | {tally.silent} | {100 * tally.nuisance_share:.2f}"
    return f"| {kind} | {tally.records} | {shares} | {tally.wrong_flagged} |"


def reliability(tally: Tally) -> Iterator[str]:
    """Of the records said to be so sure, how many are right."""
    yield "| said to be sure | records | right % |\n|---|---|---|"
    for low, high in zip(EDGES, [*EDGES[1:], 1.0], strict=True):
        right, wrong = tally.bins[low, True], tally.bins[low, False]
        if right + wrong:
            yield f"| {low} to {high} | {right + wrong} | {100 * right / (right + wrong):.2f} |"


def speed(count: int = 150) -> Iterator[str]:
    """How the time grows with the rows."""
    made = list(pages("today", count, "speed"))
    yield "| | |\n|---|---|"
    again = min(map(_seconds, [made] * 2))
    yield f"| pages of 30 records a second, their texts known | {count / again:.0f} |"
    words = read_words("evaluation")
    for rows in (100, 1000, 10000):
        one = page(Random(rows), words, replace(styles()["today"], rows=rows))
        yield f"| milliseconds a row, table of {rows} rows | {1000 * _seconds([one]) / rows:.3f} |"


def pages_a_second(count: int = 150) -> float:
    """How many pages of 30 records are read in a second on one core, every text new."""
    made = list(pages("today", count, "new texts"))
    return count / _seconds(made)


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    whole = Tally()
    for each in tallies:
        whole.add(each)
    return whole


def aims(whole: Tally, today: Tally, others: Sequence[Tally], besides: Tally, fast: float) -> Iterator[str]:
    """What this project wants to reach, beside what this run measured."""
    every = [whole, *others]
    records, silent = sum(each.records for each in every), sum(each.silent for each in every)
    exact, flagged = min(each.exact_share for each in others), max(each.nuisance_share for each in others)
    rows = (
        ("exact over all disturbances together", "at least 99.5%", f"{100 * whole.exact_share:.2f}%"),
        ("exact on pages like today's", "100%", f"{100 * today.exact_share:.2f}%"),
        (
            "exact with the other words, the lowest",
            "at least 99.5%",
            f"{100 * exact:.2f}%",
        ),
        ("silent errors", "0 in 100,000", f"{silent} in {records:,}"),
        (
            "silent errors where cells hold something besides",
            "0 in 100,000",
            f"{besides.silent} in {besides.records:,}",
        ),
        ("right but flagged", "under 2%", f"{100 * whole.nuisance_share:.2f}%"),
        ("right but flagged with the other words, the highest", "under 2%", f"{100 * flagged:.2f}%"),
        ("right of those said to be 0.99 sure", "at least 99%", f"{100 * whole.sure_and_right(0.99):.2f}%"),
        ("pages of 30 records a second, every text new", "300", f"{fast:.0f}"),
    )
    yield "| | aim | this run |\n|---|---|---|"
    yield from (f"| {what} | {aim} | {measured} |" for what, aim, measured in rows)


def _seconds(made: list[Page]) -> float:
    started = time.perf_counter()
    for each in made:
        recover(each.tokens, each.own)
    return time.perf_counter() - started


def long_run(records: int, vocabulary: str) -> Tally:
    """So many records with these words, over all kinds of page in turn, with a bar."""
    kinds, tally = list(styles()), Tally()
    for number in track(range(records // 30), description=f"{vocabulary} words"):
        for each in pages(kinds[number % len(kinds)], 1, f"long-{number}", vocabulary):
            tally.add(judge(each))
    return tally


def report(count: int, records: int) -> str:
    """The whole section."""
    fast = pages_a_second()  # first, for no page has been read yet, as in a process of one page
    kinds = dict(by_kind(styles(), count))
    whole, mixture = together(kinds.values()), dict(by_kind(["all at once"], count))
    lines = [row(*each) for each in (kinds | mixture).items()]
    lines += [row("**all but the last together**", whole), "", *reliability(whole), ""]
    besides = dict(by_kind(styles_besides(), count))
    lines += [BESIDES, HEAD, *(row(*each) for each in besides.items())]
    lines += [row("**together**", together(besides.values())), ""]
    lines += [f"The real page, changed in {len(MUTATIONS)} ways, one at a time and three at once:", "", HEAD]
    lines += [row("one", mutations(10, 0)), row("three", mutations(10, 2)), ""]
    others = {name: long_run(records, name) for name in (*EVALUATION, *UNSEEN)}
    lines += [OTHER_WORDS, HEAD]
    lines += [row(f"{name} words", tally) for name, tally in others.items()]
    reached = aims(whole, kinds["today"], list(others.values()), together(besides.values()), fast)
    return "\n".join([INTRODUCTION, *reached, "", HEAD, *lines, "", *speed()]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20, help="pages of each kind")
    parser.add_argument("--records", type=int, default=9300, help="records with each of the other words")
    chosen = parser.parse_args()
    text = report(chosen.pages, chosen.records)
    SECTION.parent.mkdir(parents=True, exist_ok=True)
    SECTION.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
