"""A recovered table set beside the truth: which records are exact, flagged, or wrong in silence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.generator.pages import Page
from benchmarks.generator.taste import Lines
from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered

EDGES = (0.0, 0.5, 0.8, 0.9, 0.95, 0.975, 0.99, 0.999)


@dataclass
class Tally:
    """Counts over many records; `bins` counts (least confidence, exact) for the reliability table."""

    records: int = 0
    exact: int = 0
    silent: int = 0  # wrong, invented or lost, and nothing says so
    nuisance: int = 0  # exact and flagged
    wrong_flagged: int = 0
    bins: Counter[tuple[float, bool]] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    nuisances: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in ("records", "exact", "silent", "nuisance", "wrong_flagged"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.bins.update(other.bins)
        self.nuisances += other.nuisances
        self.examples += other.examples[: max(0, 20 - len(self.examples))]

    @property
    def exact_share(self) -> float:
        return self.exact / max(1, self.records)

    @property
    def nuisance_share(self) -> float:
        return self.nuisance / max(1, self.records)

    def sure_and_right(self, least: float = 0.99) -> float:
        """Of the records at least so sure, the share that is exact."""
        sure = [(exact, count) for (edge, exact), count in self.bins.items() if edge >= least]
        return sum(count for exact, count in sure if exact) / max(1, sum(count for _, count in sure))


def cells_of(record: RawRecord) -> tuple[tuple[str, ...], ...]:
    return tuple(cell.texts for cell in record.cells)


def judge(page: Page) -> Tally:
    """What recovery makes of one page."""
    found = recover(page.tokens, page.own)
    tally = Tally(records=len(page.records))
    if found is None:
        tally.silent = len(page.records)
        tally.examples = [f"{page.kind}: no headings found in {page.columns}"]
        return tally
    truth = dict(zip(page.lines, _known_columns(page, len(found.columns)), strict=True))
    flagged = {each.record for each in found.issues if each.record is not None and each.needs_a_person}
    _judge_found(page, found, truth, flagged, tally)
    _judge_lost(page, found, truth, flagged, tally)
    return tally


def truths(page: Page, found: Recovered) -> Callable[[RawRecord], bool]:
    """Tells of each record found whether every paragraph of it is in its cell."""
    truth = dict(zip(page.lines, _known_columns(page, len(found.columns)), strict=True))
    return lambda record: truth.get(record.lines[0]) == cells_of(record)


def _known_columns(page: Page, count: int) -> list[tuple[Lines, ...]]:
    """The records without a column that nobody knows and nothing fills, where it was not found."""
    blank = {
        n
        for n, (role, _) in enumerate(page.columns)
        if role is Role.TEXT and not any(record[n] for record in page.records)
    }
    if not blank or count == len(page.columns):
        return list(page.records)
    return [tuple(cell for n, cell in enumerate(record) if n not in blank) for record in page.records]


def _judge_found(
    page: Page,
    found: Recovered,
    truth: Mapping[int, tuple[Lines, ...]],
    flagged: Collection[int | None],
    tally: Tally,
) -> None:
    last = found.records[-1].number if found.records else 0
    for record in found.records:
        exact = truth.get(record.lines[0]) == cells_of(record)
        doubted = record.number in flagged
        tally.exact += exact
        expected = (page.truncated or page.end == len(page.tokens)) and record.number == last
        tally.nuisance += exact and doubted and not expected
        tally.wrong_flagged += doubted and not exact
        tally.bins[max(edge for edge in EDGES if edge <= record.confidence), exact] += 1
        if exact and doubted and not expected:
            tally.nuisances.append(f"{page.kind}: {record.confidence:.4f} {cells_of(record)}")
        if not exact and not doubted:
            tally.silent += 1
            tally.examples.append(f"{page.kind}: {record.confidence:.4f} {_difference(record, truth)}")


def _difference(record: RawRecord, truth: Mapping[int, tuple[Lines, ...]]) -> str:
    right = truth.get(record.lines[0])
    if right is None or len(right) != len(record.cells):
        return f"invented {cells_of(record)}"
    cells = zip(record.cells, right, strict=True)
    return "; ".join(f"{c.role.value} {c.texts} for {t}" for c, t in cells if c.texts != t)


def _judge_lost(
    page: Page,
    found: Recovered,
    truth: Mapping[int, tuple[Lines, ...]],
    flagged: Collection[int | None],
    tally: Tally,
) -> None:
    """A record of the page of which no record of ours has words, and the one before it is not doubted.

    One that has words of it is wrong itself, and counted as such.
    """
    starts = {each.lines[0] for each in found.records}
    ends = dict(pairwise([*sorted(truth), math.inf]))  # where the next one begins
    for line in truth.keys() - starts:
        cover = [each for each in found.records if each.lines[0] < ends[line] and line <= each.lines[1]]
        neighbours = [each.number for each in found.records if each.lines[1] < line][-1:]
        if not cover and not set(neighbours) & set(flagged):
            tally.silent += 1
            tally.examples.append(f"{page.kind}: lost {truth[line]}")
