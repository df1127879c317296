"""Pages in which each service has its own labels."""

# ruff: noqa: E501 - markup reads better on one line

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read

LABELS = ["Service", "Ages", "Area", "Contact"]


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
def test_words_between_a_title_and_the_first_label_are_no_name(name, tag):
    page = "".join(
        f"<{name}>{x[0]}</{name}><{tag}>{x[1]}.</{tag}><{tag}>Ages: {x[2]}</{tag}><{tag}>Contact: {x[4]}</{tag}>"
        for x in (SHED, BOX)
    )
    found = read(f"<dl>{page}</dl>")
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert {each.record for each in found.issues if each.code == "words-between-cells"} == {1, 2}


def test_title_that_is_no_heading_stands_just_above():
    page = "".join(f"<p>{x[0]}</p><p>Service: {x[1]}</p><p>Ages: {x[2]}</p>" for x in (SHED, BOX))
    found = read("<h2>Services</h2>" + page)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]] and not flags(found)
