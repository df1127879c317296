"""Headings that can be read in more than one way: those that fit the cells below are taken, or doubted."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.model import Role
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


@pytest.mark.parametrize("title", ["Grant awards 2022", "Commissioned services 2019", "Projects we fund"])
@pytest.mark.parametrize("name", ["Supplier", "Recipient", "Intervention"])
def test_a_table_s_title_right_above_its_headings_is_none(title: str, name: str) -> None:
    rows = [[f"{row[0]} {n}".strip(), *row[1:]] for n in ("", "Two", "Three") for row in ROWS]
    rows[7][AREA] = "Ramsgate\nMargate"
    rows[4][AGE] = rows[12][AGE] = rows[14][CONTACT] = ""
    paragraphs = [[part for cell in row for part in cell.split("\n") if part] for row in rows]
    found = read([title, name, "What they do", "Age range", "Area", "Contact"], paragraphs)
    assert found.columns[0].heading == name
    assert cells(found) == [[cell.replace("\n", " ") for cell in row] for row in rows]
    assert sum(each.needs_a_person for each in found.issues) < 4


@pytest.mark.parametrize("lead", ["Link officer", "VRU LEAD", "Club welfare officer"])
def test_a_heading_of_a_post_is_of_a_contact(lead: str) -> None:
    found = read(["Name", "What they do", "Age range", "Area", lead], [[*row] for row in ROWS])
    assert (found.columns[-1].role, found.columns[-1].heading) == (Role.CONTACT, lead)


def test_the_heading_name_is_the_name_s_beside_one_that_may_be() -> None:
    where = ("In schools", "Online", "At home", "In the hall")
    rows = [[*row[:2], where[n % 4], *row[2:]] for n, row in enumerate(ROWS)]
    found = read(["Name", "Service Provided", "Setting", "Age group", "Area covered", "Contact"], rows)
    assert [column.role for column in found.columns][:3] == [Role.NAME, Role.DESCRIPTION, Role.TEXT]
    assert not [each for each in found.issues if each.record]


@pytest.mark.parametrize(
    "headings",
    [
        "Enw / Name; Beth yw e? / What is it?; Oed / Age; Lle / Where; Cyswllt / Contact",
        "Clwb / Club; Gweithgareddau / Activities; Oedran / Ages; Lleoliad / Place; E-bost / Email",
        "Service name; Pupils supported; How we help; How schools access the service; Email",
    ],
    ids=["two languages", "two languages, a club", "three that are not known, one of which asks"],
)
def test_headings_of_which_few_are_known_by_their_first_word_are_read(headings: str) -> None:
    columns = headings.split("; ")
    found = recover([Token(text, n) for n, text in enumerate([*columns, *chain(*ROWS)], 1)], {})
    assert found
    assert [column.heading for column in found.columns] == columns
    assert [record.cells[0].text for record in found.records] == [row[0] for row in ROWS]
