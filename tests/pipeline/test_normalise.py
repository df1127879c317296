"""normalise: from the rows of the real page to their expected reading."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.issues import Issue, Severity
from pipeline.model import Amount, Extraction, Record, Role, Snapshot
from pipeline.normalise import normalise
from pipeline.source import GENERAL, read_source
from pipeline.values.rows.lines import line_of
from tests.gold import PAGE, gold_dataset
from tests.rows import codes, raw_record, record, with_policy, with_table
from tests.rows import extraction as extraction_of

GOLD = gold_dataset()


def extraction() -> Extraction:
    return Extraction(GOLD.columns, tuple(each.record.raw for each in GOLD.entries), ())


def gold_records() -> list[tuple[Record, Record]]:
    outcome = normalise(extraction(), read_source("kent-vru"))
    return list(zip(outcome.items, (each.record for each in GOLD.entries), strict=True))


def test_the_real_page_is_read_as_expected() -> None:
    for made, expected in gold_records():
        ours, theirs = made.service, expected.service
        assert (ours.name, ours.organization, ours.alternate_names) == (
            theirs.name,
            theirs.organization,
            theirs.alternate_names,
        )
        assert ours.ages == theirs.ages
        assert [(each.printed, each.name, each.kind, each.code, each.within) for each in ours.areas] == [
            (each.printed, each.name, each.kind, each.code, each.within) for each in theirs.areas
        ]
        assert ours.contacts == theirs.contacts
        assert ours.description == theirs.description == made.raw.text(Role.DESCRIPTION)


def test_the_three_records_that_a_person_must_see_are_flagged_and_no_other() -> None:
    assert [made.number for made, _ in gold_records() if made.flagged] == [1, 10, 22]


def test_nothing_but_areas_calls_for_a_person_on_the_real_page() -> None:
    for made, _ in gold_records():
        loud = [each for each in made.issues if each.severity is not Severity.NOTICE]
        assert [each for each in loud if each.field != "areas"] == []


def test_what_the_extraction_said_goes_with_the_row_or_with_the_document() -> None:
    said = Issue("record-doubtful", Severity.WARNING, "Doubtful.", record=1)
    about = Issue("table-truncated", Severity.WARNING, "Cut.")
    rows = Extraction((), (raw_record(1, name="Club"), raw_record(2, name="Cafe")), (said, about))
    outcome = normalise(rows, GENERAL)
    assert [codes(each) for each in outcome.items] == [["record-doubtful"], []]
    assert outcome.issues == (about,)


@pytest.mark.parametrize("name", ["", "TBC", "-", "\u200b"])
def test_a_row_without_a_name_is_held_back(name: str) -> None:
    made = record(name=name, description="Mentoring")
    assert [each.severity for each in made.issues if each.code == "name-missing"] == [Severity.ERROR]


def test_a_body_may_be_called_none() -> None:
    assert record(name="None", description="Mentoring").service.name == "None"


def test_a_blank_cell_is_a_warning_where_the_source_says_that_all_have_one() -> None:
    strict = with_table(required=["name", "age", "contact"])
    assert codes(record(strict, name="Club", age="", contact="a@kent.uk")) == ["cell-blank"]
    assert codes(record(name="Club", age="", contact="a@kent.uk")) == []
    assert codes(record(strict, name="Club")) == ["cell-blank", "cell-blank"]


def test_a_null_word_is_no_value_and_calls_for_nobody() -> None:
    own = with_table(required=["name", "age"], null_words=["see poster"])
    made = record(own, name="Club", age="See Poster", description="N/A", contact="TBC")
    assert codes(made) == ["cell-null", "cell-null", "cell-null"]
    assert (made.service.ages, made.service.description, made.service.contacts) == (None, None, ())
    assert not made.flagged


def test_each_value_says_where_it_came_from() -> None:
    made = record(
        name="Club (formerly Den)", age="Under|18s", phone="01622 690690", contact="01622 690691, A@kent.uk"
    )
    places = {each.field: (each.printed, each.published, each.line) for each in made.derivations}
    assert places == {
        "name": ("Club (formerly Den)", "Club", 10),
        "alternate_names.0": ("Club (formerly Den)", "Den", 10),
        "maximum_age": ("Under 18s", "17", 11),
        "phones.0": ("01622 690690", "+441622690690", 13),
        "phones.1": ("01622 690691", "+441622690691", 14),
        "contacts.0.email": ("A@kent.uk", "a@kent.uk", 14),
    }


@pytest.mark.parametrize("file", ["kent-vru/2020-12-04.txt", "kent-idf/2026-11-23.html"])
def test_the_printed_words_of_each_value_stand_on_its_line(file: str) -> None:
    content = (PAGE.parents[1] / file).read_bytes()
    source, snapshot = read_source(file.split("/")[0]), Snapshot("page", file, content, "")
    lines = content.decode("utf-8").split("\n")
    for made in normalise(extract(snapshot, source), source).items:
        for each in made.derivations:
            line = " ".join(lines[(each.line or 0) - 1].replace("&nbsp;", " ").split())
            assert each.printed in line, each


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Deal", 12),  # not the line of "Dealing"
        ("Sand", 11),  # a part of a word, where it stands alone nowhere
        ("Dealing Sandwich", 10),  # over two paragraphs: where they begin
        ("Dover", 10),
        (None, 10),
    ],
)
def test_words_stand_where_they_are_whole(words: str | None, line: int) -> None:
    raw = raw_record(area="Dealing|Sandwich|Deal and Ash")
    assert line_of(raw, Role.AREA, words) == line


def test_each_place_has_the_line_of_its_paragraph() -> None:
    made = record(read_source("kent-vru"), name="Club", area="Thanet|Maidstone Medway Swale|Gravesham")
    lines = {each.field: each.line for each in made.derivations if each.field.endswith(".code")}
    assert lines == {"areas.0.code": 11, **{f"areas.{n}.code": 12 for n in (1, 2, 3)}, "areas.4.code": 13}


def test_each_value_of_a_place_has_its_rule() -> None:
    made = record(
        read_source("kent-vru"), name="Club", area="Folkstone, Shepway, North Kent, Swale, Atlantis"
    )
    rules = {each.field: (each.published, each.rule) for each in made.derivations}
    assert rules == {
        "areas.0.name": ("Folkestone", "area-corrected"),
        "areas.0.kind": ("town", "area-kind"),
        "areas.0.within": ("E07000112", "lies-in"),
        "areas.1.kind": ("ambiguous", "area-kind"),
        "areas.1.candidates": ("E07000112|E07000110", "candidate"),
        "areas.2.kind": ("informal", "area-kind"),
        "areas.3.kind": ("authority", "area-kind"),
        "areas.3.code": ("E07000113", "area-code"),
        "areas.3.within": ("E07000113", "lies-in"),
        "areas.4.kind": ("unknown", "area-kind"),
    }
    unchecked = record(name="Club", area="Tonbridge, Luton")
    assert [each.field for each in unchecked.derivations] == ["areas.0.kind", "areas.1.kind"]


def test_every_rule_and_code_is_catalogued() -> None:
    rules = tomllib.loads(Path("pipeline/rules.toml").read_text(encoding="utf-8"))
    made = [record for record, _ in gold_records()]
    assert {each.rule for record in made for each in record.derivations} <= set(rules)


def test_a_currency_comes_from_the_heading_where_the_cell_has_none() -> None:
    assert record(name="Club", amount="500").service.amount is None
    pounds = record(headings={Role.NAME: "Name", Role.AMOUNT: "Grant (£)"}, name="Club", amount="500")
    assert pounds.service.amount == Amount(Decimal(500), "GBP")
    words = record(headings={Role.NAME: "Name", Role.AMOUNT: "In pounds"}, name="Club", amount="500")
    assert words.service.amount == Amount(Decimal(500), "GBP")


@pytest.mark.parametrize(
    ("heading", "policy", "currency"),
    [
        ("Grant", "EUR", "EUR"),
        ("Grant", None, None),
        ("Grant (£)", "EUR", "GBP"),
        ("Grant in pounds", "EGP", "EGP"),
        ("Sum of 2000 to 2010", "GBP", "GBP"),
        *((heading, "GBP", None) for heading in ("Grant ($)", "Grant in euros", "Funding %")),
    ],
)
def test_the_policy_names_the_currency_where_the_heading_names_no_unit(heading, policy, currency) -> None:
    headings = {Role.NAME: "Name", Role.AMOUNT: heading}
    made = record(with_policy(currency=policy), headings, name="Club", amount="500")
    assert made.service.amount == (Amount(Decimal(500), currency) if currency else None)
    assert ("amount-currency" in codes(made)) is (currency is None)


SCALED = (
    "Grant (£000)",
    "Amount (£000s)",
    "Amount (£m)",
    "Grant (£ thousands)",
    "Grant (000s)",
    "Price (p)",
    "Millions",
)


@pytest.mark.parametrize("heading", SCALED)
@pytest.mark.parametrize("amount", ["500", "£500"])
def test_no_sum_is_published_below_a_heading_that_counts_in_other_units(heading, amount) -> None:
    headings = {Role.NAME: "Name", Role.AMOUNT: heading}
    made = record(with_policy(currency="GBP"), headings, name="Club", amount=amount)
    assert made.service.amount is None
    assert "amount-scale" in codes(made)


def test_an_unknown_column_is_kept_as_words() -> None:
    assert record(name="Club", text="Size|‘nine’").service.texts == (("Text", "Size ‘nine’"),)
    assert record(name="Club", text="").service.texts == ()


def test_ages_of_cell_and_description_are_compared() -> None:
    made = record(name="Club", age="18-25", description="Young people aged 16-21")
    assert codes(made) == ["age-differs-from-description"]


def test_a_row_that_stands_twice_is_a_warning_and_a_name_that_does_is_a_notice() -> None:
    rows = (("Club", "8-12"), ("Club", "8-12"), ("Club", "13-16"), ("Cafe", "8-12"))
    made = normalise(
        extraction_of(*(raw_record(n, name=a, age=b) for n, (a, b) in enumerate(rows, 1))), GENERAL
    )
    assert [codes(each) for each in made.items] == [[], ["row-repeated"], ["name-repeated"], []]
    assert made.items[1].issues[0].message == "The row says the same as row 1; both are published."


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Young Lives Foundation", "Step Up - YLF"], ("Step Up - YLF", None)),  # nobody uses YLF
        (["Young Lives Foundation (YLF)", "Step Up - YLF"], ("Step Up", "Young Lives Foundation (YLF)")),
        (
            ["Young Lives Foundation", "Step Up - Young Lives Foundation"],
            ("Step Up", "Young Lives Foundation"),
        ),
        (
            ["Young Lives Foundation", "Young Lives Foundation: Step Up"],
            ("Young Lives Foundation: Step Up", None),
        ),
        (["Kent Box CIC YLF", "Young Lives Foundation", "Step Up - YLF"], ("Step Up - YLF", None)),
        (["Young Lives (YL)", "Youth Link (YL)", "Step Up - YL"], ("Step Up - YL", None)),  # two bodies fit
    ],
)
def test_a_name_is_linked_to_another_row_only_where_the_page_does_so(
    names: list[str], expected: tuple[str, str | None]
) -> None:
    rows = (raw_record(n, name=name) for n, name in enumerate(names, 1))
    made = normalise(extraction_of(*rows), GENERAL).items[-1]
    assert (made.service.name, made.service.organization) == expected


def test_a_legal_form_is_no_part_of_the_initials() -> None:
    rows = (
        raw_record(1, name="Changing Minds CIC", description="ask a CM mentor"),
        raw_record(2, name="Peers - CM"),
    )
    made = normalise(extraction_of(*rows), GENERAL).items[-1]
    assert (made.service.name, made.service.organization) == ("Peers", "Changing Minds CIC")


def test_without_a_gazetteer_areas_are_kept_as_printed_and_call_for_nobody() -> None:
    made = record(name="Club", area="Tonbridge|Luton")
    assert [(each.printed, each.name, each.code) for each in made.service.areas] == [
        ("Tonbridge", "Tonbridge", None),
        ("Luton", "Luton", None),
    ]
    assert codes(made) == ["area-unchecked"]
    assert not made.flagged


def test_a_body_and_its_own_initials_are_one_name_also_where_its_other_rows_use_them() -> None:
    whole = "Charlton Athletic Community Trust - CACT"
    rows = (
        raw_record(1, name="Charlton Athletic Community Trust", description="CACT runs this"),
        raw_record(2, name=whole, description="Football"),
        raw_record(3, name="Kicks - CACT", description="Football"),
    )
    made = [each.service for each in normalise(extraction_of(*rows), GENERAL).items]
    assert [(each.name, each.organization) for each in made[1:]] == [
        (whole, None),
        ("Kicks", "Charlton Athletic Community Trust"),
    ]
