"""Ages as British public bodies print them, in whole years, both ends included.

A closed grammar: what is not understood to its last word is kept as printed, with an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from pipeline.issues import issue
from pipeline.model import AgeRange, Derivation, Parsed
from pipeline.values.ages.school_years import with_school_ages
from pipeline.values.ages.terms import MONTHS, Reading, read_terms
from pipeline.values.ages.words import Doubt, Token, canonical, stage_ages, tokens

OLDEST = 100  # no service ends later, so that more is a misprint; a patch may say up to model.OLDEST_AGE
ADULT = 16  # "adults 16+" is said; "adults 11+" contradicts itself

LETTERS = {
    "number": "n", "stage-ages": "s", "to": "-", "and": "&", "comma": ",", "slash": "/", "under": "u",
    "over": "o", "up-to": "t", "and-under": "l", "and-over": "+", "from": "f", "between": "b", "post": "p",
    "all": "A", "unlimited": "A", "group": "g", "sex": "g", "pupils": "g", "adults": "d", "relatives": "r",
    "stage": "v",
}  # fmt: skip
_PEOPLE = re.compile(r"[gdr](?:[&,/]+[gdr]|[gdr])*")
_COMPANIONS = re.compile(r"(?<=[nsl+])&r(?:[&,/]*r)*$")
_TO_ADULT = re.compile(r"(?:f?[ns])-d$")
_NO_AGES = re.compile(
    r"(?:(?:max\.?|maximum|up to|limited to|only)? ?\d+ (?:people|places|spaces|participants)(?: only| max)?"
    r"|£ ?\d+(?:\.\d\d)?(?: (?:per|a|an|each)(?: \w+)?)?|free(?: of charge)?)"
)
_EVERYONE = re.compile(r"A[gd]?[nsfbtuo][^A]*$")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DIGIT = re.compile(r"[\d½¼¾⅓⅔]")
_COUNTED = re.compile(r"n\+?g?$")  # the numbers stand last, people aside
_AGED = re.compile(r"\bage[ds]?\b")
_CONDITION = re.compile(r"[ ,;]+(?:with|if|for|where|unless|except|excluding)\b")
GROUPS = ("age-group-only", "age-adults", "age-stage")  # people or schools are named, and no number


@lru_cache(maxsize=1024)
def parse(text: str) -> Parsed[AgeRange | None]:
    """The ages that the words state; None where they state none, or cannot be read with certainty.

    >>> parse("Under 18’s").value, parse("8 – 25yrs").value
    (AgeRange(minimum=None, maximum=17), AgeRange(minimum=8, maximum=25))
    >>> parse("All ages").value
    AgeRange(minimum=None, maximum=None)
    >>> [each.code for each in parse("18-12").issues]
    ['age-contradictory']

    Issues: age-not-understood, age-ambiguous, age-contradictory, age-several, age-condition (warnings);
    age-group-only, age-school-years, age-in-months, age-joined, age-over-group, age-companions (notices).
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
            _check_called(doubt.code, text, reading.ages)
            return _parsed(text, reading, reading.notices)
        except Doubt as other:
            louder = doubt.code == GROUPS[0] and other.code in GROUPS
            doubt = other if louder or _DIGIT.search(asides[0]) else doubt
    if doubt.code == GROUPS[0] and _DIGIT.search(canonical(text)):
        doubt = Doubt("age-not-understood", "it names people, and numbers that may be ages")
    return Parsed(None, (issue(doubt.code, value=text, field="ages", why=doubt.why),))


def _check_called(code: str, text: str, ages: AgeRange) -> None:
    """The ages in brackets fit the words before them: not `Secondary (5-11)`. Raises: Doubt."""
    stage = stage_ages(_split(text)[0])
    if code == "age-adults" and (ages.minimum or 0) < ADULT:
        raise Doubt("age-contradictory", "it speaks of adults and begins below 16")
    if stage and any(not stage[0] <= each <= stage[1] for each in _bounds(ages)):
        raise Doubt("age-contradictory", f"that stage of education is for ages {stage[0]} to {stage[1]}")


def _bounds(ages: AgeRange) -> tuple[int, ...]:
    return tuple(each for each in (ages.minimum, ages.maximum) if each is not None)


