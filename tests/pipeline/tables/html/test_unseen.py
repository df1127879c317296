"""What classes and style sheets hide or strike out is read as HTML's own attributes would have it."""

import pytest

from tests.pipeline.test_extract import BOX, HEAD, SHED, cells, flags, read, row, table

PLAIN = table(row(*SHED), row(*BOX))
OLD = row("Salus", *SHED[1:])
SHEET = "<style>@media print {.x {display: none}} /* .x */ .gone, .y.z:hover {display: none}</style>"


def with_row(markup):
    return PLAIN.replace("</table>", markup + "</table>")


def names(found):
    return [each[0][0] for each in cells(found)]


def codes(found):
    return [(each.code, each.value, each.record) for each in found.issues]


@pytest.mark.parametrize(
    "word", ["d-none", "row hidden", "is-hidden", "u-hide", "d-none d-print-block", "ng-hide"]
)
@pytest.mark.parametrize("markup", ["<tr class='{}'>{}</tr>", "<tbody class='{}'><tr>{}</tr></tbody>"])
def test_row_of_a_class_that_hides_is_flagged(word, markup):
    found = read(with_row(markup.format(word, OLD)))
    assert names(found) == ["The Shed", "Box Out", "Salus"] and flags(found) == {"row-hidden"}


@pytest.mark.parametrize(
    "word",
    [
        "d-none d-md-table-row",
        "hidden md:table-row",
        "hidden-xs",
        "visible-xs",
        "hideous",
        "overflow-hidden",
        "closed",
    ],
)
def test_row_of_a_class_that_shows_again_or_hides_nothing_is_not_flagged(word):
    assert not flags(read(with_row(f"<tr class='{word}'>{OLD}</tr>")))


@pytest.mark.parametrize(
    "sheet",
    [
        ".old{display:none}",
        "a{color:red} tr.old, b {visibility: hidden}",
        "@media screen {.q{top:0}} table tr.old > td {display:none !important}",
        "@import url(x.css); #o {display:none}",
        ".old{opacity:0}",
    ],
)
def test_row_that_a_style_sheet_hides_is_flagged(sheet):
    found = read(f"<style>{sheet}</style>" + with_row(f'<tr class="old" id="o">{OLD}</tr>'))
    assert names(found) == ["The Shed", "Box Out", "Salus"] and flags(found) == {"row-hidden"}


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print {.old{display:none}}",
        "@media (max-width: 600px) {.q{top:0} .old{display:none}}",
        ".old:empty{display:none}",
        ".old{display:none} tr.old{display:table-row}",
        "/* .old{display:none} */",
        ".js .old{display:none}",
        ".older{display:none} .ol{display:none}",
        ".old{display:none",
    ],
)
def test_row_that_a_style_sheet_does_not_hide_is_not_flagged(sheet):
    assert not flags(read(f"<style>{sheet}</style>" + with_row(f'<tr class="old">{OLD}</tr>')))


def test_style_sheet_for_print_hides_nothing():
    sheet = '<style media="print">.old{display:none}</style>'
    assert not flags(read(sheet + with_row(f'<tr class="old">{OLD}</tr>')))


def test_hidden_headings_still_head_their_columns():
    for word in ("sr-only", "d-none", "hidden"):
        head = HEAD.replace("<tr>", f'<thead class="{word}"><tr>').replace("</tr>", "</tr></thead>")
        found = read(table(row(*SHED), row(*BOX), head=head))
        assert names(found) == ["The Shed", "Box Out"] and not flags(found)


def test_row_that_is_passed_over_for_who_cannot_see_is_flagged():
    assert flags(read(with_row(f'<tr aria-hidden="true">{OLD}</tr>'))) == {"row-hidden"}


def test_row_in_a_template_is_said_and_one_that_a_script_fills_is_not():
    assert ("words-hidden", " ".join(["Salus", *SHED[1:]]), None) in codes(
        read(with_row(f"<template><tr>{OLD}</tr></template>"))
    )
    assert not codes(read(with_row("<template><tr><td>{{name}}</td></tr></template>")))


