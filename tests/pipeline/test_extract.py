"""Extraction: the table of services is found and read whole, or the document is refused with a reason."""

import contextlib
import hashlib
import json
import random
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.issues import DocumentRefused
from pipeline.model import Snapshot
from pipeline.source import GENERAL, read_source
from tests.gold import EXPECTED, PAGE
from tests.growth import grows_linearly
from tests.html_pages import make_truth, render


def read(content, source=GENERAL, media_type=None):
    content = content.encode() if isinstance(content, str) else content
    sha256 = hashlib.sha256(content).hexdigest()
    return extract(Snapshot("test", "test", content, sha256, media_type=media_type), source)


def refusal(content, source=GENERAL):
    with pytest.raises(DocumentRefused) as caught:
        read(content, source)
    assert all(each.severity == "error" for each in caught.value.issues)
    return {each.code for each in caught.value.issues}


def answer(content):
    """The records, one cell a column and counted in order; none where the refusal says why."""
    try:
        found = read(content)
    except DocumentRefused as refused:
        assert refused.issues and all(each.severity == "error" for each in refused.issues)
        return ()
    assert found.records and all(len(each.cells) == len(found.columns) for each in found.records)
    assert [each.number for each in found.records] == list(range(1, len(found.records) + 1))
    assert all(tuple(cell.column for cell in each.cells) == found.columns for each in found.records)
    return found.records


def test_real_page_is_read_as_expected():
    found = read(PAGE.read_bytes(), read_source("kent-vru"))
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert [{cell.role: list(cell.texts) for cell in each.cells} for each in found.records] == [
        each["cells"] for each in expected["records"]
    ]
    assert [each.lines[0] for each in found.records] == [each["line"] for each in expected["records"]]
    assert found.page_date.isoformat() == expected["page_date"]
    assert found.title == "VRU funded services and contact information"


def cells(found):
    return [[list(cell.texts) for cell in each.cells] for each in found.records]


def flags(found):
    return {each.code for each in found.issues if each.needs_a_person}


HEAD = "<tr><th>Name</th><th>Service</th><th>Ages</th><th>Area</th><th>Contact</th></tr>"


def table(*rows, head=HEAD):
    return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def row(*texts):
    return "".join(f"<td>{text}</td>" for text in texts)


SHED = ["The Shed", "Open access", "10-20", "Norton", "a@b.org"]
BOX = ["Box Out", "Boxing", "4-18", "Upton", "c@d.org"]


@pytest.mark.parametrize("start", range(0, 400, 40))
def test_generated_tables_are_read_exactly_and_without_a_flag(start):
    for seed in range(start, start + 40):
        rng = random.Random(seed)
        truth = make_truth(rng)
        page = render(truth, rng)
        found = read(page)
        assert cells(found) == truth.records, seed
        assert [column.heading for column in found.columns] == truth.headings
        assert not any(each.record for each in found.issues if each.needs_a_person), seed
        assert flags(found) == ({"paragraph-outside"} if "services go on here" in page else set()), seed
        assert found.page_date.isoformat() == "2021-05-04"
        assert found.title == "Funded services"


def test_lines_are_those_of_the_markup():
    found = read("<html>\n" + table(row(*SHED), "\n" + row("Box", "B<p>c</p>\n<p>d</p>", "4", "E", "f@g.h")))
    assert [each.lines for each in found.records] == [(2, 2), (3, 4)]


@pytest.mark.parametrize(
    ("rows", "expected", "codes"),
    [
        ([row(*SHED), row(*BOX[:4])], [SHED, [*BOX[:4], ""]], {"row-short"}),
        ([row(*SHED, "Extra"), row(*BOX)], [SHED, BOX], {"row-long"}),
        ([row(*SHED, ""), row(*BOX)], [SHED, BOX], set()),
        ([row(*SHED), "<td colspan=5>North</td>", row(*BOX)], [SHED, BOX], {"section-row"}),
        ([row(*SHED), HEAD[4:-5], row(*BOX)], [SHED, BOX], set()),
        (
            [row(*SHED), "<td>Box Out<td>Boxing<td colspan=2>All, anywhere<td>c@d.org"],
            [SHED, ["Box Out", "Boxing", "All, anywhere", "", "c@d.org"]],
            {"cell-spans-columns"},
        ),
        ([row(*SHED), row("Box Out", "4-18", "Upton", "c@d.org", "")], None, {"cell-out-of-place"}),
        ([row(*SHED), row("", "", "", "Upton", "c@d.org")], None, {"name-blank"}),
        ([row(*SHED), row("Box Out", "", "", "", "")], None, {"record-bare"}),
        ([row(*SHED), row("Caf\ufffd", *BOX[1:])], None, {"letters-damaged", "letters-lost"}),
        ([row(*SHED) + "stray words", row(*BOX)], [SHED, BOX], {"words-between-cells"}),
        (["<td>The Shed<td><div>Open access<td>10-20<td>Norton<td>a@b.org", row(*BOX)], [SHED, BOX], set()),
        ([row(*SHED).replace("<td>", "<td colspan='99999999999999999999'>", 1)], None, {"row-long"}),
    ],
)
def test_rows_that_do_not_fit_are_flagged_and_nothing_moves_in_silence(rows, expected, codes):
    found = read(table(*rows))
    if expected:
        assert [[" ".join(cell) for cell in each] for each in cells(found)] == expected
    assert flags(found) == codes or (expected is None and codes <= flags(found))


