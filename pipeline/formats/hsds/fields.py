"""The tables and fields of HSDS that we publish, as facts of the standard: fields.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FACTS = Path(__file__).with_name("fields.csv")

HSDS = "3.1"
HSDS_UK = "uk-3.0"
FULL = f"hsds-{HSDS}"  # the folder of each
FEED = f"hsds-{HSDS_UK}"

# What the UK feed carries beyond its profile. The policy of the source decides whether there are any.
DECLARED: frozenset[tuple[str, str]] = frozenset({("contact", "email")})


@dataclass(frozen=True, slots=True)
class HsdsField:
    """One field of one table; `required`: always, csv (in the table, not when nested), or blank."""

    version: str
    table: str
    file: str
    field: str
    type: str
    format: str
    required: str
    unique: bool
    codelist: tuple[str, ...]
    table_named: str  # the table that it nests, or that its identifier points to

    @property
    def nested(self) -> bool:
        return self.type in ("array", "object")


@cache
def fields(version: str) -> Mapping[str, Mapping[str, HsdsField]]:
    """Every field of a version, by table and name, in the standard's order."""
    tables: dict[str, dict[str, HsdsField]] = {}
    for each in _facts():
        if each.version == version:
            tables.setdefault(each.table, {})[each.field] = each
    return tables


def columns_of(version: str, table: str) -> tuple[str, ...]:
    """The columns of a table's CSV file: its fields that nest nothing."""
    return tuple(name for name, each in fields(version)[table].items() if not each.nested)


def file_of(version: str, table: str) -> str:
    """The name of a table's CSV file."""
    return next(iter(fields(version)[table].values())).file


def _facts() -> Iterator[HsdsField]:
    with FACTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield HsdsField(
                version=row["version"],
                table=row["table"],
                file=row["file"],
                field=row["field"],
                type=row["type"],
                format=row["format"],
                required=row["required"],
                unique=row["unique"] == "yes",
                codelist=tuple(filter(None, row["codelist"].split("|"))),
                table_named=row["table_named"],
            )
