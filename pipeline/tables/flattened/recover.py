"""A table of services recovered from a stream of paragraphs in which its cells have lost their borders."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.attempt import SURE, Attempt
from pipeline.tables.flattened.choice import Choice, choose
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.ending import is_cut_off
from pipeline.tables.flattened.heading_run import HeadingRun, is_heading_like, others_of
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.novelty import find_strangeness
from pipeline.tables.flattened.outside import end_of, say_left_out, say_unread
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.titles import find_doubtful, find_titles, may_end_in_title
from pipeline.tables.flattened.uncertainty import doubt, doubt_company, find_doubts, truncation
from pipeline.tables.flattened.unnamed import find_unnamed, may_head_names
from pipeline.tables.flattened.variants import attempt_exactly, follow_its_page, heads_titles
from pipeline.tables.headings.readings import WAYS_TO_REACH
from pipeline.tables.headings.roles import HEADED_ANEW, UNNAMED
from pipeline.tables.streams.stream import Recovered, Token
from pipeline.tables.words import letters_of

COUNTED = "counting its paragraphs gives other cells than their words would"
ELSEWHERE = "the records are even, but may begin elsewhere"
MOST = 0.9  # probability of a record that is in doubt, and
MOST_OF_TABLE = 0.5  # of one whose table may have other columns
TOLD = 4  # letters of a title that tell whose address it is
TWO_WAYS = "its columns can be read in two ways"


def recover(tokens: Sequence[Token], own: Mapping[str, Role]) -> Recovered | None:
    """The table in this stream, each record with its probability; None where no run of headings is found.

    `own` is the source's own headings.
    """
    runs = find_headings(tokens, own) or find_unnamed(tokens, own)
    return _to_recovered(tokens, choose(tokens, runs)) if runs else None


def recover_under(tokens: Sequence[Token], run: HeadingRun) -> Recovered:
    """The table under headings of which it is known where each ends, and that there are no more."""
    return _to_recovered(tokens, Choice(attempt_exactly(tokens, run), is_contested=False))


def _to_recovered(tokens: Sequence[Token], chosen: Choice) -> Recovered:
    """The records of the best reading, with every doubt about them."""
    first = chosen.best
    chosen = replace(chosen, best=follow_its_page(first))
    best, run = chosen.best, chosen.best.run
    spans = best.all_spans
    issues = [
        issue("heading-unknown", value=column.heading, line=tokens[run.start].line)
        for column in run.columns
        if column.role is Role.TEXT
    ]
    whole = _doubt_table(chosen)
    issues += whole
    issues += _say_headed_anew(tokens, best)
    for reading, group, before in zip(best.readings, best.spans, first.spans, strict=True):
        issues += _say_titles(reading)
        issues += find_doubts(reading, group, before)
        issues += [*_doubt_untold(reading, group), *_doubt_cut(reading, group)]
        issues += _doubt_titled(reading, group)
        issues += _doubt_rest(reading, group)
        issues += _doubt_rhythm(reading, group)
    issues += doubt_company([span.record for span in spans], issues, best.counted)
    if spans and is_cut_off(best.readings[-1]):
        issues.append(truncation(spans[-1].record))
    issues += say_unread(best, issues)
    end = max((end_of(*pair) for pair in zip(best.readings, best.spans, strict=True)), default=run.end)
    issues += say_left_out(best, tokens, end)
    read = [span.record for span in spans]
    records = tuple(_no_surer(read, issues, whole))
    sureness = sum(each.confidence for each in read) / max(1, len(read))
    return Recovered(run.columns, records, tuple(issues), run.start, run.end, max(end, run.end), sureness)


def _no_surer(
    records: Sequence[RawRecord], issues: Sequence[Issue], whole: Sequence[Issue]
) -> Iterator[RawRecord]:
    """The records; one in doubt, by itself or with its whole table, is no surer than such are right."""
    doubted = {each.record for each in issues if each.needs_a_person}
    with_table = {each.record for each in whole}
    for record in records:
        most = MOST_OF_TABLE if record.number in with_table else MOST if record.number in doubted else 1.0
        yield structs.replace(record, confidence=most) if record.confidence > most else record


def _doubt_table(chosen: Choice) -> list[Issue]:
    """What is said of its records where the table may have other columns than those that were read."""
    records = [span.record for span in chosen.best.all_spans]
    best = chosen.best
    is_counted = len(best.counted) == len(records)
    strange = None if is_counted else find_strangeness(records)
    why = [strange] if strange else []
    if not (best.run.is_named or (may_head_names(best.run) and (is_counted or best.is_beyond_doubt))):
        why.append(UNNAMED)
    return [*_doubt_columns(chosen), *(doubt(record, each) for each in why for record in records)]


def _doubt_columns(chosen: Choice) -> list[Issue]:
    """What is said where two sets of columns read the document equally well."""
    spans = chosen.best.all_spans
    if chosen.is_contested or heads_titles(chosen.best):
        return [doubt(span.record, TWO_WAYS) for span in spans]
    return _doubt_first(chosen.best) if chosen.is_as_announced else []


def _doubt_first(best: Attempt) -> list[Issue]:
    """What is said where the first record's first words may be a heading after all.

    No column is sure where they stand behind a blank cell, and read like a heading.
    """
    first = best.all_spans[:1] if best.begins_oddly else []
    is_shifted = any(_opens_with_heading(span) for span in first)
    doubted = best.all_spans if is_shifted else first
    return [doubt(span.record, "the first words below its headings may be one more") for span in doubted]


def _opens_with_heading(span: Span) -> bool:
    column, _, _ = span.cells[0]
    return column > 0 and is_heading_like(span.record.cells[column].texts[0])


def _say_headed_anew(tokens: Sequence[Token], best: Attempt) -> Iterator[Issue]:
    """What is said of the records below two of the headings that are printed again without the others.

    Where none was read below them, another table was left out.
    """
    again: dict[int, int] = {}  # by where the headings come again whole, the first place without the others
    for start, stop in others_of(best.run, tokens):
        again.setdefault(stop, start)
    for stop, start in again.items():
        first, last = tokens[start].line, tokens[stop - 1].line
        below = [span.record for span in best.all_spans if first <= span.record.lines[1] <= last]
        yield from (doubt(record, HEADED_ANEW) for record in below)
        if not below:
            headings = tokens[start : start + len(best.run.columns)]
            yield issue("table-left-out", value="; ".join(each.text for each in headings), line=first)


def _say_titles(reading: Reading) -> Iterator[Issue]:
    """What is said of the titles between rows."""
    for token in map(reading.stream.tokens.__getitem__, find_titles(reading)):
        yield issue("section-row", value=token.text, line=token.line)


def _doubt_untold(reading: Reading, spans: tuple[Span, ...]) -> Iterator[Issue]:
    """What is said of the records with words that may be a title between rows, and of those beside them.

    Where there is one at all, the last words of a last cell of several paragraphs may be another.
    """
    untold = reading.stream.untold
    if untold or find_titles(reading):
        untold |= {each.end - 1 for each in spans if may_end_in_title(reading, *each.cells[-1][1:])}
    starts = [each.cells[0][1] for each in spans]
    for at in sorted(untold):
        why, near = f"{reading.text(at)!r} may be a title between rows", bisect(starts, at)
        beside = [
            each for each in spans[max(0, near - 2) : near + 1] if each.cells[0][1] - 1 <= at <= each.end
        ]
        yield from (doubt(each.record, why) for each in beside)


def _doubt_cut(reading: Reading, spans: tuple[Span, ...]) -> Iterator[Issue]:
    """What is said of a record without its last cell above a title, which may be the words of that cell."""
    ((usual, _),) = Counter(each.cells[-1][0] for each in spans).most_common(1) or ((0, 0),)
    cut = {each.end: each.record for each in spans if each.cells[-1][0] < usual}
    for at in sorted(cut.keys() & find_titles(reading)):
        yield doubt(cut[at], f"{reading.text(at)!r} may be its last cell")


def _doubt_titled(reading: Reading, spans: tuple[Span, ...]) -> Iterator[Issue]:
    """What is said of a record below a title, or above one, which may be its name, or words of either where
    that is not sure.
    """
    titles, doubtful = find_titles(reading), find_doubtful(reading)
    for each in spans:
        column, start, _ = each.cells[0]
        is_unlike = start - 1 not in doubtful and not (start and _is_named_in(reading.text(start - 1), each))
        is_sure = is_unlike and each.record.cells[column].confidence >= SURE
        if start - 1 in titles and not is_sure:
            yield doubt(each.record, f"{reading.text(start - 1)!r} may be its name")
        if each.end in doubtful:
            yield doubt(each.record, f"{reading.text(each.end)!r} may be its last words")


def _is_named_in(title: str, span: Span) -> bool:
    """Whether a title stands in an address of the record below it, as the first words of its name would."""
    texts = [each.text for role in WAYS_TO_REACH for each in span.record.paragraphs(role)]
    said = letters_of(title)
    return len(said) >= TOLD and any(said in letters_of(text) for text in texts)


def _doubt_rest(reading: Reading, spans: tuple[Span, ...]) -> list[Issue]:
    """What is said of the records behind a place where the table may have ended."""
    ended = reading.stream.ended
    return [
        doubt(each.record, "the table may have ended before it") for each in spans if 0 < ended < each.end
    ]


def _doubt_rhythm(reading: Reading, spans: tuple[Span, ...]) -> list[Issue]:
    """What is said of the records of which counting says something else than their words, or, where nothing
    tells at which paragraph the count begins, of which the words alone do not surely say the same.

    The last one answers for the paragraphs behind it.
    """
    rhythm = reading.evidence.rhythm
    disputed, count = reading.stream.disputed, len(reading.path)
    ends = [*(each.cells[0][1] for each in spans[1:]), count]
    why = ELSEWHERE if rhythm.is_even and not rhythm.is_anchored else COUNTED
    return [
        doubt(each.record, why)
        for each, end in zip(spans, ends, strict=False)
        if not disputed.isdisjoint(range(each.cells[0][1], end))
    ]
