"""Columns of addresses, of hours and of those whom a service is for, as real listings have them."""

# ruff: noqa: E501 - a table a line is the easiest to read

from __future__ import annotations

import pytest

from pipeline.model import Column, Role
from pipeline.tables.flattened.matters import Matter, contents, may_be_venue, to_content
from pipeline.tables.flattened.particulars import LONGEST, particulars
from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token
from tests.pipeline.tables.flattened.test_heading_runs import cells, read

NAMES = (
    "Acorn Lunch Club",
    "Brightside Advice",
    "Castle Youth Café",
    "Dunes Sailing Trust",
    "Elm Tree Singers",
)
DOINGS = (
    "A hot meal and company for older people, and a lift there for those who need one.",
    "Free and confidential advice on debt, housing and benefits.",
    "Games, music and somebody to talk to after school.",
    "Teaches young people with disabilities to sail in summer.",
    "Singing for everyone who lives with dementia and their carers.",
)
ADDRESSES = (
    ["12 Mill Lane", "Norwick", "NR9 4QA"],
    ["The Old Forge, 3 High Street", "NR1 2AB"],
    ["Unit 4, Castle Business Park, Norwick NR3 3CD"],
    ["Harbour Office, Quay Road", "Sandwell", "NR30 1EF"],
    ["St Anne's Church Hall, Elm Grove, Norwick, NR2 8GH"],
)
HOURS = (
    ["Mondays 12-2pm"],
    ["Mon-Fri 9am-4pm", "Sat 10-12"],
    ["Weekdays from 3.30pm"],
    ["By appointment"],
    ["Every second Tuesday, 2pm"],
)
WHOM = (
    ["Anyone over 60"],
    ["All residents"],
    ["Young people at risk"],
    ["People with disabilities"],
    ["Carers and those they care for"],
)
PHONES = ("01603 555101", "01603 555102", "01603 555103", "01603 555104", "01603 555105")
EMAILS = (
    "lunch@acorn.org",
    "help@brightside.org",
    "hello@castlecafe.org",
    "crew@dunes.org",
    "sing@elmtree.org",
)


def listed(headings: list[str], *columns: tuple[object, ...]) -> tuple[list[list[str]], Recovered]:
    """The cells as printed, and the table as it is read from its paragraphs alone."""
    rows = [[[cell] if isinstance(cell, str) else cell for cell in row] for row in zip(*columns, strict=True)]
    lines = [[line for cell in row for line in cell] for row in rows]
    return [[" / ".join(cell) for cell in row] for row in rows], read(headings, lines)


def spelt(found: Recovered) -> list[list[str]]:
    return [[" / ".join(cell.texts) for cell in record.cells] for record in found.records]


def doubted(found: Recovered) -> set[int | None]:
    return {each.record for each in found.issues if each.needs_a_person and each.record is not None}


@pytest.mark.parametrize("heading", ["Address", "Venue address", "Where based", "Office address"])
def test_an_address_of_several_lines_is_one_cell(heading: str) -> None:
    true, found = listed(
        ["Group", "What they do", heading, "Telephone", "Email"], NAMES, DOINGS, ADDRESSES, PHONES, EMAILS
    )
    assert spelt(found) == true


@pytest.mark.parametrize(
    ("heading", "held"), [("Opening times", HOURS), ("Meeting times", HOURS), ("Who for", WHOM)]
)
def test_hours_and_audiences_are_told_by_their_words(heading: str, held: tuple[list[str], ...]) -> None:
    true, found = listed(["Group", "What they do", heading, "Email"], NAMES, DOINGS, held, EMAILS)
    assert spelt(found) == true


def test_a_venue_may_be_an_address() -> None:
    true, found = listed(["Group", "What they do", "Venue", "Email"], NAMES, DOINGS, ADDRESSES, EMAILS)
    assert spelt(found) == true
    assert [column.role for column in found.columns][2] is Role.AREA


def test_what_a_column_holds() -> None:
    columns = [
        Column(Role.AREA, "Where"),
        Column(Role.TEXT, "Training times"),
        Column(Role.TEXT, "Shoe size"),
    ]
    assert contents(columns) == (Role.AREA, Matter.WHEN, Role.TEXT)
    assert contents(columns, with_venues=True)[0] is Matter.WHERE
    assert [may_be_venue(each) for each in columns] == [True, False, False]
    assert [to_content(name) for name in ("where", "name")] == [Matter.WHERE, Role.NAME]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("24 Oak Road", "street"), ("Oak Road", "street-only"), ("7 The Maltings, Deal", "numbered"),
        ("CT14 7AA (rear door)", "postcode-in"), ("Portland, OR 97214", "postcode-end"), ("Calgary T2P 1J9", "postcode-end"),
        ("Wembley WA 6913", "postcode-end"), ("24/7", "hour"), ("Weekdays", "day"), ("For carers", "whom"),
        ("A ramble along the beach", "none"), ("word " * LONGEST, "long"), ("Church", "none"),
    ],
)  # fmt: skip
def test_particulars(text: str, told: str) -> None:
    assert particulars(text) == told


