"""Tables in tables of services: each row is read, or its table is named."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, row, table

SESSIONS = table(row("Juniors", "8-11", "Deal", "j@x.org"), head="<tr><th>Session<th>Age<th>Venue<th>Contact")


@pytest.mark.parametrize("between", ["", "<h2>West</h2>", "<p>More of them:"])
def test_a_table_whose_end_tag_is_missing_ends_where_the_next_one_begins(between):
    found = read(table(row(*SHED)).removesuffix("</table>") + between + table(row(*BOX)))
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert not {"table-left-out", "row-unclear"} & flags(found)


def test_a_title_above_a_table_that_is_closed_by_the_next_one_still_counts():
    found = read(table(row(*SHED)).removesuffix("</table>") + "<h2>Closed projects</h2>" + table(row(*BOX)))
    assert {each.record for each in found.issues if each.needs_a_person} >= {2}


def test_a_table_in_a_cell_of_a_richer_one_is_named_and_the_row_around_it_doubted():
    found = read(table(row(*SHED[:4], SESSIONS), row(*BOX)))
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert {"table-left-out", "row-unclear"} <= flags(found)
    assert {each.record for each in found.issues if each.code == "row-unclear"} == {1}


def test_a_poorer_table_around_one_of_services_is_named():
    outer = "<tr><th>Name</th><th>Description</th></tr>"
    found = read(table(row("Tom Hall", "A hall"), row(table(row(*SHED), row(*BOX)), "x"), head=outer))
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert "table-left-out" in flags(found)


def test_a_table_that_only_sets_others_side_by_side_is_none_of_services():
    found = read(f"<table><tr><td>Menu<td>{table(row(*SHED), row(*BOX))}</table>")
    assert len(found.records) == 2
    assert not flags(found)


def test_words_behind_a_table_that_closes_another_are_outside_both():
    first = table(row(*SHED)).removesuffix("</table>")
    found = read(f"{first}<h2>West</h2>{table(row(*BOX))}<p>Privacy</p><p>Cookies</p>")
    assert len(found.records) == 2
    assert not flags(found) - {"paragraph-outside"}


def test_a_table_without_headings_goes_on_with_one_above_though_its_cells_hold_tables():
    places = "<table><tr><td>Deal<tr><td>Rye</table>"
    more = [row(f"Club {n}", "Sessions of judo for all", "8-12", places, f"c{n}@x.org") for n in range(4)]
    found = read(table(row(*SHED), row(*BOX)) + table(*more, head=""))
    assert [each[0] for each in cells(found)] == [
        ["The Shed"],
        ["Box Out"],
        *([f"Club {n}"] for n in range(4)),
    ]
    assert {each.record for each in found.issues if each.code == "row-unclear"} == {3, 4, 5, 6}
