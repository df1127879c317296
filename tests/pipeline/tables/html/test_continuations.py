"""Rows of services in a second table: read where they fit, else said; none is lost in silence."""

import pytest

from tests.growth import grows_linearly
from tests.pipeline.test_extract import BOX, HEAD, SHED, cells, flags, read, refusal, row, table

FIRST = table(row(*SHED), row(*BOX))
LONG = "Support for families and schools across the district."
SALUS = ["Salus", LONG, "5-16", "Ashby", "e@f.org"]
REFOCUS = ["Refocus", "Equip them with skills that they need for work.", "17-21", "Dene", "g@h.org"]


def flagged(found):
    return {each.record for each in found.issues if each.needs_a_person}


def with_phones(*rows):
    return [[*each[:4], "01634 123482"] for each in rows]


def head(*texts, tag="th"):
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>"


def body(*rows):
    return [row(*each) for each in rows]


READ = {
    "telephone numbers": table(*body(*with_phones(SALUS, REFOCUS)), head=""),
    "a blank row above": table(*body([""] * 5, SALUS, REFOCUS), head=""),
    "blank headings": table(*body(SALUS, REFOCUS), head=head(*[""] * 5)),
    "age words": table(*body([*SALUS[:2], "All ages", *SALUS[3:]], REFOCUS), head=""),
    "no contacts": table(*body([*SALUS[:4], ""], [*REFOCUS[:4], ""]), head=""),
    "row headings": table(*(f"<th>{x[0]}</th>" + row(*x[1:]) for x in (SALUS, REFOCUS)), head=""),
}


@pytest.mark.parametrize("second", READ.values(), ids=list(READ))
def test_rows_that_fit_are_read_without_a_flag(second):
    found = read(FIRST + second)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"], ["Salus"], ["Refocus"]]
    assert not flags(found)


@pytest.mark.parametrize(
    "second",
    [
        table(*body(*([x[0], *x[3:]] for x in (SALUS, REFOCUS))), head=head("Name", "Area", "Contact")),
        table(*body(*(x[:4] for x in (SALUS, REFOCUS))), head=head(*[""] * 4)),
        table(*body(*(x[:4] for x in (SALUS, REFOCUS))), head=""),
    ],
    ids=["some headings", "blank headings, a column fewer", "no headings, a column fewer"],
)
@pytest.mark.parametrize("first", [True, False])
def test_rows_with_fewer_columns_are_read_and_flagged(second, first):
    found = read(FIRST + second if first or "Area" not in second else second + FIRST)
    names = [each[0] for each in cells(found)]
    assert sorted(names) == [["Box Out"], ["Refocus"], ["Salus"], ["The Shed"]]
    assert {n for n, name in enumerate(names, 1) if name in (["Salus"], ["Refocus"])} <= flagged(found)
    assert not {n for n, name in enumerate(names, 1) if name in (["The Shed"], ["Box Out"])} & flagged(found)


PERSONS = [["Jo Bloggs", "Manager", "Norton office", "Kent", "j@b.org"]] * 2
SAID = {
    "two headings": table(*body(["Salus", "e@f.org"]), head=head("Name", "Contact")),
    "a heading more": table(*body(["Salus", "9", "e@f.org"]), head=head("Name", "Shoe size", "Contact")),
    "other headings": table(*body(SALUS, REFOCUS), head=head("Support", "Help", "Who", "Reach", "Ask")),
    "a column more": table(*body([*SALUS, "x"], [*REFOCUS, "y"]), head=""),
    "persons": table(*body(*PERSONS), head=""),
    "no names": table(*body(SALUS[1:], REFOCUS[1:]), head=""),
    "names and prose": table(*body(SALUS[:2], REFOCUS[:2]), head=""),
    "a card": "<h3>Salus</h3><table><tr><th>Service<td>Help<tr><th>Age<td>11-18<tr><th>Area<td>Dene</table>",
}


@pytest.mark.parametrize("second", SAID.values(), ids=list(SAID))
def test_rows_that_may_be_services_are_said(second):
    found = read(FIRST + second)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert flags(found) == {"table-unread"}


def test_first_row_of_unknown_headings_is_doubted():
    odd = head("Support", "Help", "Who", "Reach", "Ask", tag="td")
    found = read(FIRST + table(*body(SALUS, REFOCUS), head=odd))
    assert 3 in flagged(found) and not {4, 5} & flagged(found)


CARD = "<h3>{}</h3><p><b>Service:</b> Help</p><p>Ages: 5-16</p>"
TERMS = "<dt>{}</dt><dd>Service: Help</dd><dd>Ages: 5-16</dd>"


@pytest.mark.parametrize("card", [CARD, TERMS, CARD.replace("p>", "li>")])
def test_cards_beside_a_table_are_said(card):
    second = card.format("Salus") + card.format("Refocus")
    for page in (FIRST + second, second + FIRST):
        found = read(page)
        assert len(found.records) == 2 and flags(found) == {"table-unread"}


