"""Rows whose cells stand on one line: read, nothing lost, every record doubted; other pages refused."""

import textwrap
from random import Random

import pytest

from benchmarks.generator.pages import page
from benchmarks.generator.run_on import Layout, print_run_on
from benchmarks.generator.styles import mixed
from benchmarks.generator.words import read_words
from benchmarks.run_on_rows import LAYOUTS, measure
from pipeline.inspect import inspect
from pipeline.model import Column
from pipeline.source import GENERAL
from pipeline.tables.run_on.reading import read_run_on
from pipeline.tables.run_on.words import GLUED, join, to_words
from tests.growth import grows_linearly
from tests.pipeline.test_extract import read, refusal

HEAD = "Clubs that we fund\n\nName Service Provided Age group Area covered Email\n"
ROWS = [
    (
        "The Shed",
        "Judo and boxing for young people who are out of school.",
        "10-20",
        "Norton",
        "jo@shed.org.uk",
    ),
    ("Attic Youth Club", "Offers lessons in welding and repairs.", "Under 18s", "Leeds", "al@attic.org.uk"),
    ("Mill Project", "The Mill Project runs a kitchen.", "8 to 12", "Hull and Goole", "hi@mill.org.uk"),
    ("Box Out", "Boxing sessions with a mentor twice a week.", "11+", "County-wide", "bo@box.org.uk"),
]


def text(between, head=HEAD, after="\nUpdated 4 May 2021\n"):
    return head + "\n".join(between.join(row) for row in ROWS) + "\n" + after


def cells(content):
    return [tuple(cell.text for cell in record.cells) for record in read(content).records]


