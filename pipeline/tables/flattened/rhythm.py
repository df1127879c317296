"""The rhythm of a flattened table: whether its records all take as many places as the table has columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Role
from pipeline.tables.flattened.detectors import LONG, WHOLE, Features
from pipeline.tables.flattened.matters import Content, Matter

FEWEST = 3  # paragraphs alike that show a rhythm
PAIRS = 4  # of them that come again, that show it surely
STEADY = 0.5  # of those alike, the share that must come again after one record where they mark records
LONG_ONE = "long"  # what paragraphs longer than a name have in common
HOMES: Mapping[str, tuple[Role, ...]] = {  # the columns for paragraphs of a kind, the usual one first
    "email": (Role.CONTACT,),
    "age": (Role.AGE,),
    "age-word": (Role.AGE,),
    "phone": (Role.PHONE, Role.CONTACT),
    "url": (Role.URL, Role.CONTACT),
    "money": (Role.AMOUNT,),
    LONG_ONE: (Role.DESCRIPTION,),
}
MAY_BE_LONG = (Role.TEXT, Matter.WHO)  # beside descriptions
FURTHEST = 6  # records over which a column may be blank
MOST = 0.8  # of all that mark records, the share by which records are even


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Whether nearly all records seem to have just one place for each column."""

    is_even: bool
    blanks_shown: bool  # a placeholder has a place, too
    broken: frozenset[int]  # paragraphs of records that may have more or fewer
    is_anchored: bool  # some of what shows it has a column of its own; else records may begin anywhere
    columns: tuple[
        int, ...
    ] = ()  # of each paragraph, where the columns' cells tell; their number for those behind
    unsure: frozenset[int] = (
        frozenset()
    )  # of records that are even, but not if placeholders have places, or have none

    @property
    def is_told_by_cells(self) -> bool:
        """Whether the columns' own cells show it."""
        return bool(self.columns)

    @property
    def is_unbroken(self) -> bool:
        """Whether all records seem to, without exception."""
        return self.is_even and not self.broken


UNEVEN = Rhythm(is_even=False, blanks_shown=False, broken=frozenset(), is_anchored=False)


def find_rhythm(
    texts: Sequence[str], shapes: Sequence[Features], blanks: Sequence[int], roles: Sequence[Content]
) -> Rhythm:
    """The rhythm, seen by paragraphs that are alike and come again just one record on: addresses, ages.

    It is anchored where some of them are of a kind that has its own column; else they may begin anywhere.

    >>> from pipeline.tables.flattened.detectors import features
    >>> roles = [Role.NAME, Role.AGE, Role.CONTACT]
    >>> texts = ["The Shed", "4-18", "a@b.uk"] * 3
    >>> find_rhythm(texts, [features(text) for text in texts], [0] * 9, roles).is_unbroken
    True
    >>> texts = ["The Shed", "4-18", "a@b.uk", "The Den", "c@d.uk", *texts]
    >>> found = find_rhythm(texts, [features(text) for text in texts], [0] * 4 + [1] + [0] * 9, roles)
    >>> found.is_unbroken, found.blanks_shown
    (True, True)
    """
    alike = defaultdict(list)
    for at, (text, shape) in enumerate(zip(texts, shapes, strict=True)):
        alike[_likeness(text, shape)].append(at)
    marks = {likeness: places for likeness, places in alike.items() if likeness and len(places) >= FEWEST}
    homes = {likeness for likeness in marks if _has_home(likeness, roles)}
    plain = _measure(marks, homes, range(len(texts)), len(roles))
    shown = _measure(marks, homes, list(_with_blanks(blanks)), len(roles)) if any(blanks) else plain
    best = max(plain, shown, key=_share)
    if best.again < PAIRS or _share(best) < MOST or not (best.is_anchored or best.is_patterned):
        return UNEVEN
    return Rhythm(True, best is not plain, best.broken, best.is_anchored)


def _likeness(text: str, shape: Features) -> str:
    """What a paragraph has in common with those that may mark records, too; none for a few words.

    >>> from pipeline.tables.flattened.detectors import features
    >>> [_likeness(text, features(text)) for text in ("a@b.uk", "NR32 1DR", "The Shed")]
    ['email', 'A9 9A', '']
    """
    if shape.kind in WHOLE or shape.kind in ("date", "number", "age-word"):
        return shape.kind
    if len(text) > LONG:
        return LONG_ONE
    return _LETTERS.sub("A", _DIGITS.sub("9", text)) if _DIGITS.search(text) else ""


_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


def _has_home(likeness: str, roles: Sequence[Content]) -> bool:
    """Whether just one column is for paragraphs of this kind."""
    home = next((role for role in HOMES.get(likeness, ()) if role in roles), None)
    is_shared = likeness == LONG_ONE and any(role in roles for role in MAY_BE_LONG)
    return home is not None and roles.count(home) == 1 and not is_shared


def count_columns(rhythm: Rhythm, blanks: Sequence[int], columns: int) -> tuple[int | None, ...]:
    """The column of each paragraph by counting, where the rhythm is sure; else none. None for those of which
    counting tells nothing.

    >>> count_columns(Rhythm(True, True, frozenset(), True), [1, 0, 1, 0], 3)
    (0, 1, 0, 1)
    """
    if rhythm.columns:
        return tuple(None if at in rhythm.broken else column for at, column in enumerate(rhythm.columns))
    if not rhythm.is_unbroken:
        return ()
    places = list(_with_blanks(blanks)) if rhythm.blanks_shown else range(len(blanks))
    return tuple((place - places[0]) % columns for place in places)


def _with_blanks(blanks: Sequence[int]) -> Iterator[int]:
    """The place of each paragraph where placeholders have places, too."""
    at = -1
    for before in blanks:
        at += before + 1
        yield at


class _Measure(NamedTuple):
    """How many paragraphs that mark records come again one record on, of how many; what is about others."""

    again: int
    of: int
    broken: frozenset[int]
    is_anchored: bool  # some of them have a column of their own
    is_patterned: bool  # some of them are more than just long


def _measure(
    marks: Mapping[str, Sequence[int]], homes: Collection[str], places: Sequence[int], columns: int
) -> _Measure:
    """What is found where the paragraphs have these places; the gaps between them say nothing."""
    known, again, of, broken = {place: at for at, place in enumerate(places)}, 0, 0, set[int]()
    steady: set[str] = set()
    for likeness, group in ((likeness, set(each)) for likeness, each in marks.items()):
        last = max(group)
        records = {at: _next_filled(places[at], columns, known) for at in group - {last}}
        ahead = {at: known[place] for at, place in records.items() if place is not None}
        missing = [at for at, other in ahead.items() if other not in group]
        if len(missing) > STEADY * len(ahead) or 2 * len(ahead) < len(group):
            continue
        again, of = again + len(ahead) - len(missing), of + len(ahead)
        steady.add(likeness)
        for at in missing:
            between = range(places[at] + 1, places[at] + 2 * columns)
            broken.update(known[place] for place in between if place in known)
    return _Measure(again, of, frozenset(broken), not steady.isdisjoint(homes), bool(steady - {LONG_ONE}))


def _next_filled(place: int, columns: int, known: Mapping[int, int]) -> int | None:
    """The same place in the next record, or where a placeholder stands there in the one after that."""
    for ahead in range(place + columns, place + (FURTHEST + 1) * columns, columns):
        if ahead in known:
            return ahead
    return None


def _share(found: _Measure) -> float:
    return found.again / max(1, found.of)
