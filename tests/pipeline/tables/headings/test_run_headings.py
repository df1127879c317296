"""Headings on one line, a blank between them: parted above paragraphs, left alone above glued rows."""

import pytest

from pipeline.model import Cell, Column, Extraction, Paragraph, RawRecord, Role
from pipeline.source import GENERAL
from pipeline.tables.headings.one_line import find_line_run, part_headings, strip_link_marks
from pipeline.tables.streams.paragraphs import FEWEST_FULL, read_text_tokens
from pipeline.tables.streams.stream import Token
from pipeline.tables.text.full_lines import doubt_full_lines
from tests.pipeline.tables.flattened.test_uneven_rows import ROWS
from tests.pipeline.tables.text.test_text_rows import rows
from tests.pipeline.test_extract import read, refusal

UNEVEN = [row.split("|")[1:5] for row in ROWS]
HEAD = "   Name Service Provided Age group Area covered Email\n\n"


def page(cells, apart):
    names = ("Attic Club", "Shed Trust", "Box Club", "Mill Project")
    text = HEAD
    for n, name in enumerate(names, 1):
        text += apart.join(cells).format(name=name, n=n, mail=f"{name[:3].lower()}@lane.org") + "\n\n"
    links = "".join(f"   {n}. mailto:{name[:3].lower()}@lane.org\n" for n, name in enumerate(names, 1))
    return f"{text}   Last updated 4 May 2021\n\nReferences\n\n{links}"


CELLS = ("   {name}", "   Judo lessons for young people", "   5-8", "   Norton", "   [{n}]{mail}")


def test_paragraphs_under_headings_on_one_line_are_read_without_the_numbers_of_links():
    found = rows(page(CELLS, "\n\n"))
    assert found[0] == ("Attic Club", "Judo lessons for young people", "5-8", "Norton", "att@lane.org", False)
    assert [row[0] for row in found] == ["Attic Club", "Shed Trust", "Box Club", "Mill Project"]


def test_rows_glued_by_blanks_are_not_taken_for_paragraphs():
    lines = [HEAD.strip(), *(f"Club {n} Judo lessons 5-8 Norton n{n}@lane.org" for n in range(9))]
    tokens = [Token(line, n) for n, line in enumerate(lines, 1)]
    assert not part_headings(tokens, {})


COORDINATED = "   Name Service Age Range Area Coordinator Contact\n\n"


def test_headings_that_can_be_told_apart_in_two_ways_are_by_the_words_under_them():
    apart = page(CELLS, "\n\n").replace(HEAD, COORDINATED)
    for n, place in enumerate(("Leeds", "County-wide", "Hull and Goole", "Norton, Malton"), 1):
        apart = apart.replace(f"5-8\n\n   Norton\n\n   [{n}]", f"5-8\n\n   {place}\n\n   [{n}]")
    found = read(apart)
    assert [column.heading for column in found.columns][3:] == ["Area", "Coordinator Contact"]
    assert found.records[2].text(Role.AREA) == "Hull and Goole"


def test_people_under_headings_that_may_be_those_of_areas_are_doubted():
    people = (*CELLS[:3], "   Jo Lane", CELLS[4])
    found = read(page(people, "\n\n").replace(HEAD, COORDINATED))
    assert {each.record for each in found.issues if each.needs_a_person} == {1, 2, 3, 4}


LONG = """   We help young people who have left school early to find out what they are
   good at and to find work"""


def test_several_addresses_a_cell_and_ages_in_descriptions_leave_paragraphs_cells():
    cells = [*CELLS, "   al.{mail}\n   bo.{mail}"]
    text = page(cells, "\n").replace("   Judo lessons for young people", "   Judo lessons for ages 5-8", 2)
    assert [row[0] for row in rows(text)] == ["Attic Club", "Shed Trust", "Box Club", "Mill Project"]


def wrapped(last):
    cells = ("   {name}", LONG, "   5-{n}6", "   Norton", "   [{n}]{mail}")
    return page((*cells[:1], cells[1].replace("find work", last), *cells[2:]), "\n")


def test_the_lines_of_a_long_paragraph_between_short_ones_are_joined():
    found = rows(wrapped("find work"))
    assert found[0][1] == " ".join(LONG.split())
    assert not any(flagged for *_, flagged in found)


def test_a_cell_behind_a_full_line_is_doubted():
    """`Liverpool` may be the last word of the description as well as an area."""
    long = [line.strip() for line in LONG.split("\n")]
    full = "We run half-term clubs, camping weekends and for more children also in"
    lines = ["The Shed", full, "Liverpool", *long * FEWEST_FULL]
    roles = (Role.NAME, Role.DESCRIPTION, Role.AREA)
    cells = tuple(
        Cell(Column(role, role.value), (Paragraph(text, line),))
        for line, (role, text) in enumerate(zip(roles, lines, strict=False), 1)
    )
    found = Extraction((), (RawRecord(1, cells, (1, 3), 1.0),), ())
    assert [each.record for each in doubt_full_lines(found, "\n".join(lines)).issues] == [1]
    assert not doubt_full_lines(found, "\n".join(lines[:3])).issues  # nothing shows that lines are wrapped


