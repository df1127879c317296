"""Which printed lines make one row of a table in columns, where no line is drawn between rows.

Tools set a cell of few lines level with the first line of its neighbours, or with their middle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

MOST_LINES = 20  # of one row
Lines = Sequence[Sequence[str]]  # of each line, its pieces, one a column; the first column names the row
Divided = tuple[int, ...]  # the place behind the last line of each row


def divide(lines: Lines) -> list[Divided]:
    """Every way, up to two, to divide the lines into rows whose cells all stand where a tool sets them.

    >>> divide([["Shed", "Open"], ["", "daily"], ["Box", "Ring"]])
    [(2, 3)]
    """
    ways = [*_divide(lines, _from_top), *_divide(lines, _from_middle)]
    return list(dict.fromkeys(ways))


def _from_top(_height: int, _size: int) -> int:
    return 0


def _from_middle(height: int, size: int) -> int:
    return (height - size) // 2


def _divide(lines: Lines, offset: Callable[[int, int], int]) -> list[Divided]:
    """The first two ways to divide the lines; built from the end, so that no way is tried twice."""
    ways: list[list[Divided]] = [[] for _ in lines] + [[()]]
    for start in range(len(lines) - 1, -1, -1):
        for end in range(start + 1, min(start + MOST_LINES, len(lines)) + 1):
            block = lines[start:end]
            if _has_two(block):
                break
            if ways[end] and _fits(block, offset):
                ways[start] += [(end, *rest) for rest in ways[end]]
        ways[start] = ways[start][:2]
    return ways[0]


def _fits(block: Lines, offset: Callable[[int, int], int]) -> bool:
    """True where each cell of these lines stands where it must, and the row has a name."""
    if not any(line[0].strip() for line in block):
        return False
    for column in range(len(block[0])):
        filled = [n for n, line in enumerate(block) if line[column].strip()]
        if filled and filled[0] != offset(len(block), filled[-1] - filled[0] + 1):
            return False
    return True


def _has_two(block: Lines) -> bool:
    """True where the lines can be cut in two rows, each with a name and most of its cells."""
    return any(_is_whole(block[:at]) and _is_whole(block[at:]) for at in range(1, len(block)))


def _is_whole(block: Lines) -> bool:
    filled = sum(1 for column in range(len(block[0])) if any(line[column].strip() for line in block))
    return any(line[0].strip() for line in block) and filled * 3 > len(block[0]) * 2
