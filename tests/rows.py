"""Rows made by hand, for tests of normalise and the rooms behind it."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec import structs

from pipeline.model import Cell, Column, Extraction, Paragraph, RawRecord, Record, Role
from pipeline.normalise import normalise
from pipeline.source import GENERAL, Patch, Policy, Source, Table

HEADINGS = {role: role.value.title() for role in Role}


def raw_record(number: int = 1, headings: dict[Role, str] | None = None, **cells: str) -> RawRecord:
    """A row with one cell for each role named, its paragraphs divided by "|"."""
    made = []
    line = 10 * number
    for role, printed in cells.items():
        texts = [text for text in printed.split("|") if text]
        column = Column(Role(role), (headings or HEADINGS)[Role(role)])
        made.append(Cell(column, tuple(Paragraph(text, line + n) for n, text in enumerate(texts))))
        line += len(texts)
    return RawRecord(number, tuple(made), (10 * number, max(10 * number, line - 1)))


def extraction(*rows: RawRecord) -> Extraction:
    columns = tuple(cell.column for cell in rows[0].cells) if rows else ()
    return Extraction(columns, rows, ())


def record(source: Source = GENERAL, headings: dict[Role, str] | None = None, **cells: str) -> Record:
    """The record that normalise makes of one such row."""
    return normalise(extraction(raw_record(1, headings, **cells)), source).items[0]


def with_policy(**policy: object) -> Source:
    return structs.replace(GENERAL, policy=msgspec.convert(policy, Policy))


def with_table(**table: object) -> Source:
    return structs.replace(GENERAL, table=msgspec.convert(table, Table))


def patch(field: str, match: str, value: str | int | tuple[str, ...] | None) -> Patch:
    return Patch(field=field, match=match, value=value, why="asked", since=date(2026, 1, 2), by="a clerk")


def codes(made: Record) -> list[str]:
    return [each.code for each in made.issues]
