"""The real page's expected reading as typed values, for tests of the rooms behind extract and normalise."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.dataset import Dataset, Entry, Report
from pipeline.identifiers import identifier
from pipeline.issues import Issue, Severity
from pipeline.model import (
    AgeRange,
    Area,
    Cell,
    Column,
    Contact,
    Derivation,
    Paragraph,
    RawRecord,
    Record,
    Role,
    Service,
    Snapshot,
)
from pipeline.source import Source, read_source

PAGE = Path(__file__).parent / "documents" / "kent-vru" / "2020-12-04.txt"
EXPECTED = PAGE.with_suffix(".expected.json")


def gold_dataset(source: Source | None = None) -> Dataset:
    """The release that the real page must give, made from the expected reading alone."""
    source = source or read_source("kent-vru")
    reading = json.loads(EXPECTED.read_text(encoding="utf-8"))
    columns = tuple(Column(Role(each["role"]), each["heading"]) for each in reading["columns"])
    records = tuple(_record(n, each, columns) for n, each in enumerate(reading["records"], 1))
    content = PAGE.read_bytes()
    return Dataset(
        source=source,
        snapshot=Snapshot(
            source.id, PAGE.name, content, hashlib.sha256(content).hexdigest(), source.page.url
        ),
        columns=columns,
        entries=tuple(
            Entry(identifier(source, "service", each.service.name), each, dt.date(2020, 12, 4))
            for each in records
        ),
        withheld=(),
        issues=tuple(issue for each in records for issue in each.issues),
        report=Report((), ()),
        as_of=dt.date(2026, 11, 23),
        page_date=dt.date.fromisoformat(reading["page_date"]),
        title="VRU funded services and contact information",
    )


def _record(number: int, reading: dict[str, Any], columns: tuple[Column, ...]) -> Record:
    line = reading["line"]
    cells = []
    for column in columns:
        texts = reading["cells"][column.role]
        cells.append(Cell(column, tuple(Paragraph(text, line + 2 * n) for n, text in enumerate(texts))))
        line += 2 * len(texts)
    raw = RawRecord(number, tuple(cells), (reading["line"], line - 2))
    service = _service(reading["service"], raw)
    issues = tuple(
        Issue(
            "area-doubtful",
            Severity.WARNING,
            f"{each['printed']!r} is not one place.",
            reading["line"],
            number,
            "areas",
            each["printed"],
        )
        for each in reading["service"]["areas"]
        if each.get("review")
    )
    return Record(raw, service, issues, tuple(_derivations(service, raw)))


def _service(reading: dict[str, Any], raw: RawRecord) -> Service:
    areas = tuple(
        Area(
            each["printed"],
            each["name"],
            each["kind"],
            each["code"],
            tuple(each["within"]),
            tuple(each.get("candidates", ())),
        )
        for each in reading["areas"]
    )
    contacts = tuple(
        Contact(each["email"], each["label"], not each["email"].startswith("pcc."))
        for each in reading["contacts"]
    )
    return Service(
        reading["name"],
        reading["organization"],
        tuple(reading["alternate_names"]),
        raw.text(Role.DESCRIPTION),
        AgeRange(reading["minimum_age"], reading["maximum_age"]),
        areas,
        contacts,
    )


def _derivations(service: Service, raw: RawRecord) -> list[Derivation]:
    """Every value of the expected reading that differs from its printed text."""
    printed_emails = [each.text for each in raw.paragraphs(Role.CONTACT) if "@" in each.text]
    pairs = [
        ("name", raw.text(Role.NAME), service.name, "name-part"),
        ("organization", raw.text(Role.NAME), service.organization, "name-part"),
        ("minimum_age", raw.text(Role.AGE), service.ages and service.ages.minimum, "age-range"),
        ("maximum_age", raw.text(Role.AGE), service.ages and service.ages.maximum, "age-range"),
        *(
            (f"areas.{n}.{part}", each.printed, value, rule)
            for n, each in enumerate(service.areas)
            for part, value, rule in (
                ("name", each.name, "area-alias"),
                ("kind", each.kind, "area-kind"),
                ("code", each.code, "area-code"),
                ("within", "|".join(each.within) or None, "lies-in"),
                ("candidates", "|".join(each.candidates) or None, "candidate"),
            )
        ),
        *(
            (f"contacts.{n}.email", printed_emails[n], each.email, "email-lower")
            for n, each in enumerate(service.contacts)
        ),
    ]
    return [
        Derivation(field, printed, str(published), rule, raw.lines[0])
        for field, printed, published, rule in pairs
        if published is not None and str(published) != printed
    ]
