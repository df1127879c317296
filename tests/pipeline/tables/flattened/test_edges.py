"""Words at the edge of a cell, which a reader may put across it, are told or read as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest

from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Token

Row = Sequence[str]  # a cell each, its paragraphs divided by "|"

FOOT = ("Back to top", "Privacy notice", "Last updated 4 December 2020")
USUAL = {  # by heading, what six plain rows say
    "Name": (
        "Harbour Trust",
        "Rise Up CIC",
        "The Pear Tree",
        "Second Wind",
        "Field and Farm",
        "Quay Lane Club",
    ),
    "Description": (
        "Weekly sessions with a mentor for young people who have left school early.",
        "Advice on debts, benefits and housing from trained volunteers",
        "Respite so that carers can have a morning off. No referral is needed.",
        "Emergency beds for rough sleepers from November to March",
        "Cookery evenings where people share dishes and stories.",
        "Training for volunteers who want to challenge prejudice in everyday life.",
    ),
    "Ages": ("11-19", "16+", "18+", "8 to 17", "13-19", "All ages"),
    "Area": ("Norwich", "Ipswich", "Ely", "Thetford", "Cromer", "Lowestoft"),
    "Contact": (
        "jo@harbour.org.uk",
        "info@riseup.org.uk",
        "office@peartree.org.uk",
        "sam@secondwind.org.uk",
        "help@fieldfarm.org.uk",
        "club@quaylane.org.uk",
    ),
    "Phone": ("01603 496011", "01473 496012", "01353 496013", "01842 496014", "01263 496015", "01502 496016"),
    "Languages": ("English", "English, Polish", "Welsh and English", "English", "English", "English, Urdu"),
}

CASES = (
    (
        "an organisation below the name",
        "Name;Area;Contact;Ages;Description",
        (
            "Honiton Carers|Family Action",
            "Ely",
            "dot@forum.org.uk",
            "18+",
            "Information, breaks and a listening ear.",
        ),
    ),
    (
        "a name that the mailbox has whole",
        "Name;Area;Ages;Description;Contact",
        (
            "Dementia Friendly|Diss",
            "Norwich",
            "50+",
            "Singing, tea and gentle exercise.",
            "dementiafriendlydiss@norfolk.gov.uk",
        ),
    ),
    (
        "a note below the mailbox",
        "Name;Description;Ages;Area;Contact",
        (
            "Take Five",
            "Trips and homework help for children who look after a parent",
            "5-18",
            "Ely",
            "takefive@gmail.com|Ask for Colin",
        ),
    ),
    (
        "hours below the mailbox",
        "Name;Ages;Area;Contact;Description",
        (
            "Moments",
            "50+",
            "Ely",
            "moments@gmail.com|Open Tuesday to Thursday, 10am to 3pm",
            "Small groups, led by a therapist.",
        ),
    ),
    (
        "a note above a column that nobody knows",
        "Name;Contact;Languages;Phone;Area;Description",
        (
            "Tea and Memories",
            "tea@lakes.org.uk|Ask for Trevor",
            "English",
            "01539 496199",
            "Ely",
            "Singing and gentle exercise over tea",
        ),
    ),
    (
        "a person above the mailbox",
        "Description;Name;Area;Contact",
        (
            "Training for volunteers who want to help.",
            "Communities United",
            "Ely",
            "Nia Howells (Centre Manager)|referrals@forum.cymru",
        ),
    ),
    (
        "a person above two ways",
        "Description;Ages;Name;Area;Contact",
        (
            "Small groups, led by a therapist",
            "55+",
            "The Memory Cafe",
            "Ely",
            "Elin Armitage|Tel: 01766 496584|Email: Elin.Armitage@btinternet.com",
        ),
    ),
    (
        "a number that the contact names",
        "Name;Description;Area;Contact;Phone",
        (
            "Reporting Centre",
            "A safe place scheme with stickers in shop windows.",
            "Ely",
            "bea@group.org.uk|Tel: 01392 496284",
            "01392 496534",
        ),
    ),
    (
        "an address behind words",
        "Name;Description;Ages;Languages;Contact",
        (
            "Stop Hate",
            "Support and advocacy for victims of abuse.",
            "10+",
            "Welsh and English",
            "90 Queen Street|Honiton|TQ12 6AF|stophate@doors.org.uk",
        ),
    ),
    (
        "an address alone",
        "Name;Area;Description;Contact",
        (
            "Safe Places",
            "Ely",
            "Training for people who want to help.",
            "99 High Road|Diss|IP22 4BJ|safeplaces@norfolk.gov.uk",
        ),
    ),
    (
        "an address in the second column",
        "Name;Contact;Description;Ages;Area",
        (
            "Skate Diss",
            "The Hub, 42 Sidwell Street, Diss IP22 5AN",
            "Climbing and canoeing for those at risk.",
            "8-18",
            "Diss",
        ),
    ),
)


def page(headings: str, odd: Row) -> tuple[list[str], list[tuple[str, ...]]]:
    """The paragraphs of a page of plain rows with an odd one among them, and its rows."""
    columns = headings.split(";")
    plain = list(zip(*(USUAL[column] for column in columns), strict=True))
    rows = [*plain[:3], tuple(odd), *plain[3:]]
    cells = [text for row in rows for cell in row for text in cell.split("|")]
    return [*columns, *cells, *FOOT], rows


def silently_wrong(paragraphs: Sequence[str], rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The records of which nothing says that they may be wrong, and that no row is."""
    found = recover([Token(text, line) for line, text in enumerate(paragraphs, 1)], {})
    assert found
    told = {each.record for each in found.issues if each.needs_a_person}
    read = [(record.number, tuple("|".join(cell.texts) for cell in record.cells)) for record in found.records]
    return [cells for number, cells in read if number not in told and cells not in set(map(tuple, rows))]


