"""The real page's table comes back from its paragraphs, word for word."""

from __future__ import annotations

import json

from pipeline.source import read_source
from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token
from tests.gold import EXPECTED, PAGE
from tests.growth import grows_linearly


def real_tokens() -> list[Token]:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    return [Token(" ".join(line.split()), n) for n, line in enumerate(lines, 1) if line]


def real_table() -> Recovered:
    source = read_source("kent-vru")
    found = recover(real_tokens(), source.table.headings)
    assert found
    return found


def test_every_record_of_the_real_page_is_exact_and_sure() -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))["records"]
    found = real_table()
    assert [{cell.role.value: list(cell.texts) for cell in each.cells} for each in found.records] == [
        each["cells"] for each in expected
    ]
    assert [each.lines[0] for each in found.records] == [each["line"] for each in expected]


def test_no_record_of_the_real_page_is_flagged_and_each_is_sure() -> None:
    found = real_table()
    assert found.issues == ()
    assert min(record.confidence for record in found.records) > 0.9
    assert (found.start, found.body) == (14, 20)
    assert real_tokens()[found.end].text == "Updated 4 December 2020" or not real_tokens()[found.end].text


def texts_of(*paragraphs: str) -> list[Token]:
    return [Token(text, number) for number, text in enumerate(paragraphs, 1)]


def rows(count: int) -> list[str]:
    """Rows of four cells, with the number of the row in each."""
    ages = ("4-18", "Under 16s", "11 to 19")
    return [
        text
        for n in range(count)
        for text in (
            f"Harbour Youth Club {n}",
            f"Weekly evening sessions with boxing, cooking and advice for young people, group {n}.",
            ages[n % 3],
            f"lead.{n}@club.org.uk",
        )
    ]


HEADINGS = ("Name", "What they do", "Age group", "Email")


def test_headings_repeated_within_the_table_begin_a_new_part() -> None:
    first, second = rows(12)[:24], rows(12)[24:]
    found = recover(texts_of(*HEADINGS, *first, *HEADINGS, *second, "Updated 1 May 2021"), {})
    assert found
    assert len(found.records) == 12
    assert [issue.code for issue in found.issues] == []


def test_a_table_that_nothing_follows_flags_its_last_record() -> None:
    found = recover(texts_of(*HEADINGS, *rows(8)), {})
    assert found
    assert [(issue.code, issue.record) for issue in found.issues] == [("table-truncated", 8)]


def test_a_heading_that_nobody_knows_is_a_column_and_a_warning() -> None:
    body = []
    for n in range(10):
        body += [*rows(10)[4 * n : 4 * n + 2], f"Phase {n % 4}", *rows(10)[4 * n + 2 : 4 * n + 4]]
    headings = (*HEADINGS[:2], "Shoe size", *HEADINGS[2:])
    found = recover(texts_of(*headings, *body, "Updated 1 May 2021"), {})
    assert found
    assert [str(column.role) for column in found.columns] == ["name", "description", "text", "age", "contact"]
    assert ("heading-unknown", "Shoe size") in [(issue.code, issue.value) for issue in found.issues]
    assert [record.cells[2].text for record in found.records] == [f"Phase {n % 4}" for n in range(10)]


def test_an_unknown_heading_that_nothing_fills_is_part_of_the_next() -> None:
    found = recover(texts_of("Name", "What they do", "Age group", "The Team's", "Email", *rows(8)), {})
    assert found
    assert found.columns[-1].heading == "The Team's Email"


def test_tabs_are_borders() -> None:
    lines = ["\t".join(rows(6)[4 * n : 4 * n + 4]) for n in range(6)]
    found = recover(texts_of(*HEADINGS, *lines, "Updated 1 May 2021"), {})
    assert found
    assert [record.cells[0].text for record in found.records] == [f"Harbour Youth Club {n}" for n in range(6)]


def test_two_cells_on_one_line_are_flagged() -> None:
    body = rows(10)
    body[20:24] = [body[20], f"{body[21]} {body[22]}", body[23]]
    found = recover(texts_of(*HEADINGS, *body, "Updated 1 May 2021"), {})
    assert found
    assert [issue.record for issue in found.issues] == [6]


def test_no_headings_no_table() -> None:
    assert recover(texts_of("News", "The club has a new roof.", "Contact us"), {}) is None
    assert recover([], {}) is None


def test_headings_alone_are_a_table_without_records() -> None:
    found = recover(texts_of(*HEADINGS), {})
    assert found
    assert found.records == ()


def test_hostile_paragraphs_are_read_in_linear_time() -> None:
    def read_long(size: int) -> None:
        words = ("a", "a.", "x@y.uk ", "1-", "for ", "(")
        hostile = [each * (size // len(each)) for each in words]
        assert recover(texts_of(*HEADINGS, *[*hostile, "a." * size + "@", "1-" * 30, "for " * 14] * 3), {})

    assert grows_linearly(read_long, 25_000)
    assert grows_linearly(lambda times: recover(texts_of(*HEADINGS * times), {}), 400)


def test_record_torn_under_unknown_headings_is_flagged() -> None:
    cells = [
        ["Tide Boxing", "Boxing sessions that build confidence for young people", "9-17", "Margate"],
        ["Lark Arts", "Art therapy for children who have seen violence at home", "", "Deal"],
        ["Kite Mentoring", "One-to-one mentoring", "Referral by schools only", "Free for families"],
        ["Under 18", "Dover", "Folkestone", "Hythe"],
        ["The Yard", "Motor mechanics and repair workshops for those out of school", "14+", "Medway"],
        ["Nightlight", "Detached youth work in parks on Friday evenings", "11 to 19", "Swale"],
    ]
    boxes = [
        "hello@tide.org",
        "info@lark.org.uk",
        None,
        "jo.smith@kite.org",
        "yard@medway.gov.uk",
        "nl@swale.gov.uk",
    ]
    words = [word for row, box in zip(cells, boxes, strict=True) for word in (*row, box) if word is not None]
    headings = ("Organisation", "What we do", "How old", "Patch", "Get in touch")
    found = recover(texts_of(*headings, *words, "Page updated 4 November 2026"), {})
    assert found
    doubted = {issue.record for issue in found.issues if issue.needs_a_person}
    torn = {record.number for record in found.records if "jo.smith@kite.org" in str(record)}
    begun = {record.number for record in found.records if "Kite Mentoring" in str(record)}
    assert torn | begun <= doubted
