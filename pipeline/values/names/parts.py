"""Whether a part of a name cell reads like a name, so that the cell may be divided there."""

from __future__ import annotations

import re

from pipeline.values import ages
from pipeline.values.areas.doubts import known_names
from pipeline.values.areas.remarks import phrases
from pipeline.values.beside.warnings import has_times, is_hours
from pipeline.values.endings.words import find
from pipeline.values.names.remarks import begins_small, goes_on, is_remark, stands_alone
from pipeline.values.places import plain
from pipeline.values.words import is_common, is_forename, is_legal_form

_FIRST = re.compile(r"[^\W_][\w'’]*")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LISTED = re.compile(r"\s*(?:[,;/&]|\band\b)\s*")
_NO_AGES = re.compile(r"[Ff]or |\d+[A-Z]")  # "For Girls", "4Youth"
_ONLY = re.compile(r"\bonly\W*$", re.I)
_SMALL = frozenset({"the", "a", "an", "our", "of", "and", "for", "in", "to", "&", "on", "at", "with", "by"})


def is_name(part: str) -> bool:
    """Whether the part begins as a name does, and says neither when, where, for whom nor how.

    >>> is_name("Kent Gloves"), is_name("the Den"), is_name("4Youth"), is_name("Free Spirits")
    (True, True, True, True)
    >>> [is_name(each) for each in ("in Dover", "Online", "11-16", "Tuesdays", "Deal and Dover", "CIC")]
    [False, False, False, False, False, False]
    """
    words = part.strip(" \"'!.")
    first = _FIRST.search(words.removeprefix("the "))
    if first is None or first[0].isdigit() or not _is_capital(first[0]):
        return False
    told = begins_small(words) and (words.isupper() or words.split()[1:2] == words.casefold().split()[1:2])
    if told or is_remark(words) or stands_alone(words):
        return False
    return not (
        is_legal_form(words) or _ONLY.search(words) or is_places(words) or _says_when_where_or_whom(words)
    )


def is_dashed_name(part: str) -> bool:
    """Whether the part beside a dash reads like the name of a body or a service, and not like a person's.

    >>> is_dashed_name("Hope Street"), is_dashed_name("Jo Smith"), is_dashed_name("online")
    (True, False, False)
    """
    first, *others = part.casefold().split() or [""]
    person = is_forename(first) and len(others) == 1 and not (is_common(first) and is_common(others[0]))
    return is_name(part) and not person


def is_other_name(part: str, *, called: bool) -> bool:
    """Whether the part is the name that a service had, or has now; `called`: the words before it say so.

    >>> is_other_name("Kent Gloves", called=False), is_other_name("Kent Gloves until 2019", called=True)
    (True, False)
    >>> is_other_name("Run by Kent Gloves", called=False)
    False
    """
    if not is_name(part) or _DATED.search(part) or goes_on(part) or re.search(r"[,;]| / ", part):
        return False
    return called or not begins_small(part)


def is_body(part: str) -> bool:
    """Whether what stands before a quoted name may run it: no everyday word alone, and no place.

    >>> is_body("Catch22"), is_body("Project"), is_body("Kent")
    (True, False, False)
    """
    words = plain(part).split()
    return not is_places(part) and (len(words) > 1 or not all(map(is_common, words)))


def is_unfinished(part: str) -> bool:
    """Whether the words want the next one: `The`, `Friends of`."""
    words = part.casefold().split()
    return not words or words[-1] in _SMALL or not any(map(str.isalnum, part))


def is_places(words: str) -> bool:
    """Whether the words are the names of places and nothing else."""
    members = [plain(each) for each in _LISTED.split(words) if each.strip()]
    return plain(words) in known_names() or (bool(members) and all(each in known_names() for each in members))


def _is_capital(first: str) -> bool:
    """A word that begins in no small letter, or in which letters and digits are mixed."""
    return not first[0].islower() or any(map(str.isdigit, first))


def _says_when_where_or_whom(words: str) -> bool:
    if any(plain(words) in phrases(role) for role in ("channel", "vague", "county")):
        return True
    if find("state").fullmatch(words) or is_hours(words) or (begins_small(words) and has_times(words)):
        return True
    return not _NO_AGES.match(words) and "age-not-understood" not in {
        each.code for each in ages.parse(words).issues
    }
