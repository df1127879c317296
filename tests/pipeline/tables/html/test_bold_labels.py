"""Cards whose labels only their bold type tells from the words behind them."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read

LABELS = ["Support offered", "Ages", "Area", "Contact"]
THIRD = ["Salus", "", "5-16", "", "e@f.org"]


def lines(rows, tag, between):
    for name, *words in rows:
        said = between.join(f"<{tag}>{x}</{tag}> {y}" for x, y in zip(LABELS, words, strict=True))
        yield f"<h3>{name}</h3><p>{said}</p>"


@pytest.mark.parametrize("between", ["</p><p>", "<br>", "<br/> "])
@pytest.mark.parametrize("tag", ["b", "strong"])
def test_bold_words_before_others_are_labels(tag, between):
    rows = [SHED, BOX, THIRD]
    found = read("<h1>Services</h1>" + "".join(lines(rows, tag, between)))
    assert cells(found) == [[[text] if text else [] for text in row] for row in rows]
    assert not flags(found)


def test_bold_words_that_hardly_come_again_are_none():
    page = "<h1>News</h1><p><b>Ages</b> ago there was a mill.</p><p><b>Contact</b> us about it.</p>"
    names = "".join(f"<p><b>{x[0]}</b></p>" + "".join(f"<p>{y}</p>" for y in x[1:]) for x in (SHED, BOX))
    heads = "".join(f"<p><b>{x}</b></p>" for x in ["Name", *LABELS])
    found = read(page + heads + names)
    assert [record[0] for record in cells(found)] == [[SHED[0]], [BOX[0]]]


def test_words_for_screen_readers_in_a_link_are_none_of_a_card():
    hidden = '<span class="visually-hidden"> (opens in new window)</span>'
    page = "".join(
        f"<h3>{x[0]}</h3><p>Ages: {x[2]}</p><p>Contact: <a href='mailto:{x[4]}'>{x[4]}{hidden}</a></p>"
        for x in (SHED, BOX)
    )
    assert [record[-1] for record in cells(read(page))] == [[SHED[4]], [BOX[4]]]


GROUPS = [
    ("Harbour Trust", "Weekly mentoring for young people at risk.", "11-19", "Dover", "a@harbour.org"),
    ("Rise Up CIC", "Boxing and fitness sessions in term time.", "8-16", "Deal", "b@riseup.org"),
    ("The Pear Tree", "Advice on debts and housing.", "16-25", "Hythe", "c@pear.org"),
    ("Second Wind", "Cookery evenings for families.", "All ages", "Lydd", "d@wind.org"),
    ("Quay Club", "Emergency beds in winter.", "18+", "Rye", "e@quay.org"),
]


@pytest.mark.parametrize(("one", "two"), [("Overview", "Open to"), ("What is it?", "Who can come?")])
def test_bold_words_that_are_no_labels_stand_in_their_cells_as_they_are_printed(one, two):
    head = "".join(f"<p>{heading}</p>" for heading in ("Name", "What they do", *LABELS[1:]))
    told = "".join(
        f"<p>{name}</p><p><b>{one}</b> {about}</p><p><b>{two}</b> Anyone</p>"
        + "".join(f"<p>{cell}</p>" for cell in rest)
        for name, about, *rest in GROUPS
    )
    found = read(f"{head}{told}<p>Privacy</p><p>Cookies</p>")
    assert [record[1] for record in cells(found)] == [[f"{one} {x[1]}", f"{two} Anyone"] for x in GROUPS]
