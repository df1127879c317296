"""Grid rows to records: each word in one cell or in an issue, and a row that does not fit is flagged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, RawRecord, Role
from pipeline.tables.grids.cell_links import add_addresses
from pipeline.tables.grids.doubts import check_record, has_misfit
from pipeline.tables.grids.grid import Grid, GridCell, GridRow
from pipeline.tables.grids.other_rows import find_doubt, has_prose, say_no_record, to_text
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.roles import says_heading
from pipeline.tables.headings.words import plain
from pipeline.tables.html.asides import (
    FOLDED,
    HIDDEN,
    PICTURE,
    PICTURE_ALONE,
    PICTURE_FILE,
    SCRIPT,
    STRUCK,
    Aside,
    may_write,
    say_asides,
    unfolds,
)
from pipeline.tables.near.row_notes import say_named
from pipeline.tables.near.sections import Title, say_rows_between

DOUBTFUL = 0.5  # the probability that a repaired row is right
_SAID_WHERE_BLANK = (Role.NAME, Role.URL)  # a blank address may have moved to another cell


class Body(NamedTuple):
    """The records of one table and what there is to say of them and of its other rows."""

    records: tuple[RawRecord, ...]
    issues: tuple[Issue, ...]


def read_body(grid: Grid, heading: Heading, first: int, number: int = 1) -> Body:
    """The records from row `first` of the grid on, numbered from `number`."""
    records: list[RawRecord] = []
    issues: list[Issue] = []
    titles = tuple(map(plain, heading.texts))
    between: list[Title] = []
    doubt = ""
    rows = grid.rows[first:]
    fitting = not _has_misfits(rows, heading)
    columns, width = heading.columns, len(heading.spans) if heading.is_plain and fitting else 0
    needed = [n for n, column in enumerate(columns) if column.role in _SAID_WHERE_BLANK]
    for row in rows:
        if row.own is not None or not has_prose(row.words):
            said = say_no_record(row, heading, titles)
            if said is not None:
                issues.extend(said)
                between += (
                    Title(each.value or "", len(records)) for each in said if each.code == "section-row"
                )
                doubt = find_doubt(said, doubt)
                continue
        if not doubt and _is_usual(row, width, needed):
            cells = tuple(map(Cell, columns, row.words))
            records.append(RawRecord(number + len(records), cells, row.lines))
            continue
        doubted = replace(row, doubt=row.doubt or doubt) if doubt else row
        record, doubts = _to_record(doubted, heading, number + len(records), fitting)
        codes = {each.code for each in doubts}
        is_more = "name-blank" in codes and codes.isdisjoint((STRUCK, PICTURE_ALONE))
        if records and (is_more or "row-goes-on" in codes):
            issues.append(issue("row-continued", record=records[-1].number, line=records[-1].lines[0]))
        records.append(record)
        issues.extend(doubts)
    issues.extend(issue("words-between-cells", value=words, line=grid.line) for words in grid.stray)
    issues.extend(say_named(issues, records))
    issues.extend(say_rows_between(between, records, issues))
    return Body(tuple(records), tuple(issues))


def _has_misfits(rows: Sequence[GridRow], heading: Heading) -> bool:
    """True where a cell of the rows that have one under each heading is plainly out of place."""
    width = len(heading.spans)
    plain = [row.words for row in rows if row.own is None and len(row.words) == width]
    for column, cells in zip(heading.columns, zip(*plain, strict=True), strict=False):
        texts = [words[0].text if len(words) == 1 else to_text(words) for words in cells if words]
        if has_misfit(column.role, texts):
            return True
    return False


def _is_usual(row: GridRow, width: int, needed: Sequence[int]) -> bool:
    """True where the row has so many cells, none merged or doubted, and none blank of which that is said."""
    words = row.words
    if len(words) != width or row.own is not None or row.doubt:
        return False
    return all(words) or (words.count(()) < width - 1 and all(words[n] for n in needed))


def _to_record(row: GridRow, heading: Heading, number: int, fitting: bool) -> tuple[RawRecord, list[Issue]]:
    """The record, and what there is to say of it; `fitting`: the words of rows without merged cells fit."""
    if row.own is None and not row.doubt and heading.is_plain and len(row.words) == len(heading.spans):
        cells = tuple(map(Cell, heading.columns, row.words))
        issues = check_record(cells, row.lines[0], fitting=fitting)
        if not issues:
            return RawRecord(number, cells, row.lines), issues
    else:
        issues = []
        cells = _fit(row, heading, issues)
        issues += _say_of_row(row)
        issues += check_record(cells, row.lines[0])
    doubtful = any(each.needs_a_person for each in issues)
    record = RawRecord(number, cells, row.lines, DOUBTFUL if doubtful else 1.0)
    return record, [each.at(record=number, line=row.lines[0]) for each in issues]


def _say_of_row(row: GridRow) -> Iterator[Issue]:
    """What is known of the row as a whole, before its words are looked at."""
    if row.hidden:
        yield issue("row-hidden")
    if row.doubt:
        yield issue("row-unclear", why=row.doubt)
    yield from say_asides(row.asides)


def _fit(row: GridRow, heading: Heading, issues: list[Issue]) -> tuple[Cell, ...]:
    """One cell a column, of the printed cells that stand under its heading."""
    above: set[Role] = set()
    here: list[list[GridCell]] = [[] for _ in heading.spans]
    for cell in row.cells:
        under = heading.find_under(cell)
        if under:
            here[under[0]].append(cell)
        if len(under) != 1:
            issues.extend(_check_place(cell, len(under)))
        if cell.asides:
            role = heading.columns[under[0]].role.value if under else None
            asides = _tell_asides(cell, [heading.columns[n] for n in under])
            issues.extend(each.at(field=role) for each in say_asides(asides))
        if cell.above:
            above.update([heading.columns[n].role for n in under])
    issues.extend(_check_row(row, heading, above))
    return tuple([_join(cells, column, issues) for column, cells in zip(heading.columns, here, strict=True)])


def _tell_asides(cell: GridCell, columns: Sequence[Column]) -> Iterator[Aside]:
    """What is set aside in a cell under these columns, but for hidden words that say their heading again."""
    is_value = not cell.paragraphs and any(column.role is not Role.TEXT for column in columns)
    for each in cell.asides:
        if each.code in (PICTURE, PICTURE_FILE) and is_value:
            yield Aside(PICTURE_ALONE, each.words)
        elif each.code == PICTURE_FILE or (each.code == SCRIPT and cell.paragraphs and not may_write(each)):
            continue
        elif each.code == HIDDEN and not each.in_link and any(unfolds(said.text) for said in cell.paragraphs):
            yield Aside(FOLDED, each.words)
        elif each.code != HIDDEN or not any(says_heading(each.words, column) for column in columns):
            yield each


def _join(cells: Sequence[GridCell], column: Column, issues: list[Issue]) -> Cell:
    """The printed cells under one heading as one."""
    if len(cells) == 1 and not cells[0].links:
        return Cell(column, cells[0].paragraphs)
    words = [add_addresses(cell, column.role, issues) for cell in cells]
    return Cell(column, tuple(chain.from_iterable(words)))


def _check_place(cell: GridCell, columns: int) -> Iterator[Issue]:
    """What to say of a cell that stands under this many headings."""
    if cell.paragraphs and columns > 1:
        yield issue("cell-spans-columns", value=cell.text, count=columns)
    if cell.paragraphs and not columns:
        yield issue("row-long", value=cell.text)


def _check_row(row: GridRow, heading: Heading, above: set[Role]) -> Iterator[Issue]:
    """What to say of a row that has too few cells, or shares its name and description with the one above."""
    missing = sum(1 for span in heading.spans if span.start >= row.width) if row.width < heading.width else 0
    if missing or row.cut:
        yield issue("row-short", value=str(missing), count=missing)
    if Role.NAME in above and (Role.DESCRIPTION in above or Role.DESCRIPTION not in heading.roles):
        yield issue("row-goes-on")
