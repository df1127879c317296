"""Cells that a page prints on one line: a blank cell whose words may stick to the end or start of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model import Cell, Paragraph, RawRecord, Role
from pipeline.tables.flattened.detectors import names_person
from pipeline.tables.grammars import EMAIL, MONEY, PHONE, kind
from pipeline.tables.words import letters_of

_AGES = (
    r"(?:under\s*\d{1,2}(?:['’]?s)?|over\s*\d{1,2}s?|up\s+to\s+\d{1,2}|all\s+ages"
    r"|\d{1,2}\s*(?:-|–|—|to)\s*\d{1,2}|\d{1,2}\s*\+|\d{1,2}\s+and\s+(?:under|over))(?:\s*(?:yrs?|years))?"
)
_AGE_FIRST = re.compile(_AGES, re.I)
_AGE_LAST = re.compile(rf"(?<!aged )(?<!ages )(?<!\d)(?<!\(){_AGES}$|[^\W\d_.)]\d{{1,2}}$", re.I)
LINK = re.compile(r"https?://|www\.", re.I)
_TWO_WORDS = re.compile(r"([a-z])([A-Z])")  # as in "wideLauren"
_AROUND = " :–—-(<,"  # signs between a person and an address
WITHIN = 400  # characters at a paragraph's end or start in which another cell's words are sought
LONG_CONTACT = 90  # characters; a contact's paragraph is shorter


def find_addresses(records: Iterable[RawRecord]) -> frozenset[str]:
    """Every e-mail address that stands alone in a paragraph."""
    texts = (each.text for record in records for each in record.paragraphs(Role.CONTACT))
    return frozenset(text for text in texts if EMAIL.fullmatch(text))


def find_glue(record: RawRecord, addresses: frozenset[str]) -> str | None:
    """The paragraph that may hold the words of two cells; None where nothing looks so.

    Each blank cell of a kind with a grammar is sought in the cells beside it; and no address
    is another address of the table with something before it.
    """
    return next(_glued(record, addresses), None)


def _glued(record: RawRecord, addresses: frozenset[str]) -> Iterator[str]:
    contact = record.paragraphs(Role.CONTACT)
    for each in contact:
        is_longer = each.text in addresses and _is_longer(each.text, addresses)
        if is_longer and not _is_said(each.text, contact):
            yield each.text
        if len(each.text) > LONG_CONTACT and kind(each.text) != "emails":
            yield each.text
    for n, cell in enumerate(record.cells):
        if cell.paragraphs:
            continue
        before = [other for other in record.cells[:n] if other.paragraphs][-1:]
        after = [other for other in record.cells[n + 1 :] if other.paragraphs][:1]
        yield from (other.paragraphs[-1].text for other in before if _sticks(other, cell.role, -1))
        yield from (other.paragraphs[0].text for other in after if _sticks(other, cell.role, 0))


def _is_said(address: str, contact: Iterable[Paragraph]) -> bool:
    """Whether an address is that of whom another paragraph names, as in `Jo Lane`, `jolane@shed.org`."""
    local = letters_of(address.partition("@")[0])
    return any(letters_of(each.text) == local for each in contact)


def _sticks(cell: Cell, blank: Role, at: int) -> bool:
    """Whether the first (0) or last (-1) paragraph of a cell may hold the words of a blank one beside it."""
    text = cell.paragraphs[at].text
    text = text[-WITHIN:] if at else text[:WITHIN]
    if blank is Role.AGE:
        return kind(text) not in ("age", "age-word") and bool(
            (_AGE_LAST.search if at else _AGE_FIRST.match)(text)
        )
    if blank is Role.AREA:
        return _holds_area(text, cell.role)
    grammar = _GRAMMARS.get(blank)
    return bool(grammar and grammar.search(text))


def _is_longer(address: str, addresses: frozenset[str]) -> bool:
    local = address.partition("@")[0]
    return any(address[n:] in addresses for n in range(2, len(local) - 2) if address[n - 1] not in ".-_")


def _holds_area(text: str, role: Role) -> bool:
    """Places before an address, or behind an age, on the same line."""
    if role is Role.CONTACT:
        address = EMAIL.search(text)
        if address and address.start() > 0:
            return not _names_holder(text[: address.start()], address[0])
        parted = _TWO_WORDS.sub(r"\1 \2", text.partition("@")[0])
        return bool(address and parted not in text and not names_person(parted))
    return role is Role.AGE and bool(_AGE_FIRST.match(text)) and kind(text) not in ("age", "age-word")


def _names_holder(words: str, address: str) -> bool:
    """Whether words before an address are the person whose it is, by all names or the last: no place is."""
    names, local = words.strip(_AROUND).split(), letters_of(address.partition("@")[0])
    is_person = names_person(" ".join(names)) and len(names) > 1
    return is_person and letters_of(names[-1]) in local and letters_of(names[0])[:1] in local


_GRAMMARS = {Role.CONTACT: EMAIL, Role.PHONE: PHONE, Role.URL: LINK, Role.AMOUNT: MONEY}
