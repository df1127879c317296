"""Lines of cells that commas or semicolons divide, quoted or not, to a grid."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from pipeline.tables.grids.grid import Grid, GridCell, GridRow, to_row
from pipeline.tables.text.bordered import split, to_words

FEWEST = 3  # columns
_CUT = "the document ends within it"

Printed = tuple[int, list[str] | None]  # the first line of a row, from 0 on, and its cells


def read_delimited(lines: Sequence[str], start: int, border: str) -> Grid | None:
    """The rows under the headings on this line, where each has as many cells as there are headings, or is one
    cell alone: a title between rows. The last may be cut off.

    Headings without rows are none: prose may list such words.
    """
    head, *body = _split(lines, start, border)
    width = len(head[1] or ())
    if width < FEWEST or not body:
        return None
    *above, last = body
    titles = [number for number, cells in above if cells and len(cells) == 1]
    if 2 * len(titles) > len(body) or any(len(cells or ()) not in (1, width) for _, cells in above):
        return None
    end = _to_last_row(lines, last, width, border, is_short=len(body) < FEWEST)
    rows = [_to_row(number, cells or [], width) for number, cells in (head, *above)]
    return Grid((*rows, end), line=start + 1) if end else None


def _to_row(number: int, cells: Sequence[str], width: int) -> GridRow:
    words = tuple(to_words(cell, number + 1) for cell in cells)
    return to_row(words if len(words) == width else [GridCell(words[0], span=width)])


def _to_last_row(
    lines: Sequence[str], last: Printed, width: int, border: str, *, is_short: bool
) -> GridRow | None:
    """The last row; doubted, where it may be cut off; None where it shows that these are no rows."""
    number, cells = last
    if cells and len(cells) == width:
        return _to_row(number, cells, width)
    is_end = not any(map(str.strip, lines[number + 1 :]))
    if is_short or not (is_end or (cells and len(cells) == 1)):
        return None
    printed = split(lines[number], border) if cells is None else cells
    return replace(to_row(tuple(to_words(cell, number + 1) for cell in printed)), doubt=_CUT)


def _split(lines: Sequence[str], start: int, border: str) -> Iterator[Printed]:
    """Each row up to a blank one; its cells are None where a quote is open."""
    reader = csv.reader(
        (line + "\n" for line in lines[start:]), delimiter=border, skipinitialspace=True, strict=True
    )
    before, is_begun = start, False
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before, cells
                is_begun = True
            elif is_begun:
                return
            before = start + reader.line_num
    except csv.Error:
        yield before, None
