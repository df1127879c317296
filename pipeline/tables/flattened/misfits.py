"""Words of a kind that their column holds nowhere else, however sure their reading is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from pipeline.model import Role
from pipeline.tables.flattened.channels import begins_note, is_link, names_channel
from pipeline.tables.flattened.detectors import features, may_be_place, names_place
from pipeline.tables.flattened.edges import is_settled
from pipeline.tables.flattened.layout import can_be_title
from pipeline.tables.flattened.neighbours import REACHING, Place
from pipeline.tables.flattened.other_kinds import BRIEF, FIND_OTHER_KINDS
from pipeline.tables.flattened.particulars import is_timely
from pipeline.tables.flattened.persons import (
    find_forms,
    find_mailed,
    find_no_services,
    find_owners,
    find_persons,
    find_staff,
)
from pipeline.tables.grammars import word_list
from pipeline.tables.headings.readings import WAYS_TO_REACH

NAME = 64  # characters of a service's name
TITLE_AND_PLACE = 2  # paragraphs
FEWEST = 3  # paragraphs of a cell that may have swallowed a row's first ones
_TITLED = (Role.AREA, Role.TEXT, Role.DESCRIPTION)  # cells that take a title's words as readily as their own
_STOPS = tuple(".:;,!?")


def _titles(place: Place) -> Iterator[str]:
    """The first words of a record, or its last, in a cell of several paragraphs: they may be a title between
    rows, where few cells of their column have so many or places are told together, as a title does.
    """
    (first, start, stop), (last, begin, end) = place.span.cells[0], place.span.cells[-1]
    for column, count, at in ((first, stop - start, start), (last, end - begin, end - 1)):
        text, is_odd = place.reading.text(at), column not in place.habits.several
        if place.role(column) is Role.AREA:
            is_odd = at == start and _heads_places(place, text, count)
        is_odd = is_odd or (at == start and text in place.habits.above)
        is_begun = at == start or not place.reading.text(at - 1).endswith(".")
        if is_odd and count > 1 and place.role(column) in _TITLED and _may_be_title(text, is_begun=is_begun):
            yield text


def _heads_places(place: Place, text: str, count: int) -> bool:
    """Whether words that stand with places may be a title above one: in capitals, or of a kind of place and
    not told by the areas of other records.
    """
    is_new = place.habits.held.share_of_places(text, place.number) < 1
    return text.isupper() or (count == TITLE_AND_PLACE and is_new and names_place(text))


def _may_be_title(text: str, longest: int = BRIEF, *, is_begun: bool = True) -> bool:
    is_brief = len(text) <= longest and not text.endswith(_STOPS)
    return is_brief and not (is_begun and text[0].islower()) and can_be_title(features(text).kind)


def _unfinished(place: Place) -> Iterator[str]:
    """The last words of a cell that end in a colon, as few of its column do, above an address or a number in
    the next: they may speak of that.
    """
    for one, two in pairwise(place.span.cells):
        text = place.reading.text(one[2] - 1)
        if (
            text.endswith(":")
            and one[0] not in place.habits.unfinished
            and features(place.reading.text(two[1])).kind in REACHING
        ):
            yield text


def _unreached(place: Place) -> Iterator[str]:
    """Words of a column that nobody knows, beside a blank contact that nearly all others have: they may tell
    in words how to reach somebody.
    """
    lacking = {n for n in place.lacks(place.span) if place.role(n) in WAYS_TO_REACH}
    for column, texts in place.cells_of(Role.TEXT) if lacking else ():
        if lacking & {column - 1, column + 1} and len(texts) == 1 and features(texts[0]).kind == "words":
            yield texts[0]


def _opening_notes(place: Place) -> Iterator[str]:
    """A way to reach somebody that is named, or words of a note, that open a record: they may end the contact
    of the one before, where rows are not told by counting.
    """
    text, before = place.reading.text(place.span.cells[0][1]), place.before
    is_reached = before is not None and place.role(before.cells[-1][0]) in WAYS_TO_REACH
    if is_reached and not place.is_counted and (names_channel(text) or begins_note(text)):
        yield text


def _crowds(place: Place) -> Iterator[str]:
    """The last of several paragraphs in a column that nobody knows, and which seldom has so many, above a
    description: it may be the first of that.
    """
    for one, two in pairwise(place.span.cells) if not is_settled(place.span) else ():
        column, start, end = one
        is_above = (place.role(column), place.role(two[0])) == (Role.TEXT, Role.DESCRIPTION)
        if is_above and end - start > 1 and column not in place.habits.several:
            yield place.reading.text(end - 1)


def _links(place: Place) -> Iterator[str]:
    """A link's words above a contact, or below a description, where the two meet: they may be either's."""
    for one, two in pairwise(place.span.cells):
        if place.role(one[0]) is Role.DESCRIPTION and place.role(two[0]) in WAYS_TO_REACH:
            edges = ((one[2] - 1, one), (two[1], two))
            texts = (place.reading.text(at) for at, (_, start, end) in edges if end - start > 1)
            yield from filter(is_link, texts)


def _remarks(place: Place) -> Iterator[str]:
    """The first words of a cell right behind a contact, where they alone are not of its column's kind, no day
    or no place: they may be a remark on the contact.
    """
    for one, two in pairwise(place.span.cells):
        column, start, end = two
        test = _OF_KIND.get(place.role(column)) if place.role(one[0]) in WAYS_TO_REACH else None
        is_told = end - start > 1 or column in place.habits.timed
        if test and is_told and column == one[0] + 1:
            first, *others = map(place.reading.text, range(start, end))
            if not test(first) and all(map(test, others)):
                yield first


_OF_KIND = {Role.TEXT: is_timely, Role.AREA: may_be_place}


def _rows(place: Place) -> Iterator[str]:
    """The brief words within a description of many paragraphs, as its column has few, that may be the name of
    a row that it has swallowed.
    """
    for column, texts in place.cells_of(Role.DESCRIPTION):
        if len(texts) >= FEWEST and column not in place.habits.several:
            yield from (one for one, two in islice(pairwise(texts), 1, None) if _heads(one, two))


def _named_below(place: Place) -> Iterator[str]:
    """A name with a colon within, in a reading that is not settled, right above a description of several
    paragraphs, as its column has few: it may be a title above the name.
    """
    for one, two in pairwise(() if is_settled(place.span) else place.span.cells[:2]):
        text, is_crowded = place.reading.text(one[1]), two[2] - two[1] > 1
        is_odd = ": " in text and is_crowded and two[0] not in place.habits.several
        if is_odd and (place.role(one[0]), place.role(two[0])) == (Role.NAME, Role.DESCRIPTION):
            yield text


def _heads(text: str, behind: str) -> bool:
    """Whether brief words, or more in capitals, stand above long ones, as a name does above a description."""
    words = text.split()
    is_titled = 2 * sum(word[0].isupper() for word in words) > len(words)
    return _may_be_title(text, NAME if is_titled else BRIEF) and len(behind) > max(BRIEF, len(text))


def _extra(place: Place) -> Iterator[str]:
    """The last words of a cell of several paragraphs, as its column has few, in a record that lacks a cell of
    words which nearly all others have: they may be that one's.
    """
    is_lacking = any(place.role(column) not in WAYS_TO_REACH for column in place.lacks(place.span))
    for column, start, end in place.span.cells if is_lacking else ():
        text, is_usual = place.reading.text(end - 1), column in place.habits.several
        is_home = text.endswith(_STOPS) or (place.role(column) is Role.AREA and may_be_place(text))
        if end - start > 1 and not is_usual and not is_home and place.role(column) not in WAYS_TO_REACH:
            yield text


def _places(place: Place) -> Iterator[str]:
    """A name that is an area of other records where its own is no place, in a reading that is not settled."""
    is_odd = not is_settled(place.span) and not all(map(_names_places, place.texts_of(Role.AREA)))
    for text in place.texts_of(Role.NAME)[:1] if is_odd else ():
        is_place = features(text).places == "all"
        if is_place and place.habits.held.share_of_places(text, place.number) == 1:
            yield text


def _names_places(area: str) -> bool:
    return features(area).places == "all" or area.casefold() in word_list("anything")


_OF_ROW_BEFORE = (find_staff, find_mailed, find_no_services, _opening_notes)
_OF_CELL_BESIDE = (
    *(*FIND_OTHER_KINDS, find_forms, find_owners, find_persons),
    *(_titles, _unfinished, _unreached, _places, _rows, _named_below, _extra, _crowds, _links, _remarks),
)


_NEED_SEVERAL = {_titles, find_owners, _rows, _named_below, _extra, _crowds, _links}  # paragraphs in a cell
_OF_ONE = tuple(find for find in _OF_CELL_BESIDE if find not in _NEED_SEVERAL)


def find_misfits(place: Place) -> Iterator[tuple[str, bool]]:
    """Each paragraph that may belong elsewhere, and whether it may be one of the record before."""
    yield from ((text, True) for find in _OF_ROW_BEFORE for text in find(place))
    beside = _OF_CELL_BESIDE if place.is_crowded else _OF_ONE
    yield from ((text, False) for find in beside for text in find(place))
