"""One made-up service's cells, in the shapes that real pages print them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.generator.contacts import call, contact, email, phone
from benchmarks.generator.places import area
from benchmarks.generator.remarks import REMARKS
from benchmarks.generator.taste import Lines, Taste
from benchmarks.generator.times import opening_times
from benchmarks.generator.words import Words
from pipeline.model import Role


def name(draw: Random, words: Words, taste: Taste) -> Lines:
    """A service's name; rarely one that reads like a place, an age or a description."""
    lines = _name_lines(draw, words, taste)
    is_upper = taste.capitals and draw.random() < taste.capitals
    return tuple(map(str.upper, lines)) if is_upper else lines


def _name_lines(draw: Random, words: Words, taste: Taste) -> Lines:
    if taste.placed_names and draw.random() < taste.placed_names:
        return (f"{draw.choice(words.towns)} {draw.choice(words.tails)}",)
    if draw.random() < taste.odd_name:
        return (draw.choice(ODD_NAMES)(draw, words),)
    plain = plain_name(draw, words)
    if draw.random() < taste.name_lines:
        return (plain, draw.choice((plain_name(draw, words), f"({plain_name(draw, words)})")))
    if draw.random() < taste.long_name:
        return (draw.choice(LONG_NAMES)(draw, words, plain),)
    return (plain,)


def plain_name(draw: Random, words: Words) -> str:
    head, tail, town = draw.choice(words.heads), draw.choice(words.tails), draw.choice(words.towns)
    shapes = (
        head,
        f"{head} {tail}",
        f"{head} {tail}",
        f"{head} {tail}",
        f"{head} {draw.choice(words.tails)} {tail}",
        f"The {draw.choice(words.surnames)} {tail}",
        f"{town} {tail}",
        f"{town} {head}",
        f"{head} {town}",
        f"{draw.choice(words.forenames)} {draw.choice(words.surnames)} {tail}",
        draw.choice(words.acronyms),
        draw.choice(words.sayings),
        f"St. {draw.choice(words.forenames)}'s {tail}",
        f"{draw.choice(words.acronyms)} {tail}",
        draw.choice(BRANDS)(draw, head, tail, town),
    )
    return draw.choice(shapes)


BRANDS: tuple[Callable[[Random, str, str, str], str], ...] = (
    lambda draw, head, tail, town: head.replace(" ", ""),
    lambda draw, head, tail, town: head.lower(),
    lambda draw, head, tail, town: f"{head.split()[-1]}{draw.choice((2, 4))}{tail.split()[-1]}",
    lambda draw, head, tail, town: f"{head}!",
    lambda draw, head, tail, town: f"{head} {_initials(f'{head} {tail}')}",
    lambda draw, head, tail, town: f"{head} {tail} ({_initials(f'{head} {tail}')})",
    lambda draw, head, tail, town: f"Friends of {town} {tail}",
    lambda draw, head, tail, town: f"{tail} for {town}",
    lambda draw, head, tail, town: f"{draw.randint(1, 9)}st {town} {tail}",
    lambda draw, head, tail, town: f"{town}'s {head}",
    lambda draw, head, tail, town: f"{head} - {tail}",
    lambda draw, head, tail, town: f"{head} ({town})",
    lambda draw, head, tail, town: f"{tail} in {town}",
    lambda draw, head, tail, town: f"{head} and {tail}",
)


def _initials(text: str) -> str:
    return "".join(word[0].upper() for word in text.split())


