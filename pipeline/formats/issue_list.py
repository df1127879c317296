"""issues.csv: every issue of the run, in page order, with its place in the document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.dataset import Dataset
from pipeline.formats.flat_cells import to_csv
from pipeline.formats.public import to_public
from pipeline.issues import Issue, catalogue

HEADER = ("severity", "code", "record", "id", "name", "field", "value", "line", "message", "remedy")


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """issues.csv; issues about the document as a whole come first, with no record."""
    shown = to_public(dataset)
    names = {each.record.number: (each.id, each.record.service.name) for each in shown.entries}
    names |= {each.number: ("", each.service.name) for each in shown.withheld}
    listed = sorted(shown.issues, key=lambda each: (each.record or 0, each.line or 0))
    yield "issues.csv", to_csv(HEADER, (_row(each, names) for each in listed))


def _row(issue: Issue, names: dict[int, tuple[str, str]]) -> dict[str, str]:
    ident, name = names.get(issue.record or 0, ("", ""))
    kind = catalogue().get(issue.code)
    return {
        "severity": str(issue.severity),
        "code": issue.code,
        "record": "" if issue.record is None else str(issue.record),
        "id": ident,
        "name": name,
        "field": issue.field or "",
        "value": issue.value or "",
        "line": "" if issue.line is None else str(issue.line),
        "message": issue.message,
        "remedy": kind.remedy if kind else "",
    }
