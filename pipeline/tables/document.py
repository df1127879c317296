"""A document's text to its records: by its table, its drawn rows, its cards, or its stream of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Extraction, Parsed, RawRecord, Role
from pipeline.tables.asides import say_asides
from pipeline.tables.cards import Piece, read_cards
from pipeline.tables.cards_beside import FEWEST as FEWEST_CARDS
from pipeline.tables.cards_beside import say_cards
from pipeline.tables.choose import Choice, choose_tables
from pipeline.tables.columns import Heading
from pipeline.tables.decode import Text
from pipeline.tables.flattened.recover import SURE, recover
from pipeline.tables.forms import is_form
from pipeline.tables.grid import Grid
from pipeline.tables.headings import find_other, find_role, is_services_table
from pipeline.tables.html_tree import is_html, parse_tree
from pipeline.tables.markdown import strip_marks
from pipeline.tables.other_kinds import find_other_kind
from pipeline.tables.page_date import find_meta_date, find_page_date, find_tied_lines
from pipeline.tables.paragraphs import read_html_tokens, read_text_tokens, to_pieces
from pipeline.tables.parts import Part, to_key
from pipeline.tables.refusal import find_reason
from pipeline.tables.rows import read_body
from pipeline.tables.run_headings import part_headings, strip_link_marks
from pipeline.tables.stanzas import read_html_stanzas, read_text_stanzas
from pipeline.tables.stream import Recovered, Token, stop_at_repetition
from pipeline.tables.text.broken_rows import BROKEN, choose_reading
from pipeline.tables.text.columns import read_columns
from pipeline.tables.text.full_lines import doubt_full_lines
from pipeline.tables.text.moved import doubt_moved
from pipeline.tables.text.rows import read_rows
from pipeline.tables.text.tab_quotes import read_tab_quoted
from pipeline.tables.title import find_title
from pipeline.tables.words import clean

LONGEST_TITLE = 120
FORM = "it looks like a form"

OwnHeadings = Mapping[str, Role]  # what a source calls its columns, beside the vocabulary


def read_document(document: Text, own: OwnHeadings) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    markup = is_html(document.text)
    found = _read_html(document.encoded, own) if markup else _read_text(document.text, own)
    if isinstance(found, str):
        return found
    if kind := find_other_kind(found):
        return f"it looks like {kind}"
    date = find_page_date(find_tied_lines(document.encoded, markup=markup))
    if markup and not date.value and not date.issues:
        date = Parsed(find_meta_date(document.text))
    return replace(found, page_date=date.value, issues=(*found.issues, *date.issues))


def _read_html(encoded: bytes, own: OwnHeadings) -> Extraction | str:
    root = parse_tree(encoded)
    if root is None:
        return "its markup makes no sense"
    choice = choose_tables(root, own)
    if choice:
        found = _read_choice(choice)
        tables = [part.element for part in choice.parts]
        if is_form(found, tables, root):
            return FORM
        beside = tuple(say_cards(root, encoded, tables, own)) if choice.titles >= FEWEST_CARDS else ()
        return replace(found, issues=(*found.issues, *beside)) if beside else found
    loose = read_html_tokens(root)
    stanzas = read_html_stanzas(root, loose.pieces, own) if b"|" in encoded else None
    said = _read_grid(*stanzas) if stanzas else _read_loose(loose.tokens, loose.pieces, own)
    if isinstance(said, str):
        return said
    if is_form(said, (), root):
        return FORM
    return replace(said, issues=(*said.issues, *say_asides(loose.asides))) if loose.asides else said


def _read_text(text: str, own: OwnHeadings) -> Extraction | str:
    rows = read_tab_quoted(text, own) or read_columns(text, own) or read_rows(text, own)
    if not rows and (stanzas := read_text_stanzas(text, own) if "|" in text else None):
        return _read_grid(*stanzas)
    if not rows:
        plain = strip_link_marks(text)
        tokens = part_headings(read_text_tokens(plain), own)
        loose = _read_loose(tokens, list(to_pieces(tokens)), own)
        return loose if isinstance(loose, str) else doubt_full_lines(loose, plain)
    grid, heading = rows
    lines = text.split("\n")
    grid = grid._replace(title=_find_title_line(lines[: max(0, grid.line - 1)]))
    found = doubt_moved(_read_grid(grid, heading))
    is_broken = "\t" in lines[grid.line - 1] and any(each.code in BROKEN for each in found.issues)
    stream = _read_stream(read_text_tokens(text), own) if is_broken else None
    return choose_reading(found, stream) if stream else found


def _read_grid(grid: Grid, heading: Heading) -> Extraction:
    return _read_choice(Choice((Part(grid, heading, heading.last + 1),), (), heading.columns))


def _read_choice(choice: Choice) -> Extraction:
    """The records of all parts, numbered through."""
    records: list[RawRecord] = []
    issues = [*_name_unknown(choice), *choice.issues]
    for part in choice.parts:
        body = read_body(part.grid, part.heading, part.first, len(records) + 1)
        columns = part.heading.columns
        same = columns is choice.columns or [*map(to_key, columns)] == [*map(to_key, choice.columns)]
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


def _read_loose(tokens: Sequence[Token], pieces: Sequence[Piece], own: OwnHeadings) -> Extraction | str:
    """The records of a page without a table: as cards that say their headings again, or as a stream."""
    deck = read_cards(pieces, own)
    if deck:
        return Extraction(deck.columns, deck.records, deck.issues)
    found = _read_stream(tokens, own)
    return found or find_reason([piece.text for piece in pieces], own)


def _read_stream(tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records of a table that has lost its borders."""
    tokens = stop_at_repetition(tokens)
    found = recover(tokens, own)
    if found is None:
        return None
    before = [token.text for token in tokens[max(0, found.start - 3) : found.start] if find_other(token.text)]
    headings = [*(each.heading for each in found.columns), *before]
    if not is_services_table([each.role for each in found.columns], headings):
        return None
    title = _find_stream_title(tokens, found.start)
    again = None if _begins_surely(found) else _find_doubled(found, tokens[found.body : found.body + 2], own)
    if again:
        return Extraction((*found.columns, again), found.records, found.issues, title=title)
    return Extraction(found.columns, found.records, found.issues, title=title)


def _begins_surely(found: Recovered) -> bool:
    """Whether the words behind the headings are the first record's, as sure as any are."""
    doubted = {each.record for each in found.issues if each.needs_a_person}
    return any(record.number not in doubted and record.confidence >= SURE for record in found.records[:1])


def _find_doubled(found: Recovered, behind: Sequence[Token], own: OwnHeadings) -> Column | None:
    """A second heading for the name or the description right behind the headings, where there is one."""
    once = {each.role for each in found.columns} & {Role.NAME, Role.DESCRIPTION}
    for token in behind:
        role = find_role(token.text, own) if token.text else None
        if role and role in once:
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
