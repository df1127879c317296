"""Several tables in one stream of paragraphs: each is read under the headings above it, and none is lost."""

from itertools import chain

import pytest

from pipeline.model import Role
from pipeline.source import GENERAL
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.headings.later import Headings, find_later
from pipeline.tables.streams.paragraphs import read_text_tokens
from pipeline.tables.streams.reading import say_others
from pipeline.tables.streams.stream import Token
from tests.growth import grows_linearly
from tests.pipeline.tables.text.test_several_tables import (
    FIRST,
    HEADINGS,
    OTHER_HEADINGS,
    SECOND,
    of_each_heading,
)
from tests.pipeline.test_extract import read

BETWEEN = "These groups are open to everybody who lives in the county or who goes to school there."
BEHIND = ("Was this page helpful?", "Contact us", "Privacy policy", "Accessibility")
ROLES = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)


def _paragraphs(rows):
    return "\n\n".join(chain.from_iterable(rows))


def _html(rows):
    return "".join(f"<p>{cell}</p>" for cell in chain.from_iterable(rows))


PRINTED = {
    "a paragraph a cell": _paragraphs,
    "headings on one line": lambda rows: f"{' '.join(rows[0])}\n\n{_paragraphs(rows[1:])}",
    "headings between tabs": lambda rows: "\t".join(rows[0]) + f"\n\n{_paragraphs(rows[1:])}",
}


def _read(text):
    found = read(text.encode(), GENERAL)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    sure = [each for each in found.records if each.number not in flagged]
    return found, [tuple(each.text(role) for role in ROLES) for each in sure]


@pytest.mark.parametrize("between", ["", f"{BETWEEN}\n\n"])
@pytest.mark.parametrize("printed", PRINTED)
@of_each_heading
def test_paragraphs_are_read_under_the_headings_that_stand_above_them(headings, over, printed, between):
    write = PRINTED[printed]
    second = [tuple(row[n] for n in over) for row in SECOND]
    tables = f"{write([HEADINGS, *FIRST])}\n\n{between}{write([headings, *second])}"
    found, sure = _read(f"Services\n\n{tables}\n\n" + "\n\n".join(BEHIND))
    wanted = [*FIRST, *(tuple(cell if n in over else "" for n, cell in enumerate(row)) for row in SECOND)]
    assert set(sure) <= set(wanted)
    said = " ".join(each.text for record in found.records for each in record.cells)
    assert all(row[0] in said for row in wanted)


def test_paragraphs_in_html_are_read_under_their_own_headings_too():
    rows = [
        HEADINGS,
        *FIRST,
        OTHER_HEADINGS[1][1],
        *(tuple(row[n] for n in OTHER_HEADINGS[1][2]) for row in SECOND),
    ]
    found, sure = _read("".join(f"<p>{cell}</p>" for cell in (*chain.from_iterable(rows), *BEHIND)))
    assert len(found.records) == 6
    assert set(sure) <= {*FIRST, *SECOND}
    assert len(sure) >= 5


def test_the_records_of_later_tables_go_on_with_the_numbers_and_so_does_what_is_said_of_them():
    found, _ = _read(
        _paragraphs([HEADINGS, *FIRST, *[OTHER_HEADINGS[3][1]], *((r[0], r[1], r[4]) for r in SECOND)])
    )
    assert [each.number for each in found.records] == [*range(1, 7)]
    names = {each.number: each.text(Role.NAME) for each in found.records}
    said = [each for each in found.issues if each.code == "table-truncated"]
    assert [(each.record, each.value) for each in said] == [(6, names[6])]  # another table follows the first
    assert [each.value for each in found.issues if each.code == "table-differs"] == [
        "Name; What they do; Contact"
    ]


def test_of_tables_with_other_columns_the_best_is_read_and_the_other_named():
    first = [(*HEADINGS[:2], "Website"), *((*row[:2], f"www.{row[4].partition('@')[2]}") for row in FIRST)]
    found, _ = _read(f"{_paragraphs(first)}\n\n{_paragraphs([HEADINGS, *SECOND])}\n\n" + "\n\n".join(BEHIND))
    assert [each.text(Role.NAME) for each in found.records] == [row[0] for row in SECOND]
    assert [each.value for each in found.issues if each.code == "table-left-out"] == [
        "Name; What they do; Website"
    ]


def test_what_hardly_reads_as_a_table_below_known_words_is_none():
    menu = ("Projects", "About us", "Contact", "Location", "Cookies", "Jobs", "Press")
    text = _paragraphs([HEADINGS, *FIRST, *FIRST, BEHIND, menu])
    found, _ = _read(text)
    assert not {"tables-joined", "table-left-out"} & {each.code for each in found.issues}


