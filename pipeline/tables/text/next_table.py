"""Where another table begins in a text: at a line of other headings than those of the table above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.grammars import kind
from pipeline.tables.grids.grid import to_cells
from pipeline.tables.headings.columns import find_heading
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.words import LONGEST, plain
from pipeline.tables.markdown import RULE, strip_marks
from pipeline.tables.text.cells import to_words
from pipeline.tables.words import clean

_OF_HEADINGS = ("words", "nothing", "date", "digits")
_BORDER = re.compile(r"\||\t|\s{2,}")
LONGEST_LINE = 5_000  # letters of a line of headings


def count_lines(
    lines: Sequence[str], headings: Sequence[str], own: Mapping[str, Role], *, placed: bool = False
) -> int:
    """How many lines there are, from the one that ends these headings on, before one of other headings: known
    ones, or such as a rule marks.

    Or before the same ones, where bars or tabs set apart one table alone; `placed`: in other places than on
    the first line.
    """
    above = list(filter(None, map(plain, headings)))
    printed = lines[0].rstrip()
    for at, line in enumerate(lines):
        if not line.strip() or len(line) >= LONGEST_LINE or line.rstrip() == printed:
            continue
        texts = split_words(line)
        is_new = placed or [*map(plain, texts)] != above or _find_form(line) != _find_form(printed)
        if is_new and (are_headings(texts, above, own) or is_above_rule(lines, at)):
            return at
    return len(lines)


def split_words(line: str) -> list[str]:
    """The words between bars, tabs and wide blanks, without marks."""
    return [text for each in _BORDER.split(line) if (text := clean(strip_marks(each)))]


def is_above_rule(lines: Sequence[str], at: int) -> bool:
    """Whether a line with bars has a rule below it and no row above it, as headings in Markdown have.

    Where a table has no headings tools set the rule below its first row: in no heading stand long words, an
    age, or a way to reach somebody.
    """
    is_first = at == 0 or "|" not in lines[at - 1]
    if not is_first or "|" not in lines[at] or at + 1 == len(lines) or not RULE.match(lines[at + 1]):
        return False
    return all(len(text) <= LONGEST and kind(text) in _OF_HEADINGS for text in split_words(lines[at]))


def _find_form(line: str) -> tuple[bool, bool, bool]:
    """What sets its cells apart: bars, one of them at the beginning; or tabs."""
    return line.lstrip().startswith("|"), "|" in line, "\t" in line


def are_headings(texts: Sequence[str], above: Sequence[str], own: Mapping[str, Role]) -> bool:
    """True where these are headings of a table of services, most of them known or among those above."""
    if len(texts) < 2 or any(len(text) > LONGEST for text in texts):
        return False
    known = sum(1 for text in texts if plain(text) in above or possible_roles(text, own))
    if 4 * known < 3 * len(texts):
        return False
    return find_heading([to_cells(tuple(to_words(text, 0) for text in texts))], own) is not None
