"""Borders between cells and between records that could run elsewhere: words that may belong beside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import LONG, features
from pipeline.tables.flattened.guests import find_inside
from pipeline.tables.flattened.labels import is_explained
from pipeline.tables.flattened.layout import LABEL
from pipeline.tables.flattened.neighbours import Place, SpanCell, is_certain, pull
from pipeline.tables.flattened.records import Span
from pipeline.tables.flattened.unlike import WHOM, is_person
from pipeline.tables.grammars import word_list

# A paragraph's cell is in doubt where it is this much as likely, all else left aside, elsewhere, that is in
TEMPTING = 0.5  # a filled cell beside
TEMPTING_ON = 0.03  # the cell behind, where the words close a name or a description, which seldom go on
TEMPTING_BACK = 0.1  # the cell before, whose last words a cell of several paragraphs may have taken
TEMPTING_NAME = 0.05  # the next record's name, where the words are not all known places
TEMPTING_PHONE = 0.06  # the contact before, which may have a telephone number of its own
TEMPTING_OVER = 0.0005  # the same, where the cell between them is blank
HELD = 0.1  # a blank cell beside
HELD_CONTACT = 0.3  # a blank contact, which any few words can be the label of
CROWDED = 0.002  # a blank cell beside, where it stands among others in its own
BRIEF = 40  # characters of words behind a description that may be an area
SLIDING = 0.03  # the end of the record before, and so are the first words that follow it
SLIDING_ALONE = 1e-5  # the same, where that record alone lacks its last cell
SLIDING_WHOLE = 0.002  # the same, where all of the record is a few words
SLIDING_NAME = 0.003  # the same, where other words of its own cell follow it


def crosses_border(place: Place) -> bool:
    """Whether a printed border does not part the cells that it should: no reading fits its words."""
    reading, start = place.reading, place.span.cells[0][1]
    for at in range(start, place.span.end):
        if borders := reading.stream.borders[at]:
            before = reading.state(at - 1).column if at > start else reading.state(at).column
            if reading.state(at).column < before + borders:
                return True
    return False


def find_missed(place: Place) -> Iterator[int]:
    """Columns that nearly all records have and this one lacks, though its neighbours could hold the words."""
    blank = place.lacks(place.span)
    few = len(blank) > 1 and 2 * len(place.span.cells) <= len(place.habits.common)
    for column in sorted(blank):
        is_told = few or not column or place.role(column) is Role.NAME
        if is_told or _is_unshown(place, column) or _is_held_beside(place, column):
            yield column


def find_run_in(place: Place) -> Iterator[str]:
    """The first words of a record of a few words a cell, none of a kind of its own, where an area ends the
    record before: all of it may be more of that, or all up to cells that this lacks. So may a name and what
    it does be more of a description that ends the record before, however long.
    """
    last = place.before.cells[-1][0] if place.before else -1
    role = place.role(last) if place.before else None
    cells = [each for each in place.span.cells if each[0] <= last]
    is_of_words = bool(cells) and {place.role(column) for column, _, _ in cells} <= _OF_WORDS
    is_described = role is Role.DESCRIPTION and len(cells) < len(place.span.cells)
    if not is_of_words or not (is_described or role is Role.AREA):
        return
    whole = range(cells[0][1], cells[-1][2])
    texts = [place.reading.text(at) for at in whole]
    pulls = (pull(place.reading, at, last, starts=False) for at in whole)
    if (is_described or all(map(_is_brief, texts))) and math.prod(pulls) > SLIDING_WHOLE:
        yield texts[0]


_OF_WORDS = {Role.NAME, Role.DESCRIPTION, Role.AREA}


def _is_unshown(place: Place, column: int) -> bool:
    """Whether a blank description left no trace, in a record of which the reading is not certain."""
    behind = next((start for n, start, _ in place.span.cells if n > column), place.span.end)
    is_unsure = not is_certain(place.span)
    return place.role(column) is Role.DESCRIPTION and is_unsure and not place.is_shown(behind)


def _is_held_beside(place: Place, column: int) -> bool:
    """Whether the words of a blank cell may stand in a cell before or behind it."""
    beside = place.beside(column)
    if any(place.reading.text(start).casefold() in word_list("anything") for _, start, _ in beside):
        return True
    if place.after and column > place.span.cells[-1][0]:
        beside.append(place.after.cells[0])
        if place.role(column) is Role.CONTACT and is_person(place.reading.text(beside[-1][1])):
            return True
    if place.role(column) is Role.AREA and any(_may_be_area(place, cell) for cell in beside):
        return True
    if place.role(column) is Role.AGE and any(_says_age(place, cell) for cell in beside):
        return True
    return any(_holds(place, cell, column) for cell in beside)


def _may_be_area(place: Place, cell: SpanCell) -> bool:
    """Whether a cell beside a blank area begins with a label, or ends with a few words, that may be one."""
    column, start, end = cell
    text = place.reading.text(start)
    if place.reading.state(start).kind == LABEL:
        return features(text).post != "all" and not is_person(text)
    return (
        place.role(column) is Role.DESCRIPTION and end - start > 1 and _is_brief(place.reading.text(end - 1))
    )


def _says_age(place: Place, cell: SpanCell) -> bool:
    """Whether a few words in a cell say whom something is for, as an age does."""
    _, start, end = cell
    texts = [place.reading.text(at) for at in range(start, end)]
    return any(WHOM.search(text) and len(text) <= BRIEF for text in texts)


def _is_brief(text: str) -> bool:
    """Whether a paragraph is a few words, and no sentence."""
    return len(text) <= BRIEF and text[-1] not in ".?!"


def _holds(place: Place, cell: SpanCell, column: int) -> bool:
    _, start, end = cell
    if end - start > 1 and place.role(column) is Role.DESCRIPTION:
        return True
    if place.role(column) in _LINKS and not any(_is_link(place.reading.text(at)) for at in range(start, end)):
        return False
    least = HELD_CONTACT if place.role(column) is Role.CONTACT else HELD
    if end - start > 1:
        least = CROWDED
    return any(pull(place.reading, at, column, starts=True) > least for at in range(start, end))


_LINKS = (Role.PHONE, Role.URL)


def _is_link(text: str) -> bool:
    return features(text).kind.startswith(("phone", "url", "number", "nothing"))


def find_strays(place: Place) -> Iterator[str]:
    """Paragraphs that may belong to the cell beside theirs."""
    yield from _tempted(place)
    yield from (place.reading.text(start) for n, start, _ in place.span.cells if n in place.habits.rare)
    yield from find_inside(place)


def _tempted(place: Place) -> Iterator[str]:
    """Paragraphs at a border that could as well stand on its other side."""
    reading, cells = place.reading, list(place.span.cells)
    labels = sum(reading.state(at).kind == LABEL for at in range(cells[0][1], place.span.end))
    if place.after:
        cells.append(place.after.cells[0])
    for (left, start, border), (right, first, end) in pairwise(cells):
        if left == right or (labels > 1 and reading.state(first).kind == LABEL):
            continue
        if border - start > 1 and _goes_on(place, border - 1, left, right):
            yield reading.text(border - 1)
        if end - first > 1 and _goes_back(place, first, left, right):
            yield reading.text(first)


def _goes_on(place: Place, at: int, column: int, right: int) -> bool:
    """Whether the last words of a cell may be the first of the next."""
    text, role = place.reading.text(at), place.role(column)
    if role is Role.AREA and is_person(text):
        return True
    if role is Role.DESCRIPTION and place.role(right) is Role.AREA and _is_brief(text):
        return True
    least = TEMPTING_ON if role in (Role.NAME, Role.DESCRIPTION) else TEMPTING
    if role is Role.AREA and place.role(right) is Role.NAME and features(text).places != "all":
        least = TEMPTING_NAME
    return pull(place.reading, at, right, starts=True) > least and not _is_known_place(place, text, role)


def _goes_back(place: Place, at: int, left: int, column: int) -> bool:
    """Whether the first words of a cell may be the last of the one before."""
    text = place.reading.text(at)
    if place.reading.state(at).kind == LABEL and (place.habits.labelled or is_explained(place, at)):
        return False
    if place.role(left) is Role.NAME and text[0].islower():
        return True  # more of a name, where it is no sentence's beginning
    least = TEMPTING if place.role(left) is Role.AREA else TEMPTING_BACK
    if any(left < between < column for between in place.lacks(place.span)):
        least = TEMPTING_OVER
    if place.role(column) is Role.PHONE:
        if left not in place.habits.rung:
            return False
        least = TEMPTING_PHONE
    is_known = _is_known_place(place, text, place.role(column))
    return pull(place.reading, at, left, starts=False) > least and not is_known


def _is_known_place(place: Place, text: str, role: Role) -> bool:
    """Whether an area's words stand in the areas of other records."""
    return role is Role.AREA and place.habits.held.share_of_places(text, place.number) == 1


