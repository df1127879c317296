"""Headings to roles, through a vocabulary that is data: `vocabulary/headings.csv` and the source's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from pipeline.model import Column, Role
from pipeline.tables.headings.questions import find_asked
from pipeline.tables.headings.words import (
    LONGEST,
    find_other,
    general,
    is_plain_heading,
    names_several,
    plain,
    tells,
)

UNNAMED = "no heading says which of its words are the name"
HEADED_ANEW = "other headings stand above it"
FEWEST_BESIDE = 3  # headings that are known, beside a first one that nobody knows, taken for the name's
ONCE = (Role.NAME, Role.DESCRIPTION)  # a table has one heading for each of these
MOST_BEFORE = 3  # words of a heading, before one that alone says its role

_BRACKET = re.compile(r"\([^()]*\)")
_ACRONYM = re.compile(r"^\s*[A-Z]{2,5}\s+(?=[A-Za-z][a-z])")  # whose column it is, as in "VRU Lead"
_NAME_OF = re.compile(r"(?:name|title) of (?:the )?(.+)")
_AREA_OF = re.compile(r"(?i:areas? of|areas? in|where in) (?:the )?[A-Z][^\W\d_].*")
_JOINED = re.compile(r"[&,]|\b(?:and|or)\b", re.I)  # which stand between the words of one thing, too
_JOINT = re.compile(r"[/&,]|\b(?:and|or)\b")
_VENUE = (Role.AREA, Role.TEXT)  # the readings of "Venue": an area, or words about a place
_SAY_ALL = frozenset({Role.NAME, Role.CONTACT})  # what a heading is whose other parts nobody knows
_PROJECT = "project"
_ENDINGS = {  # what stands under a heading of several words, the last of which is this
    "email": Role.CONTACT,
    "phone": Role.PHONE,
    "telephone": Role.PHONE,
    "website": Role.URL,
    "url": Role.URL,
}
WAYS_TO_REACH = frozenset({Role.CONTACT, Role.PHONE, Role.URL})
_BESIDE_WHOM = WAYS_TO_REACH | {Role.AREA}


def find_role(heading: str, own: Mapping[str, Role] | None = None) -> Role | None:
    """The role of a heading, by the source's own vocabulary first; None where nobody knows it.

    >>> find_role("Age  group:")
    <Role.AGE: 'age'>
    >>> find_role("Who to ring", {"who to ring": Role.CONTACT})
    <Role.CONTACT: 'contact'>
    >>> find_role("Areas covered (2020/21)"), find_role("E-mail / Telephone")
    (<Role.AREA: 'area'>, <Role.CONTACT: 'contact'>)
    >>> find_role("Name of applicant"), find_role("Areas of Leeds"), find_role("Leader / contact")
    (<Role.NAME: 'name'>, <Role.AREA: 'area'>, <Role.CONTACT: 'contact'>)
    >>> find_role("Shoe size"), find_role("Shoe size / contact")
    (None, <Role.CONTACT: 'contact'>)
    """
    roles = possible_roles(heading, own)
    return roles[0] if roles else None


def find_roles(headings: Sequence[str], own: Mapping[str, Role] | None = None) -> tuple[Role | None, ...]:
    """The roles of a whole row of headings; a heading that can be read two ways takes the role still free.

    >>> [str(role) for role in find_roles(["Organisation", "Service"])]
    ['name', 'description']
    >>> [str(role) for role in find_roles(["Service", "Description"])]
    ['name', 'description']
    """
    return settle_roles([roles_in_row(heading, own) for heading in headings], headings)


def settle_roles(readings: Sequence[tuple[Role, ...]], headings: Sequence[str]) -> tuple[Role | None, ...]:
    """One of the roles that each heading may have; a venue that is told with its address is a name, a project
    behind a name what it does. A heading that stands in the row twice has one role: two services may stand
    side by side.

    >>> [role and str(role) for role in find_roles(["Venue", "Address", "Opening times", "What is on offer"])]
    ['name', None, None, 'description']
    >>> [str(role) for role in find_roles(["Organisation", "Project", "Amount"])]
    ['name', 'description', 'amount']
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
    roles = assign_roles(readings)
    if readings[:1] == [_VENUE] and Role.NAME not in roles:
        said = set(map(tells, headings))
        is_told = "opening" in said or Role.DESCRIPTION in roles
        is_placed = "where" in said or Role.AREA in roles[1:]
        return (Role.NAME, *roles[1:]) if is_placed and is_told else roles
    if Role.DESCRIPTION in roles or roles[:1] != (Role.NAME,) or roles.count(Role.NAME) != 2:
        return roles
    second = roles.index(Role.NAME, 1)
    if plain(headings[second]) != _PROJECT or names_several(headings[0]):
        return roles
    return (*roles[:second], Role.DESCRIPTION, *roles[second + 1 :])


