"""What a text has of its table, or of others with the same headings, and which is in no record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.issues import Issue, issue
from pipeline.model import Extraction
from pipeline.tables.flattened.detectors import is_furniture
from pipeline.tables.words import letters_of

GAP = 2  # from the last line of a row to the first of the next, where a blank one parts them
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


def say_cut_off(found: Extraction, lines: Sequence[str]) -> Iterator[Issue]:
    """What to say of the line with which the text ends, behind rows that blank lines part: a row may be cut
    off there, within its first cell.

    Issues: `rows-unread`.
    """
    said = {"rows-unread", "table-truncated"} & {each.code for each in found.issues}
    gaps = [two.lines[0] - one.lines[1] for one, two in pairwise(found.records)]
    if said or min(gaps, default=0) < GAP:
        return
    end = found.records[-1].lines[1]
    rest = [(number, line.strip()) for number, line in enumerate(lines[end:], end + 1) if line.strip()]
    for number, text in rest if len(rest) == 1 else ():
        if text[0].isalnum() and text[-1] not in ".!?" and not is_furniture(text):
            yield issue("rows-unread", value=text, line=number, count=1)
