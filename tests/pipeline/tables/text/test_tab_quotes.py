"""Rows that a spreadsheet pastes, with quotes around the cells that hold line breaks."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read

HEADINGS = "Name\tService\tAges\tArea\tContact"


def paste(*rows, head=HEADINGS, after=""):
    return "\n".join([head, *("\t".join(row) for row in rows)]) + "\n" + after


PERSON = [*SHED[:4], '"Ann Bell\na@b.org"']
RECORD = [[text] for text in SHED[:4]] + [["Ann Bell", "a@b.org"]]
PAGES = {
    "the last cell": (paste(PERSON, BOX), RECORD),
    "rows end": (paste(BOX, PERSON).rstrip("\n"), [[text] for text in BOX]),
    "words around": ("Our services\n\n" + paste(PERSON, BOX, after="\nUpdated 4 May 2021\n"), RECORD),
    "no blank line behind": (paste(PERSON, BOX, after="Updated 4 May 2021"), RECORD),
    "a quoted heading": (paste(PERSON, BOX, head=HEADINGS.replace("Service", '"Service\nprovided"')), RECORD),
    "doubled quotes": (
        paste(['"The ""Shed""\nClub"', *PERSON[1:]], BOX),
        [['The "Shed"', "Club"], *RECORD[1:]],
    ),
    "quoted without a break": (paste(['"The Shed"', *PERSON[1:]], BOX), RECORD),
    "a quote within": (paste(['The "Shed"', *PERSON[1:]], BOX), [['The "Shed"'], *RECORD[1:]]),
    "a blank line within": (paste([*SHED[:4], '"Ann Bell\n\na@b.org"'], BOX), RECORD),
    "a tab within": (paste([*SHED[:1], '"Open\taccess\nfor all"', *PERSON[2:]], BOX), None),
}


@pytest.mark.parametrize(("text", "record"), PAGES.values(), ids=list(PAGES))
def test_quoted_cells_are_read_as_csv_reads_them(text, record):
    found = read(text)
    assert len(found.records) == 2 and not flags(found) - {"heading-unknown"}
    assert record is None or cells(found)[0] == record


def test_lines_are_those_of_the_text():
    found = read(paste(PERSON, BOX))
    assert [each.lines for each in found.records] == [(2, 3), (4, 4)]
    assert [each.line for each in found.records[0].cells[4].paragraphs] == [2, 3]


def test_row_with_too_few_cells_is_flagged():
    found = read(paste(PERSON, BOX[:4]))
    assert {each.record for each in found.issues if each.needs_a_person} == {2}


def test_quotes_that_do_not_end_a_cell_are_words():
    text = paste(['"Shed" Club', *SHED[1:4], '"Ann Bell\na@b.org"'], BOX)
    assert '"Shed" Club' in [each[0][0] for each in cells(read(text))]
