"""Tables of a text that have the headings of the one that was read, and of which no row was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.issues import Issue, issue
from pipeline.model import Extraction
from pipeline.tables.words import letters_of

_SAID = ("table-unread", "table-left-out", "rows-unread", "section-row", "table-note")


def say_unread(found: Extraction, lines: Sequence[str]) -> Iterator[Issue]:
    """What to say of each line that prints the headings again, and below which no record stands.

    Issues: `table-unread`.
    """
    headings = [column.heading for column in found.columns if column.heading]
    printed, said = letters_of("".join(headings)), {each.line for each in found.issues if each.code in _SAID}
    inside = {n for each in found.records for n in range(each.lines[0], each.lines[1] + 1)}
    worded = ((number, letters_of(line)) for number, line in enumerate(lines, 1))
    for (number, letters), (below, _) in pairwise(each for each in worded if each[1]):
        if letters == printed and below not in inside and said.isdisjoint((number, below)):
            yield issue("table-unread", value="; ".join(headings), line=number)
