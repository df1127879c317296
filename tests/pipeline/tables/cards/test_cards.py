"""Pages in which each service has its own labels."""

# ruff: noqa: E501 - markup reads better on one line

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, refusal

LABELS = ["Service", "Ages", "Area", "Contact"]
OWN = ["Grant recipient", "Activity", "Area covered", "Age range"]
ANIMALS = "Swan Fox Owl Hare Otter Heron Badger Robin Stag Wren Adder Newt Toad Vole Mole Lark Kite"


def terms(*rows, labels=LABELS, item="<dd>{}: {}</dd>"):
    lists = (
        f"<dt>{name}</dt>" + "".join(item.format(*pair) for pair in zip(labels, rest, strict=False))
        for name, *rest in rows
    )
    return f"<h1>Services</h1><dl>{''.join(lists)}</dl><p>Updated 4 May 2021</p>"


@pytest.mark.parametrize(
    "item", ["<dd>{}: {}</dd>", "<dd><b>{}:</b> {}</dd>", "<dd><p>{}:</p><p>{}</p></dd>"]
)
def test_term_with_labelled_definitions_is_a_service(item):
    found = read(terms(SHED, BOX, item=item))
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]]
    assert not flags(found)


def test_definitions_in_one_paragraph_with_line_breaks():
    page = "<dl>" + "".join(
        f"<dt>{name}<dd>"
        + "<br>".join(f"{label}: {words}" for label, words in zip(LABELS, rest, strict=True))
        for name, *rest in (SHED, BOX)
    )
    assert cells(read(page + "</dl>")) == [[[text] for text in SHED], [[text] for text in BOX]]


def test_service_without_one_of_the_labels_has_a_blank_cell():
    found = read(terms(SHED, BOX, ["Salus", "Help", "5-16"]))
    assert cells(found)[2] == [["Salus"], ["Help"], ["5-16"], [], []]


@pytest.mark.parametrize(("name", "tag"), [("h3", "p"), ("dt", "dd")])
def test_words_between_a_title_and_the_first_label_are_the_description(name, tag):
    page = "".join(
        f"<{name}>{x[0]}</{name}><{tag}>{x[1]}.</{tag}><{tag}>Ages: {x[2]}</{tag}><{tag}>Contact: {x[4]}</{tag}>"
        for x in (SHED, BOX)
    )
    found = read(f"<dl>{page}</dl>")
    assert cells(found) == [[[x[0]], [f"{x[1]}."], [x[2]], [x[4]]] for x in (SHED, BOX)]
    assert not flags(found)


@pytest.mark.parametrize("headings", ["h3", "h4"])
def test_what_stands_below_a_heading_is_its_description_where_labels_are_headings_too(headings):
    label = f"h{int(headings[1]) + 1}"
    page = "".join(
        f"<section><{headings}>{x[0]}</{headings}><p>{x[1]}</p>"
        + "".join(
            f"<{label}>{y}</{label}><p>{z}</p>" for y, z in zip(("Ages", "Contact"), x[2::2], strict=True)
        )
        + "</section>"
        for x in (SHED, BOX)
    )
    found = read(f"<h1>Services</h1>{page}")
    assert cells(found) == [[[x[0]], [x[1]], [x[2]], [x[4]]] for x in (SHED, BOX)]


def test_a_name_and_a_description_without_labels_stand_above_those_that_have_some():
    page = "".join(
        f"<p>{x[0]}</p><p>{x[1]} all year.</p><p>Ages: {x[2]}</p><p>Contact: {x[4]}</p>" for x in (SHED, BOX)
    )
    found = read(f"<h2>Services</h2><p>What we fund:</p>{page}")
    assert cells(found) == [[[x[0]], [f"{x[1]} all year."], [x[2]], [x[4]]] for x in (SHED, BOX)]
    assert not flags(found)