def test_headings_that_come_again_part_nothing():
    tokens = [Token(text, n) for n, text in enumerate(chain(HEADINGS, *FIRST, HEADINGS, *SECOND), 1)]
    assert find_later(tokens, {}) == []


def test_a_last_heading_that_nobody_knows_comes_again_with_the_others():
    headings = (*HEADINGS, "Date started:")
    months = ("May 2021", "June 2019", "October 2021", "March 2020", "July 2018", "May 2019")
    rows = [(*row, month) for row, month in zip((*FIRST, *SECOND), months, strict=False)]
    found, _ = _read(_paragraphs([headings, *rows[:3], headings, *rows[3:], BEHIND]))
    assert [column.heading for column in found.columns] == [*headings]
    assert [record.cells[-1].text for record in found.records] == [row[-1] for row in rows]


@pytest.mark.parametrize("last", ["Online", "Group", "Home visits"])
def test_headings_printed_again_behind_a_cell_that_may_be_one_are_the_same(last):
    headings = (*HEADINGS, "Delivery method")
    rows = [(*row, last) for row in (*FIRST, *SECOND)]
    tokens = [Token(text, n) for n, text in enumerate(chain(headings, *rows[:3], headings, *rows[3:]), 1)]
    assert find_later(tokens, {}) == []
    run, *_ = find_headings(tokens, {})
    assert (run.start, run.end) == (0, len(headings))


@pytest.mark.parametrize(
    "headings",
    [
        ("Project", "name", "Description", "of service", "Age", "criteria", "Area", "Contact", "email"),
        HEADINGS,
    ],
    ids=["over two paragraphs", "above a name that may be one"],
)
def test_headings_that_come_again_are_the_first_ones(headings):
    second = [("Open", *SECOND[0][1:]), *SECOND[1:]]
    tokens = [Token(text, n) for n, text in enumerate(chain(headings, *FIRST, headings, *second), 1)]
    run, *_ = find_headings(tokens, {})
    assert (run.start, run.end) == (0, len(headings))


@pytest.mark.parametrize("between", [1, 12], ids=["a sentence", "a page of prose"])
@pytest.mark.parametrize("count", [3, 5])
def test_headings_that_are_told_above_the_table_do_not_stand_for_its_own(count, between):
    """The table has one column more than is told."""
    headings, more = HEADINGS[:count], (*HEADINGS, "Notes")[: count + 1]
    rows = [(*row, f"Ring first, option {n}")[: count + 1] for n, row in enumerate((*FIRST, *SECOND), 1)]
    text = _paragraphs([("The table has:", *headings), (BETWEEN,) * between, more, *rows, BEHIND])
    found, _ = _read(text)
    assert [column.heading for column in found.columns] == [*more]
    assert [each.text(Role.NAME) for each in found.records] == [row[0] for row in rows]


def test_words_of_a_menu_above_the_headings_put_no_record_in_doubt():
    menu = (
        "Your area",
        "Events",
        "Contact us",
        "Search",
        "Grants",
        "Projects",
        "What we do",
        "Grant awards 2018",
    )
    between = (BETWEEN, "Mentoring", "Work experience", "Holiday activities", "Trips", "Sports coaching")
    found, sure = _read(_paragraphs([menu, between, HEADINGS, *FIRST, *SECOND, BEHIND]))
    assert [each.text(Role.NAME) for each in found.records] == [row[0] for row in (*FIRST, *SECOND)]
    assert len(sure) == len(found.records)


def test_records_below_headings_whose_table_cannot_be_told_are_doubted():
    text = _paragraphs([HEADINGS, *FIRST, BEHIND])
    found, tokens = read(text.encode(), GENERAL), read_text_tokens(text)
    second = next(at for at, each in enumerate(tokens) if each.line == found.records[1].lines[1])
    later = [Headings(second, second + 1, [*HEADINGS], tokens[second].line)]
    doubted = say_others(say_others(found, tokens, later, {}), tokens, later, {})
    said = [each.record for each in doubted.issues if each.code == "record-doubtful"]
    assert said == [2, 3]
    assert [each.confidence <= 0.5 for each in doubted.records] == [False, True, True]


TRUSTEES = ("Trustees", "Name", "Role", "Jo Hill", "Chair")
BARE = ((("Service", "Area", "Telephone"), (0, 3, 4)), (("Name", "Contact", "District"), (0, 4, 3)))


