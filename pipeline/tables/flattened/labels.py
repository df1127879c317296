"""Labels in a contact: they stand before addresses, and where one address has a label, so have all.

A second area may be one, too: in `Norton`, `Upton`, `jo@lane.org` the address may be Upton's alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.context import names_owner
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import (
    LONGEST_PERSON,
    begins_with_forename,
    features,
    may_be_place,
    names_person,
)
from pipeline.tables.flattened.layout import EMAIL, LABEL, LABELLED, REACH
from pipeline.tables.flattened.neighbours import Place, is_certain
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.unlike import words_of
from pipeline.tables.grammars import EMAIL as ADDRESS
from pipeline.tables.grammars import word_list

FEW = 3  # such records are no habit, however short the table
REACHED = 0.99  # a record as sure as this has words that reach nobody for its contact
POSTS = ("all", "some")  # how much of words that are a post says so
USUAL = 0.1  # of the records, the share whose areas have several paragraphs where that is the page's habit


def find_odd_labels(place: Place) -> Iterator[str]:
    """What is to be said of the labels in a record, in words."""
    reading, span = place.reading, place.span
    for n, (column, start, end) in enumerate(span.cells):
        if place.role(column) is not Role.CONTACT:
            continue
        kinds = [reading.state(at).kind for at in range(start, end)]
        is_bare = LABEL not in kinds and not {EMAIL, REACH}.isdisjoint(kinds)
        if place.habits.labelled and is_bare and _may_end_in_label(place, n - 1):
            yield f"nothing stands before {reading.text(start)!r}, as it does in other records"
        if LABEL not in kinds:
            continue
        if not {EMAIL, LABELLED, REACH} & set(kinds):
            is_sure = span.record.confidence >= REACHED
            if not is_sure and (_is_mere_words(reading.text(start)) or ends_in_name(place)):
                yield f"{reading.text(start)!r} may be no contact"
            continue
        yield from _odd_order(kinds, is_sure=is_certain(span))
        is_alone = kinds[0] == LABEL and kinds.count(LABEL) == 1
        text = reading.text(start)
        is_usual = place.habits.labelled and not _is_other_place(place, text) and not _is_no_label(text)
        if is_alone and not is_usual and not is_explained(place, start):
            yield f"{text!r} may belong to the cell beside it"


def ends_in_label(reading: Reading, span: Span) -> bool:
    """Whether a record ends in words that head no address, so that the next may begin with them."""
    kinds = [reading.state(at).kind for at in range(span.cells[-1][1], span.end)]
    return kinds[-1] == LABEL and not {EMAIL, LABELLED, REACH}.isdisjoint(kinds)


def ends_in_name(place: Place) -> bool:
    """Whether a record ends in a contact that is no way to reach anybody, but may be the next one's name."""
    column, start, end = place.span.cells[-1]
    if not place.after or place.role(column) is not Role.CONTACT:
        return False
    if any(place.reading.state(at).kind != LABEL for at in range(start, end)):
        return False
    text = place.reading.text(end - 1)
    shape = features(text)
    is_person = names_person(text) and len(text.split()) <= LONGEST_PERSON
    return shape.capitals in ("all2", "all3", "all4") and not is_person


def _may_end_in_label(place: Place, at: int) -> bool:
    """Whether a cell of the record may hold a label too: it has several paragraphs, or names a person."""
    if at < 0 or place.lacks(place.span):
        return True
    _, start, end = place.span.cells[at]
    return end - start > 1 or names_person(place.reading.text(start))


def _odd_order(kinds: list[str], *, is_sure: bool) -> Iterator[str]:
    """What is odd about labels and addresses in this order; of a sure record only what is half done."""
    if (EMAIL in kinds[: kinds.index(LABEL)] and LABELLED in kinds) or (LABELLED, EMAIL) in pairwise(kinds):
        yield "one of its addresses has no label, and another has"
    if is_sure:
        return
    if kinds[-1] == LABEL:
        yield "its contact ends with words that no address follows"
    if any(one == two == LABEL for one, two in pairwise(kinds)):
        yield "two of its labels stand before one address"


def _is_other_place(place: Place, text: str) -> bool:
    """Whether a label is a place that the record's area does not name, so that it may be one more of them."""
    is_place = features(text).places != "no" or place.habits.held.share_of_places(text, place.number) == 1
    areas = place.texts_of(Role.AREA)
    return is_place and words_of(text).isdisjoint(word for area in areas for word in words_of(area))


