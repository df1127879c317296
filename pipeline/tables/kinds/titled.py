"""Tables whose title names another kind of list than one of services: what their cells say of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.model import RawRecord, Role
from pipeline.tables.grammars import MONEY
from pipeline.tables.kinds import by_cells, public_lists
from pipeline.tables.kinds.words import kind_words, may_name_person, names_person, words_of

_PEOPLE = frozenset({"a list of councillors", "a staff list", "a list of people"})
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_DIGITS = re.compile(r"\d[\d ]{5,}")


def speaks_of_services(records: Sequence[RawRecord], kind: str) -> bool:
    """True where most records say how to reach somebody or where, and for which age or what help it is.

    Lists of people have mailboxes, ages and areas, too: there the names must be none of persons.
    """
    if kind in _PEOPLE and by_cells.is_most(records, _may_be_person):
        return False
    return _is_most_or_one(records, _is_of_service)


def speaks_of_kind(records: Sequence[RawRecord], kind: str) -> bool:
    """True where the cells of most records are those of the kind that the title names."""
    test = _TESTS.get(kind)
    return test is not None and by_cells.is_most(records, test)


def _is_most_or_one(records: Sequence[RawRecord], test: Callable[[RawRecord], bool]) -> bool:
    return by_cells.is_most(records, test) or (len(records) == 1 and test(records[0]))


def _may_be_person(record: RawRecord) -> bool:
    return may_name_person(record.text(Role.NAME))


def _is_of_service(record: RawRecord) -> bool:
    reach = f"{record.text(Role.CONTACT)} {record.text(Role.PHONE)}"
    is_reached = "@" in reach or _DIGITS.search(reach) or _POSTCODE.search(words_of(record))
    return bool(is_reached) and (bool(record.text(Role.AGE)) or _helps(record))


def _helps(record: RawRecord) -> bool:
    """The description says of help, in words that those of other things seldom have."""
    said = record.text(Role.DESCRIPTION)
    families = (("a list of prices", "service"), ("a list of services", "help"))
    return any(kind_words(*family).search(said) for family in families)


def _is_person(record: RawRecord) -> bool:
    """The name is a person's, or an elected member's, and no words say that help is given."""
    is_one = names_person(record.text(Role.NAME)) or public_lists.is_elected(record)
    return is_one and not _helps(record)


def _is_sum(record: RawRecord) -> bool:
    """A cell is a sum alone, and no words are of a service."""
    cells = (*record.of(Role.AMOUNT), *record.of(Role.TEXT))
    return any(MONEY.fullmatch(cell.text) for cell in cells) and not _helps(record)


def _is_price(record: RawRecord) -> bool:
    """A sum, of what is neither for an age nor for a place."""
    return _is_sum(record) and not (record.text(Role.AGE) or record.text(Role.AREA))


_TESTS: Mapping[str, Callable[[RawRecord], bool]] = {
    **dict.fromkeys(_PEOPLE, _is_person),
    "a list of cookies": by_cells.is_cookie,
    "a list of payments": _is_sum,
    "a list of prices": _is_price,
    "a list of contracts": public_lists.is_contract,
    "a list of planning applications": by_cells.has_reference,
    "a list of consultations": public_lists.is_consultation,
    "a list of documents": by_cells.is_document,
    "a list of vacancies": by_cells.is_vacancy,
    "a list of polling stations": public_lists.is_polling_station,
    "a list of committees and meetings": public_lists.is_meeting,
    "a list of missing people": public_lists.is_missing,
    "a glossary": by_cells.is_abbreviation,
}
