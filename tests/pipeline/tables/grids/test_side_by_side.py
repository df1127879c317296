"""Tables that print two services in a row, under headings that stand there twice."""

from itertools import chain

import pytest

from tests.pipeline.test_extract import cells, read, row, table

HEADINGS = ["Project", "Ages", "Contact"]
ROWS = [
    ["The Shed", "5-11", "jo@shed.org.uk"],
    ["Box Out", "16+", ""],
    ["Second Wind", "", "sam@wind.org.uk"],
    ["Quay Lane Club", "11-19", "club@quay.org.uk"],
    ["Rise Up", "8 to 17", "info@riseup.org.uk"],
]


def side_by_side(count, headings=HEADINGS):
    """The rows, so many in each printed one; the last one may be short."""
    blank = [""] * len(HEADINGS)
    padded = [*ROWS, *[blank] * (-len(ROWS) % count)]
    printed = [list(chain(*padded[at : at + count])) for at in range(0, len(padded), count)]
    return table(*(row(*each) for each in printed), head="<tr><th>" + "<th>".join(headings * count) + "</tr>")


def said(found):
    return [[" ".join(words) for words in record] for record in cells(found)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_service_of_a_row_is_a_record(count):
    found = read(side_by_side(count))
    assert said(found) == ROWS
    assert [column.heading for column in found.columns] == HEADINGS


def test_a_title_across_both_services_is_one_row():
    page = side_by_side(2).replace("</tr>", "</tr><tr><td colspan=6>North Norfolk", 1)
    found = read(page)
    assert said(found) == ROWS
    assert [each.value for each in found.issues if each.code == "section-row"] == ["North Norfolk"]


@pytest.mark.parametrize("between", ["\t", " | "])
def test_each_service_of_a_line_is_a_record(between):
    printed = [HEADINGS * 2, *(one + two for one, two in zip(ROWS[:2], ROWS[2:4], strict=True))]
    lines = [between.join(cell or "-" for cell in each) for each in printed]
    found = read("Services\n\n" + "\n".join(lines) + "\n")
    names = [record[0] for record in said(found)]
    assert names == [ROWS[n][0] for n in (0, 2, 1, 3)]
