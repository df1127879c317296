"""Tables of services in which no heading that we know says which column holds the names."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, refusal, row, table

REST = ["Service", "Ages", "Area", "Contact"]
MENU = "<ul><li>Home<li>Services<li>About us<li>News<li>Contact us</ul>"


def head(*texts):
    return "<tr>" + "".join(f"<th>{text}</th>" for text in texts) + "</tr>"


def side(*pairs):
    rows = (f"<tr><th>{label}</th><td>{words}</td></tr>" for label, words in pairs)
    return f"<table>{''.join(rows)}</table>"


def flagged(found):
    return {each.record for each in found.issues if each.needs_a_person} - {None}


@pytest.mark.parametrize("unknown", ["Short break", ""])
@pytest.mark.parametrize("menu", ["", MENU], ids=["no menu", "menu"])
def test_first_column_is_the_name_and_doubted(unknown, menu):
    found = read(menu + table(row(*SHED), row(*BOX), head=head(unknown, "About", *REST[1:])))
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]]
    assert [each.role for each in found.columns] == ["name", "description", "age", "area", "contact"]
    assert flagged(found) == {1, 2}


def test_such_a_table_beside_another_is_read_with_it():
    second = table(row("Salus", *SHED[1:]), head=head("Short break", "About", *REST[1:]))
    found = read(table(row(*SHED), row(*BOX)) + second)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"], ["Salus"]]
    assert flagged(found) == {3}


def test_such_a_table_with_other_columns_is_said():
    second = table(row("Salus", *SHED[1:], "Yes"), head=head("Break", "About", *REST[1:], "Assessed?"))
    found = read(table(row(*SHED), row(*BOX)) + second)
    assert len(found.records) == 2
    assert "table-left-out" in flags(found)


def test_table_with_a_few_of_the_headings_and_none_for_the_names_is_said():
    second = table(row("Salus", "Help with rent", "e@f.org"), head=head("Break", "About", "Contact"))
    found = read(table(row(*SHED), row(*BOX)) + second)
    assert len(found.records) == 2
    assert flags(found) == {"table-unread"}


def test_menu_in_a_table_is_not_said():
    menu = table(head=head("About", "Contact", "Area"))
    assert not flags(read(menu + table(row(*SHED), row(*BOX))))


@pytest.mark.parametrize("first", [("4 May", "5 May"), ("Monday",) * 4, ("07700 900123", "07700 900124")])
def test_first_column_that_holds_no_names_makes_no_records(first):
    rows = [row(each, *SHED[1:]) for each in first]
    refusal(table(*rows, head=head("When is it", "About", *REST[1:])))


def test_title_over_several_cards_is_the_name_of_none():
    labels = ["Short break", "About", *REST[1:]]
    cards = "".join(side(*zip(labels, each, strict=True)) for each in (SHED, BOX))
    found = read(f"<h2>Breaks for families</h2>{cards}")
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]]
    assert flagged(found) == {1, 2}


def test_name_of_cards_that_only_a_common_title_can_say_is_doubted():
    cards = "".join(side(*zip(REST[1:], each[2:], strict=True), ("About", each[1])) for each in (SHED, BOX))
    found = read(f"<h2>Breaks for families</h2>{cards}")
    assert flagged(found) == {1, 2}


def test_cards_with_a_title_each_are_read_without_a_flag():
    cards = "".join(
        f"<h3>{each[0]}</h3>" + side(("About", each[1]), *zip(REST[1:], each[2:], strict=True))
        for each in (SHED, BOX)
    )
    assert not flags(read(cards))


def test_a_card_that_lacks_some_labels_of_the_others_is_read_and_the_lack_is_said():
    pairs = list(zip(REST, SHED[1:], strict=True))
    titled = "".join(f"<h3>{name}</h3>{side(*pairs)}" for name in ("The Shed", "Box Out"))
    found = read(f"{titled}<h3>Salus</h3>{side(pairs[1])}<h3>Refocus</h3>{side(pairs[0], pairs[3])}")
    assert [record[0] for record in cells(found)] == [["The Shed"], ["Box Out"], ["Salus"], ["Refocus"]]
    assert cells(found)[2][1:] == [[], [SHED[2]], [], []]
    assert [each.value for each in found.issues if each.code == "table-differs"] == [
        "Ages",
        "Service; Contact",
    ]


def test_a_table_with_other_labels_beside_cards_is_none():
    pairs = list(zip(REST, SHED[1:], strict=True))
    titled = "".join(f"<h3>{name}</h3>{side(*pairs)}" for name in ("The Shed", "Box Out"))
    found = read(f"{titled}<h3>Opening hours</h3>{side(('Monday', '9-5'), ('Friday', '9-1'))}")
    assert [record[0] for record in cells(found)] == [["The Shed"], ["Box Out"]]
