"""What speaks against a row as its printed lines were put together, where nothing is drawn between rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.model import Role
from pipeline.tables.grammars import URL, kind, word_list
from pipeline.tables.grids.grid import GridRow, Words
from pipeline.tables.text.blocks import is_mostly_filled
from pipeline.tables.text.cells import Room, goes_on, has_room
from pipeline.tables.words import clean, strip_bullet

_PART_OF_AGE = re.compile(r"\d{1,2}(?:['’]?s)?|(?:to|-|–|and)\b.*|\d{1,2} ?(?:years?|yrs).*", re.I)
_BEGINS_VALUE = re.compile(rf"\(?\d|\S*@|{URL.pattern}", re.I)  # as hardly the rest of a wrapped line begins
_REACHING = frozenset({"email", "phone", "url"})
_OF_WORDS = (Role.NAME, Role.DESCRIPTION, Role.AREA, Role.TEXT)
_WIDE = re.compile(r"\s{2}")
UNCUT = "where its columns begin can be seen in two ways"
UNLIKE = "its lines may belong to the row above or below"


class Slice(NamedTuple):
    """One printed line as its pieces, one a column, each as wide as its column."""

    pieces: tuple[str, ...]
    number: int
    stray: str = ""  # its words, where they do not stand in columns
    crossed: tuple[int, ...] = ()  # columns from which words seem to go on to the next one
    early: bool = False  # words begin before their column does on the other lines


Group = Sequence[Slice]  # the lines of one row


def doubt_beside(rows: Sequence[GridRow], groups: Sequence[Group], rooms: Sequence[Room]) -> list[GridRow]:
    """The rows; one that may be two of them is doubted, and so is each beside it.

    For then a cell does not stand as tools set it, because it is merged with one below, and lines of the
    next row may be read as this one's.
    """
    odd = _find_odd_gaps(groups, rooms)
    wrapped = any(room.width is not None for room in rooms)
    for at, (above, below) in enumerate(pairwise(groups)):
        if _part_list(above, below) or _may_go_on(above, below, wrapped=wrapped):
            odd |= {at, at + 1}
    double = [
        at in odd or _may_be_two(group, row.words, rooms)
        for at, (row, group) in enumerate(zip(rows, groups, strict=True))
    ]
    return [
        replace(row, doubt=_add(row.doubt, UNLIKE)) if any(double[max(0, at - 1) : at + 2]) else row
        for at, row in enumerate(rows)
    ]


def _add(doubts: str, doubt: str) -> str:
    return "; ".join(dict.fromkeys([*filter(None, doubts.split("; ")), doubt]))


def _may_be_two(group: Group, words: Sequence[Words], rooms: Sequence[Room]) -> bool:
    ages = sum(
        is_age(each.pieces[n]) for each in group for n, room in enumerate(rooms) if room.role is Role.AGE
    )
    if ages > 1 or sum(map(_reaches_twice, group)) > 1:
        return True
    again = _is_named_again(group, rooms) or any(_is_row_without_name(each, rooms) for each in group[1:])
    return again or _is_double(words)


def _reaches_twice(line: Slice) -> bool:
    """True where several of its cells each are a number, a link or an address and nothing else."""
    return sum(1 for piece in line.pieces if kind(clean(piece)) in _REACHING) > 1


def _is_double(words: Sequence[Words]) -> bool:
    """True where all cells but one at most hold several paragraphs, as those of two rows together do.

    The name and most others do so, too, where one of two rows has blank cells.
    """
    several = [len(each) > 1 for each in words if each]
    most = len(words[0]) > 1 and 2 * sum(several) > max(3, len(several))
    return most or sum(several) > max(1, len(several) - 2)


def _is_row_without_name(line: Slice, rooms: Sequence[Room]) -> bool:
    filled = sum(1 for piece in line.pieces if piece.strip())
    return rooms[0].width is None and not line.pieces[0].strip() and filled * 3 > len(rooms) * 2


def _is_named_again(group: Group, rooms: Sequence[Room]) -> bool:
    """True where, in a table that is not wrapped, a second line has words of the name and of another cell."""
    named = [line for line in group if line.pieces[0].strip()]
    return rooms[0].width is None and any(any(map(str.strip, line.pieces[1:])) for line in named[1:])


def _find_odd_gaps(groups: Sequence[Group], rooms: Sequence[Room]) -> set[int]:
    """The rows, by number, with a blank line within a cell, where other cells of its column do without.

    A tool sets all paragraphs apart, or none: so that blank line may be one between two rows.
    """
    columns = range(len(rooms))
    close = {n for group in groups for n in columns if any(_are_close(group, n, rooms[n]))}
    return {at for at, group in enumerate(groups) if any(_has_gap(group, n) for n in columns if n in close)}


def _part_list(above: Group, below: Group) -> bool:
    """True where items of a list end one row and begin the next; tools with `•` set a blank line between."""
    pairs = zip(above[-1].pieces, below[0].pieces, strict=True)
    items = any(one.lstrip().startswith("• ") and two.lstrip().startswith("• ") for one, two in pairs)
    return items and above[-1].number + 1 == below[0].number


def _may_go_on(above: Group, below: Group, *, wrapped: bool) -> bool:
    """True where a row right under another may be its rest: the words of a cell go on with those above, or
    its name is no more than a kind of organisation.

    A line with a name and most cells is a row of its own where no tool wrapped lines, in whatever case its
    cells begin.
    """
    if above[-1].number + 1 != below[0].number:
        return False
    pairs = [*zip(above[-1].pieces, below[0].pieces, strict=True)]
    words = clean(below[0].pieces[0]).casefold().split()
    if words and word_list("organisation").issuperset(words):
        return True
    filled = {n for n, piece in enumerate(below[0].pieces) if piece.strip()}
    if not wrapped and is_mostly_filled(filled, len(below[0].pieces)):
        return False
    return is_torn(below) and any(one.strip() and goes_on(one, two) for one, two in pairs[1:])


def _are_close(group: Group, column: int, room: Room) -> Iterator[bool]:
    """Whether two lines are paragraphs without a blank line between them; items of a list are not."""
    for one, two in pairwise(line.pieces[column] for line in group):
        plain = one.strip() and two.strip() and strip_bullet(clean(two)) == clean(two)
        yield bool(plain) and (room.width is None or has_room(one, two, room.width))


def _has_gap(group: Group, column: int) -> bool:
    filled = [at for at, line in enumerate(group) if line.pieces[column].strip()]
    return any(two - one > 1 for one, two in pairwise(filled))


def is_loose(lines: Group) -> bool:
    """True for lines that may be of cells beside them: an item of a list, more of a name, or few words."""
    first = clean(next((line.pieces[0] for line in lines if line.pieces[0].strip()), ""))
    filled = [
        any(piece.strip() for piece in pieces)
        for pieces in zip(*(line.pieces for line in lines), strict=True)
    ]
    return first.startswith("(") or strip_bullet(first) != first or 2 * sum(filled) < len(filled)


def is_torn(lines: Group) -> bool:
    """True where a cell begins as a wrapped line goes on: the row may be the rest of the one above."""
    for column in range(1, len(lines[0].pieces)):
        first = clean(next((line.pieces[column] for line in lines if line.pieces[column].strip()), ""))
        if goes_on("", first) and not _BEGINS_VALUE.match(first):
            return True
    return False


def goes_on_below(above: Slice, below: Slice, roles: Sequence[Role]) -> bool:
    """True where the words of a cell go on with those on the line above; no value begins so, and an age or a
    contact may begin in lower case.
    """
    cells = [*zip(above.pieces, below.pieces, roles, strict=True)][1:]
    pairs = [(one, two) for one, two, role in cells if role in _OF_WORDS]
    going = (clean(two) for one, two in pairs if one.strip() and goes_on(one, two))
    return any(not _BEGINS_VALUE.match(words) for words in going)


def is_crossed(group: Group) -> bool:
    """True where a cell may reach over two columns: on no line does a wide blank part its words there.

    A line without any wide blank may be prose, whatever stands above and below it.
    """
    return any(
        not any(_stand_apart(line.pieces[n], line.pieces[n + 1]) for line in group)
        or not _WIDE.search("".join(each.pieces).strip())
        for each in group
        for n in each.crossed
    )


def _stand_apart(one: str, two: str) -> bool:
    return bool(two.strip()) and (len(one) - len(one.rstrip()) > 1 or two[0].isspace())


def is_age(text: str) -> bool:
    words = clean(text)
    return kind(words) in ("age", "age-word") and not _PART_OF_AGE.fullmatch(words)