ODD_NAMES: tuple[Callable[[Random, Words], str], ...] = (
    lambda draw, words: draw.choice(words.lowers),
    lambda draw, words: f"Under {draw.randint(8, 25)}s",
    lambda draw, words: f"{draw.randint(8, 18)}+ {draw.choice(words.tails)}",
    lambda draw, words: f"{draw.randint(2, 99)} {draw.choice(words.heads)} {draw.choice(words.tails)}",
    lambda draw, words: draw.choice(words.towns),
    lambda draw, words: f"{draw.choice(words.towns)} and {draw.choice(words.districts)}",
    lambda draw, words: draw.choice(words.districts),
    lambda draw, words: draw.choice(words.sayings).lower().capitalize(),
    lambda draw, words: f"{draw.choice(words.heads)} {draw.choice(words.tails)}".lower().capitalize(),
    lambda draw, words: f"{draw.choice(words.forenames)} {draw.choice(words.surnames)}",
    lambda draw, words: f"Project {draw.choice(words.forenames)}",
    lambda draw, words: f"{draw.choice(words.heads)} {draw.randint(11, 14)}-{draw.randint(16, 25)}",
    lambda draw, words: f"{draw.choice(words.heads)} {draw.choice(words.tails)}".upper(),
    lambda draw, words: f"{draw.choice(words.shorts)} at {draw.choice(words.towns)}",
)

LONG_NAMES: tuple[Callable[[Random, Words, str], str], ...] = (
    lambda draw, words, name: f"{name} (formerly {plain_name(draw, words)})",
    lambda draw, words, name: f"{name}- {plain_name(draw, words)} project",
    lambda draw, words, name: f'{name} "{draw.choice(words.acronyms)} {draw.choice(words.tails)}"',
    lambda draw, words, name: f"{name} – {plain_name(draw, words)}",
    lambda draw, words, name: f"{name}/ {plain_name(draw, words)}",
    lambda draw, words, name: f"{draw.choice(words.acronyms)} & {name}",
    lambda draw, words, name: (
        f"{draw.choice(words.towns)} and {draw.choice(words.towns)} Borough Council {name}"
    ),
    lambda draw, words, name: f"{name} in partnership with {draw.choice(words.heads)} {name}",
)


def description(draw: Random, words: Words, taste: Taste) -> Lines:
    """What the service does: mostly a sentence or a fragment, sometimes one word or several paragraphs."""
    if taste.categories and draw.random() < taste.categories:
        return (draw.choice(words.shorts),)
    if taste.opening and draw.random() < taste.opening:
        return tuple(opening_times(draw, words) for _ in range(draw.choice((1, 1, 1, 2, 3))))
    if taste.essays and draw.random() < taste.essays:
        return _essay(draw, words, taste)
    if draw.random() < taste.short_description:
        return (_brief(draw, words),)
    return _long(draw, words, taste)


def _essay(draw: Random, words: Words, taste: Taste) -> Lines:
    """Several paragraphs, such as a charity's site has of itself: sentences, points, times, and how to come."""
    makers: tuple[Callable[[], str], ...] = (
        lambda: f"{_sentence(draw, words)}. {draw.choice(words.sentences)}",
        lambda: f"{_sentence(draw, words)}. {draw.choice(words.sentences)}",
        lambda: draw.choice(words.sentences),
        lambda: f"• {draw.choice(words.things)}",
        lambda: f"{draw.choice(ESSAY_TITLES)}",
        lambda: opening_times(draw, words),
        lambda: f"For more, ring {phone(draw, words)} or write to {email(draw, words)}.",
        lambda: f"{draw.choice(words.things).capitalize()}, {draw.choice(words.things)}",
    )
    return (f"{_sentence(draw, words)}.", *(draw.choice(makers)() for _ in range(draw.randint(1, 9))))


ESSAY_TITLES = (
    "About us", "Aims", "Our aims:", "Activities", "Our history", "What we do", "How to find us", "Who can come:", "Membership",
    "When we meet", "Getting involved", "Our services include:", "Sessions", "How it works", "Cost", "Where we are:",
)  # fmt: skip


def _brief(draw: Random, words: Words) -> str:
    first, second = draw.sample(words.shorts, 2)
    brief = (
        first,
        first,
        f"{first} and {second.lower()}",
        f"{first}, {second.lower()}",
        f"{draw.choice(words.verbs)} {draw.choice(words.things)}",
        f"{first} {draw.choice(words.whom)}",
        f"{first} and {draw.choice(words.acronyms)}",
    )
    return draw.choice(brief)


