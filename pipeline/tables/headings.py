"""Headings to roles, through a vocabulary that is data: `vocabulary/headings.csv` and the source's own."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.model import Role

VOCABULARY = Path(__file__).resolve().parents[2] / "vocabulary" / "headings.csv"


def find_role(heading: str, own: Mapping[str, Role] | None = None) -> Role | None:
    """The role of a heading, by the source's own vocabulary first; None where nobody knows it.

    >>> find_role("Age  group:")
    <Role.AGE: 'age'>
    >>> find_role("Who to ring", {"who to ring": Role.CONTACT})
    <Role.CONTACT: 'contact'>
    >>> find_role("Shoe size") is None
    True
    """
    key = plain(heading)
    for known, role in (own or {}).items():
        if plain(known) == key:
            return role
    return general().get(key)


@cache
def general() -> Mapping[str, Role]:
    """The general vocabulary: plain heading to role."""
    with VOCABULARY.open(encoding="utf-8", newline="") as file:
        return {plain(row["heading"]): Role(row["role"]) for row in csv.DictReader(file)}


def plain(heading: str) -> str:
    """The heading's words, without case, punctuation and white space that carry no meaning."""
    return " ".join(re.sub(r"[^\w£/&]+", " ", heading.casefold()).split())
