"""Titles between the records of a table, as far as they say that those below them have ended.

"Closed projects" stands in no cell of the rows under it: it is a row of its own, a line
between two parts of the table, or one that was read as a record, or as its first or last line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.issues import Issue
from pipeline.model import Extraction, RawRecord, Role
from pipeline.tables.near.said import (
    is_title,
    names_many,
    say_all_ended,
    says_only_ended,
    says_something,
    speaks_of_below,
)


class Title(NamedTuple):
    """Words between records, and how many records stand above them."""

    words: str
    above: int


def say_sections(titles: Sequence[Title], records: Sequence[RawRecord]) -> Iterator[Issue]:
    """What the titles, in their order, say of the records below each, up to the next place that has some.

    Issues: `service-may-have-ended`.
    """
    places = [(above, [*group]) for above, group in groupby(titles, key=attrgetter("above"))]
    ends = [*(above for above, _ in places[1:]), len(records)]
    for (above, group), end in zip(places, ends, strict=False):
        yield from say_all_ended(records[above:end], [title.words for title in group])


def say_rows_between(
    rows: Sequence[Title], records: Sequence[RawRecord], said: Sequence[Issue]
) -> Iterator[Issue]:
    """What rows across a table, and records that have one cell alone, say of the records below them.

    Issues: `service-may-have-ended`.
    """
    if titles := [*rows, *_find_bare(records, said)]:
        yield from say_sections(_in_order(titles), records)


def find_between(lines: Iterable[tuple[int, str]], records: Sequence[RawRecord]) -> list[Title]:
    """The lines of a text that stand behind a record and before another."""
    starts = [record.lines[0] for record in records]
    counted = [(words, number, bisect_right(starts, number)) for number, words in lines]
    return [
        Title(words, above)
        for words, number, above in counted
        if 0 < above < len(records) and number > records[above - 1].lines[1]
    ]


def find_titles(between: Iterable[Title], found: Extraction) -> list[Title]:
    """The titles among these lines, and those that were read as a record, its name or words at its border."""
    doubted = {each.record for each in found.issues if each.needs_a_person}
    at_borders = [
        Title(words, n + end)
        for n, record in enumerate(found.records)
        for end in (0, 1)
        if (words := _find_at_border(record, end)) and _may_stand(words, record.number in doubted)
    ]
    names = [
        Title(name, n)
        for n, record in enumerate(found.records, 1)
        if record.number in doubted and names_many(name := record.text(Role.NAME))
    ]
    return _in_order([*between, *_find_bare(found.records, found.issues), *names, *at_borders])


def _in_order(titles: Iterable[Title]) -> list[Title]:
    return sorted((each for each in titles if _is_above(each.words)), key=attrgetter("above"))


def _is_above(words: str) -> bool:
    """True of a title, and of a sentence that speaks of the services below it."""
    if not is_title(words):
        return names_many(words) and speaks_of_below(words)
    return says_something(words)


def _find_bare(records: Sequence[RawRecord], said: Sequence[Issue]) -> Iterator[Title]:
    """The records that have one cell alone, with the words of a title in it."""
    bare = {each.record for each in said if each.code == "record-bare"}
    for n, record in enumerate(records if bare else (), 1):
        if record.number in bare and _may_stand(name := record.text(Role.NAME), True):
            yield Title(name, n)


def _may_stand(words: str, doubted: bool) -> bool:
    """Whether words in a cell may be a title; such as name no services only where it is in doubt itself."""
    return names_many(words) or (doubted and says_only_ended(words))


def _find_at_border(record: RawRecord, end: int) -> str:
    """The first line of a record, or its last, where it is alone there in a cell of several lines."""
    line = record.lines[end]
    here = [cell.paragraphs for cell in record.cells if any(each.line == line for each in cell.paragraphs)]
    return here[0][-end].text if len(here) == 1 and len(here[0]) > 1 else ""
