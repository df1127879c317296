"""Headings that can be read in more than one way: those that fit the cells below are taken, or doubted."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token

ROWS = (
    (
        "Olympia Boxing",
        "Boxing and mentoring for young people at risk.",
        "8-16",
        "Luton",
        "a.smith@kent.gov.uk",
    ),
    ("Music Klub", "Support and engagement with young people", "16-23", "Medway", "b.jones@kent.gov.uk"),
    ("Pie Factory", "Sessions twice a week in term time.", "11-18", "Thanet", "c.khan@kent.gov.uk"),
    ("Kenward Trust", "Work spans from sessions to treatment.", "11-25", "Sevenoaks", "d.green@kent.gov.uk"),
    ("Salus", "Support for families across the district.", "5-16", "Ashford", "e.white@kent.gov.uk"),
    ("Refocus", "Equip them with skills to enter employment.", "17-21", "Dover", "f.black@kent.gov.uk"),
)
NAME, DESCRIPTION, AGE, AREA, CONTACT = range(5)
PEOPLE = ("Mary Devlin", "Thomas Neil", "Mary Devlin", "Thomas Neil", "Mary Devlin", "Thomas Neil")


def read(headings: list[str], rows: list[list[str]], above: str = "What we fund.") -> Recovered:
    texts = ["Local services", above, *headings, *chain(*rows), "Updated 4 May 2023"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    return found


def cells(found: Recovered) -> list[list[str]]:
    return [[cell.text for cell in record.cells] for record in found.records]


@pytest.mark.parametrize(
    ("printed", "headings"),
    [
        ("Service|What|they do|Age|groups|Area|Contact", "Service|What they do|Age groups|Area|Contact"),
        (
            "Name|Support|offered|Age|range|Area|served|Lead",
            "Name|Support offered|Age range|Area served|Lead",
        ),
        ("Organisation|What is|offered|Age|Area|Contact", "Organisation|What is offered|Age|Area|Contact"),
        ("Name|Details|Age|Area|covered|Contact|details", "Name|Details|Age|Area covered|Contact details"),
        ("Service|Description|Age|Area|Contact", "Service|Description|Age|Area|Contact"),
        ("Name|Description|Age|Area|VRU lead", "Name|Description|Age|Area|VRU lead"),
    ],
)
def test_a_heading_of_two_paragraphs_is_one(printed: str, headings: str) -> None:
    found = read(printed.split("|"), [list(row) for row in ROWS])
    assert "|".join(column.heading for column in found.columns) == headings
    assert cells(found) == [list(row) for row in ROWS]
    assert found.issues == ()


def test_the_word_service_is_a_name_where_nothing_else_is() -> None:
    found = read(["Service", "Age", "Area", "Contact"], [[row[NAME], *row[AGE:]] for row in ROWS])
    assert [str(column.role) for column in found.columns] == ["name", "age", "area", "contact"]
    assert cells(found) == [[row[NAME], *row[AGE:]] for row in ROWS]


def test_the_first_record_is_no_heading_though_its_words_could_be() -> None:
    order = (CONTACT, AREA, NAME, DESCRIPTION, AGE)
    rows = [[row[n] for n in order] for row in ROWS]
    rows[0] = ["Referrals", rows[0][0], "Schools", "schools@kent.gov.uk", *rows[0][1:]]
    found = read(["Contact", "Area", "Name", "Description", "Age"], rows)
    assert [column.heading for column in found.columns] == ["Contact", "Area", "Name", "Description", "Age"]
    assert cells(found)[1:] == rows[1:]


def test_people_before_addresses_move_no_heading() -> None:
    order = (NAME, CONTACT, AREA, DESCRIPTION, AGE)
    rows = [[row[n] for n in order] for row in ROWS]
    rows = [[row[0], person, *row[1:]] for row, person in zip(rows, PEOPLE, strict=True)]
    found = read(["Name", "Contact", "Area", "Summary", "Age"], rows, "Services and contact information")
    assert [column.heading for column in found.columns] == ["Name", "Contact", "Area", "Summary", "Age"]
    assert [list(chain(*(cell.texts for cell in record.cells))) for record in found.records] == rows


def test_a_title_that_could_be_a_heading_leaves_no_record_in_silence() -> None:
    found = read(
        ["Name", "Details", "Age", "Area", "Contact"], [list(row) for row in ROWS], "Contacts and referrals"
    )
    wrong = cells(found) != [list(row) for row in ROWS]
    flagged = {each.record for each in found.issues if each.needs_a_person}
    assert not wrong or flagged == {record.number for record in found.records}


def test_a_first_name_that_reads_like_a_heading_is_a_name() -> None:
    rows = [["NHS Website", *ROWS[0][1:]], *(list(row) for row in ROWS[1:])]
    found = read(["Organisation", "What they do", "Ages", "Area", "Contact"], rows)
    assert cells(found) == rows


@pytest.mark.parametrize("title", ["Funded organisations", "Grantees 2023-24"])
def test_a_title_above_the_heading_name_is_no_part_of_it(title: str) -> None:
    found = read(
        ["Name", "Service Provided", "Age group", "Area", "Contact"], [[*row] for row in ROWS], title
    )
    assert found.columns[0].heading == "Name"
    assert cells(found) == [[*row] for row in ROWS]
