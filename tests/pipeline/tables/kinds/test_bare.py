"""Tables that say no more than a name, a place and how to reach it may list services, or anything."""

import pytest

from pipeline.issues import DocumentRefused
from pipeline.model import Role
from tests.pipeline.test_extract import read, refusal
from tests.pipeline.test_refusals import grid

BANKS = grid(
    "Name|Address|Voucher?|Telephone",
    "Storehouse|Quay Road, Norton|Yes|01632 960101",
    "The Larder|2 Mill Lane, Upton|No|01632 960102",
    "Bread and More|Church Hall, Dene|No|01632 960103",
)
NAMES = ["Storehouse", "The Larder", "Bread and More"]
TEXT = "Name\n\nAddress\n\nTelephone\n\n" + "\n\n".join(
    f"{name}\n\n{place}\n\n{number}"
    for name, place, number in (
        ("Storehouse", "Quay Road, Norton", "01632 960101"),
        ("The Larder", "2 Mill Lane, Upton", "01632 960102"),
        ("Bread and More", "Church Hall, Dene", "01632 960103"),
    )
)


def doubted(found):
    """The records at which it is said that the table may be of another kind; None for the whole of it."""
    return [each.record for each in found.issues if each.code == "table-kind-unsure"]


@pytest.mark.parametrize("title", ["", "<h1>Our shops</h1>", "<h1>Norton</h1>"])
def test_it_is_read_and_all_of_it_doubted(title):
    found = read(title + BANKS)
    assert [record.text(Role.NAME) for record in found.records] == NAMES
    assert doubted(found) == [None, 1, 2, 3]


@pytest.mark.parametrize("title", ["Food banks", "Warm spaces in Norton", "Clubs and groups"])
def test_a_title_that_names_services_settles_it(title):
    assert not doubted(read(f"<h1>{title}</h1>{BANKS}"))


def test_the_same_in_paragraphs():
    found = read(TEXT)
    assert [record.text(Role.NAME) for record in found.records] == NAMES
    assert doubted(found) == [None, 1, 2, 3]


def test_a_place_and_a_sum_are_as_good():
    found = read(grid("Name|Area|Award", "Norton Judo|Norton|£500", "Upton Choir|Upton|£1,000"))
    assert doubted(found) == [None, 1, 2]


@pytest.mark.parametrize(
    "rows",
    [
        ["Jane Hill|Norton|01632 960101", "Raj Singh|Upton|01632 960102"],
        ["Jane Hill|Norton|01632 960101", "Raj Singh|Upton|01632 960102", "Front desk|Dene|01632 960103"],
        ["Jane Hill|Norton|01632 960101"],
    ],
    ids=["persons", "most are", "one person"],
)
def test_persons_are_no_services(rows):
    with pytest.raises(DocumentRefused, match="a list of people"):
        read(grid("Name|Area|Phone", *rows))


@pytest.mark.parametrize(("heading", "is_read"), [("Group", True), ("Agency", True), ("Name", False)])
def test_groups_whose_names_look_like_persons_are_read_where_the_heading_says_what_they_are(heading, is_read):
    rows = ["Bushey Boomers|Dances|Bo, by phone", "Royston Rotters|Soil|Les", "Doorstep Dacorum|Visits|Emma"]
    page = grid(f"{heading}|Their story|Contact", *rows)
    if is_read:
        assert doubted(read(page)) == [None, 1, 2, 3]
    else:
        refusal(page)


def test_headings_of_a_staff_list_are_none_of_services():
    refusal(grid("Name|Job title|Area|Phone", "Storehouse|Manager|Norton|01632 960101"))


def test_beside_a_table_that_says_more_it_is_not_taken():
    rich = grid("Name|What they do|Area|Email", "The Shed|Judo and boxing|Norton|a@b.org")
    found = read(BANKS + rich)
    assert [column.heading for column in found.columns] == ["Name", "What they do", "Area", "Email"]
    assert "The Shed" in [record.text(Role.NAME) for record in found.records]
    assert not doubted(found)
    assert [each.value for each in found.issues if each.code == "table-unread"] == [
        "Name; Address; Voucher?; Telephone"
    ]
