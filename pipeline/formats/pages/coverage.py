"""Where there are services, and for whom: authorities by single years of age, so that gaps show."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dataset import Dataset
from pipeline.gazetteer import Place
from pipeline.model import AgeRange, Area, Record
from pipeline.source import Source

YEARS = range(26)


@dataclass(frozen=True, slots=True)
class Row:
    """One authority: how many services each year of age finds there."""

    code: str
    name: str
    counts: tuple[int, ...]
    services: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix, and the names of the services that it cannot place."""

    rows: tuple[Row, ...]
    not_placed: tuple[str, ...]

    @property
    def most(self) -> int:
        return max((count for row in self.rows for count in row.counts), default=0)


def coverage_of(dataset: Dataset) -> Coverage:
    """The matrix of the authorities in `places.coverage`, in their order.

    A service counts where it names the authority, a place within it, or an area that holds all of it; and at
    each age that its words include. A service without an understood age or area is listed, not counted.
    """
    codes = dataset.source.places.coverage
    names = {each.code: each.name for each in dataset.source.gazetteer if each.code}
    placed = {each.id: codes_of(each.record, dataset.source) for each in dataset.entries}
    rows = []
    for code in codes:
        here = [each.record for each in dataset.entries if code in placed[each.id]]
        counts = tuple(sum(_serves(each.service.ages, year) for each in here) for year in YEARS)
        rows.append(Row(code, names.get(code, code), counts, len(here)))
    lost = [each.record.service for each in dataset.entries if not placed[each.id] or _is_unsure(each.record)]
    return Coverage(tuple(rows), tuple(each.name for each in lost))


def _is_unsure(record: Record) -> bool:
    """True where the age is not known, or one of the areas is none that can be placed."""
    areas = record.service.areas
    return record.service.ages is None or any(not each.code and not each.within for each in areas)


def _serves(ages: AgeRange | None, year: int) -> bool:
    if ages is None:
        return False
    return (ages.minimum or 0) <= year and (ages.maximum is None or year <= ages.maximum)


def codes_of(record: Record, source: Source) -> set[str]:
    """The authorities in `places.coverage` that the record's areas are, lie in, or hold."""
    covered = {code for area in record.service.areas for code in _covered(area, source.gazetteer)}
    return covered & set(source.places.coverage)


def _covered(area: Area, places: tuple[Place, ...]) -> set[str]:
    """The area's own code, what contains it, and every place that lies in it."""
    own = {area.code} if area.code else set()
    inside = {each.code for each in places if each.code and area.code and area.code in each.part_of}
    return own | set(area.within) | inside
