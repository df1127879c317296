"""Which tables of a document are the table of services; the rest are named or left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, tee
from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.grids.grid import GridCell
from pipeline.tables.grids.parts import (
    Choice,
    Part,
    has_words,
    say_differs,
    say_joined,
    say_left_out,
    sort_out,
)
from pipeline.tables.headings.columns import DEEPEST, Heading, find_heading
from pipeline.tables.headings.roles import is_scant, is_services_table
from pipeline.tables.html.continuations import Rows, find_more
from pipeline.tables.html.hidden_tables import doubt_hidden, drop_twins, hide
from pipeline.tables.html.nested import doubt_holders, find_inside, has_own_rows, part_unclosed
from pipeline.tables.html.repeated_labels import read_without_labels
from pipeline.tables.html.rows import TableRows
from pipeline.tables.html.table import find_tables, read_first_rows, read_grid
from pipeline.tables.html.turned import MOST_HEADINGS, find_side_heading, turn
from pipeline.tables.html.unnamed import read_card, read_fewer, read_unnamed, sort_out_titles
from pipeline.tables.html.unseen import say_templates

FEWEST_CARDS = 2  # a lone one is no list of services


class Sorted(NamedTuple):
    """The tables of a document by what they can be; of the others, their first rows."""

    headed: list[Part]
    cards: list[Part]
    others: dict[etree._Element, Rows]
    nested: Sequence[Part] = ()  # headed, in a headed one or around one, and the poorer of both
    little: Sequence[Part] = ()  # of the others, those whose headings say little


def choose_tables(root: etree._Element, own: Mapping[str, Role]) -> Choice | None:
    """The services table of the document in all its parts; None where there is none."""
    tables, templates, titles = find_tables(root)
    part_unclosed(tables)
    sorted_out = _sort_tables(tables, own)
    if not sorted_out.headed:
        return None
    parts, hidden = doubt_hidden(sorted_out.headed)
    parts = [_without_blank_columns(part) for part in parts]
    best = max(parts, key=_weigh) if len(parts) > 1 else parts[0]
    joined, left = sort_out(parts, best)
    issues = [
        *hidden,
        *say_templates(templates),
        *(say_left_out(part.heading.texts, part.grid.line) for part in (*left, *sorted_out.nested)),
    ]
    issues += [_say_unread(card) for card in sorted_out.cards]
    whole, unread = _add_others(joined, tables, sorted_out.others, best.heading, own)
    unread += _say_little(sorted_out.little, whole, unread)
    whole, twice = drop_twins(whole)
    few = [part for part in whole if len(part.heading.spans) < len(best.heading.spans)]
    issues += [say_differs(part.heading.texts, part.grid.line) for part in few]
    issues += [*unread, *twice, *say_joined(len(whole))]
    return Choice(tuple(whole), tuple(issues), best.heading.columns, titles)


def _weigh(part: Part) -> tuple[bool, bool, bool, int, int]:
    return (
        not part.grid.hidden,
        has_words(part),
        part.heading.is_named,
        len(set(part.heading.roles)),
        len(part.grid.rows),
    )


def _sort_tables(tables: Sequence[etree._Element], own: Mapping[str, Role]) -> Sorted:
    """The tables with headings of a services table, upright or on their side, and the others.

    Of tables in tables the innermost are taken, but where one around them has richer headings and own rows.
    """
    found: list[Part] = []
    cards: list[Part] = []
    nested: list[Part] = []
    others: dict[etree._Element, Rows] = {}
    around: set[etree._Element] = set()
    for table in reversed(tables):
        if table in around:
            outer = _read_around(table, own)
            found, cards, less = _choose_nested(outer, found, cards) if outer else (found, cards, [])
            nested += less
            continue
        printed = TableRows(table)
        first, again = tee(read_first_rows(printed, MOST_HEADINGS + 1))
        part, card = _read_upright(table, printed, first, own), None
        if part and _is_vague(part.heading) and (side := _read_turned(table, list(again), own)):
            part = side if _count_known(side.heading) > _count_known(part.heading) else part
        if part is None:
            rows = list(again)
            part = _read_turned(table, rows, own)
            card = None if part else read_card(table, rows, own)
            part = part if part or card else read_unnamed(table, rows, own)
        if part or card:
            around.update(table.iterancestors("table"))
        else:
            others[table] = rows
        found += [part] if part else []
        cards += [card] if card else []
    if found or len(cards) < FEWEST_CARDS:
        return _without_bare(Sorted(found[::-1], cards[::-1], others, nested[::-1]))
    fewer = read_fewer(others, cards, own)
    left = {table: rows for table, rows in others.items() if table not in {card.element for card in fewer}}
    ordered = sorted([*cards, *fewer], key=lambda card: tables.index(card.element))
    return Sorted([*sort_out_titles(ordered, own)], [], left)


def _without_bare(tables: Sorted) -> Sorted:
    """Those whose headings say little are others beside such whose headings say more."""
    if len(tables.headed) < 2:
        return tables
    told = [part for part in tables.headed if not part.heading.says_little]
    if not told:
        return tables
    little = [each for each in tables.headed if each.heading.says_little]
    bare = [each.element for each in little if each.element is not None]
    rows = {table: [*read_first_rows(TableRows(table), MOST_HEADINGS + 1)] for table in bare}
    return tables._replace(headed=told, others={**tables.others, **rows}, little=little)


def _say_little(little: Sequence[Part], read: Sequence[Part], said: Sequence[Issue]) -> Iterator[Issue]:
    """What is said of tables whose headings say little, of which no row was read, and nothing is said yet."""
    known, lines = {part.element for part in read}, {each.line for each in said}
    left = (part for part in little if part.element not in known and part.grid.line not in lines)
    yield from (_say_unread(part) for part in left if has_words(part))


def _read_around(table: etree._Element, own: Mapping[str, Role]) -> Part | None:
    """A table that holds others, where it has headings and rows of its own."""
    printed = TableRows(table)
    part = _read_upright(table, printed, read_first_rows(printed, DEEPEST), own)
    return part if part and has_own_rows(table, part.first) else None


def _choose_nested(
    outer: Part, found: Sequence[Part], cards: Sequence[Part]
) -> tuple[list[Part], list[Part], list[Part]]:
    """The headed tables and the cards, with the outer table or with those inside it; and those left out."""
    inside = [*find_inside(outer, found)]
    if inside and max(map(_weigh, inside)) > _weigh(outer):
        return [*found], [*cards], [outer]
    held = [*find_inside(outer, cards)]
    taken = {part.element for part in (*inside, *held)}
    kept = [part for part in found if part.element not in taken]
    return (
        [*kept, doubt_holders(outer)],
        [each for each in cards if each.element not in taken],
        [*inside, *held],
    )


def _is_vague(heading: Heading) -> bool:
    """True where few of the headings are known, so that they may be words of a table on its side."""
    return 2 * _count_known(heading) <= len(heading.spans)


def _count_known(heading: Heading) -> int:
    return sum(1 for span in heading.spans if span.known)


def _read_upright(
    table: etree._Element,
    printed: TableRows,
    rows: Iterator[tuple[GridCell, ...]],
    own: Mapping[str, Role],
) -> Part | None:
    heading = find_heading(islice(rows, DEEPEST), own, _can_be)
    if heading is None:
        return None
    return Part(read_without_labels(table, heading, printed), heading, heading.last + 1, table)


def _can_be(roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    return is_services_table(roles, headings) or is_scant(roles, headings)


def _read_turned(
    table: etree._Element, rows: Sequence[tuple[GridCell, ...]], own: Mapping[str, Role]
) -> Part | None:
    heading = find_side_heading(rows, own)
    grid = turn(read_grid(table)) if heading else None
    return Part(grid, heading, 1, table) if grid and heading else None


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


def _say_unread(part: Part) -> Issue:
    return issue("table-unread", value="; ".join(filter(None, part.heading.texts)), line=part.grid.line)


def _add_others(
    parts: list[Part],
    tables: Sequence[etree._Element],
    others: Mapping[etree._Element, Rows],
    best: Heading,
    own: Mapping[str, Role],
) -> tuple[list[Part], list[Issue]]:
    """The parts with the tables that go on with them, in document order, and what those say that only may."""
    by_table = {part.element: part for part in parts}
    whole: list[Part] = []
    issues: list[Issue] = []
    is_shown = not all(part.grid.hidden for part in parts)
    for table in tables:
        found: Part | Issue | None = by_table.get(table)
        if rows := others.get(table):
            more = find_more(table, rows, best, whole[-1] if whole else None, own)
            more = doubt_holders(more) if isinstance(more, Part) else more
            found = more if more and _is_apart(table, by_table) else None
        if isinstance(found, Part):
            by_table[table] = found
            whole.append(hide(found) if is_shown and found.grid.hidden and rows else found)
        elif found is not None:
            issues.append(found)
    return whole, issues


def _is_apart(table: etree._Element, parts: Mapping[etree._Element | None, Part]) -> bool:
    """True where the table stands in none of the parts, and has rows of its own where it holds others."""
    if any(around in parts for around in table.iterancestors("table")):
        return False
    return next(table.iterdescendants("table"), None) is None or has_own_rows(table)
