"""Where a reading of a flattened table may be wrong: gates that do not trust its probability alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import shorten

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.tables.context import context
from pipeline.tables.decoding import Reading
from pipeline.tables.detectors import features
from pipeline.tables.glue import find_addresses, find_glue
from pipeline.tables.grammars import word_list
from pipeline.tables.layout import EMAIL, LABEL, LABELLED, REACH
from pipeline.tables.records import Span

DOUBTFUL = 0.95  # a record less sure than this is flagged
UNSURE = 0.5  # where a record is less sure than this, so is the end of the one before
SHORT = 3  # paragraphs behind a table that show that it had ended, whatever they say
COMMON = 0.8  # a column filled in more of the records than this is missed where it is blank
HELD = 0.03  # a paragraph this much as likely in a blank cell beside it may have fallen out of that
UNLIKE = 5.0  # a name this much likelier to be a description is in doubt
TYPED_WITHIN = 5  # paragraphs behind the table among which none should look like an age or an address
NAME_LIKE = 5.0  # a paragraph behind the table that is this much likelier a name may be its next record
TEMPTING = 0.25  # a paragraph this much as likely in the neighbouring cell, all else left aside, is in doubt


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a record."""

    record: int
    code: str
    why: str = ""
    heading: str = ""


def find_doubts(reading: Reading, spans: Sequence[Span]) -> list[Issue]:
    """Everything to be said of these records, in page order."""
    if not spans:
        return []
    common, addresses = _common(spans), find_addresses(span.record for span in spans)
    longest = max((end - start for each in spans[:-1] for _, start, end in each.cells[-1:]), default=1)
    found = []
    for before, span, after in zip([None, *spans[:-1]], spans, [*spans[1:], None], strict=True):
        place = _Place(reading, span, before, after, common, addresses, longest)
        reasons = [*_reasons(place)]
        if reasons:
            found.append(_issue(span.record, reasons[0]))
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """A record in its table."""

    reading: Reading
    span: Span
    before: Span | None
    after: Span | None
    common: frozenset[int]  # columns that nearly all records have
    addresses: frozenset[str]  # every e-mail address of the table
    longest: int  # paragraphs in the longest last cell of any record but the last

    @property
    def lacking(self) -> frozenset[int]:
        """Columns that nearly all records have, and this one not."""
        return self.common - {column for column, _, _ in self.span.cells}


def _issue(record: RawRecord, doubt: Doubt) -> Issue:
    words = {"heading": doubt.heading} if doubt.heading else {"why": doubt.why} if doubt.why else {}
    name = record.text(Role.NAME) or record.cells[0].text
    return issue(doubt.code, record=record.number, line=record.lines[0], value=name, **words)


def _reasons(place: _Place) -> Iterator[Doubt]:
    span, number = place.span, place.span.record.number
    if span.record.confidence < DOUBTFUL:
        why = f"its likeliest reading has a probability of {span.record.confidence:.2f}"
        yield Doubt(number, "record-doubtful", why)
    for column in _missed(place):
        yield Doubt(number, "cell-missing", heading=span.record.cells[column].column.heading)
    for text in (*_tempted(place), *_taken(place), *_misnamed(place)):
        yield Doubt(number, "record-doubtful", f"{text!r} may belong to the cell beside it")
    if glued := find_glue(span.record, place.addresses):
        yield Doubt(number, "record-doubtful", f"{shorten(glued, 60)!r} may hold the words of two cells")
    for why in _oddities_of_contact(place.reading, span):
        yield Doubt(number, "record-doubtful", why)
    yield from (Doubt(number, "record-doubtful", why) for why in _oddities_of_end(place))


def _oddities_of_end(place: _Place) -> Iterator[str]:
    """Where the record ends, and the table with the last one."""
    column, start, end = place.span.cells[-1]
    if place.after:
        if _is_shaky(place.span, place.after):
            yield "where the next record begins is uncertain"
        return
    if end - start > place.longest:
        yield "its last cell is longer than all others of its column"
    if column < max(place.common, default=0):
        yield "the table ends before its last cell"


def _is_shaky(span: Span, after: Span) -> bool:
    """Whether the next record is unsure, or begins with the column in which this one ends."""
    return after.record.confidence < UNSURE or after.cells[0][0] == span.cells[-1][0] > 0


def _common(spans: Sequence[Span]) -> frozenset[int]:
    counts = Counter(column for span in spans for column, _, _ in span.cells)
    return frozenset(column for column, count in counts.items() if count > COMMON * len(spans))


def _missed(place: _Place) -> Iterator[int]:
    """Columns that nearly all records have and this one lacks, though its neighbours could hold the words."""
    blank = place.lacking
    few = len(blank) > 1 and 2 * len(place.span.cells) < len(place.common)
    for column in sorted(blank):
        role = place.span.record.cells[column].role
        if few or role is Role.NAME or not column or _held_beside(place, column):
            yield column


def _held_beside(place: _Place, column: int) -> bool:
    """Whether the words of a blank cell may stand in a cell before or behind it."""
    cells = place.span.cells
    beside = [cell for cell in cells if cell[0] < column][-1:] + [cell for cell in cells if cell[0] > column][
        :1
    ]
    if place.after and column > cells[-1][0]:
        beside.append(place.after.cells[0])
    return any(
        _pull(place.reading, at, column, starts=True) > HELD
        for _, start, end in beside
        for at in range(start, end)
    )


