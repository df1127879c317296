"""A text whose rows run on: its headings found, and the likeliest way to read what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.model import Column, Extraction, RawRecord, Role
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.grammars import kind
from pipeline.tables.headings import LONGEST, find_roles
from pipeline.tables.reading import find_title_line, mean_sureness
from pipeline.tables.run_headings import part_lines
from pipeline.tables.run_on.reading import read_run_on
from pipeline.tables.run_on.words import to_words
from pipeline.tables.stream import Token
from pipeline.tables.text.headings_by_case import part_by_case

FEWEST = 3  # records, and columns
SURE = 0.5  # the probability that a record is right, on average, by which records can be told apart
SHARE = 0.5  # of the records, the share with a typed value in a column for such
LOOKED_AT = 400  # lines among which the headings are sought
_TYPED = {
    Role.AGE: ("age", "age-word"),
    Role.CONTACT: ("email", "emails", "email-and", "email-in"),
    Role.PHONE: ("phone", "phone-in"),
    Role.URL: ("url", "url-in"),
    Role.AMOUNT: ("money", "money-in", "number"),
}

Line = tuple[int, str]  # its number on the page, and its words


class Head(NamedTuple):
    """Columns, whose headings stand on the lines from `start` to `end` (exclusive)."""

    columns: tuple[Column, ...]
    start: int
    end: int


def read_run_on_lines(lines: Sequence[Line], heads: Sequence[Head]) -> Extraction | None:
    """The records of rows that run on below these headings; None where none can be told apart.

    Where the headings can be parted in several ways, by the one that makes the records surest.
    """
    told = [each for head in heads if _is_told(each := _read_under(lines, head))]
    return max(told, key=lambda each: (_filled(each), mean_sureness(each)), default=None)


def _read_under(lines: Sequence[Line], head: Head) -> Extraction:
    found = read_run_on(lines[head.end :], head.columns)
    return replace(found, title=find_title_line([words for _, words in lines[: head.start]]))


def find_heads(lines: Sequence[Line], tokens: Sequence[Token], own: Mapping[str, Role]) -> Iterator[Head]:
    """The columns of the first line that is nothing but headings; or else of headings on lines of theirs.

    `tokens`: the paragraphs of the same lines.
    """
    spaced = [(number, _space(line)) for number, line in lines[:LOOKED_AT]]
    for at, (_, line) in enumerate(spaced):
        ways, end = part_lines(spaced, at, own)
        if not ways and (by_case := part_by_case(line, own)):
            ways = [by_case]
        if ways:
            yield from (Head(_columns(way, own), at, end) for way in ways)
            return
    for run in find_headings(tokens, own)[:1]:
        if len({*run.roles} - {Role.TEXT}) >= FEWEST:
            first, last = tokens[run.start].line, tokens[run.end - 1].line
            start, end = (sum(number < line for number, _ in lines) for line in (first, last + 1))
            yield Head(run.columns, start, end)


def _space(line: str) -> str:
    """The line with a blank between words that stick together, where it can be one of headings."""
    words = to_words([(1, line)])[0] if len(line.strip()) <= 3 * LONGEST else ()
    return " ".join(word.text for word in words)


def _columns(headings: Sequence[str], own: Mapping[str, Role]) -> tuple[Column, ...]:
    pairs = zip(find_roles(headings, own), headings, strict=True)
    return tuple(Column(role or Role.TEXT, heading) for role, heading in pairs)


def _is_told(found: Extraction) -> bool:
    return (
        len(found.records) >= FEWEST
        and mean_sureness(found) >= SURE
        and sum(map(_is_borne_out, found.records)) >= SHARE * len(found.records)
    )


def _is_borne_out(record: RawRecord) -> bool:
    """Whether an age, an address or a number stands in a column for such."""
    return any(kind(text) in _TYPED.get(cell.role, ()) for cell in record.cells for text in cell.texts)


def _filled(found: Extraction) -> int:
    """How many columns have words in some record."""
    cells = zip(*(record.cells for record in found.records), strict=True)
    return sum(any(cell.paragraphs for cell in column) for column in cells)
