"""Tables that follow one another in a stream of paragraphs, each under headings of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.heading_search import openings, opens_heading
from pipeline.tables.flattened.menus import are_of_menu
from pipeline.tables.grammars import word_list
from pipeline.tables.headings.one_line import part_line
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import find_roles, is_bare, is_services_table
from pipeline.tables.headings.words import LONGEST, plain
from pipeline.tables.streams.stream import Token

FEWEST = 3  # headings

Test = Callable[[Sequence[Role | None], Sequence[str]], bool]  # whether headings of these roles are a table's


class Headings(NamedTuple):
    """The headings of one table among paragraphs.

    `first` is the first token that prints them, `end` one past the last; `line` is counted from 1.
    """

    first: int
    end: int
    texts: list[str]
    line: int


def find_later(tokens: Sequence[Token], own: Mapping[str, Role]) -> list[Headings]:
    """The headings of each table but the first: all known, not those of the table before, and behind more
    than a menu or the same headings printed twice.
    """
    found: list[Headings] = []
    above: Headings | None = None
    for each in _find_headings(tokens, own):
        each = _without_cells(each, above) if above else each
        if above and _plain(each) != _plain(above) and _has_rows(tokens, above, each):
            found.append(each)
        above = each
    return found


def find_bare(tokens: Sequence[Token], own: Mapping[str, Role]) -> list[Headings]:
    """The headings, a paragraph each, that say no more than names, places, and how to reach them."""
    return [*_find_headings(tokens, own, is_bare)]


def to_unread(tokens: Sequence[Token], records: Sequence[RawRecord]) -> Callable[[Headings], bool]:
    """A test whether enough for a row stands below headings, is no menu, and is in none of these records."""
    last = max((each.lines[1] for each in records), default=0)
    read = {text for each in records for cell in each.cells for text in cell.texts}

    def is_unread(headings: Headings) -> bool:
        count, around = len(headings.texts), tokens[max(0, headings.first - 1) : headings.end + 1]
        behind = (tokens[at].text for at in range(headings.end, len(tokens)))
        below = [*islice(filter(None, behind), count)]
        if len(below) < count or word_list("menu") & {each.text.casefold() for each in around}:
            return False
        return headings.line > last or (headings.line == last and not read.issuperset(below))

    return is_unread


def _without_cells(headings: Headings, above: Headings) -> Headings:
    """The headings; where they end with all of those above, without the words before, which end a row."""
    is_again = _plain(headings)[-len(above.texts) :] == _plain(above)
    return headings._replace(texts=headings.texts[-len(above.texts) :]) if is_again else headings


def _plain(headings: Headings) -> list[str]:
    return [*map(plain, headings.texts)]


def _has_rows(tokens: Sequence[Token], above: Headings, below: Headings) -> bool:
    """Whether enough stands between two rows of headings for one record."""
    return sum(bool(token.text) for token in tokens[above.end : below.first]) >= len(above.texts)


def part_at(tokens: Sequence[Token], later: Sequence[Headings]) -> list[list[Token]]:
    """The paragraphs up to the first of these headings, and from each to the next; one for each heading."""
    ends = [*(each.first for each in later), len(tokens)]
    parts = [[*tokens[: ends[0]]]]
    for each, end in zip(later, ends[1:], strict=True):
        parts.append([*(Token(text, each.line) for text in each.texts), *tokens[each.end : end]])
    return parts


def _find_headings(
    tokens: Sequence[Token], own: Mapping[str, Role], is_table: Test = is_services_table
) -> Iterator[Headings]:
    """Wherever the headings of such a table stand, each known, on one line or a paragraph each."""
    known = openings(own)
    group: list[int] = []
    for at, token in enumerate(tokens):
        if token.text and opens_heading(token.text, known):
            if possible_roles(token.text, own):
                group.append(at)
                continue
            if is_table is is_services_table and (texts := _part_line(token.text, own)):
                yield Headings(at, at + 1, texts, token.line)
        if token.text:
            yield from _to_headings(tokens, group, own, is_table)
            group = []
    yield from _to_headings(tokens, group, own, is_table)


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
    tokens: Sequence[Token], group: Sequence[int], own: Mapping[str, Role], is_table: Test
) -> Iterator[Headings]:
    texts = [tokens[at].text for at in group]
    if len(texts) >= FEWEST and not are_of_menu(texts) and is_table(find_roles(texts, own), texts):
        yield Headings(group[0], group[-1] + 1, texts, tokens[group[0]].line)
