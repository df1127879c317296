"""Headings in two rows, where a tool left the second column of a wide one without any."""

import pytest

from tests.pipeline.test_extract import cells, read

ROWS = (("The Shed", "5-11", "jo@shed.org", "01603 496011"), ("Box Out", "16+", "al@box.org", ""))
TOP = ("Name", "Ages", "Contact", "")


def piped(*rows):
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join(["# Services", "", head, "|---" * len(rows[0]) + "|", *body, ""])


def test_a_row_of_headings_below_a_blank_one_divides_it():
    found = read(piped(TOP, ("", "", "Email", "Phone"), *ROWS))
    assert [(str(each.role), each.heading) for each in found.columns] == [
        ("name", "Name"),
        ("age", "Ages"),
        ("contact", "Email"),
        ("phone", "Phone"),
    ]
    assert cells(found) == [[[text] if text else [] for text in row] for row in ROWS]


@pytest.mark.parametrize("row", [("", "", "jo@hall.org", "Phone"), ("", "", "Email", "")])
def test_other_rows_below_a_blank_heading_are_records_or_told(row):
    found = read(piped(TOP, row, *ROWS))
    assert found.columns[2].heading == "Contact"
    assert 1 in {each.record for each in found.issues if each.needs_a_person}
