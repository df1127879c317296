"""Columns that no role fits and nobody need look at: those that the source knows, and running numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.issues import Issue, issue
from pipeline.model import Extraction, Role
from pipeline.tables.headings import plain

UNKNOWN = "heading-unknown"
FEWEST = 3  # rows whose numbers run on under any heading
BRIEF = 3  # letters of a heading such as "No." or "Ref", under which two are enough


def settle_unknown(found: Extraction, own: Mapping[str, Role]) -> Extraction:
    """The same records, without a warning for a heading that the source calls `text`, or over row numbers.

    Issues: column-numbers-rows.
    """
    if not any(each.code == UNKNOWN for each in found.issues):
        return found
    known = {_key(heading) for heading, role in own.items() if role is Role.TEXT}
    return replace(found, issues=tuple(_settled(found, known)))


def _settled(found: Extraction, known: set[str]) -> Iterator[Issue]:
    for each in found.issues:
        heading = each.value or ""
        if each.code != UNKNOWN or not (_key(heading) in known or _numbers_rows(found, heading)):
            yield each
        elif _key(heading) not in known:
            yield issue("column-numbers-rows", value=heading, line=each.line)


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