def test_words_that_end_before_their_column_begins_are_doubted():
    """A cell over two columns reaches further than the first: its last word is no cell of the second."""
    table = [
        ("Name", "Area covered", "Ages", "Email"),
        ("The Shed", "Norton", "5-8", "jo@lane.org"),
        ("The Village Hall Youth Team", "", "9-11", "al@lane.org"),
        ("The Attic", "Wick", "5-9", "bo@lane.org"),
        ("The Mill", "Upton", "5-9", "cy@lane.org"),
        ("The Box", "Easthaven", "5-9", "di@lane.org"),
        ("The Barn", "Weston", "5-9", "ed@lane.org"),
    ]
    text = "".join("{:<27}{:<14}{:<6}{}\n".format(*row) for row in table)
    found = rows(text)
    assert [flagged for *_, flagged in found] == [False, True, False, False, False, False]


def test_paragraphs_under_headings_far_apart_are_no_columns():
    text = page(CELLS, "\n").replace("Name Service", f"Name {' ' * 60} Service")
    assert [row[0] for row in rows(text)] == ["Attic Club", "Shed Trust", "Box Club", "Mill Project"]


@pytest.mark.parametrize(
    "head",
    [
        "Name Service provided Age group Area covered Email Who may refer",
        "Name: Service provided: Age group: Area covered: Email: Who may refer:",
    ],
)
def test_headings_on_one_line_are_told_apart_by_case_or_colons_where_some_are_unknown(head):
    cells = (*CELLS, "   School or parent")
    text = page(cells, "\n\n").replace(HEAD.strip(), head)
    found = read(text.encode(), GENERAL)
    assert found.columns[-1] == Column(Role.TEXT, head[head.index("Who") :])
    assert [row[0] for row in rows(text)] == ["Attic Club", "Shed Trust", "Box Club", "Mill Project"]
    assert {row[-2] for row in rows(text)} == {"School or parent"}


def test_headings_on_one_line_that_may_be_divided_otherwise_are_not_divided():
    heads = (
        "Name Service Provided Age Group Shoe Size Email",
        "Name Service provided Ages Size Route",
        "Name Service provided Ages Areas Coordinator Contact",
        "Name Service provided Ages Size Areas Coordinator Contact",
    )
    for head in heads:
        text = page(CELLS, "\n\n").replace(HEAD.strip(), head)
        assert find_line_run(read_text_tokens(text), {}) is None
    unfilled = page(CELLS, "\n\n").replace(HEAD.strip(), "Name Service provided Ages Area Email Website Size")
    assert refusal(unfilled) == {"no-table"}


def test_a_paragraph_of_nothing_but_a_tab_heads_nothing():
    assert part_headings([Token("\t", 1), Token("", 2)], {}) == []


def test_blank_lines_behind_a_word_that_heads_links_take_no_time():
    text = "References" + "\n" * 200_000 + "x"
    assert strip_link_marks(text) == text
    assert strip_link_marks("[1]a\n\nReferences\n\n\n   Visible links\n   1. http://a.org/\n") == "a\n\n"


def test_a_name_that_is_nothing_but_headings_parts_no_table_whose_headings_stand_above():
    """ "Housing Support Program" is a service's name: all rows above it were lost, and rows below it torn."""
    rows = [
        (f"{name} Club", "A club for all", f"{n}-1{n}", "Norton", f"{n}@a.org")
        for n, name in enumerate("ABCDEF", 1)
    ]
    rows.insert(4, ("Housing Support Program (HSP)", "Finds homes", "18-25", "Upton", "hsp@a.org"))
    lines = [
        "What we fund",
        "Name",
        "What they do",
        "Ages",
        "Area",
        "Email",
        *(cell for row in rows for cell in row),
        "Privacy",
    ]
    tokens = [Token(text, 2 * n + 1) for n, text in enumerate(lines)]
    assert part_headings(tokens, {}) == [] and find_line_run(tokens, {}) is None
    found = read("\n\n".join(lines))
    assert [record.text(Role.NAME) for record in found.records] == [row[0] for row in rows]


@pytest.mark.parametrize(
    "heading", ["Service What they can help with Who can join Area", "Charity (number) About Who for Town"]
)
def test_headings_on_one_line_stand_above_paragraphs_of_any_words(heading):
    text = f"   {heading}\n\n" + "".join(f"   {cell}\n\n" for row in UNEVEN for cell in row) + "Contact us\n"
    found = read(text)
    assert len(found.columns) == 4 and found.columns[0].heading in heading.partition(" What")[0]
    assert [[cell.text for cell in record.cells] for record in found.records] == UNEVEN


def test_rows_of_any_words_below_headings_on_one_line_are_no_cells():
    lines = ["Service What they can help with Contact Area", *map(" ".join, UNEVEN)]
    assert not part_headings([Token(line, 2 * n) for n, line in enumerate(lines, 1)], {})


def test_a_row_whose_last_cells_are_blank_takes_none_of_the_next_where_tabs_part_all():
    services = (
        ("Name", "Website / number", "What for"),
        ("Papyrus", "0808 157 0501", "Suicidal thoughts (under 35)"),
        ("NightStop Tyneside", "0191 498 0311", "If you've nowhere to sleep tonight"),
        ("Young Minds", "", ""),
        ("Police", "101 / 999", ""),
        ("Your GP", "", "Medication, referral, fit notes"),
    )
    found = read("\n".join(map("\t".join, services)))
    assert [[cell.text for cell in record.cells] for record in found.records] == [*map(list, services[1:])]
