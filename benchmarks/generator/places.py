"""Where a made-up service works, in the shapes that real pages print: places, venues, addresses."""

from __future__ import annotations

from random import Random

from benchmarks.generator.taste import Lines, Taste
from benchmarks.generator.words import Words


def area(draw: Random, words: Words, taste: Taste) -> Lines:
    """Where the service works: one place or several, in one paragraph or more; seldom one of them twice."""
    count = draw.choice((2, 2, 3, 4)) if draw.random() < taste.area_lines else 1
    places = draw.sample(words.towns + words.districts, 3 * count)
    if count > 1 and draw.random() < 0.005:
        places[3 : 3 * count] = places[:3] * (count - 1)
    if taste.venues and draw.random() < taste.venues:
        return tuple(draw.choice((venue, venue, address))(draw, words) for _ in range(count))
    wides = draw.sample(words.wides, count)
    if draw.random() < 0.01:
        return (draw.choice(("TBC", "N/A", "Various", "All", "Not applicable")),)
    return tuple(
        wides[n]
        if draw.random() < taste.odd_area
        else _area_line(draw, places[3 * n : 3 * n + 3], draw.random() < taste.phrase)
        for n in range(count)
    )


def _area_line(draw: Random, places: list[str], phrase: bool) -> str:
    one, two, three = places
    if phrase:
        return draw.choice(PHRASES).format(one=one, two=two, outcode=f"{one[0].upper()}{draw.randint(1, 30)}")
    return draw.choice(
        (one, one, one, one, one, f"{one} and {two}", f"{one}, {two}", f"{one} {two}", f"{one}/{two}/{three}",
         f"{one}, {two} and {three}", f"{one} & {two}", f"{one} (and {two})", f"North {one}", f"{one} area")
    )  # fmt: skip


PHRASES = (
    "Across {one}", "Across {one} and {two}", "Throughout {one}", "In {one}", "Within {one} and {two}",
    "All of {one}", "Anywhere in {one}", "{one} only", "{one} and surrounding villages", "{one} and the villages",
    "{one} town centre", "{one} (online)", "{one} and online", "{outcode}", "{one} {outcode}", "{one} Borough",
    "Mainly {one}", "{one} - {two}", "{one}; {two}", "{one} + {two}", "The whole of {one}", "In and around {one}",
    "Schools in {one}", "Parts of {one}", "{one} and nearby", "{one}, then {two}", "From {one} to {two}",
    "Every part of {one}", "Based in {one}", "{one} plus {two}",
)  # fmt: skip


def address(draw: Random, words: Words) -> str:
    """A street with its number, mostly with a town, often with a postcode."""
    street = (
        f"{draw.choice((*words.surnames, *words.towns, 'High', 'Station', 'Mill'))} {draw.choice(STREETS)}"
    )
    town, number = draw.choice(words.towns), draw.randint(1, 250)
    state = "".join(draw.sample("ACDFILMNORTVWY", 2))
    return draw.choice(
        (
            f"{number} {street}",
            f"{number} {street}, {town}",
            f"{number} {street}, {town}, {postcode(draw, words)}",
            f"{number} {street} {town} {postcode(draw, words)}",
            f"{venue(draw, words)}, {number} {street}, {town} {postcode(draw, words)}",
            f"{venue(draw, words)}, {street}",
            f"{street}, {town}",
            f"{number * 10} {street}, {town}, {state} {draw.randint(10000, 99999)}",
            f"{draw.choice(words.surnames)} House, {number} {street}, {town}, {postcode(draw, words)}",
            f"Unit {number}, {draw.choice(words.surnames)} {draw.choice(ESTATES)}, {street}, {town} {postcode(draw, words)}",
            f"{draw.choice(words.heads)} {draw.choice(words.tails)}, {number} {street}, {town}",
            f"c/o {venue(draw, words)}, {street}, {town}, {postcode(draw, words)}",
            f"{venue(draw, words)}, {street}, {town}, {draw.choice(words.districts)}, {postcode(draw, words)}",
            f"{draw.choice(words.surnames)} {draw.choice(ESTATES)}, {town}",
            f"PO Box {number}, {town} {postcode(draw, words)}",
        )
    )


def postcode(draw: Random, words: Words) -> str:
    """A postcode of the United Kingdom's shape."""
    area, ward = draw.choice(words.towns)[:1].upper(), "".join(draw.sample("ABDEFGHJLNPQRSTUWXYZ", 2))
    return f"{area}{draw.choice('ABELNRST')}{draw.randint(1, 39)} {draw.randint(1, 9)}{ward}"


ESTATES = (
    "Business Park",
    "Centre",
    "House",
    "Buildings",
    "Industrial Estate",
    "Building",
    "Hall",
    "Works",
    "Court",
)
STREETS = (
    "Street",
    "Street",
    "St",
    "Road",
    "Road",
    "Rd",
    "Lane",
    "Avenue",
    "Ave",
    "Way",
    "Close",
    "Drive",
    "Square",
    "Terrace",
)


def venue(draw: Random, words: Words) -> str:
    """A building, mostly with its place."""
    town = draw.choice(words.towns)
    return draw.choice(
        (f"{town} {draw.choice(VENUES)}", f"{town} {draw.choice(VENUES)}", f"{draw.choice(VENUES)}, {town}",
         f"St {draw.choice(words.forenames)}'s {draw.choice(VENUES)}", f"The {draw.choice(words.surnames)} {draw.choice(VENUES)}",
         draw.choice(words.towns), "Online", f"{draw.randint(1, 99)} {draw.choice(words.surnames)} Street")
    )  # fmt: skip


VENUES = (
    "Library",
    "Leisure Centre",
    "Church Hall",
    "Town Hall",
    "Health Centre",
    "Family Hub",
    "Village Hall",
    "School",
    "Park",
)
