"""The terms of an age cell, over its tokens: a range, an open end, one age, and several of them joined."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import AgeRange
from pipeline.values.ages.words import Doubt, Token

MONTHS, WEEKS = 12, 52  # in a year
DECADES = 20  # from here on the tens name decades of life too
_SEPARATOR = re.compile(r",?&|[,/]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words say: the ages, how they were read, and the notices that this calls for."""

    ages: AgeRange
    rule: str
    notices: tuple[str, ...] = ()
    single: bool = False  # one number that may be an exact age or half of a range


def read_terms(kinds: str, found: tuple[Token, ...]) -> Reading:
    """What the terms say together; `kinds` has one letter for each token. Raises: Doubt."""
    return _joined(_terms(kinds, found))


def _terms(kinds: str, found: tuple[Token, ...]) -> list[Reading]:
    """The terms that the separators divide. Raises: Doubt where words are left over."""
    readings, at = [], 0
    while True:
        match, read = _first_term(kinds, at)
        term = [
            token for token in found[match.start() : match.end()] if token.kind in ("number", "stage-ages")
        ]
        readings.append(_noticed(read(term), term))
        if match.end() == len(kinds):
            return readings
        separator = _SEPARATOR.match(kinds, match.end())
        if not separator:
            raise Doubt("age-not-understood", "the words are not in an order that we read")
        at = separator.end()


def _first_term(kinds: str, at: int) -> tuple[re.Match[str], Callable[[list[Token]], Reading]]:
    for pattern, read in TERMS:
        match = pattern.match(kinds, at)
        if match:
            return match, read
    raise Doubt("age-not-understood", "the words are not in an order that we read")


def _noticed(reading: Reading, term: list[Token]) -> Reading:
    """The reading, with the notices that its units call for."""
    units = {token.unit for token in term}
    school = ("age-school-years",) if "school" in units else ()
    months = ("age-in-months",) if units & {"months", "weeks", "halves"} else ()
    rule = "age-school-years" if school else "age-in-months" if months else reading.rule
    return replace(reading, rule=rule, notices=(*reading.notices, *school, *months))


def _joined(readings: list[Reading]) -> Reading:
    """Ranges that touch or overlap, as one. Raises: Doubt where they don't, or leave nothing out."""
    if len(readings) == 1:
        if readings[0].single:
            raise Doubt("age-ambiguous", "one number may be an age or one end of a range")
        return readings[0]
    _check_singles(readings)
    ordered = sorted(readings, key=lambda each: each.ages.minimum or 0)
    low, high = ordered[0].ages.minimum, ordered[0].ages.maximum
    for before, each in pairwise(ordered):
        ages = each.ages
        if high is not None and (ages.minimum or 0) > high + _step(before, each):
            raise Doubt("age-several", "")
        high = None if high is None or ages.maximum is None else max(high, ages.maximum)
    notices = tuple(dict.fromkeys(code for each in readings for code in each.notices))
    if low is None and high is None:
        return Reading(_between(*(each.ages for each in readings)), "age-joined", (*notices, "age-joined"))
    joined = () if all(each.single for each in readings[:-1]) else ("age-joined",)
    return Reading(AgeRange(low, high), "age-joined", (*notices, *joined))


def _between(low: AgeRange, high: AgeRange, *others: AgeRange) -> AgeRange:
    """The ages of `16 and over, up to 25`, whose parts alone would leave no age out. Raises: Doubt where the
    first of them is not where the ages begin, and the second where they end.
    """
    if others or low.minimum is None or high.maximum is None or low.minimum > high.maximum:
        raise Doubt("age-ambiguous", "its parts leave no age out, or mean what they share")
    return AgeRange(low.minimum, high.maximum)


def _step(before: Reading, behind: Reading) -> int:
    """How far apart two neighbours may be: `11-13 and 14-16` leaves no age out, `Years 8 and 10` does.

    A pupil ends each school year at the age at which the next begins.
    """
    return 0 if before.rule == behind.rule == "age-school-years" else 1


