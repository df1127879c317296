"""A table of services recovered from a stream of paragraphs in which its cells have lost their borders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.flattened.attempts import (
    TROUBLED,
    Attempt,
    attempt,
    attempt_exactly,
    with_parted,
    with_unknown,
    with_unknown_behind,
    with_unlike,
    without_title,
)
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.ending import is_cut_off
from pipeline.tables.flattened.heading_run import HeadingRun, find_headings, is_heading_like
from pipeline.tables.flattened.novelty import find_strangeness
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.uncertainty import doubt, find_doubts, truncation
from pipeline.tables.stream import Recovered, Token

SURE = 0.98  # a table whose records are surer than this on average has the columns that it announces
SPARSE = 0.2  # of its cells, the share with words in a column whose heading may be the page's title
MOST_DOUBTED = 0.6  # of the records, the share in doubt from which on none is trusted
ALIKE = 0.001  # of sureness, by which two sets of columns do not differ
ABOUT = 1  # point of a heading run's score, by which it announces no more: a usual heading without a role
NO_DOUBT = 1e-4  # of sureness lacking, below which one set of columns is no better than another
CLEARLY = 5  # times less doubt, by which one set of columns is better than another


def recover(tokens: Sequence[Token], own: Mapping[str, Role]) -> Recovered | None:
    """The table in this stream, each record with its probability; None where no run of headings is found.

    `own` is the source's own headings.
    """
    runs = find_headings(tokens, own)
    if not runs:
        return None
    best, doubts = _surest(tokens, runs)
    if doubts or _is_plain(best):
        return _recovered(tokens, best, doubts)
    return _recovered(tokens, *_with_more(tokens, best))


def recover_under(tokens: Sequence[Token], run: HeadingRun) -> Recovered:
    """The table under headings of which it is known where each ends, and that there are no more."""
    return _recovered(tokens, attempt_exactly(tokens, run), ())


def _is_plain(each: Attempt) -> bool:
    """Whether nothing speaks for other columns than these."""
    return (each.is_even and each.sureness >= TROUBLED) or (each.sureness >= SURE and not each.is_odd)


def _with_more(tokens: Sequence[Token], best: Attempt) -> tuple[Attempt, tuple[Issue, ...]]:
    """The attempt, or a surer one with a heading more; a title before the headings is seldom one of them."""
    tried = with_unknown(tokens, best)
    sure = [each for each in tried if each.sureness >= TROUBLED]
    more = [each for each in sure if not each.is_odd]
    if len(more) > 1:
        return more[0], _rivals(more)
    surest = max([*more, best], key=_sureness)
    if more and _is_as_sure(best, more[0]) and _is_as_sure(more[0], best):
        return surest, _rivals([surest, *more])
    return surest, _rivals(_unless_sure(surest, best)) if surest is not best else _headed(best)


def _surest(tokens: Sequence[Token], runs: Sequence[HeadingRun]) -> tuple[Attempt, tuple[Issue, ...]]:
    """The surest of the sets of columns that the headings allow, and what is said where two are as sure."""
    first = attempt(tokens, runs[0])
    attempts = reversed([first, *_others(tokens, first, runs[1:])])
    tried = {(each.run.roles, each.run.start, each.run.end): each for each in attempts}
    fitting = _without_missed(
        [each for each in tried.values() if each is first or first.begins_oddly or not each.begins_oddly]
    )
    fitting = [each for each in fitting if each.is_even] or fitting
    surest = max(fitting, key=_sureness)
    alike = [each for each in fitting if not each.is_odd and surest.sureness - each.sureness < ALIKE]
    best = max(alike, key=_sureness) if surest.is_odd and alike else surest
    others = [each for each in fitting if each is not best]
    as_sure = [each for each in others if _is_as_sure(each, best) and _is_rival(each, best)]
    return best, _rivals([best, *(as_sure or _unless_sure(best, first)[1:])])


def _without_missed(tried: list[Attempt]) -> list[Attempt]:
    """Those that take no heading that we know for a name, where others begin as well."""
    found = [each for each in tried if not each.names_heading]
    return tried if all(each.begins_oddly for each in found) else found


def _others(tokens: Sequence[Token], first: Attempt, runs: Sequence[HeadingRun]) -> Iterator[Attempt]:
    """The document read with the other sets of columns that its headings may announce."""
    yield from with_parted(tokens, first)
    rivals = list(_rival_attempts(tokens, first, runs))
    yield from rivals
    if first.sureness < SURE or first.filled(0) < SPARSE:
        yield from without_title(tokens, first)
    if first.sureness < TROUBLED:
        yield from with_unknown_behind(tokens, first)
        for each in (first, *rivals):
            yield from with_unlike(tokens, each)


def _rival_attempts(tokens: Sequence[Token], first: Attempt, runs: Sequence[HeadingRun]) -> Iterator[Attempt]:
    """The document read with other columns that the same paragraphs may announce.

    Those that announce less are tried where the first is unsure or odd; those that begin elsewhere, always.
    """
    for run in runs:
        is_shifted = run.start != first.run.start and run.score == first.run.score
        is_troubled = first.sureness < TROUBLED or first.is_odd
        is_wanted = is_troubled or (run.score >= first.run.score - ABOUT and not _is_plain(first))
        if is_shifted or is_wanted:
            other = attempt(tokens, run)
            is_shorter = other.run.roles == first.run.roles  # only a heading is cut shorter
            if not is_shorter or (first.lacks_at_start and not other.is_odd):
                yield other


def _unless_sure(best: Attempt, first: Attempt) -> list[Attempt]:
    """The best one alone where it is the first, or sure in itself; else both: neither is to be trusted."""
    return [best] if best is first or best.sureness >= SURE else [best, first]


def _sureness(each: Attempt) -> float:
    return each.sureness


def _is_rival(other: Attempt, best: Attempt) -> bool:
    """Whether another reading announces as much, and does not begin oddly where the best does not."""
    return other.run.score >= best.run.score - ABOUT and (best.is_odd or not other.is_odd)


def _is_as_sure(other: Attempt, best: Attempt) -> bool:
    doubt_of_best = max(1 - best.sureness, NO_DOUBT)
    return other.sureness >= TROUBLED and 1 - other.sureness < CLEARLY * doubt_of_best


def _headed(best: Attempt) -> tuple[Issue, ...]:
    """What is said where the first record's first words may be a heading after all.

    No column is sure where they stand behind a blank cell, and read like a heading.
    """
    first = best.all_spans[:1] if best.begins_oddly else []
    is_shifted = any(_opens_with_heading(span) for span in first)
    doubted = best.all_spans if is_shifted else first
    return tuple(doubt(span.record, "the first words below its headings may be one more") for span in doubted)


def _opens_with_heading(span: Span) -> bool:
    column, _, _ = span.cells[0]
    return column > 0 and is_heading_like(span.record.cells[column].texts[0])


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
        issues += _doubt_rest(reading, group)
        issues += _doubt_rhythm(reading, group)
    issues += _doubt_company(spans, issues)
    last = attempt.readings[-1]
    if spans and is_cut_off(last):
        issues.append(truncation(spans[-1].record))
    end = max((_end(*pair) for pair in zip(attempt.readings, attempt.spans, strict=True)), default=run.end)
    issues += _left_out(attempt, end)
    records = tuple(span.record for span in spans)
    return Recovered(run.columns, records, tuple(issues), run.start, run.end, max(end, run.end))


def _doubt_rest(reading: Reading, spans: tuple[Span, ...]) -> list[Issue]:
    """What is said of the records behind a place where the table may have ended."""
    ended = reading.stream.ended
    return [
        doubt(each.record, "the table may have ended before it") for each in spans if 0 < ended < each.end
    ]


def _doubt_rhythm(reading: Reading, spans: tuple[Span, ...]) -> list[Issue]:
    """What is said of the records of which counting says something else than their words; of all of them,
    where nothing tells at which paragraph the count begins.

    The last one answers for the paragraphs behind it.
    """
    rhythm = reading.evidence.rhythm
    if rhythm.is_even and not rhythm.is_anchored:
        return [doubt(each.record, "the records are even, but may begin elsewhere") for each in spans]
    disputed, count = reading.stream.disputed, len(reading.path)
    ends = [*(each.cells[0][1] for each in spans[1:]), count]
    why = "counting its paragraphs gives other cells than their words would"
    return [
        doubt(each.record, why)
        for each, end in zip(spans, ends, strict=False)
        if not disputed.isdisjoint(range(each.cells[0][1], end))
    ]


def _doubt_company(spans: Sequence[Span], issues: Sequence[Issue]) -> list[Issue]:
    """What is said of the other records where most are in doubt."""
    doubted = {each.record for each in issues if each.needs_a_person}
    others = [span.record for span in spans if span.record.number not in doubted]
    is_most = len(others) < (1 - MOST_DOUBTED) * len(spans)
    return [doubt(record, "most records of its table are in doubt") for record in others if is_most]


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
