"""Records that can be read in two ways are flagged, whichever way they were read."""

from __future__ import annotations

from itertools import chain
from statistics import geometric_mean

import pytest

from benchmarks.extraction import pages
from pipeline.model import Cell, Column, Paragraph, RawRecord, Role
from pipeline.tables.flattened import guests, uncertainty
from pipeline.tables.flattened.recover import recover
from pipeline.tables.streams.stream import Recovered, Token

HEADINGS = ("Name", "What they do", "Age group", "Area", "Email")
NAMES = ("Harbour Trust", "Rise Up CIC", "The Pear Tree", "Boxing Futures", "Second Wind", "Field and Farm")
PLACES = ("Norwich", "Ipswich", "Ely", "Thetford", "Diss and Eye", "Cromer")
FOOTER = "Last updated 4 December 2020"


def regular() -> list[list[str]]:
    """Rows of five cells that nobody could doubt."""
    return [
        [
            name,
            f"Weekly sessions in {place} to help people into work.",
            "11-19",
            place,
            f"lead{n}@club.uk",
        ]
        for n, (name, place) in enumerate(zip(NAMES, PLACES, strict=True))
    ]


def table(*odd: str, behind: tuple[str, ...] = (FOOTER,)) -> Recovered:
    """A table of regular rows with an odd one among them."""
    rows = regular()
    texts = [*HEADINGS, *chain(*rows[:3]), *odd, *chain(*rows[3:]), *behind]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    return found


def flagged(found: Recovered) -> set[str]:
    """The words of every record that needs a person."""
    doubted = {each.record for each in found.issues if each.needs_a_person}
    return {
        text
        for record in found.records
        if record.number in doubted
        for cell in record.cells
        for text in cell.texts
    }


def test_a_regular_table_has_no_doubts() -> None:
    found = table()
    assert flagged(found) == set()
    assert [[cell.text for cell in record.cells] for record in found.records] == regular()


WHAT = "Mentoring for young people who have been excluded from school."
ADDRESS = "a@kite.uk"


@pytest.mark.parametrize(
    ("description", "age", "area", "contact", "outcome"),
    [
        (
            WHAT,
            "8-12",
            "Town and city",
            f"city|{ADDRESS}",
            "wrong and flagged",
        ),  # an echo of the area may be a label
        (WHAT, "8-12", "Bury St Edmunds", f"Wick:|{ADDRESS}", "right and flagged"),
        (WHAT, "8-12", "", f"Cromer:|{ADDRESS}", "wrong and flagged"),
        (f"{WHAT}|Navigators", "", "Battle", ADDRESS, "wrong and flagged"),
        (WHAT, "8-12", "Ely|Wick and Battle", ADDRESS, "right and sure"),
        (WHAT, "8-12", "Ely", f"Karen Webb|{ADDRESS}", "right and sure"),
        (WHAT, "8-12", "Ely", f"Harold Hill|{ADDRESS}", "right and flagged"),  # it may be a second place
        (WHAT, "8-12", "Ely", "Harold Hill|harold.hill@kite.uk", "right and sure"),
        (WHAT, "8-12", "Rose Hill", ADDRESS, "right and sure"),
        (WHAT, "8-12", "D", ADDRESS, "right and flagged"),  # a letter may be a title of the rows below
        (WHAT, "8-12", "Ely", f"Admin|Referrals:|{ADDRESS}", "wrong and flagged"),
        (WHAT, "All", "", ADDRESS, "right and flagged"),
        (WHAT, "", "All", ADDRESS, "wrong and flagged"),
        (WHAT, "8-12", "Various", ADDRESS, "right and sure"),
        (f"{WHAT}|Rugby", "", "Battle", ADDRESS, "wrong and flagged"),
        (WHAT, "", "Rugby|Battle", ADDRESS, "wrong and flagged"),
        ("Weekly CBT", "8-12", "Ely", ADDRESS, "right and sure"),
        (WHAT, "8-12", "Ely", "Ann Lee", "right and sure"),
        (WHAT, "8-12", "In all divisions", ADDRESS, "right and sure"),
        (WHAT, "8-12", "Text and phone", ADDRESS, "right and sure"),
        (WHAT, "8-12", "", f"Luton/Chatham|{ADDRESS}|Tonbridge|b@kite.uk", "wrong and flagged"),
    ],
)
def test_a_row_is_read_rightly_or_flagged(
    description: str, age: str, area: str, contact: str, outcome: str
) -> None:
    """None is wrong and unflagged; what is right, or unflagged, is to stay so."""
    row = [
        ("Kite Club",),
        *(tuple(filter(None, cell.split("|"))) for cell in (description, age, area, contact)),
    ]
    found = table(*chain.from_iterable(row))
    read = [[cell.texts for cell in record.cells] for record in found.records]
    said = ("right" if row in read else "wrong", "flagged" if "Kite Club" in flagged(found) else "sure")
    assert " and ".join(said) == outcome
    after = next(n for n, cells in enumerate(read) if cells[0] == ("Kite Club",)) + 1
    assert read[after] == [(text,) for text in regular()[3]] or set(read[after][0]) <= flagged(found)


