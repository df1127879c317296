"""The roles of a row of headings, each of which may have several, and whether they are of services."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from pipeline.model import Column, Role
from pipeline.tables.headings.readings import WAYS_TO_REACH, find_role, read_row
from pipeline.tables.headings.words import (
    find_other,
    names_several,
    plain,
    tells,
)

UNNAMED = "no heading says which of its words are the name"
HEADED_ANEW = "other headings stand above it"
FEWEST_BESIDE = 3  # headings that are known, beside a first one that nobody knows, taken for the name's
ONCE = (Role.NAME, Role.DESCRIPTION)  # a table has one heading for each of these

_VENUE = (Role.AREA, Role.TEXT)  # the readings of "Venue": an area, or words about a place
_PROJECT = "project"
_WHO = "who"  # a first heading that is the name's where no other is
_BESIDE_PLACE = WAYS_TO_REACH | {Role.AMOUNT}
_BESIDE_WHOM = WAYS_TO_REACH | {Role.AREA}


def find_roles(headings: Sequence[str], own: Mapping[str, Role] | None = None) -> tuple[Role | None, ...]:
    """The roles of a whole row of headings; a heading that can be read two ways takes the role still free.

    >>> [str(role) for role in find_roles(["Organisation", "Service"])]
    ['name', 'description']
    >>> [str(role) for role in find_roles(["Service", "Description"])]
    ['name', 'description']
    """
    return settle_roles(read_row(headings, own), headings) if own else _find_general(tuple(headings))


@lru_cache(maxsize=1024)
def _find_general(headings: tuple[str, ...]) -> tuple[Role | None, ...]:
    return settle_roles(read_row(headings), headings)


def settle_roles(readings: Sequence[tuple[Role, ...]], headings: Sequence[str]) -> tuple[Role | None, ...]:
    """One of the roles that each heading may have; a venue that is told with its address is a name, a project
    behind a name what it does. A heading that stands in the row twice has one role: two services may stand
    side by side.

    >>> [role and str(role) for role in find_roles(["Venue", "Address", "Opening times", "What is on offer"])]
    ['name', None, None, 'description']
    >>> [role and str(role) for role in find_roles(["Where", "Venue", "What's on offer"])]
    ['area', 'name', 'description']
    >>> [str(role) for role in find_roles(["Organisation", "Project", "Amount"])]
    ['name', 'description', 'amount']
    >>> [str(role) for role in find_roles(["Who", "What", "Where"])]
    ['name', 'description', 'area']
    >>> [str(role) for role in find_roles(["Organisation", "Groups", "Ages"])]
    ['name', 'description', 'age']
    >>> [str(role) for role in find_roles(["Project", "Phone", "Project", "Phone"])]
    ['name', 'phone', 'name', 'phone']
    """
    roles = _settle(readings, headings)
    if len({*headings}) == len(headings):
        return roles
    names = {plain(heading) for role, heading in zip(roles, headings, strict=True) if role is Role.NAME}
    pairs = zip(roles, headings, strict=True)
    return tuple(Role.NAME if plain(heading) in names else role for role, heading in pairs)


def _settle(readings: Sequence[tuple[Role, ...]], headings: Sequence[str]) -> tuple[Role | None, ...]:
    if headings and plain(headings[0]) == _WHO and (Role.NAME,) not in readings:
        readings = [(Role.NAME,), *readings[1:]]
    roles = assign_roles(readings)
    if Role.NAME not in roles:
        return _with_venue(roles, readings, headings)
    if Role.DESCRIPTION in roles or roles.count(Role.NAME) != 2:
        return roles
    first = roles.index(Role.NAME)
    second = roles.index(Role.NAME, first + 1)
    one, two = (headings[n].replace(" / ", " ") for n in (first, second))  # two languages may stand there
    is_several = names_several(two)  # of what the first offers
    is_project = _PROJECT in plain(headings[second]).split(" / ")
    if not (is_project or is_several) or names_several(one):
        return roles
    return (*roles[:second], Role.DESCRIPTION, *roles[second + 1 :])


def _with_venue(
    roles: tuple[Role | None, ...], readings: Sequence[tuple[Role, ...]], headings: Sequence[str]
) -> tuple[Role | None, ...]:
    """The roles with a venue as the name, where another heading is of places, and one of what is there."""
    is_where = bool(headings) and plain(headings[0]) == "where"
    at = next((n for n, each in enumerate(readings) if each == _VENUE and n in (0, _at_venue(headings))), -1)
    at = 0 if at < 0 and is_where else at
    said = set(map(tells, headings))
    is_told = "opening" in said or Role.DESCRIPTION in roles
    is_placed = "where" in said or Role.AREA in (*roles[:at], *roles[at + 1 :])
    return (*roles[:at], Role.NAME, *roles[at + 1 :]) if at >= 0 and is_placed and is_told else roles


def _at_venue(headings: Sequence[str]) -> int:
    return next((n for n, heading in enumerate(headings) if plain(heading) == "venue"), -1)


def find_sure_roles(
    headings: Sequence[str], own: Mapping[str, Role] | None = None
) -> tuple[Role | None, ...]:
    """The same, but without a name where no heading is sure to be one: a card's name may be its title."""
    return _share_out(read_row(headings, own))


def find_roles_beside_name(
    headings: Sequence[str], own: Mapping[str, Role] | None = None
) -> tuple[Role | None, ...]:
    """The same where the name stands elsewhere: a heading that may be of anything else is.

    >>> [str(role) for role in find_roles_beside_name(["Library", "Sessions"])]
    ['area', 'description']
    """
    readings = [
        tuple(role for role in roles if role is not Role.NAME) or roles for roles in read_row(headings, own)
    ]
    return _share_out(readings)


