"""Blocks of printed lines, and which of their lines are the labels of services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from pipeline.model import Role
from pipeline.tables.card_labels import FEWEST
from pipeline.tables.flattened.heading_run import is_heading_like
from pipeline.tables.headings import find_role
from pipeline.tables.words import clean, strip_bullet


class Line(NamedTuple):
    """A printed line, or a part of one; `tabbed`: a tab stands behind it."""

    text: str
    number: int
    tabbed: bool = False


Block = Sequence[Line]  # lines without a blank one between them


class Labelled(NamedTuple):
    """The blocks of a text; those with labels hold services, and some of the others are their titles."""

    blocks: Sequence[Block]
    cards: Sequence[Block]
    labels: Collection[str]
    titles: Mapping[Block, Block]  # each with the block under it

    @property
    def pairs(self) -> Iterator[tuple[Line, Line]]:
        """Each two lines of a block with labels that stand one below the other."""
        return _pairs(self.cards)


def find_labels(text: str, own: Mapping[str, Role]) -> Labelled | None:
    """The blocks and their labels; None where no two services have the same ones, and a name.

    The name is under a label of its own, or in the title above most services.
    """
    blocks = list(_divide(text.split("\n")))
    opening = _find_opening(blocks)
    cards = [block for block in blocks if len(block) > 1 and block[0].text in opening]
    labels = _find_all(cards, opening, own)
    titles = dict(_find_titles(blocks, cards))
    count = Counter(line.text for block in cards for line in block)
    services = max((count[label] for label in opening), default=0)
    named = 2 * len(titles) >= services or any(find_role(label, own) is Role.NAME for label in labels)
    return Labelled(blocks, cards, labels, titles) if labels and named else None


def _divide(lines: Sequence[str]) -> Iterator[Block]:
    block: list[Line] = []
    for number, line in enumerate([*lines, ""], 1):
        found = [*_part(line, number)]
        if block and not found:
            yield tuple(block)
            block = []
        block += found


def _part(line: str, number: int) -> Iterator[Line]:
    label, tab, words = line.strip(" ").partition("\t")
    if tab and clean(label):
        yield Line(clean(label), number, tabbed=True)
    rest = strip_bullet(clean(words if tab else label))
    if rest:
        yield Line(rest, number)


def _find_opening(blocks: Sequence[Block]) -> set[str]:
    """The labels that begin several blocks, or stand several times before a tab."""
    count = Counter(line.text for block in blocks for line in block if line.tabbed)
    count = count or Counter(block[0].text for block in blocks if len(block) > 1)
    return {text for text in count if comes_again(text, count)}


def comes_again(text: str, count: Mapping[str, int]) -> bool:
    """True where the words may be a label that several services have."""
    return count[text] >= FEWEST and is_heading_like(text)


def _find_all(cards: Sequence[Block], opening: Collection[str], own: Mapping[str, Role]) -> set[str]:
    """The lines that are labels: those that we know, and others that most services have above words.

    A line right behind a label is its words; one that we know can be the next label, where that is rare.
    """
    labels = set(opening)
    if any(line.tabbed for block in cards for line in block):
        return labels
    count = Counter(line.text for block in cards for line in block)
    for text in [each for each in count if count[each] >= FEWEST and find_role(each, own)]:
        if 2 * sum(two.text == text and one.text in labels for one, two in _pairs(cards)) < count[text]:
            labels.add(text)
    for text in [each for each in count if 2 * count[each] > len(cards) and is_heading_like(each)]:
        if labels.isdisjoint(_find_beside(cards, text)):
            labels.add(text)
    return labels


def _find_beside(cards: Sequence[Block], text: str) -> Iterator[str]:
    """The lines right above this one, and right below it, wherever it stands."""
    for one, two in _pairs(cards):
        if text in (one.text, two.text):
            yield two.text if one.text == text else one.text


def _pairs(cards: Sequence[Block]) -> Iterator[tuple[Line, Line]]:
    return chain.from_iterable(map(pairwise, cards))


def _find_titles(blocks: Sequence[Block], cards: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """The lines alone right above a service, and right below another unless it is the first."""
    held = set(cards)
    for above, block, below in zip([(), *blocks], blocks, blocks[1:], strict=False):
        if len(block) == 1 and below in held and (above in held or below == cards[0]):
            yield block, below
