"""What one heading may mean, by a vocabulary that is data: `vocabulary/headings.csv` and the source's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.model import Role
from pipeline.tables.headings.questions import find_asked
from pipeline.tables.headings.words import (
    LONGEST,
    find_other,
    general,
    in_row,
    is_plain_heading,
    is_thing,
    plain,
)
from pipeline.vocabulary import words_in

FEWEST_BESIDE = 2  # headings that are known, beside one that is a word of cells, too
MOST_BEFORE = 3  # words of a heading, before one that alone says its role
_BRACKET = re.compile(r"\([^()]*\)")
_ACRONYM = re.compile(r"^\s*[A-Z]{2,5}\s+(?=[A-Za-z]{2})")  # whose column it is, as in "VRU Lead"
_NAME_OF = re.compile(r"(?:name|title) of (?:the )?(.+)")
_AREA_OF = re.compile(r"(?i:areas? of|areas? in|where in) (?:the )?[A-Z][^\W\d_].*")
_JOINED = re.compile(r"[&,]|\b(?:and|or)\b", re.I)  # which stand between the words of one thing, too
_JOINT = re.compile(r"[/&,]|\b(?:and|or)\b")
_SAY_ALL = frozenset({Role.NAME, Role.CONTACT})  # what a heading is whose other parts nobody knows
_ENDINGS = {  # what stands under a heading of several words, the last of which is this
    "email": Role.CONTACT,
    "phone": Role.PHONE,
    "telephone": Role.PHONE,
    "website": Role.URL,
    "url": Role.URL,
}
# Posts whose heading is of persons, likewise
_POSTS = frozenset({"officer", "lead", "coordinator", "organiser", "leader", "coach", "secretary"})
WAYS_TO_REACH = frozenset({Role.CONTACT, Role.PHONE, Role.URL})


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
    >>> find_role("Shoe size"), find_role("Shoe size / contact"), find_role("Oed / Age")
    (None, <Role.CONTACT: 'contact'>, <Role.AGE: 'age'>)
    """
    roles = possible_roles(heading, own)
    return roles[0] if roles else None


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


def read_row(headings: Sequence[str], own: Mapping[str, Role] | None = None) -> list[tuple[Role, ...]]:
    """What each of a row of headings may mean; where two are known, so are words that cells have, too, and
    where none may be the name's, the first that ends with a word for those who do something.

    >>> read_row(["Shed", "Area"]), read_row(["Shed", "Area", "Contact"])[0]
    ([(), (<Role.AREA: 'area'>,)], (<Role.NAME: 'name'>,))
    """
    found = [roles_in_row(heading, own) for heading in headings]
    if all(found):
        return found
    known = sum(1 for roles, each in zip(found, headings, strict=True) if roles or is_plain_heading(each))
    if known < FEWEST_BESIDE:
        return found
    row = [() if _asks_for_thing(each) else in_row().get(plain(each), ()) for each in headings]
    found = [roles or others for roles, others in zip(found, row, strict=True)]
    if any(Role.NAME in roles for roles in found):
        return found
    body = next((n for n, each in enumerate(headings) if not found[n] and _is_of_bodies(each)), None)
    return [(Role.NAME,) if n == body else roles for n, roles in enumerate(found)]


def _asks_for_thing(heading: str) -> bool:
    """Whether a word that heads names in a row only asks if there is such a thing, as "Spaces?" does."""
    return heading.endswith("?") and is_thing(heading)


def _is_of_bodies(heading: str) -> bool:
    """Whether a heading nobody knows ends with a word that heads names, as "Youth provider" does.

    >>> _is_of_bodies("Arts or heritage organisation"), _is_of_bodies("Cosy corner")
    (True, False)
    """
    *before, last = plain(_BRACKET.sub(" ", heading)).split() or [""]
    is_known = is_plain_heading(heading) or find_other(heading)
    return 0 < len(before) <= MOST_BEFORE and not is_known and general().get(last) == (Role.NAME,)


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
    """The role of a heading that ends with a way to reach somebody ("Referral e-mail"), or with a post.

    >>> possible_roles("Referral phone"), possible_roles("Insta / phone"), possible_roles("Link officer")
    ((<Role.PHONE: 'phone'>,), (<Role.CONTACT: 'contact'>,), (<Role.CONTACT: 'contact'>,))
    >>> possible_roles("Club secretary"), possible_roles("Lead coach")
    ((<Role.CONTACT: 'contact'>,), (<Role.CONTACT: 'contact'>,))
    """
    *before, last = plain(_BRACKET.sub(" ", heading)).replace("e mail", "email").replace(
        "co ordinator", "coordinator"
    ).split() or [""]
    is_brief = 0 < len(before) <= MOST_BEFORE
    if is_brief and last in _POSTS:
        return () if is_plain_heading(" ".join(before)) else (Role.CONTACT,)
    role = _ENDINGS.get(last) if is_brief else None
    if not role:
        return ()
    parts = (" ".join(part) for n in range(len(before)) for part in (before[n:], before[: n + 1]))
    is_one = all(_general_roles(part)[:1] in ((), (Role.CONTACT,)) for part in parts)
    is_joint = _JOINT.search(heading) is not None  # the other part may be another way to reach somebody
    return (Role.CONTACT if is_joint else role,) if is_one else ()


def _named_roles(heading: str) -> tuple[Role, ...]:
    """The name's role for a heading that says whose name it is, such as "Name of applicant"."""
    found = _NAME_OF.fullmatch(plain(heading))
    named = general().get(found[1], ()) if found else ()
    return (Role.NAME,) if Role.NAME in named else ()


def _joint_roles(heading: str) -> tuple[Role, ...]:
    """The one role of a heading made of several, such as "Contact name / e-mail", or "Leader / contact" where
    nobody knows what one of them is; "Oed / Age" says the same in two languages.
    """
    parts = [part for part in _JOINT.split(heading.casefold()) if part.strip()]
    if len(parts) < 2:
        return ()
    readings = [general().get(plain(part), ()) for part in parts]
    known = list(filter(None, readings))
    common = [role for role in known[0] if all(role in roles for roles in known)] if known else []
    if len(known) < len(parts):
        unknown = [part for part, roles in zip(parts, readings, strict=True) if not roles]
        is_told = bool(_SAY_ALL.intersection(common)) and all(map(_says_nothing, unknown))
        is_told = is_told or (WAYS_TO_REACH.isdisjoint(common) and _is_said_twice(parts, unknown))
        return tuple(common) if is_told and not _JOINED.search(heading) else ()
    if common:
        return (common[0],)
    if all(roles[0] in WAYS_TO_REACH for roles in readings):
        return (Role.CONTACT,)
    return ()


def _is_said_twice(parts: Sequence[str], unknown: Sequence[str]) -> bool:
    """Whether one of two parts has no English word, as where a heading is printed in two languages."""
    foreign = [word for part in unknown for word in plain(part).split()]
    return len(parts) == 2 and len(unknown) == 1 and words_in("common_words.csv").isdisjoint(foreign)


def _says_nothing(part: str) -> bool:
    """Whether a part of a heading is a word or two of which nothing is known."""
    words = part.split()
    is_short = len(words) <= MOST_BEFORE and all(map(str.isalpha, words))
    return is_short and not (is_plain_heading(part) or find_other(part))