@pytest.mark.parametrize(
    "name",
    [
        *("Orbit", "Loops!", "Landmark4Guild", "aquila", "Lifeline secondary school"),
        "The Ogden Kitchen in partnership with Gateway The Ogden Kitchen",
    ],
)
def test_a_page_cut_off_behind_a_name_says_so(name: str) -> None:
    found = table(behind=(name,))
    assert [each.code for each in found.issues if each.record == found.records[-1].number] != []


@pytest.mark.parametrize("behind", ["01622 677055", "07700 900123", "www.kite.uk", "b@kite.uk"])
def test_a_number_right_behind_the_last_address_is_the_record_s_or_puts_it_in_doubt(behind: str) -> None:
    found = table(behind=(behind, FOOTER, "Contact us", "01622 600600"))
    last = found.records[-1]
    assert last.cells[-1].texts == (regular()[-1][-1], behind) or last.cells[0].text in flagged(found)


@pytest.mark.parametrize(
    "text",
    [
        *(FOOTER, "Was this page helpful?", "Facebook", "We meet again in the spring to plan more."),
        *("Live chat", "Showing 1-6 of 6", "Close all", "Get updates"),
    ],
)
def test_a_page_that_goes_on_behind_its_table_is_whole(text: str) -> None:
    assert flagged(table(behind=(text,))) == set()


def test_a_table_of_which_little_is_sure_asks_more_of_each_record() -> None:
    """It is unlike those that the model was fitted on, and there a probability says less."""
    drawn = [recover(page.tokens, page.own) for page in pages("all at once", 40, "strange")]
    strange = [found for found in drawn if found and _mean(found) < uncertainty.STRANGE]
    assert strange
    for found in strange:
        doubted = {each.record for each in found.issues if each.needs_a_person}
        trusted = [each.confidence for each in found.records if each.number not in doubted]
        assert min(trusted, default=1.0) >= uncertainty.DOUBTFUL_THERE


def _mean(found: Recovered) -> float:
    return geometric_mean(max(each.confidence, 1e-6) for each in found.records)


def test_a_record_that_may_be_more_places_of_the_one_before_is_flagged() -> None:
    rows = [[name, what, place] for name, what, _, place, _ in regular()]
    odd = ("Kite Club", WHAT, "Ely", "Bury St Edmunds and Haverhill", "Diss, Eye and Thetford", "Ipswich")
    texts = [*HEADINGS[:2], "Area", *chain(*rows[:3]), *odd, *chain(*rows[3:]), FOOTER]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    places = [cell.texts for record in found.records for cell in record.cells if "Ipswich" in cell.texts]
    assert odd[2:] in places or "Ipswich" in flagged(found)


@pytest.mark.parametrize(
    "places",
    [
        ("Northern Ireland", "Pembury Estate", "White Hart Lane, Salford Quays and Bestwood", "Wirral"),
        ("Rotherhithe area", "E13", "East Finchley/Golders Green/Willesden Green"),
        ("Greenwich", "Granton & Tower Hamlets", "Neighbouring boroughs too", "Ilford"),
        ("Glasgow North East, Paisley", "White Hart Lane", "NG3, NG7"),
    ],
)
def test_a_record_whose_end_may_be_the_next_one_is_flagged_as_that_is(places: tuple[str, ...]) -> None:
    rows = [[name, what, place] for name, what, _, place, _ in regular()]
    odd = ("Kite Club", WHAT, *places)
    texts = [*HEADINGS[:2], "Area", *chain(*rows[:3]), *odd, *chain(*rows[3:]), FOOTER]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    read = {record.cells[0].text: record.cells[2].texts for record in found.records}
    assert read["Kite Club"] == places or "Kite Club" in flagged(found)


def test_a_name_that_goes_on_from_other_words_is_doubted_with_the_record_that_may_have_them() -> None:
    """Area last: what seems the second place of one record is the name of the next."""
    headings = ("Name", "What they do", "Age group", "Email", "Area")
    rows = [[name, what, age, address, place] for name, what, age, place, address in regular()]
    odd = ("Margate", "and partners", WHAT, "8-12", ADDRESS, "Battle")
    texts = [*headings, *chain(*rows[:3]), *odd, *chain(*rows[3:]), FOOTER]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    names = [record.cells[0].texts for record in found.records]
    assert ("Margate", "and partners") in names or {rows[2][0], "and partners"} <= flagged(found)


@pytest.mark.parametrize("name", ["Service Provided", "Mondays"])
def test_a_name_that_is_a_heading_or_a_day_is_flagged(name: str) -> None:
    assert name in flagged(table(name, WHAT, "8-12", "Ely", ADDRESS))


