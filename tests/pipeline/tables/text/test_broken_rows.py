"""Rows whose cells have lost tabs to the lists in them: read whole, or doubted, and nothing is lost."""

from itertools import chain

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.source import GENERAL
from tests.pipeline.test_extract import read

HEADINGS = ("Name", "What they do", "Ages", "Area", "Contact")
SERVICES = (
    (("The Shed",), ("Woodwork for men who live alone.",), ("18+",), ("Norwich",), ("jo@shed.org",)),
    (("Rise Up CIC",), ("Mentoring.", "Boxing"), ("11-19",), ("Ely", "Thetford"), ("al@rise.uk",)),
    (("Harbour Trust",), ("Keeping families safe.",), ("0-5",), ("Eye", "Diss"), ("a@h.uk", "b@h.uk")),
    (("Second Wind",), ("Walks and talks.",), ("Over 50s",), ("Ipswich",), ("Lead:", "kim@wind.org")),
    (("Pear Tree Farm",), ("Days on a farm.",), ("14 to 25",), ("Diss and Eye",), ("z@pear.uk",)),
    (("Field Kitchen",), ("Cookery in Ipswich for parents",), ("16-24",), (), ("m@field.org",)),
)  # fmt: skip


def printed(row, is_list):
    """The row as a tool prints it that writes tabs before a cell of words, and a line break before a list."""
    text = ""
    for cell, listed in zip(row, is_list, strict=True):
        if listed and cell:
            text += "".join(f"\n  • {line}" for line in cell) + "\n"
        else:
            text += ("\t\t" if cell is not row[0] else "") + "\n".join(cell)
    return text.replace("\n\n", "\n").strip("\n")


def read_page(rows, lists):
    lines = [printed(row, is_list) for row, is_list in zip(rows, lists, strict=True)]
    text = "\n".join(["What we fund", "", "\t\t".join(HEADINGS), *lines, "", "Last updated 4 May 2021", ""])
    return read(text.encode(), GENERAL)


def cells_of(record):
    return tuple(cell.texts for cell in record.cells)


LISTS = st.lists(st.tuples(st.just(False), *[st.booleans()] * 4), min_size=6, max_size=6)


TWO_LISTS = (False, False, False, True, True)
PARTED = [(False,) * 5, TWO_LISTS, TWO_LISTS, (False,) * 5, (False, True, True, True, True), (False,) * 5]


@settings(deadline=None)
@example(list(SERVICES), PARTED)  # the fifth record's cells were all given to the fourth's contact
@given(st.permutations(SERVICES), LISTS)
def test_each_record_is_exact_or_doubted_and_no_word_is_lost(rows, lists):
    found = read_page(rows, lists)
    doubted = {each.record for each in found.issues if each.needs_a_person}
    wrong = [each for each in found.records if cells_of(each) not in rows and each.number not in doubted]
    assert wrong == []
    kept = [text for record in found.records for texts in cells_of(record) for text in texts]
    said = " ".join(str(each.value) for each in found.issues)
    words = sorted(text for text in chain(*chain(*rows)) if text not in said or text in kept)
    assert sorted(text for text in kept if text != "Last updated 4 May 2021") == words


def test_lists_in_the_last_cells_are_read_whole():
    lists = [(False, False, False, len(row[3]) > 1, len(row[4]) > 1) for row in SERVICES]
    found = read_page(SERVICES, lists)
    assert [cells_of(record) for record in found.records] == list(SERVICES)


def test_tabs_of_which_none_is_lost_leave_no_doubt():
    found = read_page(SERVICES, [(False,) * 5] * 6)
    assert [cells_of(record) for record in found.records] == list(SERVICES)
    assert not any(each.needs_a_person for each in found.issues)


def test_cells_of_paragraphs_may_stand_under_headings_between_tabs():
    blocks = ["\n\n".join(chain(*row)) for row in SERVICES]
    text = "\n\n".join(["What we fund", "\t\t".join(HEADINGS), *blocks, "Last updated 4 May 2021"])
    found = read(text.encode(), GENERAL)
    assert [cells_of(record) for record in found.records] == list(SERVICES)


def test_a_line_of_words_behind_a_row_that_ends_early_is_doubted():
    """It may be one more line of the last cell, a title of the rows below, or the next row's name."""
    rows = [*SERVICES, (("Wharf",), ("Canoes for all.", "Rafts"), ("7-9",), ("Eye",), ("c@w.org", "d@w.org"))]
    lines = [printed(row, (False,) * 5) for row in rows]
    short = "The Barn\t\tClimbing for parents\t\t5-8\t\tDiss\nSouth Norfolk"
    text = "\n".join(
        ["What we fund", "", "\t\t".join(HEADINGS), *lines[:3], short, *lines[3:], "", "Contact us"]
    )
    found = read(text.encode(), GENERAL)
    doubted = {each.record for each in found.issues if each.needs_a_person}
    barn = next(each for each in found.records if each.cells[0].text == "The Barn")
    assert barn.number in doubted


def test_paragraphs_below_headings_with_tabs_are_no_row_for_a_line_of_nothing_but_tabs():
    """As Resiliparse prints blank cells in a row; the paragraphs were read as one service."""
    paragraphs = [text for row in (*SERVICES, *SERVICES[:3]) for cell in row for text in cell]
    text = "\n\n".join(
        ["What we fund", "\t\t".join(HEADINGS), *paragraphs, "\t\t\u00a0", "Last updated 4 May 2021"]
    )
    found = read(text.encode(), GENERAL)
    assert len(found.records) > len(SERVICES)
    said = [text for record in found.records for cell in record.cells for text in cell.texts]
    assert sorted(said) == sorted(paragraphs)
