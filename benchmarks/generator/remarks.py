"""What columns without a role hold, and the headings that tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.generator.places import address, postcode, venue
from benchmarks.generator.taste import Lines, Taste
from benchmarks.generator.times import opening_times, time
from benchmarks.generator.words import Words


@dataclass(frozen=True, slots=True)
class Remark:
    """What such a column holds, by the cell; `headings` tell it, where it has any."""

    cell: Callable[[Random, Words, Taste], Lines]
    headings: tuple[str, ...] = ()


def _lines(make: Callable[[Random, Words], str]) -> Callable[[Random, Words, Taste], Lines]:
    def cell(draw: Random, words: Words, taste: Taste) -> Lines:
        lines = range(2 if draw.random() < taste.remark_lines else 1)
        return tuple(make(draw, words) for _ in lines)

    return cell


def _address_cell(draw: Random, words: Words, taste: Taste) -> Lines:
    """An address on one line, or on several as on an envelope."""
    text = address(draw, words)
    if not taste.address_lines or draw.random() >= taste.address_lines:
        return (text,)
    parts = text.split(", ")
    head, _, tail = parts[-1].rpartition(" ")
    if head and tail[:1].isdigit() and draw.random() < 0.5:  # the postcode on a line of its own
        town, _, outward = head.rpartition(" ")
        parts[-1:] = [town, f"{outward} {tail}"] if town and not outward.islower() else parts[-1:]
    if len(parts) > 2 and draw.random() < 0.5:
        parts = [", ".join(parts[:-1]), parts[-1]]
    return tuple(parts)


def _times_cell(draw: Random, words: Words, taste: Taste) -> Lines:
    lines = range(draw.choice((2, 3, 5)) if draw.random() < taste.remark_lines else 1)
    return tuple(opening_times(draw, words) for _ in lines)


def _audience(draw: Random, words: Words) -> str:
    whom = draw.choice(words.whom)
    for small in ("for ", "with "):
        whom = whom.removeprefix(small)
    plain = f"{whom[:1].upper()}{whom[1:]}"
    low = draw.randint(5, 60)
    return draw.choice(
        (plain, plain, plain, whom, f"For {whom}", draw.choice(AUDIENCES), f"{plain} aged {low}+",
         f"{plain} and {draw.choice(('their families', 'carers', 'professionals'))}", f"{draw.choice(AUDIENCES)}; {whom}",
         f"{draw.choice(('Anyone', 'Residents', 'People', 'Adults'))} in {draw.choice(words.towns)}")
    )  # fmt: skip


AUDIENCES = (
    "Everyone", "Anyone", "All", "Open to all", "Adults", "Women", "Men", "Families", "Children", "Young people", "Parents",
    "Carers", "Older people", "Residents", "Professionals", "Schools", "Members only", "Students", "Girls", "Anyone living locally",
)  # fmt: skip

REMARKS = (
    Remark(_lines(lambda draw, words: draw.choice(words.remarks))),
    Remark(_lines(time), ("When", "Day and time", "Days", "Times", "When it runs", "Date and time")),
    Remark(_lines(venue), ("Based at", "Meeting place", "Venue address", "Address")),
    Remark(_address_cell, ("Address", "Postal address", "Venue address", "Full address")),
    Remark(_times_cell, ("Opening times", "Opening hours", "Hours", "When open", "Availability")),
    Remark(_lines(postcode), ("Postcode", "Post code")),
    Remark(_lines(_audience), ("Who for", "Who is it for", "Eligibility", "Target group", "Audience", "For")),
)
