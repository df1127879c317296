"""contacts: how each label and address came to be, and what is said of words that are neither."""

from __future__ import annotations

import pytest

from pipeline.issues import Severity
from pipeline.values import contacts
from tests.pipeline.values.test_cases import lines


def traces(text: str) -> dict[str, tuple[str, str, str]]:
    parsed = contacts.parse(lines(text))
    return {each.field: (each.printed, each.published, each.rule) for each in parsed.derivations}


def test_a_label_that_is_a_part_of_its_line_is_traced_and_a_whole_line_is_itself() -> None:
    line = "Emma Price: a.b@kent.gov.uk"
    assert traces(line) == {"contacts.0.label": (line, "Emma Price", "contact-label")}
    assert traces("Emma Price|a.b@kent.gov.uk") == {}
    assert traces("a.b@kent.gov.uk (Thanet)")["contacts.0.label"][1:] == ("Thanet", "contact-label")


def test_a_label_that_is_not_published_is_not_traced() -> None:
    assert "contacts.0.label" not in traces("Emma Price: a.b@kent.gov.uk c.d@kent.gov.uk")


def test_only_the_address_that_was_repaired_is_called_so() -> None:
    assert traces("Jo@kent.uk, sam [at] kent.uk") == {
        "contacts.0.email": ("Jo@kent.uk", "jo@kent.uk", "email-lower"),
        "contacts.1.email": ("sam [at] kent.uk", "sam@kent.uk", "email-repaired"),
    }


@pytest.mark.parametrize("text", ["Do not email a.b@kent.gov.uk", "a.b@kent.gov.uk (left March 2024)"])
def test_what_may_not_be_used_is_for_a_person(text: str) -> None:
    (said,) = contacts.parse(lines(text)).issues
    assert said.severity is Severity.WARNING
    assert said.value in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Click here to email|a.b@kent.gov.uk", "Click here to email"),
        ("Email A Club|a.b@kent.gov.uk", "Email"),
        ("a.b@kent.gov.uk (Mon-Fri 9-5)", "Mon-Fri 9-5"),
    ],
)
def test_words_that_are_left_out_are_named(text: str, words: str) -> None:
    (said,) = contacts.parse(lines(text)).issues
    assert (said.code, said.severity, said.value) == ("contact-told", Severity.NOTICE, words)


def test_a_number_for_no_voice_is_named_with_its_use() -> None:
    (said,) = contacts.parse(lines("Tel: 01304 800900 Fax: 01304 800901")).issues
    assert said.value == "01304 800901"
    assert "a fax" in said.message


def test_a_number_that_nobody_has_is_not_called_impossible() -> None:
    (said,) = contacts.parse(lines("07700 900123")).issues
    assert "not a possible" not in said.message
    (said,) = contacts.parse(lines("01622 6906")).issues
    assert "not a possible" in said.message
