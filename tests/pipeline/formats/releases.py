"""Whole releases for the tests of the formats: the real page's, and one with everything that can occur."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import structs

from pipeline.dataset import Dataset
from pipeline.formats.about import issue_list, provenance
from pipeline.formats.flat import services
from pipeline.formats.hsds import full, uk
from pipeline.issues import Issue, Severity
from pipeline.model import AgeRange, Amount, Contact, Derivation, Role
from pipeline.source import Policy
from tests.gold import gold_dataset

FORMATS = (services, full, uk, provenance, issue_list)


def render(dataset: Dataset) -> dict[str, bytes]:
    """Every file of the release by path."""
    return {path: content for each in FORMATS for path, content in each.files(dataset)}


@cache
def gold_files() -> dict[str, bytes]:
    """The real page's release."""
    return render(gold_dataset())


def write(files: dict[str, bytes], folder: Path) -> Path:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def with_service(dataset: Dataset, number: int = 1, **changes: object) -> Dataset:
    """The dataset with one service changed."""
    entries = list(dataset.entries)
    entry = entries[number - 1]
    record = entry.record
    gone = {"minimum_age", "maximum_age"} if "ages" in changes else set()
    kept = tuple(each for each in record.derivations if each.field.split(".")[0] not in {*changes, *gone})
    record = replace(record, service=replace(record.service, **changes), derivations=kept)
    entries[number - 1] = replace(entry, record=record)
    return replace(dataset, entries=tuple(entries))


def with_derivations(dataset: Dataset, number: int, *more: Derivation) -> Dataset:
    entries = list(dataset.entries)
    entry = entries[number - 1]
    record = replace(entry.record, derivations=(*entry.record.derivations, *more))
    entries[number - 1] = replace(entry, record=record)
    return replace(dataset, entries=tuple(entries))


def with_policy(dataset: Dataset, **changes: object) -> Dataset:
    policy = Policy(**{**structs.asdict(dataset.source.policy), **changes})
    return replace(dataset, source=structs.replace(dataset.source, policy=policy))


def rich_dataset() -> Dataset:
    """The real page's release with phones, addresses, money, unknown columns and hostile words added."""
    dataset = with_service(
        gold_dataset(),
        2,
        alternate_names=("Kent Gloves; the first", "Gloves \\ Kent"),
        phones=("+441622000000", "+441634000000"),
        urls=("https://example.org/a", "https://example.org/b;c", "https://example.org/d"),
        amount=Amount(Decimal("1500.50"), "GBP"),
        texts=(("Shoe size", '=HYPERLINK("http://example.org")'), ("Opening", "9–5, “daily”")),
    )
    dataset = with_service(dataset, 3, name="=1+1 Football; “club”", ages=None, areas=(), contacts=())
    dataset = with_service(dataset, 4, ages=AgeRange(None, None), description=None)
    dataset = with_service(
        dataset, 5, contacts=(Contact("a@example.org", "North | South"), Contact("b@example.org", None, True))
    )
    made = {"0.email": "a@example.org", "0.label": "North | South", "1.email": "b@example.org"}
    cell = dataset.entries[4].record.raw.printed(Role.CONTACT)
    ruled = (Derivation(f"contacts.{path}", cell, value, "patch") for path, value in made.items())
    dataset = with_derivations(dataset, 5, *ruled)
    doubt = Issue("heading-unknown", Severity.WARNING, "Nobody knows it.", 57, 2, "text", "Shoe size")
    return replace(dataset, issues=(*dataset.issues, doubt), as_of=dt.date(2026, 11, 23))


def bare_dataset() -> Dataset:
    """A release of a source that states no programme, whose page states no date, place or mailbox."""
    gold = gold_dataset()
    source = structs.replace(gold.source, programme=None)
    dataset = replace(gold, source=source, page_date=None, title=None, entries=gold.entries[:3])
    for number in (1, 2, 3):
        dataset = with_service(dataset, number, areas=(), contacts=(), description=None)
    return dataset
