"""Words at the edge of a cell that may belong to the cell, or the record, across it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Role
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.neighbours import Place
from pipeline.tables.flattened.matters import Matter, contents
from pipeline.tables.flattened.particulars import POSTAL, particulars
from pipeline.tables.flattened.records import Span

BRIEF = 40  # characters of words that may be a note or a title beside a description
SETTLED = 0.9995  # a record as sure as this holds what is brief in it
TOLD = 4  # letters of a mailbox that tell whose it is
ADDRESSED = (*POSTAL, "building")
_STOPS = tuple(".:;,!?")
_LETTERS = re.compile(r"[^a-z]+")
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
    found = next((cell for cell in place.span.cells if place.role(cell[0]) is Role.NAME), None)
    boxes = [_letters(each.text.partition("@")[0]) for each in place.span.record.paragraphs(Role.CONTACT)]
    if found is None or not any(len(box) >= TOLD for box in boxes):
        return
    _, start, end = found
    name = "".join(_letters(place.reading.text(at)) for at in range(start, end))
    around = [(at, at < start) for at in (start - 1, end) if 0 <= at < len(place.reading.path)]
    for at, is_before in around if name else ():
        beside = _letters(place.reading.text(at))
        whole = beside + name if is_before else name + beside
        first = len(beside) if is_before else len(name)
        if beside and any(_goes_on(box, whole, first) for box in boxes):
            yield place.reading.text(at)


def _goes_on(box: str, whole: str, first: int) -> bool:
    """Whether a mailbox has the first part of these letters, and goes on with some of the second."""
    least = max(TOLD, first + 2)
    return len(box) >= least and len(whole) >= least and (whole.startswith(box) or box.startswith(whole))


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def find_other_numbers(place: Place) -> Iterator[str]:
    """A number that is said to be one, above one that is not: it may end the contact before."""
    for column, start, end in place.span.cells:
        if place.role(column) is Role.PHONE:
            named = [bool(_NUMBER_NAMED.match(place.reading.text(at))) for at in range(start, end)]
            if any(named) and not all(named):
                yield place.reading.text(start)


def find_lines(place: Place) -> Iterator[str]:
    """Lines of an address among other words in a column that nobody knows, or a postcode for a description,
    in a table without a column of addresses.
    """
    if Matter.WHERE in contents(cell.column for cell in place.span.record.cells):
        return
    for column, start, end in place.span.cells:
        role, texts = place.role(column), list(map(place.reading.text, range(start, end)))
        if role is Role.TEXT and column not in place.habits.several and particulars(texts[0]) not in ADDRESSED:
            yield from (text for text in texts[1:] if particulars(text) in POSTAL)
        elif role is Role.DESCRIPTION:
            yield from (text for text in texts if particulars(text) == "postcode")


def find_titles_for_names(place: Place) -> Iterator[str]:
    """A name that is a known place's, or in capitals as others are not, before a cell of several paragraphs,
    which hardly any other record has: it may be a title, and the name the first of those.
    """
    names = place.span.record.paragraphs(Role.NAME)
    behind = [cell for cell in place.span.cells if place.role(cell[0]) is not Role.NAME][:1]
    is_crowded = any(end - start > 1 and column not in place.habits.several for column, start, end in behind)
    if names and is_crowded and not is_settled(place.span) and _may_be_title(place, names[0].text):
        yield names[0].text


def _may_be_title(place: Place, name: str) -> bool:
    return features(name).places == "all" or (name.isupper() and not place.habits.capitals)
