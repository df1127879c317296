"""Words above and between joined tables are in no record, and are said where they may matter to one."""

import pytest

from tests.pipeline.test_extract import BOX, SHED, cells, flags, read, row, table

ONE, TWO = table(row(*SHED)), table(row(*BOX))


def outside(page):
    found = read(page)
    assert [each[0] for each in cells(found)] == [["The Shed"], ["Box Out"]]
    assert flags(found) <= {"paragraph-outside", "service-may-have-ended"}
    return [each.value for each in found.issues if each.code == "paragraph-outside"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<h2>Ashford</h2>{}<h2>Dover</h2>{}", ["Ashford", "Dover"]),
        ("<h1>Services</h1>{}<h2>Closed services</h2>{}", ["Closed services"]),
        (
            "<h3>Ashford</h3><p>Boys.</p>{}<h3>Dover</h3><p>Girls.</p>{}",
            ["Ashford", "Boys.", "Dover", "Girls."],
        ),
        ("<h2>Services</h2><p>All are free.</p>{}<p>Only in term time.</p>{}", ["Only in term time."]),
        ("<p><b>Ashford</b></p>{}<p><b>Dover</b></p>{}", ["Ashford", "Dover"]),
        ("<button>Ashford</button><div hidden>{}</div><button>Dover</button><div>{}</div>", None),
        (
            "<details><summary>Ashford</summary>{}</details><details><summary>Dover</summary>{}</details>",
            ["Ashford", "Dover"],
        ),
        (
            '<ul><li role="tab">North<li role="tab">South</ul>' + '<div role="tabpanel">{}</div>' * 2,
            ["North", "South"],
        ),
        ("<div>{}</div><table><tr><td><h4>Dover</h4></table>{}", ["Dover"]),
        ("<table><tr><td>Menu<td>{}<h4>Dover</h4>{}</table>", ["Dover"]),
        ("<h2>Dover</h2>{}<h2>Dover</h2>{}", ["Dover"]),
    ],
)
def test_words_of_one_table_are_said_once(page, said):
    if said is None:
        found = read(page.format(ONE, TWO))
        said, values = ["Ashford", "Dover"], [e.value for e in found.issues if e.code == "paragraph-outside"]
    else:
        values = outside(page.format(ONE, TWO))
    assert values == said


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("Ashford", "Closed", ["Ashford", "Closed"]),
        ("", "Closed", ["Closed"]),
        ("Ashford", "", ["Ashford"]),
        ("Services", "Services", []),
    ],
)
def test_captions_that_tell_tables_apart_are_said(first, second, said):
    texts = (f"<caption>{each}</caption>" if each else "" for each in (first, second))
    one, two = (
        page.replace("<table>", "<table>" + text) for page, text in zip((ONE, TWO), texts, strict=True)
    )
    assert outside(one + two) == said


@pytest.mark.parametrize(
    "words",
    [
        "",
        '<p><a href="#top">Back to top</a></p>',
        "<p>↑ Top</p>",
        "<div>Showing 1 to 1 of 1 entries</div><a>Previous</a><a>1</a><a>Next</a><label>Search:</label>",
        "<hr><p>&nbsp;</p><p>***</p>",
        "<nav><a>Bins</a></nav>",
        "<div hidden>Dover</div>",
        "<table><tr><th>Day<th>Hours<tr><td>Monday<td>9-5</table>",
        "<img alt='Map'>",
    ],
)
def test_words_that_pages_have_everywhere_are_not_said(words):
    assert outside(f"<h1>Services</h1><p>Intro.</p>{ONE}{words}{TWO}<p>The end.</p>") == []


def test_one_table_with_title_caption_and_notes_says_nothing():
    page = table(row(*SHED), row(*BOX)).replace("<table>", "<table><caption>Services</caption>")
    assert outside(f"<h2>Ashford</h2><p>Girls only.</p>{page}<p>The end.</p>") == []


def test_issue_says_the_line():
    found = read(f"<h2>Ashford</h2>\n{ONE}\n<h2>Dover</h2>\n{TWO}")
    assert [each.line for each in found.issues if each.code == "paragraph-outside"] == [1, 3]


def test_long_text_between_is_said_near_the_tables_alone():
    text = "".join(f"<p>Line {n}.</p>" for n in range(40))
    said = outside(f"{ONE}<h2>Dover</h2>{text}<h3>Deal</h3>{TWO}")
    assert len(said) == 15 and said[0] == "Dover" and said[-1] == "Deal" and "Line 20." not in said
