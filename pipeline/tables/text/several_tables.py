"""The tables of a text whose rows are printed as rows, one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import Role
from pipeline.tables.parts import Choice, Part, say_differs, say_joined, say_left_out, sort_out
from pipeline.tables.text.columns import read_columns
from pipeline.tables.text.rows import read_rows
from pipeline.tables.text.tab_quotes import read_tab_quoted

MOST_TABLES = 100  # of one text; each is looked for in all the lines behind the one before


def read_tables(text: str, own: Mapping[str, Role]) -> Choice | None:
    """The table of services in all its parts; None where there is none.

    Tables with columns that the best one has not are left out, and named.

    Issues: `table-left-out`, `table-differs`, `tables-joined`.
    """
    parts = [*_read_each(text, own)]
    if not parts:
        return None
    best = max(parts, key=_weigh)
    whole, left = sort_out(parts, best)
    few = [part for part in whole if len(part.heading.spans) < len(best.heading.spans)]
    issues = [say_left_out(part.heading.columns, part.grid.line) for part in left]
    issues += [say_differs(part.heading.columns, part.grid.line) for part in few]
    return Choice(tuple(whole), (*issues, *say_joined(len(whole))), best.heading.columns)


def _read_each(text: str, own: Mapping[str, Role]) -> Iterator[Part]:
    """Every table, each looked for in the lines behind the one before it."""
    for _ in range(MOST_TABLES):
        found = read_tab_quoted(text, own) or read_columns(text, own) or read_rows(text, own)
        if not found:
            return
        grid, heading = found
        yield Part(grid, heading, heading.last + 1)
        end = max(row.lines[1] for row in grid.rows)
        text = "\n" * end + "\n".join(text.split("\n")[end:])


def _weigh(part: Part) -> tuple[int, int]:
    return len(set(part.heading.roles)), len(part.grid.rows)
