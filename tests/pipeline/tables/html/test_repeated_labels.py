"""Tables in which every cell says its heading again, for screens on which the row of headings is not seen."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, row, table

HEADINGS = ["Name", "Service", "Ages", "Area", "Contact"]
LABELS = [
    "<b>{}</b><span>{}</span>",
    "<b>{}:</b> {}",
    '<span class="sr-only">{}</span> {}',
    "<b>{}</b>: {}",
    "<div>{}</div><div>{}</div>",
    "<div><div><strong>{}: </strong></div>{}</div>",
    "<p><strong>{}</strong></p><p>{}</p>",
]


def labelled(label, *texts, headings=HEADINGS):
    return row(*(label.format(*pair) for pair in zip(headings, texts, strict=True)))


@pytest.mark.parametrize("label", LABELS)
def test_heading_in_each_cell_is_no_part_of_it(label):
    found = read(table(labelled(label, *SHED), labelled(label, *BOX)))
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]]
    assert not flags(found)


def test_cell_with_the_heading_alone_is_blank():
    found = read(table(labelled(LABELS[0], *SHED), labelled(LABELS[0], *BOX[:4], "")))
    assert cells(found)[1] == [*([text] for text in BOX[:4]), []]


def test_cells_that_reach_into_the_next_row_move_no_label():
    name = '<td rowspan="2"><b>Name</b> The Shed</td>'
    rest = [labelled(LABELS[1], *each[1:], headings=HEADINGS[1:]) for each in (SHED, BOX)]
    found = read(table(name + rest[0], rest[1]))
    assert cells(found) == [[["The Shed"], *([text] for text in each[1:])] for each in (SHED, BOX)]


@pytest.mark.parametrize(
    "contact", ["Contact a@b.org", "<b>Email</b> a@b.org", "a@b.org <b>Contact</b>", "Ask a <b>Contact</b>"]
)
def test_words_that_do_not_repeat_the_heading_in_an_element_stay(contact):
    found = read(table(row(*SHED[:4], contact), row(*BOX)))
    assert cells(found)[0][4] == [contact.replace("<b>", "").replace("</b>", "")]


def test_other_words_for_the_headings_are_labels_too_where_most_cells_have_one():
    others = ["Organisation", "What they do", "Age group", "Location", "Email"]
    rows = [labelled(LABELS[0], *each, headings=others) for each in (SHED, BOX)]
    assert cells(read(table(*rows))) == [[[text] for text in SHED], [[text] for text in BOX]]


def test_label_is_one_though_a_few_cells_of_its_column_have_none():
    rows = [labelled(LABELS[0], *each) for each in (SHED, BOX)]
    plainly = labelled(LABELS[0], *BOX[:4], headings=HEADINGS[:4]) + row(BOX[4])
    assert cells(read(table(*rows, plainly)))[2] == [[text] for text in BOX]


@pytest.mark.parametrize("words", ['<a href="https://a.org">Website</a>', "<b>Website</b>"])
def test_cells_that_say_no_more_than_the_heading_keep_it(words):
    head = "<tr><th>Name<th>Service<th>Ages<th>Website</tr>"
    found = read(table(*(row(*each[:3], words) for each in (SHED, BOX)), head=head))
    assert [each[3][0] for each in cells(found)] == ["Website", "Website"]


def test_heading_in_few_cells_is_a_part_of_them():
    found = read(table(row("<b>Name</b> of the Rose", *SHED[1:]), row(*BOX), row(*SHED)))
    assert cells(found)[0][0] == ["Name of the Rose"]
