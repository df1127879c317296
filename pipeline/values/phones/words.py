"""The words beside telephone numbers in their cell: who answers, or when, or where else to look."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.values.beside.labels import to_label
from pipeline.values.beside.warnings import is_hours, warns
from pipeline.values.beside.words import is_capital, kind_of

LEAD_IN = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|call|text|ring|or|and|on|no|number|fax|t|m)\b\.?", re.I
)
_EDGES = " :;,/&.()-–"
_PARTS = re.compile(r"\s*[():;,|/]\s*|\s+[-–]\s+")
_OPTION = re.compile(r"(?:options?\W*\d(?:\W*(?:and|or|then)?\W*\d)*)", re.I)


class Beside(NamedTuple):
    """The words beside the numbers of a cell."""

    words: str
    certain: bool  # they name who answers, or when, and put no number in doubt


def read_beside(rest: str) -> Beside:
    """What the words beside the numbers are.

    >>> read_beside("Jo:"), read_beside("(Mon-Fri 9-5)").certain
    (Beside(words='Jo', certain=True), True)
    >>> [read_beside(each).certain for each in ("old number", "staff only", "f", "until March")]
    [False, False, False, False]
    """
    words = LEAD_IN.sub(" ", rest).strip(_EDGES)
    parts = [part.strip(_EDGES) for part in _PARTS.split(_OPTION.sub(" ", rest))]
    return Beside(words, not warns(rest) and all(_is_certain(part) for part in parts if part))


def says_where(words: str) -> bool:
    """The words say where else to look, and nothing else: "See website"."""
    label = to_label(words)
    return bool(label.told) and not (label.words or label.unsure or warns(words))


def _is_certain(part: str) -> bool:
    """The part says when, or names a person, a post or a service; who may not call is no such thing."""
    plain = LEAD_IN.sub(" ", part).strip(_EDGES)
    if re.fullmatch(r"[\d\s]+", part):
        return False
    if not plain or is_hours(part):
        return True
    kinds = {kind_of(each) for each in plain.split()}
    if len(plain) == 1 or re.search(r"\d", plain) or "readers" in kinds or "only" in plain.casefold().split():
        return False
    return not to_label(plain, before_colon=is_capital(plain)).unsure
