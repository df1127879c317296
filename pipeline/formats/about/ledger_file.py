"""`ids.csv`, every identifier for ever; and `ledger.json`, from which the next release goes on."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from pipeline.dataset import Dataset, LedgerRow
from pipeline.formats.about.members import header_of
from pipeline.formats.csv_cells import to_csv

IDS = "ids.csv"


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """ids.csv and ledger.json."""
    yield IDS, to_csv(header_of(IDS), map(_cells, dataset.ledger), bom=False)
    encoded = msgspec.json.encode(dataset.journal, order="deterministic")
    yield "ledger.json", msgspec.json.format(encoded, indent=1) + b"\n"


def _cells(row: LedgerRow) -> dict[str, str]:
    return {
        "table": row.table,
        "key": row.key,
        "id": row.id,
        "first_seen": str(row.first_seen),
        "last_seen": str(row.last_seen),
        "replaced_by": row.replaced_by or "",
    }
