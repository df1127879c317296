"""Where a flattened table ends: whether its last record is whole, and whether more of it was to come."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import is_furniture
from pipeline.tables.flattened.neighbours import Place
from pipeline.tables.grammars import kind

SHORT = 3  # paragraphs behind a table that show that it had ended, whatever they say
TYPED_WITHIN = 5  # paragraphs behind the table among which none should look like an age or an address
AGES = 2  # anywhere behind the table, which no page has at its foot
_TYPED = ("age", "email")


def find_oddities(place: Place) -> Iterator[str]:
    """What is odd about the last record: where the table ends with it."""
    column, start, end = place.span.cells[-1]
    if place.after:
        return
    if end - start > place.habits.ending:
        yield "its last cell is longer than most others of its column"
    if column < max(place.habits.common, default=0):
        yield "the table ends before its last cell"


def is_cut_off(reading: Reading) -> bool:
    """Whether the table may go on: little is behind it that pages have there, or cells with a type."""
    count = len(reading.path)
    start = next((n for n in range(count) if reading.is_behind(n)), count)
    behind = [reading.text(n) for n in range(start, count)]
    if sum(kind(text) == "age" for text in behind) >= AGES:
        return True
    behind = behind[:TYPED_WITHIN]
    if any(kind(text) in _TYPED for text in behind):
        return True
    return count - start < SHORT and not any(map(is_furniture, behind))
