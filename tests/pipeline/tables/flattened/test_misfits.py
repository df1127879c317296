"""Words that their cell can hardly hold are told or read as they stand, however sure the reading is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Token
from tests.pipeline.tables.flattened.test_edges import (
    COLUMNS,
    FOOT,
    USUAL,
    Row,
    page,
    rows_with,
    silently_wrong,
    written,
)

LONG = "Weekly sessions in the hall for all who live on the estate, with a meal for everybody."
CASES = (
    (
        "an address with a label where the description is blank",
        "Name;Ages;Area;Contact;Description",
        ("Power-Ups", "All ages", "Norwich", "VRU: power@ups.org|Project: ups@power.net", ""),
    ),
    (
        "a person with a post right behind the address",
        "Name;Ages;Area;Contact;Description",
        ("Power-Ups", "All ages", "Norwich", "powerups@example.net|Secretary: Colin Wass", ""),
    ),
    (
        "a person and a post before the address",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "5-18", "Diss", "Iwona Barker|CEO|iwona@takefive.org.uk"),
    ),
    (
        "two persons before the address",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "5-18", "Diss", "Steph Field / Carys Hull|office@takefive.org.uk"),
    ),
    (
        "a person who bears the name of a place, and a number",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "5-18", "Diss", "Cromer Ely|Tel: 01603 496018"),
    ),
    (
        "somebody with a post before the address, and no area",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "5-18", "", "Niamh Ingham, Youth Hub Manager|niamh_ingham@takefive.org.uk"),
    ),
    (
        "a name that an area may have swallowed, before two paragraphs",
        "Name;Description;Ages;Area",
        ("Sport on your doorstep/ Diss Street Games", f"Employment support|{LONG}", "5-18", "Diss"),
    ),
    (
        "a post before the address, and no area",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "5-18", "", "HRU Coordinator|office@takefive.org.uk"),
    ),
    (
        "a handle below the mailbox",
        "Name;Ages;Contact;Area;Description",
        ("Take Five", "5-18", "hello@takefive.org.uk|Facebook", "Diss", LONG),
    ),
    (
        "whom it is for below the ages of a row without an area",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "11-16|Parents", "", "hello@takefive.org.uk"),
    ),
    (
        "a second age beside a blank cell",
        "Name;Description;Languages;Ages;Phone",
        ("Take Five", LONG, "", "5-7|8-11", "01603 496018"),
    ),
    (
        "an area in the description, and none in its place",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", f"{LONG}|Folkstone", "5-18", "", "hello@takefive.org.uk"),
    ),
    (
        "a place with a label below the description",
        "Name;Description;Area;Contact",
        ("Take Five", f"{LONG}|Location: Diss", "Thetford", "hello@takefive.org.uk"),
    ),
    (
        "a person behind a mailbox, before an area",
        "Name;Contact;Area;Description;Ages",
        ("Take Five", "hello@takefive.org.uk|Oluwaseun Barnes", "Diss", LONG, "5-18"),
    ),
    (
        "an officer with the name of a place",
        "Name;Contact;Area;Description;Ages",
        ("Take Five", "hello@takefive.org.uk|Cpl Bexley", "Diss", LONG, "5-18"),
    ),
    (
        "two persons before the mailbox, one with the name of a place",
        "Name;Description;Ages;Area;Contact",
        ("Take Five", LONG, "5-18", "Diss", "Ashford Marsh / Jean-Paul Bexley|hello@takefive.org.uk"),
    ),
    (
        "the legal form of a name on a line of its own, before a blank",
        "Name;Languages;Description;Ages;Area;Contact",
        ("Harbour Child Protection Trust|CIC", "", LONG, "5-18", "Diss", "hello@harbourchild.org.uk"),
    ),
    (
        "a handle of one letter's channel",
        "Name;Contact;Description;Ages;Area",
        ("Take Five", "hello@gmail.com|X: @takefive", "Riding", "5-18", "Diss"),
    ),
    (
        "a letter of an index above the row",
        "Languages;Name;Description;Phone;Contact",
        ("", "B", "", "", ""),
    ),
)


@pytest.mark.parametrize(("headings", "odd"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_misfit_is_told_or_read(headings: str, odd: Row) -> None:
    paragraphs, rows = page(headings, odd)
    assert silently_wrong([text for text in paragraphs if text], rows) == []


def test_a_row_without_its_last_cells_does_not_swallow_the_next_in_silence() -> None:
    rows = rows_with({4: {2: "", 3: "", 4: ""}, 5: {1: LONG}})
    assert silently_wrong([text for text in written(rows) if text], rows) == []


def test_a_row_of_a_long_name_is_not_swallowed_in_silence() -> None:
    name = "Harbour Smart and Target Engagement Project in Diss"
    rows = rows_with({4: {2: "", 3: "", 4: ""}, 5: {0: name, 1: LONG}})
    assert silently_wrong([text for text in written(rows) if text], rows) == []


def test_a_person_behind_a_mailbox_is_lost_to_no_row_in_silence() -> None:
    mailbox, name = USUAL["Contact"][3], USUAL["Name"][4]
    rows = rows_with({3: {4: f"{mailbox}|Caley Barnes"}, 4: {0: f"{name}|Changing lives, a day at a time"}})
    assert silently_wrong(written(rows), rows) == []


def test_a_person_with_a_mailbox_behind_the_table_is_no_service_in_silence() -> None:
    rows = rows_with({})
    staff = ("Caley Walden", "East Norfolk", "caley.walden@norfolk.police.uk")
    assert silently_wrong([*written(rows), *staff, *FOOT], rows) == []


@pytest.mark.parametrize("title", ["Our team", "Meet the coordinators"])
@pytest.mark.parametrize("headings", ["Name;Description;Contact", "Name;Description;Ages;Area;Contact"])
def test_a_list_of_staff_behind_the_table_is_no_service_in_silence(title: str, headings: str) -> None:
    columns = headings.split(";")
    rows = list(zip(*(USUAL[column] for column in columns), strict=True))
    staff = (
        "Sian Prosser",
        "Trustee",
        "sian@harbour.org.uk",
        "Emma Price",
        "Coordinator",
        "emma@harbour.org.uk",
    )
    assert silently_wrong([*columns, *chain(*rows), title, *staff, *FOOT], rows) == []


@pytest.mark.parametrize("titles", [("NORTH NORFOLK", "BROADLAND"), ("North area", "East area")])
@pytest.mark.parametrize("headings", ["Area;Name;Description;Ages;Contact", "Name;Contact;Ages;Description"])
def test_titles_go_into_no_cell_beside_them_in_silence(titles: Sequence[str], headings: str) -> None:
    columns = headings.split(";")
    rows = list(zip(*(USUAL[column] for column in columns), strict=True))
    paragraphs = [*columns, *chain(*rows[:2]), titles[0], *chain(*rows[2:4]), titles[1], *chain(*rows[4:])]
    assert silently_wrong([*paragraphs, *FOOT], rows) == []


@pytest.mark.parametrize(
    "notes", [("(Mon-Fri only)", "Ask for Ross"), ("Robin Green", "01304–678674"), ("No website", "Jo Hall")]
)
def test_what_stands_among_titles_and_is_none_is_told(notes: Sequence[str]) -> None:
    mailbox = USUAL["Contact"]
    rows = rows_with({n: {4: f"{mailbox[n % 6]}|{note}"} for n, note in zip((4, 9), notes, strict=True)})
    lines = written(rows)
    for title, name in (("NORFOLK", rows[0][0]), ("SUFFOLK", rows[3][0]), ("ESSEX", rows[8][0])):
        lines.insert(lines.index(name), title)
    assert silently_wrong(lines, rows) == []


def test_links_to_the_top_between_rows_are_in_no_cell_and_said() -> None:
    columns = ("Name", "Ages", "Area", "Contact", "Description")
    rows = list(zip(*(USUAL[column] for column in columns), strict=True))
    link = ("Back to top",)
    lines = [*columns, *chain(*rows[:2]), *link, *chain(*rows[2:4]), *link, *chain(*rows[4:]), *FOOT]
    found = recover([Token(text, line) for line, text in enumerate(lines, 1)], {})
    assert found
    assert [tuple("|".join(cell.texts) for cell in record.cells) for record in found.records] == rows
    said = [(each.value, each.line) for each in found.issues if each.code == "paragraph-outside"]
    assert said == [("Back to top", 16), ("Back to top", 27)]


def test_the_acronym_of_a_page_is_no_column_of_its_own() -> None:
    columns = ("Name", "Description", "Ages", "Area")
    rows = rows_with(
        {n: {4: f"Jo Hall|Trustee|{USUAL['Contact'][n % 6]}|01603 49601{n}"} for n in range(0, 12, 2)}
    )
    above = ("The Harm Reduction Unit (HRU) funds these groups.", "All of them are free.")
    lines = [*above, *columns, "HRU", "Coordinator Contact", *written(rows)[5:]]
    found = recover([Token(text, line) for line, text in enumerate(lines, 1)], {})
    assert found
    assert [column.heading for column in found.columns] == [*columns, "HRU Coordinator Contact"]


@pytest.mark.parametrize("handle", ["DM us on Instagram", "@harbourtrust", "Facebook: @riseup"])
@pytest.mark.parametrize(
    "headings", ["Area;Name;Description;Ages;Contact", "Name;Description;Ages;Area;Contact"]
)
def test_a_handle_behind_a_mailbox_is_lost_to_no_row_in_silence(handle: str, headings: str) -> None:
    columns = headings.split(";")
    rows = [list(row) for row in zip(*(USUAL[column] for column in columns), strict=True)]
    for at in (1, 5):
        rows[at][-1] += f"|{handle}"
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


def test_the_first_half_of_a_name_is_told_by_its_address() -> None:
    site = {0: "Haven|Karma Nirvana", 4: "haven@vidasheffield.org.uk"}
    rows = rows_with({3: site})
    lines = written(rows)
    for title, name in (("NORFOLK", rows[0][0]), ("SUFFOLK", rows[2][0]), ("ESSEX", rows[8][0])):
        lines.insert(lines.index(name), title)
    assert silently_wrong(lines, rows) == []


@pytest.mark.parametrize("note", ["Ask for Besa", "Please leave a message", "Referral form on our website"])
def test_a_note_behind_a_mailbox_is_lost_to_no_area_in_silence(note: str) -> None:
    columns = ["Area", "Name", "Ages", "Description", "Contact"]
    rows = [list(row) for row in zip(*(USUAL[column] for column in columns), strict=True)]
    rows[2][-1] += f"|{note}"
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


def test_counties_above_the_towns_of_their_rows_are_in_no_area_in_silence() -> None:
    columns = ("Area", "Name", "Description", "Ages", "Contact")
    rows = [row[3:4] + row[:3] + row[4:] for row in rows_with({})]
    lines = [*columns]
    for n, row in enumerate(rows):
        lines += [("Norfolk", "Suffolk", "Essex")[n // 4]] if n % 4 == 0 else []
        lines += row
    assert silently_wrong([*lines, *FOOT], rows) == []


def test_counties_that_are_areas_of_other_rows_are_in_no_area_in_silence() -> None:
    columns = ("Area", "Name", "Description", "Ages", "Contact")
    rows = [row[3:4] + row[:3] + row[4:] for row in rows_with({8: {3: "Norfolk"}, 10: {3: "Essex"}})]
    lines = [*columns]
    for n, row in enumerate(rows):
        lines += [("Norfolk", "Suffolk", "Essex")[n // 4]] if n % 4 == 1 else []
        lines += row
    assert silently_wrong([*lines, *FOOT], rows) == []


@pytest.mark.parametrize("link", ["Find out more", "Read more", "More information"])
def test_a_link_between_a_description_and_a_contact_is_told(link: str) -> None:
    columns = ("Name", "Area", "Description", "Contact", "Ages")
    rows = [
        (row[0], row[3], row[1] if n == 2 else f"{row[1]}|{link}", f"01603 49601{n % 6}|{row[4]}", row[2])
        for n, row in enumerate(rows_with({}))
    ]
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


@pytest.mark.parametrize("bullet", ["•", "·", "▪"])
def test_an_item_of_a_list_is_no_name_in_silence(bullet: str) -> None:
    columns = ("Name", "Description", "Contact")
    listed = f"School shoes, hampers:|{bullet} Benefit checks|{bullet} Trips to the seaside|Visit us to book."
    rows = [
        (row[0], listed if n == 4 else row[1], f"Sian Jarman|01603 49601{n % 6}|{row[4]}")
        for n, row in enumerate(rows_with({}))
    ]
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


def test_a_title_before_words_that_go_on_is_told() -> None:
    rows = rows_with({5: {0: "Sport on|your doorstep"}})
    lines = written(rows)
    for title, name in (("Tier 1", rows[0][0]), ("Tier 2", rows[3][0]), ("Tier 3", rows[8][0])):
        lines.insert(lines.index(name), title)
    assert silently_wrong(lines, rows) == []


def test_words_in_a_column_that_nobody_knows_are_told_where_it_seldom_has_so_many() -> None:
    columns = ("Name", "Area", "Parking", "Description", "Contact")
    more = "Slow cooker lessons|What people say|A three course lunch, cooked for anybody who would eat alone."
    rows = [
        (row[0], row[3], "Behind the hall", more if n in (3, 7) else row[1], row[4])
        for n, row in enumerate(rows_with({}))
    ]
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


def test_the_second_half_of_an_unknown_heading_takes_no_numbers_in_silence() -> None:
    columns = ("Name", "Ages", "Description", "Area", "Contact")
    needs = ("Autism", "Physical disability", "All disabilities", "Hearing impairment")
    rows = [
        (*(row[n] for n in (0, 2, 1, 3)), needs[n % 4], f"01603 49601{n % 6}|{row[4]}")
        for n, row in enumerate(rows_with({}))
    ]
    lines = [*columns[:4], "Needs", "Catered for", "Contact"]
    lines += [text for row in rows for cell in row for text in cell.split("|")]
    assert silently_wrong([*lines, *FOOT], rows) == []


@pytest.mark.parametrize(
    "who", ["Mel Gray, Ely Youth Support Worker (Diss)", "Schools Trustee (Diss)", "Ely District Nurse"]
)
def test_a_post_among_the_places_of_an_area_is_told(who: str) -> None:
    rows = rows_with({n: {3: f"Diss|{who}"} for n in (2, 6)} | {4: {3: "Ely|Thetford"}})
    true = [(*row[:3], row[3].split("|")[0], "|".join([*row[3].split("|")[1:], row[4]])) for row in rows]
    true[4] = tuple(rows[4])
    assert silently_wrong(written(rows), true) == []


def test_a_person_beside_a_blank_contact_is_told() -> None:
    columns = ("Name", "Description", "Ages", "Area", "Contact", "Referral")
    rows = [(*row, "Any agency") for row in rows_with({})]
    rows[5] = (*rows[5][:4], "Ben", "")
    lines = [*columns, *(text for row in rows for cell in row if cell for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


@pytest.mark.parametrize(
    "odd",
    [
        "& Ben",
        "Ben &",
        "/",
        "& / and",
        "-",
        "–",
        "(",
        "()",
        "@",
        ",",
        "Ben / ",
        "and",
        "Ely // Diss",
        "https://diss.org.uk/norfolk",
    ],
)
@pytest.mark.parametrize("column", range(5))
def test_no_odd_paragraph_breaks_a_gate(column: int, odd: str) -> None:
    """In a cell of its own, and behind other words."""
    rows = rows_with({3: {column: odd}, 5: {column: f"Diss|{odd}"}, 7: {column: f"{odd}|Diss"}})
    texts = [*written(rows), *FOOT]
    assert recover([Token(text, number) for number, text in enumerate(texts, 1)], {})


def test_lines_of_a_contact_before_a_place_are_told() -> None:
    columns = ("Name", "Contact", "Area", "Description")
    rows = [(row[0], row[4], row[3], row[1]) for row in rows_with({})]
    rows[7] = (rows[7][0], "Front desk 01603 496550|14 Priory Street|Open door Mondays", *rows[7][2:])
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]
    assert silently_wrong(lines, rows) == []


HOURS = ("Mon 5-7pm", "Fridays", "Tue & Thu 3pm", "By appointment", "Sat 7-8", "Every Wednesday")
REMARKS = ("For Diss only", "@takefive", "New referrals only", "Out of hours: 101")


@pytest.mark.parametrize("is_blank", [True, False], ids=["no hours", "hours below it"])
def test_a_remark_on_a_contact_is_no_hour_in_silence(is_blank: bool) -> None:
    columns = ["Name", "Email", "Day and time", "Description", "Ages"]
    rows = []
    for n, (name, what, ages, _, mailbox) in enumerate(rows_with({}) * 2):
        remark = f"|{REMARKS[n // 3 % 4]}" if n % 3 == 1 else ""
        hours = "" if remark and is_blank else HOURS[n % 6]
        rows.append((f"{name} {n}", mailbox + remark, hours, what, ages))
    lines = [*columns, *(text for row in rows for cell in row for text in cell.split("|") if text), *FOOT]
    assert silently_wrong(lines, rows) == []


def _of(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The paragraphs of a page of these rows; nothing is printed for a blank cell."""
    return [*columns, *(text for row in rows for cell in row for text in cell.split("|") if text), *FOOT]


