"""Text whose cells stand in columns or in a drawn box: rows are divided as tools set them, or doubted."""

import pytest

from pipeline.model import Role
from pipeline.tables.text.columns import read_columns
from tests.growth import grows_linearly
from tests.pipeline.tables.text.test_text_rows import rows

HEAD = "Name           What they do                 Ages   Area covered        Email\n"
SHED = "The Shed       Judo lessons                 4-9    Norton              jo@lane.org\n"
ATTIC = "The Attic      Pottery                      11-18  Lower Easthaven     al@lane.org\n"


def flags(text):
    return [flagged for *_, flagged in rows(text)]


def test_single_lines_are_rows_and_none_is_doubted():
    assert rows(HEAD + SHED + ATTIC) == [
        ("The Shed", "Judo lessons", "4-9", "Norton", "jo@lane.org", False),
        ("The Attic", "Pottery", "11-18", "Lower Easthaven", "al@lane.org", False),
    ]


def test_two_headings_that_one_blank_parts_are_two():
    text = (HEAD + SHED + ATTIC).replace("Ages   Area", "Age range Area").replace("4-9 ", "4-9    ", 1)
    text = text.replace("11-18 ", "11-18    ", 1)
    assert rows(text)[0] == ("The Shed", "Judo lessons", "4-9", "Norton", "jo@lane.org", False)


def test_a_question_is_one_heading_though_its_words_are_two():
    text = HEAD.replace("Ages ", "What age?  ") + SHED.replace("4-9  ", "Ages 4-9   ")
    text += ATTIC.replace("11-18", "Ages 11-18 ")
    assert [row[2] for row in rows(text)] == ["Ages 4-9", "Ages 11-18"]


def test_a_heading_of_two_known_words_is_one_where_the_words_below_run_over_its_blank():
    cells = [
        ("Project name", "What they do", "Ages", "Contact"),
        ("Carers' coffee morning", "A chat and a cake", "18+", "carers@lane.org"),
        ("Parent carers together", "Advice on short breaks", "25+", "parents@lane.org"),
        ("Young adult carers group", "Trips and training", "16-25", "young@lane.org"),
    ]
    text = "".join("{:<26}{:<24}{:<7}{}\n".format(*row) for row in cells).replace(
        "Project name", "Support group"
    )
    read = read_columns(text, {"support group": Role.NAME, "support": Role.DESCRIPTION, "group": Role.NAME})
    assert read is not None and len(read[0].rows) == len(cells)


def test_three_headings_that_one_blank_parts_are_three():
    cells = [
        ("Name", "What they do", "Age group", "Area covered", "Email"),
        ("The Shed", "Judo lessons on Fridays", "Under 26", "Norton", "jo@lane.org"),
        ("The Attic", "Pottery", "10 to 17", "Lower Upton", "al@lane.org"),
    ]
    text = "".join("{:<12}{:<26}{:<9} {:<12} {}\n".format(*row) for row in cells)
    assert rows(text) == [(*row, False) for row in cells[1:]]


def test_a_cell_of_three_lines_is_level_with_the_middle_of_its_row():
    above = f"{'':51}Upton\n"
    below = f"{'':51}Wick\n"
    found = rows(HEAD + above + SHED + below + ATTIC)
    assert found[0] == (
        "The Shed",
        "Judo lessons",
        "4-9",
        "Upton / Norton / Wick",
        "jo@lane.org",
        False,
    )
    assert not found[1][-1]


def test_a_name_of_two_lines_may_be_two_names():
    more = "Box            \n"
    assert flags(HEAD + SHED + more + ATTIC) == [True, False]


def test_a_row_without_a_name_is_not_given_in_silence_to_the_one_above():
    nameless = f"{'':15}Choir                        5-8    Wick                b@lane.org\n"
    assert flags(HEAD + SHED + nameless + ATTIC)[0]


def test_the_table_goes_on_behind_a_line_that_is_no_row():
    text = HEAD + SHED + "\nServices that are open to schools only\n\n" + ATTIC + "\nShare on Facebook\n"
    assert rows(text)[1][:2] == ("The Attic", "Pottery")
    assert flags(text) == [True, True]


def test_a_web_address_under_the_contact_has_moved_where_its_own_cell_is_blank():
    head = HEAD.replace("Email", "Email          Website")
    shed = SHED.replace("jo@lane.org", "www.lane.org")
    assert flags(head + shed + ATTIC.rstrip() + "    www.lane.org\n") == [True, False]


def test_telephone_numbers_under_the_area_have_moved():
    head = HEAD.replace("Email", "Email          Telephone")
    shed = SHED.replace("Norton      ", "01622 300987")
    more = f"{'':51}07700 900123\n"
    assert flags(head + shed + more + ATTIC.rstrip() + "    01622 300988\n")[0]


