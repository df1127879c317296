"""Tables that follow one another in a stream of paragraphs, each under headings of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.flattened.heading_search import openings, opens_heading
from pipeline.tables.flattened.menus import are_of_menu
from pipeline.tables.headings.one_line import part_line
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import find_roles, is_services_table
from pipeline.tables.headings.words import LONGEST, plain
from pipeline.tables.streams.stream import Token

FEWEST = 3  # headings

Headings = tuple[int, int, list[str]]  # the first token that prints them, one past the last, and their words


def find_later(tokens: Sequence[Token], own: Mapping[str, Role]) -> list[Headings]:
    """The headings of each table but the first: all known, not those of the table before, and behind more
    than a menu or the same headings printed twice.
    """
    found: list[Headings] = []
    above: Headings | None = None
    for each in _find_headings(tokens, own):
        if above and _plain(each) != _plain(above) and _has_rows(tokens, above, each):
            found.append(each)
        above = each
    return found


def _plain(headings: Headings) -> list[str]:
    return [*map(plain, headings[2])]


def _has_rows(tokens: Sequence[Token], above: Headings, below: Headings) -> bool:
    """Whether enough stands between two rows of headings for one record."""
    return sum(bool(token.text) for token in tokens[above[1] : below[0]]) >= len(above[2])


def part_at(tokens: Sequence[Token], later: Sequence[Headings]) -> list[list[Token]]:
    """The paragraphs up to the first of these headings, and from each to the next; one for each heading."""
    ends = [*(start for start, _, _ in later), len(tokens)]
    parts = [[*tokens[: ends[0]]]]
    for (start, behind, texts), end in zip(later, ends[1:], strict=True):
        line = tokens[start].line
        parts.append([*(Token(text, line) for text in texts), *tokens[behind:end]])
    return parts


def _find_headings(tokens: Sequence[Token], own: Mapping[str, Role]) -> Iterator[Headings]:
    """Wherever the headings of a table of services stand, each known, on one line or a paragraph each."""
    known = openings(own)
    group: list[int] = []
    for at, token in enumerate(tokens):
        if token.text and opens_heading(token.text, known):
            if possible_roles(token.text, own):
                group.append(at)
                continue
            if texts := _part_line(token.text, own):
                yield at, at + 1, texts
        if token.text:
            yield from _to_headings(tokens, group, own)
            group = []
    yield from _to_headings(tokens, group, own)


def _part_line(text: str, own: Mapping[str, Role]) -> list[str]:
    """The headings that a line is, between tabs or run together; none where it is no line of them."""
    if len(text) > FEWEST * LONGEST:
        return []
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    if len(cells) < FEWEST:
        return next(iter(part_line(text, own)), [])
    are_known = all(possible_roles(cell, own) for cell in cells)
    return cells if are_known and is_services_table(find_roles(cells, own), cells) else []


def _to_headings(
    tokens: Sequence[Token], group: Sequence[int], own: Mapping[str, Role]
) -> Iterator[Headings]:
    texts = [tokens[at].text for at in group]
    if len(texts) >= FEWEST and not are_of_menu(texts) and is_services_table(find_roles(texts, own), texts):
        yield group[0], group[-1] + 1, texts
