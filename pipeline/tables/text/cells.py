"""The printed lines of one cell to its paragraphs, which a tool may have wrapped at the column's width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Paragraph, Role
from pipeline.tables.flattened.word_shapes import word_shape
from pipeline.tables.grammars import PHONE
from pipeline.tables.grids.grid import Words
from pipeline.tables.markdown import strip_sure_marks
from pipeline.tables.text.one_value import begins_number, is_one_value
from pipeline.tables.words import HYPHEN, clean, is_hyphen_open, join_lines, strip_bullet

_GOES_ON = re.compile(r"(?:[,;/&(–-]|\band|\bor|\bof|\bthe)$", re.I)
_FOLLOWS = re.compile(r"^(?:[a-z(&/,;)–-]|and\b)")
_TIGHT, _LOOSE = re.compile(r"[^\W\d]/[^\W\d]"), re.compile(r"[^\W\d]/\s+\S")
_HYPHENED = re.compile(r"[^\W\d]+-(?=\w)")
_LONE_BULLETS = tuple("•*·‣◦▪●○")  # on a line of their own, before a word too long for it
_INNER = re.compile(r"(?:and|or|to|of|in|on|by)-\w")
_TORN_AT_SIGN = re.compile(r"\w&\n\w|#\n|\n[&#]\w")  # some tools break `A&E` there
_HALF_ADDRESS = re.compile(r"(?:^|\s)[^\s@]+[._][^\s@.]+$")
_BREAK = "\\"  # with which Markdown ends a line that the page broke
WIDE_ENOUGH = 140  # letters of all columns together
_LINES_MATTER = (Role.AREA, Role.CONTACT, Role.PHONE, Role.URL)  # each line there is a value of its own
Lines = Sequence[tuple[str, int]]  # each printed line of a cell with its number


class Room(NamedTuple):
    """What is known of a column: its role, how wide its words run at most, and how lines end in it."""

    role: Role
    width: int | None  # None where the tool did not wrap
    tight: bool = False  # `a/b` in this column, and never `a/ b`
    unbroken: bool = False  # no word is broken at its hyphen
    alone: frozenset[str] = frozenset()  # the values of cells of one line, in lower case


def find_room(role: Role, cells: Sequence[Sequence[str]], wrapped: bool, *, unbroken: bool = False) -> Room:
    """The room of a column in which these cells are printed line by line, blanks before the words counted."""
    width = max((len(text.rstrip()) for cell in cells for text in cell), default=0)
    inner = [clean(text) for cell in cells for text in cell if "@" not in text]
    tight = any(map(_TIGHT.search, inner)) and not any(map(_LOOSE.search, inner))
    printed = ([clean(text) for text in cell if text.strip()] for cell in cells)
    alone = frozenset(each[0].casefold() for each in printed if len(each) == 1)
    return Room(role, width if wrapped else None, tight, unbroken, alone)


def may_be_wrapped(columns: Sequence[Sequence[Sequence[str]]]) -> bool:
    """True where a line's first word had no room on the one above, in one of these columns of cells.

    In a wide table that counts in the widest of the columns that can be wrapped, for a tool wraps it before
    the others, and not in one as wide as an address; elsewhere only where the words go on.
    """
    widths = [_find_width(cells) for cells in columns]
    breakable = [
        _find_width([[text for text in cell if " " in clean(text)] for cell in cells]) for cells in columns
    ]
    widest, is_wide = max(breakable, default=0), sum(widths) >= WIDE_ENOUGH
    return any(
        one.strip() and two.strip() and not has_room(one, two, width)
        for cells, width, inner in zip(columns, widths, breakable, strict=True)
        for cell in cells
        for one, two in pairwise(cell)
        if inner == widest or not is_wide or _goes_on_surely(one, two)
    )


def _find_width(cells: Sequence[Sequence[str]]) -> int:
    return max((len(text.rstrip()) for cell in cells for text in cell), default=0)


def _goes_on_surely(one: str, two: str) -> bool:
    """True where a line cannot end there, as in a comma; the next may begin in lower case all the same."""
    return "@" not in one + two and bool(_GOES_ON.search(clean(one)))


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
    for printed, number in lines:
        text = printed.rstrip()
        words = clean(text.removesuffix(_BREAK))
        begins = not (words and last) or words != strip_bullet(words) or words in _LONE_BULLETS
        if begins and last and words[:2] == "- " and _is_wrapped(last, words, room):
            doubts.append("a line begins with a dash")
        begins = begins or (room.role is Role.PHONE and begins_number(pending, words))
        follows = not begins and _is_wrapped(last, words, room)
        if follows and room.role in _LINES_MATTER and not _is_one(pending, words, room):
            doubts.append("its lines may be one or several")
        if follows:
            pending = _join(pending, words, room, doubts)
        else:
            if pending:
                yield Paragraph(strip_sure_marks(pending), start)
            pending, start = "" if words in _LONE_BULLETS else strip_bullet(words), number
        doubts += [] if begins or follows else _find_torn(last, words, room)
        last = "" if text.endswith(_BREAK) else text
    if pending:
        yield Paragraph(strip_sure_marks(pending), start)


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


def _is_wrapped(last: str, words: str, room: Room) -> bool:
    """True where the words had no room on the line before."""
    if room.width is None or "@" in words.split()[0] or "@" in last.split()[-1]:
        return False
    if has_room(last, words, room.width):
        return False
    return not (room.role is Role.PHONE and PHONE.fullmatch(last) and PHONE.fullmatch(words))


def _find_torn(last: str, words: str, room: Room) -> Iterator[str]:
    """What speaks against words that seem to be a value of their own, below another."""
    if _is_torn_address(last, words, room):
        yield "an address may have begun on the line before"
    if room.role in _LINES_MATTER and "@" not in f"{last}{words}" and goes_on(last, words):
        yield "its lines may be one or several"


def _is_torn_address(last: str, words: str, room: Room) -> bool:
    """True where an address had no room on a line that ends as one begins."""
    if room.width is None or not (words and last) or "@" not in words.split()[0]:
        return False
    return bool(_HALF_ADDRESS.search(last)) and not has_room(last, words, room.width)


def _is_one(pending: str, words: str, room: Room) -> bool:
    """True where the words go on with the value that ends the words before, and are no new one."""
    return goes_on(pending, words) or is_one_value(room.role, pending, words, room.alone)


def _join(before: str, words: str, room: Room, doubts: list[str]) -> str:
    if not before:  # a bullet stood alone
        return words
    if _TORN_AT_SIGN.search(f"{before}\n{words}"):
        doubts.append("a line ends beside a sign")
    if before.endswith("/") or words.startswith("/"):
        if room.tight and room.role is Role.AREA:
            return before + words
        doubts.append("a line ends in a stroke")
    if _is_broken_word(before.split()[-1], words.split()[0]):
        doubts.append("a word may be broken where a line ends")
    if room.unbroken:
        return f"{before} {words}"
    if is_hyphen_open(before, words) or HYPHEN.search(before):
        doubts.append("a line ends in a hyphen")
    return join_wrapped(before, words)


def _is_broken_word(end: str, start: str) -> bool:
    """True where two words are an everyday one together, and the second is none: `disad`, `vantaged`."""
    if not (end.isalpha() and start[0].islower()):
        return False
    return word_shape(end + start).is_common and not word_shape(start).is_common


def join_wrapped(before: str, after: str) -> str:
    """Two lines of one paragraph as one; a word of several hyphens may be broken at any of them.

    >>> join_wrapped("a one-", "to-one club"), join_wrapped("pre-", "and post-natal")
    ('a one-to-one club', 'pre- and post-natal')
    """
    if HYPHEN.search(before) and _INNER.match(after):
        return before + after
    return join_lines(before, after)
