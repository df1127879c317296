"""How a made-up page's services are written: which unusual shapes its cells take, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taste:
    """How often a page's services take an unusual shape; each a probability for one service."""

    odd_name: float = 0.06
    long_name: float = 0.05
    name_lines: float = 0.0
    short_description: float = 0.02
    embedded: float = 0.08
    description_lines: float = 0.01
    odd_age: float = 0.05
    age_lines: float = 0.0
    area_lines: float = 0.06
    odd_area: float = 0.1
    emails: float = 0.05
    labelled: float = 0.02
    odd_contact: float = 0.0
    people: float = 0.0  # a contact begins with who somebody is, before one way to reach them
    phones: float = 0.0  # a contact begins with a telephone number
    amount_words: float = 0.0  # an amount is said in words
    remark: int = 0  # what a column nobody knows holds; one of REMARKS
    remark_lines: float = 0.0
    address_lines: float = 0.0  # an address is printed as on an envelope
    full_stops: float = 0.5
    title_case: float = 0.01
    phrase: float = 0.03  # an area said with words around its place
    venues: float = 0.0  # an area is a venue or an address
    opening: float = 0.0  # a description is opening times and no more
    categories: float = 0.0  # a description is the kind of service
    placed_names: float = 0.0  # a name is a place, and what stands there
    capitals: float = 0.0  # a name is in capitals throughout
    hosts: float = 0.0  # a contact is an organisation
    means: float = 0.0  # a contact is a number, a site and an address, or some of them
    essays: float = 0.0  # a description is a text of many paragraphs
    extras: Mapping[str, float] = field(
        default_factory=dict
    )  # what a cell holds besides, by its name in EXTRAS
