"""Words that a tool has wrapped where a value of its own could begin, and that can yet be but one value."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.model import Role
from pipeline.tables.flattened.place_names import MOST_WORDS, known_places, plain_place
from pipeline.tables.grammars import PHONE

_DIGITS = range(10, 14)  # of a telephone number, with the code of the country or without it
_FEWEST = min(_DIGITS)
_SEPARATE = re.compile(r"[,/;&+()]|\band\b|\bor\b")
_BEFORE_NAMES = frozenset(
    ("greater", "new", "mid", "upper", "lower", "great", "little", "inner", "outer", "old", "st", "st.")
)
COMPASS = frozenset(("north", "south", "east", "west", "central"))


def is_one_value(role: Role, before: str, after: str, alone: Collection[str] = ()) -> bool:
    """True where the words of two lines are one value, for at least one of them cannot be a value itself.

    `alone`: values that the column has elsewhere, in lower case.

    >>> is_one_value(Role.PHONE, "01622", "300987"), is_one_value(Role.PHONE, "01622 300987", "999")
    (True, False)
    >>> is_one_value(Role.AREA, "Surrey", "Heath"), is_one_value(Role.AREA, "Salford", "Kendal")
    (True, False)
    >>> is_one_value(Role.AREA, "North", "Kendal"), is_one_value(Role.AREA, "North", "Kendal", {"north"})
    (True, False)
    """
    if role is Role.PHONE:
        return _is_one_number(before, after)
    return role is Role.AREA and _is_one_place(before, after, alone)


def begins_number(before: str, after: str) -> bool:
    """True where a whole telephone number stands before words that begin one."""
    return _count_digits(before) >= _FEWEST and after[:1] in ("0", "+", "(")


def _count_digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _is_one_number(before: str, after: str) -> bool:
    joined = f"{before} {after}"
    parts = max(_count_digits(before), _count_digits(after))
    return bool(PHONE.fullmatch(joined)) and _count_digits(joined) in _DIGITS and parts < _FEWEST - 1


def _is_one_place(before: str, after: str, alone: Collection[str]) -> bool:
    left, right = _SEPARATE.split(before)[-1].split(), _SEPARATE.split(after)[0].split()
    if not left or not right:
        return False
    word = left[-1].casefold()
    leads = word in _BEFORE_NAMES or (len(left) == 1 and word in COMPASS and word not in alone)
    if leads and any(_is_known(right[:end]) for end in range(1, MOST_WORDS)):
        return True
    whole = _is_known(left) or (len(left) > 1 and all(each.casefold() in COMPASS for each in left))
    fewest = len(left) if whole else 1  # `North West` is a place, and does not lead to `Sussex`
    return any(
        _is_known([*left[-one:], *right[:two]]) and not (_is_known(left[-one:]) and _is_known(right[:two]))
        for one in range(fewest, min(len(left), MOST_WORDS) + 1)
        for two in range(1, min(len(right), MOST_WORDS) + 1)
    )


def _is_known(words: list[str]) -> bool:
    return plain_place(" ".join(words)) in known_places().names
