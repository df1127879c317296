"""Columns under headings without a role: those that the source knows, running numbers, and ages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Extraction, Role
from pipeline.tables.grammars import kind
from pipeline.tables.headings.words import plain, tells

_AGES = ("age", "age-word", "age-in")
UNKNOWN = "heading-unknown"
FEWEST = 3  # rows whose numbers run on under any heading
BRIEF = 3  # letters of a heading such as "No." or "Ref", under which two are enough


def settle_unknown(found: Extraction, own: Mapping[str, Role]) -> Extraction:
    """The same records, without a warning for a heading that the source calls `text`, or over row numbers.

    A column without heading and words is left out. A heading that says for whom a service is has the
    role of ages, where its cells are ages.

    Issues: column-numbers-rows.
    """
    if not any(each.code == UNKNOWN for each in found.issues):
        return found
    found = _with_ages(_without_blank(found), {_key(heading) for heading in own})
    known = {_key(heading) for heading, role in own.items() if role is Role.TEXT}
    return replace(found, issues=tuple(_settled(found, known)))


def _settled(found: Extraction, known: set[str]) -> Iterator[Issue]:
    for each in found.issues:
        heading = each.value or ""
        if each.code != UNKNOWN or not (_key(heading) in known or _numbers_rows(found, heading)):
            yield each
        elif _key(heading) not in known:
            yield issue("column-numbers-rows", value=heading, line=each.line)


def _without_blank(found: Extraction) -> Extraction:
    """The same records without columns that say nothing, such as a tool prints beside a row's last bar."""
    kept = [n for n, column in enumerate(found.columns) if _says_something(found, n, column)]
    if len(kept) == len(found.columns):
        return found
    columns = tuple(found.columns[n] for n in kept)
    headings = {column.heading for column in columns}
    records = (structs.replace(each, cells=tuple(each.cells[n] for n in kept)) for each in found.records)
    issues = (each for each in found.issues if each.code != UNKNOWN or each.value in headings)
    return replace(found, columns=columns, records=tuple(records), issues=tuple(issues))


def _says_something(found: Extraction, place: int, column: Column) -> bool:
    is_named = column.role is not Role.TEXT or bool(column.heading.strip())
    return is_named or any(record.cells[place].paragraphs for record in found.records)


def _with_ages(found: Extraction, own: Collection[str]) -> Extraction:
    """The same records with the role of ages for a column that says for whom by ages, where none has it."""
    if any(column.role is Role.AGE for column in found.columns):
        return found
    asked = (each for each in found.columns if each.role is Role.TEXT and tells(each.heading) == "who")
    old = next((each for each in asked if _key(each.heading) not in own and _holds_ages(found, each)), None)
    if old is None:
        return found
    new = Column(Role.AGE, old.heading)
    return replace(
        found,
        columns=tuple(new if each == old else each for each in found.columns),
        records=tuple(structs.replace(each, cells=_under(each.cells, old, new)) for each in found.records),
        issues=tuple(each for each in found.issues if (each.code, each.value) != (UNKNOWN, old.heading)),
    )


def _under(cells: Sequence[Cell], old: Column, new: Column) -> tuple[Cell, ...]:
    return tuple(structs.replace(cell, column=new) if cell.column == old else cell for cell in cells)


def _holds_ages(found: Extraction, column: Column) -> bool:
    """True where nine in ten of the cells that have words are ages, most of them in figures."""
    cells = (cell for record in found.records for cell in record.cells if cell.column == column)
    kinds = Counter(kind(cell.text) for cell in cells if cell.paragraphs)
    ages = sum(kinds[each] for each in _AGES)
    return 10 * ages >= 9 * kinds.total() and 2 * kinds["age"] > kinds.total()


def _key(heading: str) -> str:
    return plain(heading) or heading.strip()


def _numbers_rows(found: Extraction, heading: str) -> bool:
    """True where each cell under the heading is the number of its row, counted from 1."""
    printed = [
        cell.text.strip(" .)#")
        for record in found.records
        for cell in record.of(Role.TEXT)
        if cell.column.heading == heading
    ]
    fewest = FEWEST if len(plain(heading)) > BRIEF else 2
    return len(printed) >= fewest and printed == [str(n + 1) for n in range(len(found.records))]
