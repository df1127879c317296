"""A stream of paragraphs, read as one table that has lost its borders, or as several, each under its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Column, Extraction, RawRecord, Role
from pipeline.tables.cards.titles import is_like_title
from pipeline.tables.flattened.attempt import SURE
from pipeline.tables.flattened.heading_run import HeadingRun
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.recover import MOST_OF_TABLE, TWO_WAYS, recover, recover_under
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grids.joined import join
from pipeline.tables.grids.parts import MOST_TABLES, say_left_out
from pipeline.tables.headings.later import Headings, find_bare, find_later, part_at, to_unread
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import HEADED_ANEW, may_be_services_table
from pipeline.tables.headings.words import find_other
from pipeline.tables.reading import OwnHeadings, doubt_all, find_title_line, is_told
from pipeline.tables.streams.stream import Recovered, Token, stop_at_repetition

FEWEST_ROLES = 3  # of headings side by side that few pages but those with a table have
TITLE_BELOW = "its last words may be the title of the table below"
TOLD = 0.6  # the probability that a record is right, on average, by which records can be told apart


def read_stream(tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records of a table that has lost its borders, and of those with some of its columns behind it.

    Issues: `table-left-out`, `table-unread`, `table-differs`, `tables-joined`.
    """
    tokens = stop_at_repetition(tokens)
    later = find_later(tokens, own)
    parts = part_at(tokens, later) if 0 < len(later) < MOST_TABLES else []
    if joined := join_told([_read_table(part, own) for part in parts]):
        return joined
    whole = _read_table(tokens, own)
    return whole and say_others(whole, tokens, later, own)


def join_told(tables: Sequence[Extraction | str | None]) -> Extraction | None:
    """The records of all tables as one list, where those of each can be told; else None."""
    told = [each for each in tables if isinstance(each, Extraction) and is_told(each, TOLD)]
    if not told or len(told) < len(tables):
        return None
    return join([*map(_doubt_end, told[:-1]), told[-1]])


def _doubt_end(found: Extraction) -> Extraction:
    """The same; the last record is doubted where its last words may be the title of the table below."""
    last = found.records[-1]
    if not _may_end_in_title(last):
        return found
    return replace(found, issues=(*found.issues, doubt(last, TITLE_BELOW)))


def _may_end_in_title(record: RawRecord) -> bool:
    """True where the last words of the record are not the only ones in their cell, and can be a title."""
    cells = [cell.paragraphs for cell in record.cells if cell.paragraphs]
    end = max(cells, key=lambda words: words[-1].line, default=())
    return len(end) > 1 and is_like_title(end[-1].text)


def _say_titles_below(found: Recovered, tokens: Sequence[Token]) -> Iterator[Issue]:
    """What is said of records right above the same headings again, whose last words may be a title there."""
    headings = [token.text for token in tokens[found.start : found.body] if token.text]
    printed = [token for token in tokens[found.body : found.end] if token.text]
    above = {
        printed[at - 1].line
        for at in range(1, len(printed))
        if printed[at].text == headings[0]
        and [token.text for token in printed[at : at + len(headings)]] == headings
    }
    for record in found.records:
        if record.lines[1] in above and _may_end_in_title(record):
            yield doubt(record, TITLE_BELOW)


def _say_above(found: Recovered, tokens: Sequence[Token]) -> Iterator[Issue]:
    """What is said of the first of the same headings above those that were read, where rows stand below them.

    Issues: `table-unread`.
    """
    read = [token.text for token in tokens[found.start : found.body] if token.text]
    first, above = read[:FEWEST_ROLES], [token for token in tokens[: found.start] if token.text]
    for at in range(len(above) - 2 * len(found.columns) + 1):
        if [token.text for token in above[at : at + len(first)]] == first:
            yield issue("table-unread", value="; ".join(first), line=above[at].line)
            return


def say_others(
    found: Extraction, tokens: Sequence[Token], later: Sequence[Headings], own: OwnHeadings
) -> Extraction:
    """The same, with what is said of the other tables among these paragraphs: each record is doubted that
    reaches beyond the first of their headings; where none reaches beyond others, a table was not read.

    Issues: `table-left-out`, `table-unread`.
    """
    is_unread = to_unread(tokens, found.records)
    later = [each for each in later if not _is_read_under(found, each)]
    below = [say_left_out(each.texts, each.line) for each in later if is_unread(each)]
    below += [_say_unread(each) for each in find_bare(tokens, own) if is_unread(each)]
    known = {(each.code, each.line) for each in found.issues}
    said = (each for each in below if (each.code, each.line) not in known)
    found = replace(found, issues=(*found.issues, *said))
    return _doubt_behind(found, later[0].line) if later else found


