"""Text with a row to a line: what is put together wrongly must be doubted, and only that."""

import pytest

from pipeline.source import GENERAL
from pipeline.tables.streams.paragraphs import read_text_tokens
from pipeline.tables.text.tabbed_headings import find_run_above_tabs, find_tabbed_run
from tests.pipeline.test_extract import read

MARKDOWN = """**Name**| **Service Provided**| **Age group**| **Area covered**| **Lead**
---|---|---|---|---
"""


def rows(text):
    found = read(text.encode(), GENERAL)
    flagged = {each.record for each in found.issues if each.needs_a_person}
    return [
        (*(" / ".join(cell.texts) for cell in each.cells), each.number in flagged) for each in found.records
    ]


def test_headings_wrapped_between_two_of_them_are_those_of_every_column():
    text = """**Organisation**| **What they do**| **Ages**| **Area**| **Coordinator
Contact**| **Website**
---|---|---|---|---|---
The Attic| Judo lessons| Under 9| Norton| jo@lane.org| www.lane.org
The Shed| Pottery| 11-18| Easthaven|  |
"""
    assert rows(text) == [
        ("The Attic", "Judo lessons", "Under 9", "Norton", "jo@lane.org", "www.lane.org", False),
        ("The Shed", "Pottery", "11-18", "Easthaven", "", "", False),
    ]


def test_a_line_between_two_rows_makes_both_doubtful():
    text = MARKDOWN + "The Attic| Judo| 4-9| Norton| jo@lane.org  \nThe Entwistle Trust  \n"
    found = rows(
        text + "Motivate| Pottery| 11-18| Upton| al@lane.org  \nThe Shed| Choir| 5-8| Wick| b@lane.org\n"
    )
    assert [flagged for *_, flagged in found] == [True, True, False]


@pytest.mark.parametrize(
    ("area", "doubted"), [("Ashton-under-\nLyne", True), ("one-to-\none Wick", False), ("Long\nWick", False)]
)
def test_a_hyphen_at_which_a_line_was_wrapped_is_doubted_before_a_capital(area, doubted):
    text = MARKDOWN.replace("\n", "  \n") + f"The Attic| Judo| 4-9| {area}| jo@lane.org  \n"
    assert rows(text + "The Shed| Choir| 5-8| Wick| b@lane.org  \n")[0][-1] is doubted


RUN_TOGETHER = "The Mill| Climbing.Please ring first.| 9-12| NortonUpton| Nortonjo@lane.org\n"


@pytest.mark.parametrize(
    "row",
    [
        "The Attic| Street dancefor all| 4-9| Upton| jo@lane.org",
        "The Attic| Judo.A week of it| 4-9| Upton| jo@lane.org",
        "The Attic| Judo:• at night| 4-9| Upton| jo@lane.org",
        "THECLUBAttic| Judo| 4-9| Upton| jo@lane.org",
        "The Attic| Judo for all.1 to 1 help| 4-9| Upton| jo@lane.org",
        "The Attic| Judo, see www.lane.org.Pottery| 4-9| Upton| jo@lane.org",
        "The Attic| Judo, ring 01234 567890+44 1234 567891| 4-9| Upton| jo@lane.org",
        "The Attic| Judo| 4-9| Upton(and Wick)| jo@lane.org",
        "The Attic| Judo| 4-9| Upton| Leadjo@lane.org",
        "The Attic| Judo| 4-9| Upton| Leadjo.wick@lane.org",
        "The Attic| Judo| 4-9| Upton| LeadJo.Wick@lane.org",
        "The Attic| Judo| 4-9| Upton| Uptonjo.wick@lane.org",
        "The Attic| Judo| 4-9| Upton| al@lane.orgjo@lane.org",
        "NISCCThe Shed| Judo| 4-9| Upton| c@lane.org",
        "G.R.O.W.St. Jo's| Judo| 4-9| Upton| c@lane.org",
        "The GACA Lift| Judo| 4-9| Upton| c@lane.org",
        "The Attic| Help.• judo • dance| 4-9| Upton| c@lane.org",
        "The Attic| Judo| 4-9| Upton| Jo Wickjo.wick@lane.org",
    ],
)
def test_where_a_tool_runs_paragraphs_together_each_row_that_may_be_so_is_doubted(row):
    more = "The Shed| Street theatre| 5-8| Wick| Al.Dean@lane.org\n"
    more += "The Box| A dance for all| 6-9| Wick| b@lane.org\n"
    assert [flagged for *_, flagged in rows(f"{MARKDOWN}{row}\n{more}{RUN_TOGETHER}")] == [
        True,
        False,
        False,
        True,
    ]


