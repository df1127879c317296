"""If words beside a mailbox say when, or that it is not, or no longer, or perhaps not, to be used."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.values.beside.words import (
    COMMAND,
    EDGES,
    WARNS,
    begins_a_name,
    is_titled,
    kind_of,
    pair_kind,
    to_key,
)
from pipeline.values.words import contact_kind, is_common, is_forename, is_role

_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|a\.m|p\.m)?|\d{1,2}(?:st|nd|rd|th)")
_BODIES = frozenset({"post", "body"})


@lru_cache(maxsize=4096)
def warns(words: str) -> bool:
    """The words may say of a mailbox beside them that it is not, or no longer, or perhaps not, to be used.

    >>> warns("Do not email"), warns("left March 2024"), warns("Old Town Hall"), warns("Any questions?")
    (True, True, False, False)
    """
    tokens = words.split()
    for at, token in enumerate(tokens):
        kind = kind_of(token) if at + 1 == len(tokens) else pair_kind(tokens, at)
        if kind == "span" and at + 1 == len(tokens):
            continue
        if kind in WARNS and not (begins_a_name(tokens, at) or (at == 0 and _heads(tokens))):
            return True
    return is_doubted(words)


def _heads(tokens: list[str]) -> bool:
    """The words are the name of a body, or of readers, before a colon: "Not For Profit Hub:"."""
    kinds = [kind_of(each) for each in tokens]
    if not tokens[-1].endswith(":") or not is_titled(tokens, kinds) or all(map(str.isupper, tokens)):
        return False
    if kinds[0] == "ending" and kinds[1:] == ["readers"]:  # "Former Pupils"
        return True
    plain = kinds[1] in ("joining", "time") or _is_plain(to_key(tokens[1]))
    begins = kinds[0] in ("negation", "span") or to_key(tokens[0]) == "left"  # "Left Bank Arts"
    return begins and plain and len(tokens) > 2 and kinds[-1] in _BODIES


def _is_plain(key: str) -> bool:
    """An everyday word that is nobody's name and no role."""
    return is_common(key) and not (is_forename(key) or is_role(key))


def is_doubted(words: str) -> bool:
    """A question mark stands alone in the words, or behind one that asks nothing."""
    marked = [each for each in words.split() if "?" in each]
    return any(kind_of(each) not in COMMAND or not each.strip(EDGES) for each in marked)


def forbids(words: str) -> bool:
    """The words end with an order not to use what comes next.

    >>> forbids("Please do not email"), forbids("If you do not hear from us email")
    (True, False)
    """
    tokens = words.split()
    kinds = [pair_kind(tokens, at) for at in range(len(tokens))]
    nots = [at for at, kind in enumerate(kinds) if kind == "negation"]
    return bool(nots) and all(kind_of(each) in (*COMMAND, "ending") for each in tokens[nots[-1] + 1 :])


def is_hours(words: str) -> bool:
    """The words say when, and nothing else.

    >>> is_hours("Mon-Fri 9-5"), is_hours("Monday Club")
    (True, False)
    """
    parts = [part for part in re.split(r"[-–—/&,()\s]", words) if part.strip(EDGES)]
    pairs = [pair_kind(parts, at) for at in range(len(parts))]
    when = [
        bool(_TIME.fullmatch(to_key(each))) or "time" in (contact_kind(to_key(each)), pair)
        for each, pair in zip(parts, pairs, strict=True)
    ]
    rest = [kind_of(each) for each, is_time in zip(parts, when, strict=True) if not is_time]
    return any(when) and all(kind == "joining" for kind in rest)


def has_times(words: str) -> bool:
    """A word of them says when: "Mondays: Jo"."""
    return any(kind_of(each) == "time" for each in words.split())
