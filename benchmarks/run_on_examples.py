"""Rows that run on as the training sees them: the looks of each word and its true state, as numbers."""

from __future__ import annotations

from random import Random

import numpy as np

from benchmarks.examples import EMITS, Example
from benchmarks.generator.pages import Page
from benchmarks.generator.run_on import AFTER, TITLE, Place, Printed, draw_layout, print_run_on
from pipeline.model import Role
from pipeline.tables.flattened.layout import EMAIL, LABEL, LABELLED, REACH, states
from pipeline.tables.run_on.evidence import to_habits
from pipeline.tables.run_on.looks import find_looks, find_typed, kind_of
from pipeline.tables.run_on.words import Word, to_words


def places_of(words: list[Word], printed: Printed) -> list[Place]:
    """Where on the page each word stands, by its first letter."""
    found, at, line = [], 0, 0
    for word in words:
        if word.line != line:
            line, at = word.line, 0
        at = printed.lines[line - 1].index(word.text, at)
        found.append(printed.places[line - 1][at])
        at += len(word.text)
    return found


def gold(words: list[Word], places: list[Place], roles: tuple[Role, ...]) -> list[int]:
    """The true state of each word."""
    layout = states(roles)
    numbers = {(s.column, s.kind, s.starts): n for n, s in enumerate(layout)}
    typed = find_typed(words)
    found, before, labelled = [], (-1, -1), False
    for word_type, (record, column, _) in zip(typed, places, strict=True):
        if column in (TITLE, AFTER):
            found.append(len(layout) - (2 if column == TITLE else 1))
        else:
            starts = (record, column) != before
            role = roles[column]
            kind = role.value
            if role is Role.CONTACT:
                labelled = labelled and not starts
                kind = _contact_kind(word_type, labelled=labelled)
                labelled = labelled or kind == LABEL
            found.append(numbers[column, kind, starts])
        before = record, column
    return found


def _contact_kind(word_type: str, *, labelled: bool) -> str:
    name = word_type.rstrip("+")
    if name == "email":
        return LABELLED if labelled else EMAIL
    return REACH if name in ("phone", "url") else LABEL


def run_on_example(made: Page, draw: Random) -> Example:
    """The page printed without borders, as an example to fit on."""
    roles = tuple(role for role, _ in made.columns)
    layout = draw_layout(draw)
    printed = print_run_on(draw, made, layout)
    words, is_glued = to_words(list(enumerate(printed.lines, 1)))
    looks = find_looks(words)
    found = [[EMITS(f"{group}={value}") for group, value in enumerate(each)] for each in looks]
    return Example(
        roles,
        np.array(found).reshape(len(words), -1),
        [kind_of(each) for each in find_typed(words)],
        [word.before for word in words],
        gold(words, places_of(words, printed), roles),
        to_habits(is_glued=is_glued, is_joined=layout.joined),
        titled=True,
    )