@pytest.mark.parametrize(
    "words", ["none - call at the church office", "parish clerk", "midwives and health visitors"]
)
def test_how_to_reach_somebody_told_in_words_is_no_note_in_silence(words: str) -> None:
    rows = [(row[0], row[3], row[1], HOURS[n % 6], row[4]) for n, row in enumerate(rows_with({}))]
    rows[7] = (*rows[7][:3], "", words)
    assert silently_wrong(_of(("Name", "Area", "Description", "Meet", "E-mail"), rows), rows) == []


STARTS = ("14/01/2021", "Spring 2021", "1 April", "Sept 2020", "May 21", "4 June 2020")


@pytest.mark.parametrize("places", ["Diss|Ely", "Bedgebury|Goudhurst"])
def test_a_place_is_no_date_in_silence(places: str) -> None:
    rows = [(*row[:3], STARTS[n % 6], *row[3:]) for n, row in enumerate(rows_with({}))]
    rows[4] = (*rows[4][:3], "", places, rows[4][5])
    columns = ("Name", "Description", "Ages", "Commenced", "Area", "Contact")
    assert silently_wrong(_of(columns, rows), rows) == []


@pytest.mark.parametrize("columns", [(0, 2, 3, 1, 4), (0, 3, 1, 4)])
def test_an_address_that_a_description_announces_is_no_contact_in_silence(columns: tuple[int, ...]) -> None:
    told = rows_with({6: {1: f"{LONG} Bookings:|takefive@mail.org.uk", 4: ""}})
    rows = [tuple(row[n] for n in columns) for row in told]
    assert silently_wrong(_of([COLUMNS.split(";")[n] for n in columns], rows), rows) == []