@pytest.mark.parametrize("above", ["", "Services that we fund\n\n"])
def test_a_name_and_a_description_on_lines_of_their_own_stand_above_labels(above):
    services = [(f"{x[0]} {n}", *x[1:]) for n in range(3) for x in (SHED, BOX)]
    blocks = (f"{x[0]}\n{x[1]}\nAges: {x[2]}\nArea: {x[3]}\nContact: {x[4]}\n" for x in services)
    found = read(above + "\n".join(blocks))
    assert cells(found) == [[[text] for text in x] for x in services]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_name_and_a_description_stand_above_bare_labels(between):
    services = [(f"{x[0]} {n}", *x[1:]) for n in range(3) for x in (SHED, BOX)]
    blocks = (f"{x[0]}\n\n{x[1]}\n\nAges{between}{x[2]}\n\nContact{between}{x[4]}\n" for x in services)
    found = read("Services that we fund\n\n" + "\n".join(blocks))
    flagged = {each.record for each in found.issues if each.needs_a_person}
    said = [record for n, record in enumerate(cells(found), 1) if n not in flagged]
    assert all(record in [[[x[0]], [x[1]], [x[2]], [x[4]]] for x in services] for record in said)


def test_a_service_below_words_that_may_be_its_name_is_told():
    blocks = (
        f"{x[0]} {n}\n\n{x[1] if n % 2 else ''}\nAges: {x[2]}\nArea: {x[3]}\nContact: {x[4]}\n"
        for n in range(2)
        for x in (SHED, BOX)
    )
    found = read("Services that we fund\n\n" + "\n".join(blocks))
    flagged = {each.record for each in found.issues if each.needs_a_person}
    assert all(n in flagged or record[0][0].endswith(("0", "1")) for n, record in enumerate(cells(found), 1))


def test_words_above_the_labels_of_few_services_are_told():
    page = "".join(
        f"<h3>{x[0]}</h3>{'<p>Closed in May.</p>' if x is BOX else ''}<p>Ages: {x[2]}</p><p>Contact: {x[4]}</p>"
        for x in (SHED, BOX)
    )
    found = read(page)
    assert [each.record for each in found.issues if each.code == "words-between-cells"] == [2]


def test_labels_in_the_contacts_of_a_table_make_no_cards_of_its_rows():
    services = [
        (f"{x[0]} {n}", f"{x[1]} all year.", f"0160349601{n}", x[4]) for n in range(3) for x in (SHED, BOX)
    ]
    rows = "".join(f"<p>{x[0]}</p><p>{x[1]}</p><p>Tel: {x[2]}</p><p>Email: {x[3]}</p>" for x in services)
    found = read(
        f"<h1>Services</h1><p>Who we fund this year.</p><p>Name</p><p>What they do</p><p>Contact</p>{rows}<p>Last updated in May</p>"
    )
    assert [column.heading for column in found.columns] == ["Name", "What they do", "Contact"]
    assert [record[:2] for record in cells(found)] == [[[x[0]], [x[1]]] for x in services]


def test_words_above_a_name_that_only_say_it_again_are_none():
    page = "".join(
        f"<p>{x[0]} logo</p><p>{x[0]}</p><p>Ages: {x[2]}</p><p>Contact: {x[4]}</p>" for x in (SHED, BOX)
    )
    found = read(f"<h2>Services</h2>{page}")
    assert [[record[0], record[-1]] for record in cells(found)] == [[[x[0]], [x[4]]] for x in (SHED, BOX)]


@pytest.mark.parametrize("link", ["Read more", "View details", "Back to top"])
def test_a_link_below_each_news_item_is_no_label(link):
    news = "".join(f"<h3>{x}</h3><p>The meeting is on 12 June.</p><p>{link}</p>" for x in ("Roads", "Bins"))
    page = "".join(
        f"<h3>{x[0]}</h3><p>{x[1]}</p><h5>Ages</h5><p>{x[2]}</p><h5>Contact</h5><p>{x[4]}</p>"
        for x in (SHED, BOX)
    )
    found = read(f"<h1>Council</h1><h2>News</h2>{news}<h2>Services</h2>{page}")
    assert cells(found) == [[[x[0]], [x[1]], [x[2]], [x[4]]] for x in (SHED, BOX)]