def assign_roles(readings: Sequence[tuple[Role, ...]]) -> tuple[Role | None, ...]:
    """One role for each heading of a row, of those that it may have; a heading without any has none.

    Where no heading is sure to be the name's, the first is whose last reading is the name.

    >>> [str(role) for role in assign_roles([(Role.DESCRIPTION, Role.NAME), (Role.AGE,)])]
    ['name', 'age']
    >>> [str(role) for role in find_roles(["Activity", "What they do"])], find_role("Activity")
    (['name', 'description'], <Role.DESCRIPTION: 'description'>)
    >>> [str(role) for role in find_roles(["Service", "Support offered"])]
    ['name', 'description']
    >>> [str(role) for role in find_roles(["Name", "Type of service", "Description"])]
    ['name', 'text', 'description']
    """
    found = _share_out(readings)
    if Role.NAME in found:
        return found
    named = [n for n, roles in enumerate(readings) if Role.NAME in roles]
    maybe = [n for n in named if readings[n][-1] is Role.NAME]
    maybe += [n for n in named[:1] if n == 0 and _is_described(readings[1:])]
    if not maybe:
        return found
    return _share_out([(Role.NAME,) if n == maybe[0] else roles for n, roles in enumerate(readings)])


def _is_described(readings: Sequence[tuple[Role, ...]]) -> bool:
    """Whether one of the headings may be of what is done."""
    return any(Role.DESCRIPTION in roles for roles in readings)


def _share_out(readings: Sequence[tuple[Role, ...]]) -> tuple[Role | None, ...]:
    sure = {roles[0] for roles in readings if len(roles) == 1}
    found: list[Role | None] = []
    for roles in readings:
        chosen = _choose(roles, sure) if len(roles) > 1 else next(iter(roles), None)
        if chosen and len(roles) > 1:
            sure.add(chosen)
        found.append(chosen)
    return tuple(found)


def _choose(roles: Sequence[Role], taken: Collection[Role]) -> Role | None:
    """The first of several roles that is free; where none is, the likeliest, which is then there twice.

    So a service beside an organisation and a description may be its name or its kind: nobody can tell.
    """
    return next((role for role in roles if role not in taken), roles[0])


def is_services_table(roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    """True where these headings can be of a table of services: a name, what it does or for whom and where.

    A place and its opening times are enough, too. Headings of staff lists, timetables and the like count
    against it; not those of when services run, where the name is first: timetables begin with time or place.

    >>> is_services_table([Role.NAME, Role.DESCRIPTION, None], ["Name", "About", "Start date"])
    True
    >>> is_services_table([Role.NAME, None, Role.PHONE, Role.CONTACT], ["Name", "Job title", "Tel", "E-mail"])
    False
    """
    known = {role for role in roles if role not in (None, Role.TEXT)}
    said = set(map(tells, headings))
    is_for = Role.AGE in known or "who" in said
    enough = Role.DESCRIPTION in known or (is_for and not _BESIDE_WHOM.isdisjoint(known))
    is_placed = "where" in said or Role.AREA in known
    if Role.NAME not in known or not (enough or (is_placed and "opening" in said)):
        return False
    return 2 * _count_aliens(roles, headings, is_placed=is_placed) < len(known) + ("who" in said)


def is_bare(roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    """True where these headings say no more of services than names, places, and how to reach them or sums.

    So do those of lists of shops and offices.

    >>> is_bare([Role.NAME, Role.AREA, Role.PHONE], ["Name", "Area", "Phone"])
    True
    >>> is_bare([Role.NAME, Role.AREA, None, Role.PHONE], ["Name", "Office", "Job title", "Phone"])
    False
    """
    known = {role for role in roles if role not in (None, Role.TEXT)}
    is_placed = Role.AREA in known or "where" in set(map(tells, headings))
    if Role.NAME not in known or not is_placed or _BESIDE_PLACE.isdisjoint(known):
        return False
    return not is_services_table(roles, headings) and not _count_aliens(roles, headings, is_placed=True)


def is_scant(roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    """True where these are three headings or more that say no more than names, and how to reach them or sums.

    >>> is_scant([Role.NAME, None, Role.CONTACT], ["Club", "Where and when", "Who to ask"])
    True
    """
    known = {role for role in roles if role not in (None, Role.TEXT)}
    is_short = sum(map(bool, headings)) < FEWEST_BESIDE
    if Role.NAME not in known or is_short or _BESIDE_PLACE.isdisjoint(known):
        return False
    return not is_services_table(roles, headings) and not _count_aliens(roles, headings, is_placed=True)


def may_be_services_table(roles: Sequence[Role | None], headings: Sequence[str]) -> bool:
    """True where these headings are of a table of services, or say so little that they may be."""
    return is_services_table(roles, headings) or is_bare(roles, headings)


def _count_aliens(roles: Sequence[Role | None], headings: Sequence[str], *, is_placed: bool) -> int:
    """How many of the headings are of another kind of table."""
    usual = {"opening"} if is_placed else set()
    if roles[0] is Role.NAME and find_role(headings[0]) is not Role.AREA:
        usual.add("when")
    return sum(1 for each in headings if find_other(each) and tells(each) not in usual)


def says_heading(words: str, column: Column) -> bool:
    """True where the words are the column's heading, or mean the same.

    >>> says_heading("Ages:", Column(Role.AGE, "Age group")), says_heading("Ages", Column(Role.NAME, "Name"))
    (True, False)
    """
    if not words:
        return False
    if plain(words) == plain(column.heading):
        return bool(column.heading)
    return column.role is not Role.TEXT and find_role(words) is column.role
