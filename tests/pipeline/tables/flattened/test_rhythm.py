"""Tables whose records all have as many paragraphs as there are columns: counting says what words cannot."""

from __future__ import annotations

from functools import cache
from itertools import chain
from random import Random

import pytest

from pipeline.model import Role
from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token

HEADINGS = ("Name", "Details", "Location", "Address", "Phone")
ROWS = (
    (
        "Whitstable",
        "Tue 10am-1pm",
        "(at St Mark's, behind the Co-op)",
        "4 High Street, Whitstable",
        "01227 555101",
    ),
    ("Deal and Walmer", "Thu 2pm-4pm", "(near the pier)", "91 Beach Road", "01227 555102"),
    ("Open Door", "Sat 9am-noon", "(upstairs)", "12 Mill Lane, Herne", "01227 555103"),
    ("Herne", "Mon 1pm-3pm", "Ring the bell", "Unit 3", "01227 555104"),
    ("Bring a bag", "Fri 10am-1pm", "Ramsgate", "7 King Street", "01227 555105"),
    ("Larder", "Wed 10am-noon", "Deal", "Town Hall", "01227 555106"),
)


def read(rows: list[tuple[str, ...]]) -> Recovered:
    """What is made of the rows, each cell a paragraph, blank ones placeholders."""
    texts = ["Where to find food", *HEADINGS, *chain(*rows), "Last reviewed in May"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    return found


def cells(found: Recovered) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in record.cells) for record in found.records]


def flagged(found: Recovered) -> set[str]:
    doubted = {each.record for each in found.issues if each.needs_a_person}
    return {record.text(Role.NAME) for record in found.records if record.number in doubted}


def test_words_that_say_nothing_of_their_column_are_read_by_counting() -> None:
    found = read(list(ROWS))
    assert cells(found) == list(ROWS)
    assert not flagged(found)


CLUBS = (
    ("Wick Bowling Club", "Norwich"),
    ("Ely Drummers", "Ipswich"),
    ("The Tennis Association", "Ely"),
    ("Cromer Youth Trust", "Cromer"),
    ("Friends of the Park", "Thetford"),
)


def read_clubs(title: str, last: str, behind: str = "Last reviewed in May") -> Recovered:
    """Rows that end in a number, of which no column is known to hold it."""
    rows = [(name, f"Kit for all who play at {place}.", place, "150,000") for name, place in CLUBS]
    texts = [title, "Organisation", "Description", "Area", last, *chain(*rows), behind]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    return found


def test_even_rows_that_nothing_anchors_are_not_doubted_where_their_words_say_the_same() -> None:
    found = read_clubs("Clubs we support", "Reference")
    assert [(record[0], record[2]) for record in cells(found)] == list(CLUBS)
    assert not flagged(found)


@pytest.mark.parametrize("behind", ["Last reviewed in May", "Clacton-on-Sea", "01255 686868"])
def test_a_title_for_the_first_heading_and_the_last_for_the_first_words_are_not_taken_in_silence(
    behind: str,
) -> None:
    """Nobody knows `Pence given`, and `Awards` heads sums elsewhere: each would be the next club's."""
    found = read_clubs("Awards", "Pence given", behind)
    for record in found.records:
        club = record.text(Role.NAME)
        is_right = [cell.text for cell in record.cells][:3] in ([club, *each] for each in CLUBS)
        assert is_right or club in flagged(found)


def test_a_placeholder_is_a_blank_cell_where_every_blank_one_has_one() -> None:
    rows = [*ROWS[:2], (*ROWS[2][:2], "", *ROWS[2][3:]), *ROWS[3:5], (ROWS[5][0], "", *ROWS[5][2:])]
    assert cells(read(rows)) == rows


def test_the_first_name_is_no_heading_where_records_have_a_place_less() -> None:
    rows = [("Referral Route", *ROWS[0][1:]), *ROWS[1:]]
    assert cells(read(rows)) == rows


def test_a_cell_of_two_paragraphs_or_none_leaves_no_other_record_wrong_in_silence() -> None:
    lost = ("Open Door", "Sat 9am-noon", "12 Mill Lane, Herne", "01227 555103")
    more = ("Herne", "Mon 1pm-3pm", "Ring the bell", "and wait", "Unit 3", "01227 555104")
    found = read([*ROWS[:2], lost, more, *ROWS[4:]])
    doubted = flagged(found)
    assert len(found.records) == len(ROWS)
    printed = [*ROWS[:2], (*lost[:2], "", *lost[2:]), (*more[:2], "Ring the bell", *more[4:]), *ROWS[4:]]
    for record, row in zip(cells(found), printed, strict=True):
        assert record == row or {record[0], row[0]} & doubted


