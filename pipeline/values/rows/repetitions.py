"""Rows that say what an earlier one says, or bear its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.issues import issue
from pipeline.model import Record


def tell_repetitions(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records, each told of an earlier row that says the same or has the same name."""
    rows: dict[tuple[tuple[str, ...], ...], int] = {}
    by_name: dict[str, int] = {}
    return tuple(_told(record, rows, by_name) for record in records)


def _told(record: Record, rows: dict[tuple[tuple[str, ...], ...], int], by_name: dict[str, int]) -> Record:
    number, name = record.number, record.service.name
    same = rows.setdefault(tuple(cell.texts for cell in record.raw.cells), number)
    namesake = by_name.setdefault(name.casefold(), number)
    if same != number:
        said = issue("row-repeated", other=same)
    elif namesake != number and name:
        said = issue("name-repeated", value=name, field="name", other=namesake)
    else:
        return record
    return replace(record, issues=(*record.issues, said.at(record=number, line=record.raw.lines[0])))
