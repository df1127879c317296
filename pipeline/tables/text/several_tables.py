"""The tables of a text whose rows are printed as rows, one below the other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.flattened.menus import are_of_menu
from pipeline.tables.grammars import kind
from pipeline.tables.grids.grid import Grid
from pipeline.tables.grids.parts import (
    MOST_TABLES,
    Choice,
    Part,
    say_differs,
    say_joined,
    say_left_out,
    sort_out,
)
from pipeline.tables.headings.columns import Heading
from pipeline.tables.headings.words import plain
from pipeline.tables.markdown import RULE
from pipeline.tables.text.beside import say_beside
from pipeline.tables.text.columns import read_columns
from pipeline.tables.text.next_table import are_headings, is_above_rule, split_words
from pipeline.tables.text.ragged import read_ragged
from pipeline.tables.text.rows import read_rows
from pipeline.tables.text.tab_quotes import read_tab_quoted
from pipeline.tables.words import find_emails

_TELLING = frozenset({"age", "phone", "url", "money"})
FEWEST = 2  # lines like rows that are said where no table has them


def read_tables(text: str, own: Mapping[str, Role]) -> Choice | None:
    """The table of services in all its parts; None where there is none.

    Tables with columns that the best one has not are left out, and named.

    Issues: `table-left-out`, `table-differs`, `tables-joined`, `table-unread`.
    """
    parts = [*_read_each(text, own)]
    if not parts:
        return None
    best = max(parts, key=_weigh)
    whole, left = sort_out(parts, best)
    few = [part for part in whole if len(part.heading.spans) < len(best.heading.spans)]
    issues = [say_left_out(part.heading.texts, part.grid.line) for part in left]
    issues += [say_differs(part.heading.texts, part.grid.line) for part in few]
    known = {at for part in parts for at in range(part.grid.line, _find_end(part.grid) + 1)}
    issues += [*_say_unread(text, parts, known, own), *_say_unnamed(text, parts, best.heading)]
    issues += say_beside(text, known, own)
    return Choice(tuple(whole), (*issues, *say_joined(len(whole))), best.heading.columns)


def _read_each(text: str, own: Mapping[str, Role]) -> Iterator[Part]:
    """Every table, each looked for behind the one before it; above it stand such as are of another form."""
    for _ in range(MOST_TABLES):
        found = read_tab_quoted(text, own) or _read_wide(text, own) or read_rows(text, own)
        found = found or read_ragged(text, own)
        if not found:
            return
        grid, heading = found
        lines = text.split("\n")
        yield from _read_each("\n".join(lines[: grid.line - 1]), own)
        yield Part(grid, heading, heading.last + 1)
        end = _find_end(grid)
        text = "\n" * end + "\n".join(lines[end:])


def _read_wide(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid in columns; where most of its rows are doubted, the one whose rows have as many cells as it
    has headings.
    """
    found = read_columns(text, own)
    rows = found[0].rows[found[1].last + 1 :] if found else ()
    is_doubtful = 2 * sum(bool(row.doubt) or len(row.words) < 2 for row in rows) > len(rows)
    ragged = read_ragged(text, own) if is_doubtful else None
    return ragged if ragged and found and ragged[0].line == found[0].line else found


def _find_end(grid: Grid) -> int:
    """The last line of a table."""
    return max(row.lines[1] for row in grid.rows)


def _say_unread(
    text: str, parts: Sequence[Part], known: Container[int], own: Mapping[str, Role]
) -> Iterator[Issue]:
    """What is said of lines in no table that are like rows, with an age, a sum or a way to reach somebody: of
    several, or of one right behind a table. And of those that are headings above another line of cells.
    """
    printed = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip() and at not in known]
    ends = [_find_end(part.grid) for part in parts]
    behind = {next((at for at, _ in printed if at > end), 0) for end in ends}
    others = [(at, split_words(line)) for at, line in printed]
    parted = {at for at, line in printed if "|" not in line}  # a menu on one line has bars
    headings = {
        tuple(one): at
        for (at, one), (_, two) in pairwise(others)
        if len(one) > 1 and (len(two) > 1 or at in parted) and are_headings(one, (), own)
    }
    yield from (say_left_out(one, at) for one, at in headings.items() if not are_of_menu(one))
    barred = next(_find_headless(text.split("\n"), known), None)
    if barred:
        yield issue("table-unread", value="; ".join(barred[1]), line=barred[0])
        return
    found = [(at, words) for at, words in others if len(words) > 1 and any(map(_tells, words))]
    if len(found) >= FEWEST or any(at in behind for at, _ in found):
        at, words = found[0]
        yield issue("table-unread", value="; ".join(words), line=at)


def _find_headless(lines: Sequence[str], known: Container[int]) -> Iterator[tuple[int, list[str]]]:
    """The first row of each table in none of the lines known, where its headings above a rule are blank."""
    for n in range(1, len(lines) - 1):
        if "|" not in lines[n - 1] or "|" not in lines[n + 1] or not RULE.match(lines[n]):
            continue
        row = split_words(lines[n + 1])
        if n + 2 not in known and len(row) > 1 and not split_words(lines[n - 1]):
            yield n + 2, row


def _say_unnamed(text: str, parts: Sequence[Part], best: Heading) -> Iterator[Issue]:
    """What is said of tables in Markdown that share headings with the best one, and are none of services."""
    known, titles = {part.grid.line for part in parts}, {*map(plain, best.texts)}
    lines = text.split("\n")
    for at in (n for n in range(len(lines)) if n + 1 not in known and is_above_rule(lines, n)):
        headings = split_words(lines[at])
        shared = titles.intersection(map(plain, headings))
        if len(shared) >= FEWEST and len(shared) < len(titles):
            yield issue("table-unread", value="; ".join(headings), line=at + 1)


def _tells(piece: str) -> bool:
    return bool(find_emails(piece)) or kind(piece) in _TELLING


def _weigh(part: Part) -> tuple[int, int]:
    return len(set(part.heading.roles)), len(part.grid.rows)
