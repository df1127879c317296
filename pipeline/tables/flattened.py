"""A table of services recovered from a stream of paragraphs in which its cells have lost their borders."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Paragraph, RawRecord, Role
from pipeline.tables.heading_run import find_headings
from pipeline.tables.lattice import Reading, Stream, read
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
    run = find_headings(tokens, own)
    if run is None:
        return None
    stream, printed = to_stream(tokens[run.end :])
    reading = read(stream, tuple(each.role for each in run.columns), places)
    bounds = list(_bounds(reading))
    records = tuple(
        _record(number, run.columns, reading, printed, start, end)
        for number, (start, end) in enumerate(bounds, 1)
    )
    stop = bounds[-1][1] if bounds else 0
    end = run.end + (printed[stop - 1][0] + 1 if stop else 0)
    issues = [*_heading_issues(run.columns, tokens[run.start].line)]
    issues += [
        issue("record-doubtful", record=each.number, line=each.lines[0], value=each.text(Role.NAME))
        for each in records
        if each.confidence < DOUBTFUL
    ]
    return Recovered(run.columns, records, tuple(issues), run.start, run.end, end)


def to_stream(tokens: Sequence[Token]) -> tuple[Stream, list[tuple[int, Token]]]:
    """The printed paragraphs, with the placeholders before each counted; each with its place among the tokens."""
    printed, blanks, count = [], [], 0
    for at, token in enumerate(tokens):
        if token.text:
            printed.append((at, token))
            blanks.append(count)
            count = 0
        else:
            count += 1
    texts = tuple(token.text for _, token in printed)
    return Stream(texts, tuple(blanks), (False,) * len(texts)), printed


def _bounds(reading: Reading) -> Iterator[tuple[int, int]]:
    """First paragraph and one past the last of each record."""
    start = None
    for at in range(len(reading.path)):
        state = reading.state(at)
        opens = state.starts and (not at or state.kind == AFTER or state.column <= reading.state(at - 1).column)
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
    number: int, columns: tuple[Column, ...], reading: Reading, printed: list[tuple[int, Token]], start: int, end: int
) -> RawRecord:
    cells = []
    at = start
    for place, column in enumerate(columns):
        first = at
        while at < end and reading.state(at).column == place:
            at += 1
        texts = tuple(Paragraph(token.text, token.line) for _, token in printed[first:at])
        cells.append(Cell(column, texts, reading.run(first, at, row=False) if texts else 1.0))
    lines = printed[start][1].line, printed[end - 1][1].line
    return RawRecord(number, tuple(cells), lines, reading.run(start, end, row=True))


def _heading_issues(columns: tuple[Column, ...], line: int) -> Iterator[Issue]:
    for column in columns:
        if column.role is Role.TEXT:
            yield issue("heading-unknown", value=column.heading, line=line)
