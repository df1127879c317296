"""Where a reading of a flattened table may be wrong: gates that do not trust its probability alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from textwrap import shorten

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.borders import (
    crosses_border,
    find_missed,
    find_run_in,
    find_strays,
    find_taken,
    is_torn,
    slides,
)
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.edges import find_across, is_settled
from pipeline.tables.flattened.elsewhere import find_misplaced
from pipeline.tables.flattened.ending import find_oddities
from pipeline.tables.flattened.glue import find_glue
from pipeline.tables.flattened.guests import find_guests, find_homeless, opens_next
from pipeline.tables.flattened.labels import (
    find_holders,
    find_maybe_labels,
    find_odd_labels,
    names_body,
)
from pipeline.tables.flattened.misfits import find_misfits
from pipeline.tables.flattened.neighbours import Place, is_certain, is_surely_counted, places
from pipeline.tables.flattened.records import Span, sureness
from pipeline.tables.flattened.spreading import Doubt, Reasons, spread
from pipeline.tables.flattened.unlike import (
    find_addresses,
    find_ages_for_names,
    find_astray,
    find_no_names,
    find_unfit,
    find_unlike,
)

DOUBTFUL = 0.85  # a record less sure than this is flagged
STRANGE = 0.9  # of the mean record, below which a table is unlike those that the model was fitted on, and
DOUBTFUL_THERE = 0.995  # a record of it is flagged where it is less sure than this; and than this
DOUBTFUL_BY_CELLS = 0.9995  # in a table that follows its own cells, which grows sure of itself
SEVERAL = 2  # unknown headings
MOST_DOUBTED = 0.6  # of the records, the share in doubt from which on none is trusted
HEADED = 0.92  # an area as sure as this is no label, though it could be one
OWNED = 0.99  # nor is one that is more than a place: a person's, and
ORGANISED = 0.9995  # an organisation's


def find_doubts(reading: Reading, spans: Sequence[Span], first: Sequence[Span]) -> list[Issue]:
    """The first reason to look at each record that has any, in page order.

    `first` are the records as they were before the page's own tendencies were followed.
    """
    found = find_reasons(reading, spans, first)
    records = [span.record for span in spans]
    return [_issue(record, found[record.number][0]) for record in records if record.number in found]


def find_reasons(reading: Reading, spans: Sequence[Span], first: Sequence[Span]) -> Reasons:
    """The reasons to look at each record that has any, its own or one of a record beside it.

    A table that follows itself grows sure of itself: how strange it is, the first reading tells, too.
    """
    around = list(places(reading, spans)) if spans else []
    is_strange = min(sureness(first), sureness(spans)) < STRANGE or _is_half_unknown(spans)
    least = DOUBTFUL_THERE if is_strange else DOUBTFUL
    least = DOUBTFUL_BY_CELLS if reading.evidence.rhythm.is_told_by_cells else least
    found = {place.number: reasons for place in around if (reasons := list(_reasons(place, least)))}
    spread(around, found)
    for number, text in _maybe_labels(around):
        found.setdefault(number, []).append(Doubt(f"{text!r} may head the address behind it"))
    return found


def _is_half_unknown(spans: Sequence[Span]) -> bool:
    """Whether several headings are unknown, and none is of ages or areas: few words tell where one ends."""
    roles = [cell.role for cell in spans[0].record.cells] if spans else []
    return roles.count(Role.TEXT) >= SEVERAL and not {Role.AGE, Role.AREA}.intersection(roles)


def _maybe_labels(around: Sequence[Place]) -> Iterator[tuple[int, str]]:
    """By the number of an unsure record, the last words of its area that may be a label."""
    records = [place.span.record for place in around]
    sure = {each.number: each.confidence for each in records}
    for number, text in find_maybe_labels(records).items():
        if sure[number] < _least_for(text):
            yield number, text
    yield from find_holders(records)


def _least_for(text: str) -> float:
    """The probability from which on the last words of an area are no label."""
    if features(text).places == "all":
        return HEADED
    return ORGANISED if names_body(text) else OWNED


def _reasons(place: Place, least: float) -> Iterator[Doubt]:
    """What speaks against a record by itself; `least` is the probability that it must have where counting
    does not tell its cells.
    """
    record, is_counted = place.span.record, is_surely_counted(place.reading, place.span)
    if record.confidence < (DOUBTFUL if is_counted else least):
        yield Doubt(f"its likeliest reading has a probability of {record.confidence:.2f}")
    for column in find_missed(place):
        yield Doubt("", "cell-missing", record.cells[column].column.heading)
    yield from _among_cells(place)
    yield from () if is_counted else _among_records(place)
    yield from map(Doubt, find_odd_labels(place))
    yield from map(Doubt, find_oddities(place))


_APART = (
    find_taken,
    find_run_in,
    find_unlike,
    find_no_names,
    find_guests,
    find_homeless,
    find_astray,
    find_addresses,
    find_across,
)


def _among_cells(place: Place) -> Iterator[Doubt]:
    """Words that may be in the wrong cell of their record."""
    record = place.span.record
    if crosses_border(place):
        yield Doubt("its words do not fit the borders printed between its cells", reaches_back=True)
    if not is_certain(place.span):
        yield from _among_neighbours(place)
    for text in () if is_settled(place.span) else find_ages_for_names(place):
        yield Doubt(f"{text!r} is an age rather than a name", reaches_back=True)
    yield from _among_columns(place)
    last = _find_last(place)
    for text in chain.from_iterable(find(place) for find in _APART):
        yield Doubt(f"{text!r} may belong to the cell beside it", reaches_on=text == last)
    for text, takes in find_misfits(place):
        yield Doubt(f"{text!r} may belong to the cell beside it", is_taking=takes, reaches_on=text == last)
    if glued := find_glue(record, place.habits.addresses):
        yield Doubt(f"{shorten(glued, 60)!r} may hold the words of two cells")


def _among_columns(place: Place) -> Iterator[Doubt]:
    """Words that other records hold in another column; of a certain record only those of a description."""
    roles = place.held if not is_certain(place.span) else (Role.DESCRIPTION,)
    columns = [column for column, _ in place.cells_of(*roles)]
    found = find_misplaced(place.span.record, columns, place.habits.held, is_fenced=place.is_fenced)
    for role, text in found:
        reaches_back = role is Role.DESCRIPTION or len(place.texts_of(role)) > 1
        yield Doubt(f"{text!r} stands in another column elsewhere", reaches_back=reaches_back)


def _find_last(place: Place) -> str | None:
    """The last words of a record, where others stand above them in their cell: the next may begin there."""
    _, start, end = place.span.cells[-1]
    return place.reading.text(end - 1) if end - start > 1 else None


def _among_neighbours(place: Place) -> Iterator[Doubt]:
    """Words that could as well stand in a cell beside theirs."""
    if opens_next(place):
        yield Doubt("its last words may be the name of the next record")
    last = _find_last(place)
    for text in (*find_strays(place), *find_unfit(place)):
        yield Doubt(f"{text!r} may belong to the cell beside it", reaches_on=text == last)


def _among_records(place: Place) -> Iterator[Doubt]:
    """Words that may be in the wrong record."""
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


def doubt_company(
    records: Sequence[RawRecord],
    issues: Sequence[Issue],
    counted: Collection[int] = (),
    most: float = MOST_DOUBTED,
) -> list[Issue]:
    """What is said of the other records where so large a share of them is in doubt; those counted aside."""
    doubted = {each.record for each in issues if each.needs_a_person}
    others = [record for record in records if record.number not in doubted]
    is_most = len(others) < (1 - most) * len(records)
    doubtful = [record for record in others if is_most and record.number not in counted]
    return [doubt(record, "most records of its table are in doubt") for record in doubtful]


def _issue(record: RawRecord, reason: Doubt) -> Issue:
    words = {"heading": reason.heading} if reason.heading else {"why": reason.why}
    name = record.text(Role.NAME) or record.cells[0].text
    return issue(reason.code, record=record.number, line=record.lines[0], value=name, **words)
