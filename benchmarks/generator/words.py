"""The words that services are made of; training and evaluation each have their own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Words:
    """One file of words; each list is described by its name and its first entries."""

    towns: tuple[str, ...]
    districts: tuple[str, ...]
    wides: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    acronyms: tuple[str, ...]
    sayings: tuple[str, ...]
    lowers: tuple[str, ...]
    verbs: tuple[str, ...]
    things: tuple[str, ...]
    whom: tuple[str, ...]
    ends: tuple[str, ...]
    sentences: tuple[str, ...]
    shorts: tuple[str, ...]
    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    domains: tuple[str, ...]
    posts: tuple[str, ...]
    titles: tuple[str, ...]
    prose: tuple[str, ...]
    footers: tuple[str, ...]
    unknowns: tuple[str, ...]
    remarks: tuple[str, ...]


TRAINING = (  # what the model is fitted on
    "training",
    "training-abroad",
    "training-arts",
    "training-brands",
    "training-care",
    "training-city",
    "training-clerk",
    "training-clinics",
    "training-county",
    "training-faith",
    "training-grants",
    "training-homes",
    "training-justice",
    "training-neighbours",
    "training-rural",
    "training-safety",
    "training-schools",
)
EVALUATION = (  # for thresholds
    "evaluation",
    "evaluation-north",
    "evaluation-health",
    "evaluation-borough",
    "evaluation-metro",
    "evaluation-cities",  # once unseen: when a page of it had been looked at, it joined the others
)
UNSEEN = (
    "unseen-shire",
    "unseen-islands",
    "unseen-fens",
    "unseen-port",
)  # what only measures: nothing is chosen on them, and no example looked at


@cache
def read_words(name: str) -> Words:
    """The words in `<name>.toml`."""
    lists = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))
    return Words(**{each.name: tuple(lists[each.name]) for each in fields(Words)})