def test_blanks_within_a_long_description_are_no_column():
    head = f"{'Name':>8}{'What they do':>40}            Area covered   Email\n"
    row = "{:12}{:47}{:15}{}\n"
    long = "Judo lessons with young people who have left"
    found = rows(
        head
        + row.format("The Shed", "Judo lessons", "Norton", "jo@lane.org")
        + row.format("Attic", long, "Upton", "al@lane.org")
        + row.format("Box", "Choir", "Lower Wick", "b@lane.org")
    )
    assert found[1][:4] == ("Attic", long, "Upton", "al@lane.org")


def test_the_items_of_a_list_under_a_row_make_it_doubtful():
    assert flags(
        HEAD + "The Shed       Judo lessons                 4-9\n     * Norton\n     * Upton\n\n" + ATTIC
    )[0]
    assert flags(HEAD + ATTIC + "The Shed       Judo lessons                 4-9\n     * Norton\n")[-1]


BOX = """
┌────────┬─────────────┬─────┬─────────────┬───────────┐
│Name    │What they do │Ages │Area covered │Email      │
├────────┼─────────────┼─────┼─────────────┼───────────┤
│The Shed│Judo lessons │     │Norton       │jo@lane.org│
├────────┼─────────────┤4-9  ├─────────────┼───────────┤
│Attic   │Pottery for  │     │Upton        │al@lane.org│
│        │young people │     │             │           │
├────────┼─────────────┼─────┼─────────────┴───────────┤
│Mill    │Choir        │5-8  │Ring the office          │
├────────┼─────────────┼─────┼─────────────┬───────────┤
│Box     │Boxing       │6-12 │Lower Wick   │b@lane.org │
└────────┴─────────────┴─────┴─────────────┴───────────┘
"""


def test_cells_merged_in_a_box_stand_in_each_of_their_rows():
    assert rows(BOX) == [
        ("The Shed", "Judo lessons", "4-9", "Norton", "jo@lane.org", False),
        ("Attic", "Pottery for young people", "4-9", "Upton", "al@lane.org", False),
        ("Mill", "Choir", "5-8", "Ring the office", "", True),
        ("Box", "Boxing", "6-12", "Lower Wick", "b@lane.org", False),
    ]


@pytest.mark.parametrize(
    ("area", "expected", "doubted"),
    [
        (("Newcastle", "upon Tyne"), "Newcastle upon Tyne", False),
        (("Norton and", "Upton Vale"), "Norton and Upton Vale", False),
        (("Easthaven", "Norton Wick"), "Easthaven Norton Wick", True),  # one place or two
        (("Norton", "Upton"), "Norton / Upton", False),
    ],
)
def test_lines_of_an_area_join_where_the_next_word_had_no_room(area, expected, doubted):
    one, two = area
    shed = f"│The Shed│Judo lessons │4-9  │{one:13}│jo@lane.org│\n"
    shed += f"│        │             │     │{two:13}│           │\n"
    text = BOX.replace("│The Shed│Judo lessons │     │Norton       │jo@lane.org│\n", shed)
    text = text.replace("┤4-9  ├", "┼─────┼").replace("young people │     │", "young people │6-8  │")
    assert (rows(text)[0][3], rows(text)[0][-1]) == (expected, doubted)


def test_a_hyphen_ends_a_word_where_the_tool_breaks_none():
    shed = "│Dover-  │Judo for     │4-9  │Norton       │jo@lane.org│\n"
    shed += "│Shed    │self-esteem  │     │             │           │\n"
    text = BOX.replace("│The Shed│Judo lessons │     │Norton       │jo@lane.org│\n", shed)
    text = text.replace("┤4-9  ├", "┼─────┼")
    assert rows(text)[0][:2] == ("Dover- Shed", "Judo for self-esteem")


@pytest.mark.parametrize("line", [SHED, "The Shed\n", f"{'':15}Judo\n"], ids=["rows", "names", "words"])
def test_time_grows_with_the_lines(line):
    assert grows_linearly(lambda count: read_columns(HEAD + SHED + line * count, {}), 1_000)


def test_a_row_whose_words_go_on_with_those_above_is_doubted_with_them():
    head = "Name     What they do   Ages  Email\n"
    text = head + "Options  Skills is a          jo@lane.org\nService  charity that   4-9\nChoir    sings\n"
    assert all(flags(text + "Attic    Judo for all   5-8   al@lane.org\n")[:3])


WIDE = (
    ("Name", "What they do", "Ages", "Area covered", "Email"),
    ("The Shed", f"Judo lessons {'for all ' * 12}who like it", "4-9", "Norton and District", "jo@lane.org"),
    ("", "", "", "Long Easthaven Lower", ""),
    ("The Attic", "Pottery", "11-18", "Upton", "al@lane.org"),
)


def test_lines_of_a_wide_table_are_several_where_its_widest_column_is_not_wrapped():
    text = "".join("{:<12}{:<121}{:<7}{:<22}{}\n".format(*row) for row in WIDE)
    assert rows(text)[0][3:] == ("Norton and District / Long Easthaven Lower", "jo@lane.org", False)


