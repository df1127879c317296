"""Lists of public bodies that are none of services, told by the cells of one record."""

from __future__ import annotations

import re

from pipeline.model import RawRecord, Role
from pipeline.tables.grammars import MONEY
from pipeline.tables.kinds.words import begins_with, ends_with, kind_words, names_person, words_of

_ELECTED = "a list of councillors"
_SHORT = 12  # words: longer ones are prose about a service
_COMPANY = re.compile(r"\b(?:Ltd|Limited|plc|LLP|Inc|GmbH)\b\.?", re.I)


def is_elected(record: RawRecord) -> bool:
    """The name has the title of an elected member, or it is a person's and a cell names a party alone.

    "Independent" and "Green" say many things: they count beside a mailbox of a public body.
    """
    name = record.text(Role.NAME)
    is_titled = kind_words(_ELECTED, "title").match(name) or ends_with(name, kind_words(_ELECTED, "letters"))
    if is_titled or not names_person(name):
        return bool(is_titled)
    cells = [cell.text for cell in record.cells if cell.role in (Role.TEXT, Role.DESCRIPTION)]
    is_public = kind_words("a staff list", "domain").search(record.text(Role.CONTACT))
    known = [kind_words(_ELECTED, family) for family in ("party", *(["group"] if is_public else []))]
    return any(each.fullmatch(text.strip(" .()")) for each in known for text in cells)


def is_missing(record: RawRecord) -> bool:
    """The name is a person's, and the description says when or where that person was seen."""
    seen = kind_words("a list of missing people", "seen")
    return names_person(record.text(Role.NAME)) and bool(seen.search(record.text(Role.DESCRIPTION)))


def is_polling_station(record: RawRecord) -> bool:
    """The name is a polling station's, or a heading says so, or a short cell that says no more."""
    polling = kind_words("a list of polling stations", "polling")
    if polling.search(record.text(Role.NAME)):
        return True
    if any(polling.search(cell.column.heading) for cell in record.cells):
        return True
    texts = [cell.text for cell in record.cells if len(cell.text.split()) <= _SHORT]
    service = kind_words("a list of prices", "service")
    return any(polling.match(text) and not service.search(text) for text in texts)


def is_consultation(record: RawRecord) -> bool:
    """A cell begins with a consultation, and the words say until when it is open or what is drawn up."""
    consultation, is_open = (kind_words("a list of consultations", each) for each in ("consultation", "open"))
    is_one = any(begins_with(cell.text, consultation) for cell in record.cells)
    return is_one and bool(is_open.search(words_of(record)))


def is_meeting(record: RawRecord) -> bool:
    """The name is a committee's, and the words are of what a committee does."""
    kind = "a list of committees and meetings"
    if not kind_words(kind, "committee").search(record.text(Role.NAME)):
        return False
    roles = (Role.DESCRIPTION, Role.TEXT, Role.URL, Role.CONTACT)
    return bool(kind_words(kind, "business").search(words_of(record, *roles)))


def is_contract(record: RawRecord) -> bool:
    """A company is paid a sum for goods or works, and no word is of a service for people."""
    cells = [cell.text for cell in record.cells if cell.paragraphs]
    if not any(MONEY.fullmatch(text) for text in cells) or not any(map(_is_company, cells)):
        return False
    text = words_of(record, Role.NAME, Role.DESCRIPTION, Role.TEXT)
    works, service = (
        kind_words(*each) for each in (("a list of contracts", "works"), ("a list of prices", "service"))
    )
    return bool(works.search(text)) and not service.search(text)


def _is_company(text: str) -> bool:
    return len(text.split()) <= _SHORT and _COMPANY.search(text) is not None


def is_fee(record: RawRecord) -> bool:
    """The name ends as a fee, a charge or a permit does, a cell is a sum alone, and none is of a service."""
    if kind_words("a list of prices", "service").search(record.text(Role.DESCRIPTION)):
        return False
    cells = [*record.of(Role.AMOUNT), *record.of(Role.TEXT)]
    name = re.sub(r"\s*\([^()]*\)$", "", record.text(Role.NAME))
    is_named_so = ends_with(name, kind_words("a list of prices", "fee"))
    return is_named_so and any(MONEY.fullmatch(cell.text) for cell in cells)
