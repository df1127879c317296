"""What headings say: by the vocabulary, by what they ask, and by the headings beside them."""

import pytest

from pipeline.model import Role
from pipeline.source import GENERAL
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import tells
from pipeline.tables.streams.stream import Token
from tests.pipeline.test_extract import cells, read

ASKED = (
    ("What's it all about?", "description"),
    ("What help can I get", "description"),
    ("Which part of Leeds?", "area"),
    ("Where does it run", "area"),
    ("How old do you have to be?", "age"),
    ("How do I get in touch?", "contact"),
    ("Who can I speak to", "contact"),
    ("What ages?", "age"),
    ("Which towns?", "area"),
    ("What times?", None),
    ("What to bring", None),
    ("What does it cost?", None),
    ("Who can join in?", None),
)


@pytest.mark.parametrize(("heading", "role"), ASKED)
def test_a_question_among_headings_says_what_its_column_holds(heading, role):
    found = find_roles(["Project", heading])[1]
    assert (found and found.value) == role


def test_a_question_of_whom_a_service_is_for_tells_so():
    assert tells("Who can join in?") == "who" and tells("What time is it on?") == "when"


def test_a_question_elsewhere_is_no_heading_of_a_table():
    """It may as well head a part of the page, or be an entry of its menu."""
    texts = ["What's it all about?", "Name", "What is it like?", "Area", "Who we are", "The Shed"]
    run, *_ = find_headings([Token(text, n) for n, text in enumerate(texts)], {})
    assert [each.heading for each in run.columns] == ["Name", "What is it like?", "Area"]


def test_what_nobody_knows_beside_a_contact_is_one_but_for_what_is_known():
    roles = [find_role(each) for each in ("Captain / contact", "Cost / contact", "Captain and contact")]
    assert roles == [Role.CONTACT, None, None]


@pytest.mark.parametrize("place", ["Library", "Church", "Family hub"])
def test_a_building_beside_what_is_listed_is_where_it_is(place):
    assert find_roles(["Club", place])[1] is Role.AREA
    assert find_roles([place, "What they do"])[0] is Role.NAME


def test_a_table_of_questions_is_read():
    rows = [("Attic Club", "Judo lessons", "5-8", "Norton"), ("Shed Trust", "Choir", "9+", "Upton")]
    headings = ("Who", "What's it all about?", "How old?", "Which town?")
    lines = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (headings, *rows)]
    found = read(f"<table>{''.join(lines)}</table>", GENERAL)
    assert cells(found) == [[[cell] for cell in row] for row in rows]


ROWS_OF_HEADINGS = (
    ("Youth provider | Area | Ages", "name area age"),
    ("Area | Support agency | Phone", "area name phone"),
    ("Service | Delivery agency | Area", "service - area"),
    ("Youth provider | Notes | Rota", "- - -"),
    ("Service | Supplier | Description", "name text description"),
    ("Supplier | Description | Area", "name description area"),
    ("What kind of help | Agency | Details", "text name description"),
    ("Where | Address | Opening hours | What's there", "name - - description"),
    ("Where | Club | What's there", "area name description"),
    ("Project | Who | Where | Contact", "name text area contact"),
    ("Service | Who | How they can help", "name text description"),
    ("Who | What | Where", "name description area"),
    ("Places covered | Name | Setting | Ages", "area name text age"),
    ("Project | Cause | What you'll be doing", "name text description"),
    ("Group | About this group | Spaces?", "name description -"),
    ("Organisation? | What they do | Where?", "name description area"),
    ("Sefydliad / Organisation | Prosiect / Project | Lle / Where", "name description area"),
)


@pytest.mark.parametrize(("headings", "roles"), ROWS_OF_HEADINGS)
def test_a_heading_is_read_in_the_light_of_those_beside_it(headings: str, roles: str) -> None:
    """One that ends with a word for bodies heads the names where no other does, and where two are known."""
    found = find_roles(headings.split(" | "))
    wanted = roles.replace("service", "name").split()
    assert [role.value if role else "-" for role in found] == wanted
