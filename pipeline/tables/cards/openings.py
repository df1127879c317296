"""With which label a service begins, where each says its labels again and nothing else parts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import NamedTuple

FEWEST = 2  # titles
MOST_TRIED = 12  # labels
_ORPHAN = 2  # times as bad as a label that the first service lacks, or the last


class Opening(NamedTuple):
    """The label that services begin with.

    `cost`: how much speaks against it, 0 where nothing does. `lacks`: labels that the last service has not,
    where nothing but the labels tells one service from the next.
    """

    label: str
    cost: int
    lacks: int = 0


def find_opening(order: Sequence[str], names: Collection[str] = (), joined: Collection[str] = ()) -> Opening:
    """The label with which the services begin whose labels stand in this order.

    It leaves the first and the last of them whole, and no label before the first. Where two do so as well,
    it is one of the `names`, else the first on the page; where none does so, the last, for what stands above
    is rather a menu's than a part of a service. One of the `joined` goes on a paragraph, and begins
    none.

    >>> find_opening(["Name", "Ages", "Area", "Name", "Ages", "Name", "Ages", "Area"])
    Opening(label='Name', cost=0, lacks=0)
    >>> find_opening(["Ages", "Name", "Ages", "Area", "Name", "Ages", "Area"], ["Name"])
    Opening(label='Name', cost=2, lacks=0)
    """
    count = Counter(order)
    most = max(count.values(), default=0)
    usual = {label for label in count if 2 * count[label] > most}
    tried = [label for label in dict.fromkeys(order) if label in usual][:MOST_TRIED]
    ways = [Opening(label, _find_cost(order, label, usual) + 2 * (label in joined)) for label in tried]
    if not ways:
        return Opening("", 0)
    least = min(way.cost for way in ways)
    best = [way for way in ways if way.cost == least]
    found = next((way for way in best if way.label in names), best[-1 if least else 0])
    parted = joined and found.label not in joined
    return found if parted else found._replace(lacks=_find_lacking(order, found.label, usual))


def find_headed(order: Sequence[str], headed: Sequence[str]) -> Opening | None:
    """The label with a title above it nearly wherever it stands, and on most services; None where none is so.

    >>> find_headed(["Ages", "Area", "Ages", "Area", "Area"], ["Ages", "Ages", "Area"])
    Opening(label='Ages', cost=0, lacks=0)
    """
    count = Counter(order)
    for label, times in Counter(headed).most_common(1):
        if times >= FEWEST and 5 * times >= 4 * count[label] and 2 * times > max(count.values()):
            return Opening(label, 0)
    return None


def _find_cost(order: Sequence[str], label: str, usual: Collection[str]) -> int:
    start = order.index(label)
    first = {label, *takewhile(lambda each: each != label, order[start + 1 :])}
    missing = sum(each not in first for each in usual)
    return _ORPHAN * start + missing + _find_lacking(order, label, usual)


def _find_lacking(order: Sequence[str], label: str, usual: Collection[str]) -> int:
    """How many of the usual labels the last service has not."""
    last = {label, *takewhile(lambda each: each != label, reversed(order))}
    return sum(each not in last for each in usual)