@pytest.mark.parametrize("tag", ["h3", "p"])
def test_a_link_below_each_service_is_in_no_card_and_said(tag):
    page = "".join(
        f"<{tag}>{x[0]}</{tag}><p>{x[1]} all year.</p><p>Ages: {x[2]}</p><p>Contact: {x[4]}</p><p>Read more</p>"
        for x in (SHED, BOX)
    )
    found = read(f"<h1>Services</h1>{page}")
    assert cells(found) == [[[x[0]], [f"{x[1]} all year."], [x[2]], [x[4]]] for x in (SHED, BOX)]
    assert [each.value for each in found.issues] == ["Read more", "Read more"]


def test_a_post_within_each_contact_is_no_label():
    page = "".join(
        f"<h3>{x[0]}</h3><div>Ages</div><div>{x[2]}</div><div>Contact</div>"
        f"<div>Jo Hall<br>Project Manager<br>{x[4]}</div>"
        for x in (SHED, BOX)
    )
    found = read(f"<h1>Services</h1>{page}")
    assert cells(found) == [[[x[0]], [x[2]], ["Jo Hall", "Project Manager", x[4]]] for x in (SHED, BOX)]


def test_a_label_among_the_words_above_the_labels_of_one_service_is_told():
    services = [(f"{x[0]} {n}", *x[1:]) for n in range(3) for x in (SHED, BOX)]
    page = "".join(
        f"<h3>{x[0]}</h3><p>{x[1]}</p>{'<p>Age range: 5-8</p>' if x is services[3] else ''}"
        f"<p>Area: {x[3]}</p><p>Contact: {x[4]}</p>"
        for x in services
    )
    found = read(f"<h2>Services</h2>{page}")
    assert {each.record for each in found.issues if each.needs_a_person} == {4}


def test_title_that_is_no_heading_stands_just_above():
    page = "".join(f"<p>{x[0]}</p><p>Service: {x[1]}</p><p>Ages: {x[2]}</p>" for x in (SHED, BOX))
    found = read("<h2>Services</h2>" + page)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]] and not flags(found)


def strong(title, *pairs, form="<h3>{}</h3>"):
    return form.format(title) + "".join(f"<p><strong>{label}:</strong> {words}</p>" for label, words in pairs)


def pairs(service, **others):
    return [*{**dict(zip(LABELS, service[1:], strict=True)), **others}.items()]


def texts(found):
    return [{cell.column.heading: list(cell.texts) for cell in each.cells} for each in found.records]


def doubted(found):
    return {each.record for each in found.issues if each.needs_a_person} - {None}


@pytest.mark.parametrize("label", ["Provider", "Organisation", "Delivered by"])
def test_title_is_the_name_beside_the_label_of_who_provides(label):
    page = "".join(
        strong(each[0], (label, f"{who} Ltd"), *pairs(each)) for each, who in ((SHED, "Arc"), (BOX, "Bow"))
    )
    found = read("<h1>Services</h1>" + page)
    assert [each.heading for each in found.columns] == ["", label, *LABELS]
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert [each[label] for each in texts(found)] == [["Arc Ltd"], ["Bow Ltd"]]
    assert not doubted(found)


@pytest.mark.parametrize("places", [("North", "South"), ("Leeds", "Norwich and Ipswich")])
def test_titles_that_are_places_are_no_names_beside_the_label_of_who_provides(places):
    page = "".join(
        strong(place, ("Provider", each[0]), *pairs(each))
        for place, each in zip(places, (SHED, BOX), strict=True)
    )
    found = read(page)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert doubted(found) == {1, 2}


@pytest.mark.parametrize(("between", "ends"), [("<br>", "<p>{}</p>"), ("\n", "{}\n\n")])
def test_first_line_of_a_paragraph_is_the_name_beside_the_label_of_who_provides(between, ends):
    page = "".join(
        ends.format(between.join([each[0], "Provider: Arc", *(": ".join(pair) for pair in pairs(each))]))
        for each in (SHED, BOX, SHED)
    )
    found = read(ends.format("Services") + page)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"], ["The Shed"]]
    assert not doubted(found)


def test_paragraphs_between_cards_may_be_names_and_so_each_name_is_doubted():
    page = "".join(
        strong(each[0], ("Provider", "Arc"), *pairs(each), form="<p>{}</p>") for each in (SHED, BOX)
    )
    assert doubted(read("<h1>Services</h1>" + page)) == {1, 2}