def test_labels_in_the_table_or_of_an_office_are_no_cards():
    office = "<h3>{}</h3><p>Phone: 01622 1</p><p>Email: a@b.org</p><p>Address: 1 High Street</p>"
    labelled = table(*body([*SALUS[:4], "<p>Area: Dene</p><p>Ages: 5-16</p>"], BOX))
    assert not flags(read(labelled + office.format("Norton office") + office.format("Upton office")))


def test_hidden_rows_that_go_on_are_read_and_flagged_where_others_are_seen():
    second = table(*body(SALUS, REFOCUS), head="")
    assert len(read(f"<div hidden>{FIRST}{second}</div>").records) == 4
    found = read(f"{FIRST}<div hidden>{second}</div>")
    assert len(found.records) == 4 and flagged(found) == {3, 4} and flags(found) == {"row-hidden"}


SILENT = {
    "a staff list": table(*body(["Jo", "Manager", "01622 1"]), head=head("Name", "Job title", "Phone")),
    "a menu": "<table><tr><td>Home<td>About<td>News<td>Jobs<td>Contact us</table>",
    "opening hours": table(*body(["Monday", "9-5"], ["Tuesday", "9-5"]), head=head("Day", "Hours")),
    "a layout": "<table><tr><td>Menu</td><td>" + HEAD[:0] + "<p>Welcome</p></td></tr></table>",
    "hidden buttons": "<table hidden><tr><td>Show<td>Hide</table>",
}


@pytest.mark.parametrize("second", SILENT.values(), ids=list(SILENT))
def test_other_tables_are_left_alone(second):
    for page in (FIRST + second, second + FIRST):
        found = read(page)
        assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
        assert not flags(found)


def test_a_table_right_behind_that_is_as_wide_is_said_whatever_it_holds():
    rows = [
        ["Switch It Up", "Peer support", "", "Preston", "@switchitup on Instagram"],
        ["Open Door", "Peer support", "", "Fleetwood", "Ask your GP"],
    ]
    found = read(FIRST + table(*body(*rows), head=""))
    assert len(found.records) == 2 and flags(found) == {"table-unread"}


@pytest.mark.parametrize(("ages", "is_sure"), [("13 and over, up to 19", True), ("Any body at all", False)])
def test_headings_in_a_table_of_their_own_stand_over_the_next_one(ages, is_sure):
    """So scripts split a table, to let its rows scroll under its headings."""
    rows = [row(f"Club {n}", "", ages, "Deal", f"c{n}@x.org") for n in range(3)]
    found = read(f"<div>{table()}</div><div>{table(*rows, head='')}</div>")
    assert [each[0] for each in cells(found)] == [[f"Club {n}"] for n in range(3)]
    assert ("row-unclear" in flags(found)) != is_sure


@pytest.mark.parametrize(("between", "is_read"), [("", True), ("<p>Nothing yet.</p>", False)])
def test_rows_of_words_alone_stand_under_headings_in_a_table_right_above(between, is_read):
    rows = [row("Pathways", "", "Across Essex"), row("Fire Break", "Beds", "Braintree and Castle Point")]
    headings = f"<div>{table(head=head('Group', 'What they do', 'Area'))}</div>"
    page = f"{headings}{between}<div>{table(*rows, head='')}</div>"
    if is_read:
        found = read(page)
        assert [each[0] for each in cells(found)] == [["Pathways"], ["Fire Break"]]
        assert flags(found) == {"row-unclear"}
    else:
        refusal(page)


def test_headings_of_little_in_a_table_of_their_own_stand_over_the_next_one():
    rows = [row(f"Club {n} Trust", f"01795 53276{n}", "Deal", f"c{n}@x.org") for n in range(3)]
    found = read(f"<div>{table(head=head('Service', 'Tel', 'Where', 'E-mail'))}</div>{table(*rows, head='')}")
    assert [each[0] for each in cells(found)] == [[f"Club {n} Trust"] for n in range(3)]


@pytest.mark.parametrize("between", ["", "<p>Continued</p>", "<!-- x --><p>&nbsp;</p>\n<p>(cont.)</p>"])
def test_a_table_that_the_page_continues_is_said_whatever_its_words(between):
    first = table(row("Under 5s", "Beach cleans", "Naas"), head=head("Group", "What they do", "Area"))
    second = table(row("Contact", "Counselling", "Leinster"), row("Street", "Lunch", "Drogheda"), head="")
    assert "table-unread" in flags(read(first + between + second))


def test_a_list_of_staff_below_the_table_is_none_of_its_rows():
    first = table(row("Under 5s", "Beach cleans", "a@b.org"), head=head("Group", "What they do", "Contact"))
    staff = [row("Job title", "Who", "Direct line"), row("Director", "Jo Hill", "01632 960101")]
    staff += [row("Analyst", "Grace Okafor", "01632 960102")]
    found = read(f"{first}<h3>Our office</h3>{table(*staff, head='')}")
    assert [each[0] for each in cells(found)] == [["Under 5s"]]


def test_time_grows_with_the_tables_behind_headings_without_rows():
    def work(count):
        other = f"<div><p>Words between the tables.</p>{table(row('One', 'Two', 'Three'), head='')}</div>"
        refusal(table(head=head("Group", "What they do", "Area")) + count * other)

    assert grows_linearly(work, 100)