def find_sure_roles(
    headings: Sequence[str], own: Mapping[str, Role] | None = None
) -> tuple[Role | None, ...]:
    """The same, but without a name where no heading is sure to be one: a card's name may be its title."""
    return _share_out([roles_in_row(heading, own) for heading in headings])


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
    maybe = next((n for n, roles in enumerate(readings) if roles[-1:] == (Role.NAME,)), None)
    if maybe is None:
        return found
    return _share_out([(Role.NAME,) if n == maybe else roles for n, roles in enumerate(readings)])


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


def possible_roles(
    heading: str, own: Mapping[str, Role] | None = None, *, is_joined: bool = False
) -> tuple[Role, ...]:
    """Every role that this heading may have, the likeliest first; empty where nobody knows it.

    `is_joined`: it may be two headings, so that its last words alone say nothing.
    """
    if len(heading) > LONGEST:
        return ()
    if own:
        key = plain(heading)
        for known, role in own.items():
            if plain(known) == key:
                return (role,)
    return _general_roles(heading) or (() if is_joined else _ending_roles(heading))


def roles_in_row(heading: str, own: Mapping[str, Role] | None = None) -> tuple[Role, ...]:
    """Every role that this heading may have where it stands among others: there it may be a question, which
    elsewhere may head a part of the page.

    >>> possible_roles("What's it all about?"), roles_in_row("What's it all about?")
    ((), (<Role.DESCRIPTION: 'description'>,))
    """
    roles = possible_roles(heading, own)
    asked = None if roles or is_plain_heading(heading) or find_other(heading) else find_asked(heading)
    return asked.roles if asked else roles


@lru_cache(maxsize=4096)
def _general_roles(heading: str) -> tuple[Role, ...]:
    known = general()
    without = _BRACKET.sub(" ", heading)
    for words in (heading, without):
        if roles := known.get(plain(words)):
            return roles
    whose = known.get(plain(_ACRONYM.sub("", without)), ())
    if whose[:1] == (Role.CONTACT,):
        return whose
    if _AREA_OF.fullmatch(without.strip()):
        return (Role.AREA,)
    return _named_roles(without) or _joint_roles(without)


@lru_cache(maxsize=4096)
def _ending_roles(heading: str) -> tuple[Role, ...]:
    """The role of a heading that ends with a way to reach somebody, such as "Referral e-mail"."""
    *before, last = plain(_BRACKET.sub(" ", heading)).replace("e mail", "email").split() or [""]
    role = _ENDINGS.get(last) if 0 < len(before) <= MOST_BEFORE else None
    if not role:
        return ()
    parts = (" ".join(part) for n in range(len(before)) for part in (before[n:], before[: n + 1]))
    is_one = all(_general_roles(part)[:1] in ((), (Role.CONTACT,)) for part in parts)
    return (role,) if is_one else ()


def _named_roles(heading: str) -> tuple[Role, ...]:
    """The name's role for a heading that says whose name it is, such as "Name of applicant"."""
    found = _NAME_OF.fullmatch(plain(heading))
    named = general().get(found[1], ()) if found else ()
    return (Role.NAME,) if Role.NAME in named else ()


def _joint_roles(heading: str) -> tuple[Role, ...]:
    """The one role of a heading made of several, such as "Contact name / e-mail", or "Leader / contact" where
    nobody knows what one of them is.
    """
    parts = [part for part in _JOINT.split(heading.casefold()) if part.strip()]
    if len(parts) < 2:
        return ()
    readings = [general().get(plain(part), ()) for part in parts]
    known = list(filter(None, readings))
    common = [role for role in known[0] if all(role in roles for roles in known)] if known else []
    if len(known) < len(parts):
        unknown = [part for part, roles in zip(parts, readings, strict=True) if not roles]
        is_told = bool(_SAY_ALL.intersection(common)) and not _JOINED.search(heading)
        is_told = is_told and all(map(_says_nothing, unknown))
        return tuple(common) if is_told else ()
    if common:
        return (common[0],)
    if all(roles[0] in WAYS_TO_REACH for roles in readings):
        return (Role.CONTACT,)
    return ()


def _says_nothing(part: str) -> bool:
    """Whether a part of a heading is a word or two of which nothing is known."""
    words = part.split()
    is_short = len(words) <= MOST_BEFORE and all(map(str.isalpha, words))
    return is_short and not (is_plain_heading(part) or find_other(part))


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
    if Role.NAME not in known:
        return False
    is_placed = "where" in said or Role.AREA in known
    if not (enough or (is_placed and "opening" in said)):
        return False
    usual = {"opening"} if is_placed else set()
    if roles[0] is Role.NAME and find_role(headings[0]) is not Role.AREA:
        usual.add("when")
    aliens = sum(1 for each in headings if find_other(each) and tells(each) not in usual)
    return 2 * aliens < len(known)


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
