"""Provenance leads from each value to its words, in `metadata` and provenance.csv, and none is missing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pipeline.formats.checks.faults import Fault
from pipeline.formats.checks.reading import Release
from pipeline.formats.csv_cells import INNER, read_csv
from pipeline.formats.hsds.fields import FULL
from pipeline.formats.hsds.rows import NOT_STATED

# Values that no page states: each needs a row that says which rule made it.
MADE = {
    "service": ("status", "alert", "assured_date", "last_modified"),
    "organization": ("description",),
    "contact": ("title",),
    "program": ("description",),
}
# Values of a place that are never printed.
DERIVED = ("kind", "code", "within", "candidates")
_PATH = re.compile(r"(\w+)(?:\.(\d+))?(?:\.(\w+))?")


def check_provenance(release: Release) -> Iterator[Fault]:
    """Every value whose provenance is missing, or ends at another value."""
    rows = {(table, str(row.get("id"))): row for table, each in release.tables.items() for row in each}
    last: dict[tuple[str, str, str], str] = {}
    for each in release.tables.get("metadata", ()):
        key = (each.get("resource_type", ""), each.get("resource_id", ""), each.get("field_name", ""))
        if key in last and each.get("previous_value") != last[key]:
            yield _fault(key, each.get("previous_value", ""))
        if each.get("previous_value") == each.get("replacement_value"):
            yield _fault(key, each.get("previous_value", ""))
        if (each.get("previous_value") == NOT_STATED) != (each.get("last_action_type") == "create"):
            yield _fault(key, each.get("last_action_type", ""))
        last[key] = each.get("replacement_value", "")
    for key, value in last.items():
        row = rows.get(key[:2])
        if row is not None and row.get(key[2]) != value:
            yield _fault(key, value)
    yield from _missing(rows, last)
    yield from _flat(release)


def _fault(key: tuple[str, str, str], value: str) -> Fault:
    table, ident, field = key
    return Fault("release-provenance-wrong", f"{table} in {FULL}", ident, field, value)


def _missing(
    rows: Mapping[tuple[str, str], Mapping[str, str]], last: Mapping[tuple[str, str, str], str]
) -> Iterator[Fault]:
    for (table, ident), row in rows.items():
        for field in MADE.get(table, ()):
            if row.get(field) and (table, ident, field) not in last:
                yield _fault((table, ident, field), row[field])


def _flat(release: Release) -> Iterator[Fault]:
    """provenance.csv against the flat dataset."""
    try:
        listed = read_csv(release.files.get("provenance.csv", b"id\n"))
    except ValueError as error:
        yield Fault("release-file", "provenance.csv", value="provenance.csv", why=f"it is no table: {error}")
        return
    ends: dict[tuple[str, str], list[str]] = {}
    for row in listed:
        ends.setdefault((row["id"], row.get("field", "")), []).append(row.get("published", ""))
    services = {str(each.get("id")): each for each in release.flat}
    for (ident, field), published in ends.items():
        service = services.get(ident)
        value = _at(service, field) if service else None
        if field == "amount" and any(_sum(each) == _sum(str(value)) for each in published):
            continue
        text = "" if value is None else str(value)
        if value is not _UNKNOWN and text not in published:  # of several steps, one is the last
            yield Fault("release-provenance-wrong", "provenance.csv", ident, field, published[-1])
    yield from _unexplained(services, ends)


def _unexplained(
    services: Mapping[str, Mapping[str, Any]], explained: Container[tuple[str, str]]
) -> Iterator[Fault]:
    """Every value of a place or a contact that no row of provenance.csv leads to."""
    for ident, service in services.items():
        for field in _derived(service):
            if (ident, field) not in explained:
                yield Fault(
                    "release-provenance-wrong", "provenance.csv", ident, field, str(_at(service, field))
                )


def _derived(service: Mapping[str, Any]) -> Iterator[str]:
    """The path of each value of the places and contacts that the page does not print as it stands."""
    for n, area in enumerate(service.get("areas") or ()):
        if isinstance(area, dict):
            yield from (f"areas.{n}.{part}" for part in DERIVED if area.get(part))
            if area.get("name") != area.get("printed"):
                yield f"areas.{n}.name"
    printed = str(service.get("contact_printed") or "")
    for n, contact in enumerate(service.get("contacts") or ()):
        if isinstance(contact, dict):
            yield from (
                f"contacts.{n}.{part}"
                for part in ("email", "label")
                if str(contact.get(part) or "") not in printed
            )


def _sum(text: str) -> Decimal | None:
    """The number that the text begins with: `1500.00 GBP` is the `1500` of the JSON."""
    try:
        return Decimal(text.split()[0])
    except (ArithmeticError, IndexError):
        return None


_UNKNOWN = object()


def _at(service: Mapping[str, Any], path: str) -> Any:
    """The flat value at a derivation's path; `_UNKNOWN` where it is no single text."""
    found = _PATH.fullmatch(path)
    if not found or found[1] not in service:
        return _UNKNOWN
    value: Any = service[found[1]]
    if found[2] is not None:
        value = value[int(found[2])] if int(found[2]) < len(value) else None
    if found[3] is not None and value is not None:
        value = value.get(found[3], _UNKNOWN) if isinstance(value, dict) else _UNKNOWN
    if isinstance(value, list):
        return INNER.join(value) if found[3] else _UNKNOWN
    return value
