"""Headings on a line of a table in columns, and the words below that end them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from pipeline.model import Role
from pipeline.tables.headings.one_line import part_words
from pipeline.tables.headings.readings import find_role, roles_in_row
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import LONGEST, is_plain_heading

FEWEST = 3  # columns
WIDE = re.compile(r"\s{2,}")
_PIECE = re.compile(r"\S+(?: \S+)*")


def find_headings(line: str, below: Sequence[str], own: Mapping[str, Role]) -> list[tuple[int, int]]:
    """Where the headings stand on this line; one blank parts some where each is a heading that we know."""
    places: list[tuple[int, int]] = []
    for match in _PIECE.finditer(line):
        at = match.start()
        known = _parts(match[0], own)
        if _are_crossed(known, at, below):
            known = []
        for part in known or _parts_above_gap(match[0], at, below, own):
            places.append((at, at + len(part)))
            at += len(part) + 1
    return places


def _parts(words: str, own: Mapping[str, Role]) -> list[str]:
    """The headings that the words are: themselves, or some, where we know each; else none."""
    if len(words) > 2 * LONGEST or roles_in_row(words, own):
        return [words]
    for at in (n for n, letter in enumerate(words) if letter == " "):
        if find_role(words[:at], own) is not None and find_role(words[at + 1 :], own) is not None:
            return [words[:at], words[at + 1 :]]
    return part_words(words, own)


def _parts_above_gap(words: str, start: int, below: Sequence[str], own: Mapping[str, Role]) -> list[str]:
    """The words; or two headings, one without a role, where the blank between them runs through the rows."""
    for at in (n for n, letter in enumerate(words) if letter == " "):
        parts = [words[:at], words[at + 1 :]]
        is_each = all(find_role(part, own) or is_plain_heading(part) for part in parts)
        if is_each and not is_plain_heading(words) and _runs_through(start + at, below):
            return parts
    return [words]


def _are_crossed(parts: Sequence[str], start: int, lines: Sequence[str]) -> bool:
    """True where the words of most rows run over the one blank between two of these headings."""
    for end in [*accumulate((len(part) + 1 for part in parts[:-1]), initial=start)][1:]:
        crossing = _find_crossing(end - 1, lines)
        if 2 * sum(1 for line in crossing if not line[end - 1].isspace()) > len(crossing):
            return True
    return False


def _runs_through(place: int, lines: Sequence[str]) -> bool:
    """True where all lines in columns that go on behind this place are blank there."""
    crossing = _find_crossing(place, lines)
    return len(crossing) >= FEWEST and all(line[place].isspace() for line in crossing)


def _find_crossing(place: int, lines: Sequence[str]) -> list[str]:
    """The lines in columns that go on behind this place."""
    rows = [line for line in map(str.expandtabs, lines) if WIDE.search(line.strip())]
    return [line for line in rows if line[place + 1 :].strip()]


def with_line_below(
    lines: Sequence[str], start: int, places: Sequence[tuple[int, int]], own: Mapping[str, Role]
) -> tuple[int, list[str]]:
    """The headings on this line, with those right below that end them where more of them are known so; and
    the last line of the two.
    """
    alone = [lines[start][one:two] for one, two in places]
    below = [*_PIECE.finditer(lines[start + 1], 0, places[-1][1] + LONGEST)] if start + 1 < len(lines) else []
    joined = [
        " ".join([text, *(each[0] for each in below if each.start() < two and one < each.end())])
        for text, (one, two) in zip(alone, places, strict=True)
    ]
    is_longer = count_known(joined, own) > count_known(alone, own)
    return (start + 1, joined) if is_longer else (start, alone)


def count_known(headings: Sequence[str], own: Mapping[str, Role]) -> int:
    return sum(1 for role in find_roles(headings, own) if role)