@pytest.mark.parametrize(("title", "doubts"), [("The Shed", set()), ("In the north", {1, 2})])
def test_title_that_is_not_the_name_under_the_label_is_said(title, doubts):
    named = [("Name", "The Shed"), *pairs(SHED)], [("Name", title.replace("The Shed", "Box")), *pairs(BOX)]
    titles = (title, "Box" if not doubts else "In the south")
    found = read("".join(strong(one, *each) for one, each in zip(titles, named, strict=True)))
    assert found.columns[0].heading == "Name" and doubted(found) == doubts


LINES = {
    "two lines": "Bo Little<br>a@b.org",
    "three": "Bo Little<br>01622 123456<br>a@b.org",
    "labels of their own": "Tel: 01622 123456<br>Email: a@b.org",
}


@pytest.mark.parametrize("words", LINES.values(), ids=list(LINES))
@pytest.mark.parametrize("form", ["<h3>{}</h3>", "<p><b>{}</b></p>"])
def test_lines_of_one_paragraph_belong_to_its_label(words, form):
    page = "".join(strong(each[0], *pairs(each, Contact=words), form=form) for each in (SHED, BOX, SHED))
    found = read("<h1>Services</h1>" + page)
    assert [each["Contact"] for each in texts(found)] == [words.split("<br>")] * 3
    assert not flags(found)


def test_lines_without_a_blank_one_between_belong_to_the_label_above():
    page = "\n\n".join(
        "\n\n".join([each[0], *(f"{label}: {words}" for label, words in pairs(each))]) + "\n01622 123456"
        for each in (SHED, BOX)
    )
    found = read("Services\n\n" + page)
    assert [each["Contact"] for each in texts(found)] == [[each[4], "01622 123456"] for each in (SHED, BOX)]
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]


@pytest.mark.parametrize("form", ["<h3>{}</h3>", "<p>{}</p>"])
def test_blank_label_takes_neither_the_next_title_nor_the_foot(form):
    page = "".join(
        strong(each[0], *pairs(each, Contact=words), form=form)
        for each, words in ((SHED, "a@b.org"), (BOX, ""), (SHED, "a@b.org"), (BOX, ""))
    )
    found = read("<h1>Services</h1>" + page + "<footer><p>Related pages</p><p>Follow us</p></footer>")
    assert [each["Contact"] for each in texts(found)] == [["a@b.org"], [], ["a@b.org"], []]
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]] * 2
    assert doubted(found) <= {4}


def test_label_that_one_card_alone_has_is_not_read_into_the_field_before_in_silence():
    odd = [*pairs(SHED)[:2], ("Parking", "Behind the hall"), *pairs(SHED)[2:]]
    found = read(strong("The Shed", *odd) + strong("Box Out", *pairs(BOX)) + strong("Box In", *pairs(BOX)))
    assert doubted(found) == {1}


def test_card_under_a_heading_begins_though_its_first_label_is_missing():
    first = [each for each in pairs(SHED) if each[0] != "Area"]
    second = [("Area", "Dene"), ("Contact", "e@f.org")]
    found = read(strong("The Shed", *first) + strong("Salus", *second) + strong("Box Out", *pairs(BOX)))
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Salus"], ["Box Out"]]
    assert [each["Contact"] for each in texts(found)] == [["a@b.org"], ["e@f.org"], ["c@d.org"]]


def test_title_that_was_taken_for_the_words_of_a_bare_label_is_doubted():
    page = "".join(
        f"<p>{each[0]}</p>" + "".join(f"<p>{label}:</p><p>{words}</p>" for label, words in pairs(each))
        for each in (SHED, [*BOX[:4], ""], SHED)
    )
    found = read("<h1>Services</h1>" + page.replace("<p></p>", ""))
    assert {2, 3} <= doubted(found)


def test_words_behind_each_card_are_said_of_the_last_one_too():
    page = "".join(strong(each[0], *pairs(each)) + "<p>Ring first</p>" for each in (SHED, BOX))
    assert doubted(read("<h1>Services</h1>" + page)) == {1, 2}
    assert (
        doubted(read(strong("The Shed", *pairs(SHED)) + strong("Box Out", *pairs(BOX)) + "<p>Home</p>"))
        == set()
    )


