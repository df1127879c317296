"""What a cell holds beside what its heading asks for: posts, notes, second groups, addresses, short lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple

from benchmarks.generator.contacts import email, phone
from benchmarks.generator.places import address, postcode, venue
from benchmarks.generator.services import AGES, plain_name
from benchmarks.generator.taste import Lines
from benchmarks.generator.words import Words
from pipeline.model import Role


class Extra(NamedTuple):
    """The cell of one column with something more, or with another thing instead; in tables without a column."""

    role: Role
    add: Callable[[Random, Words, Lines], Lines]
    without: Role | None = None


def _person(draw: Random, words: Words) -> str:
    first, last = draw.choice(words.forenames), draw.choice(words.surnames)
    return draw.choice(
        (f"{first} {last}", f"{first} {last}", first, f"{draw.choice(TITLES)} {last}", f"{first} & {last}")
    )


def _post(draw: Random, words: Words) -> str:
    post = f"{draw.choice(FIELDS)} {draw.choice(POSTS)}"
    return draw.choice(
        (
            post,
            post,
            post.split()[-1],
            f"{post} ({draw.choice(words.towns)})",
            f"{draw.choice(words.towns)} {post}",
        )
    )


def _with_post(draw: Random, words: Words, cell: Lines) -> Lines:
    who, post, ways = _person(draw, words), _post(draw, words), (email(draw, words),)
    if draw.random() < 0.3:
        ways = draw.choice(((phone(draw, words),), (phone(draw, words), *ways)))
    return (f"{who}, {post}", *ways) if draw.random() < 0.25 else (who, post, *ways)


def _of_organisation(draw: Random, words: Words, cell: Lines) -> Lines:
    town = draw.choice(words.towns + words.districts)
    body = f"{town} {draw.choice(BODIES)}" if draw.random() < 0.6 else plain_name(draw, words)
    return (body, email(draw, words))


def _with_note(draw: Random, words: Words, cell: Lines) -> Lines:
    town = draw.choice(words.towns + words.districts)
    note = draw.choice(
        (
            draw.choice(NOTES),
            draw.choice(NOTES),
            draw.choice(words.remarks),
            f"({town})",
            f"For {town} only",
            f"@{town.lower()}",
        )
    )
    return (*(cell or (email(draw, words),)), note.replace("@", "@the"))


def _labels_behind(draw: Random, words: Words, cell: Lines) -> Lines:
    pairs = [(email(draw, words), f"({town})") for town in draw.sample(words.towns, 2)]
    return tuple(text for pair in pairs for text in pair)


def _at_address(draw: Random, words: Words, cell: Lines) -> Lines:
    lines = tuple(address(draw, words).split(", "))
    shown = draw.choice(
        (lines, (venue(draw, words), draw.choice(words.towns)), (", ".join(lines[:2]), postcode(draw, words)))
    )
    return (*shown[:4], email(draw, words))


def _labelled_ways(draw: Random, words: Words, cell: Lines) -> Lines:
    ways = (
        f"Tel: {phone(draw, words)}",
        f"Email: {email(draw, words)}",
        f"Web: www.{draw.choice(words.domains)}",
    )
    return ways[: draw.choice((2, 3, 3))]


def _two_groups(draw: Random, words: Words, cell: Lines) -> Lines:
    low = draw.randint(4, 12)
    one, two = draw.choice(GROUPS)
    between = draw.choice((": ", " ", " - "))
    return (f"{one}{between}{low}-{low + 4}", f"{two}{between}{low + 5}-{low + 10}")


def _age_note(draw: Random, words: Words, cell: Lines) -> Lines:
    low = draw.randint(4, 16)
    return (draw.choice(AGES).format(low=low, high=low + 8), draw.choice(AGE_NOTES))


def _area_note(draw: Random, words: Words, cell: Lines) -> Lines:
    place, other = draw.sample(words.towns + words.districts, 2)
    return (place, draw.choice(AREA_NOTES).format(other=other))


def _days_at_places(draw: Random, words: Words, cell: Lines) -> Lines:
    one, two, three = draw.sample(words.towns, 3)
    first, second = draw.sample(DAYS, 2)
    return draw.choice(
        ((f"{first}: {one}", f"{second}: {two}"), (f"{one}:", two), (f"{one}:", f"{two} and {three}"))
    )


def _under_name(draw: Random, words: Words, cell: Lines) -> Lines:
    other, town = plain_name(draw, words), draw.choice(words.towns)
    line = draw.choice(UNDER_NAMES).format(other=other, town=town, domain=draw.choice(words.domains))
    return (*cell[:1], line) if cell else cell


def _ends_in_means(draw: Random, words: Words, cell: Lines) -> Lines:
    way = draw.choice((email, email, phone, lambda draw, words: f"www.{draw.choice(words.domains)}"))
    return (*cell, way(draw, words)) if cell else cell


def _points(draw: Random, words: Words, cell: Lines) -> Lines:
    points = tuple(draw.sample(words.shorts, min(len(words.shorts), draw.randint(2, 5))))
    intro = draw.choice((cell[:1], cell[:1], ("We offer:",), ()))
    return (*intro, *points) if cell else cell


def _closing_line(draw: Random, words: Words, cell: Lines) -> Lines:
    one, two = draw.sample(words.towns, 2)
    line = draw.choice(
        (draw.choice(words.sentences), f"Based in {one} and {two}.", f"Hubs in {one}, {two} and beyond.", draw.choice(words.remarks),
         f"{one} and {two}", f"Ages {draw.randint(8, 12)} to {draw.randint(16, 25)}", draw.choice(NOTES))
    )  # fmt: skip
    return (*cell, line) if cell else cell


TITLES = ("Mrs", "Mr", "Ms", "Dr", "PC", "Rev", "Cllr")
FIELDS = (
    "Youth",
    "Family",
    "Community",
    "Early Help",
    "Project",
    "Senior",
    "Outreach",
    "Schools",
    "District",
    "Duty",
    "Club",
    "Trust",
)
POSTS = (
    "Worker", "Manager", "Coordinator", "Officer", "Lead", "Practitioner", "Administrator", "Adviser", "Nurse", "Secretary", "Trustee",
    "Clerk", "Director", "Team Leader", "Co-ordinator", "Assistant", "Chair", "Support Worker", "Receptionist", "Head", "Treasurer",
)  # fmt: skip
BODIES = (
    "Council", "Borough Council", "County Council", "Police", "Task Force", "Early Help Team", "Youth Hub", "Sports Centre", "Trust",
    "Community Safety Unit", "Housing", "CAB", "Age UK", "Mind", "Leisure", "Social Services", "Parish Council", "Partnership",
)  # fmt: skip
NOTES = (
    "Out of hours: 101", "Mon–Fri 9am – 5pm", "Closed in August", "or speak to your school", "Referral form on request", "Monday to Thursday",
    "New referrals only", "Waiting list: 6 weeks", "Please leave a message", "Answerphone", "Term time only", "Ask for the duty worker",
    "Please quote the scheme", "or call in", "No drop-ins", "Text only", "Reply within two days", "See Facebook", "By appointment", "Option 2",
)  # fmt: skip
GROUPS = (
    ("Juniors", "Seniors"), ("Primary", "Secondary"), ("Boys", "Girls"), ("Minis", "Mains"), ("Children", "Teens"), ("Group A", "Group B"),
    ("Mondays", "Fridays"), ("Youth", "Adults"), ("Cubs", "Scouts"), ("Day", "Evening"), ("Infants", "Juniors"), ("Starters", "Improvers"),
)  # fmt: skip
AGE_NOTES = (
    "(girls only)", "Under 11s with an adult", "SEND up to 25", "Year 6 transition", "Siblings welcome", "By referral", "Parents too",
    "Priority to care leavers", "Men and boys", "(and carers)", "Younger by agreement", "(flexible)", "at the start of the course",
)  # fmt: skip
AREA_NOTES = (
    "(town centre only)", "Referrals from {other} also taken", "Expanding to {other} next year", "Not {other}", "Two sites", "3 schools",
    "Priority wards", "(by referral)", "and online", "Home visits in {other}", "Hub and outreach", "({other} from April)",
)  # fmt: skip
DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays")
UNDER_NAMES = (
    "(run by {other})", "Provided by {other}", "in partnership with {other}", "with {other}", "{town}", "www.{domain}", "(CIC)", "CIC",
    "Registered charity", "Charity no. 1080001", "NEW", "Formerly {other}", "aka {other}", "Phase 2", "Lead: {other}", "({town})", "{other}",
    "part of {other}", "Year 2 of 3",
)  # fmt: skip

EXTRAS: Mapping[str, Extra] = {
    "persons with posts": Extra(Role.CONTACT, _with_post),
    "organisations as contacts": Extra(Role.CONTACT, _of_organisation),
    "notes behind addresses": Extra(Role.CONTACT, _with_note),
    "labels behind addresses": Extra(Role.CONTACT, _labels_behind),
    "street addresses in contacts": Extra(Role.CONTACT, _at_address, Role.AREA),
    "ways with their names": Extra(Role.CONTACT, _labelled_ways),
    "ages of two groups": Extra(Role.AGE, _two_groups),
    "notes below ages": Extra(Role.AGE, _age_note),
    "notes below areas": Extra(Role.AREA, _area_note),
    "days and places": Extra(Role.AREA, _days_at_places),
    "words below names": Extra(Role.NAME, _under_name),
    "descriptions that end in an address": Extra(Role.DESCRIPTION, _ends_in_means),
    "short lists for descriptions": Extra(Role.DESCRIPTION, _points),
    "descriptions with a last line": Extra(Role.DESCRIPTION, _closing_line),
}
