"""Ages that a description states of those who take part, compared with the age cell."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pipeline.issues import Issue, issue
from pipeline.model import AgeRange
from pipeline.values.ages.bystanders import are_others
from pipeline.values.ages.cell import ADULT, parse
from pipeline.values.ages.words import SPELT, TENS

_SPELT = "|".join(sorted(SPELT, key=len, reverse=True))
_IN_WORDS = re.compile(rf"\b(?:(?:{'|'.join(TENS)})[ -])?(?:{_SPELT})\b", re.I)
_MARK = "\u01c0"  # a letter that no description has: each letter of a number in words becomes one
_N = rf"(?:\b\d{{1,2}}(?!\d)|\b{_MARK}+\b)"
_SPAN = rf"{_N}\s*(?:years?|yrs?)?\s*(?:-|–|—|to|and|up to)\s*{_N}"
_ENDS = r"(?:and|or) (?:over|above|older|under|below|younger|up)"
_OPEN = rf"{_N}\s*(?:\+|(?:years? |yrs? )?{_ENDS}\b|plus\b|(?:years? |yrs? )?upwards\b)"
_PEOPLE = r"(?:young (?:people|persons|adults|men|women)|children|adults|people|girls|boys|pupils|students)"
_END = r"(?=\s*(?:\)|,|;|\.|$|years\b|yrs\b|who\b|with\b|from\b|in\b|living\b|and\b|at\b|to\b))"
_OLD = r"(?:\s*years?)?\s*(?:old|of age)\b"
_LEAST = rf"(?:at least|under) {_N}(?:{_OLD}|(?=\s*(?:\)|,|;|\.|$)))"
_ANYONE = r"(?: (?:all|anyone|everyone|those|people))?(?: who are)?"
_TO = rf"(?:for|open to|suitable for|aimed at|available to){_ANYONE}"

# Years and key stages of school. "5-year programme" and "in years 2 and 3 of the project" are none.
_PUPILS = r"(?:pupils?|students?|children|learners?|girls|boys|young people|class(?:es)?|those)"
_D = r"\d{1,2}(?!\d)"
_LIST = r"\s?(?:-|–|—|to|and|or|&|/|,)\s?"
_YEAR = rf"(?:school )?(?:years?|yrs?|y)(?: groups?)?\s?{_D}(?:{_LIST}(?:(?:years?|yrs?|y)\s?)?{_D})*"
_YEARS = rf"(?:school )?(?:years|yrs)\s{_D}(?:{_LIST}{_D})+"
_NO_PROJECT = r"(?!\s*(?:of|we|the|it|this|sessions?|weeks?|months?|hours?|days?|times?|%|:)(?:\W|$))"
_KS = rf"(?:KS|key stages?)\s?{_D}(?:\s?[-–—/&]\s?(?:KS\s?)?{_D}|\s(?:and|to|or)\s(?:KS|key stage)\s?{_D})*"
_KS_LAST = rf"(?:\s(?:and|to|or)\s{_D}(?=\s*(?:[).,;]|$|{_PUPILS})))?"

_TO_ADULTS = rf"(?:for|open to) adults only{_END}|\bonly (?:for |open to )?adults{_END}"
_ADULTS = rf"{_TO_ADULTS}|\badults only(?=\s*(?:[).,;]|$))"
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
            rf"\b(?:min(?:imum)?|max(?:imum)?) age(?: limit)?(?: is| of|:)? {_N}",
            rf"\b(?:must|should|need to|have to) be (?:aged )?(?:{_OPEN}|{_LEAST})",
            rf"\b{_TO} (?:aged )?{_OPEN}{_END}",
            rf"\b{_PEOPLE}\s*[,(]?\s*(?:aged )?{_OPEN}{_END}",
            rf"\b{_PEOPLE}\s*[,(]?\s*{_SPAN}{_END}",
            rf"\b{_PEOPLE}\s*[,(]?\s*(?:under|up to) {_N}{_END}",
            rf"\b{_PUPILS} in {_YEAR}\b{_NO_PROJECT}",
            rf"\b{_YEAR} {_PUPILS}\b",
            rf"\b(?:for|in) {_YEARS}\b{_NO_PROJECT}",
            rf"\b{_KS}{_KS_LAST}",
            _ADULTS,
        )
    ),
    re.I,
)
_SCHOOL = re.compile(rf"\b(?:KS|key stages?|years?|yrs?|y)(?: groups?)?\s?{_D}", re.I)
_TRIGGER = re.compile(
    rf"^(?:{_PEOPLE}|age range|age group)\s*[,(]?\s*|^(?:must|should|need to|have to) be |^{_TO} "
    rf"|^{_PUPILS} in |^(?:for|in) (?=school|years?|yrs?|y\d)| {_PUPILS}$"
    r"|(?<=[mnx] age)(?: limit)?(?: is| of|:)(?= )",
    re.I,
)


@lru_cache(maxsize=1024)
def find(description: str) -> tuple[tuple[str, AgeRange], ...]:
    """Each statement of the participants' ages, as printed and as understood.

    >>> find("Young people aged 16-21 leaving care, for 3 years")
    (('aged 16-21', AgeRange(minimum=16, maximum=21)),)
    >>> find("1-1 support in 13 schools in 2019/20")
    ()
    """
    found = []
    marked = _IN_WORDS.sub(lambda number: _MARK * len(number[0]), description)
    for match in _STATED.finditer(marked):
        if are_others(description, match.start(), match.end()):
            continue
        words = description[match.start() : match.end()]
        ages = _understood(words)
        if ages is not None:
            found.append((words, ages))
    return tuple(found)


def _understood(words: str) -> AgeRange | None:
    """The ages; an adult is at least 16, and of school years the ages count at which they begin."""
    if re.fullmatch(_ADULTS, words, re.I):
        return AgeRange(ADULT, None)
    ages = parse(_TRIGGER.sub("", _TRIGGER.sub("", words))).value
    if ages and ages.maximum and _SCHOOL.search(words):
        return replace(ages, maximum=ages.maximum - 1)
    return ages


def check(description: str, ages: AgeRange | None, printed: str) -> tuple[Issue, ...]:
    """A warning where the description contradicts the ages of the cell.

    Issues: age-differs-from-description.
    """
    stated = find(description)
    if not stated or ages is None or ages == AgeRange(None, None):
        return ()
    differing = [words for words, each in stated if _contradicts(words, each, ages)]
    whole = [each for words, each in stated if not _SCHOOL.search(words)]
    if not differing and not _narrower(whole, ages):
        return ()
    words = differing[0] if differing else stated[0][0]
    return (issue("age-differs-from-description", value=printed, field="ages", stated=words),)


def _contradicts(words: str, stated: AgeRange, cell: AgeRange) -> bool:
    """Adults are no clear range: only a cell that takes children contradicts them."""
    if re.fullmatch(_ADULTS, words, re.I):
        return (cell.minimum or 0) < ADULT
    return _outside(stated, cell)


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
