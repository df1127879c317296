"""The records of several tables, each read by itself, as one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue
from pipeline.model import Extraction, RawRecord
from pipeline.tables.grids.parts import fits, in_order, say_differs, say_joined, say_left_out


def join(tables: Sequence[Extraction]) -> Extraction:
    """The records of all tables with the columns of the best one or some of them, numbered through.

    The best one has most roles, and of such most records. The title is the first one's.
    """
    best = max(tables, key=lambda each: (len({column.role for column in each.columns}), len(each.records)))
    records: list[RawRecord] = []
    issues: list[Issue] = []
    count = 0
    for table in tables:
        line, before = table.records[0].lines[0], len(records)
        if not fits(table.columns, best.columns):
            issues.append(say_left_out(_headings(table), line))
            continue
        count += 1
        if len(table.columns) < len(best.columns):
            issues.append(say_differs(_headings(table), line))
        records += (
            structs.replace(each, number=before + each.number)
            for each in in_order(table.records, best.columns)
        )
        said = table.issues if table is tables[-1] else _but_cut_off(table)
        issues += (replace(each, record=before + each.record) if each.record else each for each in said)
    return Extraction(best.columns, tuple(records), (*issues, *say_joined(count)), title=tables[0].title)


def _headings(table: Extraction) -> Iterator[str]:
    return (column.heading for column in table.columns)


def _but_cut_off(table: Extraction) -> Iterator[Issue]:
    """What is said of a table with another behind it: that it may go on only where its last record does."""
    is_whole = bool(table.records[-1].cells[-1].paragraphs)
    return (each for each in table.issues if not (is_whole and each.code == "table-truncated"))
