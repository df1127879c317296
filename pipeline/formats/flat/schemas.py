"""The flat dataset's two schemas, both from the one description of its columns."""

from __future__ import annotations

from typing import Any

from pipeline.formats.csv_cells import SEPARATOR
from pipeline.formats.flat.columns import FlatColumn, columns

_JSON_TYPE = {"date": "string"}
_JSON_WORDS = ("minimum", "maximum", "minLength", "enum", "pattern", "format")


def table_schema() -> dict[str, Any]:
    """The Table Schema of services.csv."""
    return {
        "fields": [_table_field(each) for each in columns()],
        "missingValues": [""],
        "primaryKey": "id",
    }


def _table_field(column: FlatColumn) -> dict[str, Any]:
    constraints = {word: value for word, value in column.constraints.items() if word != "format"}
    if column.required:
        constraints = {"required": True, **constraints}
    listed = f" Several are joined by `{SEPARATOR}`." if column.many else ""
    described: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.description + listed,
        "type": column.type,
        "example": column.example,
    }
    if "format" in column.constraints:
        described["format"] = column.constraints["format"]
    if column.unit:
        described["unit"] = column.unit
    return described | ({"constraints": constraints} if constraints else {})


def json_schema(title: str, description: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of services.json: services, with no member undescribed."""
    properties: dict[str, Any] = {}
    for column in columns():
        group, _, member = column.where.partition(".")
        if not member:
            properties[group] = _property(column)
            continue
        item = properties.setdefault(group, {"type": "array", "items": _object({})})["items"]
        item["properties"][member] = _single(column)
        item["required"].append(member)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        "type": "array",
        "items": _object(properties),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with all of these members, and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(column: FlatColumn) -> dict[str, Any]:
    if not column.many:
        return _single(column)
    return _words(column) | {"type": "array", "items": {"type": "string", "minLength": 1}}


def _single(column: FlatColumn) -> dict[str, Any]:
    """One value; blank is null, but where the column is required or leads its list."""
    if column.parts:
        return _words(column) | {"type": "array", "items": {"type": "string", "minLength": 1}}
    kind = _JSON_TYPE.get(column.type, column.type)
    never_blank = column.required or column.where in ("areas.name", "areas.printed", "contacts.email")
    rules = {word: column.constraints[word] for word in _JSON_WORDS if word in column.constraints}
    if column.type == "date":
        rules["format"] = "date"
    return _words(column) | {"type": kind if never_blank else [kind, "null"]} | rules


def _words(column: FlatColumn) -> dict[str, Any]:
    return {"title": column.title, "description": column.description, "examples": [column.example]}
