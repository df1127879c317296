"""One line a row, its cells held apart by wide blanks of no even width."""

import pytest

from pipeline.source import GENERAL
from tests.pipeline.test_extract import read

HEAD = "Name     What they do     Ages     Area     Contact\n"
RULE = "-" * 50 + "\n"
ROWS = (
    ("The Shed", "Judo lessons for all who like to fight", "8-12", "Norton", "jo@lane.org"),
    ("The Attic", "Pottery", "11-18", "Easthaven", "al@lane.org"),
    ("Box Club and Gym of the Docks", "Boxing", "Over 16s", "Upton", "mo@lane.org"),
    ("Choir", "Songs and company on Mondays", "Adults", "Wick", "di@lane.org"),
)


def _line(cells, blanks):
    return (" " * blanks).join(filter(None, cells)) + "\n"


def _rows(text):
    found = read(text.encode(), GENERAL)
    flagged = {each.record for each in found.issues if each.needs_a_person and each.code != "age-adults"}
    return [(*(cell.text for cell in each.cells), each.number in flagged) for each in found.records]


@pytest.mark.parametrize("rule", ["", RULE])
def test_rows_are_told_by_as_many_cells_as_there_are_headings(rule):
    text = HEAD + rule + "".join(_line(row, 3 + n % 3) for n, row in enumerate(ROWS))
    assert _rows(text) == [(*row, False) for row in ROWS]


def test_a_row_with_a_blank_cell_is_doubted():
    rows = [*ROWS, ("The Loft", "", "8-12", "Norton", "lo@lane.org")]
    *others, last = _rows(HEAD + "".join(_line(row, 3 + n % 3) for n, row in enumerate(rows)))
    assert others == [(*row, False) for row in ROWS]
    assert last[0] == "The Loft"
    assert last[-1]


def test_lines_of_fewer_cells_are_no_rows_in_silence():
    assert all(row[-1] for row in _rows(HEAD + "".join(_line(row[n:4], 3 + n) for n, row in enumerate(ROWS))))


@pytest.mark.parametrize(("rule", "title"), [(RULE, ["East"]), ("---".ljust(42) * 5, [])])
def test_a_rule_under_the_headings_does_not_end_the_table_and_is_no_row(rule, title):
    wide = [HEAD.split("     "), *ROWS]
    lines = ["".join(cell.strip().ljust(42) for cell in row).rstrip() for row in wide]
    text = "\n".join([lines[0], rule, *title, *lines[1:]])
    assert [row[0] for row in _rows(text)] == [*title, *(row[0] for row in ROWS)]


ALIKE = [("Provider", "What they do", "Ages", "Email")] + [
    (f"Club {n}", f"Judo {'and more ' * (n % 3)}for all", "8-12", f"c{n}@lane.org") for n in range(5)
]


@pytest.mark.parametrize(
    ("end", "is_said"), [("Flou", True), ("Back to top", False), ("That is all.", False)]
)
def test_a_row_cut_off_within_its_first_cell_is_said(end, is_said):
    found = read("\n\n".join([*map("    ".join, ALIKE), end]).encode(), GENERAL)
    assert len(found.records) == 5
    assert ("rows-unread" in {each.code for each in found.issues}) == is_said


@pytest.mark.parametrize("blanks", [2, 4, 7])
def test_as_many_blanks_between_any_two_cells_are_no_columns(blanks):
    found = read("\n\n".join(map((" " * blanks).join, ALIKE)).encode(), GENERAL)
    assert [tuple(cell.text for cell in each.cells) for each in found.records] == ALIKE[1:]
