"""A table of services recovered from a stream of paragraphs in which its cells have lost their borders."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.issues import Issue, issue
from pipeline.model import Column, Role
from pipeline.tables.flattened.decoding import Reading, read
from pipeline.tables.flattened.ending import is_cut_off
from pipeline.tables.flattened.heading_run import HeadingRun, find_headings, is_heading_like, repeats_of
from pipeline.tables.flattened.novelty import find_strangeness
from pipeline.tables.flattened.records import Span, to_spans, to_stream
from pipeline.tables.flattened.uncertainty import doubt, find_doubts, truncation
from pipeline.tables.stream import Recovered, Token

TROUBLED = 0.9  # a table whose records are less sure than this on average may have other columns
FILLED = 0.5  # a column that nobody knows is believed where at least this share of its cells have words


@dataclass(frozen=True, slots=True)
class _Attempt:
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
        """Whether the first record begins with a blank cell, or with one of several paragraphs."""
        column, start, end = self.all_spans[0].cells[0] if self.all_spans else (0, 0, 1)
        return column > 0 or end - start > 1

    def filled(self, column: int) -> float:
        """The share of records with words in this column."""
        spans = self.all_spans
        return sum(bool(span.record.cells[column].paragraphs) for span in spans) / max(1, len(spans))


def recover(tokens: Sequence[Token], own: Mapping[str, Role]) -> Recovered | None:
    """The table in this stream, each record with its probability; None where no run of headings is found.

    `own` is the source's own headings.
    """
    run = find_headings(tokens, own)
    if run is None:
        return None
    best = _without_empty(tokens, _attempt(tokens, run))
    if best.sureness >= TROUBLED and not best.begins_oddly:
        return _recovered(tokens, best, ())
    better = [each for each in _with_unknown(tokens, best) if each.sureness > max(best.sureness, TROUBLED)]
    return _recovered(tokens, better[0] if better else best, _rivals(better) or _headed(best, better))


def _headed(best: _Attempt, better: list[_Attempt]) -> tuple[Issue, ...]:
    """What is said where the first record's first words may be a heading after all."""
    first = best.all_spans[:1] if best.begins_oddly and not better else []
    return tuple(doubt(span.record, "its first words may be one more heading") for span in first)


def _rivals(attempts: list[_Attempt]) -> tuple[Issue, ...]:
    """What is said where two sets of columns read the document equally well."""
    if len(attempts) < 2:
        return ()
    spans = attempts[0].all_spans
    return tuple(doubt(span.record, "its columns can be read in two ways") for span in spans)


def _attempt(tokens: Sequence[Token], run: HeadingRun) -> _Attempt:
    """The document read with these columns."""
    roles = tuple(each.role for each in run.columns)
    starts = [run.end, *(end for _, end in repeats_of(run, tokens))]
    stops = [*(start for start, _ in repeats_of(run, tokens)), len(tokens)]
    readings = tuple(
        read(to_stream(tokens, start, stop), roles) for start, stop in zip(starts, stops, strict=True)
    )
    spans: list[tuple[Span, ...]] = []
    number = 1
    for reading in readings:
        spans.append(tuple(to_spans(reading, run.columns, number)))
        number += len(spans[-1])
    return _Attempt(run, readings, tuple(spans))


def _without_empty(tokens: Sequence[Token], attempt: _Attempt) -> _Attempt:
    """The attempt without unknown columns that nothing fills: such a heading is part of the next one."""
    columns = attempt.run.columns
    for n, column in enumerate(columns[:-1]):
        if column.role is Role.TEXT and not attempt.filled(n):
            joined = replace(columns[n + 1], heading=f"{column.heading} {columns[n + 1].heading}")
            run = replace(attempt.run, columns=(*columns[:n], joined, *columns[n + 2 :]))
            return _without_empty(tokens, _attempt(tokens, run))
    return attempt


def _with_unknown(tokens: Sequence[Token], attempt: _Attempt) -> Iterator[_Attempt]:
    """The same with the paragraph before or behind the headings as one more of them, that nobody knows."""
    run = attempt.run
    texts = Counter(token.text for token in tokens[run.end :])  # what comes again is no heading
    if run.end < len(tokens) and texts[tokens[run.end].text] == 1 and is_heading_like(tokens[run.end].text):
        column = Column(Role.TEXT, tokens[run.end].text)
        longer = _attempt(tokens, HeadingRun((*run.columns, column), run.start, run.end + 1))
        if longer.filled(len(run.columns)) >= FILLED:
            yield longer
    if run.start and not texts[tokens[run.start - 1].text] and is_heading_like(tokens[run.start - 1].text):
        column = Column(Role.TEXT, tokens[run.start - 1].text)
        longer = _attempt(tokens, HeadingRun((column, *run.columns), run.start - 1, run.end))
        if longer.filled(0) >= FILLED:
            yield longer


def _recovered(tokens: Sequence[Token], attempt: _Attempt, doubts: tuple[Issue, ...]) -> Recovered:
    run, spans = attempt.run, attempt.all_spans
    issues = [
        issue("heading-unknown", value=column.heading, line=tokens[run.start].line)
        for column in run.columns
        if column.role is Role.TEXT
    ]
    issues += doubts
    strange = find_strangeness([span.record for span in spans])
    if strange:
        issues += [doubt(span.record, strange) for span in spans]
    for reading, group in zip(attempt.readings, attempt.spans, strict=True):
        issues += find_doubts(reading, group)
    last = attempt.readings[-1]
    if spans and is_cut_off(last):
        issues.append(truncation(spans[-1].record))
    end = max((_end(*pair) for pair in zip(attempt.readings, attempt.spans, strict=True)), default=run.end)
    issues += _left_out(attempt, end)
    records = tuple(span.record for span in spans)
    return Recovered(run.columns, records, tuple(issues), run.start, run.end, max(end, run.end))


def _end(reading: Reading, spans: tuple[Span, ...]) -> int:
    """One past the last token of these records."""
    return reading.stream.places[spans[-1].end - 1] + 1 if spans else 0


def _left_out(attempt: _Attempt, end: int) -> Iterator[Issue]:
    """What is printed between two parts of the table and belongs to neither."""
    for reading, spans in zip(attempt.readings, attempt.spans, strict=True):
        stream = reading.stream
        first = spans[-1].end if spans else 0
        for at in range(first, len(stream.tokens)):
            if stream.places[at] < end:
                token = stream.tokens[at]
                yield issue("paragraph-outside", value=token.text, line=token.line)
