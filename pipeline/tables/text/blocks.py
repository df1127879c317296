"""Which printed lines make one row of a table in columns, where no line is drawn between rows.

Tools set a cell of few lines level with the first line of its neighbours, or with their middle.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.tables.text.alignment import Lines, count_blank, ends_list, is_level_in_middle

MOST_LINES = 40  # of one row
MOST_TOGETHER = 3_000  # lines between two of which none must begin a row
_GAPS = (0, 1, MOST_LINES)  # blank lines that a cell may have between its own: none, as `<p>` has, any
Sign = Callable[[Sequence[str]], bool]  # of a line that two rows each have and one row has not twice
Torn = Callable[[int, int], bool]  # of a line and so many blank cells: hardly does such a row begin there

_BULLETS = ("* ", "• ", "- ", "o ")


class Block(NamedTuple):
    """The lines of one row, the end excluded. `sure`: no way to divide the lines has other ones."""

    start: int
    end: int
    sure: bool


class _Edge(NamedTuple):
    start: int
    end: int
    cost: int  # cells that are blank, were these lines a row


def divide(
    lines: Lines, wrapped: bool = False, sign: Sign = lambda _: False, torn: Torn = lambda *_: False
) -> list[Block]:
    """The rows as they are likeliest, with the fewest blank cells; none where no way sets cells as tools do.

    `sign` tells of a line whether it has what one row has but once. Where no line is `wrapped`, two
    lines that both have a name and most of a row's cells are two rows as well. Ways with a `torn` row
    count for nothing where there are others, with no more blank cells.

    >>> divide([["Shed", "Open"], ["", "daily"], ["Box", "Ring"]])
    [Block(start=0, end=2, sure=True), Block(start=2, end=3, sure=True)]
    """
    for gaps in _GAPS:
        rule = _Rule(wrapped, gaps, sign, torn)
        starts = [*_find_borders(lines, rule), len(lines)]
        if any(end - start > MOST_TOGETHER for start, end in pairwise(starts)):
            return []
        parts = [[*_ways(lines, start, end, rule)] for start, end in pairwise(starts)]
        ways = [way for way in zip(*parts, strict=True) if all(part.total for part in way)]
        if ways:
            best = min(ways, key=lambda way: sum(part.cost for part in way))
            known = bool(not gaps or all(part[0].total for part in parts))
            return [*_to_blocks(lines, starts, best, ways, known)]
    return []


def _find_borders(lines: Lines, rule: _Rule) -> Iterator[int]:
    """The lines with which a row must begin: the first, and each that is a row as the one before it is."""
    before = False
    for at, line in enumerate(lines):
        half = _Half()
        half.add([n for n, piece in enumerate(line) if piece.strip()], rule.sign(line))
        whole = half.is_whole(len(line), rule)
        if at == 0 or (before and whole):
            yield at
        before = whole


def _to_blocks(
    lines: Lines, starts: Sequence[int], best: Sequence[_Way], ways: Sequence[Sequence[_Way]], known: bool
) -> Iterator[Block]:
    """The rows of the best way; `known`: their cells are level as tools set them by default."""
    found = [first + edge.start for first, part in zip(starts, best, strict=False) for edge in part.path]
    apart = all(at == 0 or not any(piece.strip() for piece in lines[at - 1]) for at in found)
    sane = (known or apart) and not any(
        _has_two_names(lines[first + edge.start : first + edge.end])
        for first, part in zip(starts, best, strict=False)
        for edge in part.path
    )
    for n, part in enumerate(best):
        for edge in part.path:
            sure = sane and all(way[n].has_always(edge) for way in ways)
            yield Block(starts[n] + edge.start, starts[n] + edge.end, sure)


def _has_two_names(lines: Lines) -> bool:
    """True where several blank lines part the name: these are rows set in a way that is not known here."""
    named = [n for n, line in enumerate(lines) if line[0].strip()]
    return any(two - one > 2 for one, two in pairwise(named))


class _Rule(NamedTuple):
    """What makes lines a row; `gaps`: so many blank lines a cell may have between its own."""

    wrapped: bool
    gaps: int
    sign: Sign
    torn: Torn


class _Way(NamedTuple):
    """Every division of the lines under one rule of alignment."""

    to: list[int]  # by line: how many ways divide the lines before it
    of: list[int]  # and those from it on
    cost: int
    path: list[_Edge]
    edges: frozenset[tuple[int, int]]

    @property
    def total(self) -> int:
        return self.of[0]

    def has_always(self, edge: _Edge) -> bool:
        known = (edge.start, edge.end) in self.edges
        return known and self.to[edge.start] * self.of[edge.end] == self.total


def _ways(lines: Lines, start: int, end: int, rule: _Rule) -> tuple[_Way, _Way]:
    """The ways to divide these lines under each rule of alignment."""
    part = lines[start:end]
    blank = [not any(piece.strip() for piece in line) for line in part]
    edges: tuple[list[_Edge], list[_Edge]] = ([], [])
    for at in range(len(part)):
        if not blank[at]:
            for edge, top, middle in _blocks(part, at, rule):
                edges[0].extend([edge] if top else [])
                edges[1].extend([edge] if middle else [])
    # by default tools set cells level in the middle
    return _count_whole(edges[1], blank, start, rule), _count_whole(edges[0], blank, start, rule)


def _count_whole(edges: Sequence[_Edge], blank: Sequence[bool], first: int, rule: _Rule) -> _Way:
    """The ways without a torn row, where there are such that leave no more cells blank; else all."""
    every = _count(edges, blank)
    whole = _count([edge for edge in edges if not rule.torn(first + edge.start, edge.cost)], blank)
    return whole if whole.total and whole.cost <= every.cost else every


def _blocks(lines: Lines, start: int, rule: _Rule) -> Iterator[tuple[_Edge, bool, bool]]:
    """Each block that can begin here, and whether its cells are level with its first line, or its middle."""
    width = len(lines[start])
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    listed: dict[int, bool] = {}
    one, two = _Half(), _Half()
    for at in range(start, min(start + MOST_LINES, len(lines))):
        filled = [n for n, piece in enumerate(lines[at]) if piece.strip()]
        if any(n in last and last[n] + rule.gaps < at - start - 1 for n in filled):
            return
        if any(last.get(n) == at - start - 1 and ends_list(lines[at - 1][n], lines[at][n]) for n in filled):
            return
        for n in filled:
            first.setdefault(n, at - start)
            listed.setdefault(n, lines[at][n].lstrip()[:2] in _BULLETS)
            last[n] = at - start
        (two if one.is_whole(width, rule) else one).add(filled, rule.sign(lines[at]))
        if two.is_whole(width, rule):
            return
        if filled and 0 in first:
            around = count_blank(lines, start - 1, -1), count_blank(lines, at + 1, 1)
            middle = is_level_in_middle(
                [(first[n], last[n], listed[n]) for n in first], at - start + 1, *around
            )
            yield _Edge(start, at + 1, width - len(first)), not any(first.values()), middle


class _Half:
    """What the first lines of a block have, or the lines behind them."""

    def __init__(self) -> None:
        self.filled: set[int] = set()
        self.signed = False

    def add(self, filled: Sequence[int], signed: bool) -> None:
        self.filled.update(filled)
        self.signed |= signed

    def is_whole(self, width: int, rule: _Rule) -> bool:
        """True where these lines are a row by themselves."""
        is_most = not rule.wrapped and is_mostly_filled(self.filled, width)
        return is_most or (self.signed and 0 in self.filled)


def is_mostly_filled(filled: Collection[int], width: int) -> bool:
    """True for the columns of a line with a name and most of a row's cells."""
    return 0 in filled and len(filled) * 3 > width * 2


