"""Words that stand in a cell as guests: a blank cell's, an address's label, or another record's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.detectors import (
    LONGEST_PERSON,
    begins_with_forename,
    features,
    may_be_place,
    names_person,
)
from pipeline.tables.flattened.neighbours import Place, pull
from pipeline.tables.flattened.rhythm import HOMES
from pipeline.tables.flattened.unlike import WHOM, words_of

# Words may be the name of a record where they are this much as likely, all else left aside, a name, and stand
NEXT = 0.1  # at the end of a record that lacks its last cells
INSIDE = 80.0  # in an area among others
BRIEF = 40  # characters of words that may say an age


def find_guests(place: Place) -> Iterator[str]:
    """Paragraphs that may belong to a blank cell beside theirs, to an address behind it, or to a lost row."""
    yield from find_echoes(place.span.record)
    yield from _crowded(place)
    for column, start, end in place.span.cells:  # a second age may be all that is left of another row's
        if end - start > 1 and place.role(column) is Role.AGE and column not in place.habits.several:
            texts = map(place.reading.text, range(start + 1, end))
            yield from [text for text in texts if features(text).kind.startswith("age")][:1]


def find_echoes(record: RawRecord) -> Iterator[str]:
    """The last words of an area that may be the label of the address behind them: an echo, or a colon."""
    for one, two in pairwise(record.cells):
        if one.role is not Role.AREA or two.role is not Role.CONTACT:
            continue
        if not one.paragraphs or not two.paragraphs:
            continue
        *others, last = one.texts
        if last.endswith(":") or (others and _says_again(last, others)):
            yield last


def _says_again(text: str, others: Sequence[str]) -> bool:
    """Whether all words of a text stand in others, too."""
    said, known = words_of(text), frozenset(word for each in others for word in words_of(each))
    return bool(said) and said <= known


def _crowded(place: Place) -> Iterator[str]:
    """Words of a cell beside a column that is blank here and in other records: they may be its words."""
    if place.span.is_full:
        return
    filled = {column for column, _, _ in place.span.cells}
    for column in sorted(set(range(len(place.span.record.cells))) - filled - place.habits.common):
        for n, start, end in place.beside(column):
            text = place.reading.text(end - 1 if n < column else start)
            if end - start > 1 and not _is_at_home(text, place.role(n)):
                yield text


def find_homeless(place: Place) -> Iterator[str]:
    """Words beside a blank cell that would be at home there; or that no placeholder shows, where both columns
    take any words.
    """
    if place.span.is_full:
        return
    yield from _away_from_home(place)
    cells = place.span.record.cells
    for column, start, end in place.span.cells:
        for beside, border in ((column - 1, start), (column + 1, end)):
            if not 0 <= beside < len(cells) or cells[beside].paragraphs or place.is_shown(border):
                continue
            if {place.role(column), place.role(beside)} in _ANY_WORDS:
                yield place.reading.text(start)


def _away_from_home(place: Place) -> Iterator[str]:
    """Addresses, numbers, ages and few words that say an age, beside a blank cell of the column for them."""
    cells = place.span.record.cells
    for column, cell in enumerate(cells):
        for beside in (column - 1, column + 1):
            if 0 <= beside < len(cells) and not cells[beside].paragraphs:
                yield from (text for text in cell.texts if _is_of(text, cells[beside].role, cell.role))


def _is_of(text: str, blank: Role, here: Role) -> bool:
    """Whether words would be at home in a blank cell, and not in their own."""
    kind = features(text).kind
    if here is blank or here in (Role.CONTACT, Role.AMOUNT):
        return False
    if blank is Role.CONTACT and here is Role.TEXT and len(text.split()) <= LONGEST_PERSON:
        return begins_with_forename(text)
    if blank is Role.URL and "@" in text and " " not in text:
        return True  # a link may lead to a mailbox
    if blank is Role.AGE and here in (Role.TEXT, Role.AREA) and len(text) <= BRIEF and WHOM.search(text):
        return True
    return blank in HOMES.get(kind, ())[:1] or (kind == "number" and blank is Role.PHONE)


_ANY_WORDS = ({Role.TEXT}, {Role.TEXT, Role.DESCRIPTION})  # columns that the same words fit into


def _is_at_home(text: str, role: Role) -> bool:
    """Whether words show by themselves that they are of their column."""
    if role is Role.AREA:
        return may_be_place(text)
    return role is Role.CONTACT and features(text).kind != "words"


def find_inside(place: Place) -> Iterator[str]:
    """Words of a cell of several paragraphs that may begin another record, whose name they would be."""
    name = _name_column(place)
    for column, start, end in place.span.cells:
        if end - start == 1:
            continue
        if place.role(column) in (Role.AREA, Role.AGE) and name is not None:
            names = (at for at in range(start, end) if _may_be_name(place, at, name, INSIDE))
            yield from map(place.reading.text, names)


def opens_next(place: Place) -> bool:
    """Whether a record ends in words that may be the next one's name: it lacks its end, its end is longer
    than usual, or the words reach nobody though they stand under a contact.
    """
    column, start, end = place.span.cells[-1]
    name = _name_column(place)
    if place.after is None or name is None or column == name:
        return False
    if place.role(column) is Role.TEXT:  # any words fit there
        return end - start > 1 and column not in place.habits.several
    is_cut = any(each > column for each in place.lacks(place.span)) or _reaches_nobody(place)
    return is_cut and _may_be_name(place, end - 1, name, NEXT)


def _reaches_nobody(place: Place) -> bool:
    """Whether the last cell should reach somebody, and holds a few words that name no person and no post."""
    column, start, end = place.span.cells[-1]
    text = place.reading.text(start)
    is_words = end - start == 1 and features(text).kind == "words"
    return place.role(column) in _MEANS and is_words and not names_person(text)


_MEANS = (Role.CONTACT, Role.PHONE, Role.URL)


def _name_column(place: Place) -> int | None:
    roles = place.habits.roles
    return roles.index(Role.NAME) if Role.NAME in roles else None


def _may_be_name(place: Place, at: int, name: int, least: float) -> bool:
    """Whether words that say nothing of a place are so much like a name, beside what they were read as."""
    text = place.reading.text(at)
    return not _is_at_home(text, Role.AREA) and pull(place.reading, at, name, starts=True) > least
