"""Tables that a tool wrapped at the width of their columns: what is settled is not doubted."""

from itertools import zip_longest

import pytest

from pipeline.model import Paragraph, Role
from pipeline.tables.decode import decode
from pipeline.tables.document import read_document
from pipeline.tables.grids.grid import to_row
from pipeline.tables.text.blocks import divide
from pipeline.tables.text.cells import Room
from pipeline.tables.text.row_doubts import Slice, doubt_beside
from pipeline.tables.text.tears import find_tears
from tests.pipeline.tables.text.test_text_rows import rows

HEADINGS = ("Name", "What they do", "Age", "Area", "Telephone", "Email")
ROLES = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)
FULL = "Help for young people\nwho want to find work"  # its second line had no room on the first


def box(*rows):
    """A table as w3m draws it: each cell is its lines, level with the middle of its row."""
    table = [[cell.split("\n") for cell in row] for row in (HEADINGS, *rows)]
    widths = [max(len(line) for row in table for line in row[n]) for n in range(len(HEADINGS))]
    rule = "+" + "+".join("-" * width for width in widths) + "+"
    text = rule
    for row in table:
        height = max(map(len, row))
        padded = [["", *[""] * ((height - len(cell)) // 2 - 1), *cell] for cell in row]
        padded = [
            lines if (height - len(cell)) // 2 else cell for lines, cell in zip(padded, row, strict=True)
        ]
        for line in zip_longest(*padded, fillvalue=""):
            text += "\n|" + "|".join(piece.ljust(n) for piece, n in zip(line, widths, strict=True)) + "|"
        text += "\n" + rule
    return text + "\n"


def read(area="Norton", phone="01622 300987", email="jo@lane.org", description=FULL):
    row = ("The Shed", description, "5-8", area, phone, email)
    return rows(box(row, ("The Attic", FULL, "9-11", "Wick", "0800 123456", "al@lane.org")))[0]


@pytest.mark.parametrize(
    ("area", "read_as", "flagged"),
    [
        ("Surrey\nHeath", "Surrey Heath", False),  # no place is called Heath
        ("Wick and South\nLakeland", "Wick and South Lakeland", False),
        ("Salford\nKendal", "Salford Kendal", True),  # one line or two: nothing tells
        ("North\nKendal", "North Kendal", False),
        ("Kendal\nNorth", "Kendal North", True),
        ("North West\nSussex", "North West Sussex", True),  # both are places
    ],
)
def test_two_lines_of_an_area_are_one_where_only_so_they_are_a_place(area, read_as, flagged):
    assert (read(area)[3], read(area)[-1]) == (read_as, flagged)


def test_two_lines_are_one_telephone_number_where_neither_is_one():
    assert read(phone="01622\n300987")[4:] == ("01622 300987", "jo@lane.org", False)


def test_an_address_that_may_have_begun_on_the_line_before_is_doubted():
    found = read(email="jo.de\nsouza@lane-with-a-long-name.org")
    assert found[-1]


@pytest.mark.parametrize(
    "torn", ["Help at the local A\n&E for young people", "Help, see the hashtag of#\nus"]
)
def test_a_word_that_is_torn_at_a_sign_is_doubted(torn):
    assert read(description=torn)[-1]


def test_a_bullet_alone_on_a_line_begins_an_item():
    found = read(description="Help for young people:\n•\nextraordinarily-long-word\n• judo")
    assert found[1] == "Help for young people: / extraordinarily-long-word / judo"


def test_a_dash_alone_on_a_line_is_no_bullet():
    found = read(description="Help for all of our young people\n-\nhelp-with-an-extremely-long-word")
    assert found[1] == "Help for all of our young people - help-with-an-extremely-long-word"


def test_two_telephone_numbers_of_two_lines_each_are_two():
    assert read(phone="01622\n300987\n07700\n900123")[4] == "01622 300987 / 07700 900123"


def test_a_word_of_several_hyphens_is_whole_wherever_it_is_broken():
    assert read(description="Help for all in one-\nto-one meetings with us")[1] == (
        "Help for all in one-to-one meetings with us"
    )


def test_a_piece_with_wide_blanks_in_it_may_be_two_cells():
    head = "Name                      What they do  Area covered        Email\n"
    text = head + "The Shed  Judo            Judo          Upton               jo@lane.org\n"
    text += "The Attic                 Pottery       Wick                al@lane.org\n"
    assert [flagged for *_, flagged in rows(text)] == [True, False]


def test_a_value_that_goes_on_with_a_line_which_has_room_for_it_is_doubted():
    assert read("Upper Wharfedale and Airedale\nWharfedale\nand Airedale")[-1]


def test_a_cell_that_cannot_be_wrapped_does_not_stand_for_the_others_of_a_wide_table():
    address = "a-very-long-name-of-a-mailbox" * 5 + "@lane.org"
    assert read(email=address)[:2] == ("The Shed", FULL.replace("\n", " "))


def test_a_line_that_is_drawn_further_than_the_table_is_no_column():
    text = box(("The Shed", FULL, "5-8", "Norton", "01622 300987", "jo@lane.org"))
    assert rows(text.rstrip("\n") + "----+\n") == rows(text)


def test_no_row_begins_in_the_middle_of_an_age_or_of_a_sentence():
    lines = [
        ["The", "Judo lessons for", "Under", "Norton", "jo@lane.org"],
        ["Shed", "young people.", "9s", "", ""],
        ["Attic", "Pottery", "11-18", "Wick", "al@lane.org"],
    ]
    torn = find_tears(lines, ROLES)
    assert [torn(at, 0) for at in range(3)] == [False, True, False]
    assert [block.sure for block in divide(lines, True, torn=torn)] == [True, True]


def test_a_row_may_begin_in_lower_case_where_a_sentence_does_not_end_beside_it():
    lines = [
        ["The Shed", "Boxing", "5-8", "Norton", "jo@lane.org"],
        ["", "Club", "", "", ""],
        ["Attic", "drop-in for families", "", "", "al@lane.org"],
    ]
    torn = find_tears(lines, ROLES)
    assert not torn(2, 0)
    assert torn(2, 2)


def test_a_list_that_a_tool_sets_apart_does_not_follow_words_of_its_cell_at_once():
    lines = [
        ["Shed", "Judo", "Norton", "team@lane.org"],
        ["", "", "", "  • jo@lane.org"],
        ["Attic", "Pottery", "Wick", "  • al@lane.org"],
        ["", "", "", "  • bo@lane.org"],
        ["", "", "", ""],
    ]
    assert [(block.start, block.end, block.sure) for block in divide(lines)] == [(0, 1, True), (1, 4, True)]


def test_a_blank_line_within_a_cell_is_doubted_where_other_cells_do_without():
    """A cell that is merged with one below stands level with neither row, and a part of it with the next."""
    lines = [
        ("The Shed", "Norton", "jo@lane.org"),
        ("", "", "al@lane.org"),
        ("", "Upton", ""),
        ("The Box", "Wick", "bo@lane.org"),
        ("", "Easthaven", ""),
        ("The Attic", "Kendal", "cy@lane.org"),
        ("The Mill", "Barrow", "di@lane.org"),
    ]
    slices = [Slice(line, number) for number, line in enumerate(lines, 1)]
    groups = [slices[:3], slices[3:5], slices[5:6], slices[6:]]
    words = [to_row(tuple((Paragraph(piece, 1),) for piece in group[0].pieces)) for group in groups]
    rooms = [Room(role, None) for role in (Role.NAME, Role.AREA, Role.CONTACT)]
    assert [bool(row.doubt) for row in doubt_beside(words, groups, rooms)] == [True, True, False, False]


def test_a_first_row_that_does_not_stand_in_columns_is_no_heading():
    text = "Name          What they do   Age Area      Email\n"
    text += "The Shed      Judo           Under 9s  Up  jo@lane.org\n"
    text += "The Attic     Pottery        5-8 Wick      al@lane.org\n"
    text += "The Mill      Choir          6-9 Upton     bo@lane.org\n"
    said = read_document(decode(text.encode()), {}).issues
    assert any("The Shed" in str(each.value) for each in said)


@pytest.mark.parametrize(("heading", "label"), [("Lead", "Contact"), ("How can they be got?", "Admin hub")])
def test_a_label_under_the_headings_may_be_the_first_line_of_a_cell(heading, label):
    head = f"Name           What they do                 Ages   Area covered        {heading}\n"
    text = head + f"{'':71}{label}\n"
    text += "The Shed       Judo lessons                 4-9    Norton              jo@lane.org\n"
    text += "The Attic      Pottery                      11-18  Wick                al@lane.org\n"
    assert rows(text)[0][-1]


def test_items_of_one_list_are_not_of_two_rows():
    head = "Name           What they do                 Ages   Area covered        Email\n"
    text = head + "The Shed       Judo lessons                 4-9      • Norton          jo@lane.org\n"
    text += "The Attic      Pottery                      11-18    • Wick            al@lane.org\n"
    assert [flagged for *_, flagged in rows(text)] == [True, True]


def test_rows_beside_one_that_may_be_two_are_doubted():
    head = "Name           What they do                 Ages   Area covered        Email\n"
    text = head + "The Shed       Judo lessons                 4-9    Norton              jo@lane.org\n"
    text += "The Attic      Pottery                      11-18\n"
    text += f"{'':71}al@lane.org\n"
    text += "The Box        Choir                        5-9\n"
    assert [flagged for *_, flagged in rows(text)][1:] == [True, True]


@pytest.mark.parametrize("column", ["(01622) 300987", "https://lane.org", "lane.org/wick", "01622 300987"])
def test_a_row_with_a_value_that_begins_in_brackets_or_small_letters_is_not_torn(column):
    """In a table wrapped at its widest column, with a blank line between rows."""
    head = f"{'Name':12}{'Phone or site':18}What they do"
    one = f"{'The Attic':12}{column:18}Help for young people who\n{'':30}want to find work"
    two = f"{'The Shed':12}{column:18}Judo in the evening, at a\n{'':30}school"
    assert [flagged for *_, flagged in rows(f"{head}\n\n{one}\n\n{two}\n")] == [False, False]
    torn = f"{'The Shed':12}{'and more of it':18}Judo in the evening, at a\n{'':30}school"
    assert [flagged for *_, flagged in rows(f"{head}\n\n{one}\n\n{torn}\n")] == [True, True]


WRAPPED_HEADINGS = """
  Name of       Nature of     Age     Area                  Email
organisation     project     range  covered
             Rugby coaching
TLC          for those who   12-19  Yarm          euan.ramsden@yorkcvs.org.uk
             ask for it

St. Mary's   The scheme      9-12   Berwick       yusuf.ramsden@pulsecharity.org.uk
Crafts       brings pottery

Contact us
"""


def test_headings_wrapped_in_every_column_are_those_of_both_lines():
    found = read_document(decode(WRAPPED_HEADINGS.encode()), {})
    assert [column.heading for column in found.columns] == [
        "Name of organisation",
        "Nature of project",
        "Age range",
        "Area covered",
        "Email",
    ]
    assert [record.text(Role.AGE) for record in found.records] == ["12-19", "9-12"]
    assert [record.text(Role.CONTACT)[:4] for record in found.records] == ["euan", "yusu"]


SPLIT_NAME = """
   Name         What they do            Age      Area              Email
Deal Boxing     Boxing for juniors.     8-12     Deal        j@deal.example.org
Club            Boxing for seniors.     13-18    Deal        s@deal.example.org
The Shed        Drop-in every weekday.  10-20    Dover       shed@folk.example.org
"""
LEVEL_LINES = """
      Venue           What's on offer       Address       Opening times             Contact
Carlton Le Willows Family evening with a Wood Lane,    Thursday 4-6 (term   office@clwa.example
Academy            hot meal              Gedling       time only)

St Paul's Church,  Warm welcome, tea and Mansfield     Tues 10am to noon    Rev. Kay:
Daybrook           toast                 Road                               kay@stpauls.example.org
"""
MERGED = """
        Run by             Organisation              What they do               Telephone            Website
      Barnardo's        Samaritans       Listening, 24 hours a day.      116 123             www.sams.org
                        SHOUT            Text service for anyone.        Text SHOUT to 85258 www.shout.org
  Anytown Youth Trust   CALM             Support for men.                0800 58 58 58       www.calm.org
                                                                         5pm to midnight
NHS Anytown Partnership Mind Infoline    Information on mental problems. 0300 123 3393       www.mind.org.uk
                        Childline        For children under 19.          0800 1111           www.kids.org.uk
"""
TWO_HEADINGS = """
Organisation              Project                            More information
Ward                      Amount awarded
Acorn Allotment Society   Raised beds for wheelchair users   Abbey    £1,250
Castle PCC                Weekly lunch club for all          Priory   £3,000
"""


@pytest.mark.parametrize("text", [SPLIT_NAME, LEVEL_LINES, MERGED, TWO_HEADINGS])
def test_lines_that_may_be_of_one_row_or_of_two_are_doubted(text):
    odd = {"Club", "Deal Boxing", "Academy", "Carlton Le Willows", "Mind Infoline Childline", "Ward"}
    doubted = [each[-1] for each in rows(text) if not odd.isdisjoint(each[:2])]
    assert doubted
    assert all(doubted)
