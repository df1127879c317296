"""Records of a wrapped text whose cells begin behind a full line, so that they may be the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.model import Extraction, Paragraph, RawRecord, Role
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grids.rows import DOUBTFUL
from pipeline.tables.streams.paragraphs import find_loose_width, is_full

FULL = "the line above one of its cells is full, and may go on in it"
_MAY_BREAK = (Role.NAME, Role.DESCRIPTION)  # between two of their paragraphs a line break carries no value


def doubt_full_lines(found: Extraction, text: str) -> Extraction:
    """The same records, those doubted in which a cell begins right behind a full line, and those before them.

    Issues: `record-doubtful`.
    """
    lines = text.split("\n")
    width = find_loose_width(lines)
    doubted = {n for record in found.records if width for n in _find_full(record, lines, width)}
    records = [
        structs.replace(each, confidence=min(each.confidence, DOUBTFUL)) if each.number in doubted else each
        for each in found.records
    ]
    issues = [doubt(each, FULL) for each in records if each.number in doubted]
    return replace(found, records=tuple(records), issues=(*found.issues, *issues))


def _find_full(record: RawRecord, lines: Sequence[str], width: int) -> Iterator[int]:
    """The numbers of the records that a full line before one of this record's paragraphs leaves in doubt."""
    for at, paragraph in enumerate(_find_borders(record)):
        if is_full(*_pair(lines, paragraph.line), width):
            yield record.number
            if not at:
                yield record.number - 1


def _find_borders(record: RawRecord) -> Iterator[Paragraph]:
    """The paragraphs that begin a cell, or a value within it."""
    for cell in record.cells:
        yield from cell.paragraphs[:1] if cell.role in _MAY_BREAK else cell.paragraphs


def _pair(lines: Sequence[str], number: int) -> tuple[str, str]:
    above, here = number - 2, number - 1
    return (lines[above], lines[here]) if above >= 0 and here < len(lines) else ("", "")
