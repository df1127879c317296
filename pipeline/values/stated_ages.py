"""Ages that a description states of those who take part, compared with the age cell."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.issues import Issue, issue
from pipeline.model import AgeRange
from pipeline.values.age_words import SPELT, TENS
from pipeline.values.ages import parse

_SPELT = "|".join(sorted(SPELT, key=len, reverse=True))
_N = rf"(?:\b\d{{1,2}}(?!\d)|\b(?:(?:{'|'.join(TENS)})[ -])?(?:{_SPELT})\b)"
_SPAN = rf"{_N}\s*(?:years?|yrs?)?\s*(?:-|–|—|to|and|up to)\s*{_N}"
_OPEN = rf"{_N}\s*(?:\+|years? and over|and over|or over|and above|and under|or under)"
_PEOPLE = r"(?:young (?:people|persons|adults|men|women)|children|adults|people|girls|boys|pupils|students)"
_END = r"(?=\s*(?:\)|,|;|\.|$|years\b|yrs\b|who\b|with\b|from\b|in\b|living\b|and\b|at\b|to\b))"
_STATED = re.compile(
    "|".join(
        (
            rf"\bbetween the ages of {_SPAN}",
            rf"\b(?:ages?|aged|age (?:range|group)|ages? of)[:\s]+(?:from |between )?(?:{_SPAN}|{_OPEN})",
            rf"\baged (?:under|up to) {_N}",
            rf"\b(?:under|up to) the age of {_N}",
            rf"\b{_SPAN}[\s-]*(?:years?|yrs?)[\s-]*(?:olds?\b|of age\b)",
            rf"{_N}[\s-]*(?:years?|yrs?)[\s-]*olds\b",
            rf"\b(?:under|over)[\s-]{_N}['’]?s\b",
            rf"\b{_PEOPLE}\s*[,(]?\s*{_SPAN}{_END}",
            rf"\b{_PEOPLE}\s*[,(]?\s*(?:under|up to) {_N}{_END}",
        )
    ),
    re.I,
)
# Words right before that turn the ages away from those who take part.
_OTHERS = re.compile(
    r"\b(?:not (?:suitable |open |available )?(?:for|to)|no|excluding|except(?: for)?|unless"
    r"|(?:parents?|carers?|volunteers?|mentors?|staff|leaders?|tutors?)(?: \w+){0,2}) ?\(?$",
    re.I,
)
_TRIGGER = re.compile(rf"^(?:{_PEOPLE}|age range|age group)\s*[,(]?\s*", re.I)


@lru_cache(maxsize=4096)
def find(description: str) -> tuple[tuple[str, AgeRange], ...]:
    """Each statement of the participants' ages, as printed and as understood.

    >>> find("Young people aged 16-21 leaving care, for 3 years")
    (('aged 16-21', AgeRange(minimum=16, maximum=21)),)
    >>> find("1-1 support in 13 schools in 2019/20")
    ()
    """
    found = []
    for match in _STATED.finditer(description):
        if _OTHERS.search(description[: match.start()]):
            continue
        ages = parse(_TRIGGER.sub("", match[0])).value
        if ages is not None:
            found.append((match[0], ages))
    return tuple(found)


def check(description: str, ages: AgeRange | None, printed: str) -> tuple[Issue, ...]:
    """A warning where the description contradicts the ages of the cell.

    Issues: age-differs-from-description.
    """
    stated = find(description)
    if not stated or ages is None or ages == AgeRange(None, None):
        return ()
    differing = [words for words, each in stated if _outside(each, ages)]
    if not differing and not _narrower([each for _, each in stated], ages):
        return ()
    words = differing[0] if differing else stated[0][0]
    return (issue("age-differs-from-description", value=printed, field="ages", stated=words),)


def _outside(stated: AgeRange, cell: AgeRange) -> bool:
    """The statement names an age that the cell excludes."""
    low, high = stated.minimum, stated.maximum
    below = low is not None and cell.minimum is not None and low < cell.minimum
    above = cell.maximum is not None and (high is None or high > cell.maximum) and low != high
    beyond = low is not None and cell.maximum is not None and low > cell.maximum
    before = high is not None and cell.minimum is not None and high < cell.minimum
    return below or above or beyond or before


def _narrower(stated: list[AgeRange], cell: AgeRange) -> bool:
    """The closed statements together end elsewhere than the cell does."""
    closed = [each for each in stated if each.minimum is not None and each.maximum is not None]
    spans = [(each.minimum, each.maximum) for each in closed if each.minimum != each.maximum]
    if not spans:
        return False
    low, high = (
        min(low for low, _ in spans if low is not None),
        max(high for _, high in spans if high is not None),
    )
    return cell.minimum not in (None, low) or cell.maximum not in (None, high)
