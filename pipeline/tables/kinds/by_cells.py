"""What else a table with the headings of one of services may be, told by its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from pipeline.model import Extraction, RawRecord, Role
from pipeline.tables.grammars import MONEY, word_list
from pipeline.tables.headings.words import find_other, tells
from pipeline.tables.kinds import public_lists
from pipeline.tables.kinds.words import (
    ends_with,
    kind_words,
    may_name_person,
    names_person,
    parts_of_person,
    words_of,
)
from pipeline.tables.words import find_emails

FEWEST = 2  # records; one alone may be anything
FIRST = 4  # records that are looked at before all are
MOST_OF_A_FORM = 2  # records that the words of a form can seem to be
LONGEST_POST = 5  # words
_TWO = {Role.NAME, Role.DESCRIPTION}
_OF_SERVICES = frozenset({Role.AGE, Role.CONTACT, Role.PHONE})  # for whom, and whom to ask
_REACHED = frozenset({Role.CONTACT, Role.PHONE, Role.URL, Role.AREA})
_PAY = re.compile(
    r"£\s?\d[\d,]*(?:\.\d\d)?k?\s*(?:(?:an?|per)\s+(?:year|hour)|per\s+annum|p\.?\s?[ah]\b|pro\s+rata)|\bsalary\b",
    re.I,
)
_SALARY = re.compile(r"£\s?[1-9]\d{1,2},?\d{3}(?!,?\d)")
_REFERENCE = re.compile(r"(?:[A-Z]{1,5}[/-])?\d{2,4}/\d{2,6}(?:/[A-Z]{1,5})?|[A-Z]{1,4}[/-]\d{3,8}", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|odt)\b|\b(?:PDF|Word|Excel|\d+ ?[KM]B)\b", re.I)
_CODE = re.compile(r"_\w+|[a-z0-9]+(?:_[a-z0-9]+)+|\w*(?:SESSID|sessionid|csrf|cookie)\w*", re.I)
_INITIALS = re.compile(r"[A-Z][a-z]{0,2}[A-Z][A-Za-z&]{0,5}")
_WORD = re.compile(r"[A-Za-z]+")
_FIRST_WORDS = re.compile(r"[.,;:!?(£–]|\s-\s")


def find_other_kind(found: Extraction) -> str | None:
    """What the table is instead of one of services, such as "a list of cookies"; None where nothing tells.

    Most of the records must tell, or two of them of missing people. A column that nobody knows tells
    nothing alone. A refusal loses the whole page: words count where they stand for themselves, not in prose.
    """
    if len(found.records) <= MOST_OF_A_FORM and _is_form(found.records):
        return "a form"
    roles = {column.role for column in found.columns}
    if _are_missing(found.records, roles):
        return "a list of missing people"
    if _are_terms(found.records, roles):
        return "a glossary"
    return _find_kind(found, roles, _KINDS)


def find_likely_kind(found: Extraction) -> str | None:
    """What a table that is read may be instead: lists of services look so, too, and a person must tell."""
    return _find_kind(found, {column.role for column in found.columns}, _LIKELY)


def _find_kind(found: Extraction, roles: Roles, kinds: Kinds) -> str | None:
    told = (kind for kind, can_be, test in kinds if can_be(roles) and is_most(found.records, test))
    return next(told, None)


def _are_missing(records: Sequence[RawRecord], roles: Collection[Role]) -> bool:
    """True where most records are of missing people; or two, where no column says how to reach somebody."""
    if is_most(records, public_lists.is_missing):
        return True
    is_reached = not {Role.CONTACT, Role.PHONE, Role.URL}.isdisjoint(roles)
    return not is_reached and sum(map(public_lists.is_missing, records)) >= FEWEST


def _are_terms(records: Sequence[RawRecord], roles: Collection[Role]) -> bool:
    """True where most records are abbreviations, and one in three of no name, for a word is written small."""
    if roles != _TWO or not is_most(records, is_abbreviation):
        return False
    texts = [record.text(Role.DESCRIPTION) for record in records if is_abbreviation(record)]
    longs = [set(_WORD.findall(text)) - word_list("minor") for text in texts]
    return 3 * sum(any(map(str.islower, long)) for long in longs) >= len(records)


def is_most(records: Sequence[RawRecord], test: Callable[[RawRecord], bool]) -> bool:
    """True where two in three records pass, and at least two do; the first ones tell where few can."""
    if len(records) < FEWEST or 2 * sum(map(test, records[:FIRST])) < min(len(records), FIRST):
        return False
    return 3 * sum(map(test, records)) >= max(2 * len(records), 3 * FEWEST)


def _is_form(records: Sequence[RawRecord]) -> bool:
    """True where the words under the headings are a button's, and none says of age, place or contact."""
    said = {cell.role for record in records for cell in record.cells if cell.paragraphs}
    buttons = kind_words("a form", "button")
    return not said & {*_REACHED, Role.AGE} and any(
        buttons.fullmatch(record.text(Role.NAME).strip(" *.")) for record in records
    )


