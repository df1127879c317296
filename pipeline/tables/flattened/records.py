"""Records built from a reading of a stream, each cell with the words that are in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from msgspec import structs

from pipeline.model import Cell, Column, Paragraph, RawRecord
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.evidence import Stream
from pipeline.tables.flattened.layout import AFTER, SECTION, State
from pipeline.tables.grammars import word_list
from pipeline.tables.streams.stream import Token

LONGEST_JUMP = 30
_TABS = re.compile(r"\t+")


@dataclass(frozen=True, slots=True)
class Span:
    """A record among the printed paragraphs: its filled cells as (column, first paragraph, one past it)."""

    record: RawRecord
    cells: tuple[tuple[int, int, int], ...]

    @property
    def end(self) -> int:
        return self.cells[-1][2]

    @property
    def is_full(self) -> bool:
        """Whether no cell of the record is blank."""
        return len(self.cells) == len(self.record.cells)


def sureness(spans: Sequence[Span]) -> float:
    """The geometric mean of the records' probabilities; 0 where there are none."""
    logs = [math.log(max(span.record.confidence, 1e-6)) for span in spans]
    return math.exp(sum(logs) / len(logs)) if logs else 0.0


def to_stream(tokens: Sequence[Token], start: int, stop: int, *, is_fixed: bool = False) -> Stream:
    """The printed paragraphs between two tokens, with the placeholders before each counted.

    `is_fixed`: the headings above surely begin and end where they do.

    Tabs are borders between cells: where a paragraph has some, its parts are paragraphs of their own. As
    many tabs as are never fewer are one border. Links to another part of the page are words of no cell.
    """
    printed: list[Token] = []
    places, blanks, borders, count = [], [], [], 0
    tabs = _tabs_of_a_border(tokens[start:stop])
    jumps = find_jumps(tokens, start, stop)
    for at, token in enumerate(tokens[start:stop], start):
        if at in jumps:
            continue
        count += not token.text
        crossed = 0
        for number, part in enumerate(token.text.split("\t")):
            crossed += number > 0
            if text := part.strip():
                is_whole = text == token.text
                printed.append(token if is_whole else Token(text, token.line, token.listed and not number))
                places.append(at)
                blanks.append(count)
                borders.append(-(-crossed // tabs))
                crossed = count = 0
    return Stream(tuple(printed), tuple(places), tuple(blanks), tuple(borders), is_fixed=is_fixed)


def is_jump(text: str) -> bool:
    """Whether a paragraph is a link to another part of the page, such as "Back to top"."""
    return len(text) <= LONGEST_JUMP and text.casefold() in word_list("jumps")


def find_jumps(tokens: Sequence[Token], start: int, stop: int) -> list[int]:
    """Where links to another part of the page stand between rows; the last one is behind them."""
    return [at for at in range(start, stop) if is_jump(tokens[at].text)][:-1]


def _tabs_of_a_border(tokens: Sequence[Token]) -> int:
    """How many tabs stand for one border."""
    tabbed = [token.text for token in tokens if "\t" in token.text]
    return min((len(tabs) for text in tabbed for tabs in _TABS.findall(text)), default=1)


def to_spans(reading: Reading, columns: tuple[Column, ...], number: int) -> list[Span]:
    """The records of a reading, counted from `number`; none of their cells is weighed."""
    return [_span(reading, columns, *each, number + n) for n, each in enumerate(bounds(reading))]


def weigh_cells(reading: Reading, span: Span) -> Span:
    """The record with the probability of each of its cells."""
    cells = [*span.record.cells]
    for column, start, end in span.cells:
        sure = reading.probability_of(start, end, as_record=False)
        cells[column] = Cell(cells[column].column, cells[column].paragraphs, sure)
    return Span(structs.replace(span.record, cells=tuple(cells)), span.cells)


def bounds(reading: Reading) -> Iterator[tuple[int, int]]:
    """First paragraph and one past the last of each record."""
    start, before = None, 0
    for at, state in enumerate(reading.states):
        begins = state.starts and (not at or state.column <= before or state.is_outside)
        before = state.column
        if not begins:
            continue
        if start is not None:
            yield start, at
        if state.kind == AFTER:
            return
        start = None if state.kind == SECTION else at
    if start is not None:
        yield start, len(reading.path)


def _span(reading: Reading, columns: tuple[Column, ...], start: int, end: int, number: int) -> Span:
    """The record between two paragraphs, and where its cells stand."""
    tokens = reading.stream.tokens
    filled = tuple(_filled(reading.states, start, end))
    cells = list(map(Cell, columns, repeat(())))
    for column, first, behind in filled:
        words = tuple([Paragraph(each.text, each.line) for each in tokens[first:behind]])
        cells[column] = Cell(columns[column], words)
    lines = tokens[start].line, tokens[end - 1].line
    sure = reading.probability_of(start, end, as_record=True)
    return Span(RawRecord(number, tuple(cells), lines, sure), filled)


def _filled(states: Sequence[State], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The filled cells of the record between two paragraphs."""
    first = start
    for at in range(start + 1, end + 1):
        if at == end or states[at].column != states[first].column:
            yield states[first].column, first, at
            first = at