def test_headings_that_change_places_within_the_table_are_not_ignored():
    other = "<th>Contact</th><th>Area</th><th>Ages</th><th>Service</th><th>Name</th>"
    found = read(table(row(*SHED), other, row(*BOX[::-1])))
    flagged = {each.record for each in found.issues if each.needs_a_person}
    assert {None, 2} <= flagged and 1 not in flagged
    found = read(table(row(*SHED), row("Provider", "Purpose", "Amount", "District", "Email"), row(*BOX)))
    assert {None, 2} <= {each.record for each in found.issues if each.needs_a_person}


def test_columns_nobody_knows_join_only_under_the_same_heading():
    head = "<tr><th>Name<th>Service<th>Ages<th>{}</tr>"
    found = read(
        table(row(*SHED[:3], "x"), head=head.format("Colour"))
        + table(row(*BOX[:3], "y"), head=head.format("Shoe size"))
    )
    assert cells(found) == [[["The Shed"], ["Open access"], ["10-20"], ["x"]]]
    assert "table-left-out" in flags(found)


def test_column_without_heading_and_words_is_none():
    head = "<tr><th>Name<th><th>Service<th>Ages</tr>"
    found = read(table(row("The Shed", "", "Open access", "10-20"), row("Box", "", "Boxing", "4"), head=head))
    assert [each.heading for each in found.columns] == ["Name", "Service", "Ages"] and not flags(found)
    found = read(table(row("The Shed", "stray", "Open access", "10-20"), head=head))
    assert [each.role for each in found.columns] == ["name", "text", "description", "age"] and flags(found)


def test_column_without_heading_stands_beside_one_that_nobody_knows():
    head = "<tr><th>Name<th>Service<th>Area<th>Dates<th></tr>"
    found = read(table(row("The Shed", "Boxing", "Norton", "4 May", "View details"), head=head))
    assert cells(found) == [[["The Shed"], ["Boxing"], ["Norton"], ["4 May"], ["View details"]]]
    assert [each.value for each in found.issues if each.code == "heading-unknown"] == ["Dates", ""]


def test_menu_with_words_like_headings_does_not_stand_before_the_table():
    menu = "<table><tr><td>Groups</td><td>About</td><td>Contact</td><td>Location</td></tr></table>"
    found = read(menu + table(row("The Shed", "Open access"), head="<tr><th>Name<th>Service</tr>"))
    assert cells(found) == [[["The Shed"], ["Open access"]]]


def test_second_heading_row_divides_a_wide_heading():
    head = (
        "<tr><th rowspan=2>Name<th rowspan=2>Service<th rowspan=2>Ages<th rowspan=2>Area"
        "<th colspan=2>Contact</tr>"
        "<tr><th>Name<th>Email</tr>"
    )
    found = read(table(row(*SHED[:4], "Jo", "a@b.org"), head=head))
    assert [(each.role, each.heading) for each in found.columns][4:] == [
        ("contact", "Contact Name"),
        ("contact", "Contact Email"),
    ]
    assert cells(found)[0][4:] == [["Jo"], ["a@b.org"]]


@pytest.mark.parametrize("under", [["Day", "Price band"], ["Area", "Price band"]])
def test_heading_over_others_adds_no_second_description(under):
    head = (
        "<tr><th rowspan=2>Name<th rowspan=2>Activities<th rowspan=2>Ages<th colspan=2>Details</tr>"
        f"<tr><th>{under[0]}<th>{under[1]}</tr>"
    )
    found = read(table(row("The Shed", "Boxing", "4-18", "Norton", "B"), head=head))
    assert [each.heading for each in found.columns][-1] == "Price band"
    assert [each.role for each in found.columns].count("description") == 1
    assert cells(found) == [[["The Shed"], ["Boxing"], ["4-18"], ["Norton"], ["B"]]]


