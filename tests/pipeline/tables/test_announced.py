"""Pages whose headings announce a table: words of its cells that look like headings or labels are none."""

import pytest

from pipeline.issues import DocumentRefused
from pipeline.model import Role
from pipeline.tables.text_document import read_text
from tests.pipeline.test_extract import cells, read

HEADINGS = ["Name", "What we offer", "Age range", "Town", "Telephone"]
ROWS = [
    ["Harbour Lights", "Sea scouting, sailing and first aid for beginners.", "8-14", "Wick", "01622 123456"],
    ["Moor House", "Mentoring and evening meals for young carers.", "11-18", "Upton", "01622 234567"],
    ["The Granary", "Rehearsal rooms, workshops and help with recording.", "14-25", "Dene", "01622 345678"],
    ["Stepping Stones", "Talking therapy for those who were bereaved.", "5-11", "Norton", "01622 456789"],
]


def page(rows, headings=HEADINGS):
    words = [*headings, *(text for row in rows for cell in row for text in cell.split("\n"))]
    return "What we fund\n\n" + "\n\n".join(words) + "\n\nUpdated 3 May 2021\n\n© Norton Council\n"


def refused_for(text):
    with pytest.raises(DocumentRefused) as caught:
        read(text)
    return " ".join(each.message for each in caught.value.issues)


def test_a_sentence_that_lists_words_of_headings_is_no_table():
    listed = "It runs for all who want help, groups, activities, projects, support, visits, and trips."
    rows = [[ROWS[0][0], listed, *ROWS[0][2:]], *ROWS[1:]]
    assert cells(read(page(rows))) == [[[text] for text in row] for row in rows]


def test_labels_within_cells_are_words_of_the_cells():
    described = [f"{row[1]}\nOverview: open to all\nServices: {row[1]}" for row in ROWS[:2]]
    rows = [[row[0], text, *row[2:]] for row, text in zip(ROWS, described, strict=False)] + ROWS[2:]
    try:
        found = read(page(rows))
    except DocumentRefused as refused:
        assert "More than one" not in str(refused)
    else:
        assert [column.heading for column in found.columns] == HEADINGS


def test_headings_whose_records_cannot_be_told_are_named_in_the_refusal():
    words = ["Wick", "Overview:", "1) Norton and others", "Summary: all", "2) Upton"] * 6
    said = refused_for("\n\n".join([*HEADINGS, *words]))
    assert "‘Age range’, ‘Town’" in said
    assert "cannot be told" in said


def test_values_that_repeat_in_every_record_leave_the_page_readable():
    headings = ["Agency name", "Service", "Strategy", "Ages", "Phone"]
    rows = [
        ["Norton Arts Trust", "Songwriters", "Youth work", "6-13, 14-17", "01622 123456"],
        ["Norton Arts Trust", "Songwriters", "Youth work", "14-17", "01622 234567"],
        ["Norton Arts Trust", "Songwriters", "Youth work", "6-13, 14-17", "01622 345678"],
    ]
    found = read(page(rows, headings))
    assert [column.heading for column in found.columns] == headings
    assert cells(found) == [[[text] for text in row] for row in rows]


MENU = ["Home", "Services", "News", "Contact us", "Home", "Families and carers", "Support", "Halls to hire"]


@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_menu_is_no_row_of_headings_though_words_that_are_none_follow_it(bullet):
    rows = ["Moor Hall", "80 seats", "Dene Hall", "120 seats", "Wick Hall", "45 seats"]
    menu = [f"{bullet}{word}" for word in MENU[:-1]]
    assert "No table" in refused_for("\n\n".join([*menu, MENU[-1], "Updated this week.", *rows]))


def test_a_menu_above_rows_that_tabs_divide_is_no_row_of_headings():
    rows = "\n".join(f"Norton\tTaxis\t2013\t{n}\t2013-12-31\t{n * 17}" for n in range(1, 9))
    assert "No table" in refused_for("\n\n".join([*MENU[1:4], "About us", "Licences", "By year.", rows]))


def test_items_of_a_list_that_end_before_the_headings_are_none_of_them():
    listed = "• Activities\n• Your town\n• Groups"
    found = read(f"{listed}\n\n{page(ROWS).removeprefix('What we fund')}")
    assert [column.heading for column in found.columns] == HEADINGS
    assert cells(found) == [[[text] for text in row] for row in ROWS]


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (["Centre", "Facilities", "Telephone"], ["name", "description", "phone"]),
        (["Centre", "What they do", "Facilities"], ["name", "description", "text"]),
    ],
)
def test_facilities_describe_a_service_where_no_other_heading_does(headings, roles):
    lines = [headings, ["Dene Baths", "Pool and gym", "01622 123456"], ["Upton Hall", "Hall", "01622 234567"]]
    found = read("\n".join(f"| {' | '.join(line)} |" for line in lines))
    assert [str(column.role) for column in found.columns] == roles


def test_a_page_that_was_not_found_is_refused_for_that_though_its_menu_reads_like_headings():
    said = refused_for("\n\n".join(["Page not found", "The page has moved.", "Name", "Services", "Contact"]))
    assert "not found" in said.partition(":")[2]


STAFF = [
    ["Sarah Rothwell", "Coordinates the work in the east", "Thanet", "sarah.rothwell@kent.gov.uk"],
    ["Emma Price", "Leads on schools", "Maidstone", "emma.price@kent.gov.uk"],
    ["Paul Ford", "Manages the budget", "County-wide", "paul.ford@kent.police.uk"],
]
TEAM = ["Name", "What they do", "Area covered", "Contact"]


def test_persons_with_their_own_mailboxes_at_a_public_body_may_be_no_services():
    found = read(page(STAFF, TEAM))
    assert [each.value for each in found.issues if each.code == "table-kind-unsure"] == ["a staff list"]


def test_persons_with_posts_and_their_own_mailboxes_at_a_public_body_are_no_services():
    rows = [
        [row[0], post, *row[2:]] for row, post in zip(STAFF, ("Manager", "Officer", "Clerk"), strict=True)
    ]
    assert "a staff list" in refused_for(page(rows, TEAM))


@pytest.mark.parametrize("domain", ["gmail.com", "rothwell-childminding.co.uk"])
def test_childminders_are_services(domain):
    rows = [[*row[:3], row[3].partition("@")[0] + "@" + domain] for row in STAFF]
    assert cells(read(page(rows, TEAM))) == [[[text] for text in row] for row in rows]


def test_a_library_is_no_person():
    rows = [
        [f"{town} Library", "Books and a warm room", town, f"{town}.library@wick.gov.uk".lower()]
        for town in ("Norton", "Upton", "Thanet")
    ]
    assert len(read(page(rows, TEAM)).records) == len(rows)


def test_headings_that_the_source_calls_text_are_no_second_name():
    headings = ["Organisation", "Project", "Description", "Amount awarded"]
    rows = [
        ["Norton Judo", "Belt up", "Judo for all who live in the valley", "£500"],
        ["Upton Arts", "Big Draw", "Drawing outdoors with families", "£1,200"],
        ["Lane Trust", "Open Door", "Advice about benefits and debt", "£750"],
    ]
    found = read_text(page(rows, headings), {"Project": Role.TEXT})
    assert [column.heading for column in found.columns] == headings
    assert cells(found) == [[[text] for text in row] for row in rows]
