"""Tables as more tools write them: links, markdownify, turndown, pandoc."""

import pytest

from tests.pipeline.test_extract import cells, read, refusal

SHED = (
    ("The Shed",),
    ("Judo lessons",),
    ("10-20",),
    ("Norton", "Upton"),
    ("Norton", "jo@lane.org", "Upton", "al@lane.org"),
)
ATTIC = (("Attic Club",), ("Boxing",), ("Under 18s",), ("Leeds and Hull",), ("bo@attic.org",))

LINKS = """   Clubs

+-------------------------------------------------------------+
|Name       |Service     |Age      |Area          |Email       |
|           |Provided    |group    |              |            |
|-----------+------------+---------+--------------+------------|
|           |            |         |              |Norton      |
|The Shed   |Judo lessons|10-20    |Norton        |jo@lane.org |
|           |            |         |Upton         |Upton       |
|           |            |         |              |al@lane.org |
|-----------+------------+---------+--------------+------------|
|Attic Club |Boxing      |Under 18s|Leeds and Hull|bo@attic.org|
+-------------------------------------------------------------+
"""

MARKDOWNIFY = """Clubs
=====

|  |  |  |  |  |
| --- | --- | --- | --- | --- |
| **Name** | **Service Provided** | **Age group** | **Area** | **Email** |
| The Shed | Judo lessons | 10-20 | Norton<br>Upton | Norton<br>jo@lane.org<br>Upton<br>al@lane.org |
| Attic Club | Boxing | Under 18s | Leeds and Hull | bo@attic.org |

Updated 4 May 2021
"""

TURNDOWN = """Clubs
=====

| Name | Service Provided | Age group | Area | Email |
| --- | --- | --- | --- | --- |
| The Shed | Judo lessons | 10-20 | Norton  \nUpton | Norton  \njo@lane.org  \nUpton  \nal@lane.org |
| Attic Club | Boxing | Under 18s | Leeds and Hull | bo@attic.org |

Updated 4 May 2021
"""

PANDOC = """# Clubs

  ------------ ------------------ ------------- ---------------- -------------
  **Name**     **Service**        **Ages**      **Area**         **Email**

  The Shed     Judo lessons       10-20         Norton\\          Norton\\
                                                Upton            jo@lane.org\\
                                                                 Upton\\
                                                                 al@lane.org

  Attic Club   Boxing             Under 18s     Leeds and Hull   bo@attic.org
  ------------ ------------------ ------------- ---------------- -------------

Updated 4 May 2021
"""


@pytest.mark.parametrize("text", [LINKS, MARKDOWNIFY, TURNDOWN, PANDOC])
def test_every_cell_is_read_line_by_line(text):
    found = read(text)
    cells = [tuple(cell.texts for cell in record.cells) for record in found.records]
    assert cells == [
        tuple((each,) if isinstance(each, str) else each for each in row) for row in (SHED, ATTIC)
    ]
    assert not [each for each in found.issues if each.needs_a_person and each.code != "table-truncated"]


BLANKS = MARKDOWNIFY.replace("<br>", "  ")
STARS = MARKDOWNIFY.replace("<br>", " * ")
PADDED = MARKDOWNIFY.replace("| Boxing |", "| Boxing       |").replace("<br>", "  ")
PARAGRAPHS = TURNDOWN.replace("| --- | --- | --- | --- | --- |\n", "").replace(" | ", "\n\n").replace("|", "")


@pytest.mark.parametrize("text", [BLANKS, STARS, MARKDOWNIFY.replace("<br>", "  *  "), PADDED])
def test_two_blanks_or_a_star_between_bars_end_a_line(text):
    cells = [tuple(cell.texts for cell in record.cells) for record in read(text).records]
    assert cells == [SHED, ATTIC]


def test_a_first_cell_of_several_lines_begins_a_row():
    named = TURNDOWN.replace("| Attic Club |", "| Attic Club  \n(formerly Loft) |")
    assert [record.cells[0].texts for record in read(named).records] == [
        ("The Shed",),
        ("Attic Club", "(formerly Loft)"),
    ]


