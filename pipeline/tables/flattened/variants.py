"""A document read with the sets of columns that its headings may announce."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import repeat, takewhile
from operator import attrgetter

from pipeline.model import Column, Role
from pipeline.tables.flattened.attempt import Attempt
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.heading_run import (
    HeadingRun,
    is_heading_like,
    is_known,
    names_page,
    parts_of,
    repeats_of,
)
from pipeline.tables.flattened.heading_search import MOST_UNKNOWN
from pipeline.tables.flattened.matters import Content, contents, has_sole_means, may_be_venue
from pipeline.tables.flattened.records import Span, to_spans, to_stream, weigh_cells
from pipeline.tables.flattened.row_reading import read_rows
from pipeline.tables.flattened.tendencies import follow_page
from pipeline.tables.flattened.titles import find_titles
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import ONCE
from pipeline.tables.streams.stream import Token
from pipeline.tables.words import letters_of

_BY_SURENESS = attrgetter("sureness")
FILLED = 0.5  # a column that nobody knows is believed where at least this share of its cells have words
TROUBLED = 0.9  # a table whose records are less sure than this on average may have other columns
SPARSE = 0.2  # of the records, the share with words under a heading that may be a title between rows
RARE = 0.1  # of the records, the share with words under a heading that may be the first record's


def attempt(tokens: Sequence[Token], run: HeadingRun) -> Attempt:
    """The document read with these columns, without unknown ones that nothing fills, and without a title."""
    tried = _without_name(tokens, _without_empty(tokens, attempt_exactly(tokens, run)))
    tried = _without_section(tokens, tried)
    is_title = tried.all_spans and not tried.filled(0)
    return next(without_title(tokens, tried), tried) if is_title else tried


def attempt_exactly(tokens: Sequence[Token], run: HeadingRun) -> Attempt:
    """The document read with just these columns; where that is surer, a venue is an address, not an area, and
    the only way to reach somebody is any such way.
    """
    tried = _read_as(tokens, run, contents(run.columns))
    has_venues = any(map(may_be_venue, run.columns))
    if tried.sureness < TROUBLED and has_venues:
        tried = max(tried, _read_as(tokens, run, contents(run.columns, with_venues=True)), key=_BY_SURENESS)
    if tried.sureness < TROUBLED and has_sole_means(run.columns):
        tried = max(tried, _read_as(tokens, run, contents(run.columns, with_means=True)), key=_BY_SURENESS)
    return tried


def _read_as(tokens: Sequence[Token], run: HeadingRun, held: tuple[Content, ...]) -> Attempt:
    again = repeats_of(run, tokens)
    starts = [run.end, *(end for _, end in again)]
    stops = [*(start for start, _ in again), len(tokens)]
    bounds = zip(starts, stops, strict=True)
    readings = tuple(read_rows(to_stream(tokens, *each, is_fixed=run.is_fixed), held) for each in bounds)
    return _to_attempt(run, readings)


def follow_its_page(tried: Attempt) -> Attempt:
    """The same columns, each row read once more in the light of what the others do, and each cell weighed."""
    readings = tuple(map(follow_page, tried.readings))
    followed = tried if readings == tried.readings else _to_attempt(tried.run, readings)
    pairs = zip(followed.readings, followed.spans, strict=True)
    spans = tuple(tuple(map(weigh_cells, repeat(reading), each)) for reading, each in pairs)
    return replace(followed, spans=spans)


def _to_attempt(run: HeadingRun, readings: tuple[Reading, ...]) -> Attempt:
    spans: list[tuple[Span, ...]] = []
    number = 1
    for reading in readings:
        spans.append(tuple(to_spans(reading, run.columns, number)))
        number += len(spans[-1])
    return Attempt(run, readings, tuple(spans))


def _without_empty(tokens: Sequence[Token], tried: Attempt) -> Attempt:
    """The attempt without unknown columns that nothing fills: such a heading is part of the next one."""
    columns = tried.run.columns
    for n, column in enumerate(columns[:-1]):
        if column.role is Role.TEXT and not tried.filled(n) and not is_known(column.heading):
            joined = Column(columns[n + 1].role, f"{column.heading} {columns[n + 1].heading}")
            run = replace(tried.run, columns=(*columns[:n], joined, *columns[n + 2 :]))
            return _without_empty(tokens, attempt_exactly(tokens, run))
    return tried


def _without_name(tokens: Sequence[Token], tried: Attempt) -> Attempt:
    """The attempt without a last heading that hardly anything fills, where it may be the first record's name.

    `Waits` may be the name of a service, too.
    """
    if tried.run.columns[-1].role is not Role.TEXT or tried.filled(-1) >= RARE:
        return tried
    shorter = _without_last(tokens, tried)
    is_better = tried.begins_oddly or (not shorter.may_begin_elsewhere and shorter.sureness >= tried.sureness)
    return shorter if is_better else tried


def _without_section(tokens: Sequence[Token], tried: Attempt) -> Attempt:
    """The attempt without a last heading that few cells fill, where it is the first of titles between rows.

    `Funding 2023/24` may be a column, and a title above the rows of that year.
    """
    is_column = tried.filled(-1) >= SPARSE and not heads_titles(tried)
    if is_column or tried.run.columns[-1].role in ONCE:
        return tried
    if possible_roles(tokens[tried.run.end].text if tried.run.end < len(tokens) else ""):
        return tried  # what follows is a heading, too
    shorter = _without_last(tokens, tried)
    titles = sum(len(find_titles(reading)) for reading in shorter.readings)
    is_told = titles > 1 and shorter.sureness >= TROUBLED and not shorter.may_begin_elsewhere
    return shorter if is_told else tried


def heads_titles(tried: Attempt) -> bool:
    """Whether the words under the last heading are its own, but for their numbers, as those of rounds are, or
    nearly all end as it does, as `North Kent services` and `Medway services` do.
    """
    heading = tried.run.columns[-1].heading
    letters, end = letters_of(heading), heading.casefold().split()[-1:]
    said = [*filter(None, (span.record.cells[-1].text for span in tried.all_spans))]
    is_own = bool(letters and said) and all(letters_of(each) == letters for each in said)
    alike = sum(each.casefold().split()[-1:] == end for each in said)
    return is_own or (bool(end) and end[0].isalpha() and alike > 1 and alike >= len(said) - 1)


def _without_last(tokens: Sequence[Token], tried: Attempt) -> Attempt:
    """The document read without the last heading, which is then the first paragraph below the others."""
    end = tried.run.end - len(parts_of(tried.run, tokens)[-1])
    return attempt_exactly(tokens, replace(tried.run, columns=tried.run.columns[:-1], end=end))


def with_unknown(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with paragraphs before or behind the headings as more of them, that nobody knows."""
    yield from with_unknown_behind(tokens, tried)
    run = tried.run
    before = tokens[run.start - 1].text if run.start else ""
    comes_again = before in {token.text for token in tokens[run.end :]}
    is_unknown = not comes_again and is_heading_like(before) and possible_roles(before) != (Role.NAME,)
    if _is_troubled(tried) and before and is_unknown:
        column = Column(Role.TEXT, before)
        yield from _filled(tokens, replace(run, columns=(column, *run.columns), start=run.start - 1), 0)


