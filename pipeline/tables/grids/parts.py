"""The tables of a document whose records belong together: each a part with its grid and its headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec import structs

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, RawRecord, Role
from pipeline.tables.grids.grid import Grid
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.words import plain

MOST_TABLES = 100  # of one document that are read one by one


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
    fitting = [fits(part.heading.columns, best.heading.columns) for part in parts]
    joined = [part for part, is_fit in zip(parts, fitting, strict=True) if is_fit]
    left = [part for part, is_fit in zip(parts, fitting, strict=True) if not is_fit and has_words(part)]
    return joined, left


def fits(columns: Sequence[Column], best: Sequence[Column]) -> bool:
    """Whether the columns are those of the best table, or some of them."""
    return Counter(map(to_key, columns)) <= Counter(map(to_key, best))


def has_words(part: Part) -> bool:
    """True where there is a record below the headings."""
    return any(words for row in part.grid.rows[part.first :] for words in row.words)


def in_order(records: Sequence[RawRecord], columns: Sequence[Column]) -> Iterator[RawRecord]:
    """The records with their cells in the order of these columns, blank where a table has no such column."""
    for record in records:
        rest = list(record.cells)
        cells = []
        for column in columns:
            same = (cell for cell in rest if to_key(cell.column) == to_key(column))
            found = next(same, Cell(column, ()))
            cells.append(found if found.column == column else structs.replace(found, column=column))
            rest = [cell for cell in rest if cell is not found]
        yield structs.replace(record, cells=tuple(cells))


def say_left_out(headings: Iterable[str], line: int) -> Issue:
    """What is said of a table of services with other columns than the best one."""
    return issue("table-left-out", value="; ".join(filter(None, headings)), line=line)


def say_differs(headings: Iterable[str], line: int) -> Issue:
    """What is said of a table that lacks some columns of the best one."""
    return issue("table-differs", value="; ".join(filter(None, headings)), line=line)


def say_joined(count: int) -> list[Issue]:
    """What is said where there are several tables."""
    return [issue("tables-joined", value=str(count), count=count)] if count > 1 else []
