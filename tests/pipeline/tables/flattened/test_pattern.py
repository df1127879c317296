"""Tables that read their own columns: what the cells of each look like tells where their records are even."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from random import Random

import pytest

from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.pattern import find_pattern
from pipeline.tables.flattened.recover import recover
from pipeline.tables.flattened.rhythm import UNEVEN, Rhythm, count_columns
from pipeline.tables.streams.stream import Recovered, Token

# No cell below has an address, a telephone number, an age or a link, and none is long.
KINDS = (
    ("Wobble Board", "Cobweb", "Tin Whistle", "Lantern", "Marble Run", "Dragonfly", "Copper Kettle"),
    (
        "every Tuesday at noon.",
        "first Friday, 3.30pm.",
        "Sundays from ten.",
        "by arrangement only.",
        "2nd Monday.",
    ),
    ("(free)", "(£2 a head)", "(by gift)", "(members £1)", "(no charge)", "(tea 50p)"),
    ("wool & needles", "boots & gloves", "paint & clay", "spoons & pans", "pots & soil"),
)


def rows(random: Random, count: int) -> list[tuple[str, ...]]:
    return [tuple(random.choice(kind) for kind in KINDS) for _ in range(count)]


def pattern(cells: Sequence[Sequence[str]], *, is_fixed: bool = True, first: Sequence[int] = ()) -> Rhythm:
    """What is found of rows of four cells, a cell's paragraphs parted by a line break."""
    numbered = chain.from_iterable(map(enumerate, cells))
    printed = [(column, text) for column, cell in numbered for text in cell.split("\n") if text]
    shapes = [features(text) for _, text in printed]
    columns = first or [column for column, _ in printed]
    return find_pattern(shapes, [0] * len(shapes), columns, 4, is_fixed=is_fixed)


@pytest.mark.parametrize("seed", range(5))
def test_even_records_are_found_by_what_their_cells_look_like(seed: int) -> None:
    found = pattern(rows(Random(seed), 12))
    assert (found.is_even, found.is_anchored, found.is_unbroken) == (True, True, True)
    assert count_columns(found, [0] * 48, 4) == (0, 1, 2, 3) * 12


@pytest.mark.parametrize("seed", range(5))
def test_one_wrong_row_of_the_first_reading_is_put_right(seed: int) -> None:
    first = [0, 1, 2, 3] * 12
    first[20:24] = [0, 0, 1, 2]
    assert pattern(rows(Random(seed), 12), first=first).columns == (0, 1, 2, 3) * 12


@pytest.mark.parametrize("departed", ["one\nmore", ""])
@pytest.mark.parametrize("column", range(4))
def test_a_record_with_more_or_fewer_paragraphs_is_no_even_one(column: int, departed: str) -> None:
    cells = rows(Random(column), 12)
    said = cells[6][column]
    changed = f"{said}\n{KINDS[column][0]}" if departed else ""
    cells[6] = (*cells[6][:column], changed, *cells[6][column + 1 :])
    found = pattern(cells)
    assert found.is_even
    assert found.broken.issuperset(range(24, 27 if not departed else 29))
    told = count_columns(found, [0] * (48 + (1 if departed else -1)), 4)
    assert told[:16] == (0, 1, 2, 3) * 4
    assert told[-16:] == (0, 1, 2, 3) * 4


def test_cells_that_look_alike_in_all_columns_show_nothing() -> None:
    random = Random(1)
    cells = [tuple(random.choice(KINDS[0]) for _ in range(4)) for _ in range(12)]
    assert not pattern(cells).is_even


def test_few_records_and_narrow_tables_show_nothing() -> None:
    assert not pattern(rows(Random(2), 3)).is_even
    shapes = [features("Cobweb"), features("(free)")] * 12
    assert find_pattern(shapes, [0] * 24, [0, 1] * 12, 2, is_fixed=True) == UNEVEN


def test_where_the_headings_may_end_elsewhere_the_records_may_begin_elsewhere() -> None:
    found = pattern(rows(Random(3), 12), is_fixed=False)
    assert found.is_even
    assert not found.is_anchored


def test_what_stands_behind_the_table_has_no_column() -> None:
    random = Random(4)
    printed = [
        *chain(*rows(random, 12)),
        "Last reviewed in May",
        "Page owner: the web team",
        "Back to the top",
    ]
    shapes = [features(text) for text in printed]
    found = find_pattern(shapes, [0] * len(shapes), [*[0, 1, 2, 3] * 12, 4, 4, 4], 4, is_fixed=True)
    assert count_columns(found, [0] * len(shapes), 4) == (*(0, 1, 2, 3) * 12, None, None, None)


def test_a_record_that_is_even_only_if_placeholders_have_no_place_is_not_sure() -> None:
    shapes = [features(text) for text in chain(*rows(Random(5), 12))]
    blanks = [0] * 48
    blanks[24] = 1  # the last cell of the sixth row is blank, and another of it has two paragraphs; or is it?
    found = find_pattern(shapes, blanks, (0, 1, 2, 3) * 12, 4, is_fixed=True)
    assert found.is_even
    assert (found.broken | found.unsure).issuperset(range(20, 24))
    assert not (found.broken | found.unsure).intersection(range(16))


HEADINGS = ("Club", "When it meets", "Cost", "What to bring", "Contact")


def read(table: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Recovered | None:
    texts = ["Clubs in the valley", *headings, *chain(*table), "Last reviewed in May"]
    return recover([Token(text, number) for number, text in enumerate(texts, 1)], {})


def with_contacts(table: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    people = ("Ask at the desk", "ring the bell", "the warden", "Mo at the shop", "speak to any leader")
    return [(*row, people[number % len(people)]) for number, row in enumerate(table)]


@pytest.mark.parametrize("seed", range(8))
def test_what_is_read_and_not_flagged_is_right_though_one_row_has_a_paragraph_more(seed: int) -> None:
    random = Random(seed)
    table = with_contacts(rows(random, 14))
    at, column = random.randrange(2, 12), random.randrange(5)
    texts = [list(row) for row in table]
    texts[at].insert(column, texts[(at + 1) % 14][column])
    found = read(texts)
    assert found
    doubted = {each.record for each in found.issues if each.needs_a_person}
    told = [tuple(cell.text for cell in each.cells) for each in found.records if each.number not in doubted]
    assert set(told) <= set(table)


def test_the_same_is_read_again() -> None:
    table = with_contacts(rows(Random(9), 12))
    assert read(table) == read(table)


def test_a_table_read_by_its_own_pattern_keeps_every_paragraph() -> None:
    table = with_contacts(rows(Random(10), 12))
    found = read(table)
    assert found
    held = [text for record in found.records for cell in record.cells for text in cell.texts]
    assert sorted(held) == sorted(chain(*table))
