"""Rows that can be read in two ways: whatever reading is taken, a person is asked to look."""

from __future__ import annotations

from itertools import chain

import pytest

from benchmarks.extraction import pages
from benchmarks.judgement import judge
from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Token
from tests.pipeline.tables.flattened.test_heading_runs import ROWS

HEADINGS = ("Name", "Service Provided", "Age group", "Area covered", "Contact")


def flagged(rows: list[tuple[str, ...]]) -> set[str]:
    """The names of the records that are doubted; the words of a record without a name."""
    texts = ["Local services", *HEADINGS, *chain(*rows), "Updated 4 May 2023"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    doubted = {each.record for each in found.issues if each.needs_a_person}
    return {next(filter(None, (c.text for c in r.cells))) for r in found.records if r.number in doubted}


def changed(number: int, *row: str) -> list[tuple[str, ...]]:
    return [*ROWS[:number], row, *ROWS[number + 1 :]]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param((*ROWS[2][:4], "Thanet", ROWS[2][4]), id="a place twice: one may be a label"),
        pytest.param((*ROWS[2][:2], "11-18", "11-25", *ROWS[2][3:]), id="two ages: one may be of a lost row"),
        pytest.param((*ROWS[2][:4], "Jackie", ROWS[2][4]), id="a person in an area"),
        pytest.param((*ROWS[2][:4], "Free", ROWS[2][4]), id="a word that is no place in an area"),
    ],
)
def test_a_row_that_may_be_another_is_doubted(row: tuple[str, ...]) -> None:
    assert "Pie Factory" in flagged(changed(2, *row))


