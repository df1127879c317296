"""The lists of words that the pipeline knows: `vocabulary/*.csv`, of which its SOURCES.md tells."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).resolve().parents[1] / "vocabulary"


@cache
def table(file_name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a list in vocabulary/."""
    with (VOCABULARY / file_name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def first_column(file_name: str) -> list[str]:
    """What stands in the first column of a list in vocabulary/, without its heading."""
    text = (VOCABULARY / file_name).read_text(encoding="utf-8")
    if '"' in text:
        return [row[0] for row in csv.reader(text.splitlines())][1:]
    return [line.partition(",")[0] for line in text.splitlines()][1:]  # far quicker, for a list is long


@cache
def words_in(file_name: str) -> frozenset[str]:
    """The same as a set."""
    return frozenset(first_column(file_name))
