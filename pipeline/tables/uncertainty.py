"""Where a reading of a flattened table may be wrong: gates that do not trust its probability alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.tables.context import context
from pipeline.tables.decoding import Reading
from pipeline.tables.detectors import features
from pipeline.tables.layout import AFTER, EMAIL, LABEL, LABELLED
from pipeline.tables.records import Span

DOUBTFUL = 0.975  # a record less sure than this is flagged
UNSURE = 0.6  # where a record is less sure than this, so is the end of the one before
SHORT = 3  # paragraphs behind a table that show that it had ended, whatever they say
COMMON = 0.8  # a column filled in more of the records than this is missed where it is blank
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
    filled = _filled(spans)
    found = []
    for number, span in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        reasons = list(_reasons(reading, span, following, filled))
        if reasons:
            found.append(_issue(span.record, reasons[0]))
    return found


def _issue(record: RawRecord, doubt: Doubt) -> Issue:
    words = {"heading": doubt.heading} if doubt.heading else {"why": doubt.why} if doubt.why else {}
    name = record.text(Role.NAME) or record.cells[0].text
    return issue(doubt.code, record=record.number, line=record.lines[0], value=name, **words)


def _reasons(
    reading: Reading, span: Span, following: Span | None, filled: dict[int, float]
) -> Iterator[Doubt]:
    number = span.record.number
    if span.record.confidence < DOUBTFUL:
        why = f"its likeliest reading has a probability of {span.record.confidence:.2f}"
        yield Doubt(number, "record-doubtful", why)
    yield from _missing(reading, span, filled)
    for text in _tempted(reading, span, following):
        yield Doubt(number, "record-doubtful", f"{text!r} may belong to the cell beside it")
    for why in _oddities_of_contact(reading, span):
        yield Doubt(number, "record-doubtful", why)
    if following and following.record.confidence < UNSURE:
        yield Doubt(number, "record-doubtful", "where the next record begins is uncertain")
    common = max((column for column, share in filled.items() if share > COMMON), default=0)
    if not following and span.cells[-1][0] < common:
        yield Doubt(number, "record-doubtful", "the table ends before its last cell")


def _filled(spans: Sequence[Span]) -> dict[int, float]:
    """For each column the share of records in which it is not blank."""
    counts = Counter(column for span in spans for column, _, _ in span.cells)
    return {column: count / len(spans) for column, count in counts.items()}


def _missing(reading: Reading, span: Span, filled: dict[int, float]) -> Iterator[Doubt]:
    """Columns that nearly all records have and this one lacks, though its neighbours could hold the words."""
    there = {column for column, _, _ in span.cells}
    blank = [column for column, share in filled.items() if share > COMMON and column not in there]
    few = 2 * len(there) < len(filled) and len(blank) > 1
    for column in blank:
        cell = span.record.cells[column]
        if few or cell.role is Role.NAME or column == 0 or _held_beside(reading, span, column):
            yield Doubt(span.record.number, "cell-missing", heading=cell.column.heading)


def _held_beside(reading: Reading, span: Span, column: int) -> bool:
    before = [cell for cell in span.cells if cell[0] < column][-1:]
    after = [cell for cell in span.cells if cell[0] > column][:1]
    return any(
        _pull(reading, at, column, starts=True) > TEMPTING
        for _, start, end in before + after
        for at in range(start, end)
    )


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


def _tempted(reading: Reading, span: Span, following: Span | None) -> Iterator[str]:
    """Paragraphs at a border that could as well stand on its other side."""
    cells = list(span.cells)
    labels = sum(reading.state(at).kind == LABEL for at in range(cells[0][1], span.end))
    if following:
        cells.append(following.cells[0])
    for (left, start, border), (right, first, end) in pairwise(cells):
        if left == right or (labels > 1 and reading.state(first).kind == LABEL):
            continue
        if border - start > 1 and _pull(reading, border - 1, right, starts=True) > TEMPTING:
            yield reading.text(border - 1)
        if end - first > 1 and _pull(reading, first, left, starts=False) > TEMPTING:
            yield reading.text(first)


def _oddities_of_contact(reading: Reading, span: Span) -> Iterator[str]:
    """Labels stand before addresses; where one address has a label, so have the others."""
    for _, start, end in span.cells:
        kinds = [reading.state(at).kind for at in range(start, end)]
        if LABEL not in kinds or not {EMAIL, LABELLED} & set(kinds):
            continue
        if kinds[-1] == LABEL:
            yield "its contact ends with words that no address follows"
        if EMAIL in kinds:
            yield "one of its addresses has no label, and another has"
        if kinds[0] == LABEL and kinds.count(LABEL) == 1 and not _is_explained(reading, span, start):
            yield f"{reading.text(start)!r} may belong to the cell beside it"


def _is_explained(reading: Reading, span: Span, label: int) -> bool:
    """Whether a label shows that it is one: a post, a colon, words of the area, a name in the address."""
    text, following = reading.text(label), reading.text(label + 1) if label + 1 < span.end else ""
    areas = [paragraph.text for paragraph in span.record.paragraphs(Role.AREA)]
    echo = context([*areas, text, following])[len(areas)][1]
    return echo in ("all", "some", "mailed") or features(text)[-1] in ("all", "some") or text.endswith(":")


def is_cut_off(reading: Reading) -> bool:
    """Whether nothing behind the table shows that it had ended: no furniture, no date, no further prose."""
    behind = range(max(0, len(reading.path) - SHORT), len(reading.path))
    texts = [reading.text(at) for at in behind if reading.state(at).kind == AFTER]
    return len(texts) < SHORT and not any(_is_furniture(text) for text in texts)


def _is_furniture(text: str) -> bool:
    return len(text) > 60 or features(text)[7] not in ("0", "-") or "date" in features(text)[0]


def truncation(last: RawRecord) -> Issue:
    """What is said of the record with which the document ends."""
    return issue("table-truncated", record=last.number, line=last.lines[0], value=last.text(Role.NAME))


def doubt(record: RawRecord, why: str) -> Issue:
    """What is said of a record that may be read in another way."""
    return _issue(record, Doubt(record.number, "record-doubtful", why))