def _long(draw: Random, words: Words, taste: Taste) -> Lines:
    text = _sentence(draw, words)
    if draw.random() < taste.title_case:
        text = _title(text)
    if draw.random() < taste.embedded:
        text = f"{text} {draw.choice(EMBEDDED)(draw, words)}"
    if draw.random() < 0.3:
        text = f"{text}. {draw.choice(words.sentences)}"
    elif draw.random() < taste.full_stops:
        text = f"{text}."
    if draw.random() < taste.description_lines:
        if draw.random() < 0.2:
            points = draw.sample(words.things, draw.choice((2, 3, 4)))
            return (f"{text}:", *(f"• {point}" for point in points))
        more = draw.choice((draw.choice(words.sentences), _sentence(draw, words), draw.choice(words.shorts)))
        return (text, more) if draw.random() < 0.8 else (text, more, draw.choice(words.sentences))
    return (text,)


def _sentence(draw: Random, words: Words) -> str:
    verb, thing = draw.choice(words.verbs), draw.choice(words.things)
    if draw.random() < 0.3:
        thing = f"{thing}, {draw.choice(words.things)} and {draw.choice(words.things)}"
    shapes = (
        f"{verb} {thing} {draw.choice(words.whom)}",
        f"{verb} {thing} {draw.choice(words.whom)} {draw.choice(words.ends)}",
        f"{verb} {thing} {draw.choice(words.ends)}",
        f"{verb} {thing}",
        f"{thing} {draw.choice(words.whom)}",
        f"{thing} {draw.choice(words.whom)} {draw.choice(words.ends)}",
        f"{plain_name(draw, words)} {draw.choice(words.verbs).lower()} {thing} {draw.choice(words.whom)}",
        f"{plain_name(draw, words)} is a charity that {draw.choice(words.verbs).lower()} {thing}",
        f"The {draw.choice(words.tails).lower()} {draw.choice(words.verbs).lower()} {thing} {draw.choice(words.ends)}",
        f"{thing} and {draw.choice(words.things)}",
        f"{thing}, {draw.choice(words.things)} and {draw.choice(words.acronyms)}",
        f"{thing} ({draw.choice(words.acronyms)}) {draw.choice(words.whom)}",
        f"{verb} {thing} in {draw.choice(words.towns)}",
        f"{draw.choice(OPENINGS)} {thing} {draw.choice(words.whom)}",
    )
    text = draw.choice(shapes)
    return text[:1].upper() + text[1:]


OPENINGS = (
    "Come along to", "Do you need", "Are you looking for", "Helping you with", "You can join in", "If you need",
    "Someone to talk to about", "A friendly group with", "Our aim is", "An opportunity for", "No fuss, just",
)  # fmt: skip


def _title(text: str) -> str:
    """A Heading's Capitals, as Some Pages Give Them to Descriptions."""
    small = ("for", "and", "to", "of", "the", "with", "in", "a", "on", "by", "who", "at")
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in text.split())


EMBEDDED: tuple[Callable[[Random, Words], str], ...] = (
    lambda draw, words: f"(aged {draw.randint(8, 12)}-{draw.randint(16, 25)})",
    lambda draw, words: f"(contact {email(draw, words)})",
    lambda draw, words: (
        f"in {draw.choice(words.towns)}, {draw.choice(words.towns)} and {draw.choice(words.districts)}"
    ),
    lambda draw, words: f"across {draw.choice(words.districts)}",
    lambda draw, words: f"for {draw.randint(8, 12)} – {draw.randint(16, 25)}-year olds",
    lambda draw, words: f"See www.{draw.choice(words.domains)}",
    lambda draw, words: f"Ring {phone(draw, words)}",
)


def age(draw: Random, words: Words, taste: Taste) -> Lines:
    """An age in one of the ways that pages print it."""
    low = draw.randint(0, 18)
    high = low + draw.randint(2, 12)
    if draw.random() < taste.odd_age:
        return (draw.choice(ODD_AGES).format(low=low, high=high),)
    text = draw.choice(AGES).format(low=low, high=high)
    if draw.random() < taste.age_lines:
        return (text, draw.choice(AGES).format(low=high, high=high + 7))
    return (text,)


