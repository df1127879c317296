"""Which tables of a document are the table of services; the rest are named or left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, tee
from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Column, Paragraph, Role
from pipeline.tables.columns import DEEPEST, Heading, find_heading
from pipeline.tables.grid import Grid, GridCell
from pipeline.tables.headings import plain
from pipeline.tables.html_table import find_tables, is_out_of_sight, read_first_rows, read_grid
from pipeline.tables.title import find_title
from pipeline.tables.turned import MOST_HEADINGS, add_name, find_nameless, find_side_heading, turn

MOST = 2_000  # tables looked at; a page with more is no page


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


def choose_tables(root: etree._Element, own: Mapping[str, Role]) -> Choice | None:
    """The services table of the document in all its parts; None where there is none."""
    tables = find_tables(root)[:MOST]
    headed = _find_headed(tables, own)
    if not headed:
        return None
    parts, seen = _prefer_seen(headed)
    parts = [_without_blank_columns(part) for part in parts]
    best = max(parts, key=_weigh) if len(parts) > 1 else parts[0]
    joined, left = _sort_out(parts, best)
    joined, twice = _drop_twins(joined)
    issues = [*seen, *twice, *(_say_left_out(part) for part in left)]
    issues += [_say_differs(part) for part in joined if len(part.heading.spans) < len(best.heading.spans)]
    whole = _add_continuations(joined, tables, [part.element for part in headed])
    if len(whole) > 1:
        issues.append(issue("tables-joined", value=str(len(whole)), count=len(whole)))
    return Choice(tuple(whole), tuple(issues), best.heading.columns)


def _weigh(part: Part) -> tuple[bool, int, int]:
    return _has_words(part), len(set(part.heading.roles)), len(part.grid.rows)


def _find_headed(tables: Sequence[etree._Element], own: Mapping[str, Role]) -> list[Part]:
    """The innermost tables with headings of a services table, upright or on their side."""
    found: list[Part] = []
    cards: list[Part] = []
    around: set[etree._Element] = set()
    for table in reversed(tables):
        if table in around:
            continue
        first, again = tee(read_first_rows(table, MOST_HEADINGS + 1))
        part, card = _read_upright(table, first, own), None
        if part is None:
            rows = list(again)
            part = _read_turned(table, rows, own)
            card = None if part else _read_card(table, rows, own)
        found += [part] if part else []
        cards += [card] if card else []
        if part or card:
            around.update(table.iterancestors("table"))
    return found[::-1] or (cards[::-1] if len(cards) > 1 else [])


def _read_upright(
    table: etree._Element, rows: Iterator[tuple[GridCell, ...]], own: Mapping[str, Role]
) -> Part | None:
    heading = find_heading(islice(rows, DEEPEST), own)
    return Part(read_grid(table), heading, heading.last + 1, table) if heading else None


def _read_turned(
    table: etree._Element, rows: Sequence[tuple[GridCell, ...]], own: Mapping[str, Role]
) -> Part | None:
    heading = find_side_heading(rows, own)
    grid = turn(read_grid(table)) if heading else None
    return Part(grid, heading, 1, table) if grid and heading else None


def _read_card(
    table: etree._Element, rows: Sequence[tuple[GridCell, ...]], own: Mapping[str, Role]
) -> Part | None:
    """A table for one service, which is named in the title above it."""
    heading = find_nameless(rows, own)
    grid = turn(read_grid(table)) if heading else None
    title = (grid.title or find_title(table)) if grid else None
    if not (heading and grid and title):
        return None
    return Part(add_name(grid, Paragraph(title, grid.line)), heading, 1, table)


def _prefer_seen(parts: list[Part]) -> tuple[list[Part], list[Issue]]:
    """The tables that a visitor sees; those marked as hidden only where there are no others."""
    seen = [part for part in parts if not part.grid.hidden]
    if seen:
        hidden = len(parts) - len(seen)
        return seen, [issue("table-hidden-left-out", count=hidden)] if hidden else []
    return parts, [issue("table-hidden", line=parts[0].grid.line)]


def _sort_out(parts: list[Part], best: Part) -> tuple[list[Part], list[Part]]:
    """The tables with the columns of the best one, or with some of them, and the others."""
    if len(parts) == 1:
        return parts, []
    wanted = Counter(map(to_key, best.heading.columns))
    fitting = [Counter(map(to_key, part.heading.columns)) <= wanted for part in parts]
    joined = [part for part, fits in zip(parts, fitting, strict=True) if fits]
    left = [part for part, fits in zip(parts, fitting, strict=True) if not fits and _has_words(part)]
    return joined, left


def to_key(column: Column) -> tuple[Role, str]:
    """What makes two columns of two tables the same: the role, or the heading where nobody knows it."""
    return column.role, plain(column.heading) if column.role is Role.TEXT else ""


def _has_words(part: Part) -> bool:
    return any(words for row in part.grid.rows[part.first :] for words in row.words)


def _without_blank_columns(part: Part) -> Part:
    """The part without columns that have neither a heading nor words, which only set others apart."""
    blank = [span for span in part.heading.spans if not span.column.heading and not span.known]
    if not blank:
        return part
    used = {cell.column for row in part.grid.rows[part.first :] for cell in row.cells if cell.paragraphs}
    idle = [span for span in blank if not used.intersection(range(span.start, span.end))]
    if not idle:
        return part
    spans = tuple(span for span in part.heading.spans if span not in idle)
    return part._replace(heading=replace(part.heading, spans=spans))


def _drop_twins(parts: list[Part]) -> tuple[list[Part], list[Issue]]:
    """Each table once, where the page repeats one for small screens."""
    if len(parts) < 2:
        return parts, []
    kept: list[Part] = []
    issues: list[Issue] = []
    known: set[tuple[tuple[str, ...], ...]] = set()
    for part in parts:
        words = tuple(
            tuple(each.text for words in row.words for each in words) for row in part.grid.rows[part.first :]
        )
        if words and words in known:
            issues.append(issue("table-repeated", line=part.grid.line))
        else:
            known.add(words)
            kept.append(part)
    return kept, issues


def _say_left_out(part: Part) -> Issue:
    return issue("table-left-out", value="; ".join(part.heading.texts), line=part.grid.line)


def _say_differs(part: Part) -> Issue:
    return issue("table-differs", value="; ".join(part.heading.texts), line=part.grid.line)


def _add_continuations(
    parts: list[Part], tables: Sequence[etree._Element], headed: Sequence[etree._Element | None]
) -> list[Part]:
    """The parts, each followed by the tables without headings that go on with its columns."""
    whole: list[Part] = []
    known = set(headed)
    for part, table in _walk(parts, tables):
        if part is not None:
            whole.append(part)
        elif whole and table is not None and table not in known and not is_out_of_sight(table):
            more = _read_continuation(table, whole[-1])
            if more:
                whole.append(more)
    return whole


def _walk(
    parts: list[Part], tables: Sequence[etree._Element]
) -> Iterator[tuple[Part | None, etree._Element | None]]:
    """Each table of the document in order, as a part where it is one."""
    by_table = {part.element: part for part in parts}
    for table in tables:
        part = by_table.get(table)
        yield (part, None) if part else (None, table)


def _read_continuation(table: etree._Element, before: Part) -> Part | None:
    """The table as a part, where its rows have the width and the e-mail addresses of the one before."""
    inside = before.element is not None and table in before.element.iter("table")
    if inside or table.find(".//table") is not None:
        return None
    heading = before.heading
    widths = Counter(row[-1].column + row[-1].span for row in read_first_rows(table, DEEPEST) if row)
    if not widths or widths.most_common(1)[0][0] != heading.width or heading.width < 3:
        return None
    grid = read_grid(table)
    return Part(grid, heading, 0, table) if _has_same_types(grid, heading) else None


def _has_same_types(grid: Grid, heading: Heading) -> bool:
    """True where e-mail addresses stand under the contact heading in half of the rows, and nowhere else."""
    right = wrong = 0
    for row in grid.rows:
        for cell in row.cells:
            if "@" in cell.text:
                roles = [span.column.role for span in heading.spans if span.start == cell.column]
                right, wrong = right + (Role.CONTACT in roles), wrong + (Role.CONTACT not in roles)
    return right * 2 >= len(grid.rows) and right > wrong