def _is_read_under(found: Extraction, headings: Headings) -> bool:
    """Whether all records were read under these headings, or the last of them: those above are none then."""
    is_above = all(each.lines[0] >= headings.line for each in found.records)
    return is_above and headings.texts[-len(found.columns) :] == [each.heading for each in found.columns]


def _say_unread(headings: Headings) -> Issue:
    return issue("table-unread", value="; ".join(headings.texts), line=headings.line)


def _doubt_behind(found: Extraction, line: int) -> Extraction:
    """The same, each record doubted that reaches beyond this line, where other headings stand."""
    known = {each.record for each in found.issues if each.needs_a_person}
    below = {each.number: each for each in found.records if each.lines[1] >= line}
    records = (
        structs.replace(each, confidence=min(each.confidence, MOST_OF_TABLE))
        if each.number in below
        else each
        for each in found.records
    )
    said = (doubt(each, HEADED_ANEW) for number, each in below.items() if number not in known)
    return replace(found, records=tuple(records), issues=(*found.issues, *said))


def _read_table(tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records of one table that has lost its borders."""
    found = recover(tokens, own)
    if found is None:
        return None
    if not _is_services(tokens, found.start, found.columns):
        return _read_as_announced(tokens, own)
    said = (*_say_titles_below(found, tokens), *_say_above(found, tokens))
    found = replace(found, issues=(*found.issues, *said))
    whole = _to_extraction(found, tokens)
    is_plain = _begins_surely(found) or _heads_again(found, tokens)
    again = None if is_plain else _find_doubled(found, tokens[found.body : found.body + 2], own)
    return replace(whole, columns=(*found.columns, again)) if again else whole


def _to_extraction(found: Recovered, tokens: Sequence[Token]) -> Extraction:
    """What was read from these paragraphs, with the title of the table."""
    title = _find_stream_title(tokens, found.start)
    return Extraction(found.columns, found.records, found.issues, title=title, sureness=found.sureness)


def _is_services(tokens: Sequence[Token], start: int, columns: Sequence[Column]) -> bool:
    """Whether headings from here are those of a table of services, the paragraphs right above them heeded."""
    before = [token.text for token in tokens[max(0, start - 3) : start] if find_other(token.text)]
    headings = [*(each.heading for each in columns), *before]
    return may_be_services_table([each.role for each in columns], headings)


def _read_as_announced(tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records under all headings that the page announces, where fewer seem likelier; all are doubted."""
    runs = find_headings(tokens, own)
    if not runs or len({*runs[0].roles} - {Role.TEXT}) < FEWEST_ROLES:
        return None
    if not _is_services(tokens, runs[0].start, runs[0].columns):
        return None
    found = recover_under(tokens, runs[0])
    if not found.records:
        return None
    whole = doubt_all(_to_extraction(found, tokens), TWO_WAYS)
    return whole if is_told(whole, TOLD) else None


def read_under(tokens: Sequence[Token], run: HeadingRun) -> Extraction:
    """The records of paragraphs under headings of which it is known that they are all there are."""
    return _to_extraction(recover_under(tokens, run), tokens)


def _heads_again(found: Recovered, tokens: Sequence[Token]) -> bool:
    """Whether all headings are printed again right behind themselves."""
    count = found.body - found.start
    headings, behind = tokens[found.start : found.body], tokens[found.body : found.body + count]
    return [each.text for each in headings] == [each.text for each in behind]


def _begins_surely(found: Recovered) -> bool:
    """Whether the words behind the headings are the first record's, as sure as any are."""
    doubted = {each.record for each in found.issues if each.needs_a_person}
    return any(record.number not in doubted and record.confidence >= SURE for record in found.records[:1])


def _find_doubled(found: Recovered, behind: Sequence[Token], own: OwnHeadings) -> Column | None:
    """A second heading for the name or the description right behind the headings, where there is one."""
    once = {each.role for each in found.columns} & {Role.NAME, Role.DESCRIPTION}
    for token in behind:
        role = find_role(token.text, own) if token.text else None
        if role and role in once:
            return Column(role, token.text)
    return None


def _find_stream_title(tokens: Sequence[Token], start: int) -> str | None:
    """The short paragraph just above the headings, where it is no sentence."""
    return find_title_line([token.text for token in tokens[:start]])
