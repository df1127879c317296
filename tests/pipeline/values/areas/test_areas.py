"""Areas: each case reads as a clerk would read it; no word is lost, and none is bent to another place."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.gazetteer import read_gazetteer
from pipeline.issues import Severity
from pipeline.source import read_source
from pipeline.values.areas import parse, words
from pipeline.values.areas.cover import Part
from pipeline.values.areas.doubts import is_unsure
from pipeline.values.areas.pairs import check_pairs
from pipeline.values.areas.remarks import phrases
from pipeline.values.places import atlas, plain
from pipeline.vocabulary import table

CASES = Path(__file__).resolve().parents[3] / "cases" / "areas.csv"
SOURCE = read_source("kent-vru")
KNOWN = atlas(SOURCE.gazetteer)
NAMES = sorted({each.name for each in SOURCE.gazetteer})
TOLD_APART = ("area-excluded", "area-vague", "area-channel", "refers-to-another-row")


def read(text, context="", known=KNOWN):
    return parse(tuple(text.split("|")), known, SOURCE.places.phrases, context)


def rows(cases=CASES):
    with cases.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(area):
    where = area.code or " ".join(area.within) or "?".join(area.candidates)
    return f"{area.printed} = {area.name} [{area.kind}] {where}".strip()


@pytest.mark.parametrize("case", rows(), ids=lambda case: f"{case['text']}~{case['context'][:20]}")
def test_case(case):
    parsed = read(case["text"], case["context"])
    assert " + ".join(map(shown, parsed.value)) == case["expected"]
    assert " ".join(dict.fromkeys(each.code for each in parsed.issues)) == case["issue"]


def test_there_are_cases_enough():
    assert len(rows()) >= 150


@settings(deadline=None)
@given(
    st.text(max_size=60) | st.lists(st.sampled_from([*NAMES, "and", ",", "/", "near", "the"])).map(" ".join)
)
@example("VARIES")
@example("Dover, online")
def test_every_word_is_in_a_place_or_told_or_says_nothing(text):
    parsed = read(text)
    left = f" {plain(text)} "
    for out in (each.value for each in parsed.issues if each.code in TOLD_APART):
        left = left.replace(plain(out), " | ", 1)
    for area in parsed.value:
        assert plain(area.printed) in left or not plain(area.printed)
        spaced = f" {plain(area.printed)} "
        left = left.replace(spaced if spaced in left else plain(area.printed), " | ", 1)
    assert set(left.split()) - {"|"} <= {plain(each) for each in words()}


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
def test_listed_places_are_read_one_by_one(names):
    parsed = read("; ".join(names))
    assert [plain(each.printed) for each in parsed.value] == [plain(name) for name in names]


@given(st.text(max_size=40))
def test_a_code_is_published_only_for_a_name_of_that_area(text):
    for area in read(text).value:
        if area.code:
            (place,) = (each for each in SOURCE.gazetteer if each.code == area.code)
            near = {plain(place.name), *map(plain, place.aliases)}
            assert plain(area.printed) in near or KNOWN.nearest(area.printed) in near


@pytest.mark.parametrize("name", NAMES)
def test_a_published_name_reads_as_itself(name):
    (area,) = read(name).value
    assert area.name in (name, area.printed)


@pytest.mark.parametrize("name", [each.name for each in read_gazetteer("elsewhere")])
def test_no_place_elsewhere_is_bent_to_one_here(name):
    parsed = read(name)
    assert [each.kind for each in parsed.value] in (["elsewhere"], ["ambiguous"])
    assert {each.severity for each in parsed.issues} == {Severity.WARNING}


SERVED = st.sampled_from(sorted({each.name for each in SOURCE.gazetteer if each.kind == "authority"}))


@settings(deadline=None)
@given(
    SERVED, SERVED, st.sampled_from(sorted(phrases("excludes"))), st.sampled_from(["{} {} {}", "{} ({} {})"])
)
def test_a_place_that_is_left_out_is_no_area(served, left_out, word, form):
    parsed = read(form.format(served, word, left_out))
    assert [each.name for each in parsed.value] == [served]
    assert "area-excluded" in {each.code for each in parsed.issues}


@settings(deadline=None)
@given(
    SERVED,
    st.sampled_from(sorted(phrases("ends"))),
    st.sampled_from(["{} {}", "{} ({})", "{1}: {0}", "{} / {}"]),
)
def test_a_place_that_is_closed_is_no_area(place, word, form):
    parsed = read(form.format(place, word))
    assert parsed.value == ()
    assert [each.code for each in parsed.issues] == ["area-excluded"]


def test_no_pair_is_told_with_a_place_that_is_printed_in_other_words():
    """A remark that was cut from within a name leaves words that stand nowhere on the page."""
    kent, thanet = (Part(name, KNOWN.find(name)) for name in ("Kent", "Thanet"))
    assert [each.code for each in check_pairs("Kent (Thanet)", (kent, thanet), KNOWN)] == ["area-part"]
    assert not [*check_pairs("Kent (the isle)", (kent, thanet), KNOWN)]


def test_another_county_brings_its_own_file(tmp_path, monkeypatch):
    header = "name,kind,code,within,part_of,aliases,origin\n"
    table = "Basildon,authority,E07000066,E07000066,,,ONS GSS codes\nPitsea,town,,E07000066,,,a map\n"
    (tmp_path / "essex.csv").write_text(header + table, encoding="utf-8")
    monkeypatch.setattr("pipeline.gazetteer.GAZETTEER", tmp_path)
    parsed = read("Pitsea and Basildon, Thanet", known=atlas(read_gazetteer("essex")))
    assert [each.code or each.kind for each in parsed.value] == ["town", "E07000066", "unknown"]


def test_names_of_the_gazetteer_agree_with_the_codes():
    by_code = {}
    for place in SOURCE.gazetteer:
        if place.code:
            assert by_code.setdefault(place.code, place.name) == place.name
    authorities = set(SOURCE.places.coverage)
    for place in SOURCE.gazetteer:
        assert set(place.within) <= authorities, place
        assert place.origin, place


@pytest.mark.parametrize("case", rows(CASES.with_name("area_lists.csv")), ids=lambda case: case["text"])
def test_without_a_gazetteer(case):
    parsed = parse((case["text"],), atlas(()), {})
    assert " | ".join(each.name for each in parsed.value) == case["expected"]
    assert " ".join(dict.fromkeys(each.code for each in parsed.issues)) == case["issue"]
    assert all(each.printed in case["text"] for each in parsed.value)


def test_no_known_name_of_a_place_is_doubted():
    assert not {name for name in known_names_as_written() if is_unsure(name)}


def test_few_names_would_be_doubted_if_nobody_knew_them(monkeypatch):
    monkeypatch.setattr("pipeline.values.areas.doubts.known_names", lambda: frozenset())
    doubted = {name for name in known_names_as_written() if is_unsure(name)}
    assert "March" in doubted
    assert len(doubted) < len(known_names_as_written()) / 250  # with words of other tongues, as Tal-y-bont


def known_names_as_written():
    return [each["name"] for each in table("place_names.csv")]


LEFT_OUT = [*sorted(phrases("excludes")), "or", "until", "from", "moved to", "no", "was", "bar", "less"]


@pytest.mark.parametrize("word", LEFT_OUT)
@pytest.mark.parametrize("form", ["Dover, {} Deal", "Dover ({} Deal)", "Dover {} Deal"])
def test_without_a_gazetteer_what_may_be_left_out_is_never_silent(word, form):
    parsed = read(form.format(word), known=atlas(()))
    assert any(each.needs_a_person for each in parsed.issues)


def test_without_a_gazetteer_each_part_stands_as_printed_under_one_notice():
    parsed = parse(("Here and There, Yonder",), atlas(()), {})
    assert [(each.printed, each.kind, each.code) for each in parsed.value] == [
        ("Here and There", "unknown", None),
        ("Yonder", "unknown", None),
    ]
    assert [(each.code, each.needs_a_person) for each in parsed.issues] == [("area-unchecked", False)]


HELD = [(each.name, area.name) for area in SOURCE.gazetteer if area.kind == "authority"
        for each in SOURCE.gazetteer if KNOWN.holds(area, each) and each.name != area.name]  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(HELD), st.sampled_from(["{0}, {1}, Essex", "Essex, {0}, {1}", "{1}, {0}, Essex"]))
def test_in_a_list_no_place_is_lost_to_the_one_before_it(pair, form):
    parsed = read(form.format(*pair))
    printed = " ".join(plain(each.printed) for each in parsed.value)
    assert all(plain(name) in printed for name in pair)
    apart = [each.printed for each in parsed.value if "," not in each.printed]
    assert len(apart) == len(parsed.value)


@settings(deadline=None)
@given(
    st.sampled_from(HELD),
    st.sampled_from(["{1} ({0})", "{1}: {0}", "{1} - {0}", "{0} ({1})", "{1} and {0} only"]),
)
def test_a_place_beside_a_part_of_it_is_never_silent(pair, form):
    assert any(each.needs_a_person for each in read(form.format(*pair)).issues)


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_where_a_line_breaks_at_a_joining_word_changes_nothing(one, other):
    whole = [each.name for each in read(f"{one} and {other}").value]
    assert [each.name for each in read(f"{one}|and {other}").value] == whole
    assert [each.name for each in read(f"{one} and|{other}").value] == whole
