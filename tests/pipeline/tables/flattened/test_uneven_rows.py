"""Rows as editors write them, no two alike: their columns are found, and what is unsure is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token

ROWS = (
    "Moving on|Ely Skills Shed|Bike repair and a City & Guilds unit|16 plus, out of work|Ely|Dot Marsh",
    "First steps|Reach|Confidence course over six Mondays, with lunch|On benefits|Diss & Eye|01379 640128",
    "Volunteering|The Lighthouse|Shifts in our café. We go at your pace.|Adults|Cromer|tea@lighthouse.org.uk",
    "First steps|JobClub+|CVs, clothes, a lift on the day|Lone parents|Thetford library|just drop in",
    "Moving on|Norfolk Growers|Paid trial on a nursery|18-30|Wymondham|Pete on 07881 204417",
    "In work|Steady|phone mentor for the first 13 weeks|Anyone we have placed|Countywide|steady@reach.org.uk",
    "Volunteering|Museum Makers|Objects, labels, talks|14 or over|Gressenhall|makers@museums.norfolk.gov.uk",
    "In work|Union Learn|Maths and English in the canteen|Shift workers|Lowestoft|Your rep",
    "First steps|Talking Heads|Groups for men. Tea first.|Men 25 to 60|Swaffham, Watton|Gary or Nish",
    "Moving on|Forklift Fridays|Licence in a month|Over 18|Snetterton|01953 455120",
)
HEADINGS = ("Stage", "Provider", "What they offer", "Who can join", "Where", "Contact")
FOOT = ("Page last reviewed in May 2024", "Privacy notice")


def rows(columns: Sequence[int]) -> list[tuple[str, ...]]:
    return [tuple(row.split("|")[column] for column in columns) for row in ROWS]


def found(headings: Sequence[str], true: Sequence[Sequence[str]]) -> Recovered:
    texts = ["Help into work", *headings, *(cell for row in true for cell in row), *FOOT]
    recovered = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert recovered
    return recovered


def cells(recovered: Recovered) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in record.cells) for record in recovered.records]


@pytest.mark.parametrize(
    ("columns", "headings"),
    [
        (range(6), HEADINGS),
        ((1, 2, 3, 4, 0), (*HEADINGS[1:5], "Enrolment")),
        ((1, 2, 3, 0, 4, 5), (*HEADINGS[1:4], "Level over 2 years", *HEADINGS[4:])),
    ],
    ids=["first", "last", "between, with a number"],
)
def test_a_heading_that_nobody_knows_has_its_column(columns: Sequence[int], headings: Sequence[str]) -> None:
    true = rows(columns)
    recovered = found(headings, true)
    assert [each.heading for each in recovered.columns] == [*headings]
    doubted = {each.record for each in recovered.issues if each.needs_a_person}
    wrong = {number for number, row in enumerate(cells(recovered), 1) if row not in true}
    assert wrong <= doubted and len(wrong) <= 2


@pytest.mark.parametrize("heading", ["Ring", "Website"])
def test_any_way_to_reach_somebody_stands_under_the_only_heading_of_one(heading: str) -> None:
    true = rows((1, 2, 3, 4, 5))
    recovered = found((*HEADINGS[1:5], heading), true)
    doubted = {each.record for each in recovered.issues if each.needs_a_person}
    wrong = {number for number, row in enumerate(cells(recovered), 1) if row not in true}
    assert wrong <= doubted and len(wrong) <= 2


def test_an_unknown_heading_that_may_end_the_one_before_is_a_column_where_the_rows_are_straight() -> None:
    true = [(("Judo", "Chess", "Rugby")[n % 3], *row) for n, row in enumerate(rows((1, 3, 2, 4, 5)))]
    headings = ("Sport", "Club", HEADINGS[3], *HEADINGS[2:3], *HEADINGS[4:])
    recovered = found(headings, true)
    assert [each.heading for each in recovered.columns] == [*headings]
