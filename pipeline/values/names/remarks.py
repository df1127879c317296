"""What a name cell says instead of naming: that it is not settled, what became of it, or what adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.issues import Issue, issue
from pipeline.values.places import plain
from pipeline.vocabulary import table

_SEGMENT = re.compile(r" ?[()\[\]:] ?|(?: [-–] ?|- )")
_UNSURE = re.compile(r"[(\[]\?+[)\]]|\?\s*$")
_ASKS = re.compile(
    r"(?:what|who|whose|where|when|why|which|how|is|are|am|was|do|does|did|have|has|had|can|could|will|would"
    r"|should|need|want|got|looking|feeling|worried|thinking|struggling|any|anyone|ready|fancy|new|lost)\b",
    re.I,
)


def check(name: str) -> Iterator[Issue]:
    """A warning where the tidied name is not settled, has words about itself, or is that of a sum.

    >>> [len([*check(each)]) for each in ("Deal Club?", "Deal Club (TBC)", "Deal Club - see Dover Club")]
    [1, 1, 1]
    >>> [*check("What Now?"), *check("Now Hear This"), *check("The Proposed Club (Dover)")]
    []

    >>> [said.code for said in check("Grand total (£):")], [*check("Total Boxing")]
    (['row-of-sums'], [])

    Issues: name-doubtful, row-of-sums.
    """
    if plain(name) in _phrases("sum"):
        yield issue("row-of-sums", value=name, field="name")
    parts = [each for each in _SEGMENT.split(name) if each.strip()]
    unsure = _UNSURE.search(name) and not (name.endswith("?") and _ASKS.match(name))
    if unsure or any(map(_is_unsettled, parts)) or any(map(_tells, parts[1:])) or _within(name):
        yield issue("name-doubtful", value=name, field="name")


def is_remark(part: str) -> bool:
    """Whether a part of a name is no name, by the word with which it begins.

    >>> is_remark("merged with Dover Club"), is_remark("for girls"), is_remark("For Girls")
    (True, True, False)
    """
    small = part[:1].islower() and _begins(part, "small")
    return small or _tells(part) or _is_unsettled(part)


def begins_small(part: str) -> bool:
    """Whether the part begins with a word that, in small letters, begins words about a name.

    >>> begins_small("For Girls"), begins_small("Girls")
    (True, False)
    """
    return _begins(part, "small")


def stands_alone(part: str) -> bool:
    """Whether the part is no name where it is all there is: "NEW!", "Sold out", "Phase 2", "Summer 2026"."""
    words = " ".join(each for each in plain(part).split() if not each.isdigit())
    return words in _phrases("whole")


def goes_on(part: str) -> bool:
    """Whether the part says, behind a name, when or how: "Kent Gloves until March"."""
    return any(f" {each} " in f" {part} " for each in _phrases("goes_on"))


def _tells(part: str) -> bool:
    return _begins(part, "state")


def _begins(part: str, role: str) -> bool:
    return any(f"{plain(part)} ".startswith(f"{each} ") for each in _phrases(role))


def _is_unsettled(part: str) -> bool:
    words = plain(part)
    return words in _phrases("alone") or any(f" {words}".endswith(f" {each}") for each in _phrases("ends"))


def _within(name: str) -> bool:
    return any(f" {each} " in name for each in _phrases("within"))


@cache
def _phrases(role: str) -> frozenset[str]:
    return frozenset(row["words"] for row in table("name_remarks.csv") if row["role"] == role)
