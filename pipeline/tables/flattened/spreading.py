"""How a doubt spreads: the record beside a doubted one may have lost words to it, or have words of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Role
from pipeline.tables.flattened.borders import find_run_in, may_be_rest
from pipeline.tables.flattened.context import names_owner
from pipeline.tables.flattened.edges import is_named_before, is_settled, opens_with_note
from pipeline.tables.flattened.guests import opens_next
from pipeline.tables.flattened.labels import ends_in_label, ends_in_name
from pipeline.tables.flattened.neighbours import Place, is_surely_counted
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.unlike import find_addresses, find_no_names, is_person
from pipeline.tables.headings.readings import WAYS_TO_REACH

BEGUN = 0.995  # of a doubted record's first cell, below which the record before is in doubt, too
CLEAR = 0.99  # a record as sure as this is in no doubt because one beside it is


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a record."""

    why: str
    code: str = "record-doubtful"
    heading: str = ""
    reaches_back: bool = False  # it is also one to look at the record before
    reaches_on: bool = False  # or at the one behind
    is_taking: bool = False  # or at the one before, however sure that is


Reasons = dict[int, list[Doubt]]  # by the number of the record, in the order in which they were looked for

BACK = Doubt("words of it may have become the next record")
ON = Doubt("its first words may stand in the record before")


def spread(around: Sequence[Place], found: Reasons) -> None:
    """Adds a reason for each record that has none, and may share words with the one behind it or before."""
    for place in [each for each in around if each.number in found]:
        _reach_back(place, found)
    for place in around:
        if Role.NAME not in place.held:
            _doubt_beside(place.before, BACK, found, even_if_clear=True)
        reaches_on = any(each.reaches_on for each in found.get(place.number, ()))
        if place.after is None or is_surely_counted(place.reading, place.after):
            continue
        if reaches_on or ends_in_label(place.reading, place.span) or opens_next(place):
            _doubt_beside(place.after, ON, found)
        if ends_in_name(place):
            _doubt_beside(place.after, ON, found, even_if_clear=True)


def _reach_back(place: Place, found: Reasons) -> None:
    """Doubts the record before a doubted one, where words of it may be in the wrong one of the two."""
    is_taking = any(each.is_taking for each in found[place.number]) or any(test(place) for test in _TAKING)
    reaches_back = any(each.reaches_back for each in found[place.number])
    if is_taking or reaches_back or _begins_unsurely(place.span):
        _doubt_beside(place.before, BACK, found, even_if_clear=is_taking)


def _doubt_beside(beside: Span | None, why: Doubt, found: Reasons, *, even_if_clear: bool = False) -> None:
    """The reason is noted for the record beside, where that has none and could be read otherwise."""
    if beside and (even_if_clear or beside.record.confidence < CLEAR):
        found.setdefault(beside.record.number, [why])


def _begins_unsurely(span: Span) -> bool:
    """Whether a record's first words may as well belong elsewhere."""
    first, _, _ = span.cells[0]
    return span.record.cells[first].confidence < BEGUN


def _is_rest(place: Place) -> bool:
    """Whether a record may be no more than the rest of the one before, or begins as none does."""
    tests = (find_no_names, find_addresses, find_run_in)
    return may_be_rest(place) or any(text for find in tests for text in find(place))


def _opens_in_several(place: Place) -> bool:
    """Whether a record's first cell has several paragraphs, as the column has in few."""
    column, start, end = place.span.cells[0]
    is_unsettled = place.before is not None and not is_settled(place.before)
    return is_unsettled and end - start > 1 and column not in place.habits.several


def _follows_short(place: Place) -> bool:
    """Whether the record before lacks the last cell that nearly all have, or several."""
    lacks = place.lacks(place.before) if place.before else frozenset[int]()
    return len(lacks) > 1 or any(place.before and column > place.before.cells[-1][0] for column in lacks)


def _opens_with_person(place: Place) -> bool:
    """Whether a record's first words name a person, as the last of a contact do, and no owner of its own
    addresses, and its second cell has several paragraphs, as the column has in few.
    """
    is_reached = place.before is not None and place.role(place.before.cells[-1][0]) in WAYS_TO_REACH
    (_, first, _), *others = place.span.cells
    second = [column for column, start, end in others[:1] if end - start > 1]
    is_crowded = bool(second) and second[0] not in place.habits.several
    return is_reached and is_crowded and _is_stranger(place, place.reading.text(first))


def _is_stranger(place: Place, text: str) -> bool:
    addresses = place.texts_of(Role.CONTACT)
    return is_person(text) and not any(names_owner(text, each) for each in addresses)


_TAKING = (_is_rest, _follows_short, opens_with_note, is_named_before, _opens_in_several, _opens_with_person)
