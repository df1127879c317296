"""The columns of the flat dataset: described once, in columns.toml, and read here from an entry."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.dataset import Dataset, Entry
from pipeline.model import AgeRange, Role

DESCRIPTION = Path(__file__).with_name("columns.toml")

Value = Any  # None, a scalar, or a tuple of values: one for each place, mailbox ...
Reader = Callable[[Dataset, Entry], Value]


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """What columns.toml says of one column."""

    name: str
    title: str
    type: str
    description: str
    example: str
    path: str = ""
    unit: str = ""
    required: bool = False
    many: bool = False
    parts: bool = False
    constraints: Mapping[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The column's place in the JSON."""
        return self.path or self.name


@cache
def columns() -> tuple[FlatColumn, ...]:
    """Every column, in published order."""
    described = tomllib.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return tuple(FlatColumn(name, **words) for name, words in described.items())


def read_entry(dataset: Dataset, entry: Entry) -> dict[str, Value]:
    """The value of every column for one service."""
    return {column.name: READERS[column.name](dataset, entry) for column in columns()}


def issue_codes(dataset: Dataset, entry: Entry) -> tuple[str, ...]:
    """The codes of the issues for which a person should look at this record, each once."""
    number = entry.record.number
    said = (*entry.record.issues, *(each for each in dataset.issues if each.record == number))
    return tuple(dict.fromkeys(each.code for each in said if each.needs_a_person))


def age_reading(_: Dataset, entry: Entry) -> str:
    """Which of the four states the age is in; two blank bounds alone would not tell."""
    ages = entry.record.service.ages
    if ages is None:
        return "not understood" if entry.record.raw.text(Role.AGE) else "not printed"
    return "all ages" if ages == AgeRange(None, None) else "range"


def _extra(_: Dataset, entry: Entry) -> Value:
    texts = entry.record.service.texts
    return json.dumps([list(each) for each in texts], ensure_ascii=False) if texts else None


def _service(name: str, inner: str = "") -> Reader:
    """Reads an attribute of the service; or `inner` of it, where it has any."""

    def read(_: Dataset, entry: Entry) -> Value:
        value = getattr(entry.record.service, name)
        return getattr(value, inner) if inner and value is not None else value

    return read


def _each(name: str, inner: str) -> Reader:
    """Reads `inner` of each of the service's places, mailboxes ..."""
    return lambda _, entry: tuple(getattr(each, inner) for each in getattr(entry.record.service, name))


def _printed(role: Role) -> Reader:
    return lambda _, entry: entry.record.raw.printed(role) or None


READERS: Mapping[str, Reader] = {
    "id": lambda _, entry: entry.id,
    "name": _service("name"),
    "name_printed": _printed(Role.NAME),
    "organization": _service("organization"),
    "alternate_names": _service("alternate_names"),
    "description": _service("description"),
    "age_printed": _printed(Role.AGE),
    "age_reading": age_reading,
    "minimum_age": _service("ages", "minimum"),
    "maximum_age": _service("ages", "maximum"),
    "area_printed": _printed(Role.AREA),
    "area_names": _each("areas", "name"),
    "area_words": _each("areas", "printed"),
    "area_kinds": _each("areas", "kind"),
    "area_codes": _each("areas", "code"),
    "area_within": _each("areas", "within"),
    "area_candidates": _each("areas", "candidates"),
    "contact_printed": _printed(Role.CONTACT),
    "contact_emails": _each("contacts", "email"),
    "contact_labels": _each("contacts", "label"),
    "phone_printed": _printed(Role.PHONE),
    "phones": _service("phones"),
    "url_printed": _printed(Role.URL),
    "urls": _service("urls"),
    "amount_printed": _printed(Role.AMOUNT),
    "amount": _service("amount", "value"),
    "currency": _service("amount", "currency"),
    "extra": _extra,
    "flagged": lambda dataset, entry: bool(issue_codes(dataset, entry)),
    "issues": issue_codes,
    "record": lambda _, entry: entry.record.number,
    "line": lambda _, entry: entry.record.raw.lines[0],
    "last_modified": lambda _, entry: entry.last_modified,
}
