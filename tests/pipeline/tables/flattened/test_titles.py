"""Titles between rows are in no record and in one issue each; what only may be a title is doubted."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token
from tests.pipeline.tables.flattened.test_heading_runs import cells

HEADINGS = ("Name", "Service Provided", "Age group", "Contact")
ROWS = [
    ("Primal Roots", "Outdoor sessions for young people", "4-18", "hello@primalroots.co.uk"),
    ("Umbrella Arts", "Art sessions for those who are anxious", "11-19", "art@umbrella.org.uk"),
    ("Harvey Grammar School", "A breakfast club on school days", "11-18", "office@harvey.sch.uk"),
    ("Pie Factory", "Music and arts projects", "8-25", "info@piefactory.com"),
    ("The Beacon", "Counselling for teenagers", "12-25", "info@thebeacon.org.uk"),
    ("Age UK", "Lunch clubs and a friendly ear", "55+", "lunch@ageuk.org.uk"),
    ("Sea Cadets", "Boating, drill and first aid", "10-18", "unit@seacadets.org"),
    ("Harmony Choir", "Singing together every Tuesday", "All ages", "sing@harmony.org.uk"),
]
TITLES = {
    "places": ("Ashford", "Canterbury", "Thanet", "Dover"),
    "districts": ("Borough of Swale", "East Kent", "Ashford district", "Across Medway"),
    "themes": ("Sport", "Arts and music", "Mental health", "Food and essentials"),
    "letters": ("A", "B", "C", "D"),
    "rounds": ("Round 1", "Round 2", "Round 3", "Round 4"),
    "years": ("2021/22", "2022/23", "2023/24", "2024/25"),
    "states": ("Open projects", "Closed projects", "By appointment", "Coming soon"),
    "days": ("Mondays", "Tuesdays", "Wednesdays", "Thursdays"),
}


def read(*, titles: tuple[str, ...], every: int, blank: bool) -> Recovered:
    """The rows, a title above each second, third ... one; `blank`: a placeholder behind each row."""
    texts = ["These are the groups that we support.", *HEADINGS]
    for number, row in enumerate(ROWS):
        texts += [*titles[number // every : number // every + 1]] if number % every == 0 else []
        texts += [*row, *([""] if blank else [])]
    tokens = [Token(text, number) for number, text in enumerate([*texts, "Updated 4 May 2023"], 1)]
    found = recover(tokens, {})
    assert found
    return found


def said(found: Recovered) -> list[str | None]:
    return [each.value for each in found.issues if each.code == "section-row"]


@pytest.mark.parametrize("blank", [False, True], ids=["run on", "parted"])
@pytest.mark.parametrize("kind", [kind for kind in TITLES if kind != "years"])
def test_titles_between_rows_are_in_no_record(kind: str, blank: bool) -> None:
    found = read(titles=TITLES[kind], every=2, blank=blank)
    assert [tuple(row) for row in cells(found)] == ROWS
    assert said(found) == list(TITLES[kind])
    assert [column.heading for column in found.columns] == list(HEADINGS)


def test_a_year_above_the_first_row_may_be_of_the_heading_before_it() -> None:
    found = read(titles=TITLES["years"], every=2, blank=False)
    assert [tuple(row) for row in cells(found)] == ROWS
    assert said(found) == list(TITLES["years"][1:])
    assert found.columns[-1].heading == f"Contact {TITLES['years'][0]}"


@pytest.mark.parametrize("kind", TITLES)
@pytest.mark.parametrize("every", [4, 8])
def test_one_title_or_two_leave_no_record_wrong_in_silence(kind: str, every: int) -> None:
    found = read(titles=TITLES[kind], every=every, blank=False)
    doubted = {each.record for each in found.issues if each.needs_a_person}
    wrong = {
        record.number
        for record, row in zip(found.records, cells(found), strict=True)
        if tuple(row) not in ROWS
    }
    assert wrong <= doubted
    words = [line.text for record in found.records for cell in record.cells for line in cell.paragraphs]
    printed = [*words, *said(found), *(column.heading.removeprefix("Contact ") for column in found.columns)]
    assert all(title in printed for title in TITLES[kind][: len(ROWS) // every])


def test_names_over_two_paragraphs_are_not_taken_for_titles() -> None:
    rows = [*ROWS[:3], ("Streets Ahead", "(formerly Night Owls)", *ROWS[3][1:]), *ROWS[4:]]
    texts = ["Groups", *HEADINGS, *chain(*rows), "Updated 4 May 2023"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    assert not said(found)
    assert found.records[3].cells[0].texts == ("Streets Ahead", "(formerly Night Owls)")


def test_a_title_read_as_the_last_heading_is_doubted_where_its_words_come_again_below_it() -> None:
    """`Funding 2023/24` may head a column; no cell of it says `Funding 2024/25`."""
    texts = ["These are the groups that we support.", *HEADINGS, "Funding 2023/24", *chain(*ROWS[:3])]
    texts += [
        "Funding 2024/25",
        *chain(*ROWS[3:5]),
        "Funding 2025/26",
        *chain(*ROWS[5:]),
        "Updated 4 May 2023",
    ]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    doubted = {each.record for each in found.issues if each.needs_a_person}
    is_read = cells(found) == [list(row) for row in ROWS]
    assert is_read or {record.number for record in found.records} <= doubted


def test_a_title_like_a_heading_above_a_name_of_two_lines_is_read_without_it() -> None:
    headings = ("Name", "Overview", "Age (years)", "Area", "Coordinator")
    rows = [
        (
            "Exit Routes",
            "(formerly Pedal Power Bikes)",
            "Help for parents of teenagers",
            "National",
            "g@trust.org",
        ),
        (
            "Bus Stop Youth Bus",
            "Peer support for isolated residents",
            "11-24 yrs",
            "Faversham",
            "i@trust.org",
        ),
        ("Roma Welcome Project", "Under 18", "Whitstable Canterbury"),
        (
            "Second Wind",
            "Beds for rough sleepers from November to March",
            "8-17 yrs",
            "Ashford",
            "g@trust.org",
        ),
    ]
    texts = ["Grant awards 2024", *headings, *chain(*rows)]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    assert [column.heading for column in found.columns] == [*headings]
    assert [record.cells[0].texts[0] for record in found.records] == [row[0] for row in rows]


def test_titles_that_end_alike_are_no_last_column_in_silence() -> None:
    places = ("Medway", "North Kent", "West Kent", "Thanet")
    titled = chain(*((f"{place} services", *row) for place, row in zip(places, ROWS, strict=False)))
    texts = [*HEADINGS, *titled, "Updated 4 December 2020"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    doubted = {each.record for each in found.issues if each.needs_a_person}
    wrong = [
        each.number
        for each, row in zip(found.records, ROWS, strict=False)
        if [[c] for c in row] != [list(cell.texts) for cell in each.cells]
    ]
    assert {*wrong} <= doubted


def test_hours_below_a_heading_that_nobody_knows_are_no_titles_in_silence() -> None:
    found = read(
        titles=("Rota", "Mondays 4pm", "Weekdays 10am-4pm", "Fridays, 7pm-10pm"), every=2, blank=False
    )
    doubted = {each.record for each in found.issues if each.needs_a_person}
    assert doubted >= {record.number for record in found.records if len(found.columns) == len(HEADINGS)}


@pytest.mark.parametrize("kind", ["places", "themes", "years"])
def test_titles_are_no_cells_of_a_heading_more_in_silence(kind: str) -> None:
    texts = [*HEADINGS]
    for number, row in enumerate(ROWS[:5]):
        texts += [*TITLES[kind][number : number + 1], *row]
    found = recover([Token(text, number) for number, text in enumerate([*texts, "Updated"], 1)], {})
    assert found
    told = {each.record for each in found.issues if each.needs_a_person}
    assert all(
        record.number in told or tuple(cell.text for cell in record.cells) in ROWS for record in found.records
    )
