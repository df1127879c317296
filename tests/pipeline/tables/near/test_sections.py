"""Titles between rows that say that the services below them have ended: the same in markup and in text."""

import pytest

from pipeline.model import Role
from tests.pipeline.test_extract import read

HEADINGS = ["Name", "Service provided", "Age group", "Area covered", "Contact"]
ROWS = [
    ["Acorn Club", "Football for children", "5-9", "Deal", "acorn@x.org"],
    ["Birch Club", "Chess and other games", "8-12", "Dover", "birch@x.org"],
    ["Cedar Club", "Dance and drama", "11-16", "Ashford", "cedar@x.org"],
    ["Fern Club", "Rounders", "5-9", "Deal", "fern@x.org"],
    ["Damson Club", "Music workshops for beginners", "9-13", "Canterbury", "damson@x.org"],
    ["Elder Club", "Cookery and baking", "10-15", "Swale", "elder@x.org"],
]
FOOT = "Page last updated: 3 March 2025"
WIDTHS = [20, 34, 12, 14, 14]


def ended(page):
    """The places in ROWS of the services that are said to have ended, in order."""
    found = read(page)
    emails = {record.number: record.text(Role.CONTACT) for record in found.records}
    places = {row[-1]: n for n, row in enumerate(ROWS, 1)}
    assert all(any(email in text for text in emails.values()) for email in places)
    said = [emails[each.record] for each in found.issues if each.code == "service-may-have-ended"]
    return sorted(n for text in said for email, n in places.items() if email in text)


def html_table(*rows):
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</table>"
    )


def html_parts(parts, element="h2"):
    return "".join(f"<{element}>{title}</{element}>{html_table(HEADINGS, *rows)}" for title, rows in parts)


def html_title_rows(parts):
    rows = [
        f"<tr><td colspan=5>{title}</td></tr>{html_table(*rows).removeprefix('<table>')[: -len('</table>')]}"
        for title, rows in parts
    ]
    return html_table(HEADINGS).replace("</table>", "".join([*rows, "</table>"]))


def html_alone(parts):
    return html_table(HEADINGS, *(row for title, rows in parts for row in ([title, "", "", "", ""], *rows)))


def flat_parts(parts):
    words = [
        word for title, rows in parts for word in (title, *HEADINGS, *(cell for row in rows for cell in row))
    ]
    return "\n\n".join([*words, FOOT])


def flat_titles(parts):
    words = [word for title, rows in parts for word in (title, *(cell for row in rows for cell in row))]
    return "\n\n".join([*HEADINGS, *words, FOOT])


def flat_markup(parts):
    return "\n".join(f"<p>{word}</p>" for word in flat_parts(parts).split("\n\n"))


def one_line(parts):
    return flat_markup(parts).replace("\n", "")


def tabs(parts):
    return "\n\n".join(
        "\n".join([title, "", *("\t".join(row) for row in (HEADINGS, *rows))]) for title, rows in parts
    )


def pipes(parts):
    return "\n\n".join(
        "\n".join([f"## {title}", "", *(f"| {' | '.join(row)} |" for row in (HEADINGS, ["---"] * 5, *rows))])
        for title, rows in parts
    )


def _to_line(row):
    return "".join(cell.ljust(width) for cell, width in zip(row, WIDTHS, strict=True))


def columns(parts):
    return "\n\n".join("\n".join([title, "", *map(_to_line, (HEADINGS, *rows))]) for title, rows in parts)


PARTS = [html_parts, flat_parts, flat_markup, one_line, tabs, pipes, columns]
ALL = [*PARTS, html_title_rows, html_alone, flat_titles]


ENDED = [
    "Projects that closed in March",
    "Closed projects:",
    "Now closed",
    "Previously funded projects",
    "Services that ended last year:",
]
RUNNING = ["Dover", "Projects in the east", "Projects closed on Mondays", "Clubs for suspended pupils"]


@pytest.mark.parametrize("title", ENDED)
@pytest.mark.parametrize("write", ALL)
def test_title_flags_the_records_below_it_alone(write, title):
    assert ended(write([("Our clubs", ROWS[:3]), (title, ROWS[3:])])) == [4, 5, 6]


@pytest.mark.parametrize("write", ALL)
def test_next_title_ends_what_it_says(write):
    parts = [("Closed projects", ROWS[:2]), ("Projects in the east", ROWS[2:4]), ("Ended projects", ROWS[4:])]
    assert ended(write(parts)) == [1, 2, 5, 6]


@pytest.mark.parametrize(
    "title", ["Dover", "Projects in the east", "Projects closed on Mondays", "Clubs for suspended pupils"]
)
@pytest.mark.parametrize("write", ALL)
def test_title_that_says_nothing_of_it_flags_none(write, title):
    assert not ended(write([("Our clubs", ROWS[:3]), (title, ROWS[3:])]))


@pytest.mark.parametrize("write", PARTS)
def test_headings_again_do_not_end_it(write):
    page = write([("Our clubs", ROWS[:2]), ("Closed projects", ROWS[2:4]), ("Page 2 of 2", ROWS[4:])])
    assert {3, 4} <= set(ended(page))
    if not page.startswith("<h2>"):
        assert {5, 6} <= set(ended(page))


def test_paragraph_that_is_a_title_above_a_table_flags_it():
    parts = [("Our clubs", ROWS[:3]), ("Projects that closed in March", ROWS[3:])]
    assert ended(html_parts(parts, "p")) == [4, 5, 6]


def test_note_between_parts_that_names_one_is_said_of_it_alone():
    page = flat_parts([("Our clubs", ROWS[:3]), ("Please note: Birch Club has closed.", ROWS[3:])])
    found = read(page)
    said = [(each.code, each.record) for each in found.issues if each.record]
    assert said == [("paragraph-named", 2)]


def test_last_words_of_a_cell_are_no_title():
    rows = [row.copy() for row in ROWS]
    rows[2][4] = "Paused until May<br>cedar@x.org"
    rows[3][1] = "Rounders<br>Sessions closed in August"
    page = html_table(HEADINGS, *rows)
    assert not set(ended(page)) - {3, 4}
    flat = flat_parts([("Our clubs", [[cell.replace("<br>", "\n\n") for cell in row] for row in rows])])
    assert not set(ended(flat)) - {3, 4}


def test_lone_title_that_was_read_as_a_name_flags_the_records_below_it():
    rows = [
        [
            "Harbour Trust",
            "Boxing for young people at risk of exclusion",
            "10-16",
            "Dover",
            "a@harbour.org.uk",
        ],
        ["Lantern CIC", "Mentoring for girls who go missing", "11-18", "Deal", "b@lantern.org.uk"],
        ["Closed projects"],
        ["Bridge Builders", "Music sessions after school", "8-12", "Thanet", "c@bridge.org.uk"],
        ["Old Hall", "Drama for children who need it", "8-12", "Thanet", "d@hall.org.uk"],
        ["Wye Walkers", "Walks for families with small children", "4-8", "Ashford", "e@wye.org.uk"],
    ]
    found = read("\n\n".join([*HEADINGS, *(cell for row in rows for cell in row), FOOT]))
    doubted = {each.record for each in found.issues if each.needs_a_person}
    assert [record.number for record in found.records if record.number in doubted] == [2, 3, 4, 5]
