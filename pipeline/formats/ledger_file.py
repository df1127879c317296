"""`ids.csv`, every identifier for ever; and `ledger.json`, from which the next release goes on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from pipeline.dataset import Dataset

HEADER = ("table", "key", "id", "first_seen", "last_seen", "replaced_by")


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """ids.csv and ledger.json.

    A key is lower-case words parted by blanks and bars, so no cell begins with what a spreadsheet would run.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for row in dataset.ledger:
        writer.writerow((row.table, row.key, row.id, row.first_seen, row.last_seen, row.replaced_by or ""))
    yield "ids.csv", text.getvalue().encode("utf-8")
    encoded = msgspec.json.encode(dataset.journal, order="deterministic")
    yield "ledger.json", msgspec.json.format(encoded, indent=1) + b"\n"