FLOORS = dict.fromkeys(LAYOUTS, 0.8) | {
    "nothing between cells": 0.7,
    "nothing between cells, wrapped": 0.7,
    "rows begin anywhere, wrapped": 0.7,
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_most_rows_are_read_and_all_are_doubted(name):
    tally = measure(LAYOUTS[name], 4, "evaluation", "floor")
    assert tally.exact >= FLOORS[name] * tally.records
    assert tally.unflagged == 0


@pytest.mark.parametrize("seed", range(12))
def test_each_letter_is_in_a_cell_or_said_or_behind_the_table(seed):
    draw = Random(seed)
    made = page(draw, read_words("evaluation"), mixed(draw))
    printed = print_run_on(draw, made, Layout(draw.choice((" ", "")), 0.5, draw.choice((0, 80))))
    lines = list(enumerate(printed.lines, 1))
    found = read_run_on(lines, tuple(Column(role, heading) for role, heading in made.columns))
    last = found.records[-1].lines[1]
    printed_letters = "".join("".join(words for number, words in lines if number <= last).split())
    said = [each.value for each in found.issues if each.code == "section-row"]
    by_line = [
        (paragraph.line, paragraph.text)
        for record in found.records
        for cell in record.cells
        for paragraph in cell.paragraphs
    ]
    read_letters = "".join("".join([*(words for _, words in by_line), *said]).split())
    assert sorted(printed_letters.replace("•", "")[: len(read_letters)]) == sorted(read_letters)


def test_a_blank_between_cells():
    assert cells(text(" ")) == ROWS


def test_nothing_between_cells_or_headings():
    head = "NameService ProvidedAge groupArea coveredEmail\n"
    assert cells(text("", head)) == ROWS


def test_headings_that_stand_on_lines_of_their_own():
    assert cells(text(" ", "Name\n\nService Provided\n\nAge group\n\nArea covered\n\nEmail\n\n")) == ROWS


def test_rows_that_are_paragraphs_of_markup():
    rows = "".join(f"<p>{' '.join(row)}</p>" for row in ROWS)
    assert cells(f"<html><body><h1>Clubs</h1><p>{HEAD.splitlines()[2]}</p>{rows}</body></html>") == ROWS


def test_rows_that_begin_where_the_ones_before_end():
    words = f"{HEAD.splitlines()[2]} {' '.join(' '.join(row) for row in ROWS)}"
    lines = textwrap.wrap(words, 72, break_long_words=False, break_on_hyphens=False)
    found = cells("Clubs that we fund\n\n" + "\n".join(lines) + "\n\nUpdated 4 May 2021\n")
    assert [row[4] for row in found] == [row[4] for row in ROWS]
    assert sum(row in ROWS for row in found) >= 3


def test_headings_among_other_words():
    words = f"Clubs that we fund {HEAD.splitlines()[2]} {' '.join(' '.join(row) for row in ROWS)}"
    assert sum(row in ROWS for row in cells(words)) >= 3


def test_a_menu_above_that_could_be_headings():
    assert cells("Name Services Areas Contact\n\n" + text(" ")) == ROWS


def test_no_row_is_lost_between_two_tables():
    again = text(" ").replace("Mill Project The", f"\n{HEAD.splitlines()[2]}\nMill Project The")
    assert cells(again) == ROWS
    assert [each.line for each in read(again).issues if each.code == "heading-repeated"] == [7]
    other = "Project Area Age Email\n" + "".join(f"Club {n} Norton 5-8 c{n}@a.org\n" for n in range(6))
    found = read(f"{text(' ')}\nMore clubs\n\n{other}")
    names = " ".join(cell.text for record in found.records for cell in record.cells if cell.text)
    said = {each.code for each in found.issues}
    assert ("The Shed" in names and "Club 5" in names) or "table-left-out" in said


def test_what_is_said_of_them():
    found = read(text(" "))
    assert found.title == "Clubs that we fund" and found.page_date.isoformat() == "2021-05-04"
    assert [each.record for each in found.issues if each.code == "record-doubtful"] == [1, 2, 3, 4]
    assert [record.lines for record in found.records] == [(4, 4), (5, 5), (6, 6), (7, 7)]


@pytest.mark.parametrize(
    "content",
    [
        HEAD,
        HEAD
        + "There are no clubs at the moment.\n\nPlease look again in May.\n\nThank you for your patience.\n",
        HEAD
        + "The mayor opened the new bridge.\nIt took three years.\nTraffic was light.\nNobody was hurt.\n",
        "News\n\nThe name of the area is Norton and its age is unknown.\n" * 5,
    ],
)
def test_prose_below_headings_is_refused(content):
    assert refusal(content)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Chess Club11-19MaidstoneEmma.Price@kent.gov.uk",
            ["Chess", "Club", "11-19", "Maidstone", "Emma.Price@kent.gov.uk"],
        ),
        ("Deal areahello@a.org.ukjo@b.org", ["Deal", "area", "hello@a.org.uk", "jo@b.org"]),
        ("the NEETs of www.shedClub.org", ["the", "NEETs", "of", "www.shedClub.org"]),
        ("ends here.13 to 17", ["ends", "here.", "13", "to", "17"]),
    ],
)
def test_where_words_may_stick_together(line, parts):
    words, is_glued = to_words([(1, f"{line} BoxClub"), (2, "BoxClub")])
    first = [word for word in words if word.line == 1][:-2]
    assert is_glued and [word.text for word in first] == parts
    assert join(first) == line


def test_words_are_not_parted_where_few_lines_stick_together():
    words, is_glued = to_words([(1, "BoxClub one"), (2, "The Shed"), (3, "The Attic")])
    assert not is_glued and words[0].text == "BoxClub" and GLUED not in {word.before for word in words}


@pytest.mark.parametrize(
    "words",
    [
        "Name Service Age Area Contact\n",
        "Name Area Contact Age ",
        "Chess Club 11-19 Deal a@b.uk\n",
        "Club4-9Elya@b.uk",
        "References\n\n\n",
        "---\n",
    ],
)
def test_time_grows_with_the_text(words):
    def work(size):
        return inspect("text", f"Name Service Age Area Contact\n{words * size}".encode(), GENERAL)

    assert grows_linearly(work, 300)