def test_one_paragraph_beside_a_blank_cell_is_doubted_where_both_columns_take_any_words() -> None:
    """`Who it is for` is text, and what is left may be it or what happens."""
    headings = ("Name", "Who it is for", "What happens", "Email")
    rows = [
        (
            "Wick Arts",
            "Young parents in Wick and their babies.",
            "Songs and stories every week.",
            "a@wick.uk",
        ),
        ("Ely Drummers", "All who live or study in Ely are welcome.", "", "b@wick.uk"),
        ("Open Door", "People who care for somebody at home.", "A chat, a meal, and a day out.", "c@wick.uk"),
        ("Second Wind", "Men over fifty.", "Walks along the river with a guide.", "d@wick.uk"),
    ]
    texts = [*headings, *filter(None, chain(*rows)), "Last reviewed in May"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    assert "Ely Drummers" in flagged(found)


REFUSED, THROUGHOUT = 10, 197  # of 300 pages, whose words say nothing of their columns
WORDS = (
    "Deal", "Open Door", "(upstairs)", "Ring the bell", "Boxing", "Ask for Sam", "Town Hall", "Free food",
    "7 King Street", "Tue 10am-1pm", "The Shed", "Parents of children with SEND",
    "A warm place to meet for all who live in the valley and beyond it, every week",
)  # fmt: skip
TYPED = {
    "Age": lambda draw: f"{draw.randint(1, 9)}-{draw.randint(10, 25)}",
    "Email": lambda draw: f"{draw.choice('abcdefg')}{draw.randint(1, 99)}@kite.uk",
    "Phone": lambda draw: f"01227 55{draw.randint(1000, 9999)}",
    "Website": lambda draw: f"www.k{draw.randint(1, 99)}.org.uk",
    "Postcode": lambda draw: f"CT{draw.randint(1, 9)} {draw.randint(1, 9)}AB",
}


SEEDS = range(300)


@cache
def drawn(seed: int) -> tuple[list[tuple[str, ...]], Recovered | None]:
    """Columns and words at random, and what is read of them: what stands under a name may read like a time,
    a place or a street. Nothing where the page is refused.
    """
    draw = Random(seed)
    columns = ("Name", "Details", *draw.sample(["Area", *TYPED], draw.randint(1, 4)))
    rows = [
        tuple(TYPED.get(column, lambda draw: draw.choice(WORDS))(draw) for column in columns)
        for _ in range(draw.randint(3, 12))
    ]
    texts = ["Where to go", *columns, *chain(*rows), "Last reviewed in May"]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    return rows, found if found and found.records else None


def doubted(found: Recovered) -> set[int | None]:
    return {each.record for each in found.issues if each.needs_a_person}


@pytest.mark.parametrize("seed", SEEDS)
def test_even_rows_of_any_words_are_right_or_doubted_and_none_is_lost_in_silence(seed: int) -> None:
    rows, found = drawn(seed)
    if not found:
        return  # how many may be is pinned below
    read_as, unsure = cells(found), doubted(found)
    assert not [row for n, row in enumerate(read_as, 1) if row not in rows and n not in unsure]
    width = len(rows[0])
    for lost in [n for n, row in enumerate(rows) if row not in read_as]:
        first = 2 + width + lost * width  # its line; those of a record are its first and last
        beside = range(first - width, first + 2 * width)
        near = [each for each in found.records if each.lines[0] in beside or each.lines[1] in beside]
        last = found.records[-1:] if found.records[-1].lines[1] < first else ()  # the table may go on
        assert any(each.number in unsure for each in (*near, *last)), rows[lost]


def test_few_pages_of_even_rows_are_refused_or_doubted_throughout() -> None:
    read_as = [found for _, found in map(drawn, SEEDS) if found]
    throughout = [found for found in read_as if doubted(found) >= {each.number for each in found.records}]
    assert len(SEEDS) - len(read_as) <= REFUSED
    assert len(throughout) <= THROUGHOUT
