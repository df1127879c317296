"""Columns that no role fits: those that the source declares, and those that number the rows, need no look."""

from __future__ import annotations

import pytest
from msgspec import structs

from pipeline.model import Extraction, Role
from pipeline.source import GENERAL, Source
from tests.pipeline.test_extract import read
from tests.rows import with_table

ROWS = (("The Shed", "Open access", "10-20"), ("Box It Out", "Boxing", "8-12"), ("Hop On", "Dance", "4-9"))


def page(heading: str, cells: tuple[str, ...]) -> str:
    rows = (f"<tr><td>{cell}<td>{'<td>'.join(row)}</tr>" for cell, row in zip(cells, ROWS, strict=False))
    return f"<table><tr><th>{heading}<th>Name<th>Service<th>Ages</tr>{''.join(rows)}</table>"


def flat(heading: str, cells: tuple[str, ...]) -> str:
    rows = (text for cell, row in zip(cells, ROWS, strict=False) for text in (*row, cell))
    return "\n\n".join(("Our services", "Name", "Service", "Ages", heading, *rows, "Last updated May 2020"))


def codes_of(found: Extraction) -> set[str]:
    return {each.code for each in found.issues if each.code in ("heading-unknown", "column-numbers-rows")}


def declared(heading: str) -> Source:
    return structs.replace(GENERAL, table=structs.replace(GENERAL.table, headings={heading: Role.TEXT}))


@pytest.mark.parametrize("make", [page, flat])
@pytest.mark.parametrize(("heading", "said"), [("Day and time", "Day and  Time:"), ("#", "#")])
def test_a_heading_that_the_source_calls_text_is_known(make, heading: str, said: str) -> None:
    document = make(heading, ("Monday", "Friday", "Sunday"))
    assert codes_of(read(document)) == {"heading-unknown"}
    found = read(document, declared(said))
    assert not codes_of(found)
    assert Role.TEXT in {each.role for each in found.columns}


def test_only_that_heading_is_known() -> None:
    document = page("Shoe size", ("9", "8", "5"))
    assert codes_of(read(document, declared("Day and time"))) == {"heading-unknown"}
    assert codes_of(read(document, with_table(headings={"Shoe size": "age"}))) == set()


@pytest.mark.parametrize(
    ("heading", "cells", "code"),
    [
        ("No.", ("1", "2"), "column-numbers-rows"),
        ("#", ("1.", "2.", "3."), "column-numbers-rows"),
        ("Ref", ("1", "2", "3"), "column-numbers-rows"),
        ("Shoe size", ("1", "2", "3"), "column-numbers-rows"),
        ("Shoe size", ("1", "2"), "heading-unknown"),
        ("No.", ("2", "3", "4"), "heading-unknown"),
        ("No.", ("1", "3", "4"), "heading-unknown"),
        ("No.", ("1",), "heading-unknown"),
        ("Ref", ("A1", "A2", "A3"), "heading-unknown"),
    ],
)
def test_row_numbers_are_known_by_counting(heading: str, cells: tuple[str, ...], code: str) -> None:
    assert codes_of(read(page(heading, cells))) == {code}


def for_whom(heading: str, cells: tuple[str, ...]) -> str:
    rows = (f"<tr><td>{row[0]}<td>{row[1]}<td>{cell}</tr>" for cell, row in zip(cells, ROWS, strict=True))
    return f"<table><tr><th>Name<th>Service<th>{heading}</tr>{''.join(rows)}</table>"


@pytest.mark.parametrize("heading", ["Who it is for", "Who can join", "Suitable for"])
def test_a_column_that_says_for_whom_by_ages_is_one_of_ages(heading: str) -> None:
    found = read(for_whom(heading, ("Adults 19+", "11 to 18", "Everyone")))
    assert [record.text(Role.AGE) for record in found.records] == ["Adults 19+", "11 to 18", "Everyone"]
    assert [str(column.role) for column in found.columns] == ["name", "description", "age"]
    assert not codes_of(found)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Who it is for", ("Women and children", "Everyone", "LGBT+ people")),
        ("Who it is for", ("Adults", "Everyone", "Families")),
        ("Who it is for", ("11 to 18", "Women", "Carers")),
        ("Capacity", ("11 to 18", "8-12", "19+")),
    ],
)
def test_a_column_that_says_something_else_has_no_role(heading: str, cells: tuple[str, ...]) -> None:
    found = read(for_whom(heading, cells))
    assert [column.role for column in found.columns][-1] is Role.TEXT
    assert codes_of(found) == {"heading-unknown"}


def test_ages_that_the_source_calls_text_are_none() -> None:
    found = read(for_whom("Who can join", ("19+", "11 to 18", "18+")), declared("Who can join"))
    assert [column.role for column in found.columns][-1] is Role.TEXT