def test_even_rows_show_themselves_by_a_column_that_is_mostly_blank() -> None:
    """Placeholders stand for blank cells: an address comes again not one record on, but two or three."""
    emails = tuple(email if n % 3 == 0 else "" for n, email in enumerate(EMAILS * 3))
    names = tuple(f"{name} {n}" for n, name in enumerate(NAMES * 3))
    rows = list(zip(names, ("Open", "The Den", "Walks", "By post", "Songs") * 3, emails, strict=True))
    texts = [
        "Clubs",
        "Club",
        "Kind of group",
        "Email",
        *(text for row in rows for text in row),
        "Updated 4 May 2023",
    ]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    true = {name: email for name, _, email in rows}
    wrong = {
        each.number for each in found.records if true.get(each.text(Role.NAME)) != each.text(Role.CONTACT)
    }
    assert len(found.records) >= len(rows) - 1 and len(wrong) <= 1
    assert wrong <= doubted(found)


def test_an_address_under_the_description_is_doubted() -> None:
    """Where a service has none, its address is the first words behind its name."""
    doings = ([DOINGS[0]], [DOINGS[1]], [], [DOINGS[3]], [DOINGS[4]])
    true, found = listed(
        ["Group", "What they do", "Address", "Telephone", "Email"], NAMES, doings, ADDRESSES, PHONES, EMAILS
    )
    wrong = [
        number for number, (one, two) in enumerate(zip(spelt(found), true, strict=True), 1) if one != two
    ]
    assert set(wrong) <= doubted(found)


def test_a_way_to_reach_somebody_under_another_heading_is_doubted() -> None:
    """The heading of the addresses is one that nobody knows, so that no column is theirs."""
    whom = tuple(
        [*each, email] if n % 5 == 1 else each
        for n, (each, email) in enumerate(zip(WHOM, EMAILS, strict=True))
    )
    _, found = listed(["Group", "What they do", "Who for"], NAMES, DOINGS, whom)
    assert found.records[1].number in doubted(found)
    assert found.records[1].confidence <= 0.9


def test_a_first_heading_that_nobody_knows_is_the_names_and_all_are_doubted() -> None:
    true, found = listed(
        ["Cosy corner", "What they do", "Venue address", "Telephone", "Email"],
        NAMES,
        DOINGS,
        ADDRESSES,
        PHONES,
        EMAILS,
    )
    assert spelt(found) == true
    assert found.columns[0] == Column(Role.NAME, "Cosy corner")
    assert doubted(found) == {1, 2, 3, 4, 5}
    assert max(each.confidence for each in found.records) <= 0.5


def test_a_heading_before_the_names_that_nobody_knows_is_a_column() -> None:
    """Read as a title it would leave the first topic as one more heading, and shift every cell by one."""
    topics = ("Food and friends", "Money", "Growing up", "Outdoors", "Memory")
    lines = [*zip(topics, NAMES, DOINGS, PHONES, EMAILS, strict=True)]
    found = read(
        ["Topic area", "Organisation", "Details", "Telephone", "Email"], [list(row) for row in lines]
    )
    right = [tuple(row) for row in cells(found)] == lines
    assert right or doubted(found) == {each.number for each in found.records}


def test_a_contact_that_may_be_the_next_name_is_doubted_with_both() -> None:
    """A blank contact leaves no trace, and the next service is called like somebody's organisation."""
    rows = [[name, doing, email] for name, doing, email in zip(NAMES, DOINGS, EMAILS, strict=True)]
    lines = [*rows[:2], [*rows[2][:2]], ["William R Haney Centre", *rows[3]], rows[4]]
    found = read(["Group", "What they do", "Contact"], [list(each) for each in lines])
    contacts = {record.number: record.text(Role.CONTACT) for record in found.records}
    taken = [number for number, text in contacts.items() if text == "William R Haney Centre"]
    assert taken and all({number, number + 1} <= doubted(found) for number in taken)


def test_what_no_hour_is_before_the_hours_of_a_week_is_doubted() -> None:
    """Hours of several paragraphs are usual here; an area's second place before them would be lost among them."""
    weeks = tuple([*each, "Sundays 10-4"] for each in HOURS)
    areas = (["Norwick"], ["Norwick", "NR8, NR9"], ["Sandwell"], ["Norwick"], ["Sandwell"])
    true, found = listed(
        ["Group", "What they do", "Area", "Opening times", "Email"], NAMES, DOINGS, areas, weeks, EMAILS
    )
    wrong = {
        number for number, (one, two) in enumerate(zip(spelt(found), true, strict=True), 1) if one != two
    }
    assert wrong <= doubted(found)


def test_an_address_said_twice_at_the_end_of_the_table_is_doubted() -> None:
    rows = [[name, doing, email] for name, doing, email in zip(NAMES, DOINGS, EMAILS, strict=True)]
    found = read(["Group", "What they do", "Contact"], [*rows, [EMAILS[-1]]])
    assert len(found.records) in doubted(found)
