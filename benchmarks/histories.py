"""Identity over generated page histories with a known truth: `python -m benchmarks.histories`.

Two hundred sequences of ten pages; from page to page come up to five edits. The truth is a number that each
row carries through all edits; the pipeline sees the rows only.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.generator.histories import Row, history, to_records
from benchmarks.generator.words import read_words
from pipeline.model import Snapshot
from pipeline.releases.previous import Previous
from pipeline.releases.release import Reading, Release, make_release
from pipeline.source import GENERAL

REPORT = Path(__file__).parents[1] / "docs" / "benchmarks" / "histories.md"
SEQUENCES, PAGES, EDITS = 200, 10, 5
FLAGS = {
    "identity-doubtful",
    "identity-open",
    "name-used-before",
    "name-doubled",
    "services-merged",
    "service-split",
}


class Tally:
    """What became of the identifiers, counted over pages."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.lost: list[str] = []
        self.stolen: list[str] = []

    def __add__(self, other: Tally) -> Tally:
        total = Tally()
        total.counts = self.counts + other.counts
        total.lost, total.stolen = self.lost + other.lost, self.stolen + other.stolen
        return total

    def share_renamed(self) -> float:
        """Renamed or re-spelled rows that kept their identifier."""
        return self.counts["renamed kept"] / max(self.counts["renamed"], 1)


def play(seed: int, words: str = "evaluation", pages: int = PAGES, edits: int = EDITS) -> Tally:
    """One sequence: its pages made one after the other, released, and compared with the truth."""
    draw, tally = Random(seed), Tally()
    owner: dict[str, Row] = {}  # id -> the row that had it last
    given: dict[int, str] = {}  # truth -> id
    last: Previous | None = None
    for number, (rows, done) in enumerate(history(draw, read_words(words), pages, edits)):
        release = _release(rows, draw, number, last)
        last = Previous(release.journal)
        _count(tally, rows, done, release, (owner, given))
    return tally


def _release(rows: list[Row], draw: Random, number: int, last: Previous | None) -> Release:
    columns, records = to_records(rows, draw)
    snapshot = Snapshot("generated", f"{number}.txt", b"", str(number))
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    return make_release(Reading(snapshot, columns, records, (), (), day), GENERAL, last, "generated")


def _count(
    tally: Tally,
    rows: list[Row],
    done: dict[int, set[str]],
    release: Release,
    known: tuple[dict[str, Row], dict[int, str]],
) -> None:
    owner, given = known
    for row, entry in zip(rows, release.entries, strict=True):
        flags = {each.code for each in entry.record.issues} & FLAGS
        tally.counts["rows"] += 1
        tally.counts["flagged"] += bool(flags)
        before, kinds = given.get(row.truth), done.get(row.truth, set())
        if before is not None:
            _count_kept(tally, row, kinds, (before == entry.id, bool(flags)))
        former = owner.get(entry.id)
        if former and former.truth not in (row.truth, *row.parents) and row.truth not in former.parents:
            tally.counts["given to another, flagged" if flags else "given to another, silently"] += 1
            if not flags:
                tally.stolen.append(f"{former} -> {row}")
        owner[entry.id], given[row.truth] = row, entry.id


def _count_kept(tally: Tally, row: Row, kinds: set[str], seen: tuple[bool, bool]) -> None:
    kept, flagged = seen
    group = (
        "renamed" if kinds & {"renamed", "re-spelled"}
        else "returned" if "brought back" in kinds
        else "edited" if kinds - {"moved"}
        else "unchanged"
    )  # fmt: skip
    tally.counts[group] += 1
    tally.counts[f"{group} kept"] += kept
    tally.counts[f"{group} flagged"] += flagged
    if not kept:
        tally.counts[f"{group} lost {'with a flag' if flagged else 'silently'}"] += 1
        tally.lost.append(f"{group} {'flagged' if flagged else 'SILENT'} {kinds}: {row}")


def measure(sequences: int = SEQUENCES, words: str = "evaluation") -> Tally:
    """The sum over all sequences."""
    return sum((play(seed, words) for seed in range(sequences)), Tally())


def main() -> None:
    """Prints the measurement, and writes its section of the benchmarks."""
    tally = measure()
    text = to_section(tally)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(text, encoding="utf-8")
    print(text)
    if "--show" in sys.argv:
        print("\n".join((*tally.stolen, *tally.lost)))


def to_section(tally: Tally) -> str:
    """The numbers as a section of docs/benchmarks.md."""
    counts = tally.counts
    lines = [
        "## Identity over page histories",
        "",
        f"{SEQUENCES} generated sequences of {PAGES} pages, 0 to {EDITS} edits between two pages (row added,",
        "added under an old name, removed, brought back, moved, re-spelled, renamed with another cell",
        "changed too, another cell changed, contact replaced, two rows merged, columns re-ordered).",
        "",
        "| rows | count | kept their identifier | flagged | lost it silently |",
        "|---|--:|--:|--:|--:|",
    ]
    for group, title in (
        ("unchanged", "unchanged or moved"),
        ("edited", "another cell or the contact changed"),
        ("renamed", "renamed or re-spelled"),
        ("returned", "brought back"),
    ):
        kept = f"{counts[f'{group} kept'] / max(counts[group], 1):.2%}"
        lines.append(
            f"| {title} | {counts[group]} | {kept} | {counts[f'{group} flagged']} "
            f"| {counts[f'{group} lost silently']} |"
        )
    lines += [
        "",
        f"- Identifiers given to another service without a flag: {counts['given to another, silently']}",
        f"- Identifiers given to another service with a flag: {counts['given to another, flagged']}",
        f"- Rows with a doubt about their identity: {counts['flagged']} of {counts['rows']} "
        f"({counts['flagged'] / counts['rows']:.2%})",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