def _agrees(aside: str, ages: AgeRange) -> bool:
    """The aside adds nothing: it names the same ages, the people only, or a stage that has these ages."""
    if _NO_AGES.fullmatch(aside.strip()):
        return True
    try:
        return _read(aside).ages == ages
    except Doubt as doubt:
        adults = doubt.code == "age-adults" and (ages.minimum or 0) >= ADULT
        low, high = stage_ages(aside) or (0, -1)
        stage = len(_bounds(ages)) == 2 and all(low <= each <= high for each in _bounds(ages))
        return adults or stage or doubt.code == "age-group-only" or not aside.strip()


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
        raise Doubt("age-not-understood", "the words are not in an order that we read")
    kinds = "".join(LETTERS[token.kind] for token in found)
    _check_group(kinds)
    _check_date(kinds, found)
    _check_counted(kinds, found, plain)
    if found and found[0].kind == "all" and _EVERYONE.match(kinds):
        kinds, found = kinds[1:], found[1:]  # "everyone 16+" is no wider than "16+"
    if _TO_ADULT.fullmatch(kinds):
        kinds, found = f"{kinds[:-2]}+", (*found[:-2], Token("and-over"))  # "8 to adult" ends nowhere
    companions = _COMPANIONS.search(kinds)
    if companions:
        kinds, found = kinds[: companions.start()], found[: companions.start()]
    kinds, found, people = _without_people(kinds, found)
    reading = read_terms(kinds, found)
    _check_plausible(reading.ages, people)
    return _accompanied(reading) if companions else reading


def _accompanied(reading: Reading) -> Reading:
    """The reading of ages with parents or carers behind them. Raises: Doubt where they end nowhere."""
    if reading.ages.maximum is None:
        raise Doubt("age-not-understood", "it speaks of several groups of people")
    return replace(reading, notices=(*reading.notices, "age-companions"))


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
    """The tokens without the one group of people whose ages they state: `Young people 11-18`.

    Girls or boys may have a comma beside them: `Girls only, 11-16` is no list. `Children, 16-25` may be one.
    """
    groups = list(_PEOPLE.finditer(kinds))
    if not groups:
        return kinds, found, ""
    start, end = groups[0].span()
    if all(token.kind in ("sex", "and", "comma", "slash") for token in found[start:end]):
        start, end = start - (kinds[start - 1 : start] == ","), end + (kinds[end : end + 1] == ",")
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


def _check_date(kinds: str, found: tuple[Token, ...]) -> None:
    """`4/12` may be a date, and `16/17` can't be; `5/6 year olds` says that it isn't."""
    numbers = [token for token in found if token.kind == "number"]
    bare = re.fullmatch(r"n(/n)+", kinds) and not any(token.exact or token.unit for token in numbers)
    if bare and (len(numbers) > 2 or max(token.low for token in numbers) <= MONTHS):
        raise Doubt("age-ambiguous", "it may be a date")


def _check_counted(kinds: str, found: tuple[Token, ...], plain: str) -> None:
    """`10-12 people` may say how many there are, and `8-12 weeks` how long it lasts. Raises: Doubt."""
    numbers = [token for token in found if token.kind == "number"]
    bare = numbers and not any(token.unit or token.plural or token.exact for token in numbers)
    people = tokens(plain)[-1].kind in ("group", "pupils") and _COUNTED.search(kinds)
    if bare and people and not _AGED.search(plain):
        raise Doubt("age-ambiguous", "it may count people")
    lasting = numbers and all(token.unit == "weeks" and token.low and not token.exact for token in numbers)
    if lasting and kinds[0] != "f" and not _PEOPLE.search(kinds) and not _AGED.search(plain):
        raise Doubt("age-ambiguous", "it may say how many weeks something lasts")


def _check_plausible(ages: AgeRange, people: str) -> None:
    oldest = max(ages.minimum or 0, ages.maximum or 0)
    if oldest > OLDEST:
        raise Doubt("age-contradictory", f"{oldest} is no age that a service begins or ends at")
    if "d" in people and (ages.minimum or 0) < ADULT:
        raise Doubt("age-contradictory", "it speaks of adults and begins below 16")
