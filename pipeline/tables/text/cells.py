"""The printed lines of one cell to its paragraphs, which a tool may have wrapped at the column's width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Paragraph, Role
from pipeline.tables.grammars import PHONE
from pipeline.tables.grid import Words
from pipeline.tables.words import clean, is_hyphen_open, join_lines, strip_bullet

_GOES_ON = re.compile(r"(?:[,;/&(–-]|\band|\bor|\bof|\bthe)$", re.I)
_FOLLOWS = re.compile(r"^(?:[a-z(&/,;)–-]|and\b)")
_TIGHT, _LOOSE = re.compile(r"[^\W\d]/[^\W\d]"), re.compile(r"[^\W\d]/\s+\S")
_HYPHENED = re.compile(r"[^\W\d]+-(?=\w)")
WIDE_ENOUGH = 140  # letters of all columns together
_LINES_MATTER = (Role.AREA, Role.CONTACT, Role.PHONE, Role.URL)  # each line there is a value of its own
Lines = Sequence[tuple[str, int]]  # each printed line of a cell with its number


class Room(NamedTuple):
    """What is known of a column: its role, how wide its words run at most, and how lines end in it."""

    role: Role
    width: int | None  # None where the tool did not wrap
    tight: bool = False  # `a/b` in this column, and never `a/ b`
    unbroken: bool = False  # no word is broken at its hyphen


def find_room(role: Role, cells: Sequence[Sequence[str]], wrapped: bool, *, unbroken: bool = False) -> Room:
    """The room of a column in which these cells are printed line by line, blanks before the words counted."""
    width = max((len(text.rstrip()) for cell in cells for text in cell), default=0)
    inner = [clean(text) for cell in cells for text in cell if "@" not in text]
    tight = any(map(_TIGHT.search, inner)) and not any(map(_LOOSE.search, inner))
    return Room(role, width if wrapped else None, tight, unbroken)


def may_be_wrapped(columns: Sequence[Sequence[Sequence[str]]]) -> bool:
    """True where a line's first word had no room on the one above, in one of these columns of cells.

    In a wide table only the widest column is looked at, which a tool wraps before the others.
    """
    widths = [max((len(text.rstrip()) for cell in cells for text in cell), default=0) for cells in columns]
    widest, is_wide = max(widths, default=0), sum(widths) >= WIDE_ENOUGH
    return any(
        one.strip() and two.strip() and not has_room(one, two, width)
        for cells, width in zip(columns, widths, strict=True)
        if width == widest or not is_wide
        for cell in cells
        for one, two in pairwise(cell)
    )


def never_breaks_words(columns: Iterable[Sequence[Sequence[str]]]) -> bool:
    """True where a word went to the next line whole, although it had room as far as its hyphen."""
    for cells in columns:
        width = max((len(text.rstrip()) for cell in cells for text in cell), default=0)
        for one, two in (pair for cell in cells for pair in pairwise(cell)):
            match = _HYPHENED.match(two.strip())
            if match and one.strip() and has_room(one, match[0], width) and not has_room(one, two, width):
                return True
    return False


def read_cell(lines: Lines, room: Room, doubts: list[str]) -> Iterator[Paragraph]:
    """The paragraphs of the cell; what may be otherwise is added to the doubts."""
    pending = last = ""
    start = 0
    for text, number in lines:
        words = clean(text)
        begins = not (words and last) or words != strip_bullet(words)
        if begins and last and words[:2] == "- " and _is_wrapped(last, words, room, []):
            doubts.append("a line begins with a dash")
        follows = not begins and _is_wrapped(last, words, room, doubts)
        if follows:
            pending = _join(pending, words, room, doubts)
        else:
            if pending:
                yield Paragraph(pending, start)
            pending, start = strip_bullet(words), number
        last = text.rstrip()
    if pending:
        yield Paragraph(pending, start)


def has_room(one: str, two: str, width: int) -> bool:
    """True where the first word of the second line had room on the first one, which ends where it does."""
    return len(one.rstrip()) + 1 + len(two.split()[0]) <= width


def goes_on(one: str, two: str) -> bool:
    """True where the second words seem to go on with the first.

    >>> goes_on("Anyone may ", "come along."), goes_on("Norton and ", "Upton"), goes_on("Judo ", "Upton")
    (True, True, False)
    """
    before, after = clean(one), clean(two)
    return bool(after and (_GOES_ON.search(before) or _FOLLOWS.match(after)))


def to_words(text: str, number: int) -> Words:
    """The one paragraph that a printed line is; none where it is blank."""
    words = clean(text)
    return (Paragraph(words, number),) if words else ()


def _is_wrapped(last: str, words: str, room: Room, doubts: list[str]) -> bool:
    """True where the words had no room on the line before; a doubt where they may be a new one."""
    if room.width is None or "@" in words.split()[0] or "@" in last.split()[-1]:
        return False
    if has_room(last, words, room.width):
        return False
    if room.role is Role.PHONE and PHONE.fullmatch(last) and PHONE.fullmatch(words):
        return False
    if room.role in _LINES_MATTER and not goes_on(last, words):
        doubts.append("its lines may be one or several")
    return True


def _join(before: str, words: str, room: Room, doubts: list[str]) -> str:
    if before.endswith("/") or words.startswith("/"):
        if room.tight and room.role is Role.AREA:
            return before + words
        doubts.append("a line ends in a stroke")
    if room.unbroken:
        return f"{before} {words}"
    if is_hyphen_open(before, words):
        doubts.append("a line ends in a hyphen")
    return join_lines(before, words)
