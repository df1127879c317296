"""How tools set the cells of a row: level with its first line or its middle, lists apart from words."""

from __future__ import annotations

from collections.abc import Sequence

MOST_BLANK = 2  # lines above or below a row's words that are its own
Lines = Sequence[Sequence[str]]  # of each line, its pieces, one a column; the first column names the row


def ends_list(above: str, below: str) -> bool:
    """True where one line is an item of a list and the other one is none: tools that indent a list behind
    such bullets set it apart by a blank line.
    """
    one, two = (len(text) - len(text.lstrip()) for text in (above, below))
    if below.lstrip().startswith("• "):
        return one < two
    return above.lstrip().startswith("• ") and two < one


def count_blank(lines: Lines, at: int, step: int) -> int:
    """How many blank lines, of those that can be a row's, stand there one after another."""
    count = 0
    while count < MOST_BLANK and 0 <= at < len(lines) and not any(piece.strip() for piece in lines[at]):
        count, at = count + 1, at + step
    return count


def is_level_in_middle(cells: Sequence[tuple[int, int, bool]], height: int, before: int, after: int) -> bool:
    """True where all cells have the same middle; blank lines around the row may be lines of its tallest.

    A list may be as tall as its items, or one line taller.
    """

    def is_level(first: int, last: int, listed: bool, above: int, below: int) -> bool:
        free = above + height + below - (last - first + 1)
        return above + first == free // 2 or (listed and above + first == (free - 1) // 2)

    return any(
        all(is_level(first, last, listed, above, below) for first, last, listed in cells)
        for above in range(before + 1)
        for below in range(after + 1)
    )
