"""A table of services recovered from a stream of paragraphs in which its cells have lost their borders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.flattened.attempts import (
    Attempt,
    attempt,
    with_parted,
    with_unknown,
    with_unlike,
    without_title,
)
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.ending import is_cut_off
from pipeline.tables.flattened.heading_run import find_headings
from pipeline.tables.flattened.novelty import find_strangeness
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.uncertainty import doubt, find_doubts, truncation
from pipeline.tables.stream import Recovered, Token

SURE = 0.98  # a table whose records are surer than this on average has the columns that it announces
TROUBLED = 0.9  # a table whose records are less sure than this on average may have other columns
SPARSE = 0.2  # of its cells, the share with words in a column whose heading may be the page's title
CLEARLY = 5  # times less doubt, by which one set of columns is better than another


def recover(tokens: Sequence[Token], own: Mapping[str, Role]) -> Recovered | None:
    """The table in this stream, each record with its probability; None where no run of headings is found.

    `own` is the source's own headings.
    """
    run = find_headings(tokens, own)
    if run is None:
        return None
    best, doubts = _surest(tokens, attempt(tokens, run))
    if doubts or (best.sureness >= SURE and not best.begins_oddly):
        return _recovered(tokens, best, doubts)
    return _recovered(tokens, *_with_more(tokens, best))


def _with_more(tokens: Sequence[Token], best: Attempt) -> tuple[Attempt, tuple[Issue, ...]]:
    """The attempt, or a surer one with a heading more; a title before the headings is seldom one of them."""
    tried = with_unknown(tokens, best)
    more = [each for each in tried if each.sureness >= TROUBLED and not each.begins_oddly]
    if len(more) > 1:
        return more[0], _rivals(more)
    surest = max([*more, best], key=_sureness)
    if more and _is_as_sure(best, more[0]) and _is_as_sure(more[0], best):
        return surest, _rivals([surest, *more])
    return surest, () if surest is not best else _headed(best)


def _surest(tokens: Sequence[Token], first: Attempt) -> tuple[Attempt, tuple[Issue, ...]]:
    """The surest of the sets of columns that the headings allow, and what is said where two are as sure."""
    tried = [first, *with_parted(tokens, first)]
    if first.sureness < SURE or first.filled(0) < SPARSE:
        tried += without_title(tokens, first)
    if first.sureness < TROUBLED:
        tried += with_unlike(tokens, first)
    fitting = [each for each in tried if each is first or first.begins_oddly or not each.begins_oddly]
    best, *others = sorted(fitting, key=_sureness, reverse=True)
    return best, _rivals([best, *(each for each in others if _is_as_sure(each, best))])


def _sureness(each: Attempt) -> float:
    return each.sureness


def _is_as_sure(other: Attempt, best: Attempt) -> bool:
    return other.sureness >= TROUBLED and 1 - other.sureness < CLEARLY * (1 - best.sureness)


def _headed(best: Attempt) -> tuple[Issue, ...]:
    """What is said where the first record's first words may be a heading after all."""
    first = best.all_spans[:1] if best.begins_oddly else []
    return tuple(doubt(span.record, "its first words may be one more heading") for span in first)


def _rivals(attempts: list[Attempt]) -> tuple[Issue, ...]:
    """What is said where two sets of columns read the document equally well."""
    if len(attempts) < 2:
        return ()
    spans = attempts[0].all_spans
    return tuple(doubt(span.record, "its columns can be read in two ways") for span in spans)


def _recovered(tokens: Sequence[Token], attempt: Attempt, doubts: tuple[Issue, ...]) -> Recovered:
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


def _left_out(attempt: Attempt, end: int) -> Iterator[Issue]:
    """What is printed between two parts of the table and belongs to neither."""
    for reading, spans in zip(attempt.readings, attempt.spans, strict=True):
        stream = reading.stream
        first = spans[-1].end if spans else 0
        for at in range(first, len(stream.tokens)):
            if stream.places[at] < end:
                token = stream.tokens[at]
                yield issue("paragraph-outside", value=token.text, line=token.line)
