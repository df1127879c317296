"""What the policy of a source withholds is nowhere in what leaves normalise: value, issue or derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Contact, Derivation, RawRecord, Record, Role, Service
from pipeline.source import MASK, Source
from pipeline.values.privacy.veil import Judge, Veil, Words

# Issues of words in no cell: any may be a name.
_LEFT_OUT = ("words-struck", "words-hidden", "picture-words", "picture-alone", "table-unread")
_NUMBERS = ("phones", "amount", "urls", "ages")  # fields whose digits are no one's telephone number


def withhold(records: tuple[Record, ...], source: Source) -> tuple[Record, ...]:
    """The records as the policy lets them be published; their raw words too.

    Issues: contacts-withheld.
    """
    if source.policy.mailboxes == "all":
        return records
    judge, policy = Judge(source), source.policy.mailboxes
    return tuple(_Hider(judge, policy, record.raw).record(record) for record in records)


def withhold_issues(issues: Iterable[Issue], source: Source) -> tuple[Issue, ...]:
    """The issues about the document as a whole, without what the policy withholds."""
    if source.policy.mailboxes == "all":
        return tuple(issues)
    hider = _Hider(Judge(source), source.policy.mailboxes, None)
    return tuple(hider.issue(each) for each in issues)


class _Hider:
    """Hides, in a record and in what is said of it, what may not be published."""

    def __init__(self, judge: Judge, policy: str, raw: RawRecord | None) -> None:
        self.policy = policy
        self.veil = Veil(judge, _words(raw) if raw else Words())

    def record(self, record: Record) -> Record:
        kept = [n for n, each in enumerate(record.service.contacts) if self.veil.allows(each.email)]
        derivations = (self.derivation(each, kept) for each in record.derivations)
        issues = tuple(self.issue(each) for each in record.issues)
        service = self._service(record.service, kept)
        if self.veil.hides or _is_masked(service):
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
            name=self.veil.prose(service.name),
            organization=service.organization and self.veil.prose(service.organization),
            alternate_names=tuple(self.veil.prose(each) for each in service.alternate_names),
            description=service.description and self.veil.prose(service.description),
            areas=tuple(
                replace(each, printed=self.veil.prose(each.printed), name=self.veil.prose(each.name))
                for each in service.areas
            ),
            contacts=tuple(self._contact(service.contacts[n]) for n in kept),
            phones=tuple(each for each in service.phones if each in self.veil.own_phones),
            urls=tuple(each for each in service.urls if self.veil.text(each) == each),
            texts=tuple((heading, self.veil.prose(words)) for heading, words in service.texts),
        )

    def _contact(self, contact: Contact) -> Contact:
        """A label that names a person is withheld with the person."""
        label = contact.label
        return replace(contact, label=label if label and self.veil.is_public(label) else None)

    def _cell(self, cell: Cell) -> Cell:
        if cell.role is Role.CONTACT:
            return cell.reworded(self.veil.contact)
        hide = (
            self.veil.text if cell.role in (Role.PHONE, Role.AMOUNT, Role.URL, Role.AGE) else self.veil.prose
        )
        return cell.reworded(hide)

    def _of_field(self, field: str | None) -> Callable[[str], str]:
        """How a text is read that is about this field: what is about none may have words of any cell."""
        if field is None or field.startswith("contact"):
            return self.veil.contact
        return self.veil.text if field in _NUMBERS else self.veil.prose

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
            if int(rest[0]) not in kept or (
                rest[1:] == ["label"] and not self.veil.is_public(each.published)
            ):
                return None
            each = replace(each, field=".".join((field, str(kept.index(int(rest[0]))), *rest[1:])))
        if field == "phones" and each.published not in self.veil.own_phones:
            return None
        hide = self._of_field(field)
        return replace(each, printed=hide(each.printed), published=hide(each.published))


def _words(raw: RawRecord) -> Words:
    names, contacts = (
        tuple(each.text for each in raw.paragraphs(role)) for role in (Role.NAME, Role.CONTACT)
    )
    return Words(names, contacts, raw.text(Role.PHONE))


def _unquoted(message: str) -> str:
    """The message with the mask as a remark, where it would stand as if the page had printed it."""
    return message.replace(repr(MASK), MASK)


def _is_masked(service: Service) -> bool:
    """Whether words of the service are masked."""
    words = (service.name, service.organization, service.description, *service.alternate_names)
    areas = (each.printed for each in service.areas)
    return any(MASK in each for each in (*words, *areas, *(text for _, text in service.texts)) if each)