AGES = (
    "{low}-{high}", "{low}-{high}", "{low}-{high}", "{low}-{high}", "{low} - {high}", "{low} – {high}",
    "{low} to {high}", "Under {high}s", "Under {high}’s", "Under {high}'s", "{high} and under", "{low}+",
    "{low}-{high} years", "{low}-{high}yrs", "Up to {high}yrs", "All ages", "{high} and over", "Over {high}s",
    "Aged {low}-{high}", "Ages {low} to {high}", "Adults", "Under {high}", "{low} years +", "Any age",
)  # fmt: skip
ODD_AGES = (
    "Adults and young people", "Children and families", "Year {low} to Year {high}", "Primary school age",
    "{low}, {high} and 25", "{high}", "N/A", "TBC", "Various", "Families", "Key Stage 2", "All", "Any",
    "{low}-{high} (up to 25 with SEND)", "Young people {low}-{high}", "Secondary", "{low} upwards", "Children",
    "Young people", "Years 7-11", "{low}-{high} and their parents", "18 years and above", "Teenagers",
    "No age limit", "{low}-{high} year olds", "Infants", "Over 50", "Pre-school", "Boys {low}-{high}", "Women {low}+",
    "U{low} to U{high}", "Girls of all ages", "Families with a child under {high}", "Women {low}+ and their babies",
    "Parents and carers", "Everyone", "Year {low}+", "Reception to Year {high}", "Juniors {low}-{high}", "Men over {high}",
)  # fmt: skip


def _phone_cell(draw: Random, words: Words, taste: Taste) -> Lines:
    if taste.means and draw.random() < taste.means:
        return (call(draw),)
    numbers = range(2 if draw.random() < taste.emails else 1)
    return tuple(phone(draw, words) for _ in numbers)


def _url_cell(draw: Random, words: Words, taste: Taste) -> Lines:
    if taste.means and draw.random() < 0.2:
        return tuple(f"https://{draw.choice(words.domains)}/{page}" for page in ("about", "contact"))
    domain = draw.choice(words.domains)
    head = draw.choice(words.heads).lower().replace(" ", "-")
    return (
        draw.choice(
            (
                f"www.{domain}",
                f"https://www.{domain}/{head}",
                f"https://{domain}",
                f"{head.replace('-', '')}.org.uk",
            )
        ),
    )


def _amount_cell(draw: Random, words: Words, taste: Taste) -> Lines:
    if draw.random() < taste.amount_words:
        return (draw.choice(AMOUNT_WORDS).format(pounds=draw.randint(2, 60)),)
    pounds = draw.choice((draw.randint(1, 99) * 500, draw.randint(500, 90000)))
    return (draw.choice((f"£{pounds:,}", f"£{pounds:,}.00", f"£{pounds}", f"{pounds:,}", f"£{pounds:,}")),)


AMOUNT_WORDS = (
    "Free", "Free", "Free of charge", "No charge", "£{pounds} per session", "£{pounds} a term", "Donation", "By donation", "Varies",
    "Home Office", "National Lottery", "Council grant", "Core funded", "Children in Need", "Police Property Act Fund", "TBC",
    "Self-funded", "Lottery and council", "£{pounds} (concessions £1)", "Free for under 16s", "Charges apply", "On request", "Means tested",
    "Youth Endowment Fund", "NHS", "Spot purchase", "Year 1 of 3", "From £{pounds}", "Up to £{pounds},000", "Subsidised", "Membership",
)  # fmt: skip


def _text_cell(draw: Random, words: Words, taste: Taste) -> Lines:
    return REMARKS[taste.remark].cell(draw, words, taste)


CELLS: Mapping[Role, Callable[[Random, Words, Taste], Lines]] = {
    Role.NAME: name,
    Role.DESCRIPTION: description,
    Role.AGE: age,
    Role.AREA: area,
    Role.CONTACT: contact,
    Role.PHONE: _phone_cell,
    Role.URL: _url_cell,
    Role.AMOUNT: _amount_cell,
    Role.TEXT: _text_cell,
}