def test_lines_padded_with_blanks_are_not_wrapped():
    cells = [(name, words[:24], ages, area, mail) for name, words, ages, area, mail in WIDE]
    text = "".join("{:<12}{:<28}{:<7}{:<22}{:<11}\n".format(*row) for row in cells)
    assert rows(text)[0][3] == "Norton and District / Long Easthaven Lower"


def test_a_name_that_goes_on_in_brackets_is_no_row_of_its_own_in_silence():
    more = f"{'(Norton)':<15}{'':29}{'':7}{'Upton':20}al@lane.org\n"
    assert all(flags(HEAD + SHED + more)[:2])


def test_rows_around_the_words_merged_down_both_are_not_one_in_silence():
    above = SHED.replace("4-9", "   ")
    between = "Lower Upton                                 4-9\n"
    below = "Box            Pottery                             Upton               al@lane.org\n"
    assert all(flags(HEAD + above + between + below))


def test_a_place_is_no_description():
    text = HEAD + SHED + "The Mill       Norwich                             Norton              b@lane.org\n"
    assert flags(text) == [False, True]


def test_a_heading_without_a_role_is_parted_from_the_next_where_their_blank_runs_through_the_rows():
    cells = [
        ("Name", "What they do", "Postcode", "Organiser"),
        ("The Shed", "Judo lessons on Fridays", "NR33 0AP", "Norton Judo"),
        ("The Attic", "Pottery", "IP4 2BE", "Upton Kilns"),
        ("The Loft", "Choir", "IP27 0EW", "Wick Singers"),
    ]
    text = "".join("{:<12}{:<26}{:<8} {}\n".format(*row) for row in cells)
    assert rows(text) == [(*row, False) for row in cells[1:]]
    whole = text.replace("Postcode Organiser", "Start date        ")
    assert [row[2] for row in rows(whole)] == [
        "NR33 0AP Norton Judo",
        "IP4 2BE Upton Kilns",
        "IP27 0EW Wick Singers",
    ]


def test_a_whole_row_whose_cells_begin_in_lower_case_is_no_rest_of_the_one_above():
    attic = "The Attic      pottery for beginners        11-18  by arrangement      via school\n"
    found = rows(HEAD + SHED + attic + ATTIC.replace("Attic", "Barn "))
    assert [row[0] for row in found] == ["The Shed", "The Attic", "The Barn"]
    assert not any(row[-1] for row in found)


LINED = [
    ("Name", "What they do", "Ages", "Website"),
    ("Hollins Community Trust", "Judo", "aged 4 to 8", "hollins.org"),
    ("Pathways", "Pottery", "aged 5 to 17", "not yet"),
    ("Open Door", "Help with forms and letters", "11-18", "opendoor.org"),
    ("Restorative Circles", "Talks", "", ""),
    ("Box 5", "", "5-11", ""),
]
NAMES = [row[0] for row in LINED[1:]]


def test_lines_that_all_have_a_name_and_more_are_rows_though_some_have_blank_cells():
    text = "".join("{:<26}{:<30}{:<14}{}\n".format(*row).rstrip() + "\n" for row in LINED)
    assert [row[0] for row in rows(text)] == NAMES


@pytest.mark.parametrize("between", ["", "\n"])
def test_a_table_of_a_name_and_what_it_does_alone_is_read(between):
    names = ("Kitchen Confidence", "Pony Partnership", "Somali Sisters", "New Leaf")
    lines = [f"{'Group':<24}Purpose of grant", *(f"{name:<24}Help for {name.split()[0]}s" for name in names)]
    assert [row[0] for row in rows("Our grants\n\n" + f"\n{between}".join(lines))] == [*names]


def test_lines_with_names_that_a_tool_may_have_wrapped_are_not_rows_in_silence():
    text = (
        "Name                   What they do          Ages\n"
        "Adventure Playground   Play sessions for     5-11\n"
        "Association CIC        Kent Police Cadets\n"
        "Northgate Community    Help with forms and   11-18\n"
        "Boxing Club            Universal Credit\n"
    )
    assert not [name for name, *_, flagged in rows(text) if not flagged and len(name.split()) == 2]


def test_a_box_that_is_cut_off_in_its_last_row_is_read_line_by_line():
    box = [["Name", "What they do", "Ages"], ["The Shed", "Judo lessons", "4-9"], ["Attic", "Pottery", "5-8"]]
    rule = "├" + "┼".join("─" * 16 for _ in box[0]) + "┤"
    lines = ["│" + "│".join(f" {cell:<15}" for cell in row) + "│" for row in [*box, ["Mill", "Choir", "9+"]]]
    found = rows("\n".join([rule, lines[0], rule, *lines[1:], "│ Fol"]))
    assert [row[:3] for row in found[:2]] == [tuple(row) for row in box[1:]]
    assert found[-1][-1] and "Fol" in found[-1][0]
