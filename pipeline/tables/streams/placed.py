"""Records by the places of their paragraphs in the stream: in markup many may stand on one line."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.model import Cell, Paragraph, RawRecord

_FURTHEST = 12  # paragraphs that may stand between two of a record, or before its first


def place_records(records: Sequence[RawRecord], texts: Sequence[str]) -> tuple[RawRecord, ...] | None:
    """The records with places in the stream, counted from 1, for lines; None where a paragraph is not found.

    >>> from pipeline.model import Column, Role
    >>> club = RawRecord(1, (Cell(Column(Role.NAME, "Name"), (Paragraph("Judo", 7),)),), (7, 7))
    >>> [each.lines for each in place_records([club], ["Name", "Judo"])], place_records([club], ["Name"])
    ([(2, 2)], None)
    """
    at = 0
    placed: list[RawRecord] = []
    for record in records:
        cells = []
        for cell in record.cells:
            words = []
            for each in cell.paragraphs:
                at = at if each.linked else _find(each.text, texts, at)
                if at < 0:
                    return None
                words.append(Paragraph(each.text, at + 1, each.linked))
            cells.append(Cell(cell.column, tuple(words), cell.confidence))
        lines = [each.line for cell in cells for each in cell.paragraphs] or [at + 1]
        placed.append(replace(record, cells=tuple(cells), lines=(min(lines), max(lines))))
    return tuple(placed)


def _find(words: str, texts: Sequence[str], at: int) -> int:
    """Where the paragraph stands from this place on, or else one that holds it; -1 where none does."""
    near = texts[at : at + _FURTHEST]
    if words in near:
        return at + near.index(words)
    return next((at + n for n, text in enumerate(near) if words in text), -1)
