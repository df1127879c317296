"""A table read by its words and, where its records are even, by counting its paragraphs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pipeline.tables.flattened.decoding import Reading, read
from pipeline.tables.flattened.detectors import features, is_foot_text
from pipeline.tables.flattened.ending import find_rest
from pipeline.tables.flattened.evidence import Stream
from pipeline.tables.flattened.layout import AFTER, fits_column
from pipeline.tables.flattened.matters import Content
from pipeline.tables.flattened.pattern import find_pattern
from pipeline.tables.flattened.rhythm import count_columns
from pipeline.tables.flattened.titles import read_with_titles

TROUBLED = 0.88  # a table less sure than this on average is read by what its columns' cells look like, too
LEAST = 1e-9  # probability of a paragraph that is reckoned with
BACKED = 0.97  # probability by its words alone, from which on a paragraph needs no count to be read


def read_rows(stream: Stream, roles: tuple[Content, ...]) -> Reading:
    """The best reading; of all paragraphs up to the last age, where rows seem to follow behind its end.

    Where such rows follow, counting is not trusted.
    """
    first = _by_cells(read_with_titles(stream, roles), roles)
    reading = _by_words(_counted(first, roles), roles)
    ended, inside = find_rest(reading)
    rest = replace(reading.stream, ended=ended, inside=inside, counted=())
    return read(rest, roles) if inside else reading


def _by_cells(reading: Reading, roles: tuple[Content, ...]) -> Reading:
    """The reading; where it is far from sure, and the cells of the columns show even records, by these."""
    if reading.evidence.rhythm.is_even or _sureness(reading, len(roles)) >= TROUBLED:
        return reading
    stream, width, count = reading.stream, len(roles), len(reading.path)
    first = [width if reading.is_behind(at) else max(0, reading.state(at).column) for at in range(count)]
    shapes = list(map(features, stream.texts))
    rhythm = find_pattern(shapes, stream.blanks, first, width, is_fixed=stream.is_fixed)
    if not rhythm.is_even:
        return reading
    again = read_with_titles(replace(stream, rhythm=rhythm), roles)
    return replace(again, stream=replace(again.stream, disputed=again.stream.disputed | rhythm.unsure))


def _sureness(reading: Reading, width: int) -> float:
    """The geometric mean of the probabilities of as many paragraphs as a record has columns."""
    count = len(reading.path)
    logs = [math.log(max(LEAST, reading.certainty(at))) for at in range(count)]
    return math.exp(width * sum(logs) / count) if count else 1.0


def _counted(reading: Reading, roles: tuple[Content, ...]) -> Reading:
    """The reading by counting, where every record has as many places as the table has columns, and none of
    them holds what its column cannot.

    It may be another than the words alone would give; where it is, the paragraphs are disputed.
    """
    columns = count_columns(reading.evidence.rhythm, reading.stream.blanks, len(roles))
    if not columns or _agrees(reading, columns) or not _can_hold(reading, columns, roles):
        return reading
    counted = read(replace(reading.stream, counted=columns), roles)
    states = [(reading.state(at), counted.state(at)) for at in range(len(columns))]
    disputed = frozenset(
        at for at, (one, two) in enumerate(states) if (one.column, one.starts) != (two.column, two.starts)
    )
    return replace(counted, stream=replace(counted.stream, disputed=disputed))


def _by_words(reading: Reading, roles: tuple[Content, ...]) -> Reading:
    """The reading; where it is even but nothing tells where its records begin, those paragraphs are disputed
    of which the words alone say otherwise, or not surely the same; all, where the count may begin elsewhere.
    """
    rhythm = reading.evidence.rhythm
    if not rhythm.is_even or rhythm.is_anchored:
        return reading
    columns = count_columns(rhythm, reading.stream.blanks, len(roles))
    words = read(replace(reading.stream, counted=(), by_words=True), roles)
    is_whole = bool(columns) and _begins_and_ends_whole(reading, columns)
    disputed = {at for at in range(len(reading.path)) if not (is_whole and _is_backed(reading, words, at))}
    return replace(reading, stream=replace(reading.stream, disputed=reading.stream.disputed | disputed))


def _begins_and_ends_whole(reading: Reading, columns: Sequence[int | None]) -> bool:
    """Whether what the first record holds is of the kinds that the others hold, the last record has its last
    cell, and what follows is surely none.

    A title above may be read as the first heading, and then the last heading as the first words.
    """
    count = len(reading.path)
    end = next((at for at in range(count) if reading.is_behind(at)), count)
    held: dict[int | None, list[str]] = {column: [] for column in columns[:end]}
    for at in range(end):
        held[columns[at]].append(features(reading.text(at)).kind)
    is_alike = all(first in others or len({*others}) != 1 for first, *others in held.values())
    is_foot = end == count or is_foot_text(reading.text(end))
    is_whole = None not in held and end > 0 and columns[end - 1] == len(held) - 1
    return is_alike and is_foot and is_whole


def _is_backed(reading: Reading, words: Reading, at: int) -> bool:
    """Whether a paragraph would surely be read in the same place by the words alone."""
    one, two = reading.state(at), words.state(at)
    is_same = (one.column, one.starts, one.kind == AFTER) == (two.column, two.starts, two.kind == AFTER)
    return is_same and words.certainty(at) >= BACKED


def _agrees(reading: Reading, columns: Sequence[int | None]) -> bool:
    """Whether each paragraph of the table begins a cell in the column that counting gives."""
    states = [reading.state(at) for at in range(len(columns))]
    return all(
        column is None or state.kind == AFTER or (state.starts and state.column == column)
        for state, column in zip(states, columns, strict=True)
    )


def _can_hold(reading: Reading, columns: Sequence[int | None], roles: tuple[Content, ...]) -> bool:
    """Whether the columns that counting gives can hold the paragraphs of the table."""
    return all(
        column is None or reading.is_behind(at) or fits_column(roles[column], features(reading.text(at)).kind)
        for at, column in enumerate(columns)
    )
