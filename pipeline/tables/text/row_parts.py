"""Rows between borders that may be parts of one: some tools print each paragraph of a cell as a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from pipeline.tables.grids.grid import GridRow

APART = "a blank row stands between it and the next, so that both may be one"
CUT = "the row below may be its last cell"


def doubt_parts(rows: Sequence[GridRow], count: int) -> list[GridRow]:
    """The rows; of two that may be one, in a table with so many columns, both are doubted."""
    doubts = dict(_find_parts(rows, count))
    return [replace(row, doubt=row.doubt or doubts.get(n, "")) for n, row in enumerate(rows)]


def _find_parts(rows: Sequence[GridRow], count: int) -> Iterator[tuple[int, str]]:
    """The rows with a blank one between, of which the lower has blank cells too, and where not all have one;
    and those with a row of one cell below that may be the last of theirs, which is blank.
    """
    filled = [n for n, row in enumerate(rows) if any(row.words)]
    pairs = [*pairwise(filled)]
    parted = [(one, two) for one, two in pairs if two - one > 1 and not all(rows[two].words)]
    if any(two == one + 1 for one, two in pairs):
        yield from ((n, APART) for pair in parted for n in pair)
    for one, two in pairs:
        if two == one + 1 and _is_cut(rows[one], rows[two], count):
            yield one, CUT


def _is_cut(above: GridRow, below: GridRow, count: int) -> bool:
    """True where the last cell of a row is blank, and the next row has but one."""
    alone = below.own is None and len(below.words) == 1
    return alone and len(above.words) == count and not above.words[-1]
