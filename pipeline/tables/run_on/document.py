"""A text whose rows run on: its headings found, and the likeliest way to read what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from pipeline.issues import Issue, issue
from pipeline.model import Column, Extraction, RawRecord, Role
from pipeline.tables.flattened.heading_search import find_headings, openings, opens_heading
from pipeline.tables.grammars import kind
from pipeline.tables.headings.one_line import part_first, part_lines
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import LONGEST
from pipeline.tables.reading import count_filled, find_title_line, mean_sureness
from pipeline.tables.run_on.reading import read_run_on
from pipeline.tables.run_on.words import to_words
from pipeline.tables.streams.stream import Token
from pipeline.tables.text.headings_by_case import part_by_case

FEWEST = 3  # records, and columns
SURE = 0.5  # the probability that a record is right, on average, by which records can be told apart
SAMPLE = 10_000  # letters of rows by which it is seen whether records can be told apart
MOST_LINES = 3  # that are headings alone
FEWEST_WITHIN = 4  # headings that are sought within lines of other words, of different roles
WIDEST = 30  # words of them together
MOST_WORDS = 5_000  # among which they are
MOST_TRIED = 300  # words with which they may begin
HARDLY = 0.3  # the probability of a record without an age, an address or a number below which it may be none
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
    """Columns, whose headings stand on the lines from `start` to `end` (exclusive), and what follows them on
    the last of these, where rows begin anywhere.
    """

    columns: tuple[Column, ...]
    start: int
    end: int
    rest: str = ""


def read_run_on_lines(lines: Sequence[Line], heads: Sequence[Head]) -> Extraction | None:
    """The records of rows that run on below these headings; None where none can be told apart.

    Where the headings can be parted in several ways, by the one that makes the first records surest.
    """
    tried = [(_read_under(lines, head, SAMPLE), head) for head in heads]
    told = [(found, head) for found, head in tried if _is_told(found)]
    if not told:
        return None
    _, best = max(told, key=lambda each: (count_filled(each[0]), mean_sureness(each[0])))
    found = _read_under(lines, best)
    above = (head for _, head in told if head.end + FEWEST <= best.start)
    return replace(found, issues=(*found.issues, *(_say_left_out(head, lines) for head in above)))


def _say_left_out(head: Head, lines: Sequence[Line]) -> Issue:
    """What is said of a table above the one that is read."""
    headings = "; ".join(column.heading for column in head.columns)
    return issue("table-left-out", value=headings, line=lines[head.start][0])


def _read_under(lines: Sequence[Line], head: Head, most: int | None = None) -> Extraction:
    """The records below the headings; `most`: of so many letters alone."""
    rest = [(lines[head.end - 1][0], head.rest)] if head.rest else []
    printed = {_letters(words) for _, words in lines[head.start : head.end]} if not rest else set[str]()
    again = [each for each in lines[head.end :] if _letters(each[1]) in printed]
    below = [*rest, *(each for each in lines[head.end :] if _letters(each[1]) not in printed)]
    read = read_run_on(list(_first(below, most)) if most else below, head.columns, is_joined=bool(rest))
    found = _without_tail(read)
    said = [issue("heading-repeated", value=words.strip(), line=number) for number, words in again]
    title = find_title_line([words for _, words in lines[: head.start]])
    return replace(found, issues=(*found.issues, *said), title=title)


def _letters(text: str) -> str:
    return "".join(text.split())


def _first(lines: Sequence[Line], most: int) -> Iterator[Line]:
    for number, words in lines:
        yield number, words[:most]
        most -= len(words)
        if most <= 0:
            return


def _without_tail(found: Extraction) -> Extraction:
    """The same without last records that are hardly any: words behind the table, of which is said so.

    Issues: rows-unread.
    """
    count = len(found.records)
    while count and not _is_borne_out(last := found.records[count - 1]) and last.confidence < HARDLY:
        count -= 1
    tail = found.records[count:]
    if not tail:
        return found
    said = issue("rows-unread", value=_first_words(tail[0]), line=tail[0].lines[0], count=len(tail))
    kept = (each for each in found.issues if each.record is None or each.record <= count)
    return replace(found, records=found.records[:count], issues=(*kept, said))


def find_heads(lines: Sequence[Line], tokens: Sequence[Token], own: Mapping[str, Role]) -> list[Head]:
    """The columns of lines that are nothing but headings; or else of headings on lines of theirs, or within
    lines.

    `tokens`: the paragraphs of the same lines.
    """
    spaced = [(number, _space(line)) for number, line in lines[:LOOKED_AT]]
    return _find_lines(spaced, own) or _find_apart(lines, tokens, own) or _find_within(lines[:LOOKED_AT], own)


def _find_lines(lines: Sequence[Line], own: Mapping[str, Role]) -> list[Head]:
    """Those of the first lines that are nothing but headings; a menu may be such a one, too."""
    found: list[list[Head]] = []
    known, seen = openings(own), set[str]()
    for at, (_, line) in enumerate(lines):
        if not opens_heading(line, known):
            continue
        ways, end = part_lines(lines, at, own)
        if not ways and (by_case := part_by_case(line, own)):
            ways = [by_case]
        if ways and _letters(line) not in seen:
            seen.add(_letters(line))
            found.append([Head(_columns(way, own), at, end) for way in ways])
        if len(found) == MOST_LINES:
            break
    return [head for heads in found for head in heads]


def _find_apart(lines: Sequence[Line], tokens: Sequence[Token], own: Mapping[str, Role]) -> list[Head]:
    for run in find_headings(tokens, own)[:1]:
        if len({*run.roles} - {Role.TEXT}) >= FEWEST:
            first, last = tokens[run.start].line, tokens[run.end - 1].line
            start, end = (sum(number < line for number, _ in lines) for line in (first, last + 1))
            return [Head(run.columns, start, end)]
    return []


def _find_within(lines: Sequence[Line], own: Mapping[str, Role]) -> list[Head]:
    """Headings that stand side by side within a line, and go on in the next; the first row follows them."""
    known = openings(own)
    words = [(word, at) for at, (_, line) in enumerate(lines) for word in line.split()]
    begins = (n for n, (word, _) in enumerate(words[:MOST_WORDS]) if opens_heading(word, known))
    for start in islice(begins, MOST_TRIED):
        ways, count = part_first([word for word, _ in words[start : start + WIDEST]], own)
        if len({*find_roles(ways[0], own)} if ways else ()) >= FEWEST_WITHIN:
            last = words[start + count - 1][1]
            rest = " ".join(word for word, at in words[start + count :] if at == last)
            return [Head(_columns(way, own), words[start][1], last + 1, rest) for way in ways]
    return []


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


def _first_words(record: RawRecord) -> str:
    return next((cell.text for cell in record.cells if cell.paragraphs), "")