def with_unknown_behind(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with paragraphs behind the headings as more of them; what comes again is no heading, but
    where all of them do.
    """
    run = tried.run
    texts = Counter(token.text for token in tokens[run.end :])
    behind = tokens[run.end : run.end + (MOST_UNKNOWN if _is_troubled(tried) else 1)]
    again = Counter(
        token.text for _, end in repeats_of(run, tokens) for token in tokens[end : end + len(behind)]
    )
    more = [
        *takewhile(
            lambda each: texts[each.text] == 1 + again[each.text] and is_heading_like(each.text), behind
        )
    ]
    for count in range(1, len(more) + 1):
        columns = (*run.columns, *(Column(Role.TEXT, token.text) for token in more[:count]))
        yield from _filled(tokens, replace(run, columns=columns, end=run.end + count), -1)


def _is_troubled(tried: Attempt) -> bool:
    return tried.sureness < TROUBLED or tried.begins_oddly


def with_parted(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with a heading of two paragraphs as two headings, one of which nobody knows.

    They are tried where cells about the heading are crowded, as they are with the words of two columns.
    """
    columns = tried.run.columns
    for n, parts in enumerate(parts_of(tried.run, tokens)):
        if len(parts) != 2 or not (tried.is_crowded(n) or _is_troubled(tried)):
            continue
        for known in (1, 0):
            role, other = columns[n].role, parts[1 - known]
            is_unknown = is_heading_like(other) and not other[0].islower() and not possible_roles(other)
            is_own = names_page(other, tokens[: tried.run.start])
            if is_unknown and not is_own and role in possible_roles(parts[known]):
                two = [Column(Role.TEXT, part) for part in parts]
                two[known] = Column(role, parts[known])
                run = replace(tried.run, columns=(*columns[:n], *two, *columns[n + 1 :]))
                yield from _filled(tokens, run, n + 1 - known)


def without_title(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same without the first heading, which may be the page's title."""
    run = tried.run
    shorter = replace(run, columns=run.columns[1:], start=run.start + len(parts_of(run, tokens)[0]))
    if shorter.names_services:
        yield attempt_exactly(tokens, shorter)


def with_unlike(tokens: Sequence[Token], tried: Attempt) -> Iterator[Attempt]:
    """The same with one of two columns of a role as one that nobody knows: `Lead agency` beside `Lead`.

    The one that can only head this is not, where the other may head something else: `Name` beside `Setting`.
    """
    columns = tried.run.columns
    roles = [each.role for each in columns]
    vague = {each.role for each in columns if len(possible_roles(each.heading)) > 1}
    for n, column in enumerate(columns):
        is_told = column.role in vague and len(possible_roles(column.heading)) == 1
        if column.role is not Role.TEXT and roles.count(column.role) > 1 and not is_told:
            unknown = Column(Role.TEXT, column.heading)
            yield from _filled(
                tokens, replace(tried.run, columns=(*columns[:n], unknown, *columns[n + 1 :])), n
            )


def _filled(tokens: Sequence[Token], run: HeadingRun, unknown: int) -> Iterator[Attempt]:
    """The attempt with these columns, where its unknown one has words in most records."""
    tried = attempt_exactly(tokens, run)
    if tried.filled(unknown) >= FILLED:
        yield tried
