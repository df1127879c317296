"""Rows and tables that the page marks as not shown: a click may show them, so none is lost in silence."""

import pytest

from tests.pipeline.test_extract import BOX, HEAD, SHED, cells, flags, read, row, table

PLAIN = table(row(*SHED), row(*BOX))
HIDING = [
    "hidden",
    "style='display:none'",
    "style='visibility: collapse'",
    'class="page2" style="DISPLAY: none;"',
]


def names(found):
    return [each[0][0] for each in cells(found)]


def flagged(found):
    return {each.record for each in found.issues if each.needs_a_person}


def with_row(markup):
    return PLAIN.replace("</table>", markup + "</table>")


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize("markup", ["<tr {}>{}</tr>", "<tbody {}><tr>{}</tr></tbody>"])
def test_hidden_row_is_read_and_flagged(hiding, markup):
    found = read(with_row(markup.format(hiding, row("Salus", *SHED[1:]))))
    assert names(found) == ["The Shed", "Box Out", "Salus"]
    assert flags(found) == {"row-hidden"} and flagged(found) == {3}


def test_row_whose_cells_are_all_hidden_is_a_hidden_row():
    found = read(with_row("<tr>" + row("Salus", *SHED[1:]).replace("<td", "<td hidden")))
    assert names(found)[2] == "Salus" and flagged(found) == {3}


@pytest.mark.parametrize(
    "markup", ["<tr hidden><td> <td>&nbsp;</tr>", "<tbody hidden></tbody>", "<tr hidden></tr>"]
)
def test_hidden_row_without_words_is_silent(markup):
    found = read(with_row(markup))
    assert names(found) == ["The Shed", "Box Out"] and not found.issues


def test_hidden_cells_hold_no_place_and_are_said():
    hidden = ("<td hidden>x7</td>" + row(*each) for each in (SHED, BOX))
    found = read(table(*hidden, head=HEAD.replace("<tr>", "<tr><th hidden>Key</th>")))
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]]
    assert [(each.code, each.value, each.record) for each in found.issues] == [
        ("words-hidden", "x7", 1),
        ("words-hidden", "x7", 2),
    ]


def test_row_beside_a_hidden_one_under_a_merged_cell_is_doubted():
    rows = [
        row(*SHED[:3]) + "<td rowspan=2>Norton</td>" + row(SHED[4]),
        row(*BOX[:3], BOX[4]),
    ]
    page = table(rows[0], *[rows[1]] * 1).replace(
        f"<tr>{rows[1]}", f"<tr hidden>{row('Salus', *SHED[1:3], 'e@f.org')}</tr><tr>{row(*BOX)}"
    )
    found = read(page)
    assert names(found) == ["The Shed", "Salus", "Box Out"]
    assert {"row-hidden", "row-unclear"} <= flags(found) and flagged(found) == {2}


def test_hidden_title_across_the_table_is_said():
    found = read(with_row("<tr hidden><td colspan=5>Closed since May</td></tr>"))
    assert flags(found) == {"section-row"}


def test_table_on_its_side_with_a_hidden_row_is_doubted():
    side = list(zip(["Name", "Service", "Ages", "Area"], SHED[:4], BOX[:4], strict=True))
    page = "".join(
        f"<tr{' hidden' * (n == 2)}><th>{a}<td>{b}<td>{c}</tr>" for n, (a, b, c) in enumerate(side)
    )
    found = read(f"<table>{page}</table>")
    assert names(found) == ["The Shed", "Box Out"] and flagged(found) == {1, 2}


HIDDEN = ["<div hidden>{}</div>", '<div role="tabpanel" style="display:none"><div>{}</div></div>']


@pytest.mark.parametrize("panel", HIDDEN)
@pytest.mark.parametrize("first", [True, False])
def test_table_in_a_closed_panel_is_read_and_its_rows_flagged(panel, first):
    other = panel.format(table(row("Salus", *SHED[1:]), row("Refocus", *BOX[1:])))
    found = read(PLAIN + other if first else other + PLAIN)
    assert sorted(names(found)) == ["Box Out", "Refocus", "Salus", "The Shed"]
    hidden = {n for n, name in enumerate(names(found), 1) if name in ("Salus", "Refocus")}
    assert {each.record for each in found.issues if each.code == "row-hidden"} == hidden == flagged(found)


@pytest.mark.parametrize("first", [True, False])
def test_row_of_a_hidden_table_that_is_seen_elsewhere_is_read_once(first):
    other = f"<div hidden>{table(row(*SHED), row('Salus', *BOX[1:]))}</div>"
    found = read(PLAIN + other if first else other + PLAIN)
    assert sorted(names(found)) == ["Box Out", "Salus", "The Shed"]
    assert flagged(found) == {names(found).index("Salus") + 1}
    twin = f"<div hidden>{PLAIN}</div>"
    found = read(PLAIN + twin if first else twin + PLAIN)
    assert names(found) == ["The Shed", "Box Out"] and not flags(found)
    assert [each.code for each in found.issues] == ["table-repeated"]


def test_hidden_table_of_services_with_other_headings_is_said():
    other = table(row("Salus", "Help", "x", "1"), head="<tr><th>Name<th>Service<th>Shoe size<th>Fee</tr>")
    found = read(f"{PLAIN}<div hidden>{other}</div>")
    assert names(found) == ["The Shed", "Box Out"] and flags(found) == {"table-left-out"}


COOKIES = [
    "<tr><th>Name<th>Description</tr><tr><td>_ga<td>Counts visits</tr><tr><td>PHPSESSID<td>Keeps a session",
    "<tr><th>Cookie<th>Provider<th>Purpose<th>Expiry</tr><tr><td>_ga<td>Google<td>Counts<td>1 year</tr>",
    "<tr><td>Home<td>News<td>About us</tr>",
    "<tr><th>Name<th>Your message</tr><tr><td><input><td><textarea></textarea></tr>",
]


@pytest.mark.parametrize("other", COOKIES)
def test_other_hidden_tables_are_no_nuisance(other):
    found = read(f"{PLAIN}<div hidden><table>{other}</table></div>")
    assert names(found) == ["The Shed", "Box Out"] and not flags(found)
