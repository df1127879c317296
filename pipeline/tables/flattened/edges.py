"""Words at the edge of a cell that may belong to the cell, or the record, across it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.flattened.detectors import features, names_place
from pipeline.tables.flattened.layout import LABEL
from pipeline.tables.flattened.matters import Matter
from pipeline.tables.flattened.neighbours import Place
from pipeline.tables.flattened.particulars import POSTAL, POSTCODES, is_timely
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.unlike import TITLED
from pipeline.tables.words import letters_of

BRIEF = 40  # characters of words that may be a note or a title beside a description
SETTLED = 0.9985  # a record as sure as this holds what is brief in it
TOLD = 4  # letters of a mailbox that tell whose it is
ADDRESSED = (*POSTAL, "building")
_STOPS = tuple(".:;,!?")
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMBER_NAMED = re.compile(r"(?:tel|phone|mob|fax|text)\w*[.:]?\s", re.I)


def is_settled(span: Span) -> bool:
    """Whether the reading of a record leaves no room even for one that moves a few words of it."""
    return span.record.confidence >= SETTLED


def find_brief(place: Place) -> Iterator[str]:
    """A brief paragraph at the edge of a description of long ones, where descriptions have no such: it may be
    a note that ends the cell before, a title above the row, or a name's first words.
    """
    for column, start, end in place.span.cells if not is_settled(place.span) else ():
        is_usual = column in place.habits.several or end - start < 2
        if place.role(column) is not Role.DESCRIPTION or is_usual:
            continue
        texts = list(map(place.reading.text, range(start, end)))
        if _is_brief(texts[0]) and len(texts[1]) > BRIEF:
            yield texts[0]
        if _is_brief(texts[-1]) and len(texts[-2]) > BRIEF:
            yield texts[-1]


def _is_brief(text: str) -> bool:
    return len(text) <= BRIEF and text[-1] not in _STOPS


def find_named_on(place: Place) -> Iterator[str]:
    """The words before or behind a name with which it is the first part of the record's own mailbox."""
    boxes = _mailboxes(place)
    names = _names(place) if boxes else ()
    for at, is_before in [(at, at < start) for start, end in names for at in (start - 1, end)]:
        if 0 <= at < len(place.reading.path) and _is_named_on(place, boxes, at, is_before):
            yield place.reading.text(at)


def is_named_before(place: Place) -> bool:
    """Whether a record's own mailbox says that its name begins with the last words of the record before."""
    starts = [start for start, _ in _names(place) if start == place.span.cells[0][1] > 0]
    boxes = _mailboxes(place)
    return any(_is_named_on(place, boxes, start - 1, is_before=True) for start in starts)


def _names(place: Place) -> list[tuple[int, int]]:
    return [(start, end) for column, start, end in place.span.cells if place.role(column) is Role.NAME]


def _mailboxes(place: Place) -> list[str]:
    """The letters of the first part of each address in the record's contact."""
    return [letters_of(text.partition("@")[0]) for text in place.texts_of(Role.CONTACT) if "@" in text]


def _is_named_on(place: Place, boxes: list[str], at: int, is_before: bool) -> bool:
    name, beside = " ".join(place.texts_of(Role.NAME)), place.reading.text(at)
    first, second = (beside, name) if is_before else (name, beside)
    opened = [box for box in boxes if _opens(letters_of(first), box)]
    return bool(opened and letters_of(second)) and _go_on(opened, letters_of(first) + letters_of(second))


def _opens(first: str, box: str) -> bool:
    return 0 < len(first) < len(box) > TOLD and box.startswith(first)


def _go_on(boxes: list[str], both: str) -> bool:
    """Whether one of these mailboxes is both words, the first and some of the second, or more."""
    return any(both.startswith(box) or box.startswith(both) for box in boxes)


def find_other_numbers(place: Place) -> Iterator[str]:
    """A number that is said to be one, above one that is not: it may end the contact before."""
    for column, start, end in place.span.cells:
        if place.role(column) is Role.PHONE:
            named = [bool(_NUMBER_NAMED.match(place.reading.text(at))) for at in range(start, end)]
            if any(named) and not all(named):
                yield place.reading.text(start)


def find_notes(place: Place) -> Iterator[str]:
    """The first of several paragraphs behind a contact that may be a note of it: in a column that nobody
    knows and that hardly ever has several, or hours above a description.
    """
    last = place.before.cells[-1:] if place.before else ()
    for one, two in pairwise((*last, *place.span.cells)):
        column, start, end = two
        if place.role(one[0]) is Role.CONTACT and end - start > 1:
            text, is_known = place.reading.text(start), place.role(column) is not Role.TEXT
            is_of_hours = place.role(column) is Role.DESCRIPTION and is_timely(text) and len(text) <= BRIEF
            if is_of_hours or not (is_known or column in place.habits.several):
                yield text


