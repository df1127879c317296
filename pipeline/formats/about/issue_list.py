"""issues.csv: every issue of the run, in page order, with its place in the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.dataset import Dataset
from pipeline.formats.csv_cells import to_csv
from pipeline.formats.pages.readings import reading_of
from pipeline.formats.public import to_public
from pipeline.issues import Issue, catalogue
from pipeline.model import Record

HEADER = (
    "severity",
    "code",
    "record",
    "id",
    "name",
    "field",
    "value",
    "published",
    "line",
    "message",
    "remedy",
)


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """issues.csv; issues about the document as a whole come first, with no record."""
    shown = to_public(dataset)
    listed = sorted(shown.issues, key=lambda each: (each.record or 0, each.line or 0))
    places = _places(shown)
    rows = (_row(each, places.get(each.record or 0, _NOWHERE), shown) for each in listed)
    yield "issues.csv", to_csv(HEADER, rows)


@dataclass(frozen=True, slots=True)
class _Place:
    """The record that an issue is about, and its identifier where it is published."""

    id: str = ""
    record: Record | None = None


_NOWHERE = _Place()


def _places(dataset: Dataset) -> dict[int, _Place]:
    """Where each record of the page went, by its number."""
    held = {each.number: _Place("", each) for each in dataset.withheld}
    return held | {each.record.number: _Place(each.id, each.record) for each in dataset.entries}


def _row(issue: Issue, place: _Place, dataset: Dataset) -> dict[str, str]:
    kind = catalogue().get(issue.code)
    return {
        "severity": str(issue.severity),
        "code": issue.code,
        "record": "" if issue.record is None else str(issue.record),
        "id": place.id,
        "name": place.record.service.name if place.record else "",
        "field": issue.field or "",
        "value": issue.value or "",
        "published": reading_of(issue, place.record, not place.id, dataset.source),
        "line": "" if issue.line is None else str(issue.line),
        "message": issue.message,
        "remedy": kind.remedy if kind else "",
    }
