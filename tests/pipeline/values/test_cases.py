"""Every row of tests/cases: the printed text, the value a clerk would sign, and what is said of it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import AgeRange, Amount, Naming, Paragraph, Parsed
from pipeline.values import ages, amounts, contacts, names, phones, urls

CASES = Path(__file__).parents[2] / "cases"
LEAST = {"ages": 150, "contacts": 80, "names": 40, "amounts": 20, "phones": 20, "urls": 20}


def span(value: AgeRange | None) -> str:
    if value is None:
        return ""
    return "..".join("" if bound is None else str(bound) for bound in (value.minimum, value.maximum))


def reach(cell: contacts.ContactCell) -> str:
    mailboxes = (f"{each.label} <{each.email}>" if each.label else each.email for each in cell.contacts)
    return "; ".join((*mailboxes, *cell.phones, *cell.urls))


def naming(value: Naming) -> str:
    return " | ".join((value.name, value.organization or "", *value.alternate_names)).rstrip(" |")


def money(value: Amount | None) -> str:
    return "" if value is None else f"{value.value} {value.currency}"


def lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(each, n) for n, each in enumerate(text.split("|"), 1))


KINDS: dict[str, tuple[Callable[[str], Parsed[Any]], Callable[[Any], str]]] = {
    "ages": (ages.parse, span),
    "contacts": (lambda text: contacts.parse(lines(text)), reach),
    "names": (names.parse, naming),
    "amounts": (amounts.parse, money),
    "phones": (phones.parse, " ".join),
    "urls": (urls.parse, " ".join),
}


def rows(kind: str) -> list[dict[str, str]]:
    with (CASES / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def every_row() -> list[Any]:
    return [pytest.param(kind, row, id=f"{kind}: {row['text']}") for kind in KINDS for row in rows(kind)]


@pytest.mark.parametrize(("kind", "row"), every_row())
def test_case(kind: str, row: dict[str, str]) -> None:
    parse, shown = KINDS[kind]
    parsed = parse(row["text"])
    assert (shown(parsed.value), " ".join(each.code for each in parsed.issues)) == (
        row["expected"],
        row["issue"],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_enough_cases_and_each_is_told_once(kind: str) -> None:
    texts = [row["text"] for row in rows(kind)]
    assert len(texts) >= LEAST[kind]
    assert len(set(texts)) == len(texts)
    assert {row["group"] for row in rows(kind)} <= {"developed", "held out", "bug"}
