"""Rows across a table that name one of its services, as "Please note: the Youth Club is closed" does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role

SHORTEST_NAME = 4  # letters; what is shorter may be a part of anything


def say_named(said: Sequence[Issue], records: Sequence[RawRecord]) -> list[Issue]:
    """What rows across the table say of records that they name."""
    notes = [each for each in said if each.code in ("section-row", "table-note") and each.value]
    if not notes:
        return []
    return [
        issue("row-named", value=note.value, record=record.number, line=record.lines[0])
        for record in records
        if len(name := record.text(Role.NAME)) >= SHORTEST_NAME
        for note in notes
        if note.value != name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", note.value or "", re.I)
    ]
