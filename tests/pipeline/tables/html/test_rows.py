"""Rows of tables in markup: how far they are looked at, and which of them are headings."""

from pipeline.extract import extract
from pipeline.model import Extraction, Snapshot
from pipeline.source import GENERAL

HEADINGS = "<tr><th>Name<th>What they do<th>Ages<th>Contact"
ACORN = "<tr><td>Acorn Club<td>Boxing<td>8-12<td>jo@acorn.org"


def read(*rows: str) -> Extraction:
    page = f"<html><body><table>{''.join(rows)}</table></body></html>".encode()
    return extract(Snapshot("test", "page.html", page, ""), GENERAL)


def say(found: Extraction) -> list[list[str]]:
    return [[cell.text for cell in record.cells] for record in found.records]


def test_a_row_above_the_headings_may_hold_more_than_any_heading_does():
    above = f"<tr><td colspan=3>{'Our clubs<br>' * 70}<td>2024"
    assert say(read(above, HEADINGS, ACORN)) == [["Acorn Club", "Boxing", "8-12", "jo@acorn.org"]]


def test_a_row_of_words_that_are_headings_elsewhere_is_a_record():
    found = read(HEADINGS, ACORN, "<tr><td>Email<td>Phone<td>Contact<td>Website")
    assert [cells[0] for cells in say(found)] == ["Acorn Club", "Email"]


def test_a_heading_that_is_blank_is_named_by_the_one_above_it():
    above = "<tr><th colspan=2>Clubs<th colspan=2>Contact"
    found = read(above, "<tr><th>Name<th>What they do<th>Phone<th>", ACORN.replace("8-12", "01622 000000"))
    assert [column.heading for column in found.columns] == ["Name", "What they do", "Phone", "Contact"]


def test_notes_under_a_heading_of_contacts_are_none():
    head = (
        "<tr><th rowspan=2>Name<th rowspan=2>What they do<th colspan=2>Contact details"
        "<tr><th>Phone number<th>Other information"
    )
    found = read(head, "<tr><td>Acorn Club<td>Boxing<td>01603 555724<td>Bring a packed lunch")
    assert [str(each.role) for each in found.columns] == ["name", "description", "phone", "text"]
    assert say(found) == [["Acorn Club", "Boxing", "01603 555724", "Bring a packed lunch"]]


def test_the_row_below_divided_headings_is_none_of_them():
    """The first row of headings alone is too little to be known as one."""
    head = "<tr><th rowspan=2>Group<th colspan=2>Get in touch<tr><th>Website<th>Lead"
    lead = "<td rowspan=3>jo@lane.org"
    rows = [("The Shed", "www.shed.org"), ("Salus", "www.salus.org"), ("Box Out", "www.box.org")]
    told = [f"<tr><td>{name}<td>{site}{'' if n else lead}" for n, (name, site) in enumerate(rows)]
    found = read(head, *told)
    assert say(found) == [[name, site, "jo@lane.org"] for name, site in rows]


def test_divided_headings_printed_again_are_no_record():
    head = "<tr><th rowspan=2>Name<th rowspan=2>What they do<th colspan=2>Get in touch"
    row = "<tr><td>Acorn Club<td>Boxing<td>jo@acorn.org<td>01622 496000"
    again = "<tr><td>Name<td>What they do<td>Email<td>Phone number"
    found = read(head, "<tr><th>Email<th>Phone number", row, again, row.replace("Acorn", "Oak"))
    assert [cells[0] for cells in say(found)] == ["Acorn Club", "Oak Club"]
    assert [each.code for each in found.issues] == ["heading-repeated"]


def test_a_heading_below_another_is_no_name_where_the_table_has_one():
    head = (
        "<tr><th rowspan=2>Name<th rowspan=2>What they do<th colspan=2>Get in touch<tr><th>Email<th>Helpline"
    )
    found = read(head, "<tr><td>Acorn Club<td>Boxing<td>jo@acorn.org<td>01622 496000")
    assert [str(column.role) for column in found.columns] == ["name", "description", "contact", "phone"]
