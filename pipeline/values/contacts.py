"""A contact cell: mailboxes with the labels printed before them, telephone numbers and web addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.issues import Issue, issue
from pipeline.model import Contact, Derivation, Paragraph, Parsed
from pipeline.values import phones, urls
from pipeline.values.mailboxes import Address, is_personal, pieces
from pipeline.values.words import is_null

_KIND = r"(?:e-?mails?|mail|tel(?:ephone)?|phone|mob(?:ile)?|call|web(?:site)?|contact|address)"
_LEAD_IN = re.compile(
    rf"^(?:{_KIND}\.?(?:\s+(?:address|us|at|on|number))*\s*(?:[:–-]|$)|(?:or|and|on)\b|&)"
    rf"|(?:^|[\s,;(])(?:{_KIND}\s*[:–-]?|or|and|to|&)$",
    re.I,
)
LEAD_INS = 3  # as in "Contact: email address: ..."
_SIGN_LOST = re.compile(r"\w\.(?:uk|com|org|net|eu)\b", re.I)  # `emma.price kent.gov.uk`
_TITLE = re.compile(r"contacts?\W*", re.I)  # alone on its line it is printed as other labels are
_INITIAL = re.compile(r"\w [^\W\d_]$")  # its full stop belongs to the name
_EDGES = " \t:;,/&|.<>[]-–—"


@dataclass(frozen=True, slots=True)
class ContactCell:
    """What a contact cell names, in printed order."""

    contacts: tuple[Contact, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What has been read of a cell so far."""

    contacts: list[Contact] = field(default_factory=list)
    numbers: list[tuple[str, str | None, bool]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    label: str | None = None  # waits for the address that it heads
    uses: int = 0  # addresses that stand under it so far
    led: bool = False  # a lead-in without a label stands right before
    unlabelled_first: bool = False
    doubtful: bool = False


@lru_cache(maxsize=4096)
def parse(
    paragraphs: tuple[Paragraph, ...], null_words: tuple[str, ...] = (), before: tuple[int, int] = (0, 0)
) -> Parsed[ContactCell]:
    """The mailboxes of the cell, each with the label that heads it, and what else it says how to reach.

    `before`: how many telephone numbers and web addresses the row's other cells have given.

    Issues: email-broken, contact-label-doubtful, contact-words, phone-broken, phone-extension, url-refused
    (warnings); email-repaired, email-repeated, contact-null (notices).
    """
    reading = _Reading()
    for paragraph in paragraphs:
        if is_null(paragraph.text, null_words):
            reading.issues.append(
                issue("contact-null", value=paragraph.text, field="contacts", line=paragraph.line)
            )
        else:
            _read_line(reading, paragraph)
    _close(reading, paragraphs)
    return _parsed(reading, *before)


def _read_line(reading: _Reading, paragraph: Paragraph) -> None:
    line = pieces(paragraph.text)
    for n, piece in enumerate(line):
        if isinstance(piece, Address):
            _add_address(reading, piece, paragraph)
            continue
        words = piece.strip(_EDGES) if _TITLE.fullmatch(paragraph.text) else _words(reading, piece)
        follows = n > 0 and n == len(line) - 1 and reading.contacts and not reading.contacts[-1].label
        bracketed = re.fullmatch(r"\(([^()]+)\)", words)
        if follows and bracketed:
            reading.contacts[-1] = replace(reading.contacts[-1], label=bracketed[1])
        elif _SIGN_LOST.search(words):
            _add_address(reading, Address(words, None), paragraph)
        elif words:
            _add_label(reading, words)
        elif re.search(r"\w", piece):
            _end_label(reading)


def _words(reading: _Reading, piece: str) -> str:
    """The words of the piece that are neither number, link nor lead-in; numbers and links are kept aside."""
    reading.links.extend(urls.IN_TEXT.findall(piece))
    found = phones.find(urls.IN_TEXT.sub(" ", piece))
    reading.numbers.extend(found.numbers)
    words = found.rest.strip(_EDGES)
    for _ in range(LEAD_INS):
        words = _LEAD_IN.sub("", words).strip(_EDGES)
    if _INITIAL.search(words) and f"{words}." in found.rest:
        return f"{words}."
    return words if re.search(r"\w", words) else ""


def _add_label(reading: _Reading, words: str) -> None:
    fresh = reading.label is None or reading.uses > 0
    reading.label = words if fresh else f"{reading.label} {words}"
    reading.uses = 0


def _end_label(reading: _Reading) -> None:
    """A lead-in such as `Email:` begins an address of its own: the label before has had its own."""
    reading.led = True
    if reading.uses > 0:
        reading.label, reading.uses = None, 0


def _add_address(reading: _Reading, address: Address, paragraph: Paragraph) -> None:
    reading.uses += 1
    led, reading.led = reading.led, False
    if address.email is None:
        reading.issues.append(
            issue("email-broken", value=address.printed, field="contacts", line=paragraph.line)
        )
        return
    contact = Contact(address.email, reading.label, is_personal(address.email))
    if contact in reading.contacts:
        reading.issues.append(
            issue("email-repeated", value=address.printed, field="contacts", line=paragraph.line)
        )
        return
    reading.unlabelled_first |= not (reading.contacts or reading.label or led)
    reading.doubtful |= reading.label is not None and (reading.uses > 1 or reading.unlabelled_first)
    reading.contacts.append(contact)
    if address.repaired:
        reading.issues.append(
            issue("email-repaired", value=address.printed, field="contacts", line=paragraph.line)
        )
    if address.printed != address.email:
        rule = "email-repaired" if address.repaired else "email-lower"
        place = f"contacts.{len(reading.contacts) - 1}.email"
        reading.derivations.append(Derivation(place, address.printed, address.email, rule, paragraph.line))


def _close(reading: _Reading, paragraphs: Sequence[Paragraph]) -> None:
    """Say what remains: words without an address, and labels that may head more or less than they seem to."""
    printed = " ".join(each.text for each in paragraphs)
    if reading.label is not None and reading.uses == 0:
        reading.doubtful |= bool(reading.contacts)
        reading.issues.append(issue("contact-words", value=reading.label, field="contacts"))
    if reading.doubtful:
        reading.contacts = [replace(each, label=None) for each in reading.contacts]
        reading.issues.append(issue("contact-label-doubtful", value=printed, field="contacts"))


def _parsed(reading: _Reading, numbers_before: int, links_before: int) -> Parsed[ContactCell]:
    numbers = phones.read(phones.Found(tuple(reading.numbers), ""), numbers_before)
    links = urls.read(reading.links, links_before)
    cell = ContactCell(tuple(reading.contacts), numbers[2], links.value)
    return Parsed(
        cell,
        (*reading.issues, *numbers[0], *links.issues),
        (*reading.derivations, *numbers[1], *links.derivations),
    )
