"""Headings that are questions, or words that answer one: "What's it all about?", "Who can join in"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Role
from pipeline.vocabulary import table

MOST_WORDS = 9  # of a question; what is longer is a sentence
_MARKS = frozenset(".:;!@")  # which stand in a sentence, or behind a label
_TWO = re.compile(r"\?\s*[^\s?(]")  # questions, or one and its answer
_SHORT = re.compile(r"['’]s\b")  # of "What's on"


class Asked(NamedTuple):
    """The roles of a heading that asks, the likeliest first; without any, what is told under it."""

    roles: tuple[Role, ...]
    tells: str


@lru_cache(maxsize=4096)
def find_asked(heading: str) -> Asked | None:
    """What a heading asks for, by its first words; None for what is no question.

    >>> find_asked("What's it all about?")
    Asked(roles=(<Role.DESCRIPTION: 'description'>,), tells='')
    >>> find_asked("Who can join in?"), find_asked("What to bring")
    (Asked(roles=(), tells='who'), Asked(roles=(), tells=''))
    >>> find_asked("What we do. Every week"), find_asked("Whatever"), find_asked("What age? Where?")
    (None, None, None)
    """
    words = _say(heading).split()
    if not 1 < len(words) <= MOST_WORDS or not _MARKS.isdisjoint(heading) or _TWO.search(heading):
        return None
    openings = _openings()
    parts = (" ".join(words[:count]) for count in range(min(len(words), _most()), 0, -1))
    return next((openings[part] for part in parts if part in openings), None)


def _say(text: str) -> str:
    return _SHORT.sub(" is", text).casefold().strip(" ?")


@lru_cache(maxsize=1)
def _openings() -> Mapping[str, Asked]:
    return {
        _say(row["opening"]): Asked(tuple(map(Role, filter(None, row["role"].split("|")))), row["tells"])
        for row in table("question_headings.csv")
    }


@lru_cache(maxsize=1)
def _most() -> int:
    return max(len(opening.split()) for opening in _openings())