def test_a_name_of_one_word_with_a_capital_within_is_no_sign_of_paragraphs_run_together():
    one = "FoodCycle| FoodCycle cooks for all| 4-9| Upton| jo@lane.org\n"
    two = "The McKay Club| Judo| 5-8| Wick| b@lane.org\n"
    assert [flagged for *_, flagged in rows(MARKDOWN + one + two)] == [False, False]
    assert all(flagged for *_, flagged in rows(MARKDOWN + one.replace("FoodCycle cooks", "Cooks") + two))
    assert any(flagged for *_, flagged in rows(MARKDOWN + one.replace("Upton", "NortonUpton") + two))


@pytest.mark.parametrize(("other", "doubted"), [("Judo", 1), ("Judo.Pottery", 9)])
def test_one_such_name_among_many_rows_puts_its_own_row_alone_in_doubt(other, doubted):
    more = "".join(f"The McKay Club {n}| {other}| 5-8| Wick| b{n}@lane.org\n" for n in range(8))
    found = rows(MARKDOWN + "The SureStart Shed| Pottery| 4-9| Upton| jo@lane.org\n" + more)
    assert [flagged for *_, flagged in found] == [True] * doubted + [False] * (9 - doubted)


def test_a_row_with_fewer_cells_than_there_are_headings_is_doubted():
    table = (
        "Name\tService Provided\tAge group\tArea covered\tEmail\nThe Attic\tJudo\t4-9\tNorton\tjo@lane.org\n"
    )
    assert rows(f"{table}The Shed\tChoir\t5-8\tWick\n")[1] == ("The Shed", "Choir", "5-8", "Wick", "", True)
    piped = rows(f"{table}The Shed\tChoir\t5-8\tWick\n".replace("\t", " | "))
    assert piped[1] == ("The Shed", "Choir", "5-8", "Wick", "", True)


def test_trailing_cells_are_blank_where_other_rows_keep_the_borders_of_theirs():
    table = "Name\tService Provided\tAge group\tArea covered\tEmail\nThe Attic\tJudo\t4-9\t\tjo@lane.org\n"
    assert rows(f"{table}The Shed\tChoir\t5-8\tWick\n")[1] == ("The Shed", "Choir", "5-8", "Wick", "", False)
    assert rows(f"{table}The Shed\tChoir\t5-8\n")[1] == ("The Shed", "Choir", "5-8", "", "", False)
    assert rows(f"{table}The Shed\tChoir\tWick\n")[1][-1]
    assert rows(f"{table}The Shed\tChoir\tWick\tal@lane.org\nBox\tJudo\t5-8\tWick\n")[2][-1]


def test_headings_with_tabs_stand_over_paragraphs_too():
    text = "Name\t\tService Provided\t\tAge group\t\tArea covered\t\tEmail\n\n"
    for name in ("The Attic", "The Shed", "Box Club"):
        text += f"{name}\n\nJudo lessons for young people\n\n5-8\n\nNorton\nUpton\n\njo@lane.org\n\n"
    assert [row[0] for row in rows(text + "Last updated 4 May 2021\n")] == [
        "The Attic",
        "The Shed",
        "Box Club",
    ]


