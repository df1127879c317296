"""What the policy of a source withholds is nowhere in what leaves normalise: value, issue or derivation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Contact, Derivation, RawRecord, Record, Role, Service
from pipeline.source import MASK, Source
from pipeline.values import phones, urls
from pipeline.values.labels import to_label
from pipeline.values.mailboxes import Address, is_personal, pieces
from pipeline.values.words import contact_kind, is_common, is_forename, is_in_place_name, is_public, is_role

# Whatever may be an address, plain, with blanks, in disguise or spelt out.
_ADDRESS = re.compile(
    r"(?:\b\w[\w.+'-]{0,80})?\s*[@＠]\s*[\w.-]*"
    r"|(?<!\S)\S{1,80}\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*\S+(?:\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*\S+)*"
    r"|\b[\w+'-]{1,80}(?:\.[\w+'-]{1,80}){0,9}\s+at\s+[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w+'-]{1,80}(?:(?:\.|\s+dot\s+)[\w+'-]{1,80}){0,9}\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+",
    re.I,
)
# Issues of words in no cell: any may be a name.
_LEFT_OUT = ("words-struck", "words-hidden", "picture-words", "picture-alone", "table-unread")
_NUMBERS = ("phones", "amount", "urls", "ages")  # fields whose digits are no one's telephone number
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOTHING = re.compile("(?!)")


def withhold(records: tuple[Record, ...], source: Source) -> tuple[Record, ...]:
    """The records as the policy lets them be published; their raw words too.

    Issues: contacts-withheld.
    """
    if source.policy.mailboxes == "all":
        return records
    places = _places(source)
    return tuple(_Veil(source, places, record.raw).record(record) for record in records)


def withhold_issues(issues: Iterable[Issue], source: Source) -> tuple[Issue, ...]:
    """The issues about the document as a whole, without what the policy withholds."""
    if source.policy.mailboxes == "all":
        return tuple(issues)
    veil = _Veil(source, _places(source), None)
    return tuple(veil.issue(each) for each in issues)


def _places(source: Source) -> re.Pattern[str]:
    """The names of all places that the source knows, longest first."""
    names = {name for place in source.gazetteer for name in (place.name, *place.aliases)} | {
        *source.places.phrases
    }
    return _any_of(names, re.I)


def _any_of(texts: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Any of the texts, the longest first, where it is no part of a longer word."""
    longest = sorted((re.escape(each) for each in texts), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", flags) if longest else _NOTHING


class _Veil:
    """Hides, in any text of one record, what may not be published.

    The words of the contact cell that may be somebody's name are hidden there, and in the other cells where
    they read like a person's. What the page prints in the service's own name is public.
    """

    def __init__(self, source: Source, places: re.Pattern[str], raw: RawRecord | None) -> None:
        self.policy = source.policy.mailboxes
        self.places = places
        self.own_phones = phones.parse(raw.text(Role.PHONE)).value if raw else ()
        self.own = " ".join(each.text for each in raw.paragraphs(Role.NAME)).casefold() if raw else ""
        printed = tuple(each.text for each in raw.paragraphs(Role.CONTACT)) if raw else ()
        numbers = {part for each in printed for part in self._addresses(each)}
        labels = {part for each in printed for part in self._labels(each)}
        self.hidden = numbers | labels
        self.in_contacts = _any_of(self.hidden)
        self.elsewhere = _any_of(numbers | {each for each in labels if self._names_person(each)})

    def allows(self, email: str | None) -> bool:
        return self.policy == "role" and email is not None and not is_personal(email)

    def _addresses(self, text: str) -> list[str]:
        """The addresses and telephone numbers of a contact line that may not be published."""
        parts: list[str] = []
        for piece in pieces(text):
            if isinstance(piece, Address):
                parts += [] if self.allows(piece.email) else [piece.printed]
            else:
                parts += [each.printed for each in phones.find(urls.IN_TEXT.sub(" ", piece)).numbers]
        return parts

    def _labels(self, text: str) -> list[str]:
        """The words of a contact line that may be somebody's name."""
        words = (each for each in pieces(text) if isinstance(each, str))
        rests = (phones.find(urls.IN_TEXT.sub(" ", each)).rest for each in words)
        parts = [part.strip() for rest in rests for part in re.split(r"\s*[:;,()<>/|–]\s*", rest)]
        parts += [to_label(part).words for part in parts if part]  # "Jo Smith" of "Ask Jo Smith"
        return [each for each in parts if each and not self._is_public(each)]

    def _is_public(self, words: str) -> bool:
        """All of it names places or roles, or is common, or it stands in the service's own name."""
        if _any_of((words.casefold(),)).search(self.own):
            return True
        return all(is_role(word) or is_public(word) for word in self._unknown(words))

    def _unknown(self, words: str) -> list[str]:
        """The words that are no places."""
        found = _LETTERS.findall(self.places.sub(" ", words).casefold().replace("’", "'"))
        return [each.removesuffix("'s") for each in found]

    def _names_person(self, words: str) -> bool:
        """It has a forename, a title, an initial or a word that nobody knows, or is one word alone."""
        rest = [word for word in self._unknown(words) if not (is_role(word) or is_public(word))]
        if any(contact_kind(word) == "title" or not _is_known(word) for word in rest):
            return True
        group = len(rest) > 1 and contact_kind(rest[-1]) == "post"  # "Summer Club"
        return len(words.split()) == 1 or any(is_forename(word) for word in rest[: -2 if group else None])

    def text(self, text: str) -> str:
        """The text, each part of it that may not be published masked."""
        return _ADDRESS.sub(self._judged, self.elsewhere.sub(MASK, text))

    def contact(self, text: str) -> str:
        """The text, which is about the contact cell, without any words of it that may be somebody's name."""
        return self.prose(self.in_contacts.sub(MASK, text))

    def prose(self, text: str) -> str:
        """The text without telephone numbers too: in prose they are somebody's."""
        plain = self.text(text)
        for each in phones.find(plain).numbers:
            if each.e164 or phones.may_be_number(each.printed, plain.partition(each.printed)[0]):
                plain = plain.replace(each.printed, MASK)
        return plain

    def _judged(self, match: re.Match[str]) -> str:
        addresses = [each for each in pieces(match[0]) if isinstance(each, Address)]
        allowed = addresses and all(self.allows(each.email) for each in addresses)
        return match[0] if allowed else MASK

    def record(self, record: Record) -> Record:
        kept = [n for n, each in enumerate(record.service.contacts) if self.allows(each.email)]
        derivations = (self.derivation(each, kept) for each in record.derivations)
        issues = tuple(self.issue(each) for each in record.issues)
        service = self._service(record.service, kept)
        if self.hidden or _is_masked(service):
            notice = issue("contacts-withheld", field="contacts", policy=self.policy)
            issues = (*issues, notice.at(record=record.number, line=record.raw.lines[0]))
        cells = tuple(self._cell(each) for each in record.raw.cells)
        return Record(
            structs.replace(record.raw, cells=cells),
            service,
            issues,
            tuple(each for each in derivations if each),
        )

    def _service(self, service: Service, kept: list[int]) -> Service:
        return replace(
            service,
            name=self.prose(service.name),
            organization=service.organization and self.prose(service.organization),
            alternate_names=tuple(self.prose(each) for each in service.alternate_names),
            description=service.description and self.prose(service.description),
            areas=tuple(
                replace(each, printed=self.prose(each.printed), name=self.prose(each.name))
                for each in service.areas
            ),
            contacts=tuple(self._contact(service.contacts[n]) for n in kept),
            phones=tuple(each for each in service.phones if each in self.own_phones),
            urls=tuple(each for each in service.urls if self.text(each) == each),
            texts=tuple((heading, self.prose(words)) for heading, words in service.texts),
        )

    def _contact(self, contact: Contact) -> Contact:
        """A label that names a person is withheld with the person."""
        label = contact.label
        return replace(contact, label=label if label and self._is_public(label) else None)

    def _cell(self, cell: Cell) -> Cell:
        if cell.role is Role.CONTACT:
            return cell.reworded(self.contact)
        hide = self.text if cell.role in (Role.PHONE, Role.AMOUNT, Role.URL, Role.AGE) else self.prose
        return cell.reworded(hide)

    def _of_field(self, field: str | None) -> Callable[[str], str]:
        """How a text is read that is about this field: what is about none may have words of any cell."""
        if field is None or field.startswith("contact"):
            return self.contact
        return self.text if field in _NUMBERS else self.prose

    def issue(self, each: Issue) -> Issue:
        if (
            each.value
            and each.code in _LEFT_OUT
            and (each.record is None or each.field in (None, Role.CONTACT))
        ):
            return replace(each, message=_unquoted(each.message.replace(each.value, MASK)), value=MASK)
        hide = self._of_field(each.field)
        return replace(each, message=_unquoted(hide(each.message)), value=each.value and hide(each.value))

    def derivation(self, each: Derivation, kept: list[int]) -> Derivation | None:
        """The derivation under its new number; None where its value is withheld."""
        field, *rest = each.field.split(".")
        if field == "contacts" and rest:
            if int(rest[0]) not in kept or (rest[1:] == ["label"] and not self._is_public(each.published)):
                return None
            each = replace(each, field=".".join((field, str(kept.index(int(rest[0]))), *rest[1:])))
        if field == "phones" and each.published not in self.own_phones:
            return None
        hide = self._of_field(field)
        return replace(each, printed=hide(each.printed), published=hide(each.published))


def _is_known(word: str) -> bool:
    """It is no initial, and an everyday word, a forename or in the name of a place."""
    return len(word) > 1 and (is_common(word) or is_forename(word) or is_in_place_name(word))


def _unquoted(message: str) -> str:
    """The message with the mask as a remark, where it would stand as if the page had printed it."""
    return message.replace(repr(MASK), MASK)


def _is_masked(service: Service) -> bool:
    """Whether words of the service are masked."""
    words = (service.name, service.organization, service.description, *service.alternate_names)
    areas = (each.printed for each in service.areas)
    return any(MASK in each for each in (*words, *areas, *(text for _, text in service.texts)) if each)
