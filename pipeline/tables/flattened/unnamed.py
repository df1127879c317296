"""Headings of which nobody knows the first: it stands above the names, as in most tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.flattened.heading_run import HeadingRun, is_heading_like
from pipeline.tables.flattened.heading_search import find_headings, openings, opens_heading
from pipeline.tables.headings.readings import find_role, roles_in_row
from pipeline.tables.headings.roles import FEWEST_BESIDE
from pipeline.tables.headings.words import find_other, in_row, is_plain_heading, plain
from pipeline.tables.streams.stream import Token

MOST_TRIED = 8  # paragraphs that may be such a heading


def find_unnamed(tokens: Sequence[Token], own: Mapping[str, Role]) -> list[HeadingRun]:
    """The first run of headings whose first nobody knows, taken for the name's; none where there is none.

    >>> lines = ["Cosy corner", "What happens", "Where", "Contact", "The Depot"]
    >>> run, *_ = find_unnamed([Token(text, n) for n, text in enumerate(lines)], {})
    >>> [str(each.role) for each in run.columns], run.is_named
    (['name', 'description', 'area', 'contact'], False)
    """
    for _, heading in zip(range(MOST_TRIED), _candidates(tokens, own), strict=False):
        runs = [
            replace(run, is_named=False)
            for run in find_headings(tokens, {**own, heading: Role.NAME})
            if run.columns[0].heading == heading and len({*run.roles} - {Role.TEXT}) > _count_needed(heading)
        ]
        if runs:
            return runs
    return []


def _count_needed(heading: str) -> int:
    """How many others must be known: fewer beside a word that heads names in a row of headings."""
    is_likely = Role.NAME in (in_row().get(plain(heading)) or ())
    return FEWEST_BESIDE - is_likely


def may_head_names(run: HeadingRun) -> bool:
    """Whether the first heading heads the names of other tables, too, though services may be called so.

    >>> from pipeline.model import Column
    >>> [may_head_names(HeadingRun((Column(Role.NAME, text),), 0, 1)) for text in ("Hub", "Cosy corner")]
    [True, False]
    """
    heading = run.columns[0].heading
    return Role.NAME in (in_row().get(plain(heading)) or roles_in_row(heading))


def _candidates(tokens: Sequence[Token], own: Mapping[str, Role]) -> Iterator[str]:
    """The paragraphs that may be a heading nobody knows, right before one that we know."""
    known = openings(own)
    printed = [token.text for token in tokens if token.text]
    for text, following in pairwise(printed):
        is_unknown = is_heading_like(text) and not (find_role(text, own) or find_other(text))
        if is_unknown and not is_plain_heading(text) and opens_heading(following, known):
            yield text
