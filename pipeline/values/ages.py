"""Ages as British public bodies print them, in whole years, both ends included.

A closed grammar: what is not understood to its last word is kept as printed, with an issue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.issues import issue
from pipeline.model import AgeRange, Derivation, Parsed
from pipeline.values.age_words import Doubt, Token, canonical, tokens
from pipeline.values.school_years import with_school_ages

OLDEST = 120  # nobody is older: a larger number is a misprint
ADULT = 16  # "adults 16+" is said; "adults 11+" contradicts itself
MONTHS, WEEKS = 12, 52  # in a year

LETTERS = {
    "number": "n", "stage-ages": "s", "to": "-", "and": "&", "comma": ",", "slash": "/", "under": "u",
    "over": "o", "up-to": "t", "and-under": "l", "and-over": "+", "from": "f", "between": "b", "post": "p",
    "all": "A", "group": "g", "pupils": "g", "adults": "d", "relatives": "r", "stage": "v",
}  # fmt: skip
_PEOPLE = re.compile(r"[gdr](?:[&,/]+[gdr]|[gdr])*")
_SEPARATOR = re.compile(r",?&|[,/]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_CONDITION = re.compile(r"[ ,;]+(?:with|if|for|where|unless|except|excluding)\b")
GROUPS = ("age-group-only", "age-adults", "age-stage")  # people or schools are named, and no number


@dataclass(frozen=True, slots=True)
class Reading:
    """What some words say: the ages, how they were read, and the notices that this calls for."""

    ages: AgeRange
    rule: str
    notices: tuple[str, ...] = ()
    single: bool = False  # one number that may be an exact age or half of a range


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed[AgeRange | None]:
    """The ages that the words state; None where they state none, or cannot be read with certainty.

    >>> parse("Under 18’s").value, parse("8 – 25yrs").value
    (AgeRange(minimum=None, maximum=17), AgeRange(minimum=8, maximum=25))
    >>> parse("All ages").value
    AgeRange(minimum=None, maximum=None)
    >>> [each.code for each in parse("18-12").issues]
    ['age-contradictory']

    Issues: age-not-understood, age-ambiguous, age-contradictory, age-several, age-condition (warnings);
    age-group-only, age-school-years, age-in-months, age-joined, age-over-group (notices).
    """
    main, asides, conditional = _split(text)
    try:
        reading = _read(main)
        if conditional and reading.rule == "age-joined":
            raise Doubt("age-not-understood", "its condition may belong to a part of it")
    except Doubt as doubt:
        return _explained(text, asides, doubt)
    codes = list(reading.notices)
    if not all(_agrees(each, reading.ages) for each in asides):
        codes.append("age-condition")
    return _parsed(text, reading, codes)


def parse_lines(lines: tuple[str, ...]) -> Parsed[AgeRange | None]:
    """The ages of a cell of several lines: one expression over all of them, or one a line.

    >>> parse_lines(("Under", "18’s")).value, parse_lines(("8-12", "13-18")).value
    (AgeRange(minimum=None, maximum=17), AgeRange(minimum=8, maximum=18))
    """
    whole = parse(" ".join(lines))
    if len(lines) < 2 or whole.value:
        return whole
    listed = parse("; ".join(lines))
    return listed if listed.value else whole


def _split(text: str) -> tuple[str, tuple[str, ...], bool]:
    """The main words, those in brackets or behind a condition, and whether there is a condition."""
    plain = canonical(text)
    asides = _BRACKETS.findall(plain)
    main = _BRACKETS.sub(" ", plain).strip()
    if not main and len(asides) == 1:
        main, asides = asides[0].strip(), []
    main = re.sub(r"^for ", "", main)
    condition = _CONDITION.search(main)
    if not condition:
        return main, tuple(asides), False
    return main[: condition.start()], (*asides, main[condition.start() :]), True


def _explained(text: str, asides: tuple[str, ...], doubt: Doubt) -> Parsed[AgeRange | None]:
    """Words that name a group without ages may be explained in brackets: `Adults (18+)`."""
    if doubt.code in GROUPS and len(asides) == 1:
        try:
            reading = _read(asides[0])
            return _parsed(text, reading, reading.notices)
        except Doubt as other:
            doubt = other if re.search(r"\d", asides[0]) else doubt
    return Parsed(None, (issue(doubt.code, value=text, field="ages", why=doubt.why),))


def _agrees(aside: str, ages: AgeRange) -> bool:
    """The aside adds nothing: it names the same ages, or the people only."""
    try:
        return _read(aside).ages == ages
    except Doubt as doubt:
        adults = doubt.code == "age-adults" and (ages.minimum or 0) >= ADULT
        return adults or doubt.code == "age-group-only" or not aside.strip()


def _parsed(text: str, reading: Reading, codes: Iterable[str]) -> Parsed[AgeRange | None]:
    bounds = (("minimum_age", reading.ages.minimum), ("maximum_age", reading.ages.maximum))
    derivations = tuple(
        Derivation(field, text, str(value), reading.rule) for field, value in bounds if value is not None
    )
    issues = tuple(issue(code, value=text, field="ages") for code in codes)
    return Parsed(reading.ages, issues, derivations)


def _read(plain: str) -> Reading:
    """The reading of all the words together. Raises: Doubt."""
    found = with_school_ages(_months_inherited(tokens(plain)))
    if any(token.kind not in LETTERS for token in found):
        raise Doubt("age-not-understood", "its words are not in an order that we read")
    kinds = "".join(LETTERS[token.kind] for token in found)
    _check_group(kinds)
    _check_date(kinds, found)
    kinds, found, people = _without_people(kinds, found)
    reading = _joined(_terms(kinds, found))
    _check_plausible(reading.ages, people)
    return reading


def _check_group(kinds: str) -> None:
    """Words that name people or a stage of school, and no number."""
    if re.search(r"[nsA]", kinds):
        return
    if "v" in kinds:
        raise Doubt("age-stage", "")
    if kinds and set(kinds) <= {"d"}:
        raise Doubt("age-adults", "")
    if re.search(r"[gdr]", kinds) and re.fullmatch(r"[gdr&,/]+", kinds):
        raise Doubt("age-group-only", "")
    raise Doubt("age-not-understood", "it names no age")


def _without_people(kinds: str, found: tuple[Token, ...]) -> tuple[str, tuple[Token, ...], str]:
    """The tokens without the one group of people whose ages they state: `Young people 11-18`."""
    groups = list(_PEOPLE.finditer(kinds))
    if not groups:
        return kinds, found, ""
    start, end = groups[0].span()
    if len(groups) > 1 or "r" in groups[0][0] or (start > 0 and end < len(kinds)):
        raise Doubt("age-not-understood", "it speaks of several groups of people")
    if "A" in kinds:
        raise Doubt("age-adults" if groups[0][0] == "d" else "age-group-only", "")
    return kinds[:start] + kinds[end:], found[:start] + found[end:], groups[0][0]


def _months_inherited(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """`6-18 months` counts months at both ends. Raises: Doubt for `6 months - 4`."""
    out = list(found)
    for n in range(len(out) - 2):
        first, between, second = out[n : n + 3]
        if (first.kind, between.kind, second.kind) != ("number", "to", "number"):
            continue
        if second.unit in ("months", "weeks") and not first.unit:
            out[n] = replace(first, unit=second.unit)
        if first.unit in ("months", "weeks") and not second.unit:
            raise Doubt("age-ambiguous", "it does not say whether both ends are in months")
    return tuple(out)


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
            raise Doubt("age-not-understood", "its words are not in an order that we read")
        at = separator.end()


def _first_term(kinds: str, at: int) -> tuple[re.Match[str], Callable[[list[Token]], Reading]]:
    for pattern, read in TERMS:
        match = pattern.match(kinds, at)
        if match:
            return match, read
    raise Doubt("age-not-understood", "its words are not in an order that we read")


def _noticed(reading: Reading, term: list[Token]) -> Reading:
    """The reading, with the notices that its units call for."""
    units = {token.unit for token in term}
    school = ("age-school-years",) if "school" in units else ()
    months = ("age-in-months",) if units & {"months", "weeks"} else ()
    rule = "age-school-years" if school else "age-in-months" if months else reading.rule
    return replace(reading, rule=rule, notices=(*reading.notices, *school, *months))


def _check_date(kinds: str, found: tuple[Token, ...]) -> None:
    """`4/12` may be a date, and `16/17` can't be; `5/6 year olds` says that it isn't."""
    numbers = [token for token in found if token.kind == "number"]
    bare = re.fullmatch(r"n(/n)+", kinds) and not any(token.exact or token.unit for token in numbers)
    if bare and (len(numbers) > 2 or max(token.low for token in numbers) <= MONTHS):
        raise Doubt("age-ambiguous", "it may be a date")


def _check_plausible(ages: AgeRange, people: str) -> None:
    oldest = max(ages.minimum or 0, ages.maximum or 0)
    if oldest > OLDEST:
        raise Doubt("age-contradictory", f"nobody is {oldest}")
    if "d" in people and (ages.minimum or 0) < ADULT:
        raise Doubt("age-contradictory", "it speaks of adults and begins below 16")


def _joined(readings: list[Reading]) -> Reading:
    """Ranges that touch or overlap, as one. Raises: Doubt where they don't, or leave nothing out."""
    if len(readings) == 1:
        if readings[0].single:
            raise Doubt("age-ambiguous", "one number may be an age or one end of a range")
        return readings[0]
    ordered = sorted((each.ages for each in readings), key=lambda ages: ages.minimum or 0)
    low, high = ordered[0].minimum, ordered[0].maximum
    for ages in ordered[1:]:
        if high is not None and (ages.minimum or 0) > high + 1:
            raise Doubt("age-several", "")
        high = None if high is None or ages.maximum is None else max(high, ages.maximum)
    if low is None and high is None:
        raise Doubt("age-ambiguous", "its parts leave no age out, or mean what they share")
    notices = tuple(dict.fromkeys(code for each in readings for code in each.notices))
    joined = () if all(each.single for each in readings[:-1]) else ("age-joined",)
    return Reading(AgeRange(low, high), "age-joined", (*notices, *joined))


def _years(token: Token, value: int) -> int:
    """Whole years that are complete at this age."""
    return value // {"months": MONTHS, "weeks": WEEKS}.get(token.unit, 1)


def _range(term: list[Token]) -> Reading:
    first, last = term
    low, high = _years(first, first.low), _years(last, last.high)
    if any(token.birthday for token in term):
        raise Doubt("age-ambiguous", "it does not say whether the birthday is included")
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
    if token.birthday:
        raise Doubt("age-ambiguous", "it names one birthday")
    exact = token.exact or token.unit == "school"
    return Reading(
        AgeRange(_years(token, token.low), _years(token, token.high)), "age-range", single=not exact
    )


TERMS: tuple[tuple[re.Pattern[str], Callable[[list[Token]], Reading]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"b[ns]\+?[-&][ns]", _range),
        (r"f?[ns]\+?(?:-[-t]?|&?t)[ns]", _range),
        (r"p[n]|f[ns]\+?|[ns]\+", _and_over),
        (r"t[ns]|[ns]l", _up_to),
        (r"un", _under),
        (r"on", _over),
        (r"A", _all),
        (r"[ns]", _single),
    )
)
