"""Records of rows that run on: all words of the table read at once, each row beginning a line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Extraction, Paragraph, RawRecord
from pipeline.tables.flattened.decoding import PRUNED, Reading, decode
from pipeline.tables.flattened.evidence import Stream
from pipeline.tables.flattened.layout import EMAIL, LABEL, LABELLED, REACH, SECTION
from pipeline.tables.flattened.records import bounds
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grammars import kind
from pipeline.tables.run_on.evidence import gather, to_habits
from pipeline.tables.run_on.words import NEW, Word, join, to_words
from pipeline.tables.streams.stream import Token

RUN_ON = "the page prints its cells on one line, and nothing between them"
TRUSTED = (
    0.93  # of the records of which the chain is certain, the share that is right on pages by other hands
)
MOST_WORDS = 200_000  # that are read at once
FEWEST_TYPED = 3  # lines with an age, an address or a number, that the foot of a page has not
_TYPED = ("age", "email", "phone", "money")
_ADDRESSES = (EMAIL, LABELLED)


class Read(NamedTuple):
    """The words below the headings of these columns, and what they were read as."""

    words: Sequence[Word]
    columns: tuple[Column, ...]
    reading: Reading


def read_run_on(
    lines: Sequence[tuple[int, str]], columns: tuple[Column, ...], *, is_joined: bool = False
) -> Extraction:
    """The records below these columns' headings, from numbered lines; each is doubted.

    `is_joined`: a row begins where the one before it ends, be it within a line.

    Issues: record-doubtful for every record; section-row for a line between rows that is none; rows-unread
    where the table is longer than is read at once, or what may be rows stands behind the last record.
    """
    printed, is_glued = to_words(lines)
    words = printed[:MOST_WORDS]
    if not words:
        return Extraction(columns, (), ())
    habits = to_habits(is_glued=is_glued, is_joined=is_joined)
    read = Read(words, columns, _read(words, columns, habits))
    spans = list(bounds(read.reading))
    records = tuple(_record(read, n, *each) for n, each in enumerate(spans, 1))
    doubts = [doubt(record, RUN_ON) for record in records]
    rest = _find_rows(words[spans[-1][1] :] if spans else words) or printed[MOST_WORDS:]
    return Extraction(columns, records, (*_titles(read), *doubts, *_say_unread(rest)))


def _find_rows(words: Sequence[Word]) -> Sequence[Word]:
    """The words behind the last record, where several lines of them hold what the cells of a record do."""
    lines = [join(list(line)) for _, line in groupby(words, key=lambda word: word.line)]
    return words if sum(kind(line).startswith(_TYPED) for line in lines) >= FEWEST_TYPED else ()


def _say_unread(rest: Sequence[Word]) -> Iterator[Issue]:
    """What is said of the words behind those that are read."""
    if rest:
        count = len({word.line for word in rest})
        yield issue("rows-unread", value=rest[0].text, line=rest[0].line, count=count)


def _read(words: Sequence[Word], columns: tuple[Column, ...], habits: tuple[str, ...]) -> Reading:
    roles = tuple(column.role for column in columns)
    nothing = (0,) * len(words)
    stream = Stream(tuple(Token(each.text, each.line) for each in words), nothing, nothing, nothing)
    for pruned in (PRUNED, math.inf):
        found = decode(stream, gather(words, roles, habits, pruned))
        if found:
            return found
    raise AssertionError("an unpruned lattice always has a way through it")


def _record(read: Read, number: int, start: int, end: int) -> RawRecord:
    cells = []
    at = start
    for place, column in enumerate(read.columns):
        first = at
        while at < end and read.reading.state(at).column == place:
            at += 1
        sure = TRUSTED * read.reading.probability_of(first, at, as_record=False) if at > first else 1.0
        cells.append(Cell(column, tuple(_paragraphs(read, first, at)), sure))
    lines = read.words[start].line, read.words[end - 1].line
    sure = TRUSTED * read.reading.probability_of(start, end, as_record=True)
    return RawRecord(number, tuple(cells), lines, sure)


def _paragraphs(read: Read, start: int, end: int) -> Iterator[Paragraph]:
    """The words of a cell, parted where a line begins and where an address or a number does or ends."""
    first = start
    for at in range(start + 1, end + 1):
        if at == end or read.words[at].before == NEW or _is_apart(read.reading, at):
            yield Paragraph(join(read.words[first:at]), read.words[first].line)
            first = at


def _is_apart(reading: Reading, at: int) -> bool:
    one, two = reading.state(at - 1).kind, reading.state(at).kind
    is_other = one != two and one in (*_ADDRESSES, REACH) and two in (LABEL, REACH)
    return two in _ADDRESSES or is_other


def _titles(read: Read) -> Iterator[Issue]:
    """What is said of the lines between rows that are none."""
    first = None
    for at, word in enumerate(read.words):
        is_title = read.reading.state(at).kind == SECTION
        if first is not None and (not is_title or word.before == NEW):
            yield issue("section-row", value=join(read.words[first:at]), line=read.words[first].line)
            first = None
        if is_title and first is None:
            first = at
