"""Rows made by hand, as typed values, for tests of identity and releases."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.model import (
    AgeRange,
    Area,
    Cell,
    Column,
    Contact,
    Paragraph,
    RawRecord,
    Record,
    Role,
    Service,
    Snapshot,
)
from pipeline.releases.previous import Previous
from pipeline.releases.release import Reading, Release, make_release
from pipeline.source import GENERAL, Source

COLUMNS = tuple(
    Column(role, role.value.title())
    for role in (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)
)
DAY = dt.date(2026, 1, 1)


def row(
    name: str,
    description: str = "",
    areas: str = "",
    email: str = "",
    ages: tuple[int, int] | None = None,
) -> Record:
    """A record from plain words; `areas` and `email` may hold several, parted by blanks."""
    printed = {
        Role.NAME: name,
        Role.DESCRIPTION: description,
        Role.AGE: f"{ages[0]}-{ages[1]}" if ages else "",
        Role.AREA: areas,
        Role.CONTACT: email,
    }
    cells = tuple(
        Cell(column, (Paragraph(printed[column.role], 1),) if printed[column.role] else ())
        for column in COLUMNS
    )
    service = Service(
        name,
        None,
        (),
        description or None,
        AgeRange(*ages) if ages else None,
        tuple(Area(each, each, "town") for each in areas.split()),
        tuple(Contact(each) for each in email.split()),
    )
    return Record(RawRecord(1, cells, (1, 9)), service)


def named(record: Record, organization: str | None = None, alternates: tuple[str, ...] = ()) -> Record:
    """The record with an organisation and other names."""
    service = replace(record.service, organization=organization, alternate_names=alternates)
    return replace(record, service=service)


def under(name: str, record: Record) -> Record:
    """The row of the record under another name."""
    cells = tuple(
        each.reworded(lambda _: name) if each.role is Role.NAME else each for each in record.raw.cells
    )
    service = replace(record.service, name=name)
    return replace(record, raw=structs.replace(record.raw, cells=cells), service=service)


def page(rows: Sequence[Record], number: int = 1) -> Reading:
    """The reading of a page with these rows; another number, another snapshot of a day later."""
    content = repr((number, rows)).encode()
    numbered = tuple(
        Record(
            RawRecord(n, each.raw.cells, (n * 10, n * 10 + 9)), each.service, each.issues, each.derivations
        )
        for n, each in enumerate(rows, 1)
    )
    snapshot = Snapshot("here", f"{number}.txt", content, hashlib.sha256(content).hexdigest())
    return Reading(snapshot, COLUMNS, numbered, (), (), DAY + dt.timedelta(days=number))


def releases(*pages: Sequence[Record], source: Source = GENERAL) -> list[Release]:
    """The release of each page, each accepted, each following the one before."""
    made: list[Release] = []
    last: Previous | None = None
    for number, rows in enumerate(pages, 1):
        made.append(make_release(page(rows, number), source, last, accept="a test"))
        last = Previous(made[-1].journal)
    return made


def ids(release: Release) -> dict[str, str]:
    """Id by name."""
    return {each.record.service.name: each.id for each in release.entries}


def codes(release: Release) -> set[str]:
    return {each.code for each in release.issues} - {"gate-accepted"}


A = row("Boxing Club", "Boxing for young people who are at risk of violence", "Swale", "ann@a.org", (8, 18))
B = row("Football Night", "Football every Friday night with a hot meal", "Ashford", "bob@b.org", (10, 16))
C = row("Art Room", "Painting and pottery led by local artists", "Dover", "cat@c.org", (5, 11))
D = row("Mentors", "One to one mentoring for those leaving care", "Thanet", "dan@d.org", (16, 25))
