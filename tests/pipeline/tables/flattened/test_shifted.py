"""A set of columns that fits better than the one announced is no proof: it may be a shift, and is doubted."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token
from tests.pipeline.tables.flattened.test_heading_runs import cells

PEOPLE = [
    ("Homework club", "Tony Rudd", "11-18", "Ashford"),
    ("Bounce and rhyme", "Chloe Dunn", "0-5", "Tenterden"),
    ("Dance for all", "Maureen Tapp", "8-12", "Sittingbourne"),
    ("Repair Cafe", "Jean Pascall", "16-25", "Herne Bay"),
]
VENUES = [
    ("Boxing Academy", "Boxing and mentoring in the evenings", "8-16", "Thanet", "Youth centre"),
    ("Pie Factory", "Music and arts projects for young people", "11-25", "Dover", "Schools"),
    ("Refocus", "Skills for those who look for work", "17-21", "Swale", "Leisure centre"),
    ("Sheppey Matters", "Mentoring and practical skills", "Up to 18", "Ashford", "Community hall"),
]


def read(*texts: str) -> Recovered:
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    return found


def wrong_in_silence(found: Recovered, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    doubted = {each.record for each in found.issues if each.needs_a_person}
    pairs = zip(found.records, cells(found), strict=True)
    right = [tuple(filter(None, row)) for row in rows]
    return [
        tuple(row)
        for record, row in pairs
        if tuple(filter(None, row)) not in right and record.number not in doubted
    ]


@pytest.mark.parametrize("foot", ["Last updated 3 March 2026", "Contact us"])
def test_the_first_name_is_no_heading_in_silence(foot: str) -> None:
    found = read("Name", "Lead", "Age group", "Area covered", *chain(*PEOPLE), foot)
    assert not wrong_in_silence(found, PEOPLE)


@pytest.mark.parametrize("heading", ["Venue", "Run by", "Notes", "Day and time"])
def test_a_heading_is_no_name_in_silence(heading: str) -> None:
    found = read(
        "Name",
        "Service Provided",
        "Age group",
        "Area covered",
        heading,
        *chain(*VENUES),
        "Updated 1 May 2024",
    )
    assert not wrong_in_silence(found, VENUES)


def test_headings_behind_the_name_do_not_turn_the_table_in_silence() -> None:
    rows = [
        ("Inclusive swim", "Term time only", "Sundays 2pm", "55+", "Mentoring and advice"),
        ("Boccia", "Transport can be arranged", "Saturdays 9am", "8-12", "Support for families"),
        ("Tea dance", "Bring a drink", "Wednesday evenings", "18+", "A warm place with tea and a chat"),
    ]
    headings = ("Name", "Other information", "Sessions", "Age group", "About")
    found = read(*headings, *chain(*rows), "Report a problem with this page")
    assert not wrong_in_silence(found, rows)


def test_a_short_reading_does_not_win_over_one_of_the_whole_table() -> None:
    rows = [
        (f"{name} Club", "Advice about benefits and debt", f"www.{name.lower()}.org.uk")
        for name in ("Harvey", "Linton", "Oakwood", "Abbey", "Riverside", "Kenward")
    ]
    texts = list(chain(*rows))
    found = read(
        "The groups that we support.",
        "Organisation",
        "What they do",
        "Website",
        "A",
        *texts[:9],
        "B",
        *texts[9:],
    )
    assert [tuple(row) for row in cells(found)] == rows