def find_taken(place: Place) -> Iterator[str]:
    """The first words of a record that could be the last of the record before, where that lacks a cell."""
    if place.before:
        last, first = place.before.cells[-1][0], place.span.cells[0][1]
        lacking = [column for column in place.lacks(place.before) if column > last]
        if any(_is_drawn(place, first, column) for column in lacking):
            yield place.reading.text(first)


def _is_drawn(place: Place, at: int, column: int) -> bool:
    """Whether a record's first words would fit a blank cell at the end of the record before."""
    if place.role(column) is Role.CONTACT and is_person(place.reading.text(at)):
        return True
    return pull(place.reading, at, column, starts=True) > HELD


def is_torn(place: Place, before: Span | None, span: Span | None) -> bool:
    """Whether two records may be the halves of one: what the first lacks behind, the second has.

    Two that are certain are not.
    """
    if not before or not span or (is_certain(before) and is_certain(span)):
        return False
    first, second = ({column for column, _, _ in each.cells} for each in (before, span))
    missed, missing = place.lacks(before), place.lacks(span)
    if not missed or not missing:
        return False
    if min(second) > 0 and missed <= second and missing <= first:
        return True
    own = second - {span.cells[0][0]}
    if max(first) < min(own, default=0):
        return True
    ahead = [at for column, start, end in span.cells if column < min(missing) for at in range(start, end)]
    return max(first) < max(missed & second, default=0) and all(
        len(place.reading.text(at)) <= LONG for at in ahead
    )


