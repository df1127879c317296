"""Headings on one line with tabs between them, above cells that are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Paragraph, Role
from pipeline.tables.columns import find_heading
from pipeline.tables.flattened.heading_run import LESS, HeadingRun, find_headings
from pipeline.tables.grid import to_cells
from pipeline.tables.stream import Token
from pipeline.tables.text.head_lines import read_head
from pipeline.tables.words import clean

_FEWEST = 3  # headings
_ENOUGH = 4  # kinds of them, which no menu has
_TABS = re.compile(r"\t+")


def find_tabbed_run(text: str, tokens: Sequence[Token], own: Mapping[str, Role]) -> HeadingRun | None:
    """The line that looks most like the headings of a services table, where tabs divide it.

    None where other paragraphs of the page look more like headings, by a column or more.
    """
    runs = list(_find_runs(text.split("\n"), tokens, own))
    if not runs:
        return None
    best = max(runs, key=lambda run: run.score)
    if len({*best.roles} - {Role.TEXT}) >= _ENOUGH:
        return best
    rivals = (run for run in find_headings(tokens, own)[:1] if not run.overlaps(best))
    return None if any(run.score >= best.score + LESS for run in rivals) else best


def _find_runs(
    lines: Sequence[str], tokens: Sequence[Token], own: Mapping[str, Role]
) -> Iterator[HeadingRun]:
    """Each line of headings, with the lines that go on with it; the same tabs divide all of them."""
    places = {token.line: at for at, token in reversed([*enumerate(tokens)])}
    for number, at in sorted(places.items()):
        tabs = set(_TABS.findall(lines[number - 1].strip(" ")))
        if len(tabs) != 1:
            continue
        head, count = read_head(lines, number - 1, tabs.pop(), own)
        words = tuple((Paragraph(clean(each), number),) for each in head if each.strip())
        heading = find_heading([to_cells(words)], own) if len(words) >= _FEWEST else None
        if heading:
            lasting = (n for n in range(at, len(tokens)) if tokens[n].line >= number + count)
            yield HeadingRun(heading.columns, at, next(lasting, len(tokens)))