def test_the_first_cells_of_a_row_cut_off_are_in_a_record_or_said() -> None:
    columns = ("Name", "Description", "Ages", "Contact", "Amount")
    rows = [(*row[:3], row[4], f"£{n + 2},500") for n, row in enumerate(rows_with({}))]
    lines = [*columns, *chain(*rows), "The Hive", "Craft, chat a"]
    found = recover([Token(text, line) for line, text in enumerate(lines, 1)], {})
    assert found
    read = {text for record in found.records for cell in record.cells for text in cell.texts}
    said = {each.value for each in found.issues if each.code == "rows-unread"}
    assert {"The Hive", "Craft, chat a"} <= read or said == {"The Hive"}


def test_a_description_cut_off_is_no_foot_of_the_page_for_a_word_that_feet_have() -> None:
    lines = [
        *written(rows_with({}))[: -len(FOOT)],
        "Open Kitchen",
        "Information and guidance for young carer",
    ]
    found = recover([Token(text, line) for line, text in enumerate(lines, 1)], {})
    assert found
    assert "Open Kitchen" in {record.cells[0].text for record in found.records} or any(
        each.code == "rows-unread" for each in found.issues
    )


def test_dates_that_some_rows_have_in_a_last_column_are_no_titles_in_silence() -> None:
    rows = [(*row, STARTS[n % 6] if n % 3 == 1 else "") for n, row in enumerate(rows_with({}))]
    assert silently_wrong(_of((*COLUMNS.split(";"), "Start"), rows), rows) == []


