"""A table of services recovered from a stream of paragraphs in which its cells have lost their borders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Paragraph, RawRecord, Role
from pipeline.tables.decoding import Reading, Stream, read
from pipeline.tables.heading_run import find_headings
from pipeline.tables.layout import AFTER
from pipeline.tables.stream import Recovered, Token

DOUBTFUL = 0.9  # a record less sure than this is flagged


def recover(
    tokens: Sequence[Token],
    own: Mapping[str, Role],
    required: Collection[Role],
    places: Collection[str] = (),
) -> Recovered | None:
    """The table in this stream, each record with its probability; None where no run of headings is found.

    `own` is the source's own headings; `places` are names known to be places, where the caller knows any.
    """
    del required, places
    run = find_headings(tokens, own)
    if run is None:
        return None
    stream = to_stream(tokens, run.end)
    reading = read(stream, tuple(each.role for each in run.columns))
    bounds = list(_bounds(reading))
    records = tuple(
        _record(number, run.columns, reading, stream, each) for number, each in enumerate(bounds, 1)
    )
    end = stream.places[bounds[-1][1] - 1] + 1 if bounds else run.end
    issues = [*_heading_issues(run.columns, tokens[run.start].line), *map(_doubt, filter(_doubtful, records))]
    return Recovered(run.columns, records, tuple(issues), run.start, run.end, end)


def _doubtful(record: RawRecord) -> bool:
    return record.confidence < DOUBTFUL


def _doubt(record: RawRecord) -> Issue:
    why = f"the likeliest reading has a probability of {record.confidence:.2f}"
    name = record.text(Role.NAME)
    return issue("record-doubtful", record=record.number, line=record.lines[0], value=name, why=why)


def to_stream(tokens: Sequence[Token], start: int) -> Stream:
    """The printed paragraphs from this token on, with the placeholders before each counted."""
    printed, places, blanks, count = [], [], [], 0
    for at in range(start, len(tokens)):
        if tokens[at].text:
            printed.append(tokens[at])
            places.append(at)
            blanks.append(count)
            count = 0
        else:
            count += 1
    return Stream(tuple(printed), tuple(places), tuple(blanks), (False,) * len(printed))


def _bounds(reading: Reading) -> Iterator[tuple[int, int]]:
    """First paragraph and one past the last of each record."""
    start = None
    for at in range(len(reading.path)):
        state = reading.state(at)
        opens = state.starts and (
            not at or state.kind == AFTER or state.column <= reading.state(at - 1).column
        )
        if not opens:
            continue
        if start is not None:
            yield start, at
        if state.kind == AFTER:
            return
        start = at
    if start is not None:
        yield start, len(reading.path)


def _record(
    number: int, columns: tuple[Column, ...], reading: Reading, stream: Stream, bounds: tuple[int, int]
) -> RawRecord:
    start, end = bounds
    cells = []
    at = start
    for place, column in enumerate(columns):
        first = at
        while at < end and reading.state(at).column == place:
            at += 1
        texts = tuple(Paragraph(each.text, each.line) for each in stream.tokens[first:at])
        cells.append(Cell(column, texts, reading.run(first, at, row=False) if texts else 1.0))
    lines = stream.tokens[start].line, stream.tokens[end - 1].line
    return RawRecord(number, tuple(cells), lines, reading.run(start, end, row=True))


def _heading_issues(columns: tuple[Column, ...], line: int) -> Iterator[Issue]:
    for column in columns:
        if column.role is Role.TEXT:
            yield issue("heading-unknown", value=column.heading, line=line)
