"""The tables of a document whose records belong together: each a part with its grid and its headings."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue
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