@pytest.mark.parametrize("between", [(), (BETWEEN,), TRUSTEES])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("write", [_paragraphs, _html])
@pytest.mark.parametrize(("headings", "over"), [*(each[1:] for each in OTHER_HEADINGS), *BARE])
def test_no_row_of_a_later_table_is_lost_without_a_word(headings, over, write, count, between):
    second = [tuple(row[n] for n in over) for row in SECOND[:count]]
    found, _ = _read(write([HEADINGS, *FIRST, between, headings, *second]))
    said = " ".join(each.text for record in found.records for each in record.cells)
    codes = {each.code for each in found.issues}
    assert codes & {"table-left-out", "table-unread", "rows-unread"} or all(row[0] in said for row in second)


@pytest.mark.parametrize("menu", [BEHIND, ("Services", "Contact us", "Locations", "Work for us")])
def test_what_stands_at_the_foot_of_a_page_is_no_table(menu):
    assert not [each for each in _read(_paragraphs([HEADINGS, *FIRST, menu]))[0].issues if each.line]


def test_a_table_that_cannot_be_told_under_its_own_headings_hides_none_of_the_records_below():
    order = (0, 2, 4, 1, 3)
    second = [tuple(row[n] for n in order) for row in (HEADINGS, *SECOND)]
    unheaded = [(f"{name} Club", *others) for name, *others in (*FIRST, *SECOND[:1])]
    found, sure = _read(_paragraphs([HEADINGS, *FIRST, *second, [BETWEEN], *unheaded, BEHIND]))
    assert set(sure) <= {*FIRST, *SECOND, *unheaded}
    said = " ".join(cell.text for each in found.records for cell in each.cells)
    assert all(row[0] in said for row in (*FIRST, *SECOND, *unheaded))


def test_time_grows_with_the_tables_as_with_the_rows():
    turned = [OTHER_HEADINGS[1][1], tuple(SECOND[0][n] for n in OTHER_HEADINGS[1][2])]
    two = _paragraphs([HEADINGS, FIRST[0], *turned]) + "\n\n"
    assert grows_linearly(lambda count: read((two * count).encode(), GENERAL), 100)


def test_a_title_above_the_same_headings_again_may_be_of_the_record_above():
    head = ["Service", "Contact details", "What they do", "Age range", "Area"]
    first = [["Adults", "sin@lane.org", "Evening crisis service. You can just turn up.", "16+", "Chatham"]]
    second = [
        [
            "Parents",
            "alex@lane.org",
            "For children in Years 5, 6 and 7 moving to secondary school",
            "7-22",
            "Thanet",
        ],
        ["Teens", "wendy@lane.org", "Children's workers see young people in school.", "9-17", "County-wide"],
        ["Families", "steve@lane.org", "Based in the old library. Wheelchair accessible.", "8-19", "Swale"],
    ]
    found, sure = _read("Schools\n\n" + _paragraphs([head, *first, ["Medway"], head, *second]) + "\n")
    assert found.records[0].text(Role.AREA) == "Chatham Medway"
    assert [row[0] for row in sure] == ["Parents", "Teens"]


def test_a_menu_is_no_other_table_above():
    menu = ("Projects", "What we do", "About us", "Cymraeg", "Grants", "Media", "Services", BETWEEN)
    names = [f"{name} {n}" for n in range(3) for name in ("Box Club", "Judo Trust")]
    table = [HEADINGS, *((name, "Sessions for all", "8-12", "Norton", "jo@lane.org") for name in names)]
    found = read(_paragraphs([menu, *table, (BETWEEN,)]).encode(), GENERAL)
    assert [record.cells[0].text for record in found.records] == names
    assert not [each for each in found.issues if each.needs_a_person]


def test_rows_below_the_first_of_the_same_headings_are_read_or_said_below_a_menu():
    menu = ("Get involved", "Contact us", "Projects we fund")
    head = ("Charity", "Activities", "Age band", "Locality", "Enquiries", "Started")
    first = [
        ("Larkrise", "Sewing and soup for new parents.", "0-4", "Walmer", "jo@larkrise.org", "May 2019"),
        ("Second Chance CIC", "Boxing after school.", "Deal", "info@second.org", "June 2020"),
    ]
    second = [
        ("Harbour Line", "Debt advice by phone.", "18+", "Dover", "help@line.org"),
        ("Fern House", "Beds for young people in crisis.", "16-25", "Hythe", "fern@house.org", "Spring 2021"),
        ("Pixel Club", "Coding for beginners.", "8-12", "Lydd", "hi@pixel.org", "1 April 2020"),
    ]
    found, _ = _read(_paragraphs([menu, head, *first, head, *second, ("Updated",)]))
    said = " ".join(cell.text for each in found.records for cell in each.cells)
    codes = {each.code for each in found.issues}
    assert all(row[0] in said for row in first) or "table-unread" in codes
