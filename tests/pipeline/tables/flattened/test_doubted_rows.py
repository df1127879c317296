"""Rows that can be read in two ways: whatever reading is taken, a person is asked to look."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.stream import Token
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
        pytest.param((*ROWS[2][:2], "Parents of children with SEND", *ROWS[2][3:]), id="for whom"),
        pytest.param((*ROWS[2][:2], "hello@pie.org", *ROWS[2][2:]), id="an address in a description"),
    ],
)
def test_a_row_that_may_be_another_is_doubted(row: tuple[str, ...]) -> None:
    assert "Pie Factory" in flagged(changed(2, *row)) or flagged(changed(2, *row)) >= {"Music Klub"}


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