def test_a_label_known_to_be_a_heading_without_a_role_may_stand_on_few_cards():
    rows = [
        SHED,
        BOX,
        ["Salus", "Help", "5-16", "Wick", "c@d.org"],
        ["Attic", "Art", "4-9", "Dene", "e@f.org"],
    ]
    rows += [["Loft", "Choir", "4-9", "Dene", "g@h.org"], ["Barn", "Judo", "4-9", "Dene", "i@j.org"]]
    page = terms(*rows).replace("<dt>Salus", "<dd>Eligibility: carers</dd><dt>Salus")
    page = page.replace("<dt>Attic", "<dd>Eligibility: all</dd><dt>Attic")
    found = read(page)
    assert [column.heading for column in found.columns] == ["", *LABELS, "Eligibility"]
    assert [record.cells[-1].text for record in found.records] == ["", "carers", "all", "", "", ""]


@pytest.mark.parametrize("dash", ["–", "—", "-"])
@pytest.mark.parametrize("form", ["<p>{}</p>", "<p><b>{}</b></p>", "{}<br>"])
def test_a_dash_may_stand_behind_each_label(dash, form):
    labels = ["Name", "What they do", *LABELS[1:]]
    page = "".join(
        "<div>"
        + "".join(form.format(f"{label} {dash} {words}") for label, words in zip(labels, each, strict=True))
        + "</div>"
        for each in (SHED, BOX)
    )
    found = read("<h1>Services</h1>" + page)
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]] and not flags(found)


def test_a_dash_in_a_name_or_in_words_makes_no_label():
    rows = [["Open Door – Drop-in", *SHED[1:]], ["Open Door – Choir", *BOX[1:]]]
    page = "".join(strong(each[0], *pairs(each)) for each in rows)
    assert [each[0] for each in cells(read(page))] == [["Open Door – Drop-in"], ["Open Door – Choir"]]


@pytest.mark.parametrize("second", ["Details", "Description", "What they do", "Service Provided"])
def test_a_service_beside_what_it_does_is_the_name(second):
    labels = ["Service", second, *LABELS[1:]]
    page = "".join(
        "".join(f"<p>{label}: {words}</p>" for label, words in zip(labels, each, strict=True))
        for each in (SHED, BOX)
    )
    found = read("<h1>Services</h1>" + page)
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]] and not flags(found)


def test_lines_that_begin_with_days_go_on_with_the_label_above():
    days = "Mondays: Norton\nThursdays: Upton"
    page = "\n\n".join(
        "\n\n".join([each[0], *(f"{label}: {words}" for label, words in pairs(each, Area=days))])
        for each in (SHED, BOX, SHED)
    )
    found = read("Services\n\n" + page)
    assert [each["Area"] for each in texts(found)] == [days.split("\n")] * 3
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"], ["The Shed"]]


def test_labels_in_another_order_than_elsewhere_may_be_those_of_two_services():
    odd = "".join(f"<p>{label}: {words}</p>" for label, words in [*pairs(SHED)[2:], *pairs(BOX)[:2]])
    page = "".join(strong(each[0], *pairs(each)) for each in (SHED, BOX, SHED, BOX))
    assert 5 in doubted(read(page + "<h3>Salus</h3>" + odd))


def test_headings_that_are_labels_stand_above_their_words():
    page = "".join(
        f"<h2>{each[0]}</h2>" + "".join(f"<h4>{label}</h4><p>{words}</p>" for label, words in pairs(each))
        for each in (SHED, BOX)
    )
    found = read("<h1>Services</h1>" + page + "<p>Updated 4 May 2021</p>")
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]] and not flags(found)


def test_a_term_that_is_elsewhere_a_link_is_a_label():
    page = "".join(
        f"<h3>{x[0]}</h3><dl><dt>What help can I get?<dd>{x[1]}<dt>Area<dd>{x[3]}<dt>Find out more<dd>{x[4]}</dl>"
        for x in (SHED, BOX)
    )
    assert cells(read(page)) == [[[x[0]], [x[1]], [x[3]], [x[4]]] for x in (SHED, BOX)]


