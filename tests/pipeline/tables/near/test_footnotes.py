"""The words of footnotes are said at the records whose cells bear their marks."""

import pytest

from tests.pipeline.test_extract import BOX, HEAD, SHED, cells, read, row, table


def said(page):
    found = read(page)
    assert [each[1] for each in cells(found)] == [["Open access"], ["Boxing"]]
    return [(each.record, each.field, each.value) for each in found.issues if each.code == "footnote"]


def marked(*texts):
    return table(row(*texts), row(*BOX))


RAISED = marked("The Shed<sup>1</sup>", SHED[1], "10-20<sup>2</sup>", *SHED[3:])
STAR = marked(*SHED[:3], "Norton*", SHED[4])
BOTH = [(1, "name", "Paused."), (1, "age", "Up to 25.")]


@pytest.mark.parametrize(
    "notes",
    [
        "<p>1 Paused. 2 Up to 25.</p>",
        "<p>1 Paused.</p><p>2 Up to 25.</p>",
        "<p><sup>1</sup> Paused.<br><sup>2</sup>Up to 25.</p>",
        "<p>[1] Paused.</p><p>(2) Up to 25.</p>",
        "<p>¹ Paused. ² Up to 25.</p>",
        "<h4>Notes</h4><ol><li>Paused.</li><li>Up to 25.</li></ol>",
        "<div><p>Some words.</p><p>1. Paused.</p><p>2. Up to 25.</p></div>",
        "1 Paused.<br>2 Up to 25.",
        "<sup>1</sup> Paused.<br><sup>2</sup> Up to 25.",
    ],
)
@pytest.mark.parametrize("around", ["{}{}", '<div class="scroll">{}</div>{}'])
def test_note_below_the_table_is_said_at_its_record(notes, around):
    assert said(around.format(RAISED, notes)) == BOTH


def test_mark_and_note_in_signs():
    found = said(f"{STAR}<p>* North only. ** Not in May.</p>")
    assert found == [(1, "area", "North only."), (None, None, "Not in May.")]
    two = marked("The Shed†", SHED[1], SHED[2], "Norton**", SHED[4])
    notes = "<p>* Free.</p><p>** Not in May.</p><p>† Girls.</p>"
    assert said(two + notes) == [(1, "name", "Girls."), (1, "area", "Not in May."), (None, None, "Free.")]


@pytest.mark.parametrize(
    "foot", ["<tfoot><tr><td colspan=5>* North only</tfoot>", "<tr><td colspan=5>* North only"]
)
def test_note_in_the_table(foot):
    page = STAR.replace("</table>", foot + "</table>")
    assert said(page) == [(1, "area", "North only")]
    assert {"table-note", "section-row"} & {each.code for each in read(page).issues if each.needs_a_person}


def test_mark_in_a_heading_is_said_of_the_document():
    for heading in ("Ages*", "Ages <sup>*</sup>"):
        page = table(row(*SHED), row(*BOX), head=HEAD.replace("Ages", heading))
        assert said(f"{page}<p>* On 1 September.</p>") == [(None, None, "On 1 September.")]


def test_note_that_no_mark_leads_to_is_said_of_the_document():
    assert said(f"{marked(*SHED)}<p>* Only in term time.</p>") == [(None, None, "Only in term time.")]


@pytest.mark.parametrize(
    "below",
    [
        "",
        "<p>1 High Street, Norton</p>",
        "<p>* indicates a required field</p>",
        "<p>Updated 4 May 2021. * </p>",
        "<h2>News</h2><p>* Win a prize</p>",
        "<p>One.</p><p>Two.</p><p>* A list</p><p>* of things</p>",
    ],
)
def test_words_below_that_are_no_notes(below):
    assert said(marked(*SHED) + below) == []


@pytest.mark.parametrize(
    "below", ["<p>1st of May. 20 clubs.</p>", "<h2>News</h2><p>1 Prize</p>", "<p>3 Clubs</p>"]
)
def test_mark_without_its_note_is_a_notice_and_in_a_name_a_doubt(below):
    found = read(RAISED + below)
    assert [each.code for each in found.issues] == ["footnote-mark"] * 2 + ["footnote-missing"]
    assert {each.field for each in found.issues if each.needs_a_person} == {"name"}
