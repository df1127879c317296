"""A document read with one set of columns, and the other sets that its headings may announce."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.model import Column, Role
from pipeline.tables.flattened.decoding import Reading, read
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.ending import find_rest
from pipeline.tables.flattened.evidence import Stream
from pipeline.tables.flattened.heading_run import (
    MOST_UNKNOWN,
    HeadingRun,
    is_heading_like,
    parts_of,
    repeats_of,
)
from pipeline.tables.flattened.layout import AFTER, fits_column
from pipeline.tables.flattened.records import Span, to_spans, to_stream
from pipeline.tables.flattened.rhythm import count_columns
from pipeline.tables.headings import is_plain_heading, possible_roles
from pipeline.tables.stream import Token

FILLED = 0.5  # a column that nobody knows is believed where at least this share of its cells have words
TROUBLED = 0.9  # a table whose records are less sure than this on average may have other columns
USUAL = 0.8  # of the records, the share that has what the first one should have
CROWDED = 0.3  # the share of records with several paragraphs in a cell by which a column may be missing


@dataclass(frozen=True, slots=True)
class Attempt:
    """One reading of the document with one set of columns; a table may go on below its headings repeated."""

    run: HeadingRun
    readings: tuple[Reading, ...]
    spans: tuple[tuple[Span, ...], ...]  # by reading

    @property
    def all_spans(self) -> list[Span]:
        return [span for spans in self.spans for span in spans]

    @property
    def sureness(self) -> float:
        """The geometric mean of the records' probabilities."""
        spans = self.all_spans
        logs = [math.log(max(span.record.confidence, 1e-6)) for span in spans]
        return math.exp(sum(logs) / len(logs)) if logs else 0.0

    @property
    def begins_oddly(self) -> bool:
        """Whether the first record begins with a blank cell, or with one of several paragraphs.

        Contacts have several as a rule.
        """
        column, start, end = self.all_spans[0].cells[0] if self.all_spans else (0, 0, 1)
        return column > 0 or (end - start > 1 and self.run.columns[0].role is not Role.CONTACT)

    @property
    def lacks_at_start(self) -> bool:
        """Whether the first record lacks what nearly all others have."""
        records = [each.record for each in self.all_spans]
        if len(records) < 2:
            return False
        first, *others = records
        lacking = [n for n, cell in enumerate(first.cells) if not cell.paragraphs]
        return any(
            sum(bool(each.cells[n].paragraphs) for each in others) > USUAL * len(others) for n in lacking
        )

    @property
    def names_heading(self) -> bool:
        """Whether the first record's name is a heading that we know."""
        names = [span.record.paragraphs(Role.NAME) for span in self.all_spans[:1]]
        return any(possible_roles(each[0].text) for each in names if each)

    @property
    def is_even(self) -> bool:
        """Whether all records seem to have just as many places as there are columns, the first one too."""
        return (
            not self.is_odd
            and bool(self.readings)
            and all(each.evidence.rhythm.is_unbroken for each in self.readings)
        )

    @property
    def is_odd(self) -> bool:
        """Whether its first words may be one more heading, or its last heading the first words."""
        return self.begins_oddly or self.lacks_at_start

    def filled(self, column: int) -> float:
        """The share of records with words in this column."""
        return self._share(column, 1)

    def is_crowded(self, column: int) -> bool:
        """Whether many records hold several paragraphs in this column, or in one beside it."""
        beside = range(max(0, column - 1), min(column + 2, len(self.run.columns)))
        return any(self._share(each, 2) >= CROWDED for each in beside)

    def _share(self, column: int, paragraphs: int) -> float:
        spans = self.all_spans
        return sum(len(each.record.cells[column].paragraphs) >= paragraphs for each in spans) / max(
            1, len(spans)
        )


def attempt(tokens: Sequence[Token], run: HeadingRun) -> Attempt:
    """The document read with these columns, without unknown ones that nothing fills, and without a title."""
    tried = _without_empty(tokens, _attempt(tokens, run))
    is_title = tried.all_spans and not tried.filled(0)
    return next(without_title(tokens, tried), tried) if is_title else tried


def attempt_exactly(tokens: Sequence[Token], run: HeadingRun) -> Attempt:
    """The document read with just these columns, which are known to be its headings."""
    return _attempt(tokens, run)


def _attempt(tokens: Sequence[Token], run: HeadingRun) -> Attempt:
    roles = tuple(each.role for each in run.columns)
    starts = [run.end, *(end for _, end in repeats_of(run, tokens))]
    stops = [*(start for start, _ in repeats_of(run, tokens)), len(tokens)]
    readings = tuple(
        _read(to_stream(tokens, start, stop), roles) for start, stop in zip(starts, stops, strict=True)
    )
    spans: list[tuple[Span, ...]] = []
    number = 1
    for reading in readings:
        spans.append(tuple(to_spans(reading, run.columns, number)))
        number += len(spans[-1])
    return Attempt(run, readings, tuple(spans))


def _read(stream: Stream, roles: tuple[Role, ...]) -> Reading:
    """The best reading; of all paragraphs up to the last age, where rows seem to follow behind its end.

    Where such rows follow, counting is not trusted.
    """
    reading = _counted(read(stream, roles), roles)
    ended, inside = find_rest(reading)
    rest = replace(reading.stream, ended=ended, inside=inside, counted=())
    return read(rest, roles) if inside else reading


