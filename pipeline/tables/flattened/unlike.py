"""Words that are unlike what their cell should hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from pipeline.model import Role
from pipeline.tables.flattened.context import names_owner
from pipeline.tables.flattened.detectors import (
    JOINS,
    begins_with_forename,
    features,
    names_place,
)
from pipeline.tables.flattened.matters import Matter
from pipeline.tables.flattened.neighbours import REACHING, Place, is_certain, pull
from pipeline.tables.flattened.particulars import POSTAL, POSTCODES, is_day, is_timely
from pipeline.tables.grammars import word_list
from pipeline.tables.headings.words import general, is_plain_heading, plain

UNLIKE = 200.0  # times better than as a name, as which a paragraph fits a description
LONGEST = 40  # characters of a description that may be a name
BULLETS = tuple("•·‣◦▪●○")  # before an item of a list
TITLED = ("all2", "all3", "all4")  # capitals of a name of several words
_STOPS = tuple(".:;,!?")
_PERSON = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,2}")  # two or three words, none of them joined
_ON = ("(", *JOINS)  # how words begin that go on from those before
_NO_NAMES = (*_ON, *BULLETS, "-", "–", "—")
BESIDE = re.compile(r" ?/ ?| & | and ")
WHOM = re.compile(  # words that say whom something is for, as an age does
    r"\b(?:ages?|aged|years?|yrs|adults?|children|famil(?:y|ies)|parents|birth|under|over|ks ?\d|u\d+)\b",
    re.I,
)
_TELLING = re.compile(r"\w{3,}|[a-z]{1,2}\d{1,2}")  # words, and districts of postcodes


def find_unlike(place: Place) -> Iterator[str]:
    """Paragraphs that read like those of another column, or like the rest of the cell before."""
    for column, start, _ in place.span.cells:
        role = place.role(column)
        if role is Role.CONTACT:
            continue
        texts = place.span.record.cells[column].texts
        if role is Role.AGE and Role.AREA in place.habits.roles:
            yield from filter(_names_area, texts)
        if role is Role.NAME:
            yield from _unlike_names(place, start, texts)
        elif role is Role.DESCRIPTION:
            yield from _unlike_descriptions(texts)
        elif role is Role.AREA:
            yield from (text for text in texts if len(text) == 1 or _is_unlike_area(place, column, text))
        if role is Role.TEXT or (role is Role.NAME and place.is_counted):
            yield from (text for text in texts if _is_beside_area(place, column, text))


def _names_area(text: str) -> bool:
    """Whether words are of an area rather than an age, as `Wards 1-3` and `All sites` are."""
    is_age = features(text).kind in ("age", "age-word") or WHOM.search(text)
    return not is_age and (names_place(text) or text.startswith("All "))


def find_unfit(place: Place) -> Iterator[str]:
    """Paragraphs that say nothing of what their column is for, where the reading is not certain."""
    for column, start, end in place.span.cells:
        texts = [place.reading.text(at) for at in range(start, end)]
        if place.role(column) is Role.AGE:
            yield from (text for text in texts if _says_no_age(place, column, text))
        elif place.role(column) is Role.AREA:
            yield from filter(_is_no_place, texts[1:])
            yield from (text for text in texts[:1] if _is_one_word(place, column, text))
            yield from (
                text for text in texts[:1] if len(texts) > 1 and _may_end_description(place, column, text)
            )
            yield from (text for text in texts if _says_whom(place, text))
        elif place.role(column) is Role.TEXT:
            yield from texts[:-1] if column not in place.habits.several else _untimely(texts)


def find_addresses(place: Place) -> Iterator[str]:
    """Descriptions that are an address or a list of places, in a table with a column of such."""
    tests = [test for content, test in _PLACED if content in place.habits.contents]
    for _, texts in place.cells_of(Role.DESCRIPTION) if tests else ():
        yield from (text for text in texts if any(test(text) for test in tests))


def _is_postal(text: str) -> bool:
    return features(text).particulars in POSTAL


def _lists_places(text: str) -> bool:
    """Whether it is nothing but several names, one of them a known place's, and not all everyday words."""
    shape = features(text)
    is_named = shape.capitals in ("all3", "all4") and shape.places != "no" and shape.common in ("no", "some")
    return is_named and shape.joints[0] != "0"


_PLACED = ((Matter.WHERE, _is_postal), (Role.AREA, _lists_places))


def find_astray(place: Place) -> Iterator[str]:
    """Ways to reach somebody in a cell whose column holds others, or hardly any."""
    for column, texts in place.cells_of(Role.NAME, Role.TEXT):
        if place.role(column) is Role.NAME:
            texts = texts[1:]  # a site may bear its address as its name
        elif column in place.habits.reaching:
            continue
        yield from (text for text in texts if features(text).kind in REACHING)


def _may_end_description(place: Place, column: int, text: str) -> bool:
    """Whether the first words of an area are an everyday one as well as a place (`Rugby`), so that they may
    be the last of the description before it.
    """
    shape, cells = features(text), place.span.record.cells
    before = [cell.role for cell in cells[:column] if cell.paragraphs][-1:]
    is_word = shape.places == shape.common == "all" and " " not in text
    is_usual = place.habits.held.is_only_in(column, text) or is_certain(place.span)
    return is_word and before == [Role.DESCRIPTION] and not is_usual


