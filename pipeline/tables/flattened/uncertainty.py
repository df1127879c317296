"""Where a reading of a flattened table may be wrong: gates that do not trust its probability alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from textwrap import shorten

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.borders import (
    crosses_border,
    find_missed,
    find_strays,
    find_taken,
    is_cut_short,
    is_torn,
    may_be_rest,
    slides,
)
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.elsewhere import find_misplaced
from pipeline.tables.flattened.ending import find_oddities
from pipeline.tables.flattened.glue import find_glue
from pipeline.tables.flattened.guests import find_guests, find_homeless, opens_next
from pipeline.tables.flattened.labels import ends_in_label, find_odd_labels
from pipeline.tables.flattened.lone_labels import find_maybe_labels
from pipeline.tables.flattened.neighbours import Place, is_certain, places
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.unlike import find_no_names, find_unfit, find_unlike

DOUBTFUL = 0.85  # a record less sure than this is flagged
BEGUN = 0.995  # of a doubted record's first cell, below which the record before is in doubt, too
HEADED = 0.92  # an area as sure as this is no label, though it could be one


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a record."""

    why: str
    code: str = "record-doubtful"
    heading: str = ""
    reaches_back: bool = False  # it is also one to look at the record before


Reasons = dict[int, list[Doubt]]  # by the number of the record, the gravest first


def find_doubts(reading: Reading, spans: Sequence[Span]) -> list[Issue]:
    """The first reason to look at each record that has any, in page order."""
    found = find_reasons(reading, spans)
    records = [span.record for span in spans]
    return [_issue(record, found[record.number][0]) for record in records if record.number in found]


def find_reasons(reading: Reading, spans: Sequence[Span]) -> Reasons:
    """Every reason to look at each record that has any."""
    around = list(places(reading, spans)) if spans else []
    found = {place.number: reasons for place in around if (reasons := list(_reasons(place)))}
    for place in [each for each in around if each.number in found]:
        is_rest = any(find_no_names(place)) or may_be_rest(place)
        if is_rest or _begins_unsurely(place.span) or any(each.reaches_back for each in found[place.number]):
            _add(found, place.before, BACK, even_if_certain=is_rest)
    for place in around:
        if place.after and (ends_in_label(reading, place.span) or opens_next(place)):
            _add(found, place.after, ON)
    unsure = [place for place in around if not is_certain(place.span)]
    infected = [place.number for place in unsure if _is_infected(place, found)]
    labels = find_maybe_labels([span.record for span in spans])
    for place in [each for each in unsure if each.number in labels and each.span.record.confidence < HEADED]:
        maybe = Doubt(f"{labels[place.number]!r} may head the address behind it")
        found.setdefault(place.number, []).append(maybe)
    return found | {number: [INFECTED] for number in infected}


def _begins_unsurely(span: Span) -> bool:
    """Whether a record's first words may as well belong elsewhere."""
    first, _, _ = span.cells[0]
    return span.record.cells[first].confidence < BEGUN


def _add(found: Reasons, beside: Span | None, reason: Doubt, *, even_if_certain: bool = False) -> None:
    """The reason is noted for a record beside a doubted one that has none and could be read otherwise."""
    if beside and (even_if_certain or not is_certain(beside)):
        found.setdefault(beside.record.number, [reason])


BACK = Doubt("words of it may have become the next record")
ON = Doubt("its first words may stand in the record before")
INFECTED = Doubt("its first or last cell is blank, and the record beside that is in doubt")


def _is_infected(place: Place, found: Reasons) -> bool:
    """Whether a record without a reason of its own lacks the cell that is next to a record that has one."""
    (first, _, _), (last, _, _) = place.span.cells[0], place.span.cells[-1]
    lacking = place.lacks(place.span)
    above = place.before and place.before.record.number in found and any(each < first for each in lacking)
    below = place.after and place.after.record.number in found and any(each > last for each in lacking)
    return place.number not in found and bool(above or below)


def _reasons(place: Place) -> Iterator[Doubt]:
    record = place.span.record
    if record.confidence < DOUBTFUL:
        yield Doubt(f"its likeliest reading has a probability of {record.confidence:.2f}")
    for column in find_missed(place):
        yield Doubt("", "cell-missing", record.cells[column].column.heading)
    yield from _among_cells(place)
    yield from _among_records(place)
    yield from map(Doubt, find_odd_labels(place))
    yield from map(Doubt, find_oddities(place))


def _among_cells(place: Place) -> Iterator[Doubt]:
    """Words that may be in the wrong cell of their record."""
    record = place.span.record
    if crosses_border(place):
        yield Doubt("its words do not fit the borders printed between its cells", reaches_back=True)
    if not is_certain(place.span):
        yield from _among_neighbours(place)
    yield from _among_columns(place)
    apart = (find_taken, find_unlike, find_no_names, find_guests, find_homeless)
    for text in chain.from_iterable(find(place) for find in apart):
        yield Doubt(f"{text!r} may belong to the cell beside it")
    if glued := find_glue(record, place.habits.addresses):
        yield Doubt(f"{shorten(glued, 60)!r} may hold the words of two cells")


def _among_columns(place: Place) -> Iterator[Doubt]:
    """Words that other records hold in another column; of a certain record only those of a description."""
    for role, text in find_misplaced(place.span.record, place.habits.held, is_fenced=place.is_fenced):
        if role is Role.DESCRIPTION or not is_certain(place.span):
            reaches_back = role is Role.DESCRIPTION or len(place.span.record.paragraphs(role)) > 1
            yield Doubt(f"{text!r} stands in another column elsewhere", reaches_back=reaches_back)


def _among_neighbours(place: Place) -> Iterator[Doubt]:
    """Words that could as well stand in a cell beside theirs."""
    if opens_next(place):
        yield Doubt("its last words may be the name of the next record")
    for text in (*find_strays(place), *find_unfit(place)):
        yield Doubt(f"{text!r} may belong to the cell beside it")


def _among_records(place: Place) -> Iterator[Doubt]:
    """Words that may be in the wrong record."""
    if is_cut_short(place, place.before):
        yield Doubt("it may be the rest of the record before it")
    if is_torn(place, place.before, place.span) or is_torn(place, place.span, place.after):
        yield Doubt("it and the record beside it may be the halves of one")
    if slides(place, place.before, place.span):
        yield Doubt("it may be more words of the record before it")
    if slides(place, place.span, place.after):
        yield Doubt("the record behind it may be more words of it")


def truncation(last: RawRecord) -> Issue:
    """What is said of the record with which the document ends."""
    return issue("table-truncated", record=last.number, line=last.lines[0], value=last.text(Role.NAME))


def doubt(record: RawRecord, why: str) -> Issue:
    """What is said of a record that may be read in another way."""
    return _issue(record, Doubt(why))


def _issue(record: RawRecord, reason: Doubt) -> Issue:
    words = {"heading": reason.heading} if reason.heading else {"why": reason.why}
    name = record.text(Role.NAME) or record.cells[0].text
    return issue(reason.code, record=record.number, line=record.lines[0], value=name, **words)
