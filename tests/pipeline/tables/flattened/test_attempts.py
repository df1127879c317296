"""Headings that announce other columns than they seem to: the words below them decide."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.model import Column, Role
from pipeline.tables.flattened.heading_run import HeadingRun
from pipeline.tables.flattened.recover import recover
from pipeline.tables.flattened.titles import find_titles
from pipeline.tables.flattened.variants import attempt_exactly
from pipeline.tables.streams.stream import Recovered, Token

NAMES = ("Harbour Trust", "Rise Up CIC", "The Pear Tree", "Boxing Futures", "Second Wind", "Field and Farm")
PLACES = ("Norwich", "Ipswich", "Ely", "Thetford", "Diss and Eye", "Cromer")
STATES = ("Awarded", "Lot 2", "Waiting list", "Awarded", "By interview", "Lot 2")


def rows() -> list[list[str]]:
    return [
        [name, f"Weekly sessions in {place} to help people into work.", "11-19", place, f"lead{n}@club.uk"]
        for n, (name, place) in enumerate(zip(NAMES, PLACES, strict=True))
    ]


def read(headings: tuple[str, ...], body: list[list[str]]) -> Recovered:
    texts = ["Projects we fund", *headings, *chain(*body), "Last updated 4 December 2020"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    return found


def with_states() -> list[list[str]]:
    return [[*row[:4], state, row[4]] for row, state in zip(rows(), STATES, strict=True)]


def test_two_headings_that_read_like_one_are_two_where_the_cells_of_two_stand_below() -> None:
    found = read(("Name", "What they do", "Ages", "Area", "Commissioner", "Contact"), with_states())
    assert [(each.role, each.heading) for each in found.columns[4:]] == [
        (Role.TEXT, "Commissioner"),
        (Role.CONTACT, "Contact"),
    ]
    assert [[cell.text for cell in record.cells] for record in found.records] == with_states()
    assert {each.code for each in found.issues} == {"heading-unknown"}


def test_one_heading_over_two_paragraphs_stays_one_where_the_cells_of_one_stand_below() -> None:
    found = read(("Name", "What they do", "Ages", "Area", "Coordinator", "Contact"), rows())
    assert found.columns[4].heading == "Coordinator Contact"
    assert [[cell.text for cell in record.cells] for record in found.records] == rows()
    assert found.issues == ()


def test_a_heading_of_a_contact_above_no_contacts_is_one_that_nobody_knows() -> None:
    found = read(("Name", "What they do", "Ages", "Area", "Lead officer", "Contact"), with_states())
    assert [[cell.text for cell in record.cells] for record in found.records] == with_states()
    assert found.columns[4].role is Role.TEXT


def test_people_and_addresses_below_one_heading_over_two_paragraphs_are_never_silently_parted() -> None:
    people = ("Ann Lee", "Jo Webb", "Karen Fox", "Tom Hill", "Ruth King", "Alan Reed")
    body = [[*row[:4], person, row[4]] for row, person in zip(rows(), people, strict=True)]
    found = read(("Name", "What they do", "Ages", "Area", "Coordinator", "Contact"), body)
    contacts = [record.paragraphs(Role.CONTACT) for record in found.records]
    assert all(len(each) == 2 for each in contacts)


def test_the_last_heading_may_be_one_that_nobody_knows() -> None:
    body = [[*row, state] for row, state in zip(rows(), STATES, strict=True)]
    found = read(("Name", "What they do", "Ages", "Area", "Contact", "How to join"), body)
    cells = [[cell.text for cell in record.cells] for record in found.records]
    assert cells == body


def test_a_first_name_is_no_heading() -> None:
    body = rows()
    body[0][0] = "Ask Me How"
    found = read(("Name", "What they do", "Ages", "Area", "Contact"), body)
    assert [[cell.text for cell in record.cells] for record in found.records] == body


def test_a_first_name_that_reads_like_a_usual_heading_is_the_name() -> None:
    body = rows()
    body[0][0] = "WAITS"
    found = read(("Name", "What they do", "Ages", "Area", "Contact"), body)
    assert [[cell.text for cell in record.cells] for record in found.records] == body


def test_rows_below_some_of_the_headings_again_may_be_another_table_s() -> None:
    """The third heading is another one there, and so are the cells under it."""
    refused = ("Name", "What they do", "Why not", "Area", "Contact")
    body = [*rows(), refused, ["Kite Club", "Trips.", "8-12", "Norwich", "k@kite.uk"]]
    found = read(("Name", "What they do", "Ages", "Area", "Contact"), body)
    doubted = {each.record for each in found.issues if each.needs_a_person}
    below = [each.number for each in found.records if "Kite Club" in each.cells[0].texts]
    assert below
    assert doubted >= set(below)


def test_another_table_of_which_no_row_is_read_is_said_to_be_left_out() -> None:
    refused = ["Refused", "Name", "What they do", "Why not", "Area", "Contact"]
    body = [*rows(), [*refused, "Fish Club", "Angling for all.", "Too late", "Hornsea", "f@fish.uk"]]
    found = read(("Name", "What they do", "Ages", "Area", "Contact"), body)
    said = [each.code for each in found.issues]
    assert "table-left-out" in said


def test_headings_printed_again_whole_put_no_row_below_them_in_doubt() -> None:
    headings = ("Name", "What they do", "Ages", "Area", "Contact")
    found = read(headings, [*rows()[:3], headings, *rows()[3:]])
    assert [[cell.text for cell in record.cells] for record in found.records] == rows()
    assert not [each for each in found.issues if each.needs_a_person]


def test_a_title_that_is_a_heading_elsewhere_stays_a_title() -> None:
    texts = ["Services we fund", "Name", "Ages", "Area", "Contact"]
    body = [[row[0], *row[2:]] for row in rows()]
    tokens = [Token(text, number) for number, text in enumerate([*texts, *chain(*body), "Updated today"], 1)]
    found = recover(tokens, {"Services we fund": Role.DESCRIPTION})
    assert found
    assert [[cell.text for cell in record.cells] for record in found.records] == body


def test_words_of_a_foot_within_the_table_do_not_end_it() -> None:
    body = rows()
    body[2][0] = "Privacy policy and cookies news"
    found = read(("Name", "What they do", "Ages", "Area", "Contact"), body)
    assert len(found.records) == len(body)


@pytest.mark.parametrize(("title", "is_heading"), [("Website", True), ("West Norfolk", False)])
def test_the_heading_of_an_address_is_no_title_above_the_first_rows(title: str, is_heading: bool) -> None:
    headings = {
        "Name": Role.NAME,
        "What they do": Role.DESCRIPTION,
        "Ages": Role.AGE,
        "Area": Role.AREA,
        "Email": Role.CONTACT,
    }
    body = [[title], *rows()[:3], ["East Norfolk"], *rows()[3:5], ["North Norfolk"], *rows()[5:]]
    texts = [*headings, *chain(*body), "Last updated 4 December 2020"]
    run = HeadingRun(tuple(Column(role, heading) for heading, role in headings.items()), 0, len(headings))
    tried = attempt_exactly([Token(text, number) for number, text in enumerate(texts, 1)], run)
    assert len(find_titles(tried.readings[0])) == 3
    assert tried.names_heading is is_heading
