"""A place above an address can be a second area or a label; it is doubted where the page has such labels."""

import pytest

from pipeline.model import Cell, Column, Paragraph, RawRecord, Role
from pipeline.tables.flattened.labels import find_holders, find_maybe_labels
from tests.pipeline.tables.text.test_text_rows import rows

JO = "jo@lane.org"


def record(number, areas, contacts, confidence=0.97):
    cells = (
        Cell(Column(Role.AREA, "Area"), tuple(Paragraph(each, 1) for each in areas)),
        Cell(Column(Role.CONTACT, "Email"), tuple(Paragraph(each, 1) for each in contacts)),
    )
    return RawRecord(number, cells, (1, 1), confidence)


def test_a_page_with_many_such_areas_writes_them_so():
    assert not find_maybe_labels([record(n, ["Upton", "Wick"], [JO]) for n in (1, 2, 3)])


def test_a_page_that_heads_single_addresses_by_places_may_do_so_here():
    headed = [record(n, ["Upton"], ["Upton", JO]) for n in (1, 2)]
    split = [record(n, ["Norton", "Wick"], [JO], 0.999) for n in (3, 4)]
    assert find_maybe_labels([*headed, *split]) == {3: "Wick", 4: "Wick"}


def page(behind):
    text = "Name\n\nService Provided\n\nAge group\n\nArea covered\n\nEmail\n\n"
    for name in ("Attic Club", "Shed Trust", "Box Club", "Mill Project"):
        text += f"{name}\n\nJudo lessons for young people\n\n5-8\n\nNorton\n\n{name[:3].lower()}@lane.org\n\n"
    return text + behind


def test_a_paragraph_that_comes_again_and_again_ends_the_table():
    found = rows(page("The same paragraph of prose comes again and again.\n\n" * 5_000))
    assert [row[0] for row in found][:4] == ["Attic Club", "Shed Trust", "Box Club", "Mill Project"]
    assert all(row[-1] for row in found[4:])
    assert max(len(cell) for row in found for cell in row[:-1]) < 300


@pytest.mark.parametrize(("last", "told"), [("Upton Council", True), ("Norton Mind", True), ("Wick", False)])
def test_an_organisation_behind_an_area_may_head_the_address_on_any_page(last, told):
    records = [record(n, ["Upton"], [JO]) for n in (1, 2, 3)]
    assert find_maybe_labels([*records, record(4, ["Norton", last], [JO])]) == ({4: last} if told else {})


@pytest.mark.parametrize(
    ("areas", "told"),
    [(["Norton", "Beech Rise"], "Beech Rise"), (["Amir"], "Amir"), (["Norton"], None)],
)
def test_what_stands_before_a_post_may_be_who_holds_it(areas, told):
    held = record(1, areas, ["Family Officer", JO])
    assert [*find_holders([held])] == ([(1, told)] if told else [])
