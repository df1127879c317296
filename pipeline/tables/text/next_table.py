"""Where another table begins in a text: at a line of other headings than those of the table above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.columns import find_heading
from pipeline.tables.grid import to_cells
from pipeline.tables.heading_words import LONGEST, plain
from pipeline.tables.headings import possible_roles
from pipeline.tables.text.cells import to_words

LONGEST_LINE = 5_000  # letters of a line of headings


def find_next_table(
    lines: Sequence[str],
    first: int,
    split: Callable[[str], Sequence[str]],
    headings: Sequence[str],
    own: Mapping[str, Role],
) -> int:
    """The first line from this one on that is one of other headings than these; the end of the lines where
    there is none.
    """
    above = list(filter(None, map(plain, headings)))
    for at in range(first, len(lines)):
        if lines[at] and len(lines[at]) < LONGEST_LINE and _are_others(split(lines[at].strip()), above, own):
            return at
    return len(lines)


def _are_others(cells: Sequence[str], above: Sequence[str], own: Mapping[str, Role]) -> bool:
    """True where the cells are headings of a table of services, most of them known, and not those above."""
    texts = [cell for cell in cells if cell.strip()]
    if len(texts) < 2 or any(len(text) > LONGEST for text in texts):
        return False
    words = list(map(plain, texts))
    known = [
        text in above or bool(possible_roles(text, own)) for text, words in zip(texts, words, strict=True)
    ]
    if 4 * sum(known) < 3 * len(texts) or words == above:
        return False
    return find_heading([to_cells(tuple(to_words(text, 0) for text in texts))], own) is not None