def test_a_title_with_nothing_below_is_said():
    """It may be a service of which no more than the name is known, or the first words of the name below."""
    cards = [f"<h3>{x[0]}</h3><dl><dt>Ages<dd>{x[2]}<dt>Support offered<dd>{x[1]}</dl>" for x in (SHED, BOX)]
    found = read(f"<h2>Services</h2>{cards[0]}<h3>Salus</h3>{cards[1]}")
    assert [cell[0] for cell in cells(found)] == [[SHED[0]], [BOX[0]]]
    assert doubted(found) == {1, 2} and any(each.value == "Salus" for each in found.issues)


@pytest.mark.parametrize("name", ["Sal", "Lower Wick Ju"])
def test_a_title_that_ends_the_page_is_said(name):
    """A page may be cut off there."""
    page = terms(SHED, BOX, [name]).partition(f"<dt>{name}")
    found = read(f"{page[0]}<dt>{name}")
    assert len(found.records) == 2 and any(each.value == name for each in found.issues)


def test_terms_whose_definitions_have_one_label_each_are_services():
    labels = {"The Shed": "Email: a@b.org", "Salus": "Ages: 5-16", "Box": "Email: c@d.org", "Den": "Ages: 9+"}
    page = "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in labels.items())
    assert [cell[0] for cell in cells(read(f"<h1>Services</h1><dl>{page}</dl>"))] == [
        [name] for name in labels
    ]


@pytest.mark.parametrize(
    ("title", "is_read"), [("Support groups", True), ("Our offices", False), ("", False)]
)
@pytest.mark.parametrize(("name", "item", "around"), [("dt", "dd", "dl"), ("h3", "p", "div")])
def test_labels_that_say_no_more_than_how_to_reach_are_read_below_a_title_of_services(
    name, item, around, title, is_read
):
    rows = [("The Shed", "01622 123456", "Norton"), ("Salus", "01622 123457", "Upton")]
    form = f"<{name}>{{}}</{name}><{item}>Phone: {{}}</{item}><{item}>Area: {{}}</{item}>"
    page = f"<h1>{title}</h1><{around}>{''.join(form.format(*row) for row in rows)}</{around}>"
    if is_read:
        assert cells(read(page)) == [[[text] for text in row] for row in rows]
    else:
        assert refusal(page) == {"no-table"}


def test_a_name_of_two_paragraphs_is_doubted():
    rest = ["".join(f"<dd>{label}: {words}</dd>" for label, words in pairs(x)) for x in (SHED, BOX, SHED)]
    names = (f"<p>{SHED[0]}</p>", f"<p>{BOX[0]}</p><p>(pilot)</p>", "<p>Salus</p>")
    found = read(
        "".join(f"<dt>{name}</dt>{each}" for name, each in zip(names, rest, strict=True)).join(
            ["<dl>", "</dl>"]
        )
    )
    assert doubted(found) >= {2} and 3 not in doubted(found)


def test_labels_at_the_foot_of_the_page_are_told_where_the_last_service_lacks_them():
    cards = [f"<h3>{x[0]}</h3><p>Support offered: {x[1]}</p><p>Ages: {x[2]}</p>" for x in (SHED, BOX)]
    page = f"{cards[0]}<p>Contact: {SHED[4]}</p>{cards[1]}<p>Write to us.</p><p>Contact: office@lane.org</p>"
    assert doubted(read(page)) == {2}


def test_a_pound_sign_may_be_a_label():
    page = "".join(
        f"<h3>{x[0]}</h3><p>Support offered: {x[1]}</p><p>Ages: {x[2]}</p><p>£: {n}</p><p>Email: {x[4]}</p>"
        for n, x in enumerate((SHED, BOX), 1)
    )
    assert cells(read(page)) == [
        [[x[0]], [x[1]], [x[2]], [str(n)], [x[4]]] for n, x in enumerate((SHED, BOX), 1)
    ]


