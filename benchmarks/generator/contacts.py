"""Whom to write to or ring, in the shapes that real pages print."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.generator.taste import Lines, Taste
from benchmarks.generator.words import Words


def contact(draw: Random, words: Words, taste: Taste) -> Lines:
    """Whom to write to: one address, several, or addresses with labels before them."""
    if taste.hosts and draw.random() < taste.hosts:
        return (f"{draw.choice(words.heads)} {draw.choice(words.tails)}",)
    if taste.means and draw.random() < taste.means:
        return _some_means(draw, words)
    if draw.random() < taste.phones:
        return draw.choice(PHONES)(draw, words)
    if draw.random() < taste.people:
        return _person_and_means(draw, words)
    if draw.random() < taste.odd_contact:
        return draw.choice(ODD_CONTACTS)(draw, words)
    if draw.random() < taste.emails:
        return tuple(email(draw, words) for _ in range(draw.choice((2, 2, 2, 3))))
    return (email(draw, words),)


def _some_means(draw: Random, words: Words) -> Lines:
    domain = draw.choice(words.domains)
    site = draw.choice(
        (f"https://www.{domain}/", f"www.{domain}", f"https://{domain}/contact", f"facebook.com/{domain}")
    )
    ways = [call(draw), site, email(draw, words)]
    return tuple(draw.sample(ways, draw.choice((1, 2, 2, 3)))) if draw.random() < 0.3 else tuple(ways[:2])


def call(draw: Random) -> str:
    """A telephone number as North America prints it."""
    area, office, line = draw.randint(201, 989), draw.randint(200, 999), draw.randint(1000, 9999)
    return draw.choice(
        (f"({area}) {office}-{line}", f"{area}-{office}-{line}", f"{area}.{office}.{line}", f"1-800-{office}-{line}",
         f"{area}-{office}-{line} ext. {line % 90 + 10}")
    )  # fmt: skip


def person(draw: Random, words: Words) -> Lines:
    """Who is to be asked, without a way to reach them."""
    name = f"{draw.choice(words.forenames)} {draw.choice(words.surnames)}"
    return draw.choice(
        (
            (name,),
            (name,),
            (name,),
            (f"{name} ({draw.choice(POSTS).strip(':').lower()})",),
            (draw.choice(SELF),),
        )
    )


def labelled_contact(draw: Random, words: Words, area: Lines, has_area: bool) -> Lines:
    """Addresses with labels before them: parts of the service's own area, other places, persons or posts."""
    pairs = range(draw.choice((1, 2, 2, 2, 2)))
    own = [part for line in area for part in re.split(r"\s*[,/&]\s*|\s+and\s+", line) if part]
    source = draw.choice(("own",) * 9 + ("place", "person", "person", "post", "post"))
    texts: list[str] = []
    for _ in pairs:
        if source == "own" and own:
            some = draw.sample(own, min(len(own), draw.choice((1, 1, 2, 3))))
            texts += [draw.choice((" and ", "/", ", ")).join(some), email(draw, words)]
        elif source in ("own", "place"):
            one, two = draw.sample(words.towns + words.districts, 2)
            label = f"{one}:" if has_area else draw.choice((one, f"{one}/{two}", f"{one} and {two}"))
            texts += [label, email(draw, words)]
        elif source == "person":
            texts += person_and_email(draw, words)
        else:
            texts += [draw.choice(POSTS), email(draw, words)]
    return tuple(texts) if draw.random() < 0.8 else _with_colons(texts)


def _with_colons(texts: Lines | list[str]) -> Lines:
    """The same with a colon behind each label."""
    return tuple(text if "@" in text or text.endswith(":") else f"{text}:" for text in texts)


