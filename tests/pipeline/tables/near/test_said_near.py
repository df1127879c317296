"""What lines above and below a table say of its records, in markup and in text."""

import pytest

from tests.pipeline.tables.near.test_sections import FOOT, HEADINGS, ROWS
from tests.pipeline.test_extract import BOX, SHED, read, row, table

PLAIN = table(row("The Shed", *SHED[1:]), row("Wye Walkers", *BOX[1:]))
CODES = {"footnote", "paragraph-named", "service-may-have-ended"}
FLAT = [HEADINGS, *ROWS]


def said(page):
    return [(each.code, each.record, each.value) for each in read(page).issues if each.code in CODES]


def said_of_text(above, below, marked="Fern Club"):
    lines = [above, *(word for cells in FLAT for word in cells), below, FOOT]
    text = "\n\n".join(line for line in lines if line).replace("Fern Club\n", f"{marked}\n")
    found = read(text)
    assert len(found.records) == 6
    return [(each.code, each.record, each.value) for each in found.issues if each.code in CODES]


@pytest.mark.parametrize(
    ("mark", "above", "below", "words"),
    [
        ("*", "Clubs marked * are closed.", "", "Clubs marked * are closed."),
        ("*", "Clubs marked with an asterisk are closed.", "", "Clubs marked with an asterisk are closed."),
        ("*", "", "*=closed", "closed"),
        ("*", "", "Key: * closed, ** full", "closed"),
        (" **", "", "* new<br>** closed", "closed"),
        (" (c)", "", "(c) = closed", "closed"),
        (" #", "", "# closed", "closed"),
        (" (1)", "", "(1) Closed", "Closed"),
    ],
)
def test_note_for_a_mark_flags_its_record(mark, above, below, words):
    page = f"<p>{above}</p>" + PLAIN.replace("The Shed", "The Shed" + mark) + f"<p>{below}</p>"
    assert ("footnote", 1, words) in said(page)
    assert not [each for each in said(page) if each[1] == 2]


@pytest.mark.parametrize(
    ("mark", "above", "below"),
    [
        ("*", "Fields marked * are required.", ""),
        (" (1)", "", "1 High Street"),
        ("", "We work * hard * for you", ""),
        (" (c)", "", "c. 1950"),
        (" #", "", "#doverclubs"),
    ],
)
def test_what_is_no_note_for_the_mark_flags_nothing(mark, above, below):
    page = f"<p>{above}</p>" + PLAIN.replace("The Shed", "The Shed" + mark) + f"<p>{below}</p>"
    assert not [each for each in said(page) if each[1]]


@pytest.mark.parametrize(
    ("mark", "above", "below", "words"),
    [
        ("*", "", "* This club has closed", "This club has closed"),
        ("†", "", "† This club has closed", "This club has closed"),
        (" (1)", "", "(1) Closed until September", "Closed until September"),
        ("*", "Clubs marked * are closed.", "", "Clubs marked * are closed."),
    ],
)
def test_note_in_a_text_flags_its_record(mark, above, below, words):
    assert said_of_text(above, below, "Fern Club" + mark) == [("footnote", 4, words)]


def test_text_without_marks_has_no_footnotes():
    assert said_of_text("", "* Ring us") == said_of_text("We update this list.", "* Bring water") == []


@pytest.mark.parametrize("form", ["{0}{1}", "{1}{0}", "<div><div>{1}</div></div><div>{0}</div>"])
@pytest.mark.parametrize(
    "note",
    [
        "Please note: The Shed has moved.",
        "The Shed is closed until September.",
        "Hello. The Shed has now merged with the Barn.",
    ],
)
def test_note_that_names_a_record_flags_it(form, note):
    assert said(form.format(f"<p>{note}</p>", PLAIN)) == [("paragraph-named", 1, note)]


@pytest.mark.parametrize(
    "note",
    [
        "<p>The Shed</p>",
        '<ul><li><a href="#a">The Shed</a></li><li><a href="#b">Wye Walkers</a></li></ul>',
        "<h3>The Shed</h3>",
        "<nav><p>The Shed is closed</p></nav>",
        "<p>The Shed meets in the hall, by the river.</p>",
        "<p>The page is now complete. The Shed is our newest member.</p>",
        "<p>Our office is closed on bank holidays.</p>",
        "<p>The Sheds are closed.</p>",
    ],
)
def test_words_that_repeat_a_name_are_no_note(note):
    assert not said(note + PLAIN) and not said(PLAIN + note)


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Closed services</h2>",
        "<h2>Services that have closed</h2><p>A list.</p>",
        "<p>The following services have now closed.</p>",
    ],
)
def test_heading_that_says_that_all_have_ended_flags_all(above):
    assert [each[:2] for each in said(above + PLAIN)] == [
        ("service-may-have-ended", 1),
        ("service-may-have-ended", 2),
    ]


def test_caption_that_says_so_flags_the_records_of_its_table():
    page = PLAIN.replace("<table>", "<table><caption>Closed services</caption>")
    assert [each[1] for each in said(page)] == [1, 2]
    assert [each[1] for each in said(PLAIN + page.replace("The Shed", "Barn").replace("Wye", "Stour"))] == [
        3,
        4,
    ]


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Services</h2>",
        "<h2>Services closed on Mondays</h2>",
        "<p>Our shop has closed.</p>",
        "<h2>Closed</h2><table><tr><td>x</td></tr></table>",
    ],
)
def test_heading_of_something_else_flags_nothing(above):
    assert not said(above + PLAIN)


def test_line_that_names_one_is_said_of_that_one():
    assert said_of_text("Acorn Club has now closed", "") == [
        ("paragraph-named", 1, "Acorn Club has now closed")
    ]


def test_lines_around_loose_paragraphs_flag_what_they_name():
    words = [word for cells in FLAT for word in cells]
    paragraphs = "\n".join(f"<p>{word}</p>" for word in words).replace("Fern Club", "Fern Club*")
    found = said(f"<h1>Services</h1>\n{paragraphs}\n<p>* Paused.</p>\n<p>Page last updated: 3 March 2025</p>")
    assert found == [("footnote", 4, "Paused.")]


def test_lines_of_a_text_flag_what_they_name():
    note = "Please note: Acorn Club has now closed."
    assert said_of_text("", note) == [("paragraph-named", 1, note)]
    assert [each[1] for each in said_of_text("The following services have now closed.", "")] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
