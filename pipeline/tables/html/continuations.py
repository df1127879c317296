"""Tables that go on with the table of services under some of its headings, or under none.

They are read where their words fit the columns; what only looks like services is said, for a person to look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from lxml import etree
from msgspec.structs import replace

from pipeline.issues import Issue, issue
from pipeline.model import Role
from pipeline.tables.grammars import kind
from pipeline.tables.grids.grid import GridCell, GridRow
from pipeline.tables.grids.parts import Part, has_words, to_key
from pipeline.tables.headings.columns import DEEPEST, Heading, find_heading
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import find_other
from pipeline.tables.html.nearness import is_right_behind
from pipeline.tables.html.repeated_labels import read_without_labels
from pipeline.tables.html.table import read_grid
from pipeline.tables.html.tree import line_of

FEWEST = 3  # headings, or columns, by which a table is known to go on with another
FEWEST_SHARED = 2  # by which a table is known to be like another
_TOP = 3  # rows; the headings of a table that is only said stand no further down
_REACH = frozenset({"email", "emails", "email-and", "email-in", "phone", "phone-in"})
_KINDS: Mapping[Role, frozenset[str]] = {
    Role.AGE: frozenset({"age", "age-word", "age-in"}),
    Role.CONTACT: _REACH,
    Role.PHONE: frozenset({"phone", "phone-in"}),
    Role.URL: frozenset({"url", "url-in"}),
    Role.AMOUNT: frozenset({"money", "money-in", "number"}),
}
_NOTHING = frozenset({"nothing"})
_NEVER = frozenset({"age", "email", "emails", "phone", "url", "money", "date", "number"})
_WORDS_ALONE = frozenset({Role.NAME, Role.DESCRIPTION, Role.AREA})
_PROSE = 30  # letters; a shorter text may be anything
_LONGEST_NAME = 60
_SHORT_OF = "its table has not all headings of a table of services"
_UNLIKE = "it is unlike the rows under it, and may be a row of headings"
_APART = "its headings stand in a table of their own"
Rows = Sequence[tuple[GridCell, ...]]


def find_more(
    table: etree._Element, rows: Rows, best: Heading, before: Part | None, own: Mapping[str, Role]
) -> Part | Issue | None:
    """The table as a part, where it goes on with the others; an issue, where it only may.

    `rows`: its first rows. `before`: the part before it, where there is one.

    Issues: `table-unread`.
    """
    found = _read_sharing(table, rows, best, own) if len(rows) > 1 else None
    found = found or (_read_bare(table, rows, before) if before else None)
    return found or (next(_say_unnamed(table, rows, best, own), None) if len(rows) > 1 else None)


def _say_unnamed(
    table: etree._Element, rows: Rows, best: Heading, own: Mapping[str, Role]
) -> Iterator[Issue]:
    """What to say of a table that shares headings with the best one, but none that we know for the names."""
    filled = [[cell for cell in row if cell.paragraphs] for row in islice(rows, DEEPEST)]
    texts = [[cell.text for cell in row] for row in filled if len(row) >= FEWEST_SHARED]
    for n, headings in enumerate(texts[:-1]):
        shared = {role for role in find_roles(headings, own) if role in best.roles} - {Role.TEXT}
        if n < _TOP and len(shared) >= FEWEST_SHARED and not any(map(find_other, headings)):
            yield issue("table-unread", value="; ".join(headings), line=line_of(table))


def _read_sharing(
    table: etree._Element, rows: Rows, best: Heading, own: Mapping[str, Role]
) -> Part | Issue | None:
    """The table as a part, where its headings are some of the best one's; an issue, where only a few are."""
    known = {to_key(column) for column in best.columns}
    heading = find_heading(islice(rows, DEEPEST), own, partial(_shares, known))
    if heading is None:
        return None
    grid = read_without_labels(table, heading)
    first = heading.last + 1
    if not any(any(row.words) for row in grid.rows[first:]):
        return None
    keys = Counter(map(to_key, heading.columns))
    if len(keys) < FEWEST or not keys <= Counter(map(to_key, best.columns)):
        return issue("table-unread", value="; ".join(heading.texts), line=grid.line)
    doubted = [replace(row, doubt=_SHORT_OF) for row in grid.rows[first:]]
    return Part(grid._replace(rows=(*grid.rows[:first], *doubted)), heading, first, table)