def may_be_rest(place: Place) -> bool:
    """Whether a doubted record's first words read like the end that the one before lacks, or has several of:
    a place behind an area, or where counting alone decides; a person where a contact is blank.
    """
    if not place.before:
        return False
    text, last = place.reading.text(place.span.cells[0][1]), place.before.cells[-1][0]
    is_counted = place.is_counted
    if features(text).places == "all" and (is_counted or place.role(last) is Role.AREA):
        return True
    behind = [column for column in place.lacks(place.before) if column > last]
    return any(place.role(column) is Role.CONTACT for column in behind) and is_person(text)


def _may_be_places(reading: Reading, first: Sequence[int]) -> bool:
    """Whether all these paragraphs are a few words, some with the name of a place that is known."""
    texts = [reading.text(at) for at in first]
    return all(map(_is_brief, texts)) and any(features(text).places != "no" for text in texts)


def slides(place: Place, before: Span | None, span: Span | None) -> bool:
    """Whether a record's first words could as well go on with the last cell of the record before.

    Of two records that are certain only where a few words with a known place follow an area.
    """
    if not before or not span:
        return False
    reading, column, (_, start, end) = place.reading, before.cells[-1][0], span.cells[0]
    role, is_certain_of_both = place.role(column), is_certain(before) and is_certain(span)
    if is_certain_of_both and role is not Role.AREA:
        return False
    if role is Role.TEXT and column not in place.habits.several:
        return False  # any words fit there, and nearly all records have but one paragraph
    first = range(start, min(start + 2, span.end))
    if is_certain_of_both and not _may_be_places(reading, first):
        return False
    if end - start > 1 and pull(reading, start, column, starts=False) > SLIDING_NAME:
        return True
    least = SLIDING_ALONE if place.breaks_off(before) else SLIDING
    return math.prod(pull(reading, at, column, starts=False) for at in first) > least
