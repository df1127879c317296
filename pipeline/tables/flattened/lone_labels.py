"""Second areas that may be labels: in `Norton`, `Upton`, `jo@lane.org` the address may be Upton's alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import RawRecord, Role
from pipeline.tables.grammars import EMAIL

SEVERAL = 2  # records whose one address a place heads; a page with as many writes labels so


def find_maybe_labels(records: Sequence[RawRecord]) -> dict[int, str]:
    """By record number, the last paragraph of an area that may as well head the one address behind it.

    It may where the page heads the one address of other records by a place.
    """
    places = {part.text for each in records for part in each.paragraphs(Role.AREA)}
    if sum(_is_headed_by(each, places) for each in records) < SEVERAL:
        return {}
    return {
        each.number: each.paragraphs(Role.AREA)[-1].text
        for each in records
        if len(each.paragraphs(Role.AREA)) > 1 and _is_beside(each) and _has_one_address(each)
    }


def _is_beside(record: RawRecord) -> bool:
    roles = [cell.role for cell in record.cells]
    return (Role.AREA, Role.CONTACT) in pairwise(roles)


def _has_one_address(record: RawRecord) -> bool:
    contact = record.paragraphs(Role.CONTACT)
    return len(contact) == 1 and bool(EMAIL.fullmatch(contact[0].text))


def _is_headed_by(record: RawRecord, places: set[str]) -> bool:
    """True where the record's contact is a place of the page and one address."""
    contact = [each.text for each in record.paragraphs(Role.CONTACT)]
    return len(contact) == 2 and contact[0] in places and bool(EMAIL.fullmatch(contact[1]))
