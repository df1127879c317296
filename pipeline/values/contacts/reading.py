"""The lines of a contact cell, one after the other: what stands beside each mailbox, and belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.model import Contact, Derivation, Paragraph
from pipeline.values import phones, urls
from pipeline.values.beside.labels import LABEL_EDGES as _EDGES
from pipeline.values.beside.labels import find_half_address, is_other_choice, is_other_way, to_label
from pipeline.values.beside.warnings import forbids, has_times, is_hours, warns
from pipeline.values.contacts.mailboxes import Address, Piece, is_personal, pieces
from pipeline.values.contacts.state import Reading, Words

_KIND = r"(?:e-?mails?|mail|tel(?:ephone)?|phone|mob(?:ile)?|call|web(?:site)?|contact|address)"
_LEAD_IN = re.compile(
    rf"^(?:{_KIND}\.?(?:\s+(?:address|us|at|on|number))*\s*(?:[:–-]|$)|(?:or|and|on)\b|&)"
    rf"|(?:^|[\s,;(])(?:{_KIND}\s*[:–-]?|or|and|to|&)$",
    re.I,
)
_LETTER = re.compile(r"(?<![\w.])[tempw]\s*:", re.I)  # `T: ... E: ...`
_FEW_WORDS = 4  # of a label behind its address
LEAD_INS = 3  # as in "Contact: email address: ..."
_SIGN_LOST = re.compile(r"\w\.(?:uk|com|org|net|eu)\b", re.I)  # `emma.price kent.gov.uk`
_TITLE = re.compile(r"contacts?\W*", re.I)  # alone on its line it is printed as other labels are
_INITIAL = re.compile(r"\w [^\W\d_]$")  # its full stop belongs to the name
_BRACKET = re.compile(r"^\s*\(([^()]+)\)\s*")
_MARK = re.compile(r"^\W*\?\W*")  # of doubt, behind an address, which knows of it


def read_line(reading: Reading, paragraph: Paragraph) -> None:
    """Adds what the paragraph says to what was read before."""
    line = pieces(paragraph.text)
    each_own = _has_bracket_each(line)
    for n, piece in enumerate(line):
        if isinstance(piece, Address):
            _add_address(reading, piece, paragraph)
        else:
            _add_words(reading, piece, paragraph, _Place(line[:n], line[n + 1 :], each_own))


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands before and behind words in their line: an address, or nothing."""

    before: tuple[Piece, ...]
    behind: tuple[Piece, ...]
    brackets: bool  # each address of the line has one behind it


def _has_bracket_each(line: tuple[Piece, ...]) -> bool:
    """Each address has words in brackets right behind it: `jo@x.org (Dover), sam@x.org (Deal)`."""
    pairs = [pair for pair in zip(line, (*line[1:], ""), strict=False) if isinstance(pair[0], Address)]
    bracketed = all(isinstance(after, str) and _BRACKET.match(after) for _, after in pairs)
    return bracketed and any(isinstance(each, Address) for each in line[:1])


def _add_words(reading: Reading, piece: str, paragraph: Paragraph, place: _Place) -> None:
    if _TITLE.fullmatch(paragraph.text) and not reading.printed:
        title = piece.strip(_EDGES)
        _add_label(reading, Words(title, True, (), title, (paragraph,)))
        return
    rest = _set_numbers_aside(reading, piece)
    if place.before and reading.fresh:
        rest = _take_bracket(reading, rest, paragraph, bool(place.behind) and not place.brackets)
    if warns(rest):
        # Behind an address, "do not use" may be about that one.
        forbidding = forbids(rest.split()[-1] if place.before else rest)
        _add_warning(reading, rest, forbidding=forbidding)
    elif not _SIGN_LOST.search(rest) and (half := find_half_address(rest)):
        reading.say("email-broken", half, paragraph.line)
        reading.broken = True
        if to_label(rest.replace(half, " ")).words:
            reading.say("contact-words", rest, paragraph.line)
    else:
        _add_label_words(reading, rest, paragraph, piece, place)


def _add_label_words(reading: Reading, rest: str, paragraph: Paragraph, piece: str, place: _Place) -> None:
    if place.behind and is_other_choice(_BRACKET.sub("", piece, count=1) if place.before else piece):
        reading.say("contact-words", rest.strip(_EDGES), paragraph.line)
        _end_label(reading)
    elif (place.before and is_hours(rest)) or (place.behind and is_other_way(piece)):
        reading.told.append(rest.strip(_EDGES))
        _end_label(reading)
    else:
        _read_label(reading, rest, paragraph, piece)


def take_label_behind(reading: Reading) -> None:
    """Words that wait behind the cell's only address, on its line, are its label: `jo@x.org - Jo Smith`."""
    words = reading.words
    if words is None or reading.uses or reading.broken or reading.warned or len(reading.contacts) != 1:
        return
    (paragraph, *others), sure = words.origin, words.sure and len(words.label.split()) <= _FEW_WORDS
    (contact,) = reading.contacts
    if sure and not others and contact.label is None and isinstance(pieces(paragraph.text)[0], Address):
        reading.contacts[0] = replace(contact, label=words.label)
        reading.origins[0] = words.origin
        reading.told.extend(words.told)
        reading.words = None


def _set_numbers_aside(reading: Reading, piece: str) -> str:
    """The words of the piece that are neither number nor link; those are kept."""
    reading.links.extend(urls.IN_TEXT.findall(piece))
    found = phones.find(urls.IN_TEXT.sub(" ", piece))
    reading.numbers.extend(found.numbers)
    return " ".join(found.rest.split())


