"""What readers found in a document, as its records: parts of a table, cards, or a stream of paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Extraction, RawRecord, Role
from pipeline.tables.flattened.recover import TWO_WAYS
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grids.divided import divide_headings
from pipeline.tables.grids.grid import Grid
from pipeline.tables.grids.parts import Choice, Part, in_order, to_key
from pipeline.tables.grids.rows import read_body
from pipeline.tables.grids.side_by_side import part_sides
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.html.title import find_title
from pipeline.tables.markdown import strip_marks
from pipeline.tables.near.footnotes import say_footnotes
from pipeline.tables.near.lines import Near, find_near
from pipeline.tables.near.said import say_of_records
from pipeline.tables.words import clean

LONGEST_TITLE = 120
FEWEST_ROLES = 3  # of headings side by side that few pages but those with a table have
TITLE_BELOW = "its last words may be the title of the table below"
TOLD = 0.6  # the probability that a record is right, on average, by which records can be told apart

OwnHeadings = Mapping[str, Role]  # what a source calls its columns, beside the vocabulary


def read_grid(grid: Grid, heading: Heading) -> Extraction:
    """The records under the headings of one grid."""
    return read_choice(Choice((Part(grid, heading, heading.last + 1),), (), heading.columns))


def read_choice(choice: Choice) -> Extraction:
    """The records of all parts, numbered through."""
    choice = part_sides(divide_headings(choice))
    records: list[RawRecord] = []
    issues = [*_name_unknown(choice), *choice.issues]
    for part in choice.parts:
        body = read_body(part.grid, part.heading, part.first, len(records) + 1)
        columns = part.heading.columns
        same = columns is choice.columns or [*map(to_key, columns)] == [*map(to_key, choice.columns)]
        records.extend(body.records if same else in_order(body.records, choice.columns))
        issues.extend(body.issues)
        near = find_near(part.element) if part.element is not None else Near()
        issues.extend(say_footnotes(part, body.records, body.issues, near))
        if part.element is not None:
            issues.extend(say_of_records(body.records, _with_title(near, part.grid)))
    first = choice.parts[0]
    title = first.grid.title or (find_title(first.element) if first.element is not None else None)
    found = Extraction(choice.columns, tuple(records), tuple(issues), title=title)
    return doubt_all(found, TWO_WAYS) if _splits_heading(found) else found


def _splits_heading(found: Extraction) -> bool:
    """Whether nothing stands under a heading that we know, and words under one right before that nobody does:
    the two may be one.
    """
    is_filled = [any(cell.paragraphs for cell in cells) for cells in _cells_by_column(found)]
    pairs = pairwise(zip(found.columns, is_filled, strict=False))
    return any(
        one.role is Role.TEXT
        and said
        and two.role is not Role.TEXT
        and not beside
        and two.role in possible_roles(f"{one.heading} {two.heading}")
        for (one, said), (two, beside) in pairs
    )


def _cells_by_column(found: Extraction) -> Iterator[tuple[Cell, ...]]:
    return zip(*(record.cells for record in found.records), strict=True)


def _with_title(near: Near, grid: Grid) -> Near:
    return near._replace(heads=(grid.title, *near.heads)) if grid.title else near


def _name_unknown(choice: Choice) -> list[Issue]:
    return [
        issue("heading-unknown", value=column.heading, line=choice.parts[0].grid.line)
        for column in choice.columns
        if column.role is Role.TEXT
    ]


def is_told(found: Extraction | None, level: float) -> bool:
    """True where there are several records, as sure as this on average."""
    return found is not None and len(found.records) > 1 and mean_sureness(found) >= level


def mean_sureness(found: Extraction) -> float:
    """The probability that a record is right, on average; 0 where there are none."""
    return sum(record.confidence for record in found.records) / max(1, len(found.records))


def is_read(found: Extraction, level: float, fewest: int = 2) -> bool:
    """True where there are so many records, as sure as this by their reading alone, whatever else is doubtful
    about their table.
    """
    sureness = mean_sureness(found) if found.sureness is None else found.sureness
    return len(found.records) >= fewest and sureness >= level


def count_filled(found: Extraction) -> int:
    """How many columns have words in some record."""
    return sum(any(cell.paragraphs for cell in cells) for cells in _cells_by_column(found))


def fills_all(found: Extraction) -> bool:
    """Whether each column has words in some record."""
    return count_filled(found) == len(found.columns)


def doubt_all(found: Extraction, why: str) -> Extraction:
    """The same, each record doubted."""
    return replace(found, issues=(*found.issues, *(doubt(record, why) for record in found.records)))


def find_title_line(lines: Sequence[str]) -> str | None:
    """The last line with words, where it is short and no sentence."""
    above = next(
        (words for line in reversed(lines) if (words := clean(strip_marks(line)).strip("+-─┌┬┐ "))), ""
    )
    return above if 0 < len(above) <= LONGEST_TITLE and above[-1] not in ".;:!?," else None
