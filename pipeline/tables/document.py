"""A document's text to its records: by its table, its drawn rows, its cards, or its stream of paragraphs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Extraction, Parsed, RawRecord, Role
from pipeline.tables.cards import Piece, read_cards
from pipeline.tables.choose import Choice, Part, choose_tables, to_key
from pipeline.tables.flattened import recover
from pipeline.tables.headings import find_other, find_role, is_services_table
from pipeline.tables.html_tree import is_html, parse_tree
from pipeline.tables.markdown import strip_marks
from pipeline.tables.page_date import find_meta_date, find_page_date, find_tied_lines
from pipeline.tables.paragraphs import read_html_tokens, read_text_tokens, to_pieces
from pipeline.tables.refusal import find_reason
from pipeline.tables.rows import read_body
from pipeline.tables.stream import Token
from pipeline.tables.text_columns import read_columns
from pipeline.tables.text_rows import read_rows
from pipeline.tables.title import find_title
from pipeline.tables.words import clean

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of the table before it is read: its own headings, those it must have, and places."""

    headings: Mapping[str, Role]
    required: Collection[Role] = ()
    places: Collection[str] = ()


def read_document(text: str, expected: Expected) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    markup = is_html(text)
    found = _read_html(text, expected) if markup else _read_text(text, expected)
    if isinstance(found, str):
        return found
    date = _find_html_date(text) if markup else find_page_date(find_tied_lines(text, markup=False))
    return replace(found, page_date=date.value, issues=(*found.issues, *date.issues))


def _read_html(text: str, expected: Expected) -> Extraction | str:
    root = parse_tree(text)
    if root is None:
        return "its markup makes no sense"
    choice = choose_tables(root, expected.headings)
    if choice:
        return _read_choice(choice)
    return _read_loose(*read_html_tokens(root), expected)


def _read_text(text: str, expected: Expected) -> Extraction | str:
    rows = read_columns(text, expected.headings) or read_rows(text, expected.headings)
    if not rows:
        tokens = read_text_tokens(text)
        return _read_loose(tokens, list(to_pieces(tokens)), expected)
    grid, heading = rows
    grid = grid._replace(title=_find_title_line(text.split("\n")[: max(0, grid.line - 1)]))
    return _read_choice(Choice((Part(grid, heading, heading.last + 1),), (), heading.columns))


def _read_choice(choice: Choice) -> Extraction:
    """The records of all parts, numbered through."""
    records: list[RawRecord] = []
    issues = [*_name_unknown(choice), *choice.issues]
    for part in choice.parts:
        body = read_body(part.grid, part.heading, part.first, len(records) + 1)
        same = [*map(to_key, part.heading.columns)] == [*map(to_key, choice.columns)]
        records.extend(body.records if same else _in_order(body.records, choice.columns))
        issues.extend(body.issues)
    first = choice.parts[0]
    title = first.grid.title or (find_title(first.element) if first.element is not None else None)
    return Extraction(choice.columns, tuple(records), tuple(issues), title=title)


def _in_order(records: Sequence[RawRecord], columns: Sequence[Column]) -> Iterator[RawRecord]:
    """The records with their cells in the order of these columns, blank where a table has no such column."""
    for record in records:
        rest = list(record.cells)
        cells = []
        for column in columns:
            same = (cell for cell in rest if to_key(cell.column) == to_key(column))
            found = next(same, Cell(column, ()))
            cells.append(found)
            rest = [cell for cell in rest if cell is not found]
        yield structs.replace(record, cells=tuple(cells))


def _name_unknown(choice: Choice) -> list[Issue]:
    return [
        issue("heading-unknown", value=column.heading, line=choice.parts[0].grid.line)
        for column in choice.columns
        if column.role is Role.TEXT
    ]


def _read_loose(tokens: Sequence[Token], pieces: Sequence[Piece], expected: Expected) -> Extraction | str:
    """The records of a page without a table: as cards that say their headings again, or as a stream."""
    deck = read_cards(pieces, expected.headings)
    if deck:
        return Extraction(deck.columns, deck.records, deck.issues)
    found = _read_stream(tokens, expected)
    return found or find_reason([piece.text for piece in pieces], expected.headings)


def _read_stream(tokens: Sequence[Token], expected: Expected) -> Extraction | None:
    """The records of a table that has lost its borders."""
    found = recover(tokens, expected.headings, expected.required, expected.places)
    if found is None:
        return None
    before = [token.text for token in tokens[max(0, found.start - 3) : found.start] if find_other(token.text)]
    headings = [*(each.heading for each in found.columns), *before]
    if not is_services_table([each.role for each in found.columns], headings):
        return None
    title = _find_stream_title(tokens, found.start)
    again = _find_doubled(tokens[found.body : found.body + 2], expected)
    if again:
        return Extraction((*found.columns, again), found.records, found.issues, title=title)
    return Extraction(found.columns, found.records, found.issues, title=title)


def _find_doubled(behind: Sequence[Token], expected: Expected) -> Column | None:
    """A second heading for the name or the description right behind the headings, where there is one."""
    for token in behind:
        role = find_role(token.text, expected.headings) if token.text else None
        if role in (Role.NAME, Role.DESCRIPTION):
            return Column(role, token.text)
    return None


def _find_stream_title(tokens: Sequence[Token], start: int) -> str | None:
    """The short paragraph just above the headings, where it is no sentence."""
    return _find_title_line([token.text for token in tokens[:start]])


def _find_title_line(lines: Sequence[str]) -> str | None:
    above = next(
        (words for line in reversed(lines) if (words := clean(strip_marks(line)).strip("+-─┌┬┐ "))), ""
    )
    return above if 0 < len(above) <= LONGEST_TITLE and above[-1] not in ".;:!?," else None


def _find_html_date(text: str) -> Parsed[dt.date | None]:
    printed = find_page_date(find_tied_lines(text, markup=True))
    if printed.value or printed.issues:
        return printed
    return Parsed(find_meta_date(text))
