"""hsds-3.1/: the full HSDS as one nested JSON file, and as a tabular Data Package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.dataset import Dataset
from pipeline.formats.csv_cells import to_csv
from pipeline.formats.flat.services import describe, size
from pipeline.formats.hsds.fields import FULL, HSDS, HsdsField, columns_of, fields, file_of
from pipeline.formats.hsds.nest import Flat, Nester, page
from pipeline.formats.hsds.tables import Tables, to_tables
from pipeline.formats.json_text import to_json


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """services.json, one CSV file for each table that has rows, and datapackage.json."""
    tables = to_tables(dataset)
    flat = to_flat(tables)
    nester = Nester(HSDS, flat)
    services = [nester.nested("service", each) for each in flat.get("service", ())]
    yield f"{FULL}/services.json", to_json(page(services))
    contents = {table: _table(table, flat) for table in flat}
    for table, content in contents.items():
        yield f"{FULL}/{file_of(HSDS, table)}", content
    resources = [_resource(table, content, contents) for table, content in contents.items()]
    package = describe(dataset, f"{dataset.source.id}-{FULL}", resources)
    yield f"{FULL}/datapackage.json", to_json(package | {"profile": "tabular-data-package"})


def to_flat(tables: Tables) -> Flat:
    """The rows' values alone."""
    return {table: [each.values for each in rows] for table, rows in tables.items()}


def _table(table: str, flat: Flat) -> bytes:
    """Exact values for programs: no byte order mark, and nothing is guarded."""
    rows = ({name: str(value) for name, value in row.items()} for row in flat[table])
    return to_csv(columns_of(HSDS, table), rows, bom=False, guarded=False)


def _resource(table: str, content: bytes, used: dict[str, bytes]) -> dict[str, Any]:
    described = [each for each in fields(HSDS)[table].values() if not each.nested]
    foreign = [
        {"fields": each.field, "reference": {"resource": each.table_named, "fields": "id"}}
        for each in described
        if each.table_named in used
    ]
    schema = {
        "primaryKey": "id",
        "missingValues": [""],
        "fields": [_field(each) for each in described],
        **({"foreignKeys": foreign} if foreign else {}),
    }
    return {
        "name": table,
        "path": file_of(HSDS, table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **size(content),
        "schema": schema,
    }


def _field(each: HsdsField) -> dict[str, Any]:
    kind = {"date": "date", "date-time": "datetime"}.get(each.format, each.type)
    described: dict[str, Any] = {"name": each.field, "type": kind}
    if each.format in ("uuid", "email", "uri"):
        described["format"] = each.format
    constraints: dict[str, Any] = {"required": bool(each.required), "unique": each.unique}
    if each.codelist:
        constraints["enum"] = list(each.codelist)
    return described | {"constraints": constraints}
