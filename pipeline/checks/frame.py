"""Records as a pandas frame: the shape that pandera and great-expectations read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from pipeline.model import FIELDS, Record, Role, Service

_FIELDS = {role: member for role, member in FIELDS.items() if role is not Role.TEXT}


def to_frame(records: Sequence[Record]) -> pd.DataFrame:
    """One row a record, indexed by its number; `<role>_printed` and `<role>_understood` for each role."""
    frame = pd.DataFrame([_row(each) for each in records], index=[each.number for each in records])
    return frame.astype({"minimum_age": "Int64", "maximum_age": "Int64"}) if len(frame) else frame


def _row(record: Record) -> dict[str, object]:
    service = record.service
    ages = service.ages
    return {
        "name": service.name,
        "minimum_age": ages.minimum if ages else None,
        "maximum_age": ages.maximum if ages else None,
        "codes": [each.code for each in service.areas if each.code],
        "emails": [each.email for each in service.contacts],
        "phones": list(service.phones),
        "urls": list(service.urls),
        "first_line": record.raw.lines[0],
        **dict(_cells(record)),
    }


def _cells(record: Record) -> Iterator[tuple[str, object]]:
    doubted = {(each.field or "").split(".")[0] for each in record.issues if each.needs_a_person}
    for role, field in _FIELDS.items():
        printed = record.raw.text(role) or None
        yield f"{role}_printed", printed
        if printed is not None:
            yield f"{role}_understood", _has(record.service, field) and not doubted & _names(role, field)


def _has(service: Service, field: str) -> bool:
    value = getattr(service, field)
    return value is not None and value not in ("", ())


def _names(role: Role, field: str) -> set[str]:
    bounds = {"minimum_age", "maximum_age"} if role is Role.AGE else set()
    return {role.value, field} | bounds
