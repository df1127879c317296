"""Where words go on from one printed line to the next, so that hardly a row begins between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.model import Role
from pipeline.tables.grammars import kind
from pipeline.tables.words import clean, strip_bullet

_ENDS_OPEN = re.compile(r"(?:[,;/&–-]|\band|\bor|\bof|\bthe|\bto|\bin|\bfor|\bwith|\([^)]*)$", re.I)
_ENDS = re.compile(r"[.!?][)\"'”’]?$")
_AGES = ("age", "age-word")
_FEWEST_BLANK = 2  # cells of a row that is hardly one
Lines = Sequence[Sequence[str]]


def find_tears(lines: Lines, roles: Sequence[Role]) -> Callable[[int, int], bool]:
    """Of a line, and the number of blank cells in a row that would begin with it: whether such a row is torn.

    It is where a cell of the line above it cannot end there: in a comma, in an open bracket, in half an age.
    A cell that begins in lower case shows less, for some do. It counts where hardly a cell of that row is
    filled, or where a sentence ends just above or below, so that the row can as well begin there.
    """
    plain = [[clean(piece) for piece in line] for line in lines]
    surely, maybe = set(), set()
    for at in range(1, len(plain)):
        pairs = [(n, *pair) for n, pair in enumerate(zip(plain[at - 1], plain[at], strict=True)) if all(pair)]
        if any(_is_open(one, two, roles[n]) for n, one, two in pairs):
            surely.add(at)
        lower = [n for n, one, two in pairs if _is_lower(two, roles[n])]
        if lower:
            maybe.add(at)
        if any(_ends_near(plain, at, n) for n in lower):
            surely.add(at)
    return lambda at, blank: at in surely or (at in maybe and blank >= _FEWEST_BLANK)


def begins_low(line: Sequence[str], roles: Sequence[Role]) -> bool:
    """True where a cell begins in lower case, as the rest of a sentence does."""
    return any(_is_lower(clean(piece), role) for piece, role in zip(line, roles, strict=True))


def _is_open(one: str, two: str, role: Role) -> bool:
    if "@" in one or "@" in two or strip_bullet(two) != two:
        return False
    if role is Role.AGE:
        return kind(one) not in _AGES and kind(f"{one} {two}") in _AGES
    return bool(_ENDS_OPEN.search(one))


def _is_lower(text: str, role: Role) -> bool:
    return role is Role.DESCRIPTION and text[:1].islower() and "@" not in text and "www." not in text


def _ends_near(lines: Lines, at: int, column: int) -> bool:
    """True where a sentence ends one line above this border, or one below, and one begins behind it."""
    for end in (at - 2, at):
        one, two = (lines[n][column] if 0 <= n < len(lines) else "" for n in (end, end + 1))
        if _ENDS.search(one) and two[:1].isupper():
            return True
    return False