@pytest.mark.parametrize(("headings", "odd"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_stands_at_an_edge_is_told_or_read(headings: str, odd: Row) -> None:
    assert silently_wrong(*page(headings, odd)) == []


@pytest.mark.parametrize("headings", sorted({case[1] for case in CASES}))
def test_the_same_page_without_it_has_no_doubts(headings: str) -> None:
    columns = headings.split(";")
    rows = list(zip(*(USUAL[column] for column in columns), strict=True))
    tokens = [Token(text, line) for line, text in enumerate([*columns, *chain(*rows), *FOOT], 1)]
    found = recover(tokens, {})
    assert found
    assert [each.message for each in found.issues if each.record] == []


COLUMNS = "Name;Description;Ages;Area;Contact"


def rows_with(changes: dict[int, dict[int, str]]) -> list[tuple[str, ...]]:
    """Two runs of the plain rows, those of the second under other names, with some cells changed."""
    plain = list(zip(*(USUAL[column] for column in COLUMNS.split(";")), strict=True))
    rows = [*plain, *((f"{name} Two", *others) for name, *others in plain)]
    return [
        tuple(changes.get(n, {}).get(at, cell) for at, cell in enumerate(row)) for n, row in enumerate(rows)
    ]


def written(rows: Sequence[Row]) -> list[str]:
    return [*COLUMNS.split(";"), *(text for row in rows for cell in row for text in cell.split("|")), *FOOT]


@pytest.mark.parametrize(
    "notes",
    [
        ("Option 2", "For Diss only", "Closed in August"),
        ("(Eden)", "Text only", "Paused"),
        ("Term time only", "Term time only", "Term time only"),
    ],
)
def test_notes_behind_mailboxes_are_no_titles_in_silence(notes: tuple[str, ...]) -> None:
    mailbox = USUAL["Contact"]
    rows = rows_with({n: {4: f"{mailbox[n % 6]}|{note}"} for n, note in zip((2, 5, 9), notes, strict=True)})
    assert silently_wrong(written(rows), rows) == []


@pytest.mark.parametrize(
    "names",
    [
        ("New|Neighbours", "Tea and|Memories", "Wigton|Night Shelter"),
        ("Open|Table", "Safe|Harbour", "Bala|Carers"),
    ],
)
def test_names_in_two_halves_are_not_cut_in_silence(names: tuple[str, ...]) -> None:
    rows = rows_with({n: {0: name} for n, name in zip((1, 4, 8), names, strict=True)})
    assert silently_wrong(written(rows), rows) == []


@pytest.mark.parametrize("title", ["List of organisations", "Activities", "What is on"])
@pytest.mark.parametrize("last", ["Things that happen", "Fun for you"])
def test_a_title_and_the_last_heading_do_not_shift_the_rows_in_silence(title: str, last: str) -> None:
    columns = ("Name", "Ages", "Area", "Contact", "Description")
    rows = list(zip(*(USUAL[column] for column in columns), strict=True))
    paragraphs = [title, *columns[:-1], last, *chain(*rows), "We meet each month.", "All are welcome", *FOOT]
    assert silently_wrong(paragraphs, rows) == []


@pytest.mark.parametrize(
    ("headings", "rest"),
    [
        (
            "Description;Name;Ages;Area;Contact",
            ("Volunteers mend lamps, toasters, clothes and toys while you wait.",),
        ),
        (
            "Name;Description;Ages;Contact",
            ("Young Voices", "Detached workers meet young people in parks and bus stations."),
        ),
        ("Name;Description;Ages;Contact", ("Report It Maryport",)),
    ],
)
def test_a_page_that_ends_inside_a_row_flags_the_last_record(headings: str, rest: tuple[str, ...]) -> None:
    columns = headings.split(";")
    rows = list(zip(*(USUAL[column] for column in columns), strict=True))
    tokens = [Token(text, line) for line, text in enumerate([*columns, *chain(*rows), *rest], 1)]
    found = recover(tokens, {})
    assert found
    assert "table-truncated" in {
        each.code for each in found.issues if each.record == found.records[-1].number
    }


@pytest.mark.parametrize(
    "note", ["Open Tuesday to Thursday, 10am to 3pm", "(messages are checked weekly)", "or ask at school"]
)
def test_a_note_right_behind_the_table_flags_the_last_record(note: str) -> None:
    rows = rows_with({11: {4: f"{USUAL['Contact'][5]}|{note}"}})
    assert silently_wrong(written(rows), rows) == []


def test_two_names_and_a_last_column_mostly_blank_do_not_shift_the_rows_in_silence() -> None:
    headings = ("Organization", "Program name", "Level of care", "Ages served", "Phone", "Notes")
    bodies = (*USUAL["Name"], "Lakeside Hospital", "Northgate Health", "Reed House", "St Mary's Centre")
    rows = [
        (
            body,
            "Day treatment",
            "Partial care",
            f"{n + 6}+",
            f"01603 4960{n + 11}",
            "Ask for option 1." if not n else "",
        )
        for n, body in enumerate(bodies)
    ]
    paragraphs = [*headings, *(cell for row in rows for cell in row if cell), *FOOT]
    found = recover([Token(text, line) for line, text in enumerate(paragraphs, 1)], {})
    told = {each.record for each in found.issues if each.needs_a_person} if found else set()
    wrong = [each for each in found.records if each.cells[0].text not in bodies] if found else []
    assert [each.number for each in wrong if each.number not in told] == []


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize("behind", ["Reach", "Area"])
def test_a_bracket_below_the_age_does_not_begin_the_next_column_in_silence(every: int, behind: str) -> None:
    others = [heading for heading in ("Reach", "Area") if heading != behind]
    headings = ("Name", "Description", "Ages", behind, *others, "Contact")
    notes = ("|(girls only)", "|(25 with SEND)", "|(parents welcome)")
    columns = [USUAL.get(heading, [f"{n}0 young people" for n in range(1, 7)]) for heading in headings]
    rows = [list(row) for row in zip(*columns, strict=True)]
    for n in range(0, len(rows), every):
        rows[n][2] += notes[n % 3]
    texts = [*headings, *chain(*(cell.split("|") for row in rows for cell in row)), *FOOT]
    found = recover([Token(text, line) for line, text in enumerate(texts, 1)], {})
    assert found
    doubted = {each.record for each in found.issues if each.needs_a_person}
    for record, row in zip(found.records, rows, strict=True):
        assert record.number in doubted or ["|".join(cell.texts) for cell in record.cells] == row