def _shares(known: set[tuple[Role, str]], roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    """True where a name and another of these headings are the best table's, and none is another kind's."""
    same = {role for role in roles if role and (role, "") in known}
    return Role.NAME in same and len(same) > 1 and not any(map(find_other, headings))


def _read_bare(table: etree._Element, rows: Rows, before: Part) -> Part | Issue | None:
    """The table as a part, where its rows fit the headings of the part before; an issue, where they may, or
    it stands right behind that and is as wide.
    """
    heading = before.heading
    filled = [row for row in islice(rows, DEEPEST) if any(cell.paragraphs for cell in row)]
    width = _find_width(filled)
    if not 2 <= width <= heading.width + 1:
        return None
    right, wrong = _weigh(filled[_is_first_unlike(filled, heading) :], heading)
    sure = right > wrong and right * 2 >= len(filled) and FEWEST <= width <= heading.width
    is_other = any(find_other(cell.text) for cell in filled[0])
    if sure and not is_other and not _is_headed(table):
        return _to_part(table, heading)
    may_be_first = width == heading.width and not (is_other or has_words(before))
    if may_be_first and (right or (not wrong and is_right_behind(table, before.element))):
        return _doubt_rows(_to_part(table, heading))
    is_next = len(filled) > 1 and width == heading.width >= FEWEST and is_right_behind(table, before.element)
    is_like = right * 2 > len(filled) or _has_names_and_prose(filled, heading)
    if is_next or is_like or _has_prose_and_more(filled):
        words = [cell.text for cell in filled[0] if cell.paragraphs]
        return issue("table-unread", value="; ".join(words), line=line_of(table))
    return None


def _find_width(rows: Rows) -> int:
    """The number of columns that most of the rows have; 0 where there are none."""
    widths = Counter(row[-1].column + row[-1].span for row in rows)
    return widths.most_common(1)[0][0] if widths else 0


def _is_headed(table: etree._Element) -> bool:
    """True where the first row that has words is one of heading cells alone."""
    for row in table.iter("tr"):
        if any(not text.isspace() for text in row.itertext()):
            return row.find("td") is None
    return False


def _weigh(rows: Rows, heading: Heading) -> tuple[int, int]:
    """In how many rows a cell has the shape of its column, and how many cells have that of another."""
    right = wrong = 0
    for row in rows:
        good, bad = _weigh_row(row, heading)
        right, wrong = right + (good > 0), wrong + bad
    return right, wrong


def _weigh_row(row: Sequence[GridCell], heading: Heading) -> tuple[int, int]:
    good = bad = 0
    for cell, role in _under(row, heading):
        shape = kind(cell.text)
        wanted = _KINDS.get(role)
        if wanted:
            good, bad = good + (shape in wanted), bad + (shape not in wanted | _NOTHING)
        elif role in _WORDS_ALONE:
            bad += shape in _NEVER
    return good, bad


def _under(row: Sequence[GridCell], heading: Heading) -> Iterator[tuple[GridCell, Role]]:
    """The cells that have words, each with the role of its column."""
    for cell in row:
        under = heading.find_under(cell) if cell.paragraphs else ()
        if len(under) == 1:
            yield cell, heading.spans[under[0]].column.role


def _has_names_and_prose(rows: Rows, heading: Heading) -> bool:
    """True where most rows have a short text under the name and a long one under the description."""
    fitting = 0
    for row in rows:
        lengths = {role: len(cell.text) for cell, role in _under(row, heading)}
        named = 0 < lengths.get(Role.NAME, 0) <= _LONGEST_NAME
        fitting += named and lengths.get(Role.DESCRIPTION, 0) > _PROSE
    return fitting * 2 > len(rows)


def _has_prose_and_more(rows: Rows) -> bool:
    """True where most rows have a long text, and beside it an age or a way to reach someone."""
    telling = _KINDS[Role.AGE] | _REACH
    fitting = 0
    for row in rows:
        texts = [cell.text for cell in row if cell.paragraphs]
        long = any(len(text) > _PROSE and kind(text) == "words" for text in texts)
        fitting += long and any(len(text) <= _PROSE and kind(text) in telling for text in texts)
    return fitting * 2 > len(rows)


def _is_first_unlike(rows: Rows, heading: Heading) -> bool:
    """True where the first row alone has no word that has the shape of its column."""
    fits = [_weigh_row(row, heading)[0] > 0 for row in rows]
    return len(fits) > 1 and not fits[0] and all(fits[1:])


def _to_part(table: etree._Element, heading: Heading) -> Part:
    """The whole table as a part; its first row is doubted where it is unlike the others."""
    grid = read_grid(table)
    filled = [n for n, row in enumerate(grid.rows) if any(row.words)]
    if _is_first_unlike([grid.rows[n].cells for n in filled], heading):
        grid = grid._replace(rows=tuple(_doubt_first(grid.rows, filled[0])))
    return Part(grid, heading, 0, table)


def _doubt_rows(part: Part) -> Part:
    return part._replace(
        grid=part.grid._replace(rows=tuple(replace(row, doubt=_APART) for row in part.grid.rows))
    )


def _doubt_first(rows: Sequence[GridRow], first: int) -> Iterator[GridRow]:
    for n, row in enumerate(rows):
        yield replace(row, doubt=_UNLIKE) if n == first else row