def test_what_a_reader_unfolds_has_its_title_above():
    page = "".join(
        f"<details><summary>{x[0]}</summary>{words}<p><b>Ages:</b> {x[2]}</p><p><b>Area:</b> {x[3]}</p></details>"
        for x, words in ((SHED, f"<p>{SHED[1]}</p>"), (BOX, ""), (["Salus", "", "5-16", "Deal"], ""))
    )
    found = read(f"<h1>Services</h1>{page}")
    assert [cell[0] for cell in cells(found)] == [[SHED[0]], [BOX[0]], ["Salus"]]
    assert 1 in doubted(found)


def test_a_paragraph_between_the_heading_of_one_service_and_labels_that_are_headings_is_not_its_name():
    others = [["Salus", "", "5-16", "Deal"], ["Catalyst", "", "9+", "Hythe"]]
    page = "".join(
        f"<h2>{x[0]}</h2>{words}<h3>Ages</h3><p>{x[2]}</p><h3>Area covered</h3><p>{x[3]}</p>"
        for x, words in ((SHED, "<p>Parenting programme</p>"), *((each, "") for each in (BOX, *others)))
    )
    found = read(f"<h1>Services</h1>{page}")
    assert [cell[0] for cell in cells(found)] == [[SHED[0]], [BOX[0]], ["Salus"], ["Catalyst"]]
    assert 1 in doubted(found)


def titled(labels, *services):
    return "".join(
        f"<h3>{name}</h3><dl>{''.join(f'<dt>{label}<dd>{words}' for label, words in zip(labels, rest, strict=True))}</dl>"
        for name, *rest in services
    )


def test_labels_that_ask_are_labels_though_only_one_has_a_role():
    services = (
        ("The Quay Drop", "Breakfast and post", "anyone", "12 Quay Street"),
        ("Wight Rooms", "Beds", "16 to 21", "Ring 16+"),
    )
    found = read(titled(("What it does", "Who can use it", "How to access"), *services))
    assert cells(found) == [[[text] for text in service] for service in services]


def test_a_label_that_may_be_the_names_is_not_where_the_title_is():
    found = read(
        titled(
            ("Library", "Sessions", "About us"),
            ("Page Turners", "Norton", "Mon", "Books"),
            ("Inklings", "Upton", "Tue", "Comics"),
        )
    )
    assert cells(found) == [
        [["Page Turners"], ["Norton"], ["Mon"], ["Books"]],
        [["Inklings"], ["Upton"], ["Tue"], ["Comics"]],
    ]
    assert [str(column.role) for column in found.columns] == ["name", "area", "text", "description"]


def test_a_term_is_a_label_though_links_are_called_so():
    found = read(
        titled(
            ("Borough", "In their words", "See more"),
            ("Blink", "Hackney", "We film", "blink.org"),
            ("Sparks", "Brent", "We sing", "sparks.org"),
        )
    )
    assert cells(found)[0] == [["Blink"], ["Hackney"], ["We film"], ["blink.org"]]


def test_a_programme_beside_a_title_is_not_the_name():
    found = read(
        titled(
            ("County", "Amount", "Purpose", "Programme"),
            ("Ballad Box", "Tyrone", "£4,300", "Old songs", "Heritage"),
            ("Turf Tales", "Down", "£900", "Bog walks", "Heritage"),
        )
    )
    assert [record[0] for record in cells(found)] == [["Ballad Box"], ["Turf Tales"]]
    assert [str(column.role) for column in found.columns] == ["name", "area", "amount", "description", "text"]


def test_labels_above_words_that_are_headings_elsewhere_are_no_headings_of_a_table():
    services = [
        ("Harbour Boxing Club", "Boxing for beginners.", "Online", "Adults only"),
        *((f"{each} Club", f"Sport for {each.lower()}s.", "Upton", "5-16") for each in ANIMALS.split()),
    ]
    services[0], services[4] = services[4], services[0]
    lists = "".join(
        "<dl>"
        + "".join(f"<dt><b>{label}</b></dt><dd>{words}</dd>" for label, words in zip(OWN, each, strict=True))
        + "</dl>"
        for each in services
    )
    found = read(f"<h1>Services</h1>{lists}")
    assert cells(found) == [[[text] for text in service] for service in services]