def is_abbreviation(record: RawRecord) -> bool:
    """The name is made of the first letters of the words beside it, and these say no more."""
    name, words = record.text(Role.NAME), _WORD.findall(record.text(Role.DESCRIPTION))
    if not _INITIALS.fullmatch(name) or len(words) > 2 * len(name) + 2:
        return False
    long = [word for word in words if word.casefold() not in word_list("minor")]
    firsts = ["".join(word[0] for word in each).casefold() for each in (words, long)]
    wanted = (name.casefold(), "".join(filter(str.isupper, name)).casefold())
    return any(first.startswith(each) for first in firsts for each in wanted)


def is_cookie(record: RawRecord) -> bool:
    """The name is a program's code, or the description says what cookies are for."""
    use = kind_words("a list of cookies", "use")
    return bool(_CODE.fullmatch(record.text(Role.NAME)) or use.search(record.text(Role.DESCRIPTION)))


def _is_field(record: RawRecord) -> bool:
    """The name is one that a program gives, of several parts or with the type of its values in a cell."""
    name, types = record.text(Role.NAME), kind_words("a list of fields", "type")
    cells = (cell.text.partition("(")[0].strip(" []") for cell in record.of(Role.TEXT))
    is_code = "_" in name or "." in name
    return " " not in name and (is_code or any(map(types.fullmatch, cells)))


def _has_price(record: RawRecord) -> bool:
    """A sum stands under a heading of prices, which is not one of grants."""
    price = kind_words("a list of prices", "heading")
    return any(price.search(cell.column.heading) and cell.paragraphs for cell in record.of(Role.AMOUNT))


def _is_of_anything(record: RawRecord) -> bool:
    """Neither a heading says that a service is listed, nor for whom, where or when it is."""
    headings = [cell.column.heading for cell in record.cells if cell.role is not Role.DESCRIPTION]
    service = kind_words("a list of something else", "service")
    return not any(tells(each) or service.search(each) for each in headings)


def is_vacancy(record: RawRecord) -> bool:
    """A cell is, or begins with, a job's title; the record says what it pays, and how to apply."""
    text = words_of(record, *(role for role in Role if role is not Role.AMOUNT))
    apply, job, grant = (kind_words("a list of vacancies", family) for family in ("apply", "job", "grant"))
    is_paid = _PAY.search(text) or (_SALARY.search(text) and not grant.search(text))
    firsts = (_FIRST_WORDS.split(cell.text, maxsplit=1)[0] for cell in record.cells)
    is_job = any(len(first.split()) <= LONGEST_POST and job.search(first) for first in firsts)
    return is_job and bool(is_paid) and bool(apply.search(text))


def _is_application(record: RawRecord) -> bool:
    """The record has a reference, and its description says of building."""
    works = kind_words("a list of planning applications", "works")
    return has_reference(record) and bool(works.search(record.text(Role.DESCRIPTION)))


def has_reference(record: RawRecord) -> bool:
    """A cell is a reference such as planning applications have."""
    return any(_REFERENCE.fullmatch(cell.text) for cell in (*record.of(Role.TEXT), *record.of(Role.NAME)))


def is_document(record: RawRecord) -> bool:
    """The name is a document's, and the record says what kind of file it is."""
    names = kind_words("a list of documents", "document")
    if not names.search(record.text(Role.NAME)):
        return False
    return any(_FILE.search(cell.text) for cell in record.cells if cell.role is not Role.DESCRIPTION)


def _is_priced(record: RawRecord) -> bool:
    """A cell is a sum alone, and the words beside the name say what a thing is made of."""
    cells = [*record.of(Role.AMOUNT), *record.of(Role.TEXT)]
    if not any(MONEY.fullmatch(cell.text) for cell in cells):
        return False
    text = f"{record.text(Role.NAME)} {record.text(Role.DESCRIPTION)}"
    goods, service = kind_words("a list of prices", "goods"), kind_words("a list of prices", "service")
    return bool(goods.search(text)) and not service.search(text)