def _count(edges: Sequence[_Edge], blank: Sequence[bool]) -> _Way:
    size = len(blank)
    to, of = [1] + [0] * size, [0] * size + [1]
    cost: list[tuple[int, _Edge | None]] = [(0, None)] * (size + 1)
    by_start: dict[int, list[_Edge]] = {}
    for edge in edges:
        by_start.setdefault(edge.start, []).append(edge)
    for at in range(size):
        if blank[at]:
            to[at + 1] += to[at]
        for edge in by_start.get(at, ()):
            to[edge.end] += to[at]
    for at in range(size - 1, -1, -1):
        if blank[at]:
            of[at], cost[at] = of[at + 1], (cost[at + 1][0], None)
            continue
        reaching = [edge for edge in by_start.get(at, ()) if of[edge.end]]
        of[at] = sum(of[edge.end] for edge in reaching)
        if reaching:
            cost[at] = min(
                ((edge.cost + cost[edge.end][0], edge) for edge in reaching), key=lambda each: each[0]
            )
    return _Way(
        to,
        of,
        cost[0][0],
        [*_follow(cost, blank)] if of[0] else [],
        frozenset((e.start, e.end) for e in edges),
    )


def _follow(cost: Sequence[tuple[int, _Edge | None]], blank: Sequence[bool]) -> Iterator[_Edge]:
    at = 0
    while at < len(blank):
        edge = cost[at][1]
        if edge:
            yield edge
        at = edge.end if edge else at + 1