@pytest.mark.parametrize(
    "row",
    [
        "Judo\t4-9\t01582 312065\tjo@lane.org",
        "Judo\t4-9\twww.lane.org/norton\tjo@lane.org",
    ],
)
def test_numbers_and_links_under_the_area_have_moved(row):
    table = "Name\tService Provided\tAge group\tArea covered\tEmail\n"
    assert rows(f"{table}The Attic\t{row}\nThe Shed\tChoir\t5-8\tWick\tal@lane.org\n")[0][-1]


def test_two_short_rows_that_look_like_one_are_doubted_where_others_are_short():
    text = (
        MARKDOWN + "The Attic| Judo  \nThe Mill| 4-9| Norton| jo@lane.org  \nThe Shed| Choir| 5-8| Wick  \n"
    )
    assert rows(text + "Box| Choir| 5-8| Wick| b@lane.org  \n")[0][-1]


def test_a_dash_at_the_beginning_of_a_wrapped_line_is_doubted():
    text = f"{MARKDOWN}The Shed| Judo for young people| 5-8| Wick\n- Upton| b@lane.org  \n"
    found = rows(f"{text}The Box| A dance for all| 6-9| Wick| c@lane.org  \n")
    assert [flagged for *_, flagged in found] == [True, False]


TABBED = "Name\tService Provided\tAge group\tArea covered\tEmail\nThe Attic\tJudo\t4-9\t\tjo@lane.org\n"


@pytest.mark.parametrize(
    ("last", "doubted"),
    [
        ("The Shed\tChoir\t5-8\tWick\t\nCorrect at May 2021\n", True),
        ("The Shed\tChoir\t5-8\tWick\t\nTo be in this list please write to web@lane.org.\n", True),
        ("The Shed\tChoir\t5-8\nCorrect at May 2021\n", True),
        ("The Shed\tChoir\t5-8\tWick\tAl Dean\nal@lane.org\n", False),
    ],
)
def test_words_behind_the_last_row_that_may_be_none_of_its_are_doubted(last, doubted):
    assert [flagged for *_, flagged in rows(TABBED + last)] == [False, doubted]


def test_a_line_behind_a_row_that_a_bar_closes_is_none_of_its():
    table = "".join(f"| {line.replace(chr(9), ' | ')} |\n" for line in TABBED.splitlines())
    text = f"{table}| The Shed | Choir | 5-8 | Wick |  |\nTo be in this list please write to web@lane.org.\n"
    assert rows(text)[1] == ("The Shed", "Choir", "5-8", "Wick", "", False)


HEADS = "Name\t\tService Provided\t\tAge group\t\tArea covered\t\tEmail\t\tFunding stream"


def section(title, *names):
    services = (
        [
            name,
            "Judo lessons for young people",
            "5-8",
            "Norton",
            f"{name[:3].lower()}@lane.org",
            "Home Office",
        ]
        for name in names
    )
    return "\n\n".join([title, HEADS, *("\n\n".join(each) for each in services)])


NORTH = section("North", "Attic Club", "Shed Trust", "Box Club")


def test_headings_with_tabs_are_just_the_columns_of_the_paragraphs_under_each_of_them():
    text = NORTH + "\n\n" + section("South", "Mill Project", "Barn Club", "Hut Trust")
    assert [column.heading for column in read(text.encode(), GENERAL).columns] == HEADS.split("\t\t")
    names = ["Attic Club", "Shed Trust", "Box Club", "Mill Project", "Barn Club", "Hut Trust"]
    found = rows(text)
    assert [row[0] for row in found] == names
    assert [row[-3] for row in found] == [f"{name[:3].lower()}@lane.org" for name in names]


@pytest.mark.parametrize("border", ["\t", "\t\t", " | "])
def test_a_heading_that_goes_on_in_the_next_line_is_one(border):
    lines = ["Name|Service Provided|Age", "group|Area|Email", "The Shed|Judo|5-8|Norton|jo@lane.org"]
    found = read("\n".join(lines).replace("|", border).encode(), GENERAL)
    assert [column.heading for column in found.columns][2:4] == ["Age group", "Area"]
    assert [record.lines for record in found.records] == [(3, 3)]


