"""What readers found in a document, as its records: parts of a table, cards, or a stream of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Extraction, RawRecord, Role
from pipeline.tables.cards.titles import is_like_title
from pipeline.tables.flattened.attempt import SURE
from pipeline.tables.flattened.heading_run import HeadingRun
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.recover import MOST_OF_TABLE, TWO_WAYS, recover, recover_under
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grids.divided import divide_headings
from pipeline.tables.grids.grid import Grid
from pipeline.tables.grids.joined import join
from pipeline.tables.grids.parts import MOST_TABLES, Choice, Part, in_order, to_key
from pipeline.tables.grids.rows import read_body
from pipeline.tables.grids.side_by_side import part_sides
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.later import find_later, part_at
from pipeline.tables.headings.readings import find_role, possible_roles
from pipeline.tables.headings.roles import HEADED_ANEW, may_be_services_table
from pipeline.tables.headings.words import find_other
from pipeline.tables.html.title import find_title
from pipeline.tables.markdown import strip_marks
from pipeline.tables.near.footnotes import say_footnotes
from pipeline.tables.near.lines import Near, find_near
from pipeline.tables.near.said import say_of_records
from pipeline.tables.streams.stream import Recovered, Token, stop_at_repetition
from pipeline.tables.words import clean

LONGEST_TITLE = 120
FEWEST_ROLES = 3  # of headings side by side that few pages but those with a table have
TITLE_BELOW = "its last words may be the title of the table below"
TOLD = 0.6  # the probability that a record is right, on average, by which records can be told apart

OwnHeadings = Mapping[str, Role]  # what a source calls its columns, beside the vocabulary


def read_grid(grid: Grid, heading: Heading) -> Extraction:
    """The records under the headings of one grid."""
    return read_choice(Choice((Part(grid, heading, heading.last + 1),), (), heading.columns))


def read_choice(choice: Choice) -> Extraction:
    """The records of all parts, numbered through."""
    choice = part_sides(divide_headings(choice))
    records: list[RawRecord] = []
    issues = [*_name_unknown(choice), *choice.issues]
    for part in choice.parts:
        body = read_body(part.grid, part.heading, part.first, len(records) + 1)
        columns = part.heading.columns
        same = columns is choice.columns or [*map(to_key, columns)] == [*map(to_key, choice.columns)]
        records.extend(body.records if same else in_order(body.records, choice.columns))
        issues.extend(body.issues)
        near = find_near(part.element) if part.element is not None else Near()
        issues.extend(say_footnotes(part, body.records, body.issues, near))
        if part.element is not None:
            issues.extend(say_of_records(body.records, _with_title(near, part.grid)))
    first = choice.parts[0]
    title = first.grid.title or (find_title(first.element) if first.element is not None else None)
    found = Extraction(choice.columns, tuple(records), tuple(issues), title=title)
    return doubt_all(found, TWO_WAYS) if _splits_heading(found) else found


def _splits_heading(found: Extraction) -> bool:
    """Whether nothing stands under a heading that we know, and words under one right before that nobody does:
    the two may be one.
    """
    is_filled = [any(cell.paragraphs for cell in cells) for cells in _cells_by_column(found)]
    pairs = pairwise(zip(found.columns, is_filled, strict=False))
    return any(
        one.role is Role.TEXT
        and said
        and two.role is not Role.TEXT
        and not beside
        and two.role in possible_roles(f"{one.heading} {two.heading}")
        for (one, said), (two, beside) in pairs
    )


def _cells_by_column(found: Extraction) -> Iterator[tuple[Cell, ...]]:
    return zip(*(record.cells for record in found.records), strict=True)


def _with_title(near: Near, grid: Grid) -> Near:
    return near._replace(heads=(grid.title, *near.heads)) if grid.title else near


def _name_unknown(choice: Choice) -> list[Issue]:
    return [
        issue("heading-unknown", value=column.heading, line=choice.parts[0].grid.line)
        for column in choice.columns
        if column.role is Role.TEXT
    ]


def is_told(found: Extraction | None, level: float) -> bool:
    """True where there are several records, as sure as this on average."""
    return found is not None and len(found.records) > 1 and mean_sureness(found) >= level


def mean_sureness(found: Extraction) -> float:
    """The probability that a record is right, on average; 0 where there are none."""
    return sum(record.confidence for record in found.records) / max(1, len(found.records))


def is_read(found: Extraction, level: float, fewest: int = 2) -> bool:
    """True where there are so many records, as sure as this by their reading alone, whatever else is doubtful
    about their table.
    """
    sureness = mean_sureness(found) if found.sureness is None else found.sureness
    return len(found.records) >= fewest and sureness >= level


def count_filled(found: Extraction) -> int:
    """How many columns have words in some record."""
    return sum(any(cell.paragraphs for cell in cells) for cells in _cells_by_column(found))


def fills_all(found: Extraction) -> bool:
    """Whether each column has words in some record."""
    return count_filled(found) == len(found.columns)


def doubt_all(found: Extraction, why: str) -> Extraction:
    """The same, each record doubted."""
    return replace(found, issues=(*found.issues, *(doubt(record, why) for record in found.records)))


def read_stream(tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records of a table that has lost its borders, and of those with some of its columns behind it.

    Issues: `table-left-out`, `table-differs`, `tables-joined`.
    """
    tokens = stop_at_repetition(tokens)
    later = find_later(tokens, own)
    if not later:
        return _read_table(tokens, own)
    parts = part_at(tokens, later) if len(later) < MOST_TABLES else []
    if joined := join_told([_read_table(part, own) for part in parts]):
        return joined
    whole = _read_table(tokens, own)
    return whole and doubt_behind(whole, tokens[later[0][0]].line)


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


def doubt_behind(found: Extraction, line: int) -> Extraction:
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
    found = replace(found, issues=(*found.issues, *_say_titles_below(found, tokens)))
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


def find_title_line(lines: Sequence[str]) -> str | None:
    """The last line with words, where it is short and no sentence."""
    above = next(
        (words for line in reversed(lines) if (words := clean(strip_marks(line)).strip("+-─┌┬┐ "))), ""
    )
    return above if 0 < len(above) <= LONGEST_TITLE and above[-1] not in ".;:!?," else None
