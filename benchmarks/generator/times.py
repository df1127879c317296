"""When something is open or meets, in the shapes that real pages print."""

from __future__ import annotations

from random import Random

from benchmarks.generator.words import Words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def time(draw: Random, words: Words) -> str:
    """A day of the week, mostly with hours."""
    one, two = draw.sample(DAYS, 2)
    start = draw.randint(1, 7)
    return draw.choice(
        (f"{one}s", f"{one} {start}-{start + 2}pm", f"{one} and {two}", f"{one}s {start}pm to {start + 1}.30pm",
         f"{one[:3]} & {two[:3]} {start}pm", f"Every {one}", f"{one} mornings", f"{one[:3]} {start}-{start + 1}")
    )  # fmt: skip


def opening_times(draw: Random, words: Words) -> str:
    """The hours of a week or a month."""
    one, two = draw.sample(DAYS, 2)
    first, last = draw.randint(7, 11), draw.randint(1, 8)
    hours = draw.choice(
        (f"{first}am-{last}pm", f"{first}am - {last}pm", f"{first}.00am to {last}.30pm", f"{first}:00 - {12 + last}:00",
         f"{first}-{last}", f"{first}:30 AM-0{last}:00 PM", f"{first}.30am–{last}pm")
    )  # fmt: skip
    return draw.choice(
        (f"Mon-Fri {hours}", f"Mon - Fri: {hours}", f"Monday to Friday {hours}", f"{one} {hours}",
         f"{one} and {two} {hours}", f"{one[:3]}, {two[:3]} {hours}", f"Monday-Friday, {hours}; Saturday {first}-12",
         f"First and third {one}s of the month {hours}", f"{draw.choice(ORDINALS)} {one} of the month, {hours}",
         f"{one[:3]} {hours}, {two[:3]} by appointment", f"{draw.choice(ALWAYS)}", f"{one}s {hours} (term time)",
         f"Mon-Thurs {hours} Fri {first}-3 (closed Sun)", time(draw, words))
    )  # fmt: skip


ORDINALS = ("1st", "2nd", "Third", "Last", "3rd")
ALWAYS = (
    "24 hours",
    "24/7",
    "Open daily",
    "Daily at noon",
    "By appointment",
    "Open all year",
    "Varies, please ring",
)
