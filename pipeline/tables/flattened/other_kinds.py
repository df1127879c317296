"""Words of another kind than those that their column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Role
from pipeline.tables.flattened.channels import begins_note, names_channel
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.neighbours import REACHING, Place
from pipeline.tables.flattened.records import is_jump
from pipeline.tables.flattened.unlike import WHOM, is_person
from pipeline.tables.headings.readings import WAYS_TO_REACH, possible_roles

BRIEF = 40  # characters of words that may be a title, or an age among others
_LETTERS = re.compile(r"[A-Z]")  # of an index, of which
_LETTER = re.compile(r"[A-MO-WZ]")  # `Y`, `N` and `X` may be answers
_CODE = re.compile(r"(?!24/7)#?\d+[/.-]\d+|#\d+")  # a row's number
_STAGE = re.compile(  # of school, in England or in Scotland
    r"(?:primary|secondary|pre-?school|nursery)(?: school)?(?: ages?| aged)?"
    r"|[SP][1-7] ?(?:(?:-|–|to|and) ?[SP]?[1-7]|\+)",
    re.I,
)
_FIGURES = ("number", "money", "date")
_AGES = ("age", "age-in")


def _codes(place: Place) -> Iterator[str]:
    """A single letter, a link to another part of the page, or a row's number among other words."""
    for _, texts in place.cells_of(Role.TEXT, Role.DESCRIPTION):
        letter = _LETTERS if len(texts) > 1 else _LETTER
        yield from (text for text in texts if letter.fullmatch(text) or is_jump(text))
        yield from filter(_CODE.fullmatch, texts if len(texts) > 1 else ())


def _undated(place: Place) -> Iterator[str]:
    """Words without a digit in a column that nobody knows, and nearly all of whose cells are dates."""
    for column, texts in place.cells_of(Role.TEXT):
        if column in place.habits.dated and features(texts[0]).kind == "words":
            yield texts[0]


def _numbers(place: Place) -> Iterator[str]:
    """A number, a sum or a date that is all there is of a name, of what a service does, or of where."""
    for _, texts in place.cells_of(Role.NAME, Role.DESCRIPTION, Role.AREA):
        if all(features(text).kind in _FIGURES for text in texts):
            yield texts[0]


def _channels(place: Place) -> Iterator[str]:
    """A way to reach somebody that is named, or the name that somebody has there: `Facebook`, `@theshed`."""
    for _, texts in place.cells_of(Role.DESCRIPTION, Role.AREA):
        yield from filter(names_channel, texts)


def _notes(place: Place) -> Iterator[str]:
    """Words of a note in an area, in a table whose rows are not told by counting."""
    for _, texts in place.cells_of(Role.AREA) if not place.is_counted else ():
        yield from filter(begins_note, texts)


def _addresses(place: Place) -> Iterator[str]:
    """A way to reach somebody that stands by itself in a description, in a table without a column for any, or
    with no more than a label in one that has such.
    """
    has_none = WAYS_TO_REACH.isdisjoint(place.habits.roles)
    for _, texts in place.cells_of(Role.DESCRIPTION):
        said = {text: text if has_none else text.partition(": ")[2] for text in texts}
        yield from (text for text, each in said.items() if each and features(each).kind in REACHING)


def _ages(place: Place) -> Iterator[str]:
    """An age in a column of other words, which hardly ever holds one."""
    for column, texts in place.cells_of(Role.AREA, Role.TEXT):
        if column not in place.habits.aged:
            yield from (text for text in texts if len(text) <= BRIEF and features(text).kind in _AGES)


def _audiences(place: Place) -> Iterator[str]:
    """Words of an area that say whom something is for, and name no place that we know."""
    for _, texts in place.cells_of(Role.AREA):
        yield from (text for text in texts if features(text).places == "no" and _says_whom(text))


def _says_whom(text: str) -> bool:
    return bool(WHOM.search(text) or _STAGE.fullmatch(text))


def _labelled(place: Place) -> Iterator[str]:
    """Words with a label that is a heading (`Where: Norton`), as hardly any of their column have."""
    for _, texts in place.cells_of(Role.NAME, Role.AREA, Role.AGE):
        yield from filter(_has_label, texts)


def _has_label(text: str) -> bool:
    label, _, said = text.partition(":") if ":" in text else ("", "", "")
    return bool(said.strip()) and bool(possible_roles(label))


def _holders(place: Place) -> Iterator[str]:
    """A cell that says no more than who holds a post (`Secretary: Colin Wass`), in a table with contacts."""
    has_contacts = Role.CONTACT in place.habits.roles
    for _, texts in place.cells_of(Role.DESCRIPTION, Role.TEXT) if has_contacts else ():
        yield from filter(_names_holder, texts if len(texts) == 1 else ())


def _names_holder(text: str) -> bool:
    post, _, said = text.partition(": ")
    return is_person(said) and features(post).post != "none"


FIND_OTHER_KINDS = (
    _codes,
    _numbers,
    _undated,
    _channels,
    _notes,
    _addresses,
    _ages,
    _audiences,
    _labelled,
    _holders,
)
