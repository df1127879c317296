"""What stands in a text beside the tables that were read, and looks like services all the same."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.cards.reading import read_cards
from pipeline.tables.flattened.heading_search import openings, opens_heading
from pipeline.tables.flattened.menus import are_of_menu
from pipeline.tables.grammars import kind
from pipeline.tables.grids.parts import say_left_out
from pipeline.tables.headings.one_line import part_line
from pipeline.tables.headings.words import LONGEST
from pipeline.tables.streams.paragraphs import read_text_tokens, to_pieces
from pipeline.tables.text.next_table import split_words
from pipeline.tables.words import clean

FEWEST_LABELS = 4  # of two cards, two each
_BELOW = 6  # lines under headings, one of which at least says more than words
_WORDS_ALONE = frozenset({"words", "nothing", "digits", "number"})


def say_beside(text: str, known: Container[int], own: Mapping[str, Role]) -> Iterator[Issue]:
    """What to say of headings on one line, and of services that each have their own labels, on other lines
    than the known ones.

    Issues: `table-left-out`, `table-unread`.
    """
    lines = ["" if at in known else line for at, line in enumerate(text.split("\n"), 1)]
    yield from _say_headings(lines, own)
    if sum(1 for line in lines if ":" in line) >= FEWEST_LABELS:
        yield from _say_cards("\n".join(lines), own)


def _say_headings(lines: Sequence[str], own: Mapping[str, Role]) -> Iterator[Issue]:
    """What to say of the first headings with one blank between them above words that no table is made of."""
    starts = openings(own)
    for at, line in enumerate(lines):
        words = clean(line)
        if len(words) > 3 * LONGEST or not opens_heading(words, starts) or len(split_words(line)) > 1:
            continue
        ways = part_line(words, own)
        if ways and not are_of_menu(ways[0]) and _has_cells(lines[at + 1 : at + 1 + _BELOW]):
            yield say_left_out(ways[0], at + 1)
            return


def _has_cells(lines: Sequence[str]) -> bool:
    return any(kind(clean(line)) not in _WORDS_ALONE for line in lines if line.strip())


def _say_cards(text: str, own: Mapping[str, Role]) -> Iterator[Issue]:
    deck = read_cards([*to_pieces(read_text_tokens(text))], own)
    for first in islice(deck.records if deck and deck.is_of_services else (), 1):
        yield issue("table-unread", value=first.text(Role.NAME), line=first.lines[0])
