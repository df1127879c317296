"""provenance.csv: every published value that differs from the page or was derived from it, with its words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.dataset import Dataset
from pipeline.formats.csv_cells import to_csv
from pipeline.formats.public import to_public

HEADER = ("record", "id", "name", "field", "printed", "published", "rule", "line")


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """provenance.csv, in page order."""
    yield "provenance.csv", to_csv(HEADER, _rows(to_public(dataset)))


def _rows(dataset: Dataset) -> Iterator[dict[str, str]]:
    for entry in dataset.entries:
        record = entry.record
        for each in record.derivations:
            yield {
                "record": str(record.number),
                "id": entry.id,
                "name": record.service.name,
                "field": each.field,
                "printed": each.printed,
                "published": each.published,
                "rule": each.rule,
                "line": str(record.raw.lines[0] if each.line is None else each.line),
            }
