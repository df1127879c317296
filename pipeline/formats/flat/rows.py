"""Flat rows in their two shapes, a row of CSV cells and a JSON object, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipeline.formats.csv_cells import INNER, join_values, split_values
from pipeline.formats.flat.columns import FlatColumn, Value, columns


def to_cells(row: Mapping[str, Value]) -> dict[str, str]:
    """The row as text cells, by column."""
    return {column.name: _cell(column, row[column.name]) for column in columns()}


def _cell(column: FlatColumn, value: Value) -> str:
    if not column.many:
        return _text(value)
    if column.parts:
        return join_values(join_values(each, INNER) for each in value)
    return join_values(_text(each) for each in value)


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def to_object(row: Mapping[str, Value]) -> dict[str, Any]:
    """The row as a JSON object; columns that share a path become one list of objects."""
    nested: dict[str, Any] = {}
    for column in columns():
        group, _, member = column.where.partition(".")
        value = row[column.name]
        if not member:
            nested[group] = _plain(value)
            continue
        members = nested.setdefault(group, [{} for _ in value])
        for each, part in zip(members, value, strict=True):
            each[member] = _plain(part)
    return nested


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def from_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """The JSON object of a row of CSV cells: the same as `to_object` gives for its row."""
    return to_object({column.name: _value(column, cells) for column in columns()})


def _value(column: FlatColumn, cells: Mapping[str, str]) -> Value:
    cell = cells[column.name]
    if not column.many:
        return _scalar(column, cell)
    count = len(_listed(cells[_leader(column)]))
    if count == 0:
        return ()
    values = split_values(cell)
    if column.parts:
        return tuple(_listed(each, INNER) for each in values)
    return tuple(each or None for each in values)


def _listed(cell: str, separator: str = "; ") -> Sequence[str]:
    return split_values(cell, separator) if cell else ()


def _leader(column: FlatColumn) -> str:
    """The column whose values are never blank, and tell how many there are."""
    group, _, member = column.where.partition(".")
    if not member:
        return column.name
    return next(each.name for each in columns() if each.where.startswith(f"{group}."))


def _scalar(column: FlatColumn, cell: str) -> Value:
    if not cell:
        return None
    if column.type == "integer":
        return int(cell)
    if column.type == "number":
        return Decimal(cell)
    return cell == "true" if column.type == "boolean" else cell
