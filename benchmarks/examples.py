"""Made-up pages as the training sees them: each paragraph's shapes and its true state, as numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random

import numpy as np
from msgspec import structs

from benchmarks.generator.pages import Page
from pipeline.model import Column, Role
from pipeline.tables.flattened.context import context, habits
from pipeline.tables.flattened.detectors import WHOLE, Features, features
from pipeline.tables.flattened.layout import MOST_BLANKS, State, states
from pipeline.tables.flattened.matters import Content, contents
from pipeline.tables.flattened.place_names import PlaceNames, known_places, place_coverage

GROUPS = 15  # shapes of a paragraph, and of its company
HIDDEN = 0.05  # of the shapes, while fitting


class Index:
    """Numbers for names, given out as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


EMITS, LABELS, STEPS = Index(), Index(), Index()
UNSEEN = EMITS("=")  # stands for a shape that is hidden; it weighs nothing


@dataclass
class Example:
    roles: tuple[Content, ...]
    features: np.ndarray  # per paragraph: indices into the emission weights
    kinds: list[str]
    blanks: list[int]  # placeholders before each paragraph
    gold: list[int]
    habits: tuple[str, ...]
    titled: bool  # titles stand between its rows; elsewhere none is looked for

    def dimmed(self, chance: np.random.Generator) -> Example:
        """The same with some features hidden, so that no single one is trusted too far."""
        hidden = chance.random(self.features.shape) < HIDDEN
        return replace(self, features=np.where(hidden, UNSEEN, self.features))


def gold_states(
    made: Page, roles: tuple[Content, ...], layout: tuple[State, ...], texts: list[str]
) -> list[int]:
    place = {(s.column, s.kind, s.starts): n for n, s in enumerate(layout)}
    gold = []
    for at, record in enumerate(made.records):
        gold += [len(layout) - 2] * made.titled.count(at)
        for column, cell in enumerate(record):
            for number, text in enumerate(cell):
                kind = roles[column].value
                if roles[column] is Role.CONTACT:
                    labelled = any(
                        not features(each).kind.startswith(("email", "phone", "url", "number"))
                        for each in cell[:number]
                    )
                    address = "labelled" if labelled else "email"
                    shape = features(text).kind
                    kind = address if shape.startswith("email") else "label"
                    if shape in ("phone", "url", "number"):
                        kind = "reach"
                gold.append(place[column, kind, number == 0])
    gold += [len(layout) - 1] * (len(texts) - len(gold))
    return gold


@cache
def some_places(share: float, number: int) -> PlaceNames:
    """This share of the known places, drawn anew for each number."""
    draw = Random(number)
    return PlaceNames.of(name for name in sorted(known_places().names) if draw.random() < share)


def known_in(draw: Random) -> PlaceNames:
    """The names of places that are known on a page: from all to none, as with pages of any country."""
    return some_places(draw.choice((1.0, 1.0, 0.9, 0.7, 0.4, 0.0)), draw.randrange(16))


def shapes(text: str, known: PlaceNames) -> Features:
    """The paragraph's features where only these places are known."""
    found = features(text)
    return found if found.kind in WHOLE else structs.replace(found, places=place_coverage(text, known))


def example(made: Page, draw: Random) -> Example:
    roles = contents(Column(role, heading) for role, heading in made.columns)
    layout = states(roles)
    texts, listed, blanks, counts, count = [], [], [], [], 0
    for token in made.tokens[made.body :]:
        if token.text:
            texts.append(token.text)
            listed.append(token.listed)
            blanks.append(min(count, MOST_BLANKS))
            counts.append(count)
            count = 0
        else:
            count += 1
    EMITS.numbers.setdefault(
        f"{GROUPS - 1}=no", UNSEEN
    )  # standing in no list, as nearly all do, weighs nothing
    names = known_in(draw)
    own = [shapes(text, names) for text in texts]
    around = context(texts, own, roles, listed)
    found = [
        [EMITS(f"{group}={value}") for group, value in enumerate((*structs.astuple(shape), *company))]
        for shape, company in zip(own, around, strict=True)
    ]
    return Example(
        roles,
        np.array(found).reshape(len(texts), GROUPS),
        [features(text).kind for text in texts],
        blanks,
        gold_states(made, roles, layout, texts),
        habits(texts, counts, len(roles)),
        bool(made.titled),
    )