def _take_bracket(reading: Reading, rest: str, paragraph: Paragraph, goes_on: bool) -> str:
    """The words without those in brackets right behind the address, where they are its own."""
    rest = _MARK.sub("", rest)
    found = _BRACKET.match(rest)
    if not found:
        return rest
    inner, more = found[1].strip(), rest[found.end() :]
    label = to_label(inner)
    if warns(inner):
        _add_warning(reading, inner)
    elif is_hours(inner) or (label.told and not label.words and not label.unsure):
        reading.told.append(inner)
    elif label.unsure or has_times(inner) or (reading.contacts[-1].label and (more.strip(_EDGES) or goes_on)):
        reading.say("contact-words", inner, paragraph.line)
    elif _LEAD_IN.sub("", more.strip(_EDGES)).strip(_EDGES) or goes_on or reading.contacts[-1].label:
        return rest
    else:
        reading.told.extend(label.told)
        reading.contacts[-1] = replace(reading.contacts[-1], label=label.words)
        reading.origins[-1] = (paragraph,)
    return more


def _add_warning(reading: Reading, words: str, *, forbidding: bool = False) -> None:
    """`forbidding`: the words are about the address behind them."""
    plain = words.strip(_EDGES)
    reading.warned.append(plain if plain.count("(") == plain.count(")") else plain.strip("()"))
    if forbidding:
        reading.forbidden = reading.warned[-1]
    _end_label(reading)


def _read_label(reading: Reading, rest: str, paragraph: Paragraph, piece: str) -> None:
    words = _without_lead_ins(rest)
    if words and rest.strip(_EDGES).endswith(" to"):  # "Send CVs to"
        words = f"{words} to"
    if _SIGN_LOST.search(words):
        _add_address(reading, Address(words, None), paragraph)
    elif words:
        label = to_label(words, before_colon=piece.rstrip().endswith(":"))
        printed = rest.strip(_EDGES)
        if label.words or label.unsure:
            read = label.words or label.doubted
            _add_label(reading, Words(read, not label.unsure, label.told, printed, (paragraph,)))
        else:
            reading.told.append(printed)
            _end_label(reading)
    elif re.search(r"\w", piece):
        _end_label(reading)


def _without_lead_ins(rest: str) -> str:
    words = _LETTER.sub(" ", rest).strip(_EDGES)
    for _ in range(LEAD_INS):
        words = _LEAD_IN.sub("", words).strip(_EDGES)
    if _INITIAL.search(words) and f"{words}." in rest:
        return f"{words}."
    return words if re.search(r"\w", words) else ""


def _add_label(reading: Reading, words: Words) -> None:
    fresh = reading.words is None or reading.uses > 0
    reading.words = words if fresh or reading.words is None else reading.words.joined(words)
    reading.uses = 0


def _end_label(reading: Reading) -> None:
    """A lead-in such as `Email:` begins an address of its own: the label before has had its own."""
    reading.led = True
    if reading.uses > 0:
        reading.words, reading.uses = None, 0


def _add_address(reading: Reading, address: Address, paragraph: Paragraph) -> None:
    reading.uses += 1
    led, reading.led = reading.led, False
    forbidden, reading.forbidden = reading.forbidden, ""
    reading.fresh = False
    if address.email is None:
        reading.say("email-broken", address.printed, paragraph.line)
        reading.broken = True
    elif forbidden:
        reading.warned.remove(forbidden)
        reading.say_not_to_use(forbidden, paragraph.line, address.email)
        reading.broken = True
    else:
        _add_contact(reading, address, address.email, paragraph, led)


def _add_contact(reading: Reading, address: Address, email: str, paragraph: Paragraph, led: bool) -> None:
    words = reading.words
    if words and not words.sure and _is_named_in(words.label, email):
        words = reading.words = replace(words, sure=True)
    contact = Contact(email, words.label if words and words.sure else None, is_personal(email))
    if contact in reading.contacts:
        reading.say("email-repeated", address.printed, paragraph.line)
        return
    reading.unlabelled_first |= not (reading.contacts or words or led)
    reading.doubtful |= words is not None and (reading.uses > 1 or reading.unlabelled_first)
    reading.contacts.append(contact)
    reading.origins.append(words.origin if words else ())
    reading.fresh = True
    if words and reading.uses == 1:
        if not words.sure:
            reading.say("contact-label-unsure", words.printed, paragraph.line)
        elif words.told:
            reading.told.extend(words.told)
    if address.doubted:
        reading.warned.append(paragraph.text)
    _trace(reading, address, email, paragraph)


def _is_named_in(label: str, email: str) -> bool:
    """The mailbox has the label's name, so that it is one: "May" beside `may.smith@`."""
    parts = re.split(r"[^a-z]+", email.partition("@")[0])
    return set(re.split(r"[^a-z]+", label.casefold())) <= set(parts)


def _trace(reading: Reading, address: Address, email: str, paragraph: Paragraph) -> None:
    """Says what was done to the printed address."""
    place = f"contacts.{len(reading.contacts) - 1}.email"
    if address.repaired and not paragraph.linked:
        reading.say("email-repaired", address.printed, paragraph.line)
    if paragraph.linked:
        rule, printed = "address-from-link", reading.printed
    else:
        rule, printed = "email-repaired" if address.repaired else "email-lower", address.printed
    if printed != email:
        reading.derivations.append(Derivation(place, printed, email, rule, paragraph.line))
