"""Entries as the two HTML pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.dataset import Dataset, Entry
from pipeline.formats.pages.coverage import codes_of
from pipeline.formats.pages.rendering import words_of
from pipeline.model import AgeRange, Area, Cell, Derivation, Role, Service
from pipeline.source import Source

ANYWHERE = "*"

DOWNLOADS = (
    ("services.csv", "one row a service, for spreadsheets"),
    ("services.json", "the same, nested, for programs"),
    ("datapackage.json", "Data Package: columns, licence, sources and hashes of the two files above"),
    ("hsds-uk-3.0/index.json", "an Open Referral UK feed, as static files"),
    ("hsds-3.1/services.json", "the full Human Services Data Specification, nested"),
    ("hsds-3.1/datapackage.json", "the same as a tabular data package"),
)
FOR_THE_OFFICER = (
    ("issues.csv", "everything that the run had to say"),
    ("provenance.csv", "every value that differs from the page, with its words and line"),
    ("hsds-uk-3.0/not-carried.csv", "what the UK profile cannot carry"),
    ("changes.json", "what changed, field by field"),
    ("changes.atom", "the same as a feed to subscribe to"),
    ("release.json", "source, snapshot, counts, and the hash of every file"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One service, ready for a template."""

    id: str
    service: Service
    cells: tuple[Cell, ...]
    derivations: tuple[Derivation, ...]
    line: int
    words: str
    codes: tuple[str, ...]
    maybe: tuple[str, ...]  # authorities that it may serve besides; ANYWHERE where that is not known at all

    @property
    def ages(self) -> AgeRange | None:
        return self.service.ages

    @property
    def low(self) -> str:
        return "" if not self.ages or self.ages.minimum is None else str(self.ages.minimum)

    @property
    def high(self) -> str:
        return "" if not self.ages or self.ages.maximum is None else str(self.ages.maximum)

    @property
    def places(self) -> str:
        return ", ".join(each.name for each in self.service.areas)

    @property
    def printed_age(self) -> str:
        return " ".join(text for each in self.cells if each.role is Role.AGE for text in each.texts)


def shown_entries(dataset: Dataset) -> Iterator[Shown]:
    """Every published service, in page order."""
    return (_shown(dataset, each) for each in dataset.entries)


def areas_of(dataset: Dataset) -> list[tuple[str, str]]:
    """The authorities to choose from, by name."""
    names = {each.code: each.name for each in dataset.source.gazetteer if each.code}
    codes = dataset.source.places.coverage
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda each: each[1])


def _maybe(areas: tuple[Area, ...], source: Source) -> Iterator[str]:
    """The authorities that the areas without a place may mean."""
    if not areas:
        yield ANYWHERE
    for area in areas:
        if area.code is None and not area.within:
            known = [each for each in area.candidates if each in source.places.coverage]
            yield from known or [ANYWHERE]


def _shown(dataset: Dataset, entry: Entry) -> Shown:
    record = entry.record
    codes = codes_of(record, dataset.source)
    maybe = {each for each in _maybe(record.service.areas, dataset.source) if each not in codes}
    return Shown(
        entry.id,
        record.service,
        record.raw.cells,
        record.derivations,
        record.raw.lines[0],
        words_of(entry),
        tuple(sorted(codes)),
        tuple(sorted(maybe)),
    )