def test_two_blanks_within_a_name_end_no_line():
    typed = MARKDOWNIFY.replace("Leeds and Hull", "Leeds  and Hull").replace("Judo lessons", "Judo  lessons")
    assert [record.cells[3].texts for record in read(typed).records][1] == ("Leeds and Hull",)
    assert read(typed).records[0].cells[1].texts == ("Judo lessons",)
    numbers = MARKDOWNIFY.replace("Email", "Telephone").replace(
        "bo@attic.org", "01981 741921  (01782) 801001"
    )
    assert read(numbers).records[1].cells[4].texts == ("01981 741921", "(01782) 801001")


def test_a_bullet_in_an_item_of_a_list_is_no_line_of_its_own():
    text = "Name| Service Provided| Age group| Area| Email  \n---|---|---|---|---  \n"
    text += "The Shed| Judo| 10-20| \n\n  * • Norton\n  * • Upton\n\n| jo@lane.org  \n"
    found = read(text + "Attic Club| Boxing| 5-8| Leeds| bo@attic.org  \n\nUpdated 4 May 2021\n")
    assert found.records[0].cells[3].texts == ("Norton", "Upton")


def test_links_in_markdown_whose_cells_are_paragraphs_are_their_words():
    linked = PARAGRAPHS.replace("bo@attic.org", "[bo@attic.org](mailto:bo@attic.org)")
    linked = linked.replace("Attic Club", "**Attic** Club\\!")
    found = read(linked)
    assert found.records[1].cells[4].texts == ("bo@attic.org",)
    assert found.records[1].cells[0].texts == ("Attic Club!",)


def test_a_column_without_heading_and_words_is_left_out():
    wide = MARKDOWNIFY.replace(" |\n", " |  |\n").replace("| --- |  |", "| --- | --- |")
    found = read(wide)
    assert [column.heading for column in found.columns] == [
        "Name",
        "Service Provided",
        "Age group",
        "Area",
        "Email",
    ]
    assert not any(each.code == "heading-unknown" for each in found.issues)


BROKEN = """+--------------+------------+-------+----------+---------------+
| Name         | Service    | Ages  | Area     | Email         |
+==============+============+=======+==========+===============+
| Seeds Centre | For disad  | 11-18 | Norton   | jo@lane.org   |
|              | vantaged   |       |          |               |
|              | teenagers. |       |          |               |
+--------------+------------+-------+----------+---------------+
| Attic Club   | Boxing for | 5-8   | Upton    | al@lane.org   |
|              | beginners. |       |          |               |
+--------------+------------+-------+----------+---------------+
"""


def test_a_word_that_a_tool_broke_in_two_is_doubted():
    found = read(BROKEN)
    assert [record.cells[0].text for record in found.records] == ["Seeds Centre", "Attic Club"]
    assert [each.record for each in found.issues if each.code == "row-unclear"] == [1]


def test_a_box_whose_headings_are_broken_is_not_read_line_by_line():
    torn = BROKEN.replace("| Name         |", "| N            |").replace("Service    |", "Service    |", 1)
    torn = torn.replace("+==", "| ame          | Provided   |       | covered  | Contact       |\n+==", 1)
    assert refusal(torn)


def test_signs_that_markdown_escapes_are_printed_without_the_stroke():
    found = read(PANDOC.replace("The Shed    ", '\\\\"The\\\\" Shed'.replace("\\\\", "\\")))
    assert [record.cells[0].text for record in found.records] == ['"The" Shed', "Attic Club"]


def test_a_line_below_the_last_rule_is_none_of_the_table():
    found = read(PANDOC.replace("-------------\n\nUpdated", "-------------\n  Updated"))
    assert len(found.records) == 2
    assert not [each for each in found.issues if each.needs_a_person and each.code != "table-truncated"]


def test_a_row_that_is_never_closed_takes_no_other_with_it():
    found = read(TURNDOWN.replace("al@lane.org |", "al@lane.org"))
    assert {each.record for each in found.issues if each.needs_a_person} >= {1, 2}


