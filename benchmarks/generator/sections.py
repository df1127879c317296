"""Titles between the rows of a table: places, themes, letters, days, years and rounds, as editors print them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.generator.taste import Lines
from benchmarks.generator.words import Words
from pipeline.model import Role

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLACES = (
    "{}",
    "{}",
    "{}",
    "{} area",
    "{} district",
    "Borough of {}",
    "Services in {}",
    "{} and surrounding area",
)
_YEARS = ("{0}/{1:02}", "{0}-{1:02}", "Funded in {0}/{1:02}", "{0} to 20{1:02}", "Funding {0}/{1:02}")
_ROUNDS = ("Round {}", "Lot {}", "Phase {}", "Part {}", "Priority {}", "Stage {}", "Group {}")
UNDER = 0.5  # of the pages with places as titles, the share whose rows are all in the place above them

Draw = Callable[[int], str]  # the title with this number


def title_maker(draw: Random, words: Words) -> tuple[Draw, bool]:
    """What makes a page's titles, and whether each is the area of the rows below it."""
    chosen = draw.choice(
        (_places, _places, _places, _themes, _themes, _wides, _letters, _days, _years, _rounds)
    )
    return chosen(draw, words), chosen is _places and draw.random() < UNDER


def under(title: str, row: tuple[Lines, ...], columns: tuple[Role, ...]) -> tuple[Lines, ...]:
    """The row with the title as its area, where it has one."""
    return tuple(
        (title,) if role is Role.AREA and cell else cell for role, cell in zip(columns, row, strict=True)
    )


def _places(draw: Random, words: Words) -> Draw:
    form, places = draw.choice(_PLACES), draw.choice((words.towns, words.districts))
    return lambda _: form.format(draw.choice(places))


def _themes(draw: Random, words: Words) -> Draw:
    themes = draw.choice((words.shorts, words.things, words.tails))

    def title(_: int) -> str:
        text = draw.choice(themes)
        return text[:1].upper() + text[1:]

    return title


def _wides(draw: Random, words: Words) -> Draw:
    last = draw.choice(("", "", " projects", " services"))
    return lambda _: draw.choice(words.wides) + last


def _letters(_draw: Random, _words: Words) -> Draw:
    return lambda number: chr(ord("A") + number % 26)


def _days(draw: Random, _words: Words) -> Draw:
    last = draw.choice(("", "", "s"))
    return lambda number: _DAYS[number % len(_DAYS)] + last


def _years(draw: Random, _words: Words) -> Draw:
    form, first = draw.choice(_YEARS), draw.randint(2012, 2024)
    return lambda number: form.format(first + number, (first + number + 1) % 100)


def _rounds(draw: Random, _words: Words) -> Draw:
    form = draw.choice(_ROUNDS)
    return lambda number: form.format(number + 1)
