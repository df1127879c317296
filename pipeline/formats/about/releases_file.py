"""`releases.csv`: all releases, oldest first, this one last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.dataset import Change, Dataset, ReleaseRow, count_changes
from pipeline.formats.about.members import header_of
from pipeline.formats.csv_cells import to_csv

PATH = "releases.csv"


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """releases.csv."""
    past = dataset.past or ((),) * len(dataset.history)
    rows = (_cells(*each) for each in zip(dataset.history, past, strict=True))
    yield PATH, to_csv(header_of(PATH), rows, bom=False)


def _cells(row: ReleaseRow, changes: Sequence[Change]) -> dict[str, str]:
    return {
        "seen_on": str(row.seen_on),
        "page_date": str(row.page_date or ""),
        "snapshot_sha256": row.snapshot_sha256,
        "content_sha256": row.content_sha256,
        "records": str(row.records),
        "flagged": str(row.flagged),
        "withheld": str(row.withheld),
        "verdict": row.verdict.value,
        **{kind: str(count) for kind, count in count_changes(changes).items()},
        "accepted": row.accepted or "",
    }
