"""Pages with a table that is none of services, and words around it that seem to be a flattened one's."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, refusal, row, table

MENU = "<ul><li>Home<li>Services<li>About us<li>Ages<li>Contact us</ul>"
HEADINGS = ["Name", "Description", "Age group", "Area", "Contact"]
FLAT = "".join(f"<p>{text}</p>" for text in [*HEADINGS, *SHED, *BOX])


def grid(*rows):
    head, *body = (line.split("|") for line in rows)
    return table(*(row(*cells) for cells in body), head="<tr><th>" + "<th>".join(head) + "</tr>")


@pytest.mark.parametrize(
    "rows",
    [
        ("Form|Age group|Area|Fee", "A1|11-18|Leeds|Free", "A2|All ages|Otley|£3", "A3|0-5|Morley|£4"),
        ("School|Ages|Area|Head", "Norton High|11-18|Norton|Jo Hall", "Dene|4-11|Dene|Al Fox", "A|5-9|B|C D"),
    ],
)
def test_menu_is_no_row_of_headings_for_a_table_that_has_borders(rows):
    refusal(MENU + grid(*rows))


def test_words_outside_such_a_table_are_read():
    rows = ("Form|Issued|Format|Size", "A1|May|PDF|2", "A2|June|PDF|3", "A3|July|PDF|4")
    found = read(f"{FLAT}<p>Updated 4 May 2021</p>{grid(*rows)}")
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert "table-unread" not in flags(found)


def test_such_a_table_with_headings_of_one_of_services_is_said():
    rows = ("Scheme no.|Area|Contact", "1|Dene|Jo", "2|Upton|Al", "3|Norton|Bo")
    found = read(f"{FLAT}<p>Updated 4 May 2021</p>{grid(*rows)}")
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert "table-unread" in flags(found)
