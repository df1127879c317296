"""How much two rows speak for being the same service: log-odds, summed over what they say.

For each trait, `KEPT` says how often it stays when a service gets a new name. How often it agrees by chance
is counted on the two pages themselves, so that a mailbox on half of the rows says little and one on a single
row says much. The shares and thresholds were measured on generated histories: docs/benchmarks/histories.md.

Source: Fellegi and Sunter, "A theory for record linkage", JASA 64 (1969).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from pipeline.dataset import Content
from pipeline.identifiers import natural_key
from pipeline.releases.content import alternate_keys, base_key, split_values

Values = frozenset[str]

CLOSE = 75  # per cent of letters that two wordings of one description share, at least
RELATED = 55  # below this, two descriptions are of different things
ALIKE = 85  # per cent of letters that two spellings of one name share, at least

SAME_NAME = 9.0
FORMER_NAME = 5.0  # a name that the service had before, or that the page gives as its other name
SPELLING = 4.0
LONGER_NAME = 2.5  # one name holds all words of the other
OTHER_NAME = -1.2

KEPT_DESCRIPTION = 0.8
REWORDED = 1.0  # what a description loses in weight when it is only close
OTHER_DESCRIPTION = -2.5
KEPT = {"contacts": 0.85, "areas": 0.85, "ages": 0.85, "links": 0.9, "rest": 0.85}


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a row can be recognised."""

    key: str
    others: Values  # keys of former and other names
    description: str
    sets: tuple[tuple[str, Values], ...]  # by trait; an empty one says nothing


def to_traits(content: Content, former: Iterable[str] = ()) -> Traits:
    """The traits of a content; `former` are the keys that the service was known under."""
    key, values = base_key(content), content.values
    ages = [values[each] for each in ("age_reading",) if each in values]
    bounds = f"{values.get('minimum_age', '')}-{values.get('maximum_age', '')}"
    links = split_values(values.get("phones", "")) + split_values(values.get("urls", ""))
    rest = [values[each] for each in ("amount", "texts") if each in values]
    return Traits(
        key,
        (alternate_keys(content) | frozenset(former)) - {key, ""},
        natural_key(values.get("description", "")),
        (
            ("contacts", frozenset(split_values(values.get("contacts.email", "")))),
            ("areas", frozenset(split_values(values.get("areas.name", "")))),
            ("ages", frozenset(f"{each} {bounds}" for each in ages)),
            ("links", frozenset(links)),
            ("rest", frozenset(rest)),
        ),
    )


class Population:
    """How common each trait is on the two pages that are compared."""

    def __init__(self, traits: Sequence[Traits]) -> None:
        self._size = len(traits)
        self._sets = Counter(pair for each in traits for pair in each.sets)
        self._descriptions = Counter(each.description for each in traits)
        self._share_of = lru_cache(maxsize=None)(self._count_close)

    def share(self, trait: str, values: Values) -> float:
        """How often another row has exactly these values, beside the two that are compared; never 0."""
        return self._share(self._sets[trait, values])

    def share_close(self, description: str) -> float:
        """How often another row's description is this one or close to it; never 0."""
        return self._share_of(description)

    def _count_close(self, description: str) -> float:
        found = sum(
            count
            for other, count in self._descriptions.items()
            if fuzz.ratio(description, other, score_cutoff=CLOSE)
        )
        return self._share(found)

    def _share(self, count: int) -> float:
        return (max(count - 2, 0) + 0.5) / max(self._size - 1, 1)


def log_odds(was: Traits, now: Traits, population: Population) -> float:
    """How much speaks for one service behind both rows, in natural logarithms: above 0, more than against."""
    return names(was, now) + cells(was, now, population)


def names(was: Traits, now: Traits) -> float:
    """What the names alone say."""
    if was.key == now.key:
        return SAME_NAME
    if now.key in was.others or was.key in now.others:
        return FORMER_NAME
    if fuzz.ratio(was.key, now.key) >= ALIKE:
        return SPELLING
    shorter, longer = sorted((set(was.key.split()), set(now.key.split())), key=len)
    return LONGER_NAME if shorter and shorter < longer else OTHER_NAME


def is_reworded(was: Traits, now: Traits) -> bool:
    """True where neither the name nor the description is like the one before."""
    alike = fuzz.ratio(was.description, now.description)
    return names(was, now) == OTHER_NAME and bool(was.description or now.description) and alike < RELATED


def cells(was: Traits, now: Traits, population: Population) -> float:
    """What all but the names says."""
    pairs = zip(was.sets, now.sets, strict=True)
    return _description(was, now, population) + sum(
        _set(trait, before, after, population) for (trait, before), (_, after) in pairs
    )


def _description(was: Traits, now: Traits, population: Population) -> float:
    if not (was.description and now.description):
        return 0.0
    alike = fuzz.ratio(was.description, now.description)
    if alike < RELATED:
        return OTHER_DESCRIPTION
    if alike < CLOSE:
        return 0.0
    known = log(KEPT_DESCRIPTION / min(population.share_close(was.description), KEPT_DESCRIPTION))
    return known if alike == 100 else max(known - REWORDED, 0.0)


def _set(trait: str, before: Values, after: Values, population: Population) -> float:
    if not (before and after):
        return 0.0
    kept, share = KEPT[trait], min(population.share(trait, before), KEPT[trait])
    if before == after:
        return log(kept / share)
    return 0.0 if before & after else log((1 - kept) / (1 - share))
