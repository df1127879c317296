"""Words that the table's other records hold in another column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

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

    columns: Mapping[str, Mapping[int, int]]
    places: Mapping[str, Set[int]]

    def share_of_places(self, text: str, number: int) -> float:
        """Of the words of a text, the share that stands in the areas of records other than this one."""
        words, own = _words(text), {number}
        known = [word for word in words if word in self.places and self.places[word] != own]
        return len(known) / max(1, len(words))

    def is_only_in(self, column: int, text: str) -> bool:
        """Whether a text stands in this column again and again, and in no other."""
        columns = self.columns[text]
        return len(columns) == 1 and columns.get(column, 0) >= AGAIN


def holdings(records: Iterable[RawRecord]) -> Holdings:
    """What the cells of these records hold."""
    columns: dict[str, dict[int, int]] = defaultdict(dict)
    places: dict[str, set[int]] = defaultdict(set)
    for record in records:
        for n, cell in enumerate(record.cells):
            for each in cell.paragraphs:
                counts = columns[each.text]
                counts[n] = counts.get(n, 0) + 1
                if cell.role is Role.AREA:
                    for word in _words(each.text):
                        places[word].add(record.number)
    return Holdings(columns, places)


def find_misplaced(
    record: RawRecord, columns: Iterable[int], held: Holdings, *, is_fenced: bool
) -> Iterator[tuple[Role, str]]:
    """Paragraphs in these columns of a record whose words stand in another one of others, each with its role.

    A place may well be the whole name of a service where the record `is_fenced` from the one before.
    """
    for n in columns:
        role, texts = record.cells[n].role, record.cells[n].texts
        is_told = role in _TOLD and not (role is Role.NAME and is_fenced and len(texts) == 1)
        for text in texts:
            may_be = is_told and len(text) <= LONGEST
            is_of_places = may_be and _is_of_places(text, role, record.number, held)
            is_elsewhere = len(held.columns[text]) > 1 and _is_at_home_elsewhere(record, n, text, held)
            if is_of_places or is_elsewhere:
                yield role, text


def _is_of_places(text: str, role: Role, number: int, held: Holdings) -> bool:
    """Whether a name or a description is made of words that the areas of other records hold."""
    share, shapes = held.share_of_places(text, number), features(text)
    is_known = shapes.places == "all" and " " in text
    if share == 1 or role is not Role.DESCRIPTION:
        return share == 1 or is_known
    return shapes.capitals.startswith("all") and (share >= HALF or is_known)


def _is_at_home_elsewhere(record: RawRecord, column: int, text: str, held: Holdings) -> bool:
    """Whether a text stands in another column as often as in this one."""
    columns, cells = held.columns[text], record.cells
    if text.casefold() in word_list("anything"):
        return False
    return any(
        count >= columns[column]
        and other != column
        and not _may_be_both(text, cells[column].role, cells[other].role)
        for other, count in columns.items()
    )


def _may_be_both(text: str, here: Role, there: Role) -> bool:
    """Whether the same words may stand under both: a place is an area and a label, a person only a label."""
    if (here, there) == (Role.AREA, Role.CONTACT):
        return may_be_place(text)
    return {here, there} in _ALIKE


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - word_list("minor")
