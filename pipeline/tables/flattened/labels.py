"""Odd labels in a contact: they stand before addresses, and where one address has a label, so have all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.flattened.context import context
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import begins_with_forename, features
from pipeline.tables.flattened.layout import EMAIL, LABEL, LABELLED, REACH
from pipeline.tables.flattened.records import Span


def find_odd_labels(reading: Reading, span: Span) -> Iterator[str]:
    """What is to be said of the labels in a record, in words."""
    for _, start, end in span.cells:
        kinds = [reading.state(at).kind for at in range(start, end)]
        if LABEL not in kinds:
            continue
        if not {EMAIL, LABELLED, REACH} & set(kinds):
            if _is_mere_words(reading.text(start)):
                yield f"{reading.text(start)!r} may be no contact"
            continue
        yield from _odd_order(kinds)
        if kinds[0] == LABEL and kinds.count(LABEL) == 1 and not is_explained(reading, span, start):
            yield f"{reading.text(start)!r} may belong to the cell beside it"


def ends_in_label(reading: Reading, span: Span) -> bool:
    """Whether a record ends in words that head no address, so that the next may begin with them."""
    kinds = [reading.state(at).kind for at in range(span.cells[-1][1], span.end)]
    return kinds[-1] == LABEL and not {EMAIL, LABELLED, REACH}.isdisjoint(kinds)


def _odd_order(kinds: list[str]) -> Iterator[str]:
    if kinds[-1] == LABEL:
        yield "its contact ends with words that no address follows"
    if EMAIL in kinds:
        yield "one of its addresses has no label, and another has"
    if any(one == two == LABEL for one, two in pairwise(kinds)):
        yield "two of its labels stand before one address"


def _is_mere_words(text: str) -> bool:
    """Whether a contact says neither who, nor what post, nor that there is none."""
    shape, post = features(text)[0], features(text)[8]
    return shape == "words" and post in ("none", "long") and not begins_with_forename(text)


def is_explained(reading: Reading, span: Span, label: int) -> bool:
    """Whether a label shows that it is one: a post, a colon, words of the area, a name in the address."""
    text, behind = reading.text(label), [reading.text(at) for at in range(label + 1, span.end)]
    following = next((each for each in behind if "@" in each), "")
    areas = [paragraph.text for paragraph in span.record.paragraphs(Role.AREA)]
    echo = context([*areas, text, following])[len(areas)][1]
    return echo in ("all", "some", "mailed") or features(text)[8] in ("all", "some") or text.endswith(":")
