"""A snapshot to records as printed: finds the table of services, maps headings to roles, no more."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pipeline import command
from pipeline.issues import DocumentRefused, Issue, issue
from pipeline.model import Cell, Column, Extraction, Parsed, RawRecord, Role, Snapshot
from pipeline.source import Source
from pipeline.tables.cards import Piece, read_cards
from pipeline.tables.choose import Choice, Part, choose_tables
from pipeline.tables.decode import Text, decode, find_binary_kind
from pipeline.tables.doubts import check_letters, find_damage
from pipeline.tables.flattened import recover
from pipeline.tables.headings import is_services_table
from pipeline.tables.html_tree import is_html, parse_tree
from pipeline.tables.markdown import strip_marks
from pipeline.tables.page_date import find_meta_date, find_page_date, find_tied_lines
from pipeline.tables.paragraphs import read_html_tokens, read_text_tokens, to_pieces
from pipeline.tables.rows import read_body
from pipeline.tables.stream import Token
from pipeline.tables.text_columns import read_columns
from pipeline.tables.text_rows import read_rows
from pipeline.tables.title import find_title
from pipeline.tables.words import clean

ONCE = (Role.NAME, Role.DESCRIPTION)  # a second heading for one of these is a refusal
LONGEST_TITLE = 120


def extract(snapshot: Snapshot, source: Source) -> Extraction:
    """The records of the document, as printed.

    Raises: DocumentRefused where it holds no table of services, or lacks or doubles a required heading.
    """
    kind = find_binary_kind(snapshot.content)
    if kind:
        raise _refuse(snapshot, issue("not-a-page", value=kind))
    text = decode(snapshot.content, snapshot.media_type)
    if not text.text.strip():
        raise _refuse(snapshot, issue("document-empty"))
    found = _read_html(text, source) if is_html(text.text) else _read_text(text, source)
    if found is None:
        raise _refuse(snapshot, issue("no-table", why="none of its lines are headings that we know"))
    faults = [*_check_headings([column.role for column in found.columns], source)]
    if not found.records:
        faults.append(issue("no-records"))
    if faults:
        raise _refuse(snapshot, *faults)
    damaged = check_letters(found.records) if find_damage(text.text) else ()
    return replace(found, issues=(*text.issues, *found.issues, *damaged))


def _refuse(snapshot: Snapshot, *issues: Issue) -> DocumentRefused:
    return DocumentRefused(issues, where=snapshot.file)


def _check_headings(roles: Sequence[Role], source: Source) -> list[Issue]:
    """Required headings that are missing, and headings that stand twice and must not."""
    count = Counter(roles)
    required = dict.fromkeys((*source.table.required, Role.NAME))
    missing = [
        issue("heading-missing", value=role.value, field=role.value) for role in required if not count[role]
    ]
    doubled = [
        issue("heading-doubled", value=role.value, field=role.value) for role in ONCE if count[role] > 1
    ]
    return missing + doubled


def _read_html(text: Text, source: Source) -> Extraction | None:
    root = parse_tree(text.text)
    if root is None:
        return None
    choice = choose_tables(root, source.table.headings)
    found = _read_choice(choice) if choice else None
    if found is None:
        tokens, pieces = read_html_tokens(root)
        found = _read_loose(tokens, pieces, source)
    return found and _with_date(found, _find_html_date(text.text))


def _read_text(text: Text, source: Source) -> Extraction | None:
    own = source.table.headings
    rows = read_columns(text.text, own) or read_rows(text.text, own)
    if rows:
        grid, heading = rows
        grid = grid._replace(title=_find_title_line(text.text.split("\n")[: max(0, grid.line - 1)]))
        found: Extraction | None = _read_choice(
            Choice((Part(grid, heading, heading.last + 1),), (), heading.columns)
        )
    else:
        tokens = read_text_tokens(text.text)
        found = _read_loose(tokens, list(to_pieces(tokens)), source)
    return found and _with_date(found, find_page_date(find_tied_lines(text.text, markup=False)))


def _read_choice(choice: Choice) -> Extraction:
    """The records of all parts, numbered through."""
    records: list[RawRecord] = []
    issues = [*_name_unknown(choice), *choice.issues]
    for part in choice.parts:
        body = read_body(part.grid, part.heading, part.first, len(records) + 1)
        same = part.heading.roles == tuple(column.role for column in choice.columns)
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
            found = next((cell for cell in rest if cell.role is column.role), Cell(column, ()))
            cells.append(found)
            rest = [cell for cell in rest if cell is not found]
        yield replace(record, cells=tuple(cells))


def _name_unknown(choice: Choice) -> list[Issue]:
    return [
        issue("heading-unknown", value=column.heading, line=choice.parts[0].grid.line)
        for column in choice.columns
        if column.role is Role.TEXT
    ]


def _read_loose(tokens: Sequence[Token], pieces: Sequence[Piece], source: Source) -> Extraction | None:
    """The records of a page without a table: as cards that say their headings again, or as a stream."""
    deck = read_cards(pieces, source.table.headings)
    if deck:
        return Extraction(deck.columns, deck.records, deck.issues)
    return _read_stream(tokens, source)


def _read_stream(tokens: Sequence[Token], source: Source) -> Extraction | None:
    """The records of a table that has lost its borders."""
    places = [place.name for place in source.gazetteer]
    found = recover(tokens, source.table.headings, source.table.required, places)
    if found is None or not _is_of_services(found.columns):
        return None
    return Extraction(
        found.columns, found.records, found.issues, title=_find_stream_title(tokens, found.start)
    )


def _is_of_services(columns: Sequence[Column]) -> bool:
    return is_services_table([each.role for each in columns], [each.heading for each in columns])


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


def _with_date(found: Extraction, date: Parsed[dt.date | None]) -> Extraction:
    return replace(found, page_date=date.value, issues=(*found.issues, *date.issues))


if __name__ == "__main__":
    step = partial(command.extract_step, extract)
    sys.exit(command.main(step, "extract", "Read the newest snapshot of a source: which words stand where."))
