"""patches: a person's ruling comes last, is on show, answers its warning, and lapses with its words."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from pipeline.gazetteer import title_of
from pipeline.issues import Severity, SourceError
from pipeline.model import AgeRange, Area, Contact, Derivation, Outcome, Record
from pipeline.normalise import normalise
from pipeline.source import GENERAL, Source, read_source
from pipeline.values.rows.patches import apply
from tests.gold import gold_dataset
from tests.rows import codes, extraction, patch, raw_record

Value = str | int | tuple[str, ...] | None

ROW = {
    "name": "Step Up - YLF",
    "description": "Mentoring",
    "age": "Over 18",
    "contact": "emma.price@kent",
    "phone": "01622 12345",
    "url": "Facebook",
    "amount": "about £500",
}


def patched(*rulings: tuple[str, str, Value], **cells: str) -> Outcome[Record]:
    source = structs.replace(GENERAL, patches=tuple(patch(*each) for each in rulings))
    return normalise(extraction(raw_record(1, **(cells or ROW))), source)


@pytest.mark.parametrize(
    ("field", "match", "value", "expected"),
    [
        ("name", "Step Up - YLF", "Step Up", "Step Up"),
        ("organization", "Step Up - YLF", "Young Lives Foundation", "Young Lives Foundation"),
        ("organization", "Step Up - YLF", None, None),
        ("alternate_names", "Step Up – YLF".replace("–", "-"), ("SUM", "Up"), ("SUM", "Up")),
        ("description", "Mentoring", "Mentoring for all", "Mentoring for all"),
        ("description", "Mentoring", None, None),
        ("ages", "", None, None),
        (
            "contacts",
            "emma.price@kent",
            "Emma.Price@kent.gov.uk",
            (Contact("emma.price@kent.gov.uk", None, True),),
        ),
        (
            "contacts",
            "emma.price@kent",
            ("Thanet <info@kent.uk>",),
            (Contact("info@kent.uk", "Thanet", False),),
        ),
        ("contacts", "emma.price@kent", None, ()),
        ("phones", "01622 12345", "+441622690690", ("+441622690690",)),
        ("urls", "Facebook", "https://www.facebook.com/club", ("https://www.facebook.com/club",)),
        ("amount", "about £500", None, None),
        ("status", "Step Up - YLF", "temporarily closed", "temporarily closed"),
    ],
)
def test_a_patch_sets_its_field(field: str, match: str, value: Value, expected: Any) -> None:
    if field == "ages":
        field, match = "minimum_age", "Over 18"
        expected = AgeRange(None, None)
    [made] = patched((field, match, value)).items
    assert getattr(made.service, "ages" if field == "minimum_age" else field) == expected
    rules = {each.rule for each in made.derivations if each.field.split(".")[0] == field}
    assert rules == {"patch"}


@pytest.mark.parametrize(
    ("field", "match", "value", "expected"),
    [
        ("organization", "Step Up - YLF", "", {"organization": ""}),
        (
            "alternate_names",
            "Step Up - YLF",
            ("SUM", "Up"),
            {"alternate_names.0": "SUM", "alternate_names.1": "Up"},
        ),
        (
            "phones",
            "01622 12345",
            ("+441622690690", "+441634690690"),
            {"phones.0": "+441622690690", "phones.1": "+441634690690"},
        ),
        (
            "contacts",
            "emma.price@kent",
            "North <A@kent.uk>",
            {"contacts.0.email": "a@kent.uk", "contacts.0.label": "North"},
        ),
        ("urls", "Facebook", (), {"urls": ""}),
        ("minimum_age", "Over 18", 18, {"minimum_age": "18"}),
    ],
)
def test_each_value_of_a_ruling_has_its_own_path(
    field: str, match: str, value: Value, expected: dict[str, str]
) -> None:
    [made] = patched((field, match, value)).items
    assert {each.field: each.published for each in made.derivations if each.rule == "patch"} == expected


def test_ages_and_amounts_are_set_by_number_and_by_words() -> None:
    [made] = patched(("minimum_age", "Over 18", 18), ("maximum_age", "Over 18", 25)).items
    assert made.service.ages == AgeRange(18, 25)
    [made] = patched(("amount", "about £500", "500 GBP")).items
    assert made.service.amount is not None and str(made.service.amount.value) == "500"


def test_a_patch_is_on_show_with_the_printed_words_and_their_line() -> None:
    [made] = patched(("minimum_age", "Over 18", 19)).items
    assert Derivation("minimum_age", "Over 18", "19", "patch", 12) in made.derivations


def test_a_patch_says_why_who_and_since_when() -> None:
    [made] = patched(("minimum_age", "Over 18", 19)).items
    (said,) = (each for each in made.issues if each.code == "patched")
    assert said.message == "A person ruled on minimum_age: “asked” (a clerk, 2026-01-02)."
    assert (said.severity, said.line, said.record, said.value) == (Severity.NOTICE, 12, 1, "Over 18")


def test_a_patch_answers_the_warning_about_its_words_and_no_other() -> None:
    before, after = (
        patched(),
        patched(("minimum_age", "Over 18", 18), ("organization", "Step Up - YLF", "YLF")),
    )
    gone = set(codes(before.items[0])) - set(codes(after.items[0]))
    assert gone == {"age-ambiguous", "abbreviation-unknown"}
    assert after.items[0].flagged


def test_a_patch_that_matches_nothing_is_an_issue_about_the_document() -> None:
    [said] = patched(("maximum_age", "Under 99", 98)).issues
    assert (said.code, said.field, said.record) == ("patch-unused", "maximum_age", None)
    assert patched(("maximum_age", "Over 18", 98)).issues == ()


@pytest.mark.parametrize(
    ("field", "match", "value"),
    [
        ("shoe_size", "Mentoring", "9"),
        ("name", "Step Up - YLF", None),
        ("name", "Step Up - YLF", ("a", "b")),
        ("minimum_age", "Over 18", "18"),
        ("phones", "01622 12345", 5),
        ("contacts", "emma.price@kent", "emma.price@kent"),
        ("amount", "about £500", "about £500"),
        ("phones", "01622 12345", ""),
        ("urls", "Facebook", ("https://kent.uk", "")),
        ("status", "Step Up - YLF", "closed"),
        ("status", "Step Up - YLF", None),
    ],
)
def test_a_patch_that_cannot_be_applied_names_itself(field: str, match: str, value: Value) -> None:
    with pytest.raises(SourceError, match=field):
        patched((field, match, value))


def area(printed: str, name: str, code: str | None = None) -> Area:
    return Area(printed, name, "town", code)


def with_areas(*areas: Area, match: str, value: Value) -> Record:
    source: Source = read_source("kent-vru")
    source = structs.replace(source, patches=(patch("areas", match, value),))
    made = gold_dataset().entries[0].record
    derived = tuple(
        Derivation(f"areas.{n}.name", each.printed, each.name, "area-alias") for n, each in enumerate(areas)
    )
    service = made.service
    object.__setattr__(service, "areas", areas)
    object.__setattr__(made, "derivations", (*derived, Derivation("name", "a", "b", "name-part")))
    return apply((made,), source)[0][0]


def test_a_place_is_ruled_and_the_places_around_it_keep_their_derivations() -> None:
    made = with_areas(
        area("Tonbrige", "Tonbridge"),
        area("Shepway", "Shepway"),
        area("Deel", "Deal"),
        match="Shepway",
        value="Swale",
    )
    assert [each.name for each in made.service.areas] == ["Tonbridge", "Swale", "Deal"]
    assert made.service.areas[1].code == "E07000113"
    assert [(each.field, each.rule) for each in made.derivations] == [
        ("areas.0.name", "area-alias"),
        ("areas.2.name", "area-alias"),
        ("name", "name-part"),
        *((f"areas.1.{part}", "patch") for part in ("name", "kind", "code", "within")),
    ]
    assert not made.flagged


def test_one_place_may_be_ruled_to_be_several_or_none() -> None:
    made = with_areas(
        area("Shepway", "Shepway"), area("Deel", "Deal"), match="Shepway", value=("Swale", "Thanet")
    )
    assert [each.name for each in made.service.areas] == ["Swale", "Thanet", "Deal"]
    assert [each.field for each in made.derivations if each.rule == "area-alias"] == ["areas.2.name"]
    names = {each.field: each.published for each in made.derivations if each.field.endswith(".name")}
    assert names == {"areas.0.name": "Swale", "areas.1.name": "Thanet", "areas.2.name": "Deal"}
    made = with_areas(area("Shepway", "Shepway"), area("Deel", "Deal"), match="Shepway", value=None)
    assert [each.name for each in made.service.areas] == ["Deal"]
    assert [(each.field, each.published) for each in made.derivations if each.rule == "patch"] == [
        ("areas", "")
    ]


def test_a_ruling_on_the_whole_cell_replaces_all_of_its_places() -> None:
    whole = "Tonbridge Luton Chatham Shepway"
    made = with_areas(area("Shepway", "Shepway"), area("Deel", "Deal"), match=whole, value="Medway")
    assert [each.name for each in made.service.areas] == ["Medway"]
    assert with_areas(match=whole, value="Medway").service.areas[0].printed == whole


@pytest.mark.parametrize(
    ("value", "kind", "code"),
    [
        ("E07000110", "authority", "E07000110"),
        ("Maidstone (authority)", "authority", "E07000110"),
        ("Maidstone (town)", "town", None),
        ("Ash (village, E07000108)", "village", None),
    ],
)
def test_a_place_is_named_by_its_code_or_told_from_its_namesakes_by_its_kind(
    value: str, kind: str, code: str | None
) -> None:
    [made] = with_areas(area("Shepway", "Shepway"), match="Shepway", value=value).service.areas
    assert (made.kind, made.code) == (kind, code)


def test_every_place_of_the_gazetteer_can_be_named() -> None:
    places = read_source("kent-vru").gazetteer
    titles = [title_of(each, places) for each in places]
    assert len(set(titles)) == len(titles)


def test_a_name_of_two_places_is_refused_with_the_choices() -> None:
    with pytest.raises(SourceError, match=r"write 'Maidstone \(authority\)' or 'Maidstone \(town\)'"):
        with_areas(area("Shepway", "Shepway"), match="Shepway", value="Maidstone")


def test_a_place_that_the_gazetteer_lacks_is_refused() -> None:
    with pytest.raises(SourceError, match="Atlantis"):
        with_areas(area("Shepway", "Shepway"), match="Shepway", value="Atlantis")
