"""Words that the table's other records hold in another column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.detectors import features, may_be_place
from pipeline.tables.grammars import word_list

_WORD = re.compile(r"\w{2,}")
AGAIN = 3  # times
LONGEST = 120  # characters of words that may be places
HALF = 0.5  # of a description's words, where it is written in capitals throughout
_TOLD = (Role.NAME, Role.DESCRIPTION)  # columns that say more than places
_ALIKE = (  # columns that may hold the same words
    frozenset((Role.AREA, Role.CONTACT)),
    frozenset((Role.AREA, Role.NAME)),
    frozenset((Role.AGE, Role.NAME)),
    frozenset((Role.CONTACT, Role.NAME)),
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the cells of a table hold: by text its columns, by word of an area its records, each counted."""

    columns: Mapping[str, Counter[int]]
    places: Mapping[str, frozenset[int]]

    def share_of_places(self, text: str, number: int) -> float:
        """Of the words of a text, the share that stands in the areas of records other than this one."""
        words = _words(text)
        known = sum(bool(self.places.get(word, frozenset()) - {number}) for word in words)
        return known / max(1, len(words))

    def is_only_in(self, column: int, text: str) -> bool:
        """Whether a text stands in this column again and again, and in no other."""
        return self.columns[text][column] >= AGAIN and len(self.columns[text]) == 1


def holdings(records: Iterable[RawRecord]) -> Holdings:
    """What the cells of these records hold."""
    columns: dict[str, Counter[int]] = defaultdict(Counter)
    places: dict[str, set[int]] = defaultdict(set)
    for record in records:
        for n, cell in enumerate(record.cells):
            for text in cell.texts:
                columns[text][n] += 1
                if cell.role is Role.AREA:
                    for word in _words(text):
                        places[word].add(record.number)
    return Holdings(columns, {word: frozenset(numbers) for word, numbers in places.items()})


def find_misplaced(record: RawRecord, held: Holdings, *, is_fenced: bool) -> Iterator[tuple[Role, str]]:
    """Paragraphs of a record whose words stand in another column of other records, each with its role.

    A place may well be the whole name of a service where the record `is_fenced` from the one before.
    """
    for n, cell in enumerate(record.cells):
        may_be_place = cell.role is Role.NAME and is_fenced and len(cell.texts) == 1
        for text in cell.texts:
            may_be = cell.role in _TOLD and len(text) <= LONGEST
            is_of_places = may_be and _is_of_places(text, cell.role, record.number, held)
            if (is_of_places and not may_be_place) or _is_at_home_elsewhere(record, n, text, held):
                yield cell.role, text


def _is_of_places(text: str, role: Role, number: int, held: Holdings) -> bool:
    """Whether a name or a description is made of words that the areas of other records hold."""
    share, shapes = held.share_of_places(text, number), features(text)
    is_known = shapes.places == "all" and " " in text
    if share == 1 or role is not Role.DESCRIPTION:
        return share == 1 or is_known
    return shapes.capitals.startswith("all") and (share >= HALF or is_known)


def _is_at_home_elsewhere(record: RawRecord, column: int, text: str, held: Holdings) -> bool:
    """Whether a text stands in another column as often as in this one."""
    roles, columns = [cell.role for cell in record.cells], held.columns[text]
    if text.casefold() in word_list("anything"):
        return False
    return any(
        count >= columns[column] and other != column and not _may_be_both(text, roles[column], roles[other])
        for other, count in columns.items()
    )


def _may_be_both(text: str, here: Role, there: Role) -> bool:
    """Whether the same words may stand under both: a place is an area and a label, a person only a label."""
    if (here, there) == (Role.AREA, Role.CONTACT):
        return may_be_place(text)
    return {here, there} in _ALIKE


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - word_list("minor")
