"""A contact cell: mailboxes with the labels printed before them, telephone numbers and web addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.model import Contact, Derivation, Paragraph, Parsed
from pipeline.values import phones, urls
from pipeline.values.contacts.reading import read_line, take_label_behind
from pipeline.values.contacts.state import Reading
from pipeline.values.words import is_null


@dataclass(frozen=True, slots=True)
class ContactCell:
    """What a contact cell names, in printed order."""

    contacts: tuple[Contact, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def parse(
    paragraphs: tuple[Paragraph, ...], null_words: tuple[str, ...] = (), before: tuple[int, int] = (0, 0)
) -> Parsed[ContactCell]:
    """The mailboxes of the cell, each with the label that heads it, and what else it says how to reach.

    `before`: how many telephone numbers and web addresses the row's other cells have given.

    Issues: email-broken, contact-label-doubtful, contact-label-unsure, contact-not-to-use, contact-words,
    phone-broken, phone-extension, url-refused (warnings); email-repaired, email-repeated, contact-named,
    contact-null, contact-told, phone-other (notices).
    """
    linked = any(each.linked for each in paragraphs)
    reading = Reading(" ".join(each.text for each in paragraphs if not each.linked) if linked else "")
    for paragraph in paragraphs:
        if is_null(paragraph.text, null_words):
            reading.say("contact-null", paragraph.text, paragraph.line)
        else:
            read_line(reading, paragraph)
    _close(reading, paragraphs)
    return _parsed(reading, *before)


def _close(reading: Reading, paragraphs: Sequence[Paragraph]) -> None:
    """Say what remains: words without an address, and labels that may head more or less than they seem to."""
    printed = " ".join(each.text for each in paragraphs)
    take_label_behind(reading)
    if reading.words is not None and reading.uses == 0:
        reading.doubtful |= bool(reading.contacts)
        reading.say("contact-named" if _heads_number(reading) else "contact-words", reading.words.printed)
    _say_others(reading)
    if reading.doubtful:
        reading.contacts = [replace(each, label=None) for each in reading.contacts]
        reading.say("contact-label-doubtful", printed)
    elif paragraphs and not (reading.contacts or reading.numbers or reading.links or reading.issues):
        reading.say("contact-words", printed)  # as a mark that stands for what is above
    reading.derivations += _label_derivations(reading)


def _heads_number(reading: Reading) -> bool:
    """Whether words that read like a label stand in a cell that has a number, and no mailbox."""
    is_sure = reading.words is not None and reading.words.sure
    is_plain = not (reading.contacts or reading.broken or reading.warned or reading.issues)
    return is_sure and is_plain and any(each.is_published for each in reading.numbers)


def _say_others(reading: Reading) -> None:
    """Say which words are no label; where the cell gives nothing, they are all that it has."""
    numbers = any(each.is_published for each in reading.numbers)
    if reading.contacts or reading.broken:
        for words in dict.fromkeys(reading.warned):
            reading.say_not_to_use(words)
    elif reading.warned:
        reading.say("contact-words", "; ".join(reading.warned))
    others = [*reading.told]
    if not (reading.contacts or reading.broken or numbers or reading.links or reading.warned):
        others += [each.words for each in reading.numbers if each.words]
        if others and not (reading.words and reading.uses == 0):
            reading.say("contact-words", "; ".join(others))
    elif others:
        reading.say("contact-told", "; ".join(others))


def _label_derivations(reading: Reading) -> Iterator[Derivation]:
    """How each label that is not whole printed lines came to be."""
    for n, (contact, origin) in enumerate(zip(reading.contacts, reading.origins, strict=True)):
        printed = " ".join(each.text for each in origin)
        if contact.label is not None and printed != contact.label:
            yield Derivation(f"contacts.{n}.label", printed, contact.label, "contact-label", origin[0].line)


def _parsed(reading: Reading, numbers_before: int, links_before: int) -> Parsed[ContactCell]:
    numbers = phones.read(phones.Found(tuple(reading.numbers), ""), numbers_before)
    links = urls.read(reading.links, links_before)
    cell = ContactCell(tuple(reading.contacts), numbers[2], links.value)
    return Parsed(
        cell,
        (*reading.issues, *numbers[0], *links.issues),
        (*reading.derivations, *numbers[1], *links.derivations),
    )
