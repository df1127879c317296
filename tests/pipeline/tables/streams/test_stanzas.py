"""A line of headings with bars between them, and under it a paragraph of lines for each service."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, refusal

HEADINGS = "Name | Service | Ages | Area | Contact"
RECORDS = [[[text] for text in SHED], [[text] for text in BOX]]


def page(*services, tag="p", head=HEADINGS, after="<p>Updated 4 May 2021</p>"):
    blocks = "".join(f"<{tag}>{'<br>'.join(each)}</{tag}>" for each in services)
    return f"<h1>Services</h1><p>Whom we fund.</p><p>{head}</p>{blocks}{after}"


def text(*services):
    return "\n\n".join(
        ["Our services", HEADINGS, *("\n".join(each) for each in services), "Updated 4 May 2021"]
    )


@pytest.mark.parametrize(
    "content",
    [
        page(SHED, BOX),
        page(SHED, BOX, tag="div"),
        page(SHED, BOX, tag="li", after=""),
        page(SHED, BOX, head=f"<strong>{HEADINGS}</strong>"),
        page(SHED, [*BOX[:4], '<a href="mailto:c@d.org">c@d.org</a>']),
        text(SHED, BOX),
    ],
)
def test_blocks_with_a_line_a_heading_are_services(content):
    found = read(content)
    assert cells(found) == RECORDS and not flags(found)


@pytest.mark.parametrize(
    "services",
    [
        [SHED],
        [SHED, BOX[:4], BOX],
        [SHED, BOX, BOX[:4]],
        [SHED, [*BOX, "and more"]],
        [["Welcome"], SHED, BOX],
    ],
)
def test_blocks_with_other_numbers_of_lines_are_refused(services):
    assert refusal(page(*services)) == {"no-table"}


def test_words_among_the_blocks_that_are_in_none_of_them_are_not_lost():
    content = (
        page(SHED, BOX)
        .replace("<p>Box", "<div>North district<p>Box")
        .replace("<p>Updated", "</div><p>Updated")
    )
    assert refusal(content) == {"no-table"}


def test_words_out_of_place_are_flagged():
    moved = [BOX[0], BOX[1], BOX[3], BOX[2], BOX[4]]
    assert {each.record for each in read(page(SHED, moved)).issues if each.needs_a_person} == {2}