@pytest.mark.parametrize(
    "attribute",
    [
        'class="offscreen"',
        'class="sr_only"',
        'class="vh"',
        'style="position:absolute; left:-9999px"',
        'style="text-indent: -9999em"',
        'style="font-size:0"',
        'style="position:absolute;clip:rect(0,0,0,0);width:1px"',
        'class="gone"',
        'class="d-none"',
    ],
)
def test_words_out_of_sight_are_no_part_of_a_cell(attribute):
    found = read(SHEET + PLAIN.replace("The Shed", f"The Shed <span {attribute}>(external link)</span>"))
    assert names(found)[0] == "The Shed" and codes(found) == [("words-hidden", "(external link)", 1)]


@pytest.mark.parametrize(
    "attribute",
    [
        'style="margin-left:-10px"',
        'style="font-size:0.9em"',
        'style="opacity:0.5"',
        'class="x"',
        'class="y z"',
    ],
)
def test_words_in_sight_are_a_part_of_a_cell(attribute):
    found = read(SHEET + PLAIN.replace("The Shed", f"The <span {attribute}>Shed</span>"))
    assert names(found)[0] == "The Shed" and not found.issues


def test_words_with_a_size_of_their_own_are_seen():
    sized = '<div style="font-size:0"><span style="font-size:14px">The</span></div> Shed'
    assert cells(read(PLAIN.replace("The Shed", sized)))[0][0] == ["The", "Shed"]


@pytest.mark.parametrize(
    "struck",
    [
        '<span class="strikethrough">Old</span>',
        '<span class="line-through">Old</span>',
        '<span class="no">Old</span>',
        "O\u0336l\u0336d\u0336",
        "<b>O\u0335l\u0335d\u0335</b>",
    ],
)
def test_struck_words_are_left_out_and_said(struck):
    sheet = "<style>.no{text-decoration: line-through}</style>"
    found = read(sheet + PLAIN.replace("The Shed", f"{struck} The Shed"))
    assert names(found)[0] == "The Shed" and codes(found) == [("words-struck", "Old", 1)]


@pytest.mark.parametrize(
    "markup", ["<tr class='struck'>{}</tr>", "<tbody class='line-through'><tr>{}</tr></tbody>"]
)
def test_struck_row_is_no_record_and_is_said(markup):
    found = read(with_row(markup.format(OLD)))
    assert names(found) == ["The Shed", "Box Out"] and [each[0] for each in codes(found)] == ["words-struck"]


def test_one_letter_with_a_stroke_is_a_letter():
    assert names(read(PLAIN.replace("The Shed", "The Shed b\u0335")))[0] == "The Shed b\u0335"


def test_picture_without_words_is_said_where_it_stands_alone():
    page = PLAIN.replace("Norton", '<img src="/i/tick.png?x=1">', 1)
    assert ("picture-alone", "tick.png", 1) in codes(read(page))
    for beside in ('<img src="a.png">Norton', '<img src="a.png" alt="">', '<img src="a.gif" width="1">'):
        assert "picture-alone" not in flags(read(PLAIN.replace("Norton", beside, 1)))


def test_field_of_a_form_is_said():
    assert ("field-words", "5-9", 1) in codes(read(PLAIN.replace("Norton", '<input value="5-9">', 1)))
    assert not flags(read(PLAIN.replace("Norton", '<input type="checkbox" value="1">Norton', 1)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "<tr><td>The Shed",
            '<tr title="closed since March"><td>The Shed',
            ("service-may-have-ended", "closed since March", 1),
        ),
        (
            "The Shed",
            '<span title="Closed until May">The Shed</span>',
            ("service-may-have-ended", "Closed until May", 1),
        ),
        ("The Shed", '<abbr title="The Shed Hall">The Shed</abbr>', ("hover-words", "The Shed Hall", 1)),
    ],
)
def test_titles_are_said(old, new, said):
    assert said in codes(read(PLAIN.replace(old, new, 1)))


@pytest.mark.parametrize(
    "new",
    [
        '<a href="#x" title="More of it">The Shed</a>',
        '<b title="Name">The Shed</b>',
        '<b title="Shed">The Shed</b>',
    ],
)
def test_titles_that_add_nothing_are_not_said(new):
    assert not codes(read(PLAIN.replace("The Shed", new, 1)))