def test_areas_that_are_mostly_organisations_may_be_labels_of_the_addresses() -> None:
    bodies = (
        "Norwich Council",
        "Ipswich Youth Hub",
        "Ely Safety Unit",
        "Thetford Trust",
        "Diss",
        "Cromer CIC",
    )
    rows = [[*row[:3], body, row[4]] for row, body in zip(regular(), bodies, strict=True)]
    rows[1].insert(3, "Ipswich")  # so that counting does not tell the cells
    texts = [*HEADINGS, *chain(*rows), FOOTER]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    assert {*bodies} <= flagged(found)


@pytest.mark.parametrize(
    ("areas", "odd"),
    [(("Norwich", "to"), []), (("Town and city", "city"), ["city"]), (("E8, E9", "E9"), ["E9"])],
)
def test_only_words_can_echo_the_area_before(areas: tuple[str, str], odd: list[str]) -> None:
    cells = (Cell(Column(Role.AREA, "Area"), tuple(Paragraph(text, 1) for text in areas)),)
    email = Cell(Column(Role.CONTACT, "Email"), (Paragraph(ADDRESS, 1),))
    assert list(guests.find_echoes(RawRecord(1, (*cells, email), (1, 1)))) == odd


def test_words_that_other_records_have_as_their_areas_are_no_description() -> None:
    rows = [[name, what, place] for name, what, _, place, _ in regular()]
    odd = ("Kite Club", WHAT, "Bury", "Cromer and Ely", "Norwich and Ipswich", "Thetford")
    texts = [*HEADINGS[:2], "Area", *chain(*rows), *odd, "Last Club", WHAT, "Ely", FOOTER]
    found = recover([Token(text, number) for number, text in enumerate(texts, 1)], {})
    assert found
    read = [[cell.texts for cell in record.cells] for record in found.records]
    assert [("Kite Club",), (WHAT,), odd[2:]] in read or {"Kite Club", "Thetford"} <= flagged(found)


def test_a_place_may_be_the_whole_name_of_a_whole_record() -> None:
    assert flagged(table("Cromer", WHAT, "8-12", "Ely", ADDRESS)) == set()


def test_a_record_without_an_end_puts_the_one_behind_it_in_doubt() -> None:
    found = table("Kite Club", WHAT, "Walks and talks", "Dogs welcome.", "8-12", "Ely", ADDRESS)
    read = [[cell.texts for cell in record.cells] for record in found.records]
    whole = [("Kite Club",), (WHAT, "Walks and talks", "Dogs welcome."), ("8-12",), ("Ely",), (ADDRESS,)]
    assert whole in read or {"Kite Club", "Dogs welcome."} <= flagged(found)


@pytest.mark.parametrize("number", ["01634 555 123", "07700 900456"])
def test_it_does_not_matter_which_kind_of_contact_words_are(number: str) -> None:
    """An address behind a number is the same cell, be it one of its own or one that belongs to a label."""
    rows = [[*row[:4], number, row[4]] for row in regular()]
    found = recover([Token(text, n) for n, text in enumerate([*HEADINGS, *chain(*rows), FOOTER], 1)], {})
    assert found
    assert [each.cells[4].texts for each in found.records] == [(number, row[5]) for row in rows]
    assert min(each.confidence for each in found.records) > 0.97


@pytest.mark.parametrize(("doubted", "told"), [(5, [6]), (4, []), (6, []), (0, [])])
def test_the_rest_is_doubted_where_so_large_a_share_is(doubted: int, told: list[int]) -> None:
    records = [
        RawRecord(n, (Cell(Column(Role.NAME, "Name"), (Paragraph(f"Club {n}", n),)),), (n, n))
        for n in range(1, 7)
    ]
    issues = [uncertainty.doubt(record, "a reason") for record in records[:doubted]]
    assert [each.record for each in uncertainty.doubt_company(records, issues, most=0.8)] == told


@pytest.mark.parametrize(
    "contacts",
    [
        ("Mary Devlin", "Thomas Neil", "Mary Devlin", "Joanne Hart", "Thomas Neil", "Mary Devlin"),
        ("Duty officer", "Team manager", "Duty officer", "Youth worker", "Team manager", "Duty officer"),
    ],
    ids=["persons", "posts"],
)
def test_a_sure_table_may_have_no_address_under_its_contacts(contacts: tuple[str, ...]) -> None:
    rows = [[*row[:4], contact] for row, contact in zip(regular() * 3, contacts * 3, strict=True)]
    for n, row in enumerate(rows):
        row[0] += f" {n}" if n > 5 else ""
    rows[8].insert(4, "Wells")
    found = recover([Token(text, n) for n, text in enumerate([*HEADINGS, *chain(*rows), FOOTER], 1)], {})
    assert found
    assert sum(each.needs_a_person for each in found.issues) <= 3
