"""Somebody's name, or post, where a service, a place or what is done should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.flattened.channels import begins_note
from pipeline.tables.flattened.context import names_owner
from pipeline.tables.flattened.detectors import features, names_place
from pipeline.tables.flattened.edges import is_settled
from pipeline.tables.flattened.neighbours import Place
from pipeline.tables.flattened.unlike import BESIDE, is_person, may_name_person, names_post
from pipeline.tables.grammars import word_list

LONGEST_POST = 3  # words
_PARTS = re.compile(r"[._-]")  # what parts the names in a mailbox
_WORD = re.compile(r"[\w-]+")
_BEHIND_PERSONS = ("phone", "phone-in", "email-in", "email-and")


def find_staff(place: Place) -> Iterator[str]:
    """A description that begins with somebody's name or post alone, and a name that a page gives to a list
    of its staff.
    """
    for role, test in ((Role.DESCRIPTION, _says_who), (Role.NAME, _heads_staff)):
        yield from (texts[0] for _, texts in place.cells_of(role) if test(texts[0]))


def _says_who(text: str) -> bool:
    return is_person(text) or _is_post(text) or _begins_as(text, "leaders")


def _is_post(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1].casefold()
    return last in word_list("offices") and len(text.split()) <= LONGEST_POST


def _is_person_with_post(text: str) -> bool:
    """Whether words are somebody's name and, behind a comma, the post: `Jo Hill, Youth Hub Manager`."""
    who, comma, post = text.partition(", ")
    return bool(comma) and is_person(who) and _is_post(post.rpartition(" ")[2])


def _holds_office(text: str) -> bool:
    """Whether a word of a few says what post somebody has: `Youth Worker (Norton)`."""
    return not word_list("offices").isdisjoint(_WORD.findall(text.casefold()))


def _heads_staff(text: str) -> bool:
    return _begins_as(text, "staff_titles")


def _begins_as(text: str, name: str) -> bool:
    """Whether words begin as one of this list."""
    return text.casefold().startswith(_openings(name))


@cache
def _openings(name: str) -> tuple[str, ...]:
    return tuple(word_list(name))


def find_no_services(place: Place) -> Iterator[str]:
    """A name that begins as a note does (`Led by ...`), or with a person and has several paragraphs, in a
    table whose rows are not told by counting.
    """
    names = place.texts_of(Role.NAME)
    for text in names[:1] if not place.is_counted else ():
        if begins_note(text) or any(map(_names_who, names[:-1])):
            yield text


def _names_who(text: str) -> bool:
    is_acronym = text.split()[0].isupper()
    return _is_styled(text) or _is_post(text) or (is_person(text) and not is_acronym)


def _is_styled(text: str) -> bool:
    return text.partition(" ")[0].rstrip(".").casefold() in word_list("honorifics")


def find_mailed(place: Place) -> Iterator[str]:
    """A name of which a mailbox of the record is made as one is of a person's: `caley.walden@`."""
    said = (text.partition("@") for text in place.texts_of(Role.CONTACT))
    boxes = {_PARTS.sub(" ", local).casefold() for local, at, _ in said if at}
    for text in place.texts_of(Role.NAME)[:1]:
        if " " in text and text.casefold() in boxes:
            yield text


def find_forms(place: Place) -> Iterator[str]:
    """Words behind a name that are no more than a body's legal form: they may end the name."""
    for one, two in pairwise(place.span.cells):
        text = place.reading.text(two[1])
        if place.role(one[0]) is Role.NAME and set(text.casefold().split()) <= word_list("legal_forms"):
            yield text


def find_owners(place: Place) -> Iterator[str]:
    """The last of several paragraphs of an area that is a person's name, or in the address behind it."""
    addresses = place.texts_of(Role.CONTACT)
    for one, two in pairwise(place.span.record.cells):
        if one.role is Role.AREA and two.role is Role.CONTACT and len(one.paragraphs) > 1 and two.paragraphs:
            last = one.texts[-1]
            is_owner = features(last).places != "all" and any(names_owner(last, each) for each in addresses)
            if is_owner or is_person(last.partition(" (")[0]):
                yield last


def find_persons(place: Place) -> Iterator[str]:
    """Somebody's name, or post, among the places of an area; or what may be the name of a row between two."""
    for column, texts in place.cells_of(Role.AREA):
        others = texts[1:]
        if others and _is_behind_contact(place, column):
            yield from (text for text in texts[:1] if _may_be_person(place, column, text))
        yield from (text for text in texts[:1] if _is_post(text) or _is_person_with_post(text))
        yield from filter(_holds_office, others)
        yield from (text for text in others[:-1] if is_person(text) or names_post(text))
        yield from (text for text in others[-1:] if _may_be_person(place, column, text))


def _is_behind_contact(place: Place, column: int) -> bool:
    """Whether the cell before this column's, filled or not, is one of contacts."""
    return place.role(column - 1) is Role.CONTACT if column else False


def _may_be_person(place: Place, column: int, text: str) -> bool:
    """Whether words of an area that no other has are written as persons' names are: where they name no place
    that we know, or the reading is not settled, few areas have several paragraphs, and the contact begins
    with a number or with a mailbox among other words, as it does behind a person's name.
    """
    is_usual = place.habits.held.is_only_in(column, text)
    if is_usual or names_place(text) or text.casefold().split()[-1] in word_list("place_surnames"):
        return False
    contact = place.texts_of(Role.CONTACT)[:1]
    is_labelled = any(features(each).kind in _BEHIND_PERSONS for each in contact)
    is_open = is_labelled and column not in place.habits.several and not is_settled(place.span)
    is_told = is_open or features(text).places == "no" or any(map(is_person, BESIDE.split(text)))
    return _is_styled(text) or names_post(text) or (is_told and may_name_person(text))
