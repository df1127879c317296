"""Tables of services without a heading for the names, which a title says, or the first column.

That the first column does is no more than likely, so that each of its rows is doubted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree
from msgspec.structs import replace

from pipeline.model import Paragraph, Role
from pipeline.tables.grammars import kind
from pipeline.tables.grids.grid import Grid, GridCell
from pipeline.tables.grids.parts import Part
from pipeline.tables.headings.columns import Heading, find_heading
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import FEWEST_BESIDE, UNNAMED, is_services_table
from pipeline.tables.headings.words import find_other, tells
from pipeline.tables.html.repeated_labels import read_without_labels
from pipeline.tables.html.table import read_grid
from pipeline.tables.html.title import find_title
from pipeline.tables.html.turned import add_name, find_nameless, turn

DEEPEST = 5  # rows; such headings stand no further down
_TELLING = frozenset({"who", "where", "opening"})  # by headings without a role
_WORDS = frozenset({"words", "digits"})
_TITLED = "its name is the title of more than one table"
Rows = Sequence[tuple[GridCell, ...]]


def read_unnamed(table: etree._Element, rows: Rows, own: Mapping[str, Role]) -> Part | None:
    """The table, where each of its rows begins with words that can be the name, under a heading nobody knows.

    `rows`: its first rows.
    """
    if len(rows) < 2:
        return None
    found = ((n, find_unnamed(row, own)) for n, row in enumerate(islice(rows, DEEPEST)))
    first, heading = next(((n, heading) for n, heading in found if heading), (0, None))
    if heading is None or not _are_names([row[0].text for row in rows[first + 1 :]]):
        return None
    heading = Heading(heading.spans, first, first)
    return Part(_doubt(read_without_labels(table, heading), first + 1, UNNAMED), heading, first + 1, table)


def find_unnamed(row: Sequence[GridCell], own: Mapping[str, Role]) -> Heading | None:
    """The headings of a table of services, where nobody knows the first; its column is the name's."""
    if any(cell.span > 1 or cell.rows > 1 for cell in row):
        return None
    if find_role(row[0].text, own) or find_other(row[0].text):
        return None
    heading = find_heading([tuple(row)], {**own, row[0].text: Role.NAME}, _are_enough)
    if heading is None or heading.roles.count(Role.NAME) > 1:
        return None
    first, *rest = heading.spans
    return Heading((replace(first, known=False), *rest), 0, 0)


def _are_enough(roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    known = {role for role in roles if role not in (None, Role.TEXT, Role.NAME)}
    said = {*map(tells, headings)} & _TELLING
    return len(known) + len(said) >= FEWEST_BESIDE and is_services_table(roles, headings)


def _are_names(texts: Sequence[str]) -> bool:
    """True where most of the texts are words alone, and most of them others than those before."""
    kinds = Counter(kind(text) for text in {*texts} if text)
    alike = sum(1 for text in texts if text) - kinds.total()
    return kinds.keys() <= _WORDS and kinds["words"] >= max(2 * kinds["digits"], 2 * alike, 1)


def read_card(
    table: etree._Element, rows: Rows, own: Mapping[str, Role], known: Collection[str] = ()
) -> Part | None:
    """A table for one service, which is named in the title above it; `known`: the labels of other such."""
    heading = find_nameless(rows, own, known)
    grid = turn(read_grid(table)) if heading else None
    title = (grid.title or find_title(table)) if grid else None
    if not (heading and grid and title):
        return None
    return Part(add_name(grid, Paragraph(title, grid.line)), heading, 1, table)


def read_fewer(
    others: Mapping[etree._Element, Rows], cards: Sequence[Part], own: Mapping[str, Role]
) -> list[Part]:
    """Those of the other tables that are cards with some of the labels that these have, and no others."""
    known = {text for card in cards for text in card.heading.texts if text}
    return [card for table, rows in others.items() if (card := read_card(table, rows, own, known))]


def sort_out_titles(cards: Sequence[Part], own: Mapping[str, Role]) -> Iterator[Part]:
    """The cards; where one title stands over several, it is none of their names, or a doubtful one."""
    titles = Counter(_find_name(card) for card in cards)
    for card in cards:
        yield card if titles[_find_name(card)] == 1 else _read_untitled(card, own)


def _find_name(card: Part) -> str:
    return " ".join(each.text for row in card.grid.rows[card.first :] for each in row.words[0])


def _read_untitled(card: Part, own: Mapping[str, Role]) -> Part:
    """The card with the name that it says itself, under a label that may be one."""
    grid = turn(read_grid(card.element)) if card.element is not None else None
    side = grid.rows[0].cells if grid else ()
    heading = (find_heading([side], own) or find_unnamed(side, own)) if side else None
    if grid is None or heading is None:
        return card._replace(grid=_doubt(card.grid, card.first, _TITLED))
    return Part(_doubt(grid, 1, UNNAMED), heading, 1, card.element)


def _doubt(grid: Grid, first: int, why: str) -> Grid:
    return grid._replace(rows=(*grid.rows[:first], *(replace(row, doubt=why) for row in grid.rows[first:])))
