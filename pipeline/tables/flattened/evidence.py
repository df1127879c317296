"""What speaks for each reading of a paragraph: its words, its company, and what surely stands around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct, structs

from pipeline.tables.flattened.context import Company, context, habits
from pipeline.tables.flattened.detectors import JOINS, Features, features
from pipeline.tables.flattened.lattice import Lattice, Some, lattice, weights
from pipeline.tables.flattened.layout import AFTER, SECTION, State, fitting_paragraph, states
from pipeline.tables.flattened.matters import Content, to_content
from pipeline.tables.flattened.rhythm import UNEVEN, Rhythm, find_rhythm
from pipeline.tables.streams.stream import Token

BEHIND = 8.0  # no paragraph alone says more than this (in logs) for standing behind the table

Living = tuple[Some, tuple[float, ...]]  # states, and how well each explains the paragraph


@dataclass(frozen=True, slots=True)
class Stream:
    """The printed paragraphs behind the headings, as the lattice sees them."""

    tokens: tuple[Token, ...]
    places: tuple[int, ...]  # where each stood among the tokens
    blanks: tuple[int, ...]  # placeholders before each
    borders: tuple[int, ...]  # between cells of one row, that certainly stand before it
    ended: int = 0  # where the table may have ended already, though more rows seem to follow
    inside: int = 0  # paragraphs before this one are in the table
    counted: tuple[int | None, ...] = ()  # the column that each begins, where counting tells
    disputed: frozenset[int] = frozenset()  # those that would be read elsewhere by their words
    by_words: bool = False  # whether its records are even is not heeded
    is_fixed: bool = False  # the headings above surely begin and end where they do
    rhythm: Rhythm | None = None  # of its records, where more than a first look was taken
    titled: bool = False  # titles may stand between its rows
    untold: frozenset[int] = frozenset()  # paragraphs that may be such titles, though none is read

    @property
    def texts(self) -> list[str]:
        return [token.text for token in self.tokens]


class Where(Struct, frozen=True, gc=False):
    """What is certain of a paragraph: that it begins a cell, that it is in the table, that it is no title
    between rows, its column, that it goes on with the cell before it."""

    begins: bool
    inside: bool
    untitled: bool
    column: int | None
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """For each paragraph the states worth following, and how well each explains it.

    Decoding strikes those that what comes before leaves too unlikely.
    """

    lattice: Lattice
    before: Sequence[int]  # what stands before each: placeholders or borders, as the lattice counts them
    alive: list[Some]
    emits: list[tuple[float, ...]]
    rhythm: Rhythm

    def __len__(self) -> int:
        return len(self.alive)


@lru_cache(maxsize=4096)
def _shape_scores(shape: Features) -> tuple[float, ...]:
    groups = weights().shapes
    rows = [group.get(value) for group, value in zip(groups, structs.astuple(shape), strict=False)]
    return tuple(map(sum, zip(*(row for row in rows if row), strict=True)))


@lru_cache(maxsize=1024)
def _company_scores(company: Company) -> tuple[float, ...]:
    rows = [group[value] for group, value in zip(weights().shapes[-len(company) :], company, strict=True)]
    return tuple(map(sum, zip(*rows, strict=True)))


@lru_cache(maxsize=1024)
def _candidates(columns: str, kind: str, where: Where) -> tuple[Some, Some, int, int]:
    """The states that such a paragraph can be in there, the label of each, and how many of them are in a row;
    the state behind the table.
    """
    layout, labels = states(tuple(map(to_content, columns.split()))), weights().labels
    fit = tuple(n for n in fitting_paragraph(layout, kind) if _can_be(layout[n], where))
    inside = sum(not layout[n].is_outside for n in fit)
    return fit, tuple(labels[layout[n].label] for n in fit), inside, len(layout) - 1


def _can_be(state: State, where: Where) -> bool:
    """Whether what is certain of a paragraph leaves room for this state."""
    if state.kind == AFTER:
        return not where.inside
    if state.kind == SECTION and where.untitled:
        return False
    if state.starts and where.goes_on:
        return False
    return (state.starts or not where.begins) and where.column in (None, state.column)


@lru_cache(maxsize=4096)
def _living(columns: str, shape: Features, company: Company, where: Where, pruned: float) -> Living:
    """The states that are not much less likely than the best one; being behind the table, if it can be."""
    fit, labels, inner, behind = _candidates(columns, shape.kind, where)
    own, around = _shape_scores(shape), _company_scores(company)
    values = [own[label] + around[label] for label in labels]
    inside = max(values[:inner], default=0.0)
    values[inner:] = [min(value, inside + BEHIND) for value in values[inner:]]
    found = list(zip(fit, values, strict=True))
    best = max([value for n, value in found if n != behind - 1], default=0.0)  # a title aside
    kept = [(n, value) for n, value in found if value > inside - pruned or n == behind]
    return tuple([n for n, _ in kept]), tuple([math.exp(max(value - best, -300.0)) for _, value in kept])


def gather(stream: Stream, roles: tuple[Content, ...], pruned: float) -> Evidence:
    """What speaks for each reading of each paragraph; states far (in logs) below the best are left out."""
    texts, columns = stream.texts, " ".join(roles)
    shapes = [features(text) for text in texts]
    company = context(texts, shapes, roles, [token.listed for token in stream.tokens])
    found = [_living(columns, shape, company[n], _where(stream, n), pruned) for n, shape in enumerate(shapes)]
    seen = stream.rhythm or find_rhythm(texts, shapes, stream.blanks, roles)
    rhythm = UNEVEN if stream.by_words else seen
    manners = habits(texts, stream.blanks, len(roles))
    grid = lattice(roles, manners, is_even=rhythm.is_even, blanks_shown=rhythm.blanks_shown)
    between = enumerate(zip(stream.blanks, stream.borders, strict=True))
    before = [grid.step(*each, is_broken=at in rhythm.broken) for at, each in between]
    return Evidence(grid, before, [alive for alive, _ in found], [emits for _, emits in found], rhythm)


def _where(stream: Stream, at: int) -> Where:
    counted = stream.counted[at] if stream.counted else None
    begins = stream.borders[at] > 0 or counted is not None
    goes_on = at > 0 and not begins and stream.tokens[at].text.startswith(JOINS)
    return Where(begins, at < stream.inside, not stream.titled, counted, goes_on)
