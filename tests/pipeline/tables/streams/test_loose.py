"""Pages of loose paragraphs: no other reading cuts a table that its paragraphs tell; no row goes unsaid."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.model import Role
from pipeline.source import GENERAL
from tests.pipeline.tables.flattened.test_edges import USUAL
from tests.pipeline.test_extract import read

HEADINGS = ("Name", "Description", "Ages", "Area", "Contact")
ROWS = [
    tuple(f"{cell} {again}".strip() if at == 0 else cell for at, cell in enumerate(row))
    for again in ("", "Two", "Three")
    for row in zip(*(USUAL[column] for column in HEADINGS), strict=True)
]
PLACEHOLDER = "\u00a0"
FOOT = ("Was this page helpful?", "Privacy policy", "Contact us")


def printed(*before: str, headings=HEADINGS, rows=ROWS) -> bytes:
    """A page of paragraphs, a placeholder behind every row but a few."""
    cells = chain.from_iterable((*row, *([PLACEHOLDER] if n % 4 else [])) for n, row in enumerate(rows))
    return "\n\n".join([*before, *headings, *cells, *FOOT]).encode()


def read_rows(document: bytes) -> tuple[list[tuple[str, ...]], set[int]]:
    """The cells of each record, and the numbers of those of which something is doubtful."""
    found = read(document, GENERAL)
    doubted = {each.record for each in found.issues if each.record and each.needs_a_person}
    return [tuple(cell.text for cell in record.cells) for record in found.records], doubted


@pytest.mark.parametrize(
    "before",
    [
        HEADINGS,
        ("Who we are", "What we do", "How to contact us", "Services", "All groups are free.", "Our groups"),
        ("Where they are", "What they do", "Contact", "Find a group", "Our groups"),
    ],
    ids=["headings twice", "a menu", "a list of links"],
)
def test_what_stands_above_the_headings_hides_no_row(before):
    rows, doubted = read_rows(printed(*before))
    assert rows == ROWS
    assert not doubted


@pytest.mark.parametrize("name", ["Funded project", "Commissioned service", "Grant holder", "VCSE partner"])
def test_headings_of_funded_bodies_are_the_names(name):
    found = read(printed(headings=(name, *HEADINGS[1:])), GENERAL)
    assert found.columns[0].role is Role.NAME
    assert found.columns[0].heading == name
    assert len(found.records) == len(ROWS)


def test_a_table_with_doubtful_columns_is_read_whole():
    ways = (
        "GP, school or self",
        "Self-referral",
        "School or police",
        "Any",
        "Form on website",
        "Early Help portal",
    )
    rows = [(*row, ways[n % 6]) for n, row in enumerate(ROWS)]
    found = read(printed(headings=(*HEADINGS, "Referrals"), rows=rows), GENERAL)
    said = {cell.text for record in found.records for cell in record.cells}
    assert {cell for row in rows for cell in row} <= said
    assert len(found.records) == len(rows)


@pytest.mark.parametrize("headings", [("Grantee", "Project"), ("Service", "Support offered")])
def test_what_a_body_does_may_be_called_its_project_or_its_support(headings):
    rows = [(row[0], row[1], row[4]) for row in ROWS]
    found = read(printed(headings=(*headings, "Contact"), rows=rows), GENERAL)
    assert [column.role for column in found.columns] == [Role.NAME, Role.DESCRIPTION, Role.CONTACT]
    assert len(found.records) == len(rows)


def test_a_known_heading_before_words_that_nobody_knows_is_not_left_out_in_silence():
    headings = ("Venue", "What they offer", "How to get in touch")
    rows = [(row[0], row[1], row[4]) for row in ROWS]
    rows[0] = ("Upton Mayfair", "Warm space", rows[0][2])
    read_as, doubted = read_rows(printed(headings=headings, rows=rows))
    wrong = {n for n, row in enumerate(read_as, 1) if row not in rows}
    assert wrong <= doubted


def test_rows_that_run_on_below_the_last_record_are_said():
    kept = [f"{name} {ages} {area} {contact}" for name, _, ages, area, contact in ROWS[:6]]
    rest = [f"{contact}: {about}" for _, about, _, _, contact in ROWS[6:12]]
    prose = "The partners of the county meet four times a year, and their minutes are on this page. " * 3
    found = read("\n".join(["Name Ages Area Contact", *kept, "", prose, *rest, *FOOT]).encode(), GENERAL)
    last = max(record.lines[1] for record in found.records)
    if last < len(kept) + len(rest):
        assert "rows-unread" in {each.code for each in found.issues}


def test_a_heading_that_two_blanks_cut_leaves_no_record_sure():
    table = [(*HEADINGS[:4], "VRU  Coordinator Contact"), *ROWS]
    widths = [max(len(row[at]) for row in table) + 3 for at in range(5)]
    lines = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
    rows, doubted = read_rows("\n".join(lines).encode())
    assert {n for n, row in enumerate(rows, 1) if row not in ROWS} <= doubted


@pytest.mark.parametrize("heading", ["No.", "#"])
def test_a_column_of_numbers_is_a_column_though_the_first_contact_begins_with_a_label(heading):
    rows = [(str(n), *row) for n, row in enumerate(ROWS, 1)]
    first = (*rows[0][:-1], f"Norwich team\n\n{rows[0][-1]}")
    read_as, doubted = read_rows(printed(headings=(heading, *HEADINGS), rows=[first, *rows[1:]]))
    assert read_as[1:] == rows[1:]
    assert read_as[0] == (*rows[0][:-1], f"Norwich team {rows[0][-1]}")
    assert not doubted


WAYS = ("Online", "Groups", "Face to face", "Workshops", "In schools", "1-1 and groups")


def in_paragraphs(headings, rows) -> bytes:
    """The same page as HTML, a paragraph to a line."""
    return "\n".join(f"<p>{text}</p>" for text in chain(headings, *rows, FOOT)).encode()


@pytest.mark.parametrize("write", [in_paragraphs, lambda *table: printed(headings=table[0], rows=table[1])])
def test_words_of_a_column_that_are_headings_elsewhere_are_no_labels(write):
    headings = (*HEADINGS[:2], "When", "Ages", "Delivery", *HEADINGS[3:])
    rows = [(*row[:2], "Mondays 4-6pm", row[2], WAYS[n % 6], *row[3:]) for n, row in enumerate(ROWS)]
    read_as, doubted = read_rows(write(headings, rows))
    assert len(read_as) == len(rows)
    assert all(row in rows for n, row in enumerate(read_as, 1) if n not in doubted)


@pytest.mark.parametrize("write", [in_paragraphs, lambda *table: printed(headings=table[0], rows=table[1])])
def test_headings_with_a_colon_are_not_the_labels_of_one_service(write):
    rows = [(*row, f"{'Tel' if n % 2 else 'Mobile'}: 01632 96016{n % 9}") for n, row in enumerate(ROWS)]
    read_as, doubted = read_rows(write([f"{each}:" for each in (*HEADINGS, "Phone")], rows))
    assert len(read_as) == len(rows)
    assert all(row in rows for n, row in enumerate(read_as, 1) if n not in doubted)


@pytest.mark.parametrize("number", ["NO.", "Nr.", "S/N", "No"])
@pytest.mark.parametrize("write", [in_paragraphs, lambda *table: printed(headings=table[0], rows=table[1])])
def test_the_numbers_of_rows_are_no_descriptions(write, number):
    headings = (
        number,
        "SERVICE NAME",
        "SUPPORT AVAILABLE",
        "AGE OF YOUNG PEOPLE",
        "AREAS COVERED",
        "CONTACT",
    )
    rows = [(str(n), *row) for n, row in enumerate(ROWS, 1)]
    read_as, doubted = read_rows(write(headings, rows))
    assert len(read_as) == len(rows) and not doubted
    assert read_as == rows


def test_a_title_above_headings_of_one_paragraph_each_is_not_parted_with_them():
    headings = ("Organisation / project", "Contact details", "Age limit", "Project description", "Region")
    rows = [(row[0], row[4], *row[2:0:-1], row[3]) for row in ROWS]
    table = [text for n in range(0, len(rows), 6) for row in (headings, *rows[n : n + 6]) for text in row]
    page = ["Projects we fund", *table, "Updated 4 May 2021"]
    found = read("\n".join(f"<p>{text}</p>" for text in page).encode(), GENERAL)
    assert [record.text(Role.NAME) for record in found.records] == [row[0] for row in rows]
