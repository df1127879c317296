"""The pattern of a page's columns: where the cells of each look alike, they tell where records are even.

What the weights have learnt of other pages has no part in this: only the page's own paragraphs, and the
columns in which they were read first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.tables.flattened.detectors import Features
from pipeline.tables.flattened.rhythm import UNEVEN, Rhythm

FEWEST = 4  # records, and
NARROWEST = 3  # columns that show a pattern
SHARE = 0.6  # of the records, those that must be even and sure
AGREED = 0.75  # of the paragraphs, those that stand where the first reading has them, where it is anchored
SURE = 2.0  # by how much (in logs) a paragraph's column must beat its next best one
COST = 5.0  # what a blank cell without a trace, or a further paragraph, speaks against a way, at most
SKIPPED = 2  # cells at most that are blank without a trace between two paragraphs
ROUNDS = 4  # of reading the columns by their cells, and the cells by their columns
HEEDED = 0.5  # of what each trait says; they are not independent
PRIOR = 2.0  # cells of the whole table that each column is taken to hold beside its own
_NEVER = -math.inf

Row = list[float]


class _Table(NamedTuple):
    """The traits of each paragraph, how many places it stands behind the one before, and the columns."""

    traits: Sequence[tuple[str, ...]]
    ahead: Sequence[int]
    width: int


class _Costs(NamedTuple):
    """What speaks, by column, against a further paragraph of its cell, and against a blank cell."""

    further: Row
    blank: Row


class _Way(NamedTuple):
    """The column of each paragraph, the width for those behind the table, and how sure (in logs) it is."""

    path: list[int]
    margins: Row


def find_pattern(
    shapes: Sequence[Features], blanks: Sequence[int], first: Sequence[int], width: int, *, is_fixed: bool
) -> Rhythm:
    """The rhythm of records that the columns' own cells show; uneven where they show none.

    `first` is the column in which each paragraph was read, `width` for those behind the table; `is_fixed`:
    the headings above surely begin and end where they do. Only then the records surely begin there, too.
    """
    if width < NARROWEST or len(shapes) < FEWEST * 2:
        return UNEVEN
    traits = [_traits(shape) for shape in shapes]
    tables = [_Table(traits, [1 + each * shown for each in blanks], width) for shown in (False, True)]
    ways = [_find_way(table, list(first)) for table in (tables if any(blanks) else tables[:1])]
    found = [_find_uneven(table, way) for table, way in zip(tables, ways, strict=False)]
    shown, (uneven, share) = max(enumerate(found), key=lambda each: each[1][1])
    if share < SHARE:
        return UNEVEN
    path = ways[shown].path
    inside = [one == two for one, two in zip(path, first, strict=True) if one < width]
    is_anchored = is_fixed and sum(inside) >= AGREED * len(inside)
    others = [each for each, share in found if share >= SHARE]
    return Rhythm(True, bool(shown), uneven, is_anchored, tuple(path), frozenset().union(*others) - uneven)


def _traits(shape: Features) -> tuple[str, ...]:
    size, joints, opening = shape.size.split("/")[-1], shape.joints[:1], shape.opening.split("-")[0]
    words = (shape.capitals, shape.ending, shape.places, shape.post, shape.particulars, shape.common)
    return (shape.kind, size, joints, opening, *words)


def _find_way(table: _Table, path: list[int]) -> _Way:
    """The columns of the paragraphs by what the cells of each look like, from a first guess on."""
    for _ in range(ROUNDS):
        way = _align(table, _score(table, path), _weigh_departures(table, path))
        if way.path == path:
            break
        path = way.path
    return way


def _score(table: _Table, path: Sequence[int]) -> list[Row]:
    """For each paragraph how well each column explains it, and the whole table, as behind it.

    A paragraph does not speak for itself: it is left out of the column in which it is.
    """
    width, whole = table.width, _count(table, [n for n, column in enumerate(path) if column < table.width])
    columns = [_count(table, [n for n, each in enumerate(path) if each == column]) for column in range(width)]
    size, sizes = sum(each < width for each in path), Counter(path)
    scores = []
    for values, own in zip(table.traits, path, strict=True):
        usual = [(held[value] + 1) / (size + 10) for held, value in zip(whole, values, strict=True)]
        row = []
        for column, held in enumerate(columns):
            less = column == own
            of = sizes[column] - less + PRIOR
            shares = [(h[v] - less + PRIOR * u) / of for h, v, u in zip(held, values, usual, strict=True)]
            row.append(HEEDED * sum(map(math.log, shares)))
        scores.append([*row, HEEDED * sum(map(math.log, usual))])
    return scores


def _count(table: _Table, places: Sequence[int]) -> list[Counter[str]]:
    """How often these paragraphs have each value of each trait."""
    return [Counter(table.traits[n][trait] for n in places) for trait in range(len(table.traits[0]))]


def _weigh_departures(table: _Table, path: Sequence[int]) -> _Costs:
    """What speaks against departures; little where the page has many of the kind."""
    width = table.width
    further, blank = Counter[int](), Counter[int]()
    for one, two, ahead in _steps(table, path):
        if one == two and ahead == 1:
            further[two] += 1
        else:
            skipped = (two - one - ahead) % width
            blank.update((one + ahead + n) % width for n in range(skipped if skipped <= SKIPPED else 0))
    sizes = Counter(path)

    def cost(times: int, column: int) -> float:
        return min(COST, -math.log((times + 0.1) / (sizes[column] + 10)))

    return _Costs([cost(further[n], n) for n in range(width)], [cost(blank[n], n) for n in range(width)])


def _steps(table: _Table, path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The columns of each two paragraphs in the table, and how many places on the second stands."""
    for (one, two), ahead in zip(pairwise(path), table.ahead[1:], strict=False):
        if two < table.width:
            yield one, two, ahead