def _check_singles(readings: list[Reading]) -> None:
    """Single ages go up, and none is in the range beside it: `16/15` and `16+/17` are no lists."""
    for before, after in pairwise(readings):
        step = (after.ages.minimum or 0) - (before.ages.maximum or 0)
        if (before.single or after.single) and (step < 1 or before.ages.maximum is None):
            raise Doubt("age-ambiguous", "its single ages do not follow each other")


def _years(token: Token, value: int) -> int:
    """Whole years that are complete at this age."""
    return value // {"months": MONTHS, "weeks": WEEKS, "halves": MONTHS}.get(token.unit, 1)


def _is_decade(token: Token) -> bool:
    """`30s` may be all ages from 30 to 39; `5-11s` and `18 - 35's` are ages."""
    return token.plural and token.low >= DECADES and token.low % 10 == 0


def _range(term: list[Token]) -> Reading:
    first, last = term
    low, high = _years(first, first.low), _years(last, last.high)
    if first.kind != last.kind:
        raise Doubt("age-ambiguous", "one end is an age and the other a school year")
    if any(token.birthday for token in term):
        raise Doubt("age-ambiguous", "it does not say whether the birthday is included")
    if any(map(_is_decade, term)):
        raise Doubt("age-ambiguous", "it may mean a decade of life, of which the last age is not printed")
    if (first.low, first.unit) == (last.high, last.unit):
        raise Doubt("age-ambiguous", "both ends are the same")
    if low > high:
        raise Doubt("age-contradictory", f"{low} is above {high}")
    return Reading(AgeRange(low, high), "age-range")


def _and_over(term: list[Token]) -> Reading:
    return Reading(AgeRange(_years(term[0], term[0].low), None), "age-and-over")


def _up_to(term: list[Token]) -> Reading:
    if term[0].birthday:
        return _under(term)
    if _is_decade(term[0]):
        raise Doubt("age-ambiguous", "it may mean a decade of life, of which the last age is not printed")
    return Reading(AgeRange(None, _years(term[0], term[0].high)), "age-up-to")


def _under(term: list[Token]) -> Reading:
    """Under 18 is at most 17; under 18 months is at most one whole year."""
    if term[0].low == 0:
        raise Doubt("age-contradictory", "nobody is younger than 0")
    return Reading(AgeRange(None, _years(term[0], term[0].low - 1)), "age-under")


def _over(term: list[Token]) -> Reading:
    """`Over 50s` names the group of 50 and over; `over 50` may or may not count those who are 50.

    Source: gov.uk, "Over 80 pension" (paid to those who are 80 or over); Office for National Statistics,
    "Over 50s Lifestyle Study" (adults aged 50 to 65).
    """
    if not term[0].plural:
        raise Doubt("age-ambiguous", f"it does not say whether {term[0].low} itself is included")
    return replace(_and_over(term), notices=("age-over-group",), rule="age-over-group")


def _all(_term: list[Token]) -> Reading:
    return Reading(AgeRange(None, None), "age-all")


def _single(term: list[Token]) -> Reading:
    token = term[0]
    if _is_decade(token):
        raise Doubt("age-ambiguous", "it may mean a decade of life, of which the last age is not printed")
    if token.birthday:
        raise Doubt("age-ambiguous", "it names one birthday")
    exact = token.exact or token.unit == "school"
    return Reading(
        AgeRange(_years(token, token.low), _years(token, token.high)), "age-range", single=not exact
    )


TERMS: tuple[tuple[re.Pattern[str], Callable[[list[Token]], Reading]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"b[ns][-&][ns]", _range),
        (r"f?[ns]\+?(?:-[-t]?|&?t)[ns]", _range),
        (r"p[n]|f[ns]\+?|[ns]\+", _and_over),
        (r"t[ns]|[ns]l", _up_to),
        (r"un", _under),
        (r"on", _over),
        (r"A", _all),
        (r"[ns]", _single),
    )
)