def _unlike_names(place: Place, start: int, texts: Sequence[str]) -> Iterator[str]:
    """A name that reads like a description, or like the rest of one."""
    roles = place.habits.roles
    if Role.DESCRIPTION in roles:
        drawn = pull(place.reading, start, roles.index(Role.DESCRIPTION), starts=True)
        if drawn > UNLIKE:
            yield texts[0]
    yield from (text for text in texts[1:] if not _goes_on(text))


def find_no_names(place: Place) -> Iterator[str]:
    """First words of a name that can hardly be one: others' rest, an item, a postcode, a day, a heading."""
    for text in place.texts_of(Role.NAME)[:1]:
        if (
            text.startswith(_NO_NAMES)
            or features(text).particulars in POSTCODES
            or features(text).kind == "date"
            or is_day(text)
            or plain(text) in general()
            or is_plain_heading(text)
        ):
            yield text


def find_ages_for_names(place: Place) -> Iterator[str]:
    """First words of a name that are wholly an age, as where a record begins too late; teams have some."""
    return (text for text in place.texts_of(Role.NAME)[:1] if features(text).kind == "age")


def _goes_on(text: str) -> bool:
    """Whether words show that they go on from those before."""
    return text[0].islower() or text.startswith(_ON)


def _unlike_descriptions(texts: Sequence[str]) -> Iterator[str]:
    """The first words of a description that are written as names are, or go on from one."""
    first = features(texts[0])
    is_titled = first.capitals in TITLED and first.ending not in _STOPS
    is_named = is_titled and first.ending == "organisation" and len(texts[0]) <= LONGEST
    goes_on = len(texts) > 1 and features(texts[1]).capitals not in TITLED
    if texts[0].startswith("(") or is_named or (is_titled and goes_on):
        yield texts[0]


def _is_beside_area(place: Place, column: int, text: str) -> bool:
    """Whether words name nothing but known places, as other records' do not, beside a column of areas."""
    cells = place.span.record.cells
    beside = [cells[n].role for n in (column - 1, column + 1) if 0 <= n < len(cells)]
    is_usual = place.habits.held.is_only_in(column, text) or column in place.habits.placed
    return Role.AREA in beside and features(text).places == "all" and not is_usual


def _is_unlike_area(place: Place, column: int, text: str) -> bool:
    """Whether an area reads like a person or a post, which a contact names."""
    is_known = is_certain(place.span) or place.habits.held.is_only_in(column, text)
    return names_post(text) or (not is_known and _may_be_contact(place, column, text))


def _may_be_contact(place: Place, column: int, text: str) -> bool:
    return is_person(text) or _may_head_address(place, column, text) or _is_in_address(place, text)


def _is_in_address(place: Place, text: str) -> bool:
    """Whether words that do not only name known places are those of an address of the record."""
    addresses = place.texts_of(Role.CONTACT)
    return features(text).places != "all" and any(names_owner(text, each) for each in addresses)


def _may_head_address(place: Place, column: int, text: str) -> bool:
    """Whether an area's last words may be a person's, where those stand before nearly every address."""
    cells = place.span.record.cells
    is_last = cells[column].texts[-1] == text and column + 1 < len(cells)
    if not is_last or cells[column + 1].role is not Role.CONTACT or not place.habits.labelled:
        return False
    is_new = not place.habits.held.share_of_places(text, place.number)
    return (
        is_new and bool(_PERSON.fullmatch(text)) and features(text).places == "no" and not names_place(text)
    )


def _says_no_age(place: Place, column: int, text: str) -> bool:
    """Whether words under an age say nothing of one, and are not what other records have there."""
    is_usual = place.habits.held.is_only_in(column, text)
    return features(text).kind in ("words", "digits") and not WHOM.search(text) and not is_usual


def _says_whom(place: Place, text: str) -> bool:
    """Whether an area says whom the service is for, and the record has no age."""
    return bool(WHOM.search(text)) and any(
        cell.role is Role.AGE and not cell.paragraphs for cell in place.span.record.cells
    )


def _is_no_place(text: str) -> bool:
    """Whether a further paragraph of an area is everyday words or a person's, none of them about a place."""
    shape = features(text)
    is_plain = shape.common == "all" and "+" not in shape.place_shape
    return shape.places == "no" and (is_plain or begins_with_forename(text))


def _untimely(texts: list[str]) -> list[str]:
    """The first of several paragraphs, where it names no day or hour and all others do."""
    timely = [is_timely(text) for text in texts]
    return texts[:1] if len(texts) > 1 and not timely[0] and all(timely[1:]) else []


def _is_one_word(place: Place, column: int, text: str) -> bool:
    """Whether an area begins with a single everyday word, which no other record has there."""
    return " " not in text and _is_no_place(text) and not place.habits.held.is_only_in(column, text)


def names_post(text: str) -> bool:
    """Whether most words say what post somebody has, or how somebody is reached."""
    words = words_of(text)
    return 2 * len(words & _posts()) > len(words)


@cache
def _posts() -> frozenset[str]:
    return word_list("posts") | word_list("offices")


def may_name_person(text: str) -> bool:
    """Whether words are written as the names of one person, or of several, are."""
    return all(map(_PERSON.fullmatch, BESIDE.split(text)))


def is_person(text: str) -> bool:
    """Whether a paragraph names a person, so that it may be the contact or its label."""
    return begins_with_forename(text) and bool(_PERSON.fullmatch(text)) and not names_place(text)


@lru_cache(maxsize=1024)
def words_of(text: str) -> frozenset[str]:
    """The words of a text that say something, in small letters."""
    return frozenset(_TELLING.findall(text.casefold())) - word_list("minor")
