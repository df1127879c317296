"""Words of a text's table that stand a column too far to one side: a tool has dropped a cell before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Extraction, Role
from pipeline.tables.flattened.place_names import known_places, place_coverage
from pipeline.tables.grammars import EMAIL, PHONE, kind
from pipeline.tables.grids.doubts import LINK_ALONE
from pipeline.tables.grids.rows import DOUBTFUL


def doubt_moved(found: Extraction) -> Extraction:
    """The same records, those doubted in which a number, a link or an address has moved.

    Issues: `cell-out-of-place`.
    """
    said: list[Issue] = []
    records = []
    for record in found.records:
        issues = [each.at(record=record.number) for each in _find_moved(record.cells)]
        said += issues
        records.append(structs.replace(record, confidence=DOUBTFUL) if issues else record)
    return replace(found, records=tuple(records), issues=(*found.issues, *said)) if said else found


def _find_moved(cells: Sequence[Cell]) -> Iterator[Issue]:
    for cell in cells:
        text, why = cell.text, ""
        if cell.role is Role.AREA:
            why = "a web address" if LINK_ALONE.fullmatch(text) else ""
            phones = all(PHONE.fullmatch(each.text) for each in cell.paragraphs)
            why = "a telephone number" if phones and text else why
        elif cell.role is Role.DESCRIPTION and len(cell.paragraphs) > 1:
            text = next((each.text for each in cell.paragraphs if EMAIL.fullmatch(each.text)), "")
            why = "an e-mail address" if text else ""
        elif cell.role is Role.CONTACT and len(cell.paragraphs) > 1:
            text = next((each.text for each in cell.paragraphs if kind(each.text) == "age"), "")
            why = "an age" if text else ""
        elif cell.role is Role.DESCRIPTION and place_coverage(text, known_places()) == "all":
            why = "the name of a place"
        if why:
            yield issue("cell-out-of-place", value=text, field=cell.role.value, line=cell.line, why=why)
