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


def find_rest(reading: Reading) -> tuple[int, int]:
    """Where the table ended, and one past the last age behind it where ages show that rows follow."""
    start = _find_end(reading)
    ages = [n for n in range(start, len(reading.path)) if kind(reading.text(n)) == "age"]
    return (start, ages[-1] + 1) if len(ages) >= AGES else (0, 0)


def _find_end(reading: Reading) -> int:
    count = len(reading.path)
    return next((n for n in range(count) if reading.is_behind(n)), count)


def is_cut_off(reading: Reading) -> bool:
    """Whether the table may go on: little is behind it that pages have there, or cells with a type."""
    count, start = len(reading.path), _find_end(reading)
    behind = [reading.text(n) for n in range(start, count)]
    if sum(kind(text) == "age" for text in behind) >= AGES:
        return True
    behind = behind[:TYPED_WITHIN]
    if any(kind(text) in _TYPED for text in behind):
        return True
    return count - start < SHORT and not any(map(is_furniture, behind))
