"""A document that is text: its drawn rows and columns, or the paragraphs of a flattened table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from pipeline.model import Extraction
from pipeline.tables.cards.labels import Piece
from pipeline.tables.flattened.uncertainty import doubt_company
from pipeline.tables.grids.parts import MOST_TABLES
from pipeline.tables.headings.later import find_later
from pipeline.tables.headings.one_line import (
    find_line_run,
    part_headings,
    shift_link_marks,
    strip_buttons,
    strip_link_marks,
    strip_marks_of_cells,
)
from pipeline.tables.markdown import blank_boxes
from pipeline.tables.near.said_in_text import say_in_text
from pipeline.tables.reading import OwnHeadings, fills_all, find_title_line, read_choice, read_grid
from pipeline.tables.streams.loose import read_loose, stands_in_table
from pipeline.tables.streams.paragraphs import read_text_tokens, to_pieces
from pipeline.tables.streams.reading import join_told, read_stream, read_under, say_others
from pipeline.tables.streams.stanzas import read_text_stanzas
from pipeline.tables.streams.stream import Token, stop_at_repetition
from pipeline.tables.text.broken_rows import BROKEN, choose_reading
from pipeline.tables.text.closed_cells import take_off_bars
from pipeline.tables.text.full_lines import doubt_full_lines
from pipeline.tables.text.label_lines import read_label_lines
from pipeline.tables.text.moved import doubt_moved
from pipeline.tables.text.several_tables import read_tables
from pipeline.tables.text.tabbed_headings import (
    doubt_skipped,
    find_run_above_tabs,
    find_tabbed_run,
    is_all_headings,
)
from pipeline.tables.text.unread import say_cut_off, say_unread

MOST_DOUBTED = 0.8  # of the records of rows, the share in doubt from which on none is trusted


def read_text(text: str, own: OwnHeadings) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    found = _read(take_off_bars(strip_buttons(blank_boxes(text))), own)
    if isinstance(found, str):
        return found
    company = doubt_company(found.records, found.issues, most=MOST_DOUBTED)
    found = replace(found, issues=(*found.issues, *company))
    lines = text.split("\n")
    unread = (*say_unread(found, lines), *say_cut_off(found, lines))
    said = (*unread, *say_in_text(found, enumerate(lines, 1)))
    return replace(found, issues=(*found.issues, *said)) if said else found


def _read(text: str, own: OwnHeadings) -> Extraction | str:
    level = shift_link_marks(text)
    choice = read_tables(level, own)
    if not choice and (stanzas := read_text_stanzas(text, own) if "|" in text else None):
        return read_grid(*stanzas)
    if not choice:
        return _read_loose(strip_link_marks(text), own)
    lines = text.split("\n")
    grid = choice.parts[0].grid
    found = strip_marks_of_cells(doubt_moved(read_choice(choice)), level)
    if not found.title:
        found = replace(found, title=find_title_line(lines[: max(0, grid.line - 1)]))
    is_broken = _has_uneven_tabs(lines, grid.line) and any(each.code in BROKEN for each in found.issues)
    stream = read_stream(read_text_tokens(text), own) if is_broken else None
    return choose_reading(found, stream) if stream else found


def _has_uneven_tabs(lines: Sequence[str], first: int) -> bool:
    """Whether tabs part the headings on this line, and more or fewer the words of a line right below."""
    tabs = lines[first - 1].count("\t")
    below = takewhile(str.strip, lines[first:])
    return tabs > 0 and any(line.count("\t") != tabs for line in below)


def _read_loose(text: str, own: OwnHeadings) -> Extraction | str:
    """The records of paragraphs, of all tables whose records can be told."""
    tokens = stop_at_repetition(read_text_tokens(text))
    later = find_later(tokens, own)
    starts = [each.line - 1 for each in later]
    parts = _cut(text, starts) if 0 < len(starts) < MOST_TABLES else ()
    if joined := join_told([_read_table(part, own) for part in parts]):
        return joined
    whole = _read_table(text, own)
    return whole if isinstance(whole, str) else say_others(whole, tokens, later, own)


def _cut(text: str, starts: Sequence[int]) -> Iterator[str]:
    """The text up to the first of these lines, and from each to the next; all lines keep their number."""
    lines = text.split("\n")
    for start, end in pairwise([0, *starts, len(lines)]):
        yield "\n" * start + "\n".join(lines[start:end])


def _read_table(text: str, own: OwnHeadings) -> Extraction | str:
    """The records of paragraphs; those that a full line may have torn are doubted."""
    tokens = read_text_tokens(text)
    sure = _read_under_tabs(text, tokens, own) if "\t" in text else None
    sure = sure or _read_labels(text, tokens, own)
    lines = enumerate(text.split("\n"), 1)
    known = not sure and part_headings(tokens, own)
    loose = (
        sure or (not known and _read_under_line(tokens, own)) or read_loose(tokens, _to_pieces, lines, own)
    )
    return loose if isinstance(loose, str) else doubt_full_lines(loose, text)


def _read_labels(text: str, tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The services of the text, each with its labels; None where these are words of a table's cells."""
    found = read_label_lines(text, own)
    return None if found is None or stands_in_table(found.columns, tokens, own) else found


def _to_pieces(tokens: Sequence[Token]) -> list[Piece]:
    return list(to_pieces(tokens))


def _read_under_line(tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records under headings on one line, each of which has words under it in some record; else None."""
    parted = find_line_run(stop_at_repetition(tokens), own)
    found = read_under(*parted) if parted else None
    return found if found and found.records and fills_all(found) else None


def _read_under_tabs(text: str, tokens: Sequence[Token], own: OwnHeadings) -> Extraction | None:
    """The records under headings that tabs divide, or above cells that they divide; else None."""
    tokens = stop_at_repetition(tokens)
    run = find_tabbed_run(text, tokens, own) or find_run_above_tabs(tokens, own)
    if run and is_all_headings(tokens[run.start :], run):
        return Extraction(run.columns, (), ())
    found = read_under(tokens, run) if run else None
    return doubt_skipped(found, text.split("\n")) if found and found.records else None
