"""references: cells that say only that another row has the words, and those that do not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.issues import Severity
from pipeline.model import FIELDS, Role
from pipeline.source import read_source
from pipeline.values.references import begins_with_reference, refers
from tests.rows import codes, record

CASES = Path(__file__).parents[2] / "cases" / "references.csv"
ROLES = [each.value for each in FIELDS if each is not Role.NAME]


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_case(row: dict[str, str]) -> None:
    assert refers(row["text"], frozenset({"the shed"})) == (row["refers"] == "yes")


@pytest.mark.parametrize("source", ["kent-vru", "kent-idf"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("words", ["As above", '"', "〃", "do.", "See The Shed", "ditto|ditto", "As|above"])
def test_every_kind_of_cell_says_so_and_gives_no_value(source: str, role: str, words: str) -> None:
    made = record(read_source(source), **{"name": "The Shed", role: words})
    (said,) = (each for each in made.issues if each.code == "refers-to-another-row")
    assert (said.severity, said.field) == (Severity.WARNING, FIELDS[Role(role)])
    service = made.service
    values = (
        service.description,
        service.ages,
        service.areas,
        service.contacts,
        service.phones,
        service.urls,
    )
    assert values == (None, None, (), (), (), ())
    assert service.amount is None


def test_a_text_under_a_heading_that_nobody_knows_stands_as_printed_and_is_flagged() -> None:
    made = record(name="The Shed", text="As above")
    assert made.service.texts == (("Text", "As above"),)
    assert made.flagged


@pytest.mark.parametrize("name", ["Ditto", '"', "As above"])
def test_a_row_without_a_name_of_its_own_is_held_back(name: str) -> None:
    made = record(name=name, age="5-9")
    assert codes(made) == ["refers-to-another-row", "name-missing"]
    assert made.service.name == ""


def test_a_description_that_says_more_is_published_and_flagged() -> None:
    made = record(name="The Shed", description="Same as above, but for girls")
    assert made.service.description == "Same as above, but for girls"
    assert codes(made) == ["refers-to-another-row"]


@pytest.mark.parametrize("text", ["Ditto Theatre runs plays", "Assisting families", "We train as above"])
def test_a_description_that_does_not_begin_so_is_not(text: str) -> None:
    assert not begins_with_reference(text)
    assert codes(record(name="The Shed", description=text)) == []


def test_the_other_lines_of_a_cell_are_read() -> None:
    made = record(name="The Shed", contact="jo@kent.gov.uk|As above", area="Dover|Ditto")
    assert [each.email for each in made.service.contacts] == ["jo@kent.gov.uk"]
    assert [each.name for each in made.service.areas] == ["Dover"]
    assert [each.value for each in made.issues if each.code == "refers-to-another-row"] == [
        "As above",
        "Ditto",
    ]
