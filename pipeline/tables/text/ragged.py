"""Text whose cells wide blanks hold apart, though they stand in no columns: one line a row, to grids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.grids.grid import Grid
from pipeline.tables.headings.columns import Heading
from pipeline.tables.text.rows import read_rows

_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
EVEN = 0.5  # of the lines, the share whose second cells begin in the same place where they stand in columns
NEARLY = 0.8  # the same where all rows have a cell for each heading, on one line
FEWEST = 3  # headings
FULL = 0.75  # of the rows, the share of one line each with a cell for each heading


def read_ragged(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid whose rows have as many cells, between wide blanks, as there are headings; a blank cell leaves
    no trace, so that a row with fewer is doubted.

    >>> text = "Name   Ages  Email\\nThe Shed  8-12     jo@lane.org\\nThe Attic    9-11  al@lane.org"
    >>> found = read_ragged(text, {})
    >>> [[words[0].text for words in row.words] for row in found[0].rows[1:]]
    [['The Shed', '8-12', 'jo@lane.org'], ['The Attic', '9-11', 'al@lane.org']]
    """
    if "\t" in text or not _WIDE.search(text):
        return None
    found = read_rows("\n".join(_WIDE.sub("\t", line.strip(" ")) for line in text.split("\n")), own)
    if not found or len(found[1].spans) < FEWEST:
        return None
    grid, heading = found
    rows = grid.rows[heading.last + 1 :]
    full = sum(
        all(row.words) and len(row.words) == len(heading.spans) and row.lines[0] == row.lines[1]
        for row in rows
    )
    lines = text.split("\n")
    printed = [lines[row.lines[0] - 1] for row in rows]
    is_even = _stand_below(printed, NEARLY if full == len(rows) else EVEN) and not _are_held_alike(printed)
    return found if full >= FULL * max(1, len(rows)) and not is_even else None


def _stand_below(lines: Sequence[str], most: float) -> bool:
    """Whether the second cells of more lines than this share begin in one place, as those of a column do."""
    begins = Counter(blank.end() for line in lines if (blank := _WIDE.search(line)))
    return max(begins.values(), default=0) > most * len(lines)


def _are_held_alike(lines: Sequence[str]) -> bool:
    """Whether as many blanks stand between any two cells, as between none that are filled up to a column."""
    return len({len(blank[0]) for line in lines for blank in _WIDE.finditer(line)}) == 1