def _is_post(record: RawRecord) -> bool:
    """The name is like a person's, and a column of a staff list holds an office, or a post and more tells."""
    name = record.text(Role.NAME)
    if not may_name_person(name):
        return False
    parts = name.casefold().split()
    cells = [cell.text for cell in record.of(Role.TEXT) if find_other(cell.column.heading) == "a staff list"]
    posts = [text for text in cells if len(text.split()) <= LONGEST_POST]
    if any(kind_words("a staff list", "office").search(text) for text in posts):
        return True
    return any(kind_words("a staff list", "post").search(text) for text in posts) and _is_person(
        record, parts
    )


def _is_colleague(record: RawRecord) -> bool:
    """The name is a person's, and the mailbox is that person's at a public body."""
    name = record.text(Role.NAME)
    if not names_person(name):
        return False
    boxes = [email.casefold().partition("@") for email in find_emails(record.text(Role.CONTACT))]
    public = kind_words("a staff list", "domain")
    return any(public.search(domain) and _is_own(box, name) for box, _, domain in boxes)


def _is_own(box: str, name: str) -> bool:
    """The mailbox has the person's last name and the first or its letter, or the first name alone.

    >>> [_is_own(box, "Jane Smith") for box in ("jane.smith", "jsmith", "smith.j", "jane", "smithfield")]
    [True, True, True, True, False]
    """
    first, *_, last = parts_of_person(name)
    beside = re.split(r"[\W_]+", box.replace(last, " ", 1)) if last in box else []
    return box == first or first in beside or first[0] in beside or (bool(beside) and first in box)


def _is_colleague_in_post(record: RawRecord) -> bool:
    """A colleague, and a cell is a post alone."""
    posts = [kind_words("a staff list", family) for family in ("office", "post")]
    texts = [text for cell in record.cells if len((text := cell.text).split()) <= LONGEST_POST]
    return _is_colleague(record) and any(ends_with(text, post) for text in texts for post in posts)


def _is_person(record: RawRecord, parts: Sequence[str]) -> bool:
    """The words about the name or the mailbox are a person's."""
    about = set(_WORD.findall(record.text(Role.DESCRIPTION).casefold()))
    boxes = [email.partition("@")[0].casefold() for email in find_emails(record.text(Role.CONTACT))]
    return bool(about & {parts[0], "he", "she", "his", "her"}) or any(
        part in box for box in boxes for part in parts if len(part) > 2
    )


Roles = set[Role]
Kinds = Sequence[tuple[str, Callable[[Roles], bool], Callable[[RawRecord], bool]]]
_LIKELY: Kinds = (
    (
        "a list of prices",
        lambda roles: Role.AMOUNT in roles and not roles & {*_REACHED, Role.AGE},
        _has_price,
    ),
    ("a list of something else", lambda roles: roles <= {*_TWO, Role.TEXT}, _is_of_anything),
    ("a glossary", lambda roles: roles == _TWO, is_abbreviation),
    ("a staff list", lambda roles: Role.AGE not in roles, _is_colleague),
)
_KINDS: Kinds = (
    ("a list of cookies", lambda roles: not roles & {*_REACHED, Role.AGE}, is_cookie),
    ("a list of fields", lambda roles: Role.TEXT in roles and not roles & _OF_SERVICES, _is_field),
    ("a list of councillors", lambda _: True, public_lists.is_elected),
    ("a list of vacancies", lambda roles: Role.AGE not in roles, is_vacancy),
    (
        "a list of planning applications",
        lambda roles: not roles & {*_OF_SERVICES, Role.AMOUNT},
        _is_application,
    ),
    ("a list of documents", lambda roles: not roles & _OF_SERVICES, is_document),
    ("a list of prices", lambda roles: not roles & _REACHED, _is_priced),
    ("a list of prices", lambda roles: not roles & {*_REACHED, Role.AGE}, public_lists.is_fee),
    ("a list of contracts", lambda roles: not roles & {Role.AGE, Role.PHONE}, public_lists.is_contract),
    ("a list of polling stations", lambda roles: not roles & _OF_SERVICES, public_lists.is_polling_station),
    ("a list of consultations", lambda roles: Role.AGE not in roles, public_lists.is_consultation),
    ("a list of committees and meetings", lambda roles: Role.AGE not in roles, public_lists.is_meeting),
    ("a staff list", lambda roles: Role.TEXT in roles, _is_post),
    ("a staff list", lambda _: True, _is_colleague_in_post),
)