def test_wide_heading_without_divisions_holds_both_cells():
    head = "<tr><th>Name<th>Service<th>Ages<th>Area<th colspan=2>Contact</tr>"
    found = read(table(row(*SHED[:4], "Jo", "a@b.org"), head=head))
    assert cells(found)[0][4] == ["Jo", "a@b.org"]
    assert not flags(found)


def test_same_headings_join_and_a_twin_for_small_screens_does_not():
    joined = read(table(row(*SHED)) + "<p>more</p>" + table(row(*BOX)))
    assert cells(joined) == [[[text] for text in SHED], [[text] for text in BOX]]
    twin = read(table(row(*SHED)) + "<div class=mobile>" + table(row(*SHED)) + "</div>")
    assert len(twin.records) == 1 and "table-repeated" in {each.code for each in twin.issues}
    hidden = read(table(row(*SHED)) + '<div style="display: none">' + table(row(*BOX)) + "</div>")
    assert cells(hidden) == cells(joined) and flags(hidden) == {"row-hidden"}


def test_table_goes_on_without_its_headings():
    found = read(table(row(*SHED)) + "<p>Page 2</p>" + table(row(*BOX), head=""))
    assert len(found.records) == 2


def test_columns_of_a_joined_table_come_in_the_order_of_the_first():
    head = "<tr><th>Contact</th><th>Area</th><th>Ages</th><th>Service</th><th>Name</th></tr>"
    found = read(table(row(*SHED)) + table(row(*BOX[::-1]), head=head))
    assert cells(found)[1] == [[text] for text in BOX]


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ('<a href="mailto:Jo%40b.org?subject=x">Email</a>', ["Email", "Jo@b.org"]),
        ('<a href="mailto:jo@b.org">JO@B.ORG</a>', ["JO@B.ORG"]),
        (
            '<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="543931142c7a3b2633">'
            "[email&#160;protected]</a>",
            ["me@x.org"],
        ),
        ('jo@b.org<span style="display:none">spam@b.org</span>', ["jo@b.org"]),
        ("jo@b.org<script>x</script><!-- old@b.org -->", ["jo@b.org"]),
        ("Jo<br>jo@b.org<table><tr><td>Sam<td>sam@b.org</table>", ["Jo", "jo@b.org", "Sam", "sam@b.org"]),
        ("jo&#8203;@b.o&shy;rg\u00a0", ["jo@b.org"]),
    ],
)
def test_contact_cell_says_its_address(contact, expected):
    found = read(table(row(*SHED[:4], contact), row(*BOX)))
    assert cells(found)[0][4] == expected
    assert not flags(found)


def test_link_that_differs_from_its_words_is_flagged():
    found = read(table(row(*SHED[:4], '<a href="mailto:old@b.org">new@b.org</a>'), row(*BOX)))
    assert cells(found)[0][4] == ["new@b.org"] and flags(found) == {"link-differs"}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "windows-1252", "nonsense"])
def test_letters_survive_whatever_the_encoding_and_its_declaration(codec, declared):
    meta = f'<meta charset="{declared}">' if declared else ""
    page = meta + table(row("Café – “Roots”", "Under 18’s £5", "Under 18’s", "St Mary’s", "a@b.org"))
    for media_type in (None, f"text/html; charset={declared}"):
        found = read(page.encode(codec), media_type=media_type)
        assert cells(found)[0][:3] == [["Café – “Roots”"], ["Under 18’s £5"], ["Under 18’s"]]


def test_mixed_encodings_are_read_and_said():
    page = table(row("Café One", *SHED[1:]), row("X’s", *BOX[1:])).encode().replace("’".encode(), b"\x92")
    found = read(page)
    assert cells(found)[0][0] == ["Café One"] and cells(found)[1][0] == ["X’s"]
    assert "encoding-mixed" in flags(found)


@pytest.mark.parametrize(
    "deep",
    ["<div>" * 100_000, "<i></i>" * 1_000_000, "<b>" * 5_000, "x" * 5_000_000],
    ids=["deep", "many", "unclosed", "noise"],
)
def test_table_is_found_behind_markup_that_no_page_has(deep):
    found = read(deep + table(row(*SHED), row(*BOX)))
    assert cells(found) == [[[text] for text in SHED], [[text] for text in BOX]]


