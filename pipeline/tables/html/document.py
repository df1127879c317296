"""A document in HTML: its tables of services, or what stands where a table was flattened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.model import Extraction
from pipeline.tables.decode import Text
from pipeline.tables.html.asides import say_asides
from pipeline.tables.html.between import say_between
from pipeline.tables.html.bold_labels import read_labels
from pipeline.tables.html.cards_beside import FEWEST as FEWEST_CARDS
from pipeline.tables.html.cards_beside import say_cards
from pipeline.tables.html.choose import choose_tables
from pipeline.tables.html.forms import is_form
from pipeline.tables.html.grids import say_grids, take_out_grids
from pipeline.tables.html.hover_words import say_hover_words
from pipeline.tables.html.tree import parse_tree
from pipeline.tables.html.unseen import mark_unseen
from pipeline.tables.kinds.refusal import find_reason
from pipeline.tables.near.said_in_text import say_in_stream
from pipeline.tables.reading import OwnHeadings, read_choice, read_grid
from pipeline.tables.streams.loose import read_loose, stands_in_table
from pipeline.tables.streams.paragraphs import Loose, read_html_tokens
from pipeline.tables.streams.stanzas import read_html_stanzas
from pipeline.tables.text.label_blocks import Line
from pipeline.tables.text.label_lines import read_labelled

FORM = "it looks like a form"


def read_html(document: Text, own: OwnHeadings) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    root, encoded = _parse(document), document.encoded
    if root is None:
        return "its markup makes no sense"
    choice = choose_tables(root, own)
    if choice and all(part.heading.says_little for part in choice.parts):
        whole = _parse(document)  # anew, for reading what stands outside of tables takes them out
        loose = _read_loose(whole, encoded, own) if whole is not None else ""
        if not isinstance(loose, str) and loose.records:
            return loose
    if choice:
        found = read_choice(choice)
        tables = [part.element for part in choice.parts]
        if is_form(found, tables, root):
            return FORM
        beside = [*say_hover_words(root, encoded, found)]
        if choice.titles >= FEWEST_CARDS:
            beside += say_cards(root, encoded, tables, own)
        if len(choice.parts) > 1:
            beside += say_between(root, choice.parts, found)
        return replace(found, issues=(*found.issues, *beside)) if beside else found
    return _read_loose(root, encoded, own)


def _parse(document: Text) -> etree._Element | None:
    """The document's tree, with what it does not show marked."""
    root = parse_tree(document)
    if root is not None:
        mark_unseen(root, document.folded)
    return root


def _read_loose(root: etree._Element, encoded: bytes, own: OwnHeadings) -> Extraction | str:
    """The records of a page without a table of services, outside the tables that it has."""
    loose = whole = read_html_tokens(root)
    if grids := take_out_grids(root):
        loose = read_html_tokens(root)
    loose = read_labels(root, loose, own)
    stanzas = read_html_stanzas(root, loose.pieces, own) if b"|" in encoded else None
    said = read_grid(*stanzas) if stanzas else _read_paragraphs(loose, own)
    if isinstance(said, str):
        return find_reason([piece.text for piece in whole.pieces], own) if grids else said
    if is_form(said, (), root):
        return FORM
    near = say_in_stream(said, loose.tokens)
    beside = (*near, *say_grids(grids, own), *say_asides(loose.asides))
    return replace(said, issues=(*said.issues, *beside)) if beside else said


def _read_paragraphs(loose: Loose, own: OwnHeadings) -> Extraction | str:
    if not any(piece.holder == "dt" for piece in loose.pieces):
        labelled = read_labelled([*_to_lines(loose)], own)
        if labelled and not stands_in_table(labelled.columns, loose.tokens, own):
            return labelled
    lines = ((token.line, token.text) for token in loose.tokens)
    return read_loose(loose.tokens, lambda _: loose.pieces, lines, own)


def _to_lines(loose: Loose) -> Iterator[Line]:
    """The paragraphs of the page as lines; one that holds nothing but a no-break space is blank."""
    pieces = iter(loose.pieces)
    for token in loose.tokens:
        piece = next(pieces) if token.text else None
        if piece:
            joined = piece.joined
            yield Line(
                piece.text,
                piece.line,
                apart=not joined,
                holder=piece.holder,
                within=joined,
                printed=piece.printed,
            )
        else:
            yield Line("", token.line)
