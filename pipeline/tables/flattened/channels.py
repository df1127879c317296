"""Ways to reach somebody that a page names, without an address (`Facebook`, `@theshed`), and notes."""

from __future__ import annotations

import re
from functools import cache

from pipeline.tables.flattened.unlike import words_of
from pipeline.tables.grammars import word_list

LONGEST = 40  # characters
_HANDLE = re.compile(r"[@#](\w+)")  # by which somebody is known there
_ALONE = re.compile(r"(?:\w{1,2}: ?)?[@#]\w+")


def names_channel(text: str) -> bool:
    """Whether words name a way to reach somebody, or are the name that somebody has there, and no more.

    >>> [names_channel(text) for text in ("DM us on Instagram", "X: @theshed", "Facebook Club")]
    [True, True, False]
    """
    if len(text) > LONGEST:
        return False
    handles = _HANDLE.findall(text) if "@" in text or "#" in text else ()
    words = words_of(text).difference(map(str.casefold, handles))
    is_named = not word_list("channels").isdisjoint(words) or bool(handles and _ALONE.fullmatch(text))
    return is_named and words <= _said_of_channels()


@cache
def _said_of_channels() -> frozenset[str]:
    return word_list("channels") | word_list("ways")


def is_link(text: str) -> bool:
    """Whether words are a link's, and say nothing of where it leads (`Find out more`)."""
    return len(text) <= LONGEST and text.casefold().rstrip(" .>»→…") in word_list("links")


def begins_note(text: str) -> bool:
    """Whether words begin as a note does, and no name or place."""
    return text.casefold().startswith(_note_openings())


@cache
def _note_openings() -> tuple[str, ...]:
    return tuple(word_list("note_openings"))
