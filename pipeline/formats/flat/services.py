"""The flat dataset: services.csv, services.json, their schemas, and the Data Package that describes them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from pipeline.dataset import Dataset
from pipeline.formats.csv_cells import to_csv
from pipeline.formats.flat.columns import columns, read_entry
from pipeline.formats.flat.rows import to_cells, to_object
from pipeline.formats.flat.schemas import json_schema, table_schema
from pipeline.formats.json_text import to_json
from pipeline.formats.public import to_public


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """services.csv, services.json, services.schema.json and datapackage.json."""
    shown = to_public(dataset)
    rows = [read_entry(shown, each) for each in shown.entries]
    table = to_csv([each.name for each in columns()], (to_cells(row) for row in rows))
    nested = to_json([to_object(row) for row in rows])
    schema = to_json(json_schema(dataset.source.title, dataset.source.description))
    yield "services.csv", table
    yield "services.json", nested
    yield "services.schema.json", schema
    yield "datapackage.json", to_json(_package(shown, table, nested))


def _package(dataset: Dataset, table: bytes, nested: bytes) -> dict[str, Any]:
    resources = [
        {
            "name": "services",
            "path": "services.csv",
            "title": dataset.source.title,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n"},
            **size(table),
            "schema": table_schema(),
        },
        {
            "name": "services-json",
            "path": "services.json",
            "title": "The same services, nested",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
            **size(nested),
            "jsonSchema": "services.schema.json",
        },
    ]
    return describe(dataset, dataset.source.id, resources)


def size(content: bytes) -> dict[str, Any]:
    """The length and the hash of a file, as Data Package words them."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def describe(dataset: Dataset, name: str, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """A Data Package descriptor: what the resources are, whose, from where, and as of when."""
    source = dataset.source
    package: dict[str, Any] = {
        "name": re.sub(r"[^a-z0-9._-]", "-", name.lower()),
        "title": source.title,
        "description": source.description,
        "profile": "data-package",
        "version": dataset.as_of.isoformat(),
        "homepage": source.page.url,
        "licenses": [_licence(dataset)],
        "sources": [_page(dataset)],
        "contributors": [_publisher(dataset)],
        "asOf": dataset.as_of.isoformat(),
        "freshDays": source.policy.fresh_days,
    }
    if dataset.page_date:
        package["pageDate"] = dataset.page_date.isoformat()
    return package | {"resources": resources}


def _licence(dataset: Dataset) -> dict[str, str]:
    licence = dataset.source.licence
    return {"name": licence.name, "path": licence.url, "title": licence.title}


def _page(dataset: Dataset) -> dict[str, Any]:
    snapshot = dataset.snapshot
    page = {"title": dataset.title or dataset.source.title, "path": dataset.source.page.url}
    note = {"note": snapshot.note} if snapshot.note else {}
    return page | {"sha256": snapshot.sha256, "altered": snapshot.altered} | note


def _publisher(dataset: Dataset) -> dict[str, str]:
    publisher = dataset.source.publisher
    email = {"email": publisher.email} if publisher.email else {}
    return {"title": publisher.name, "path": publisher.url, "role": "publisher", **email}
