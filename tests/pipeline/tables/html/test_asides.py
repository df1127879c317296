"""Words that the markup sets aside are not the value and are said; styles that begin a line part words."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, row, table

CELLS = [  # markup, paragraphs, notices
    (
        '<span style="display:block">Jo</span><span style="display:block">a@b.org</span>',
        ["Jo", "a@b.org"],
        [],
    ),
    ('Jo<a style="color:red; display : list-item">a@b.org</a>', ["Jo", "a@b.org"], []),
    ('<b style="display:table-row">Jo</b><i style="display:flex">a@b.org</i>', ["Jo", "a@b.org"], []),
    ('<a href="mailto:a@b.org" style="display:block">a@b.org</a>Jo', ["a@b.org", "Jo"], []),
    ('<span style="display:inline-block">Jo</span> <span>a@b.org</span>', ["Jo a@b.org"], []),
    ("<s>old@b.org</s> a@b.org", ["a@b.org"], ["words-struck"]),
    ("<p><strike>old@b.org</strike></p><p>a@b.org</p>", ["a@b.org"], ["words-struck"]),
    ('<del><a href="mailto:old@b.org">Old</a></del>a@b.org', ["a@b.org"], ["words-struck"]),
    (
        '<span style="text-decoration: red line-through">old@b.org</span>a@b.org',
        ["a@b.org"],
        ["words-struck"],
    ),
    ('<span style="text-decoration: none">Jo</span> a@b.org', ["Jo a@b.org"], []),
    ("a@b.org<s></s>", ["a@b.org"], []),
    ("a@b.org<sup>1</sup>", ["a@b.org"], ["footnote-mark"]),
    ('a@b.org <sup><a href="#n">[1]</a></sup>', ["a@b.org"], ["footnote-mark"]),
    ("<s>old@b.org</s>a@b.org<sup>*</sup>", ["a@b.org"], ["words-struck", "footnote-mark"]),
]


@pytest.mark.parametrize(("markup", "paragraphs", "codes"), CELLS)
def test_contact_cell_says_what_is_shown_as_valid(markup, paragraphs, codes):
    found = read(table(row(*SHED[:4], markup), row(*BOX)))
    assert cells(found)[0][4] == paragraphs
    assert [each.code for each in found.issues] == codes and not flags(found)


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("Music Klub<sup>2</sup>", "Music Klub"),
        ("Music Klub<sup>a</sup>", "Music Klub"),
        ("Music Klub <sup>1, 2</sup>", "Music Klub"),
        ("Music<sup>†</sup> Klub", "Music Klub"),
        ('Klub 18<span style="vertical-align: super">2</span>', "Klub 18"),
        ("<sup>1</sup> Music Klub", "Music Klub"),
        ("1<sup>st</sup> Step", "1st Step"),
        ("Step<sup>TM</sup>", "StepTM"),
        ("E<sup>2</sup>", "E2"),
        ("N<sup>o</sup> 5", "No 5"),
        ("Line N<sup>o</sup> 5", "Line No 5"),
        ("Group A<sup>1</sup>", "Group A"),
        ("50m<sup>2</sup> Hall", "50m2 Hall"),
        ("20 m<sup>2</sup> Hall", "20 m2 Hall"),
        ("Under 11<sup>1</sup>/<sub>2</sub>", "Under 111/2"),
        ("x<sup>2</sup>y", "x2y"),
    ],
)
def test_mark_of_a_footnote_is_no_part_of_a_name(markup, name):
    found = read(table(row(markup, *SHED[1:])))
    assert cells(found)[0][0] == [name]
    said = [each.code for each in found.issues]
    assert ("footnote-mark" in said) == (name in ("Music Klub", "Klub 18", "Group A"))


def test_age_before_a_mark_stays_an_age():
    found = read(table(row(*SHED[:2], "11-18<sup>2</sup>", *SHED[3:])))
    assert cells(found)[0][2] == ["11-18"]


@pytest.mark.parametrize(
    "second",
    [
        "<tr>" + "".join(f"<td><s>{text}</s></td>" for text in BOX),
        "<tr style='text-decoration:line-through'>" + row(*BOX),
        "<tr>" + row(*BOX).replace("<td", "<td style='text-decoration-line: line-through'"),
    ],
)
def test_row_that_is_struck_out_is_no_record_and_is_said(second):
    found = read(table(row(*SHED)).replace("</table>", second + "</table>"))
    assert cells(found) == [[[text] for text in SHED]]
    said = [each for each in found.issues if each.code == "words-struck"]
    assert said and "Box Out" in said[0].value and not flags(found)


def test_service_with_its_name_struck_out_is_flagged():
    found = read(table(row("<s>Box Out</s>", *BOX[1:])))
    assert flags(found) == {"name-blank"}


def test_loose_page_says_what_it_leaves_out():
    card = "<h3>{}</h3><p>Service: Open</p><p>Ages: 10-20</p>"
    found = read(card.format("The Shed<sup>1</sup>") + card.format("<s>Box</s> Box Out"))
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert {each.code for each in found.issues} == {"footnote-mark", "words-struck"}


@pytest.mark.parametrize(
    ("markup", "name", "said"),
    [
        ('The Shed <span class="visually-hidden">(opens in new window)</span>', "The Shed", True),
        ('<a href="/s">The Shed<span class="x SR-only"> page</span></a>', "The Shed", True),
        ('<span class="govuk-visually-hidden">Service:</span> The Shed', "The Shed", True),
        ('<span class="sr-only">Name:</span> The Shed', "The Shed", False),
        ('<div><p class="element-invisible">Read</p><p>The Shed</p></div>', "The Shed", True),
        ('<i class="logo"></i><span class="sr-only">The Shed</span>', "The Shed", False),
        ('<svg><title>x</title></svg><b class="sr-only">The Shed</b><s></s>', "The Shed", False),
        ('<span class="not-sr-only">The</span> Shed', "The Shed", False),
    ],
)
def test_words_for_screen_readers_are_no_part_of_a_cell_that_says_more(markup, name, said):
    found = read(table(row(markup, *SHED[1:]), row(*BOX)))
    assert cells(found)[0][0] == [name] and not flags(found)
    assert [each.code for each in found.issues] == ["words-hidden"] * said


def test_headings_and_titles_for_screen_readers_are_read():
    head = "".join(f'<th><span class="sr-only">{each}</span></th>' for each in ("Name", "Service", "Ages"))
    first = table(row(*SHED[:3]), head=f"<tr>{head}</tr>")
    page = f'<table><tr><td><h4 class="sr-only">Norton</h4>{first}</td></tr></table>'
    found = read(page)
    assert cells(found) == [[[text] for text in SHED[:3]]] and found.title == "Norton"


def test_sorting_words_in_a_heading_are_no_part_of_it():
    head = (
        '<tr><th>Name <span class="sr-only">sort ascending</span><th>Service<th>Ages<th>Area<th>Contact</tr>'
    )
    assert read(table(row(*SHED), head=head)).columns[0].heading == "Name"


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        ('<img alt="jo@b.org" src="e.png">', "picture-alone"),
        ('<img alt="Envelope" src="e.png"> jo@b.org', "picture-words"),
        ('<img alt="" src="e.png">', None),
    ],
)
def test_words_for_a_picture_are_said_to_be_that(contact, code):
    found = read(table(row(*SHED[:4], contact), row(*BOX)))
    assert [each.code for each in found.issues] == [code] * bool(code)
    assert flags(found) == ({code} if code == "picture-alone" else set())


def test_picture_in_a_column_that_nobody_knows_is_no_doubt():
    head = "<tr><th>Logo<th>Name<th>Service<th>Ages</tr>"
    found = read(table(*(row('<img alt="Logo">', *each[:3]) for each in (SHED, BOX)), head=head))
    assert flags(found) == {"heading-unknown"}


@pytest.mark.parametrize(
    ("place", "markup", "value"),
    [
        (0, '<a href="https://d.org">D Club</a>', "https://d.org"),
        (
            1,
            'Judo, <a href="https://d.org/a">book</a> or <a href="mailto:d@d.org">ask</a>',
            "https://d.org/a d@d.org",
        ),
        (3, '<a href="tel:01622690000">Norton</a>', "01622690000"),
        (4, '<a href="https://d.org">Form</a>', "https://d.org"),
        (4, '<a href="mailto:d@d.org">Ask</a>', None),
        (0, '<a href="https://www.d.org/">d.org</a>', None),
        (0, '<a href="#top">D Club</a>', None),
    ],
)
def test_address_behind_words_of_another_kind_is_said(place, markup, value):
    found = read(table(row(*SHED[:place], markup, *SHED[place + 1 :]), row(*BOX)))
    said = [(each.value, each.record) for each in found.issues if each.code == "link-left-out"]
    assert said == [(value, 1)] * bool(value) and not flags(found)


MAIL = '<script>document.write("a" + "@" + "b.org")</script>'
ASKED = 'Boxing.<span hidden> They also run trips.</span> <a href="#">Read more</a>'


@pytest.mark.parametrize(
    ("contact", "is_said"),
    [
        (MAIL, True),
        (f"Jo: {MAIL}", True),
        ('<script src="mail.js"></script>', True),
        ("<script>w('x')</script><noscript>a@b.org</noscript>", True),
        ("<noscript>a@b.org</noscript>", True),
        ("a@b.org<script>track('row')</script>", False),
        ('<script type="application/ld+json">{"name": "The Shed"}</script>', False),
        ("<noscript></noscript>", False),
    ],
)
def test_cell_that_a_script_may_write_is_flagged(contact, is_said):
    found = read(table(row(*SHED[:4], contact), row(*BOX)))
    assert {each.record for each in found.issues if each.code == "words-by-script"} == (
        {1} if is_said else set()
    )
    assert not flags(found) - {"words-by-script"}


@pytest.mark.parametrize(
    ("about", "is_said"),
    [
        (ASKED, True),
        ('Boxing<span style="display:none"> and trips.</span>… <button>Show more</button>', True),
        ('Boxing.<a href="/box">Read more<span hidden> about The Shed</span></a>', False),
        ("Boxing.<span hidden>0018</span>", False),
        ('Boxing. <a href="#">Read more</a>', False),
    ],
)
def test_words_that_a_reader_must_ask_for_are_said(about, is_said):
    found = read(table(row(SHED[0], about, *SHED[2:]), row(*BOX)))
    assert ("words-folded" in flags(found)) == is_said


def test_both_rows_that_share_a_name_are_flagged():
    merged = "".join(f"<td rowspan=2>{text}</td>" for text in SHED[:4])
    found = read(table(f"{merged}<td>a@b.org</td>", "<td>c@d.org</td>", row(*BOX)))
    assert {each.record for each in found.issues if each.needs_a_person} == {1, 2}


@pytest.mark.parametrize(
    ("below", "is_said"), [("", True), ("<p>2 Paused.</p>", True), ("<p>3 Girls only.</p>", False)]
)
def test_a_raised_digit_without_a_note_may_be_part_of_the_name(below, is_said):
    found = read(table(row("Studio<sup>3</sup>", *SHED[1:]), row(*BOX)) + below)
    said = {each.record for each in found.issues if each.code == "footnote-missing"}
    assert said == ({1} if is_said else set())
