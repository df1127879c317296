"""The tables of a document whose records belong together: each a part with its grid and its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Column, Role
from pipeline.tables.columns import Heading
from pipeline.tables.grid import Grid
from pipeline.tables.heading_words import plain


class Part(NamedTuple):
    """One table of services, or its continuation in a table of its own without headings."""

    grid: Grid
    heading: Heading
    first: int  # row at which its records begin
    element: etree._Element | None = None


class Choice(NamedTuple):
    """The parts whose records belong together, in document order, and what was said in choosing."""

    parts: tuple[Part, ...]
    issues: tuple[Issue, ...]
    columns: tuple[Column, ...]
    titles: int = 0  # of the document, below the second level; and terms


def to_key(column: Column) -> tuple[Role, str]:
    """What makes two columns of two tables the same: the role, or the heading where nobody knows it."""
    return column.role, plain(column.heading) if column.role is Role.TEXT else ""


def sort_out(parts: Sequence[Part], best: Part) -> tuple[list[Part], list[Part]]:
    """The tables with the columns of the best one, or with some of them, and the others that have words."""
    if len(parts) == 1:
        return [*parts], []
    wanted = Counter(map(to_key, best.heading.columns))
    fitting = [Counter(map(to_key, part.heading.columns)) <= wanted for part in parts]
    joined = [part for part, fits in zip(parts, fitting, strict=True) if fits]
    left = [part for part, fits in zip(parts, fitting, strict=True) if not fits and has_words(part)]
    return joined, left


def has_words(part: Part) -> bool:
    """True where there is a record below the headings."""
    return any(words for row in part.grid.rows[part.first :] for words in row.words)


def say_left_out(part: Part) -> Issue:
    """What is said of a table of services with other columns than the best one."""
    return issue("table-left-out", value="; ".join(part.heading.texts), line=part.grid.line)


def say_differing(parts: Sequence[Part], best: Heading) -> list[Issue]:
    """What is said of the tables that lack some columns of the best one."""
    few = [part for part in parts if len(part.heading.spans) < len(best.spans)]
    return [issue("table-differs", value="; ".join(part.heading.texts), line=part.grid.line) for part in few]


def say_joined(parts: Sequence[Part]) -> list[Issue]:
    """What is said where there are several tables."""
    count = len(parts)
    return [issue("tables-joined", value=str(count), count=count)] if count > 1 else []
