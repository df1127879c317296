"""Rows of which tools print a part as a row of its own, and rows that look as if they were parts of one."""

import random
from itertools import zip_longest

import pytest

from pipeline.issues import DocumentRefused
from tests.pipeline.test_extract import cells, read

HEADINGS = ["Name", "What they do", "Ages", "Area", "Email"]
NAMES = ["Harbour Youth Trust", "The Lantern", "Pathways CIC", "Girls Allowed", "Box Out", "Café 21", "Salus"]
MORE = ["(formerly Getaway)", "in partnership with Arc", "CIC", "Charity no. 1087654"]
HELP = ["Boxing and a hot meal.", "Helpline in Welsh and English", "Mentoring", "Art for families in need"]
AGES, PLACES = ["5-8", "11-18", "16+"], ["Norton", "Upton", "Maidstone"]


def services(rng, several):
    """Rows of cells of one paragraph or two, or none; the name is never blank."""
    found = []
    for name in rng.sample(NAMES, rng.randint(3, 7)):
        row = [
            [name],
            [rng.choice(HELP)],
            [rng.choice(AGES)],
            [rng.choice(PLACES)],
            [f"{name[:2].lower()}@a.org"],
        ]
        row = [words if n == 0 or rng.random() < 0.85 else [] for n, words in enumerate(row)]
        for at, others in ((0, MORE), (1, HELP), (4, ["jo@b.org"])):
            if row[at] and rng.random() < several:
                row[at] = [*row[at], rng.choice(others)]
        found.append(row)
    return found


def lines_of(row):
    return [*zip_longest(*row, fillvalue="")]


def org(rows):
    """Rows as pandoc writes them in Org mode: each paragraph of a cell a row, and a blank one between."""
    printed = [HEADINGS, ["---"] * len(HEADINGS)]
    for row in rows:
        for n, line in enumerate(lines_of(row)):
            printed += [[""] * len(HEADINGS), line] if n else [line]
    widths = [max(len(line[n]) for line in printed) for n in range(len(HEADINGS))]
    text = (
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in printed
    )
    return "\n".join(text) + "\n"


def columns(rows):
    """Rows in columns, as inscriptis prints them: nothing drawn between two rows, and all lines padded."""
    printed = [HEADINGS, *(line for row in rows for line in lines_of(row))]
    widths = [max(len(line[n]) for line in printed) + 2 for n in range(len(HEADINGS))]
    text = ("".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in printed)
    return "Services\n\n" + "\n".join(text) + "\n"


def is_silent(text, rows):
    """Whether a row is wrong, or lost, while nothing says so."""
    try:
        found = read(text)
    except DocumentRefused:
        return False
    doubted = {each.record for each in found.issues if each.needs_a_person}
    every = [(record.number, join(row)) for record, row in zip(found.records, cells(found), strict=True)]
    sure = [row for number, row in every if number not in doubted]
    return any(row not in map(join, rows) for row in sure) or (not doubted and len(sure) < len(rows))


def join(row):
    """The cells without the ends of their paragraphs, which a full line hides."""
    return [" ".join(words) for words in row]


@pytest.mark.parametrize("form", [org, columns])
@pytest.mark.parametrize("several", [0, 0.1, 0.3])
def test_rows_are_read_exactly_or_flagged(form, several):
    for seed in range(150):
        rows = services(random.Random(seed), several)
        assert not is_silent(form(rows), rows), seed


def test_a_row_of_one_cell_below_a_blank_last_one_makes_both_doubtful():
    text = org([[[each] for each in ("Box Out", "Boxing", "5-8", "Upton", "bo@a.org")]])
    text += "| Salus   | Choir        | 9-11 | Wick  |          |\n| sa@a.org |\n"
    found = read(text)
    assert {each.record for each in found.issues if each.needs_a_person} - {None} == {2, 3}


def test_blank_rows_between_all_rows_say_nothing():
    rows = [[[name], ["Judo"], [], ["Wick"], ["a@b.org"]] for name in NAMES]
    head, rule, *body = org(rows).splitlines()
    blank = "|".join([""] + [" " * 5] * len(HEADINGS) + [""])
    found = read("\n".join([head, rule, f"\n{blank}\n".join(body)]) + "\n")
    assert len(found.records) == len(NAMES)
    assert not [each for each in found.issues if each.code == "row-unclear"]