Ways = list[list[tuple[int, float]]]  # by column, those that may come before it, and what speaks against each


def _ways(width: int, ahead: int, costs: _Costs) -> Ways:
    """The ways to a paragraph so many places on, in each column and behind the table."""
    most = min(SKIPPED, width - 2)
    found: Ways = []
    for column in range(width):
        skipped = [
            sum(costs.blank[(column - 1 - n) % width] for n in range(count)) for count in range(most + 1)
        ]
        ways = [((column - ahead - count) % width, cost) for count, cost in enumerate(skipped)]
        found.append([*ways, (column, costs.further[column])] if ahead == 1 else ways)
    ends = [(column, 0.0 if column == width - 1 else COST) for column in range(width)]
    return [*found, [*ends, (width, 0.0)]]


def _align(table: _Table, scores: Sequence[Row], costs: _Costs) -> _Way:
    """The best way through the columns, and by how much each paragraph's column beats its next best one."""
    kinds = {ahead: _ways(table.width, ahead, costs) for ahead in {*table.ahead}}
    ways = [kinds[ahead] for ahead in table.ahead]
    forward = _forward(table, scores, ways)
    backward = _backward(scores, ways)
    path = [_best(forward[-1])]
    for at in range(len(scores) - 1, 0, -1):
        before = forward[at - 1]
        path.append(max(ways[at][path[-1]], key=lambda way: before[way[0]] - way[1])[0])
    path.reverse()
    margins = []
    for column, ahead, behind in zip(path, forward, backward, strict=True):
        values = [one + two for one, two in zip(ahead, behind, strict=True)]
        margins.append(values.pop(column) - max(values))
    return _Way(path, margins)


def _best(row: Row) -> int:
    return max(range(len(row)), key=row.__getitem__)


def _forward(table: _Table, scores: Sequence[Row], ways: Sequence[Ways]) -> list[Row]:
    """How well the best way to each paragraph's columns explains all up to it."""
    width, start = table.width, table.ahead[0] - 1
    opening = [COST * (1 + (n - start) % width) if n != start % width else 0.0 for n in range(width)]
    rows = [[*(score - cost for score, cost in zip(scores[0], opening, strict=False)), _NEVER]]
    for score, into in zip(scores[1:], ways[1:], strict=True):
        before = rows[-1]
        tops = [max(before[one] - cost for one, cost in each) for each in into]
        rows.append([top + own for top, own in zip(tops, score, strict=True)])
    return rows


def _backward(scores: Sequence[Row], ways: Sequence[Ways]) -> list[Row]:
    """How well the best way on from each paragraph's columns explains all that follows."""
    rows = [[0.0] * len(scores[0])]
    for score, into in zip(scores[:0:-1], ways[:0:-1], strict=True):
        pulls = [own + behind for own, behind in zip(score, rows[-1], strict=True)]
        row = [_NEVER] * len(pulls)
        for pull, each in zip(pulls, into, strict=True):
            for one, cost in each:
                row[one] = max(row[one], pull - cost)
        rows.append(row)
    return rows[::-1]


def _find_uneven(table: _Table, way: _Way) -> tuple[frozenset[int], float]:
    """The paragraphs behind the table, and of records that have not one place for each column, or not surely;
    the share of the others.
    """
    path, width = way.path, table.width
    inside = [n for n, column in enumerate(path) if column < width]
    if not inside:
        return frozenset(), 0.0
    end = inside[-1] + 1
    is_straight = [path[0] == table.ahead[0] - 1]
    is_straight += [two == (one + ahead) % width for one, two, ahead in _steps(table, path[:end])]
    is_straight.append(path[end - 1] == width - 1)
    starts = [n for n in range(end) if n == 0 or _begins(path[n - 1], path[n], table.ahead[n], width)]
    records = [range(*each) for each in pairwise([*starts, end])]
    uneven = [
        each
        for each in records
        if not all(is_straight[each.start : each.stop + 1]) or min(way.margins[n] for n in each) < SURE
    ]
    share = 1 - len(uneven) / len(records) if len(records) >= FEWEST else 0.0
    return frozenset((*range(end, len(path)), *(n for each in uneven for n in each))), share


def _begins(before: int, column: int, ahead: int, width: int) -> bool:
    """Whether a paragraph in this column, so many places on, begins a record."""
    return column < before or ahead >= width or (column == before and ahead > 1)