@pytest.mark.parametrize("title", ["Section B: services for schools", "Part 2: in custody"])
def test_a_title_with_a_colon_above_a_name_is_no_name_in_silence(title: str) -> None:
    rows = rows_with({6: {0: "Belonging", 1: "Mentors, Monday to Friday."}})
    lines = written(rows)
    lines.insert(lines.index("Belonging"), title)
    assert silently_wrong(lines, rows) == []


@pytest.mark.parametrize("title", ["What we support", "Support on offer near you", "Our work"])
@pytest.mark.parametrize("starts", [STARTS, tuple(f"{n + 3} May 2020" for n in range(6))])
def test_a_title_above_the_headings_does_not_turn_the_rows(title: str, starts: tuple[str, ...]) -> None:
    odd = {
        0: {4: "Jo Reed|jo@larkrise.org"},
        1: {2: ""},
        2: {1: "Bike repair.|Lunch is free.|Bring a friend."},
    }
    rows = [(*row, starts[n] if n != 3 else "") for n, row in enumerate(rows_with(odd)[:6])]
    columns = ("Charity", "Activities", "Age band", "Locality", "Enquiries", "Started")
    lines = [title, *_of(columns, rows)]
    assert silently_wrong(lines, rows) == []
    found = recover([Token(text, line) for line, text in enumerate(lines, 1)], {})
    assert found
    assert [tuple("|".join(cell.texts) for cell in record.cells) for record in found.records] == rows