def _taken(place: _Place) -> Iterator[str]:
    """The first words of a record that could be the last of the record before, where that lacks a cell."""
    if place.before:
        lacking = replace(place, span=place.before, before=None, after=None).lacking
        last, first = place.before.cells[-1][0], place.span.cells[0][1]
        if any(_pull(place.reading, first, n, starts=True) > HELD for n in lacking if n > last):
            yield place.reading.text(first)


def _pull(reading: Reading, at: int, column: int, *, starts: bool) -> float:
    """How well the paragraph alone fits that column, beside how well it fits where it was read."""
    known = reading.evidence
    states, emits = known.lattice.states, known.emits[at]
    own = emits[known.alive[at].index(reading.path[at])]
    others = (
        emit
        for n, emit in zip(known.alive[at], emits, strict=True)
        if states[n].column == column and states[n].starts == starts
    )
    return max(others, default=0.0) / own


def _tempted(place: _Place) -> Iterator[str]:
    """Paragraphs at a border that could as well stand on its other side."""
    reading, cells = place.reading, list(place.span.cells)
    labels = sum(reading.state(at).kind == LABEL for at in range(cells[0][1], place.span.end))
    if place.after:
        cells.append(place.after.cells[0])
    for (left, start, border), (right, first, end) in pairwise(cells):
        if left == right or (labels > 1 and reading.state(first).kind == LABEL):
            continue
        if border - start > 1 and (
            _pull(reading, border - 1, right, starts=True) > TEMPTING or _is_person(reading, border - 1)
        ):
            yield reading.text(border - 1)
        if end - first > 1 and _pull(reading, first, left, starts=False) > TEMPTING:
            yield reading.text(first)


def _misnamed(place: _Place) -> Iterator[str]:
    """A name that reads like a description."""
    roles = [cell.role for cell in place.span.record.cells]
    if Role.DESCRIPTION not in roles:
        return
    for column, start, _ in place.span.cells:
        pull = _pull(place.reading, start, roles.index(Role.DESCRIPTION), starts=True)
        if roles[column] is Role.NAME and pull > UNLIKE:
            yield place.reading.text(start)


def _is_person(reading: Reading, at: int) -> bool:
    """Whether a paragraph under an area names a person, so that it may be the contact's label."""
    text = reading.text(at)
    return (
        _begins_with_forename(text)
        and len(text.split()) in (2, 3)
        and reading.state(at).role == Role.AREA.value
    )


def _oddities_of_contact(reading: Reading, span: Span) -> Iterator[str]:
    """Labels stand before addresses; where one address has a label, so have the others."""
    for _, start, end in span.cells:
        kinds = [reading.state(at).kind for at in range(start, end)]
        if LABEL not in kinds:
            continue
        if not {EMAIL, LABELLED, REACH} & set(kinds):
            if _is_mere_words(reading.text(start)):
                yield f"{reading.text(start)!r} may be no contact"
            continue
        if kinds[-1] == LABEL:
            yield "its contact ends with words that no address follows"
        if EMAIL in kinds:
            yield "one of its addresses has no label, and another has"
        if kinds[0] == LABEL and kinds.count(LABEL) == 1 and not _is_explained(reading, span, start):
            yield f"{reading.text(start)!r} may belong to the cell beside it"


def _is_mere_words(text: str) -> bool:
    """Whether a contact says neither who, nor what post, nor that there is none."""
    shape, post = features(text)[0], features(text)[-1]
    return shape == "words" and post in ("none", "long") and not _begins_with_forename(text)


def _begins_with_forename(text: str) -> bool:
    return text.split()[0].casefold() in word_list("forenames")


def _is_explained(reading: Reading, span: Span, label: int) -> bool:
    """Whether a label shows that it is one: a post, a colon, words of the area, a name in the address."""
    text, following = reading.text(label), reading.text(label + 1) if label + 1 < span.end else ""
    areas = [paragraph.text for paragraph in span.record.paragraphs(Role.AREA)]
    echo = context([*areas, text, following])[len(areas)][1]
    return echo in ("all", "some", "mailed") or features(text)[-1] in ("all", "some") or text.endswith(":")


def is_cut_off(reading: Reading) -> bool:
    """Whether the table may go on: nothing is behind it but what looks like names, or cells with a type."""
    count = len(reading.path)
    start = next((n for n in range(count) if reading.is_behind(n)), count)
    behind = range(start, min(start + TYPED_WITHIN, count))
    if any(features(reading.text(n))[0] in ("age", "email") for n in behind):
        return True
    return count - start < SHORT and all(_pull(reading, n, 0, starts=True) >= NAME_LIKE for n in behind)


def truncation(last: RawRecord) -> Issue:
    """What is said of the record with which the document ends."""
    return issue("table-truncated", record=last.number, line=last.lines[0], value=last.text(Role.NAME))


def doubt(record: RawRecord, why: str) -> Issue:
    """What is said of a record that may be read in another way."""
    return _issue(record, Doubt(record.number, "record-doubtful", why))
