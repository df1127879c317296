"""Several tables in one text: each row is read under the headings that stand above it, and none is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Role
from pipeline.source import GENERAL
from tests.growth import grows_linearly
from tests.pipeline.test_extract import read

HEADINGS = ("Name", "What they do", "Ages", "Area", "Contact")
FIRST = (
    ("The Attic", "Judo lessons for all", "4-9", "Norton", "jo@lane.org"),
    ("The Shed", "Pottery and clay work", "11-18", "Easthaven", "al@shed.org"),
    ("Motivate", "Mentoring in school", "10-17", "Upton", "mo@tivate.org"),
)
SECOND = (
    ("Bright Futures", "One to one mentoring", "10-16", "Luton", "b@f.org"),
    ("Box Clever", "Boxing twice a week", "12-18", "Marsh", "box@c.org"),
    ("Steps", "Counselling for girls", "11-25", "Dale", "s@teps.org"),
)
OTHER_HEADINGS = (  # of the second table, and which of the first one's columns each stands over
    ("the same", HEADINGS, (0, 1, 2, 3, 4)),
    ("the area first", ("Area", "Name", "What they do", "Ages", "Contact"), (3, 0, 1, 2, 4)),
    ("the description first", ("What they do", "Name", "Ages", "Area", "Contact"), (1, 0, 2, 3, 4)),
    ("fewer", ("Name", "What they do", "Contact"), (0, 1, 4)),
    ("other words", ("Organisation", "Nature of project", "Location", "Email"), (0, 1, 3, 4)),
)
ROLES = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)
of_each_heading = pytest.mark.parametrize(
    ("headings", "over"), [each[1:] for each in OTHER_HEADINGS], ids=lambda each: str(each[0])
)


def _closed(rows):
    marked = [rows[0], ("---",) * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in marked)


def _in_columns(rows):
    widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
    return "\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


PRINTED = {
    "bars around": _closed,
    "bars between": lambda rows: "\n".join(" | ".join(row) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "columns": _in_columns,
}


def _in_order(record):
    return tuple(record.text(role) for role in ROLES)


@pytest.mark.parametrize("between", ["", "## National services\n\n"])
@pytest.mark.parametrize("printed", PRINTED)
@of_each_heading
def test_rows_are_read_under_the_headings_that_stand_above_them(headings, over, printed, between):
    write = PRINTED[printed]
    second = [tuple(row[n] for n in over) for row in SECOND]
    text = f"Services\n\n{write([HEADINGS, *FIRST])}\n\n{between}{write([headings, *second])}\n\nContact us\n"
    found = read(text.encode(), GENERAL)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    wanted = [*FIRST, *(tuple(cell if n in over else "" for n, cell in enumerate(row)) for row in SECOND)]
    sure = [_in_order(each) for each in found.records if each.number not in flagged]
    assert set(sure) <= set(wanted)
    assert len(sure) >= len(wanted) - 1  # the words between two tables may be more of the row above them
    assert len(found.records) == len(wanted)


def test_a_table_with_a_column_that_the_best_one_has_not_is_left_out_and_named():
    first = _closed([(*HEADINGS[:2], "Duration"), *(row[:3] for row in FIRST)])
    found = read(f"{first}\n\n{_closed([HEADINGS, *SECOND])}\n".encode(), GENERAL)
    assert [_in_order(each) for each in found.records] == [*SECOND]
    assert [each.value for each in found.issues if each.code == "table-left-out"] == [
        "Name; What they do; Duration"
    ]


def test_headings_printed_again_below_other_columns_put_the_rows_under_them_in_doubt():
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (
            HEADINGS,
            *FIRST,
            OTHER_HEADINGS[1][1],
            *(tuple(row[n] for n in (3, 0, 1, 2, 4)) for row in SECOND),
        )
    )
    found = read(f"<table>{rows}</table>".encode(), GENERAL)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    assert [each.number in flagged for each in found.records] == [False] * 3 + [True] * 3


def test_rows_in_columns_of_their_own_without_headings_are_said_to_be_unread():
    further = "\n".join("".join(cell.ljust(34) for cell in row).rstrip() for row in SECOND)
    found = read(f"{_in_columns([HEADINGS, *FIRST])}\n\n\n{further}\n\nContact us\n".encode(), GENERAL)
    said = [each.value for each in found.issues if each.code == "table-unread"]
    printed = " ".join(cell.text for each in found.records for cell in each.cells)
    assert said == ["; ".join(SECOND[0])] or all(row[0] in printed for row in SECOND)


def test_a_table_of_two_columns_behind_another_is_read():
    two = _in_columns([HEADINGS[:2], *((name, f"{about} for all who come") for name, about, *_ in SECOND)])
    found = read(f"{_in_columns([HEADINGS, *FIRST])}\n\nOthers\n\n{two}\n\nContact us\n".encode(), GENERAL)
    assert [each.text(Role.NAME) for each in found.records] == [row[0] for row in (*FIRST, *SECOND)]
    assert {each.value for each in found.issues if each.code == "table-differs"} == {"Name; What they do"}


@pytest.mark.parametrize(
    "menu", ["Services      About us      Contact us", "Groups   Activities   Areas   Contact"]
)
def test_a_menu_on_one_line_is_no_table(menu):
    for write in (_in_columns, PRINTED["tabs"]):
        found = read(f"{menu}\n\n{write([HEADINGS, *FIRST])}\n\n{menu}\n\nPrivacy\n".encode(), GENERAL)
        assert [_in_order(each) for each in found.records] == [*FIRST]
        assert not any(each.needs_a_person for each in found.issues)


def _marked_up(rows):
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "\n</table>"


FORMS = {**PRINTED, "in a box": lambda rows: _boxed(rows), "markup": _marked_up}


def _boxed(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = f"+{'+'.join('-' * (width + 2) for width in widths)}+"
    lines = (" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join([rule, *(f"| {line} |\n{rule}" for line in lines)])


@st.composite
def pages(draw):
    """A text with the rows in several tables, each of some form and with its columns in some order."""
    rows = draw(st.permutations([*FIRST, *SECOND]))
    forms = draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, max_size=3))
    tables = []
    for n, form in enumerate(forms):
        order = draw(st.permutations(range(len(HEADINGS))))
        mine = rows[n * len(rows) // len(forms) : (n + 1) * len(rows) // len(forms)]
        tables.append(FORMS[form]([[row[at] for at in order] for row in (HEADINGS, *mine)]))
    return "\n\n".join(["Services", *tables, "Contact us", ""])


@settings(deadline=None)
@given(pages())
def test_whatever_the_forms_no_row_is_lost_and_none_is_wrong_in_silence(text):
    found = read(text.encode(), GENERAL)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    sure = [_in_order(each) for each in found.records if each.number not in flagged]
    assert set(sure) <= {*FIRST, *SECOND}
    said = " ".join(cell.text for each in found.records for cell in each.cells)
    is_named = {"table-left-out", "table-unread", "rows-unread"} & {each.code for each in found.issues}
    assert is_named or all(row[0] in said for row in (*FIRST, *SECOND))


def test_a_table_that_a_rule_marks_is_one_of_its_own_be_its_headings_unknown():
    films = _closed(
        [("Film", "Director", "Year", "Screen", "Seats"), ("Jaws", "Spielberg", "1975", "One", "90")]
    )
    found = read(f"{_closed([HEADINGS, *FIRST])}\n\n## Films\n\n{films}\n".encode(), GENERAL)
    assert [_in_order(each) for each in found.records] == [*FIRST]
    assert not any(each.needs_a_person for each in found.issues)


def test_one_that_shares_headings_with_the_best_and_is_none_of_services_is_named():
    other = _closed([("Scheme of work", "Ages", "Area", "Page"), ("Reading", "4-9", "Norton", "12")])
    found = read(f"{_closed([HEADINGS, *FIRST])}\n\n{other}\n".encode(), GENERAL)
    assert [_in_order(each) for each in found.records] == [*FIRST]
    assert [each.value for each in found.issues if each.code == "table-unread"] == [
        "Scheme of work; Ages; Area; Page"
    ]


def test_a_rule_below_the_first_row_of_a_table_without_headings_makes_none_of_it():
    first, *others = (f"| {' | '.join(row)} |" for row in SECOND)
    more = "\n".join([first, "|---|---|---|---|---|", *others])
    found = read(f"{_closed([HEADINGS, *FIRST])}\n\n{more}\n".encode(), GENERAL)
    assert [_in_order(each) for each in found.records] == [*FIRST, *SECOND]


CALLED = (("Deal Mind", "Counselling", "01304 555 111"), ("Cruse", "For the bereaved", "www.cruse.org.uk"))


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("title", ["", "## Local groups\n\n"])
def test_a_table_with_blank_headings_is_named(title, count):
    first = _closed([("Name", "Support offered", "Telephone"), ("Childline", "For all", "0800 1111")])
    second = _closed([("   ",) * 3, *CALLED[:count]])
    found = read(f"{first}\n\n{title}{second}\n\nContact us\n".encode(), GENERAL)
    said = {each.value for each in found.issues if each.code == "table-unread"}
    assert said == {"; ".join(CALLED[0])}


@pytest.mark.parametrize("told", ["01304 555 111", "www.cruse.org.uk", "£1,250"])
def test_lines_of_words_and_a_number_a_link_or_a_sum_are_said_to_be_unread(told):
    further = "\n".join(f"{name:<34}{told}" for name in ("Deal Mind", "Cruse Dover", "Talk It Out"))
    text = f"{_closed([HEADINGS, *FIRST])}\n\nMore groups\n\n{further}\n\nContact us\n"
    assert "table-unread" in {each.code for each in read(text.encode(), GENERAL).issues}


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("first", [True, False])
def test_rows_that_stand_in_no_columns_are_named_beside_a_table(printed, first):
    loose = "\n".join(" ".join(row) for row in (HEADINGS, *SECOND))
    table = PRINTED[printed]([HEADINGS[:2] + HEADINGS[3:], *(row[:2] + row[3:] for row in FIRST)])
    found = read("\n\n".join([loose, table] if first else [table, loose]).encode(), GENERAL)
    said = " ".join(cell.text for each in found.records for cell in each.cells)
    is_named = {"table-left-out", "table-unread"} & {each.code for each in found.issues}
    assert is_named or all(row[0] in said for row in SECOND)


@pytest.mark.parametrize("printed", PRINTED)
def test_services_under_labels_are_named_beside_a_table(printed):
    cards = ("\n".join(map(": ".join, zip(HEADINGS, row, strict=True))) for row in SECOND)
    text = "\n\n".join([PRINTED[printed]([HEADINGS, *FIRST]), "South", *cards])
    found = read(text.encode(), GENERAL)
    assert [_in_order(each) for each in found.records] == [*FIRST]
    assert {each.value for each in found.issues if each.code == "table-unread"} == {SECOND[0][0]}


@pytest.mark.parametrize("printed", PRINTED)
def test_time_grows_with_the_tables_as_with_the_rows(printed):
    turned = [OTHER_HEADINGS[1][1], tuple(SECOND[0][n] for n in OTHER_HEADINGS[1][2])]
    two = "\n\n".join([PRINTED[printed]([HEADINGS, FIRST[0]]), PRINTED[printed](turned), ""])
    assert grows_linearly(lambda count: read((two * count).encode(), GENERAL), 100)


RUN_TOGETHER = """   Services we fund

Dene

   Organisation Details Location
   Ignite Cooking lessons on a budget Norton
   Family Compass Plays that tour secondary schools, followed by discussion Upton

Wick

        Organisation      Details   Location
   Sparks Theatre Company N/A     Easthaven
"""


def test_a_table_whose_cells_run_together_is_said_beside_one_that_is_read():
    found = read(RUN_TOGETHER.encode(), GENERAL)
    assert [_in_order(each)[0] for each in found.records] == ["Sparks Theatre Company"]
    assert [each.line for each in found.issues if each.code == "table-unread"] == [5]