@pytest.mark.parametrize("way", ["hello@pie.org", "01843 123456", "www.pie.org.uk"])
def test_a_description_may_end_in_whom_to_ask(way: str) -> None:
    rows = changed(2, *ROWS[2][:2], way, *ROWS[2][2:])
    texts = ["Local services", *HEADINGS, *chain(*rows), "Updated 4 May 2023"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    described = {record.cells[0].text: record.cells[1].texts for record in found.records}
    assert described["Pie Factory"] == (ROWS[2][1], way) or "Pie Factory" in flagged(rows)


def test_a_row_whose_name_may_stand_in_the_area_above_is_doubted() -> None:
    rows = [*ROWS[:1], ROWS[1][:4], ("Pie Factory", "Thanet", ROWS[2][4]), *ROWS[3:]]
    assert "Music Klub" in flagged(rows)


def test_a_title_between_two_tables_is_no_service_in_silence() -> None:
    rows = [*ROWS[:3], ("South Kent",), HEADINGS, *ROWS[3:]]
    assert "South Kent" in flagged(rows)


def test_no_row_is_lost_whose_contact_reads_like_a_page_s_foot() -> None:
    rows = [(*row[:4], "Further information: see our Facebook page") for row in ROWS]
    texts = ["Local services", *HEADINGS, *chain(*rows), "Updated 4 May 2023"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    assert [record.cells[0].text for record in found.records] == [row[0] for row in ROWS]


def doubted(headings: tuple[str, ...], rows: list[tuple[str, ...]], foot: tuple[str, ...]) -> set[str]:
    """The names of the records read that are doubted.

    The rows that none has are the last ones, and the record before them is doubted.
    """
    texts = ["Local services", *headings, *chain(*rows), *foot]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    numbers = {each.record for each in found.issues if each.needs_a_person}
    names = {record.cells[0].text for record in found.records}
    missing = [n for n, row in enumerate(rows) if row[0] not in names]
    assert missing == list(range(len(rows) - len(missing), len(rows))), "a row is lost among others"
    assert not missing or found.records[-1].number in numbers, "rows are lost in silence"
    return {record.cells[0].text for record in found.records if record.number in numbers}


def test_a_page_s_foot_with_an_address_is_no_contact_in_silence() -> None:
    rows = [*ROWS[:-1], ROWS[-1][:4]]
    foot = ("Get in touch with the whole team on team@kent.gov.uk", "Updated 4 May 2023")
    assert ROWS[-1][0] in doubted(HEADINGS, rows, foot)


PEOPLE = ("Rose-Marie Field", "Caley Walden", "Emma Price", "Jo Archer", "Sarah Rothwell", "Paul Ford")


@pytest.mark.parametrize("person", PEOPLE[:4])
def test_a_person_in_an_area_is_doubted_where_persons_stand_before_addresses(person: str) -> None:
    rows = [(*row[:4], who, row[4]) for row, who in zip(ROWS, PEOPLE, strict=True)]
    rows[2] = (*ROWS[2][:4], person, "Thanet", "one@kent.gov.uk", "Dover", "two@kent.gov.uk")
    assert "Pie Factory" in doubted(HEADINGS, rows, ("Updated 4 May 2023",))


def test_a_place_under_notes_is_doubted_where_counting_reads_it_there() -> None:
    headings = ("Name", "Service Provided", "Age group", "Notes", "Area covered", "Contact")
    notes = ("Term time only", "Waiting list", "", "Girls only", "Places left", "Full")
    rows = [(*row[:3], note, *row[3:]) for row, note in zip(ROWS, notes, strict=True)]
    rows[2] = (*ROWS[2][:3], "Gravesend", "Northfleet", ROWS[2][4])
    assert "Pie Factory" in doubted(headings, rows, ("Updated 4 May 2023",))


@pytest.mark.parametrize("blank", [(), ("",)], ids=["no trace", "marked"])
def test_a_last_row_without_its_typed_cell_is_not_lost_in_silence(blank: tuple[str, ...]) -> None:
    rows = [
        ("Community lunch", "A warm place with tea and a chat", "8-18"),
        ("Bike repair workshop", "Support for families of disabled children", "16-25"),
        ("Forest school", "Learn to cook cheap and healthy meals", "16-25"),
        ("Junior parkrun", "Mentoring and advice", *blank),
    ]
    foot = ("Report a problem with this page", "Accessibility statement", "Privacy notice")
    doubted(("Organisation", "Service Provided", "Age range"), rows, foot)


def test_rows_of_words_alone_behind_the_end_are_not_lost_in_silence() -> None:
    rows = [
        ("Relaxed cinema", "Mentoring and advice", "Open"),
        ("Men's Shed", "A warm place with tea and a chat", "Open"),
        ("Cookery class", "Weekly sessions with sport and music", "Full"),
        ("Warm Hub", "A friendly group for new parents", "Open"),
        ("Film night", "Films that all can enjoy", "Waiting list"),
    ]
    doubted(
        ("Group", "Service Provided", "Status"),
        rows,
        ("If you run an activity, tell us about it.", "Newsletter"),
    )


def test_a_number_beside_a_blank_telephone_is_doubted() -> None:
    headings = ("Name", "Details", "Address", "Phone", "Website")
    rows = [
        ("The Larder", "Food for families in need.", "4 High Street", "01227 555101", "www.larder.org.uk"),
        ("Crisis line", "Somebody to talk to at any hour.", "988"),
        ("Kite Club", "Kites for all who live here.", "7 Mill Lane", "01227 555103", "www.kite.org.uk"),
        ("Rise Up", "Work for those who look for it.", "9 Beach Road", "01227 555104", "www.riseup.org.uk"),
    ]
    assert "Crisis line" in doubted(headings, rows, ("Updated 4 May 2023",))


def test_rows_that_say_what_cells_said_before_are_read_to_the_last() -> None:
    headings = ("Organization name", "Type of service", "Town", "Phone", "Email")
    rows = [
        ("Kite Explorers", "private", "Burlington"),
        ("Summer Camp", "private", "Milton"),
        ("Enchantment Camps", "private"),
        ("Norton Recreation Department", "municipal", "Norton"),
        ("Farm & Wilderness", "private", "Plymouth"),
        ("First Roots", "private"),
        ("Flynn Hall", "private", "Burlington"),
        ("Footworks Studio", "private", "Milton"),
        ("Full Stride Hockey", "private", "Burlington"),
        ("Fusion Arts", "private", "Burlington"),
        ("Future Minds", "private"),
        ("Makerspace", "private"),
        ("Girl Scouts", "nonprofit", "Thetford"),
    ]
    texts = ["Camp providers", *headings, *chain(*rows), "Was this page helpful?", "Yes", "No"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    printed = [line.text for record in found.records for cell in record.cells for line in cell.paragraphs]
    assert printed == [*chain(*rows)]
    assert found.records[-1].number in {each.record for each in found.issues if each.needs_a_person}


def test_rows_that_no_reading_takes_are_not_left_without_a_word() -> None:
    headings = ("Name", "Description", "Eligibility", "Fees", "How to apply")
    clinic = (
        "1) CHEST CLINIC: For diagnosing tuberculosis, with x-ray exams and medication. Call 01622 300987."
    )
    dental = (
        "2) DENTISTRY: General dental care for those who have no other. Call 01622 300988 before you come."
    )
    texts = ["Help with health", *headings]
    for name in (
        "Liberty Centre",
        "Towson Health Centre",
        "Woodlawn Health Centre",
        "Eastern Resource Centre",
    ):
        texts += [f"County Health Dept., {name}", clinic, dental, "See notes.", "Sliding fee scale or none."]
        texts += ["Most services require an appointment. Call appropriate number (see notes)."]
    found = recover(
        [Token(text, number) for number, text in enumerate([*texts, "Updated 4 May 2023"], 1)], {}
    )
    assert found
    read = {text for record in found.records for cell in record.cells for text in cell.texts}
    assert set(texts[6:]) <= read or "rows-unread" in {each.code for each in found.issues}


def test_a_mailbox_beside_a_blank_link_may_be_what_the_link_leads_to() -> None:
    headings = ("Name", "Description", "Link")
    rows = [(row[0], row[1], f"https://www.{n}.example.org") for n, row in enumerate(ROWS)]
    rows[2] = (*rows[2][:2], "mailto:support@pie.example.org")
    foot = ("Report a problem with this page", "Accessibility statement", "Privacy notice")
    assert rows[2][0] in doubted(headings, rows, foot)


@pytest.mark.parametrize(
    ("kind", "seed", "vocabulary"),
    [
        pytest.param("text after the table", "border-14", "evaluation", id="an address behind the table"),
        pytest.param("name, description, area", "border-13", "evaluation-health", id="a name and an area"),
        pytest.param("name, description, area", "border-0", "evaluation-metro", id="a few words a cell"),
    ],
)
def test_a_record_that_may_be_more_of_the_one_before_it_is_wrong_in_no_silence(
    kind, seed, vocabulary
) -> None:
    for page in pages(kind, 1, seed, vocabulary):
        tally = judge(page)
        assert tally.wrong_flagged
        assert not tally.silent
