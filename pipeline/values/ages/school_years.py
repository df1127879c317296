"""School years and key stages among age tokens, as the ages that the national curriculum gives them."""

from __future__ import annotations

from pipeline.values.ages.words import Doubt, Token, school_ages

LISTING = ("to", "and", "comma", "slash", "pupils")
TRANSITION = 7  # the first year of secondary school
FIRST, LAST = (1, 3, 7, 10, 12), (2, 6, 9, 11, 13)  # years in which a key stage begins, and ends


def with_school_ages(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens, each school year or key stage replaced by its ages.

    Source: gov.uk, "The national curriculum", and the origin of each row of `vocabulary/school_ages.csv`.
    Raises: Doubt for a stage that is not in the table, and for words that may mean years of age.
    """
    out: list[Token] = []
    stage, named, years, plural, called = "", 0, [], False, False
    for token in found:
        if token.kind in ("school-years", "key-stage"):
            stage = "Year" if token.kind == "school-years" else "Key Stage"
            named += 1
            plural, called = plural or token.plural, called or token.exact
        elif token.kind == "number" and stage:
            years.append(token.low if stage == "Year" else TRANSITION)
            out.append(_ages(f"{stage} {token.low}{token.unit}"))
        elif token.kind in ("reception", "eyfs"):
            named += 1
            out.append(_ages("Reception" if token.kind == "reception" else "Early years foundation stage"))
        elif token.kind == "pupils":
            named += bool(stage)
        else:
            stage = stage if token.kind in LISTING else ""
            out.append(token)
    if named == 1 and not called and len(years) == 2 and any(token.kind == "to" for token in out):
        _check_years_of_age(years[0], years[1], plural)
    return tuple(out)


def _ages(stage: str) -> Token:
    if stage not in school_ages():
        raise Doubt("age-not-understood", f"{stage!r} is not a school stage of England")
    low, high = school_ages()[stage]
    return Token("stage-ages", low, high, "school")


def _check_years_of_age(first: int, last: int, plural: bool) -> None:
    """`Years 7-11` is secondary school; `Years 5-11` and `Years 8-12` may be ages with their unit first."""
    crossing = first < TRANSITION <= last
    stages = first in FIRST and last in LAST
    if crossing or (plural and not stages):
        raise Doubt("age-ambiguous", "it may mean school years or years of age")