def opens_with_note(place: Place) -> bool:
    """Whether a record's first words may be a note of the contact that ends the record before."""
    return place.reading.text(place.span.cells[0][1]) in find_notes(place)


def find_bodies(place: Place) -> Iterator[str]:
    """The first of several paragraphs of an area right behind a name, where it is written as names are and is
    no place, or areas hardly ever have several: it may be more of the name.
    """
    for one, two in pairwise(place.span.cells) if not is_settled(place.span) else ():
        column, start, end = two
        if (place.role(one[0]), place.role(column)) == (Role.NAME, Role.AREA) and end - start > 1:
            text, shape = place.reading.text(start), features(place.reading.text(start))
            is_body = shape.places != "all" and shape.capitals in TITLED and not names_place(text)
            if is_body or column not in place.habits.several:
                yield text


def find_brackets(place: Place) -> Iterator[str]:
    """The first words of an area that begin with a bracket, or of any cell of several paragraphs, where these
    stand in brackets: they may say more of what is before them.
    """
    is_told = is_settled(place.span) or place.is_counted
    for _, texts in place.cells_of(Role.AREA) if not is_told else ():
        if texts[0].startswith("("):
            yield texts[0]
    for _, texts in place.cells_of(Role.DESCRIPTION, Role.AREA, Role.CONTACT, Role.TEXT):
        if len(texts) > 1 and _BRACKETED.fullmatch(texts[0]):
            yield texts[0]


def find_lines(place: Place) -> Iterator[str]:
    """Lines of an address among other words in a column that nobody knows, or a postcode alone there, for a
    description or above a contact, in a table without a column of addresses; or such lines, or hours, before
    a place and behind a contact, whose they may be.
    """
    if Matter.WHERE not in place.habits.contents:
        yield from _lines(place)
        yield from _lines_behind_contact(place)


def _lines_behind_contact(place: Place) -> Iterator[str]:
    for column, texts in place.cells_of(Role.AREA):
        if column and place.role(column - 1) is Role.CONTACT and column not in place.habits.several:
            yield from (
                each for each in texts[:-1] if features(each).particulars in POSTAL or is_timely(each)
            )


def _lines(place: Place) -> Iterator[str]:
    for column, texts in place.cells_of(Role.TEXT, Role.CONTACT, Role.DESCRIPTION):
        role, first = place.role(column), features(texts[0]).particulars
        if role is not Role.DESCRIPTION and first == "postcode":
            yield texts[0]
        if role is Role.TEXT and column not in place.habits.several and first not in ADDRESSED:
            yield from (text for text in texts[1:] if features(text).particulars in POSTAL)
        elif role is Role.DESCRIPTION:
            yield from (text for text in texts if features(text).particulars in POSTCODES)


def find_titles_for_names(place: Place) -> Iterator[str]:
    """A name that is a known place's, or in capitals as others are not, before a cell of several paragraphs
    or with a label, as hardly any other record has: it may be a title, and the name the first of those.
    """
    names = place.texts_of(Role.NAME)
    behind = [cell for cell in place.span.cells if place.role(cell[0]) is not Role.NAME][:1]
    is_crowded = any(_is_crowded(place, *cell) for cell in behind) and not is_settled(place.span)
    if names and is_crowded and _may_be_title(place, names[0]):
        yield names[0]


def _is_crowded(place: Place, column: int, start: int, end: int) -> bool:
    """Whether a cell has several paragraphs, as its column seldom has, or a label among them."""
    is_labelled = place.reading.state(start).kind == LABEL and not place.habits.labelled
    return end - start > 1 and (is_labelled or column not in place.habits.several)


def _may_be_title(place: Place, name: str) -> bool:
    return features(name).places == "all" or (name.isupper() and not place.habits.capitals)


_OF_ONE = (find_named_on, find_brackets, find_lines)  # those that heed a cell of one paragraph, too
_OF_ANY = (*_OF_ONE, find_brief, find_other_numbers, find_notes, find_bodies, find_titles_for_names)


def find_across(place: Place) -> Iterator[str]:
    """Every paragraph of a record that may belong across the edge of its cell."""
    for find in _OF_ANY if place.is_crowded else _OF_ONE:
        yield from find(place)
