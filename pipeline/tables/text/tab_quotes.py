"""Rows as spreadsheets paste them: tabs between cells, and quotes around each cell that holds line breaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.model import Paragraph, Role
from pipeline.tables.grids.grid import Grid, GridRow, Words, to_cells, to_row
from pipeline.tables.headings.columns import Heading, find_heading
from pipeline.tables.text.next_table import LONGEST_LINE
from pipeline.tables.words import clean, strip_bullet

_CELL = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_BROKEN_CELL = re.compile(r'(?:^|[\t\n])"[^"\t]*\n')
MOST_SOUGHT = 2_000  # lines with tabs; headings stand no further down


class _Row(NamedTuple):
    """The cells of one row, and where in the text the next one begins."""

    words: tuple[Words, ...]
    end: int
    line: int  # on which the next one begins


def read_tab_quoted(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid under the first row of headings; None where no cell is quoted for its line breaks.

    Each quote that begins a cell must end one too, as spreadsheets write it; else they are printed words.
    Source: RFC 4180, section 2, with tabs for commas.
    """
    if not _BROKEN_CELL.search(text):
        return None
    place, line = 0, 1
    for _ in range(MOST_SOUGHT):
        row = _read_row(text, place, line) if text.find("\t", place, place + LONGEST_LINE) >= 0 else None
        heading = find_heading([to_cells(row.words)], own) if row and len(row.words) > 1 else None
        if row and heading:
            return _read_under(text, row, line, heading)
        place = text.find("\n", place) + 1
        if not place:
            return None
        line += 1
    return None


def _read_under(text: str, headings: _Row, line: int, heading: Heading) -> tuple[Grid, Heading] | None:
    """The rows under the headings, up to the last one that has a tab."""
    last = text.rfind("\t")
    rows: list[GridRow] = []
    end, at = headings.end, headings.line
    while end <= last:
        row = _read_row(text, end, at)
        if row is None:
            return None
        if any(row.words):
            rows.append(to_row(row.words))
        end, at = row.end, row.line
    return (Grid((to_row(headings.words), *rows), line=line), heading) if rows else None


def _read_row(text: str, start: int, line: int) -> _Row | None:
    """The row that begins here; None where a quote begins a cell and does not end it."""
    words: list[Words] = []
    while match := _CELL.match(text, start):
        quoted, plain = match.groups()
        if quoted is None and plain.startswith('"'):
            return None
        printed = plain if quoted is None else quoted.replace('""', '"')
        words.append(_to_words(printed, line))
        line += printed.count("\n")
        start = match.end() + 1
        if text[match.end() : start] != "\t":
            break
    return _Row(tuple(words), start, line + 1)


def _to_words(printed: str, line: int) -> Words:
    parts = ((strip_bullet(clean(part)), line + n) for n, part in enumerate(printed.split("\n")))
    return tuple(Paragraph(words, number) for words, number in parts if words)