def _is_no_label(text: str) -> bool:
    """Whether it is an age, a date or a sum, which head no address."""
    return features(text).kind in ("age", "date", "money")


def _is_mere_words(text: str) -> bool:
    """Whether a contact says neither who, nor what post, nor that there is none."""
    shape, post = features(text).kind, features(text).post
    return shape == "words" and post in ("none", "long") and not begins_with_forename(text)


def is_explained(place: Place, label: int) -> bool:
    """Whether a label shows that it is one: a post, a colon, a person, a name in the address.

    That it repeats the area does not show it, for an area may name a place twice.
    """
    text = place.reading.text(label)
    behind = [place.reading.text(at) for at in range(label + 1, place.span.end)]
    following = next((each for each in behind if "@" in each), "")
    is_mailed = names_owner(text, following)
    is_listed = place.habits.held.share_of_places(text, place.number) == 1 or features(text).places == "all"
    is_place = is_listed or text.casefold().split()[-1] in word_list("place_surnames")
    is_owner = names_person(text) and not is_place and text.split()[0].casefold() not in word_list("numbered")
    return is_mailed or text.endswith(":") or is_owner


def find_maybe_labels(records: Sequence[RawRecord]) -> dict[int, str]:
    """By record number, the last paragraph of an area that may as well head the one address behind it.

    A place may where the page heads any address by a place, and areas of several paragraphs are not usual; a
    person, a post, or what is more than a place, where it heads any address at all; an organisation anywhere.
    """
    headed = [text for record in records for text in _headings_of(record)]
    several = sum(len(each.paragraphs(Role.AREA)) > 1 for each in records)
    by_places = any(map(may_be_place, headed)) and several <= max(FEW, USUAL * len(records))
    return {
        each.number: each.paragraphs(Role.AREA)[-1].text
        for each in records
        if _is_beside(each) and _has_one_address(each)
        if (headed and _may_hold_label(each, by_places)) or _ends_in_body(each)
    }


def find_holders(records: Sequence[RawRecord]) -> Iterator[tuple[int, str]]:
    """By record number, the last of several paragraphs of an area, no known place, or a person's name alone
    there, behind which the contact begins with a post: it may be who holds that.
    """
    for each in records:
        area, contact = each.paragraphs(Role.AREA), each.paragraphs(Role.CONTACT)
        is_told = len(area) > 1 or (bool(area) and begins_with_forename(area[0].text))
        is_beside = is_told and bool(contact) and _is_beside(each)
        if is_beside and features(contact[0].text).post in POSTS and features(area[-1].text).places != "all":
            yield each.number, area[-1].text


def _headings_of(record: RawRecord) -> list[str]:
    """The words before addresses in the record's contact."""
    contact = [each.text for each in record.paragraphs(Role.CONTACT)]
    return [one for one, two in pairwise(contact) if "@" not in one and ADDRESS.fullmatch(two)]


def _may_hold_label(record: RawRecord, by_places: bool) -> bool:
    """True where an area's last paragraph is a further place, or a person, a post or an organisation."""
    area = [each.text for each in record.paragraphs(Role.AREA)]
    if len(area) > 1 and (by_places or features(area[-1]).places != "all"):
        return True
    return bool(area) and not may_be_place(area[-1]) and names_person(area[-1])


def _ends_in_body(record: RawRecord) -> bool:
    """True where the last of several paragraphs of an area ends as an organisation does: "Norton Council"."""
    area = record.paragraphs(Role.AREA)
    return len(area) > 1 and names_body(area[-1].text)


def names_body(text: str) -> bool:
    """True for words that end as the name of an organisation does, or of another body that may answer."""
    last = text.casefold().split()[-1]
    return last in word_list("organisation") or last in word_list("bodies")


def _is_beside(record: RawRecord) -> bool:
    roles = [cell.role for cell in record.cells]
    return (Role.AREA, Role.CONTACT) in pairwise(roles)


def _has_one_address(record: RawRecord) -> bool:
    contact = record.paragraphs(Role.CONTACT)
    return len(contact) == 1 and bool(ADDRESS.fullmatch(contact[0].text))
