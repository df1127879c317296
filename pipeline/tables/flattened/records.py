"""Records built from a reading of a stream, each cell with the words that are in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Cell, Column, Paragraph, RawRecord
from pipeline.tables.flattened.decoding import Reading, Stream
from pipeline.tables.flattened.layout import AFTER
from pipeline.tables.stream import Token


@dataclass(frozen=True, slots=True)
class Span:
    """A record among the printed paragraphs: its filled cells as (column, first paragraph, one past it)."""

    record: RawRecord
    cells: tuple[tuple[int, int, int], ...]

    @property
    def end(self) -> int:
        return self.cells[-1][2]


def to_stream(tokens: Sequence[Token], start: int, stop: int) -> Stream:
    """The printed paragraphs between two tokens, with the placeholders before each counted.

    Tabs are borders between cells: where a paragraph has some, its parts are paragraphs of their own.
    """
    printed: list[Token] = []
    places, blanks, fresh, count = [], [], [], 0
    for at in range(start, stop):
        parts = tokens[at].text.split("\t") if "\t" in tokens[at].text else [tokens[at].text]
        for number, text in enumerate(part.strip() for part in parts):
            if not text:
                count += len(parts) == 1
                continue
            printed.append(Token(text, tokens[at].line))
            places.append(at)
            blanks.append(count)
            fresh.append(number > 0)
            count = 0
    return Stream(tuple(printed), tuple(places), tuple(blanks), tuple(fresh))


def to_spans(reading: Reading, columns: tuple[Column, ...], number: int) -> list[Span]:
    """The records of a reading, counted from `number`."""
    return [_span(reading, columns, *each, number + n) for n, each in enumerate(_bounds(reading))]


def _bounds(reading: Reading) -> Iterator[tuple[int, int]]:
    """First paragraph and one past the last of each record."""
    start = None
    for at in range(len(reading.path)):
        state = reading.state(at)
        before = reading.state(at - 1).column if at else state.column
        if not (state.starts and (state.kind == AFTER or state.column <= before)):
            continue
        if start is not None:
            yield start, at
        if state.kind == AFTER:
            return
        start = at
    if start is not None:
        yield start, len(reading.path)


def _span(reading: Reading, columns: tuple[Column, ...], start: int, end: int, number: int) -> Span:
    """The record between two paragraphs, and where its cells stand."""
    tokens = reading.stream.tokens
    cells, filled = [], []
    at = start
    for place, column in enumerate(columns):
        first = at
        while at < end and reading.state(at).column == place:
            at += 1
        texts = tuple(Paragraph(each.text, each.line) for each in tokens[first:at])
        cells.append(Cell(column, texts, reading.run(first, at, row=False) if texts else 1.0))
        if texts:
            filled.append((place, first, at))
    lines = tokens[start].line, tokens[end - 1].line
    return Span(RawRecord(number, tuple(cells), lines, reading.run(start, end, row=True)), tuple(filled))
