"""endings: words that say that a service has ended or is paused, and words like them that do not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from msgspec import structs

from benchmarks.generator.words import EVALUATION, TRAINING, UNSEEN, read_words
from pipeline.model import Role
from pipeline.normalise import normalise
from pipeline.source import GENERAL
from pipeline.values.endings import find_sentences, says_in_name
from tests.rows import HEADINGS, codes, extraction, raw_record, record
from tests.rows import patch as ruling

CASES = Path(__file__).parents[3] / "cases" / "endings.csv"
CODE = "service-may-have-ended"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['cell']}: {row['text']}")
def test_the_words_say_so_or_do_not(row: dict[str, str]) -> None:
    is_name = row["cell"] == "name"
    said = says_in_name(row["text"]) if is_name else bool(find_sentences(row["text"], "Deal Drama"))
    assert said == (row["ended"] == "yes")


@pytest.mark.parametrize("words", [*TRAINING, *EVALUATION, *UNSEEN])
def test_what_services_are_said_to_do_is_no_ending(words: str) -> None:
    lists = read_words(words)
    said = [each for text in (*lists.things, *lists.whom, *lists.ends) for each in find_sentences(text)]
    named = [text for text in (*lists.heads, *lists.tails) if says_in_name(text)]
    assert not said and not named


def test_the_warning_stands_on_the_record_with_its_words_and_line() -> None:
    made = record(name="Deal Drama", description="Drama for all|Sessions: CLOSED", age="8-12")
    [said] = [each for each in made.issues if each.code == CODE]
    assert (said.value, said.line, said.field) == ("Sessions: CLOSED", 12, "status")
    assert made.flagged


@pytest.mark.parametrize(
    ("heading", "words", "is_said"),
    [
        ("Status", "Closed", True),
        ("Notes", "Paused", True),
        ("Monday", "Closed", False),
        ("Status", "Open", False),
    ],
)
def test_a_column_that_nobody_knows_may_say_so(heading: str, words: str, is_said: bool) -> None:
    headings = {**HEADINGS, Role.TEXT: heading}
    made = record(headings=headings, name="Deal Drama", description="Drama", text=words)
    assert (CODE in codes(made)) == is_said


def test_a_ruling_on_the_status_answers_it() -> None:
    source = structs.replace(GENERAL, patches=(ruling("status", "Deal Drama CLOSED", "defunct"),))
    [made] = normalise(extraction(raw_record(1, name="Deal Drama CLOSED")), source).items
    assert made.service.status == "defunct"
    assert not made.flagged
