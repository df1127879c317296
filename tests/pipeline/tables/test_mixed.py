"""Tables in HTML and in Markdown in one text: both are read, and one that is not is named."""

import pytest

from pipeline.issues import DocumentRefused
from pipeline.model import Role
from pipeline.source import GENERAL
from tests.pipeline.tables.text.test_several_tables import FIRST, HEADINGS, SECOND, _closed
from tests.pipeline.test_extract import read

FILMS = [("Film", "Screen"), ("Jaws", "One"), ("Alien", "Two")]


def _markup(rows):
    return (
        "<table>\n"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
        + "</table>"
    )


def _names(found):
    return [each.text(Role.NAME) for each in found.records]


def _unread(found):
    return [each.value for each in found.issues if each.code == "table-unread"]


def test_tables_of_both_forms_are_one_list_in_page_order():
    for tables in ((_markup, _closed), (_closed, _markup)):
        one, two = (write([HEADINGS, *rows]) for write, rows in zip(tables, (FIRST, SECOND), strict=True))
        found = read(f"# Services\n\n{one}\n\n## Others\n\n{two}\n\nContact us\n".encode(), GENERAL)
        assert _names(found) == [row[0] for row in (*FIRST, *SECOND)]
        assert not any(each.needs_a_person for each in found.issues if each.record)
        assert not _unread(found)


def test_the_one_of_the_two_that_has_no_headings_is_named():
    found = read(f"{_closed([HEADINGS, *FIRST])}\n\n{_markup(SECOND)}\n".encode(), GENERAL)
    assert _names(found) == [row[0] for row in FIRST]
    assert _unread(found)[0].startswith("Bright Futures One to one mentoring")
    found = read(
        f"{_markup([HEADINGS, *FIRST])}\n\n{_closed([['', '', '', '', ''], *SECOND])}\n".encode(), GENERAL
    )
    assert _names(found) == [row[0] for row in FIRST]
    assert _unread(found)[0].startswith("Bright Futures | One to one mentoring")


@pytest.mark.parametrize("written", ["", f"\n\n{_closed(FILMS)}"])
def test_a_page_with_neither_is_refused(written):
    with pytest.raises(DocumentRefused):
        read(f"{_markup(FILMS)}{written}\n".encode(), GENERAL)


def test_a_table_in_lines_that_are_printed_as_they_stand_is_read_at_its_lines():
    table = "\n".join("".join(cell.ljust(34) for cell in row).rstrip() for row in (HEADINGS, *FIRST))
    page = f"<html><body>\n<h1>Our clubs</h1>\n<pre>\nMenu &amp; more\n\n{table}\n</pre>\n</body></html>"
    found = read(page.encode(), GENERAL)
    assert _names(found) == [row[0] for row in FIRST]
    assert found.records[0].lines[0] == page.split("\n").index(table.split("\n")[1]) + 1
