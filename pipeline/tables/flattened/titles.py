"""Titles between the rows of a flattened table: places or rounds, printed above the rows that are theirs."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from pipeline.model import Role
from pipeline.tables.flattened.channels import begins_note, names_channel
from pipeline.tables.flattened.decoding import Reading, read
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.evidence import Stream
from pipeline.tables.flattened.layout import can_be_title
from pipeline.tables.flattened.matters import Content
from pipeline.tables.flattened.particulars import tells_hour
from pipeline.tables.flattened.unlike import is_person

# The readings of a page in which titles stand, all together, are this much likelier than those without any
SURELY = math.log(1e6)  # it has titles
MAYBE = math.log(100)  # it may have
NUMBER = 9  # digits of words that are a telephone number's
MOST_TITLES = 0.5  # for each row; where more stand between them, they may be a column's


def read_with_titles(stream: Stream, roles: tuple[Content, ...]) -> Reading:
    """The best reading; with titles between rows where the page as a whole speaks for them.

    Where it only may have some, none is read, and `untold` has the paragraphs that would be.
    """
    plain = read(stream, roles)
    if not _may_have_titles(plain):
        return plain
    titled = read(replace(stream, titled=True), roles)
    gain, titles = titled.weight - plain.weight, find_titles(titled)
    if gain < MAYBE or not titles:
        return plain
    if gain >= SURELY and len(titles) <= MOST_TITLES * _count_rows(titled) and not _are_notes(titled):
        return titled
    return replace(plain, stream=replace(stream, untold=frozenset(titles)))


def find_titles(reading: Reading) -> list[int]:
    """The paragraphs that are titles between rows."""
    title = len(reading.evidence.lattice.states) - 2
    return [at for at, state in enumerate(reading.path) if state == title]


def find_doubtful(reading: Reading) -> list[int]:
    """The titles that may be words of a row: all, where the first row has none and not all name places; else
    those that are not written in capitals, or in small letters, as most are, or may be notes, or the first
    words of a name.
    """
    titles = find_titles(reading)
    if not _are_sure(reading):
        return titles
    usual = Counter(reading.text(at).isupper() for at in titles).most_common(1)
    return [at for at in titles if reading.text(at).isupper() != usual[0][0] or _may_be_words(reading, at)]


def _may_be_words(reading: Reading, at: int) -> bool:
    """Whether a title may be a note, or words that go on below it (`Sport on`, `your doorstep`)."""
    below = reading.text(at + 1).split()[0] if at + 1 < len(reading.path) else ""
    return (below.isalpha() and below.islower()) or _is_note(reading.text(at))


def _is_note(text: str) -> bool:
    """Whether words that would be a title may be a note, a person's name, a number, a sum or a date."""
    is_odd = not text[0].isalnum() or text[0].islower() or sum(map(str.isdigit, text)) >= NUMBER
    is_figure = features(text).kind in ("date", "money")
    return is_odd or is_figure or is_person(text) or names_channel(text) or begins_note(text)


def _are_sure(reading: Reading) -> bool:
    """Whether the first row has a title, too, and none tells an hour, as cells of a last column may below a
    heading that nobody knows; or whether all name places.
    """
    titles = find_titles(reading)
    has_hours = any(tells_hour(reading.text(at)) for at in titles)
    return (0 in titles and not has_hours) or all(features(reading.text(at)).places == "all" for at in titles)


def _are_notes(reading: Reading) -> bool:
    """Whether what would be titles is not sure to be, and comes again or is written as no title is."""
    texts = list(map(reading.text, find_titles(reading)))
    is_odd = len(set(texts)) < len(texts) or any(not text[0].isalnum() or text[0].islower() for text in texts)
    return is_odd and not _are_sure(reading)


def may_end_in_title(reading: Reading, start: int, end: int) -> bool:
    """Whether the last paragraph of a last cell, which has several, could be a title above the next row."""
    return end - start > 1 and can_be_title(features(reading.text(end - 1)).kind)


def _may_have_titles(reading: Reading) -> bool:
    """Whether a paragraph that could be a title stands where one would be read as words of a row."""
    return any(
        _is_place(reading, at) and can_be_title(features(reading.text(at)).kind)
        for at in range(len(reading.path))
    )


def _is_place(reading: Reading, at: int) -> bool:
    """Whether a paragraph stands in a name of several, at the end of a last cell of several, or is all that a
    row has.
    """
    state = reading.state(at)
    behind = reading.state(at + 1) if at + 1 < len(reading.path) else state
    if state.is_outside:
        return False
    if state.role == Role.NAME and not (state.starts and behind.starts):
        return True
    ends_row = behind.starts and behind.column <= state.column
    return ends_row and (not state.starts or _begins_row(reading, at))


def _count_rows(reading: Reading) -> int:
    return sum(
        _begins_row(reading, at) for at in range(len(reading.path)) if not reading.state(at).is_outside
    )


def _begins_row(reading: Reading, at: int) -> bool:
    state = reading.state(at)
    return not at or (state.starts and state.column <= reading.state(at - 1).column)
