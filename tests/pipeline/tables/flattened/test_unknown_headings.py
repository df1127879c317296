"""Headings without a role are columns of their own; a site's menu is none at all."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.model import Role
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.recover import recover
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


@pytest.mark.parametrize("first", ["Hub", "Shed", "Who"])
def test_a_word_that_services_are_called_by_heads_their_names_beside_two_that_are_known(first: str) -> None:
    """It is beyond doubt where the columns are; as a title above a heading of names, it is none."""
    rows, others = [[row[0], row[1], row[4]] for row in ROWS], ["What they do", "Contact"]
    for headings in ([first, *others], [first, "Club", *others]):
        found = read(headings, rows)
        assert [column.heading for column in found.columns] == headings[-3:]
        assert [str(column.role) for column in found.columns] == ["name", "description", "contact"]
        assert not any(each.needs_a_person for each in found.issues)


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


BEHIND = """Funded services|Delivery partner|Summary of the work|Age band|Patch|Referral route
Tide Turners|One to one mentoring for those at risk of leaving school.|11-16|Thanet|jo@tide.example
Cobalt Boxing|Evening boxing and a meal.||Swale|cobalt@boxing.example
The Larkfield Trust|Family work|Drop-in on Tuesdays|Holiday camps|8-18|Maidstone|Tonbridge and Malling
Referrals:|refer@larkfield.example|01622 555123
Bright Water|Detached youth work in the town centre.|13 to 19|Medway|sam@brightwater.example
Hop Yard|Gardening for young adults leaving care.|18-25|Ashford|hello@hopyard.example
Kestrel Arts|Film making with young people on remand.|14-17|Kent wide|film@kestrel.example
Last updated 3 March 2025|Contact us"""


def test_words_behind_a_last_row_that_lacks_its_end_are_said() -> None:
    """Nobody knows the last heading, so that its address may as well be one of the page's foot."""
    texts = BEHIND.replace("\n", "|").split("|")
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    held = {text for record in found.records for cell in record.cells for text in cell.texts}
    said = " ".join(each.message for each in found.issues)
    assert all(text in held or text in said for text in texts[6:-2] if text)
