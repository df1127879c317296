"""Second areas that may be labels: in `Norton`, `Upton`, `jo@lane.org` the address may be Upton's alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.detectors import features, names_person, names_place
from pipeline.tables.grammars import EMAIL

FEW = 3  # such records are no habit, however short the table
USUAL = 0.1  # of the records, the share whose areas have several paragraphs where that is the page's habit


def find_maybe_labels(records: Sequence[RawRecord]) -> dict[int, str]:
    """By record number, the last paragraph of an area that may as well head the one address behind it.

    A place may where the page heads any address by a place, and areas of several paragraphs are not usual; a
    person or a post where it heads any address at all.
    """
    headed = [text for record in records for text in _headings_of(record)]
    several = sum(len(each.paragraphs(Role.AREA)) > 1 for each in records)
    by_places = any(map(_is_place, headed)) and several <= max(FEW, USUAL * len(records))
    return {
        each.number: each.paragraphs(Role.AREA)[-1].text
        for each in records
        if headed and _is_beside(each) and _has_one_address(each) and _may_hold_label(each, by_places)
    }


def _headings_of(record: RawRecord) -> list[str]:
    """The words before addresses in the record's contact."""
    contact = [each.text for each in record.paragraphs(Role.CONTACT)]
    return [one for one, two in pairwise(contact) if "@" not in one and EMAIL.fullmatch(two)]


def _is_place(text: str) -> bool:
    return features(text).places != "no" or names_place(text)


def _may_hold_label(record: RawRecord, by_places: bool) -> bool:
    """True where an area's last paragraph is a further place, or a person or a post."""
    area = [each.text for each in record.paragraphs(Role.AREA)]
    if len(area) > 1 and by_places:
        return True
    return bool(area) and not _is_place(area[-1]) and names_person(area[-1])


def _is_beside(record: RawRecord) -> bool:
    roles = [cell.role for cell in record.cells]
    return (Role.AREA, Role.CONTACT) in pairwise(roles)


def _has_one_address(record: RawRecord) -> bool:
    contact = record.paragraphs(Role.CONTACT)
    return len(contact) == 1 and bool(EMAIL.fullmatch(contact[0].text))
