"""The rows that hang on one service: its areas or locations, contacts, addresses and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.dataset import Dataset, Entry
from pipeline.formats.hsds.rows import Row, Trail, exact, made_by, made_from, row
from pipeline.formats.hsds.terms import GSS, Note, Term, area_term, attribute, column_term, doubt_term
from pipeline.identifiers import identifier
from pipeline.issues import Issue
from pipeline.model import Area, Contact, Role

# Kinds of place where a service is delivered, rather than an area whose people it serves.
SITES = frozenset({"prison", "hospital", "school"})

Part = Row | Term


@dataclass(frozen=True, slots=True)
class Listed:
    """One service with what its parts need to know."""

    dataset: Dataset
    entry: Entry
    service: Row

    @property
    def trail(self) -> Trail:
        return Trail.of(self.entry)

    def id(self, table: str, *key: str) -> str:
        return identifier(self.dataset.source, table, self.service.id, *key)


def parts(listed: Listed) -> Iterator[Part]:
    """Every row below the service, each once, and the terms that they use."""
    seen: set[str] = set()
    for each in _all(listed):
        if isinstance(each, Term):
            yield each
        elif each.id not in seen:
            seen.add(each.id)
            yield each


def _all(listed: Listed) -> Iterator[Part]:
    service = listed.entry.record.service
    for number, area in enumerate(service.areas):
        yield from _place(listed, number, area)
    for number, contact in enumerate(service.contacts):
        yield _contact(listed, number, contact)
    yield from _addresses(listed)
    yield from _funding(listed)
    yield from _notes(listed)


def _place(listed: Listed, number: int, area: Area) -> Iterator[Part]:
    rows = list(_location(listed, number, area) if area.kind in SITES else _area(listed, number, area))
    yield from rows
    codes = [(code, "lies-in", "Lies in", "within") for code in area.within if code != area.code]
    codes += [(code, "candidate", "Could be, or lie in", "candidates") for code in area.candidates]
    for code, link, label, field in codes:
        origin = listed.trail.to(f"areas.{number}.{field}")
        note = Note(link, area_term(listed.dataset, code), code, label, origin)
        yield from attribute(listed.dataset, rows[0], note)


def _area(listed: Listed, number: int, area: Area) -> Iterator[Row]:
    """The area's URI stands only where the place is that statistical area."""
    values = {
        "id": listed.id("service_area", exact(area.name.casefold()), area.kind, area.code or ""),
        "service_id": listed.service.id,
        "name": area.name,
        "description": listed.entry.record.raw.text(Role.AREA),
        "uri": GSS + area.code if area.code else None,
    }
    trail = listed.trail
    origins = {"name": trail.to(f"areas.{number}.name"), "uri": trail.to(f"areas.{number}.code")}
    yield row("service_area", values, **origins)


def _location(listed: Listed, number: int, area: Area) -> Iterator[Row]:
    location = listed.id("location", exact(area.name.casefold()), area.kind)
    values = {"id": location, "location_type": "physical", "name": area.name}
    name = listed.trail.to(f"areas.{number}.name")
    yield row("location", values, name=name, location_type=made_by("site-location"))
    at = {
        "id": listed.id("service_at_location", exact(area.name.casefold()), area.kind),
        "service_id": listed.service.id,
        "location_id": location,
        "description": listed.entry.record.raw.text(Role.AREA),
    }
    yield row("service_at_location", at)


def _contact(listed: Listed, number: int, contact: Contact) -> Row:
    """The mailbox as a contact of the service; never its own address, and no name is read out of it."""
    policy = listed.dataset.source.policy
    label = f" ({contact.label})" if contact.label else ""
    values = {
        "id": listed.id("contact", exact(contact.email), exact(contact.label or "")),
        "service_id": listed.service.id,
        "title": policy.contact_title + label,
        "department": policy.contact_department,
        "email": contact.email,
    }
    label_origin = listed.trail.to(f"contacts.{number}.label")
    return row(
        "contact",
        values,
        title=(*label_origin, *made_from(contact.label, "contact-title")),
        department=made_by("contact-department"),
        email=listed.trail.to(f"contacts.{number}.email"),
    )


def _addresses(listed: Listed) -> Iterator[Row]:
    service, page = listed.entry.record.service, listed.dataset.source.page.url
    for number, phone in enumerate(service.phones):
        values = {"id": listed.id("phone", exact(phone)), "service_id": listed.service.id, "number": phone}
        yield row("phone", values, number=listed.trail.to(f"phones.{number}"))
    for number, url in list(enumerate(service.urls))[1:]:
        values = {"id": listed.id("url", exact(url)), "service_id": listed.service.id, "url": url}
        yield row("url", values, url=listed.trail.to(f"urls.{number}"))
    values = {"id": listed.id("url", exact(page)), "label": "Source page", "url": page}
    yield row("url", values | {"service_id": listed.service.id}, url=made_by("source-page"))


def _funding(listed: Listed) -> Iterator[Row]:
    programme = listed.dataset.source.programme
    if programme:
        ident = listed.id("funding", programme.name)
        values = {"id": ident, "service_id": listed.service.id, "source": programme.funding}
        yield row("funding", values, source=made_by("programme-funding"))


def _notes(listed: Listed) -> Iterator[Part]:
    """Columns that the standard has no field for, and what a person should look at."""
    record, dataset = listed.entry.record, listed.dataset
    for heading, words in record.service.texts:
        yield from attribute(dataset, listed.service, Note("column", column_term(heading), words, heading))
    for note in (*_unread(listed), *_amount(listed)):
        yield from attribute(dataset, listed.service, note)
    for each in _doubts(listed):
        origin = made_from(each.value, "doubt")
        note = Note("data-quality", doubt_term(each.code), each.message, each.code, origin)
        yield from attribute(dataset, listed.service, note)


def _amount(listed: Listed) -> Iterator[Note]:
    """A sum of money, under its heading: the standard has no field for one that is not a price."""
    raw, amount = listed.entry.record.raw, listed.entry.record.service.amount
    if amount:
        heading = next((cell.column.heading for cell in raw.of(Role.AMOUNT)), "Amount")
        origin = listed.trail.to("amount") or made_from(raw.text(Role.AMOUNT), "amount-attribute")
        words = f"{amount.currency} {amount.value}"
        yield Note("column", column_term(heading), words, heading, origin)


def _unread(listed: Listed) -> Iterator[Note]:
    """Cells whose words gave no value: nothing that the page says is lost."""
    raw, service = listed.entry.record.raw, listed.entry.record.service
    all_shown = listed.dataset.source.policy.mailboxes == "all"
    for role, value in (
        (Role.CONTACT, service.contacts or not all_shown),
        (Role.PHONE, service.phones),
        (Role.URL, service.urls),
        (Role.AMOUNT, service.amount),
    ):
        for cell in raw.of(role) if not value else ():
            if cell.text:
                heading = cell.column.heading
                yield Note("column", column_term(heading), cell.text, heading)


def _doubts(listed: Listed) -> list[Issue]:
    record = listed.entry.record
    of_run = (each for each in listed.dataset.issues if each.record == record.number)
    return [each for each in dict.fromkeys((*record.issues, *of_run)) if each.needs_a_person]