def _counted(reading: Reading, roles: tuple[Role, ...]) -> Reading:
    """The reading by counting, where every record has as many places as the table has columns, and none of
    them holds what its column cannot.

    It may be another than the words alone would give; where it is, the paragraphs are disputed.
    """
    columns = count_columns(reading.evidence.rhythm, reading.stream.blanks, len(roles))
    if not columns or _agrees(reading, columns) or not _can_hold(reading, columns, roles):
        return reading
    counted = read(replace(reading.stream, counted=columns), roles)
    states = [(reading.state(at), counted.state(at)) for at in range(len(columns))]
    disputed = frozenset(
        at for at, (one, two) in enumerate(states) if (one.column, one.starts) != (two.column, two.starts)
    )
    return replace(counted, stream=replace(counted.stream, disputed=disputed))


def _agrees(reading: Reading, columns: Sequence[int]) -> bool:
    """Whether each paragraph of the table begins a cell in the column that counting gives."""
    states = [reading.state(at) for at in range(len(columns))]
    return all(
        state.kind == AFTER or (state.starts and state.column == column)
        for state, column in zip(states, columns, strict=True)
    )


def _can_hold(reading: Reading, columns: Sequence[int], roles: tuple[Role, ...]) -> bool:
    """Whether the columns that counting gives can hold the paragraphs of the table."""
    return all(
        reading.is_behind(at) or fits_column(roles[column], features(reading.text(at)).kind)
        for at, column in enumerate(columns)
    )


def _without_empty(tokens: Sequence[Token], tried: Attempt) -> Attempt:
    """The attempt without unknown columns that nothing fills: such a heading is part of the next one."""
    columns = tried.run.columns
    for n, column in enumerate(columns[:-1]):
        if column.role is Role.TEXT and not tried.filled(n) and not is_plain_heading(column.heading):
            joined = replace(columns[n + 1], heading=f"{column.heading} {columns[n + 1].heading}")
            run = replace(tried.run, columns=(*columns[:n], joined, *columns[n + 2 :]))
            return _without_empty(tokens, _attempt(tokens, run))
    return tried


def with_unknown(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with paragraphs before or behind the headings as more of them, that nobody knows."""
    yield from with_unknown_behind(tokens, tried)
    run = tried.run
    before = tokens[run.start - 1].text if run.start else ""
    comes_again = before in {token.text for token in tokens[run.end :]}
    if _is_troubled(tried) and before and not comes_again and is_heading_like(before):
        column = Column(Role.TEXT, before)
        yield from _filled(tokens, HeadingRun((column, *run.columns), run.start - 1, run.end), 0)


def with_unknown_behind(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with paragraphs behind the headings as more of them; what comes again is no heading."""
    run = tried.run
    texts = Counter(token.text for token in tokens[run.end :])
    behind = tokens[run.end : run.end + (MOST_UNKNOWN if _is_troubled(tried) else 1)]
    more = list(takewhile(lambda token: texts[token.text] == 1 and is_heading_like(token.text), behind))
    for count in range(1, len(more) + 1):
        columns = (*run.columns, *(Column(Role.TEXT, token.text) for token in more[:count]))
        yield from _filled(tokens, HeadingRun(columns, run.start, run.end + count), -1)


def _is_troubled(tried: Attempt) -> bool:
    return tried.sureness < TROUBLED or tried.begins_oddly


def with_parted(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with a heading of two paragraphs as two headings, one of which nobody knows.

    They are tried where cells about the heading are crowded, as they are with the words of two columns.
    """
    columns = tried.run.columns
    for n, parts in enumerate(parts_of(tried.run, tokens)):
        if len(parts) != 2 or not tried.is_crowded(n):
            continue
        for known in (1, 0):
            role, other = columns[n].role, parts[1 - known]
            is_unknown = is_heading_like(other) and not other[0].islower() and not possible_roles(other)
            if is_unknown and role in possible_roles(parts[known]):
                two = [Column(Role.TEXT, part) for part in parts]
                two[known] = Column(role, parts[known])
                run = replace(tried.run, columns=(*columns[:n], *two, *columns[n + 1 :]))
                yield from _filled(tokens, run, n + 1 - known)


def without_title(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same without the first heading, which may be the page's title."""
    run = tried.run
    shorter = replace(run, columns=run.columns[1:], start=run.start + len(parts_of(run, tokens)[0]))
    if shorter.names_services:
        yield _attempt(tokens, shorter)


def with_unlike(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with one of two columns of a role as one that nobody knows: `Lead agency` beside `Lead`."""
    columns = tried.run.columns
    roles = [each.role for each in columns]
    for n, column in enumerate(columns):
        if column.role is not Role.TEXT and roles.count(column.role) > 1:
            unknown = Column(Role.TEXT, column.heading)
            yield from _filled(
                tokens, replace(tried.run, columns=(*columns[:n], unknown, *columns[n + 1 :])), n
            )


def _filled(tokens: Sequence[Token], run: HeadingRun, unknown: int) -> Iterator[Attempt]:
    """The attempt with these columns, where its unknown one has words in most records."""
    tried = _attempt(tokens, run)
    if tried.filled(unknown) >= FILLED:
        yield tried
