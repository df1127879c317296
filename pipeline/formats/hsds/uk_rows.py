"""The HSDS-UK 3.0 profile of the HSDS tables: what it can carry, and what it cannot, value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.formats.hsds.fields import DECLARED, FEED, FULL, HSDS, HSDS_UK, columns_of, fields, file_of
from pipeline.formats.hsds.rows import Row
from pipeline.formats.hsds.tables import Tables, by_table

LOSS_HEADER = ("table", "id", "service_id", "field", "value", "reason", "carried_in")

NO_TABLE = "the profile has no such table"
NO_FIELD = "the profile has no such field"
EXTRA = "the profile has no such field; added as a declared additional property"
UNREACHABLE = "the profile lets no service reach this table"

# Tables that the profile has, and that nothing it nests leads to: a phone's contact lists none.
_UNREACHABLE = frozenset({"phone"})
# Fields that the profile has under another name.
_RENAMED = {("service_area", "description"): "service_area"}


@dataclass(frozen=True, slots=True)
class Loss:
    """One value, or one whole row, that the profile cannot carry."""

    row: Row
    service_id: str
    field: str
    value: str
    reason: str

    def cells(self) -> dict[str, str]:
        """The loss as a row of not-carried.csv."""
        here = [f"{FEED} (additional property)"] if self.reason == EXTRA else []
        return {
            "table": self.row.table,
            "id": self.row.id,
            "service_id": self.service_id,
            "field": self.field,
            "value": self.value,
            "reason": self.reason,
            "carried_in": "; ".join([*here, f"{FULL}/{file_of(HSDS, self.row.table)}"]),
        }


def to_uk(tables: Tables) -> tuple[Tables, tuple[Loss, ...]]:
    """The tables as the profile has them, and everything that it cannot carry."""
    owners = _owners(tables)
    areas = {each.id: each for each in tables.get("service_area", ())}
    kept: list[Row] = []
    lost: list[Loss] = []
    for row in (each for rows in tables.values() for each in rows):
        fitting = _fit(row, areas)
        if fitting:
            kept.append(fitting)
        lost += _losses(row, owners)
    return by_table(kept, fields(HSDS_UK)), tuple(lost)


def _fit(row: Row, areas: Mapping[str, Row]) -> Row | None:
    """The row with the fields that the profile has; None where the profile cannot hold it at all."""
    if row.table not in fields(HSDS_UK) or row.table in _UNREACHABLE:
        return None
    moved = _moved(row, areas) if row.table == "attribute" else row
    known = {*columns_of(HSDS_UK, row.table), *(name for table, name in DECLARED if table == row.table)}
    known |= {"link_entity"} if row.table == "attribute" else set()  # needed to nest it, and never written
    renamed = {_RENAMED.get((row.table, name), name): value for name, value in moved.values.items()}
    return replace(moved, values={name: value for name, value in renamed.items() if name in known})


def _moved(row: Row, areas: Mapping[str, Row]) -> Row:
    """An attribute of an area, which the profile gives none, as one of its service, with the area's name."""
    area = areas.get(str(row.values["link_id"]))
    if area is None:
        return row
    moved = {
        "link_id": area.values["service_id"],
        "link_entity": "service",
        "link_type": f"{row.values['link_type']}: {area.values['name']}",
    }
    return replace(row, values={**row.values, **moved})


def _losses(row: Row, owners: dict[str, str]) -> Iterator[Loss]:
    service = owners.get(row.id, "")
    whole = json.dumps(dict(row.values), ensure_ascii=False)
    if row.table not in fields(HSDS_UK):
        yield Loss(row, service, "", whole, NO_TABLE)
    elif row.table in _UNREACHABLE:
        yield Loss(row, service, "", whole, UNREACHABLE)
    else:
        for name, value in row.values.items():
            if not _carried(row.table, name):
                reason = EXTRA if (row.table, name) in DECLARED else NO_FIELD
                yield Loss(row, service, name, str(value), reason)


def _carried(table: str, name: str) -> bool:
    """Whether the profile has the field; what nesting itself says counts as carried."""
    nesting = {("attribute", "link_entity")}
    return name in columns_of(HSDS_UK, table) or (table, name) in _RENAMED or (table, name) in nesting


def _owners(tables: Tables) -> dict[str, str]:
    """The service that each row belongs to, by the row's identifier; rows of no service are left out."""
    owners: dict[str, str] = {}
    for row in (each for rows in tables.values() for each in rows):
        own = row.id if row.table == "service" else row.values.get("service_id")
        above = row.values.get("link_id") or row.values.get("resource_id")
        owner = own or owners.get(str(above))
        if owner:
            owners[row.id] = str(owner)
            if row.table == "service_at_location":
                owners[str(row.values["location_id"])] = str(owner)
    return owners