def test_a_table_within_thousands_of_others_is_refused():
    with pytest.raises(DocumentRefused, match="makes no sense"):
        read("<table><tr><td>" * 3_000 + table(row(*SHED), row(*BOX)))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    answer(content)


PARTS = [
    *"<>&|\t\n ,:",
    "<table>",
    "<tr>",
    "<td>",
    "<th rowspan=3>",
    "<td colspan=2>",
    "</table>",
    "Name",
    "Age",
]
PARTS += [
    "Service",
    "Contact",
    "a@b.org",
    "<p>",
    "<br>",
    "\u00a0",
    "<dl><dt>",
    "<dd>",
    "11-18",
    "---|",
    "  ",
    "│",
]


def test_cells_of_joined_tables_stand_in_the_columns_of_the_best():
    """The second says `Age` where the first says `Ages`."""
    text = (
        f"<table>{HEAD}{row(*SHED)}</table>\nName\tService\tAge\n---|\nBox\tBoxing\t8-12\nJudo\tJudo\t9-11\n"
    )
    assert len(answer(text.encode())) == 3


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.sampled_from([*PARTS, HEAD, "Name\tService\tAge\n", "Name | Service | Age\n"]), max_size=60)
)
@example([HEAD, "Name", "</table>", "Name\tService\tAge\n"])
def test_no_markup_breaks_the_reader_and_no_word_is_invented(parts):
    document = "".join(parts)
    shown = f"{document} {re.sub('<[^<>]*>', '', document)}"  # a tag may part no words
    for record in answer(document):
        for text in (text for cell in record.cells for text in cell.texts):
            assert all(word in shown for word in re.findall(r"\w+", text)), text


def test_what_those_parts_make_is_read_at_times():
    assert answer(table(row("Service", "11-18"), row("Age", "a@b.org"), head="<tr><th>Name<th>Contact"))


@pytest.mark.parametrize(
    "noise",
    [
        lambda size: "+----+-----+----+\n" * size,
        lambda size: "Name | Service | Ages\n" + "\n" * 10 * size + "a|b|c",
        lambda size: (
            "<table><tr><th>Name<th>Service" + "<tr>" + "<td rowspan=60000>a" * 200 + "<tr><td>b" * size
        ),
        lambda size: table(row(*SHED)) * (size // 10),
        lambda size: "word " * 40 * size,
        lambda size: "Name\tService\tAges\n" * size,
        lambda size: "".join(
            f"The club meets in the hall behind the church, room {n}.\n" for n in range(size)
        ),
        lambda size: "\t" * 4 * size + "Name",
        lambda size: "Name\n" + " " * 4 * size + "Name",
        lambda size: f"<style>{'@a' * 8 * size}</style>" + table(row(*SHED)),
        lambda size: f"<style>{'/*' * 8 * size}</style>" + table(row(*SHED)),
        lambda size: table(row(*SHED)).replace("<td>", f'<td style="{"text-decoration:" * 2 * size}">', 1),
        lambda size: f"<p>{'<b>Ages</b> 5<br><b>Area</b> Wick<br>' * size}</p>",
        lambda size: "".join(
            f"<p>Club {n}</p><p>Boxing.</p><p>Ages: 5</p><p>Read more</p>" for n in range(size)
        ),
        lambda size: "# Clubs\n" + "<div>\n::: row\n:   5-8\n" * size,
        lambda size: f"<p>{'<a@b.org>' * 2 * size}</p>",
    ],
    ids=[
        *("rules", "blank lines", "spans", "twins", "one line", "headings"),
        *("one paragraph", "tabs", "spaces", "conditions", "comments", "styles"),
        *("bold labels", "cards", "boxes", "addresses"),
    ],
)
def test_time_grows_no_faster_than_the_document(noise):
    def try_to_read(size):
        with contextlib.suppress(DocumentRefused):
            read(noise(size))

    assert grows_linearly(try_to_read, 1_250)


def test_document_larger_than_its_source_allows_is_refused_at_once():
    assert refusal("lorem ipsum 12-14 a@b.org\n" * 2_000_000) == {"document-too-large"}


def test_a_heading_behind_a_broken_run_is_no_column_without_cells():
    page = "<div>Contact<div>Age group<dl><dt>Name:<p><br><p>a@b.org<h3>Service Provided"
    found = read(page)
    assert {len(record.cells) for record in found.records} == {len(found.columns)}
