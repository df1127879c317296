"""A service doubted for what markup says around it is doubted when the page arrives as its words alone."""

import pytest
from lxml import html

from pipeline.model import Role
from tests.pipeline.tables.near.test_sections import HEADINGS, ROWS, html_parts, html_table, html_title_rows
from tests.pipeline.test_extract import read

AROUND = {"service-may-have-ended", "paragraph-named", "row-named", "footnote"}
OPEN, CLOSED = ("Our clubs", ROWS[:3]), ("Projects that closed in March", ROWS[3:])
WHOLE = html_table(HEADINGS, *ROWS)
MARKED = WHOLE.replace("Fern Club", "Fern Club*")
PAGES = {
    "heading above": f"<h2>Closed services</h2>{WHOLE}",
    "line above": f"<p>The following services have now closed.</p>{WHOLE}",
    "caption": WHOLE.replace("<table>", "<table><caption>Closed services</caption>"),
    "heading between": html_parts([OPEN, CLOSED]),
    "paragraph between": html_parts([OPEN, CLOSED], "p"),
    "three parts": html_parts([("Closed projects", ROWS[:2]), ("In the east", ROWS[2:4]), CLOSED]),
    "title row": html_title_rows([OPEN, CLOSED]),
    "title row with few words": html_title_rows([OPEN, ("Closed", ROWS[3:])]),
    "title row that is a sentence": html_title_rows([OPEN, ("The following clubs have closed.", ROWS[3:])]),
    "note above": f"<p>Please note: Birch Club has now closed.</p>{WHOLE}",
    "note between": html_parts([OPEN, ("Please note: Birch Club has closed.", ROWS[3:])], "p"),
    "note below": f"{WHOLE}<p>Damson Club is closed until September.</p>",
    "note in a row": html_title_rows([OPEN, ("Please note: Birch Club has closed.", ROWS[3:])]),
    "list below": f"{WHOLE}<h2>Notes</h2><ul><li>Birch Club has merged with Elder Club.</li></ul>",
    "footnote": f"{MARKED}<p>* Paused until May.</p>",
    "footnote above": f"<p>Clubs marked * are closed.</p>{MARKED}",
    "footnote in a row": MARKED.replace("</table>", "<tr><td colspan=5>* Paused.</td></tr></table>"),
    "footnote between": html_parts([OPEN, CLOSED]).replace("Birch Club", "Birch Club*").replace(
        "<h2>Projects that closed in March", "<p>* Paused until May.</p><h2>Projects in the east"
    ),
}  # fmt: skip


def doubted(found, codes=None):
    """The contacts of the records with a warning, of these codes."""
    contacts = {record.number: record.text(Role.CONTACT).partition(" ")[0] for record in found.records}
    said = [each for each in found.issues if each.needs_a_person and (codes is None or each.code in codes)]
    return {contacts[each.record] for each in said if each.record}


@pytest.mark.parametrize("about", PAGES)
def test_what_is_doubted_in_markup_is_doubted_in_its_words(about):
    page = f"<h1>Clubs</h1>{PAGES[about]}<p>Page last updated: 3 March 2025</p>"
    words = [*html.fromstring(page).itertext()]
    expected = doubted(read(page), AROUND)
    assert expected
    assert doubted(read("\n\n".join(words))) >= expected
    assert doubted(read("\n".join(f"<p>{each}</p>" for each in words))) >= expected


def test_a_note_that_is_read_as_words_of_a_cell_speaks_of_the_service_that_it_names():
    head = "| Name | What they do | Ages | Area | Email |\n|---|---|---|---|---|\n"
    birch = "| Birch Club | Chess and other games | 8-12 | Dover | birch@x.org |\n"
    note = "| Fern Club | Please note: Birch Club has closed. | 5-9 | Deal | fern@x.org |\n"
    assert doubted(read(head + birch + note), AROUND) == {"birch@x.org"}
    own = birch.replace("Chess and other games", "Please note: Birch Club is for beginners.")
    assert doubted(read(head + own), AROUND) == set()