def person_and_email(draw: Random, words: Words) -> Lines:
    """A person's name, and an address that is mostly made of it."""
    first, last = draw.choice(words.forenames), draw.choice(words.surnames)
    own = draw.choice(
        (f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{first}{last}", last)
    ).lower()
    local = own.replace("'", "") if draw.random() < 0.9 else draw.choice(words.posts)
    return (f"{first} {last}", f"{local}@{draw.choice(words.domains)}")


def _person_and_means(draw: Random, words: Words) -> Lines:
    """Who somebody is, as pages name people, and how to reach them."""
    shape = draw.random()
    if shape < 0.4:
        return person_and_email(draw, words)
    first, second = draw.sample(words.forenames, 2)
    last = draw.choice(words.surnames)
    who = draw.choice(PEOPLE).format(first=first, second=second, last=last, initial=first[0])
    if shape < 0.55:
        return (who, phone(draw, words))
    return (who, phone(draw, words), email(draw, words)) if shape < 0.65 else (who, email(draw, words))


PEOPLE = (
    "{first}", "{first}", "{first} & {second}", "{first} and {second}", "Mrs {initial}. {last}", "Mr {last}", "Ms {first} {last}",
    "{first} {initial}.", "Rev {first} {last}", "Dr {last}", "PC {last}", "{first} {last} MBE", "{first} {last} or {second}",
    "{first} {last}-{last}", "{initial} {last}", "Duty worker", "Depot manager", "Parents", "Schools", "Professionals",
    "Referrals", "The office", "Club secretary", "Youth team", "Volunteer co-ordinator", "Ask for {first}", "Family worker",
)  # fmt: skip
POSTS = ("Coordinator:", "Lead", "Referrals", "General enquiries:", "Manager", "Admin", "Email:", "Contact")

PHONES: tuple[Callable[[Random, Words], Lines], ...] = (
    lambda draw, words: (phone(draw, words),),
    lambda draw, words: (phone(draw, words), email(draw, words)),
    lambda draw, words: (phone(draw, words), email(draw, words)),
    lambda draw, words: (f"Tel: {phone(draw, words)}", email(draw, words)),
    lambda draw, words: (email(draw, words), phone(draw, words)),
    lambda draw, words: (phone(draw, words), phone(draw, words)),
    lambda draw, words: (phone(draw, words), f"www.{draw.choice(words.domains)}"),
)
ODD_CONTACTS: tuple[Callable[[Random, Words], Lines], ...] = (
    lambda draw, words: (f"{draw.choice(words.forenames)} {draw.choice(words.surnames)}",),
    lambda draw, words: (
        f"{draw.choice(words.forenames)} {draw.choice(words.surnames)} {email(draw, words)}",
    ),
    lambda draw, words: (f"Email: {email(draw, words)}",),
    lambda draw, words: (f"{email(draw, words)} or {email(draw, words)}",),
    lambda draw, words: (email(draw, words), phone(draw, words)),
    lambda draw, words: (phone(draw, words),),
    lambda draw, words: (
        (pair := person_and_email(draw, words))[0],
        phone(draw, words),
        pair[1],
    ),
    lambda draw, words: (draw.choice(SELF),),
    lambda draw, words: (f"www.{draw.choice(words.domains)}",),
    lambda draw, words: (email(draw, words).replace("@", " (at) "),),
    lambda draw, words: (f"Tel: {phone(draw, words)} Email: {email(draw, words)}",),
    lambda draw, words: (f"{phone(draw, words)} {draw.choice('/|-,')} {email(draw, words)}",),
    lambda draw, words: (f"{phone(draw, words)} {email(draw, words)}",),
    lambda draw, words: (f"Tel: {phone(draw, words)}", f"Email: {email(draw, words)}"),
    lambda draw, words: (phone(draw, words), email(draw, words)),
)


SELF = (
    "Self-referral", "TBC", "N/A", "See website", "Ring for details", "Refer yourself online", "Drop in", "Ask at the desk",
    "Through school", "No referral needed", "Online form", "Via your GP", "Text or ring",
)  # fmt: skip


def email(draw: Random, words: Words) -> str:
    """An address, in the mixed case that pages print."""
    person = f"{draw.choice(words.forenames)}.{draw.choice(words.surnames)}".replace("'", "")
    local = draw.choice((person, person.lower(), person, draw.choice(words.posts)))
    return f"{local}@{draw.choice(words.domains)}"


def phone(draw: Random, words: Words) -> str:
    """A British telephone number, in one of the ways that pages print it."""
    digits = f"{draw.randint(100000, 999999)}"
    return draw.choice(
        (f"01{draw.randint(200, 999)} {digits}", f"(01{draw.randint(200, 999)}) {digits}", f"07{draw.randint(100, 999)} {digits}",
         f"020 7{digits[:3]} {digits[2:]}", f"+44 1{draw.randint(200, 999)} {digits}", f"0800 {digits}",
         f"01{draw.randint(200, 999)}{digits}")
    )  # fmt: skip
