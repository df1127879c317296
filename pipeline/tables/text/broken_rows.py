"""Rows of text in which some cells have lost the tabs between them, because they hold paragraphs or lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.issues import Issue
from pipeline.model import Extraction, RawRecord
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.text.moved import doubt_moved

Words = tuple[tuple[str, ...], ...]
BROKEN = ("row-short", "row-unclear")  # issues of rows that may have lost borders
OTHERWISE = "its lines can be read in two ways"


def find_doubted(found: Extraction) -> set[int]:
    """The numbers of the records of which something is said that needs a person."""
    return {each.record for each in found.issues if each.record is not None and each.needs_a_person}


def choose_reading(rows: Extraction, stream: Extraction) -> Extraction:
    """Of two readings of the same lines, row by row and as a stream of paragraphs, the one with more
    records that nobody doubts.

    A record of the stream that is a row without doubt is no longer doubted; one that begins as such a row
    does, and goes on otherwise, is.
    """
    if rows.columns != stream.columns:
        return rows
    doubted = find_doubted(rows)
    sure = {each.lines[0]: _words(each) for each in rows.records if each.number not in doubted}
    stream = doubt_moved(stream)
    agreed = {record.number for record in stream.records if sure.get(record.lines[0]) == _words(record)}
    kept = replace(stream, issues=tuple(each for each in stream.issues if each.record not in agreed))
    if count_undoubted(kept) <= count_undoubted(rows):
        return rows
    issues = (*kept.issues, *_say_uncertain(kept, sure, agreed))
    return replace(kept, issues=issues, title=rows.title)


def count_undoubted(found: Extraction) -> int:
    """How many records nobody doubts."""
    return len(found.records) - len(find_doubted(found))


def _words(record: RawRecord) -> Words:
    return tuple(cell.texts for cell in record.cells)


def _say_uncertain(stream: Extraction, sure: dict[int, Words], agreed: set[int]) -> Iterator[Issue]:
    """What is said of records that begin as a row does of which nothing is doubted, and are not as it is;
    and of those that begin with several lines, which may be a title or more words of the record above.
    """
    for before, record in pairwise([None, *stream.records]):
        if record and before and _ends_alone(before):  # its name may have begun there
            yield doubt(record, OTHERWISE)
        if record is None or record.number in agreed:
            continue
        blank = not all(cell.paragraphs for cell in record.cells)  # words behind it may be of other cells
        several = len(record.cells[0].paragraphs) > 1
        if record.lines[0] in sure or several or blank or _ends_alone(record):
            yield doubt(record, OTHERWISE)
        if before and len(record.cells[0].paragraphs) > 1:
            yield doubt(before, OTHERWISE)


def _ends_alone(record: RawRecord) -> bool:
    """True where the last line is words alone that may be a row of one cell, a title of the rows below."""
    printed = [each for cell in record.cells for each in cell.paragraphs]
    last = max((each.line for each in printed), default=0)
    texts = [each.text for each in printed if each.line == last]
    return len(texts) == 1 and last > record.lines[0] and "@" not in texts[0]
