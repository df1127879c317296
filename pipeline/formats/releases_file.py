"""`releases.csv`: all releases, oldest first, this one last."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.dataset import Change, ChangeKind, Dataset, ReleaseRow, count_changes

HEADER = (
    "as_of",
    "page_date",
    "snapshot_sha256",
    "content_sha256",
    "records",
    "flagged",
    "withheld",
    "verdict",
    *ChangeKind,
    "accepted",
)


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """releases.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    past = dataset.past or ((),) * len(dataset.history)
    for row, changes in zip(dataset.history, past, strict=True):
        writer.writerow(_cells(row, changes))
    yield "releases.csv", text.getvalue().encode("utf-8")


def _cells(row: ReleaseRow, changes: tuple[Change, ...]) -> tuple[object, ...]:
    return (
        row.as_of,
        row.page_date or "",
        row.snapshot_sha256,
        row.content_sha256,
        row.records,
        row.flagged,
        row.withheld,
        row.verdict.value,
        *count_changes(changes).values(),
        _plain(row.accepted or ""),
    )


def _plain(text: str) -> str:
    """Free text as a cell that no spreadsheet runs as a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line[:1] in tuple("=+-@＝＋－＠") and line else line
