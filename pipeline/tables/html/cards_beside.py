"""Services that stand as cards on a page beside its table: they are not read, and so must be said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.cards.labels import Piece
from pipeline.tables.cards.reading import read_cards
from pipeline.tables.html.cell_words import CellWords, read_cell
from pipeline.tables.html.flow import HEADINGS, INNER

_TAGS = HEADINGS | {"dt", "dd", "p", "li", "div"}
_SIGNS = (b":</", b": ", b"<dt")  # of a label
FEWEST = 2  # cards, of two labels at least


def say_cards(
    root: etree._Element, encoded: bytes, tables: Collection[etree._Element | None], own: Mapping[str, Role]
) -> Iterator[Issue]:
    """What to say of cards outside the tables that were read.

    Issues: `table-unread`.
    """
    if sum(map(encoded.count, _SIGNS)) < 2 * FEWEST:
        return
    deck = read_cards(list(_iter_pieces(root, tables)), own)
    if deck and deck.is_of_services:
        first = deck.records[0]
        yield issue("table-unread", value=first.text(Role.NAME), line=first.lines[0])


def _iter_pieces(root: etree._Element, tables: Collection[etree._Element | None]) -> Iterator[Piece]:
    """The paragraphs outside these tables, each with its holder."""
    for element in root.iter(*_TAGS):
        if next(element.iterdescendants(*INNER), None) is not None:
            continue
        if any(around in tables for around in element.iterancestors("table")):
            continue
        said = read_cell(element)
        for n, each in enumerate(said.words if isinstance(said, CellWords) else said):
            yield Piece(each.text, each.line, str(element.tag), n > 0)
