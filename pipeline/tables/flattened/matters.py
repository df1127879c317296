"""What the cells of a column hold: its role, or, where it has none, what its heading tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from pipeline.model import Column, Role
from pipeline.tables.grammars import word_list
from pipeline.tables.headings.readings import WAYS_TO_REACH
from pipeline.tables.headings.words import plain, tells


class Matter(StrEnum):
    """What a column is about that has no role."""

    WHERE = "where"  # an address
    WHEN = "when"  # days and hours
    WHO = "who"  # those whom a service is for


Content = Role | Matter

_TOLD = {"where": Matter.WHERE, "when": Matter.WHEN, "opening": Matter.WHEN, "who": Matter.WHO}


def contents(
    columns: Sequence[Column], *, with_venues: bool = False, with_means: bool = False
) -> tuple[Content, ...]:
    """What each column holds; `with_venues`: under a heading such as "Venue" stand addresses; `with_means`:
    where one heading alone is of a way to reach somebody, such as "Phone", any such way stands below.

    >>> contents([Column(Role.NAME, "Club"), Column(Role.TEXT, "Address"), Column(Role.TEXT, "Shoe size")])
    (<Role.NAME: 'name'>, <Matter.WHERE: 'where'>, <Role.TEXT: 'text'>)
    >>> contents([Column(Role.NAME, "Club"), Column(Role.PHONE, "Ring")], with_means=True)
    (<Role.NAME: 'name'>, <Role.CONTACT: 'contact'>)
    """
    held = [_content(each, with_venues=with_venues) for each in columns]
    if with_means and has_sole_means(columns):
        return tuple(Role.CONTACT if each in WAYS_TO_REACH else each for each in held)
    return tuple(held)


def _content(column: Column, *, with_venues: bool) -> Content:
    if column.role is Role.TEXT:
        return _TOLD.get(tells(column.heading), column.role)
    return Matter.WHERE if with_venues and may_be_venue(column) else column.role


def has_sole_means(columns: Iterable[Column]) -> bool:
    """Whether one column alone is of a way to reach somebody, and not of any such way."""
    ways = [each.role for each in columns if each.role in WAYS_TO_REACH]
    return len(ways) == 1 and ways != [Role.CONTACT]


def may_be_venue(column: Column) -> bool:
    """Whether its heading may stand above addresses as well as above areas."""
    return column.role is Role.AREA and not word_list("venues").isdisjoint(plain(column.heading).split())


def to_content(name: str) -> Content:
    """The role, or the matter, of this name."""
    return Matter(name) if name in _NAMES else Role(name)


_NAMES = frozenset(Matter)
