"""described: what a description says of the participants' ages, beside the age cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.values import ages
from pipeline.values.ages import described

CASES = Path(__file__).parents[3] / "cases" / "stated_ages.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['cell']}: {row['text']}")
def test_statements_are_found_and_compared(row: dict[str, str]) -> None:
    assert "; ".join(words for words, _ in described.find(row["text"])) == row["stated"]
    issues = described.check(row["text"], ages.parse(row["cell"]).value, row["cell"])
    assert [each.code for each in issues] == ["age-differs-from-description"] * (row["differs"] == "yes")


def test_the_warning_quotes_both() -> None:
    [said] = described.check("young people aged 16-21", ages.parse("18-25").value, "18-25")
    assert said.message == "The age cell says '18-25', and the description says 'aged 16-21'."
