"""Tables that the page marks as hidden, and those that it repeats: each service is read once, none is lost.

A closed tab or panel hides its table until a click; a page for small screens has its table twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.issues import Issue, issue
from pipeline.model import Extraction
from pipeline.tables.grids.grid import GridRow
from pipeline.tables.grids.parts import Part
from pipeline.tables.grids.rows import read_body
from pipeline.tables.kinds.by_cells import find_other_kind

RowWords = tuple[str, ...]


def doubt_hidden(parts: Sequence[Part]) -> tuple[list[Part], list[Issue]]:
    """The tables that can be of services, the rows of hidden ones marked; where none is seen, as they are.

    Issues: `table-hidden`, `table-hidden-left-out`.
    """
    if all(part.grid.hidden for part in parts):
        return [*parts], [issue("table-hidden", line=parts[0].grid.line)]
    others = {id(part) for part in parts if part.grid.hidden and _is_of_another_kind(part)}
    kept = [hide(part) if part.grid.hidden else part for part in parts if id(part) not in others]
    return kept, [issue("table-hidden-left-out", count=len(others))] if others else []


def hide(part: Part) -> Part:
    """The part with each of its rows marked as hidden, so that its records are flagged."""
    rows = part.grid.rows
    hidden = (replace(row, own=row.cells, hidden=True) for row in rows[part.first :])
    return part._replace(grid=part.grid._replace(rows=(*rows[: part.first], *hidden), hidden=True))


def _is_of_another_kind(part: Part) -> bool:
    """True where its records say that they are no services, as cookies do, or where it has none."""
    records = read_body(part.grid, part.heading, part.first).records
    return not records or find_other_kind(Extraction(part.heading.columns, records, ())) is not None


def drop_twins(parts: Sequence[Part]) -> tuple[list[Part], list[Issue]]:
    """Each table once, and of the hidden ones only the rows that no table which is seen has.

    Issues: `table-repeated`.
    """
    if len(parts) < 2:
        return [*parts], []
    kept: list[Part] = []
    issues: list[Issue] = []
    seen = {words for part in parts if not part.grid.hidden for words in _read_words(part)}
    known: set[tuple[RowWords, ...]] = set()
    for part in parts:
        words = tuple(_read_words(part))
        is_shown = part.grid.hidden and bool(words) and seen.issuperset(words)
        if words and (words in known or is_shown):
            issues.append(issue("table-repeated", line=part.grid.line))
            continue
        known.add(words)
        kept.append(_without(part, seen) if part.grid.hidden and seen else part)
    return kept, issues


def _read_words(part: Part) -> list[RowWords]:
    return [words for row in part.grid.rows[part.first :] if (words := _words_of(row))]


def _words_of(row: GridRow) -> RowWords:
    return tuple([each.text for words in row.words for each in words])


def _without(part: Part, known: Iterable[RowWords]) -> Part:
    """The part without the rows that say one of these."""
    said = frozenset(known)
    head, body = part.grid.rows[: part.first], part.grid.rows[part.first :]
    return part._replace(
        grid=part.grid._replace(rows=(*head, *(row for row in body if _words_of(row) not in said)))
    )