ACROSS = """
  ------------------------------------------------------------
  Organisation   What they do    Telephone     Website
  -------------- --------------- ------------- ---------------
  Samaritans     Listening, 24   116 123       www.sams.org
                 hours a day.

  Funded until
  March 2025.
  Call 01234
  567890 for
  help.

  Mind Infoline  Types of mental 0300 123 3393 www.mind.org.uk
                 health problem.

  Childline      For children    0800 1111     www.kids.org.uk
                 under 19.
  ------------------------------------------------------------

  Updated 4 May 2021
"""


def test_a_row_across_a_table_of_pandoc_does_not_end_it():
    found = read(ACROSS)
    names = [each.cells[0].text for each in found.records]
    assert [name for name in names if "Funded" not in name] == ["Samaritans", "Mind Infoline", "Childline"]
    across = {each.number for each in found.records if "Funded" in each.cells[0].text}
    assert across <= {each.record for each in found.issues if each.needs_a_person}


NUMBERED = """
   [1]Skip to main content

   Name             What they do          Ages      Area        Email
   [2]The Shed      Judo lessons          4-9       Norton      jo@lane.org
   [3]Attic Club    Pottery and clay      11-18     Upton       al@lane.org
   [4]Box Out       Boxing twice a week   12-18     Marsh       bo@lane.org
"""


def test_numbers_before_links_are_no_part_of_a_name_where_their_list_is_missing():
    found = read(NUMBERED)
    assert [each.cells[0].text for each in found.records] == ["The Shed", "Attic Club", "Box Out"]


def test_numbers_that_do_not_count_on_are_part_of_the_words():
    found = read(NUMBERED.replace("[3]", "[7]"))
    assert found.records[0].cells[0].text == "[2]The Shed"


def test_a_table_of_pandoc_with_a_row_across_behind_each_is_read_and_flagged():
    across = "\n".join(f"  {words}" for words in ("Funded until", "March 2025.", "Call 01234", "567890.", ""))
    head, *rows = ACROSS.split("\n\n")
    found = read("\n\n".join([head, across, rows[1], across, rows[2], across, *rows[2:]]))
    flagged = {each.record for each in found.issues if each.needs_a_person}
    assert {"Samaritans", "Mind Infoline"} <= {each.cells[0].text for each in found.records}
    assert {each.number for each in found.records} <= flagged


MARKDOWN_IN_BOXES = {
    "tags": ('<div class="row">', "{}", "</div>"),
    "fences": ("::: {.row}", "{}", ":::"),
    "definitions": ("", ":   {}", ""),
}


@pytest.mark.parametrize("boxed", MARKDOWN_IN_BOXES)
def test_boxes_that_markdown_leaves_are_in_no_cell_and_an_address_in_brackets_is_no_tag(boxed):
    opened, words, closed = MARKDOWN_IN_BOXES[boxed]
    lines = ["# Services", ""]
    for name, ages, box in (("The Shed", "5-11", "jo@shed.org"), ("Box Out", "16+", "al@box.org")):
        lines += [f"### {name}", ""]
        for label, value in (("Ages", ages), ("Area", "Norwich"), ("Email", f"<{box}>")):
            lines += [opened, "", label, "", words.format(value), "", closed, ""]
    found = read("\n".join(lines))
    assert cells(found) == [
        [["The Shed"], ["5-11"], ["Norwich"], ["jo@shed.org"]],
        [["Box Out"], ["16+"], ["Norwich"], ["al@box.org"]],
    ]


def test_an_address_in_brackets_is_kept_in_markup():
    rows = "".join(
        f"<tr><td>{x}<td>5-11<td>Norwich<td><{y}@shed.org></tr>"
        for x, y in (("The Shed", "jo"), ("Box", "al"))
    )
    found = read(f"<table><tr><th>Name<th>Ages<th>Area<th>Email</tr>{rows}</table>")
    assert [record[-1] for record in cells(found)] == [["jo@shed.org"], ["al@shed.org"]]


def test_the_sign_of_a_control_is_no_part_of_a_name():
    cards = "".join(
        f"(BUTTON) {name}\n\n   Ages: 5-11\n\n   Area: Wick\n\n" for name in ("The Shed", "Box Out")
    )
    assert [record[0] for record in cells(read(f"   Services\n\n{cards}"))] == [["The Shed"], ["Box Out"]]
