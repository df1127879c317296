"""Headings on one line, some of which nobody knows, told apart by their colons or capitals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import find_roles, is_services_table
from pipeline.tables.headings.words import LONGEST

FEWEST = 3  # headings


def part_by_case(text: str, own: Mapping[str, Role]) -> list[str]:
    """The headings that the words are; none where they can be others, or those of no table of services.

    Each ends in a colon, or each begins with a capital and goes on in small letters, as some must show.
    Two that nobody knows side by side may be one, so that these are none. Where all are known, capitals add
    nothing.

    >>> part_by_case("Name of service Who is it for? Age group Area covered", {})
    ['Name of service', 'Who is it for?', 'Age group', 'Area covered']
    >>> part_by_case("Service: Shoe size: Ages: Area:", {}), part_by_case("Service Shoe Size Ages Area", {})
    (['Service:', 'Shoe size:', 'Ages:', 'Area:'], [])
    """
    words = text.split()
    if len(text) > 3 * LONGEST or len(words) < FEWEST:
        return []
    parts = _part_at_colons(words) if text.count(": ") + 1 >= FEWEST else _part_at_capitals(words, own)
    known = [find_role(part, own) is not None for part in parts]
    if len(parts) < FEWEST or not len(parts) < 2 * sum(known) < 2 * len(parts):
        return []
    if not all(map(any, pairwise(known))):
        return []
    return parts if is_services_table(find_roles(parts, own), parts) else []


def _part_at_colons(words: Sequence[str]) -> list[str]:
    """The parts that end in a colon; none where the last does not."""
    ends = [n for n, word in enumerate(words, 1) if word.endswith(":")]
    return [" ".join(words[a:b]) for a, b in pairwise([0, *ends])] if ends[-1:] == [len(words)] else []


def _part_at_capitals(words: Sequence[str], own: Mapping[str, Role]) -> list[str]:
    """The parts that begin with a capital, two joined that make a known heading; none where others may be.

    Some part must show that other words of a heading begin in small letters.
    """
    starts = [n for n, word in enumerate(words) if word[0].isupper()]
    if starts[:1] != [0] or len(starts) == len(words):
        return []
    parts = [" ".join(words[a:b]) for a, b in pairwise([*starts, len(words)])]
    joins = [n for n, pair in enumerate(pairwise(parts)) if find_role(" ".join(pair), own)]
    if any(two - one == 1 for one, two in pairwise(joins)):
        return []
    ends = {n + 1 for n in joins}
    return [
        " ".join(parts[n : n + 2]) if n in joins else part for n, part in enumerate(parts) if n not in ends
    ]
