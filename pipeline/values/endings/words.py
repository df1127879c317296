"""The words by which pages say that a service has ended, and patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.vocabulary import table

_WORD = re.compile(r"\w+")


def may_tell(plain: str) -> bool:
    """False where no words of a state can be in the text, as in most: it lacks some word of each."""
    said = set(_WORD.findall(plain.casefold()))
    return any(map(said.issuperset, _states()))


@cache
def _states() -> frozenset[frozenset[str]]:
    """The words of each state, in any order."""
    return frozenset(frozenset(_WORD.findall(words)) for words, family in _rows() if family == "state")


@cache
def find(family: str) -> re.Pattern[str]:
    """The pattern that finds the words of this family."""
    return re.compile(rf"(?<!\w)(?:{any_of(family)})(?!\w)", re.I)


@cache
def any_of(family: str) -> str:
    """A pattern for each word of the family; "not running" is "not currently running" too."""
    words = sorted((words for words, kind in _rows() if kind == family), key=len, reverse=True)
    plain = [each for each in words if family != "state" or not each.startswith("not ")]
    denied = [each.removeprefix("not ") for each in words if each not in plain]
    said = "|".join(map(re.escape, plain))
    if not denied:
        return said
    return rf"{said}|not (?:(?:{any_of('adverb')}) )*(?:{'|'.join(map(re.escape, denied))})"


def is_marked(state: str, column: str) -> bool:
    """Whether the list says "yes" of this state under the column."""
    return said_of(state, column) == "yes"


def said_of(state: str, column: str) -> str:
    """What the list says of this state under the column."""
    plain = re.sub(rf"^not (?:(?:{any_of('adverb')}) )+", "not ", state.casefold())
    return _rows()[plain, "state"][column]


@cache
def _rows() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(row["words"].casefold(), row["family"]): row for row in table("ended_words.csv")}