def test_a_menu_with_tabs_is_no_line_of_headings_where_others_look_more_like_them():
    menu = "Services\tAbout us\tNews\tContact us\n\n"
    for text, line in ((menu + NORTH, 5), (menu + NORTH.replace("\t\t", "\n\n"), 0)):
        tokens = read_text_tokens(text)
        run = find_tabbed_run(text, tokens, {})
        assert (tokens[run.start].line if run else 0) == line


def test_paragraphs_above_lines_with_tabs_are_their_headings():
    lines = ["Our services", *HEADS.split("\t\t"), ""]
    names = ["Attic Club", "Shed Trust", "Barn Club", "Hut Trust", "Mill Project", "Box Club"]
    for name in names:
        cells = [name, "Judo lessons", "5-8", "Norton", f"{name[:3].lower()}@lane.org", "Home Office"]
        lines.append("\t\t".join(cells))
    text = "\n".join([*lines[:-1], lines[-1].replace("Norton", "\n  • Norton\n  • Upton\n")])
    found = read(text.encode(), GENERAL)
    assert [column.heading for column in found.columns] == HEADS.split("\t\t")
    assert [row[0] for row in rows(text)] == names
    assert rows(text)[5][3] == "Norton / Upton"
    short = text.replace("Judo lessons\t\t5-8\t\tNorton", "Judo lessons\t\tNorton", 1)
    assert [flagged for *_, flagged in rows(short)][:3] == [True, False, False]


def test_a_title_above_headings_of_which_one_is_blank_is_no_heading():
    headings = ["Our services", "Name", "Service Provided", "Age group", "Area covered", "Email"]
    lines = [f"{name}\t\tJudo\t\t5-8\t\tNorton\t\ta@lane.org\t\tYes" for name in ("Attic", "Shed", "Box")]
    text = "\n".join([*headings, "", *lines])
    assert find_run_above_tabs(read_text_tokens(text), {}) is None


@pytest.mark.parametrize("above", ["", "# What we fund\n\n"])
def test_a_caption_printed_right_before_the_first_heading_is_none_of_it(above):
    text = (
        above
        + """What we fundOrganisation| What they do| Age range| Town
---|---|---|---
The Attic| Judo lessons| 4-9| Norton
The Shed| Pottery| 11-18| Easthaven
"""
    )
    assert rows(text) == [
        ("The Attic", "Judo lessons", "4-9", "Norton", False),
        ("The Shed", "Pottery", "11-18", "Easthaven", False),
    ]
    found = read(text.encode(), GENERAL)
    assert (found.columns[0].heading, found.title) == ("Organisation", "What we fund")


def test_a_caption_below_rows_that_end_in_two_blanks_is_no_line_of_the_last_one():
    text = MARKDOWN.replace("\n", "  \n") + "The Attic| Judo| 4-9| Norton| jo@lane.org  \n"
    text += "Motivate| Pottery| 11-18| Upton| al@lane.org  \nor b@lane.org  \nCorrect at May 2021\n\nShare\n"
    assert rows(text) == [
        ("The Attic", "Judo", "4-9", "Norton", "jo@lane.org", False),
        ("Motivate", "Pottery", "11-18", "Upton", "al@lane.org / or b@lane.org", True),
    ]
    whys = [each.message for each in read(text.encode(), GENERAL).issues if each.code == "row-unclear"]
    assert any("Correct at May 2021" in why for why in whys)


def closed(count, *, blank="", mark="||"):
    """A table in which each cell has a line of its own with a bar behind it, the rows parted by a mark."""
    lines = ["Grants we made", "Ref |", "Organisation |", "Purpose |", "Award |", mark]
    for n in range(1, count + 1):
        lines += [f"N{n} |", f"Shed Trust {n} |", blank or f"Meetings with speaker {n} |", f"£{n}30 |", mark]
    return "\n".join(lines)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 9])
