"""Headings without a role are columns of their own; a site's menu is none at all."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.model import Role
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.headings.words import general, plain_headings
from pipeline.tables.streams.stream import Token
from tests.pipeline.tables.flattened.test_heading_runs import ROWS, cells, read

KNOWN = ["Name", "Service Provided", "Age group", "Area covered", "Contact"]
DAYS = ("Mon 4-6", "Tuesdays", "Wed and Fri", "Daily", "Saturdays 10-12", "Sunday mornings")
WAYS = ("GP", "Self-referral", "School only", "Book online", "Social worker", "Drop in")


def with_columns(at: int, *columns: tuple[str, ...]) -> list[list[str]]:
    """The rows with more cells in front of cell `at`."""
    more = zip(*columns, strict=True)
    return [[*row[:at], *cells, *row[at:]] for row, cells in zip(ROWS, more, strict=True)]


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(
    "headings",
    [
        ("Day and time", "Referral route"),
        ("Meeting pattern", "Shoe size"),
        ("Day and time",),
        ("Shoe size",),
    ],
)
def test_headings_that_no_role_fits_are_columns_wherever_they_stand(
    at: int, headings: tuple[str, ...]
) -> None:
    rows = with_columns(at, *(DAYS, WAYS)[: len(headings)])
    found = read([*KNOWN[:at], *headings, *KNOWN[at:]], rows)
    assert [column.heading for column in found.columns] == [*KNOWN[:at], *headings, *KNOWN[at:]]
    assert cells(found) == rows
    assert [each.value for each in found.issues if each.code == "heading-unknown"] == list(headings)


def test_a_column_without_a_role_may_be_blank_throughout() -> None:
    found = read([*KNOWN[:2], "Notes", *KNOWN[2:]], [list(row) for row in ROWS])
    assert [column.heading for column in found.columns] == [*KNOWN[:2], "Notes", *KNOWN[2:]]
    assert [cell for row in cells(found) for cell in row if cell] == [*chain(*ROWS)]


def test_no_heading_without_a_role_is_one_that_has_one() -> None:
    assert plain_headings().isdisjoint(general())


def test_a_sites_menu_is_no_row_of_headings() -> None:
    menu = ["Home", "About us", "Services", "News", "Contact us", "What we fund"]
    assert find_headings([Token(text, n) for n, text in enumerate(menu)], {}) == []
    found = read([*menu, *KNOWN], [list(row) for row in ROWS])
    assert [column.heading for column in found.columns] == KNOWN
    assert cells(found) == [list(row) for row in ROWS]


def test_words_that_menus_have_too_may_be_headings() -> None:
    texts = ["Money for clubs", "Projects", "About", "Where we work", "Contact", "The Shed"]
    (run, *_) = find_headings([Token(text, n) for n, text in enumerate(texts)], {})
    assert run.roles == (Role.NAME, Role.DESCRIPTION, Role.AREA, Role.CONTACT)


def test_a_heading_left_behind_is_not_the_first_name() -> None:
    rows = [[*row] for row in ROWS]
    rows[0][1] = ""
    found = read([*KNOWN[:3], "Area", "Coordinator", "Contact"], rows)
    assert [column.heading for column in found.columns] == [*KNOWN[:3], "Area", "Coordinator Contact"]
    assert cells(found) == rows


@pytest.mark.parametrize("last", ["Places left", "Shoe size"])
def test_no_known_heading_goes_where_one_that_nobody_knows_follows_it(last: str) -> None:
    headings = [*KNOWN[:2], "Opening days", *KNOWN[2:4], "Lead", last]
    rows = [[*row[:2], day, *row[2:], way] for row, day, way in zip(ROWS, DAYS, reversed(WAYS), strict=True)]
    found = read(headings, rows)
    assert [column.heading for column in found.columns] == headings
    assert cells(found) == rows


@pytest.mark.parametrize("name", ["Waiting List", "Who can join?", "NOTES", "Map"])
def test_a_first_name_that_heads_columns_elsewhere_is_never_silently_a_heading(name: str) -> None:
    rows = [[name, *ROWS[0][1:]], *map(list, ROWS[1:])]
    found = read(KNOWN, rows)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    assert cells(found) == rows or all(record.number in flagged for record in found.records)


@pytest.mark.parametrize("menu", [["Home", "News", "Contact us"], ["Contact us"]])
def test_the_last_word_of_a_menu_moves_no_address_into_the_next_record_in_silence(menu: list[str]) -> None:
    rows = [[*row] for row in ROWS]
    rows[1][2] = ""
    found = read([*menu, "Clubs near you", *KNOWN[:4], "Who runs it all"], rows)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    right = [[cell for cell in row if cell] for row in rows]
    wrong = [record for record in found.records if [c.text for c in record.cells if c.text] not in right]
    assert all(record.number in flagged for record in wrong)


@pytest.mark.parametrize(
    ("words", "doubted"),
    [("Boxing lessons", {1, 2, 3, 4, 5, 6}), ("Boxing lessons for all who live here.", {1})],
)
def test_every_record_is_doubted_where_a_heading_may_have_been_let_go(words: str, doubted: set[int]) -> None:
    """The first record lacks its name, and what it begins with is as short as a heading, or it is not."""
    found = read(KNOWN, [["", words, *ROWS[0][2:]], *map(list, ROWS[1:])])
    assert {each.record for each in found.issues if each.needs_a_person} == doubted


@pytest.mark.parametrize("first", ["Hub", "Shed", "Who"])
def test_a_word_that_services_are_called_by_heads_their_names_beside_two_that_are_known(first: str) -> None:
    found = read([first, "What they do", "Contact"], [[row[0], row[1], row[4]] for row in ROWS])
    assert [str(column.role) for column in found.columns] == ["name", "description", "contact"]
    assert {each.record for each in found.issues} >= {record.number for record in found.records}


NURSERIES = [
    ["Little Acorns", "EH6 5NA", "2-5", "0131 496 0101", "Good"],
    ["Bluebell Nursery", "EH7 4AB", "0131 496 0102", "Very good"],
    ["St Mary's Under Fives", "EH15 1XY", "3-5", "0131 496 0103", "Awaiting"],
    ["The Treehouse", "EH3 9QG", "1-5", "0131 496 0104", "Good"],
    ["Forest Kindergarten", "EH10 7DX", "3-5", "0131 496 0105", "Excellent"],
    ["Rainbow Playgroup", "EH16 4TP", "2-4", "0131 496 0106", "Good"],
]


def test_columns_that_read_far_surer_than_those_first_seen_are_not_doubted_for_it() -> None:
    found = read(["Setting", "Postcode", "Ages taken", "Tel", "Inspection"], NURSERIES)
    assert found.columns[-1].heading == "Inspection"
    assert not [each for each in found.issues if "two ways" in each.message]