@pytest.mark.parametrize("mark", ["", "||"])
def test_cells_with_a_bar_behind_each_are_no_rows_of_cells(count, mark):
    found = rows(closed(count, mark=mark) + "\nLast reviewed in May")
    assert [row[:-1] for row in found] == [
        (f"N{n}", f"Shed Trust {n}", f"Meetings with speaker {n}", f"£{n}30") for n in range(1, count + 1)
    ]


def test_a_sum_of_money_is_no_name():
    text = MARKDOWN + "The Attic| Judo| 4-9| Norton| jo@lane.org\n£330| Pottery| 11-18| Upton| al@lane.org\n"
    assert [row[-1] for row in rows(text)] == [False, True]


CSV = """"Name","What they do","Ages","Email"
"The Shed","Judo, and lessons","8-12","jo@lane.org"
"The Attic","Pottery","11-18","al@lane.org"
"""


@pytest.mark.parametrize(
    ("last", "read"),
    [('"The Den","Choi', ("The Den", "Choi", "", "")), ('"The De', ("The De", "", "", ""))],
)
def test_a_row_in_which_the_document_ends_is_read_and_doubted(last, read):
    whole = [
        ("The Shed", "Judo, and lessons", "8-12", "jo@lane.org", False),
        ("The Attic", "Pottery", "11-18", "al@lane.org", False),
    ]
    assert rows(CSV + last) == [*whole, (*read, True)]
    assert rows(CSV) == whole


@pytest.mark.parametrize("border", [",", ";"])
@pytest.mark.parametrize("foot", ["", "\n\nLast updated 4 May 2021"])
def test_titles_between_rows_that_commas_divide_are_said(border, foot):
    head, *body = CSV.strip().split("\n")
    text = "\n".join([head, "North Ward", *body, "South Ward", *body]).replace('","', f'"{border}"') + foot
    found = read(text.encode(), GENERAL)
    assert [each.value for each in found.issues if each.code == "section-row"] == ["North Ward", "South Ward"]
    assert [row[0] for row in rows(text)] == [row.split('"')[1] for row in (*body, *body)]


@pytest.mark.parametrize("foot", ["", "\n\nLast updated 4 May 2021"])
@pytest.mark.parametrize("write", ["{}", "| {} |"])
def test_the_first_words_of_a_row_cut_off_are_said(write, foot):
    cells = [
        HEADS.split("\t\t")[:5],
        *(("The Attic", "Judo", "4-9", "Norton", f"jo{n}@lane.org") for n in range(4)),
    ]
    text = "\n".join(write.format(" | ".join(each)) for each in cells) + "\nUnder 5s" + foot
    found = read(text.encode(), GENERAL)
    assert any("Under 5s" in each.message for each in found.issues if each.record == 4)


@pytest.mark.parametrize("border", ["\t", " | "])
def test_a_table_that_begins_with_a_title_between_rows_is_not_said_to_be_unread(border):
    cells = [
        HEADS.split("\t\t")[:5],
        *(("The Attic", "Judo", "4-9", "Norton", f"jo{n}@lane.org") for n in range(4)),
    ]
    head, *body = [f"| {border.join(each)} |" if border == " | " else border.join(each) for each in cells]
    found = read("\n".join([head, "North", *body]).encode(), GENERAL)
    assert len(found.records) == 4 and "table-unread" not in {each.code for each in found.issues}


def test_a_title_above_a_row_that_is_whole_goes_into_its_name_in_no_silence():
    cells = [
        ("Name", "What they do", "Email"),
        ("The Shed", "Judo", "jo@lane.org"),
        ("The Attic", "Pottery and clay work", "al@lane.org"),
        ("The Loft", "Choir", "lo@lane.org"),
    ]
    head, *lines = [" {:<12}| {:<24}| {:<16}\n".format(*row) for row in cells]
    rule = f"{'-' * 13}+{'-' * 25}+{'-' * 17}\n"
    text = f"{head}{rule}Norton\n{lines[0]}{lines[1]}Upton\n{lines[2]}\nUpdated today\n"
    assert all(row[-1] or row[:3] in cells for row in rows(text))
