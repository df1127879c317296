"""Text whose cells stand in columns, divided by lines of a box or by wide blanks, to grids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec.structs import replace

from pipeline.model import Paragraph, Role
from pipeline.tables.columns import Heading, find_heading
from pipeline.tables.grid import Grid, GridCell, GridRow, Words, to_cells, to_row
from pipeline.tables.headings import find_roles
from pipeline.tables.text_blocks import divide
from pipeline.tables.words import clean, join_lines, strip_bullet

_RULE = re.compile(r"^\s*[+┌├└╔╠╚┏┣┗╒╞╘][-=+─━═┬┼┴╦╬╩┳╋┻╤╪╧┐┤┘╗╣╝┓┫┛╕╡╛\s]*$")
_BAR = re.compile(r"[|│┃║]")
_WIDE = re.compile(r"\s{2,}")
_GOES_ON = re.compile(r"(?:[,;/&(–-]|\band|\bor|\bof|\bthe)$", re.I)
_FOLLOWS = re.compile(r"^(?:[a-z(&/,;)–-]|and\b)")
_DEEPEST = 4  # lines over which a heading row may run
_FEWEST = 3  # columns
WRAPPED = (70, 100)  # letters; the widths at which tools wrap
MOST_SOUGHT = 20_000  # lines; headings stand no further down
LONGEST_LINE = 5_000  # letters of a line of headings
MOST_DIVIDED = 5_000  # lines; longer tables are divided by their names alone


@dataclass(frozen=True, slots=True)
class Slice:
    """One printed line as its pieces, one a column, each as wide as its column."""

    pieces: tuple[str, ...]
    number: int


def read_columns(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid that stands in columns under a line of headings."""
    lines = text.split("\n")
    return _read_box(lines, own) or _read_wide(lines, own)


def _read_box(lines: list[str], own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """A table with lines drawn around its cells."""
    within = False
    for start, line in enumerate(lines[:MOST_SOUGHT]):
        begins = not within and len(line.strip()) >= 2 * _FEWEST and _RULE.match(line)
        within = bool(_RULE.match(line) or _BAR.search(line))
        if not begins:
            continue
        groups = _box_groups(lines, start)
        found = _to_grid(groups, own, set()) if len(groups) > 1 else None
        if found:
            return found
    return None


def _box_groups(lines: list[str], start: int) -> list[list[Slice]]:
    """The lines between one rule and the next, as far as the box goes."""
    groups: list[list[Slice]] = []
    for number, line in enumerate(lines[start:], start + 1):
        if _RULE.match(line):
            groups.append([])
        elif _BAR.search(line):
            groups[-1].append(Slice(tuple(_BAR.split(line.strip())[1:-1]), number))
        else:
            break
    filled = [group for group in groups if group]
    if len(filled) == 2 and len(filled[1]) > 1:  # rules around the headings alone: a row to a line
        return [filled[0], *_group_rows(filled[1])]
    return filled


def _read_wide(lines: list[str], own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """A table whose columns are held apart by blanks."""
    for start, line in enumerate(lines[:MOST_SOUGHT]):
        headings = _WIDE.split(line.strip()[:LONGEST_LINE])
        if len(headings) < _FEWEST or _BAR.search(line) or find_heading([_peek(headings)], own) is None:
            continue
        slices = _cut(lines, start, len(headings))
        if not slices:
            continue
        depth = _heading_depth(slices, own)
        rows = None if _may_be_wrapped(lines, slices) else _divide_rows(slices[depth:])
        groups = [slices[:depth], *(rows or _group_rows(slices[depth:]))]
        found = _to_grid(groups, own, set() if rows else _find_unclear(groups), whole=rows is not None)
        if found:
            return found
    return None


def _peek(headings: Sequence[str]) -> tuple[GridCell, ...]:
    return to_cells(tuple((Paragraph(each, 0),) if each else () for each in headings))


def _cut(lines: list[str], start: int, count: int) -> list[Slice]:
    """The lines of the table, cut where blanks run through all of them between two headings."""
    places = [match.span() for match in re.finditer(r"\S+(?: \S+)*", lines[start])]
    gaps = [(one[1], two[0]) for one, two in pairwise(places)]
    taken = 0
    last = start
    for at in range(start, len(lines)):
        line = lines[at].expandtabs().rstrip()
        mask = sum(1 << n for n, letter in enumerate(line[:4000]) if not letter.isspace())
        if not all(_find_gutter(taken | mask, gap) is not None for gap in gaps):
            break
        blank_before = at > start and not lines[at - 1].strip()
        if line and blank_before and len(_WIDE.split(line.strip())) < 2 and not line.startswith("  "):
            break
        taken |= mask
        last = at if line else last
    cuts = [cut for gap in gaps if (cut := _find_gutter(taken, gap)) is not None]
    return [
        Slice(_pieces(lines[at].expandtabs(), cuts), at + 1)
        for at in range(start, last + 1)
        if len(cuts) == count - 1
    ]


def _find_gutter(taken: int, gap: tuple[int, int]) -> int | None:
    """Where the widest run of blanks in this gap ends; None where there is none."""
    best, run, found = 0, 0, None
    for place in range(gap[0], gap[1]):
        run = 0 if taken >> place & 1 else run + 1
        if run and run >= best:
            best, found = run, place + 1
    return found


def _pieces(line: str, cuts: list[int]) -> tuple[str, ...]:
    bounds = [0, *cuts, max(len(line), cuts[-1] if cuts else 0)]
    return tuple(line[one:two] for one, two in pairwise(bounds))


def _heading_depth(slices: Sequence[Slice], own: Mapping[str, Role]) -> int:
    """Over how many lines the headings run: lines with no name that still leave them headings."""
    depth = 1
    while depth < min(_DEEPEST, len(slices)) and not slices[depth].pieces[0].strip():
        joined = _joined(slices[: depth + 1])
        if any("@" in each for each in joined) or _count_known(joined, own) < _count_known(
            _joined(slices[:depth]), own
        ):
            break
        depth += 1
    return depth


def _count_known(headings: Sequence[str], own: Mapping[str, Role]) -> int:
    return sum(1 for role in find_roles(headings, own) if role)


def _joined(slices: Sequence[Slice]) -> list[str]:
    return [clean(" ".join(pieces)) for pieces in zip(*(each.pieces for each in slices), strict=False)]


def _may_be_wrapped(lines: list[str], slices: Sequence[Slice]) -> bool:
    """True where the longest line is as long as the lines that tools wrap at."""
    longest = max(len(lines[each.number - 1].rstrip()) for each in slices)
    return WRAPPED[0] <= longest <= WRAPPED[1]


def _divide_rows(slices: Sequence[Slice]) -> list[list[Slice]] | None:
    """The lines of each row, where they can be divided in one way alone and no line goes on in the next."""
    if len(slices) > MOST_DIVIDED:
        return None
    ways = divide([each.pieces for each in slices])
    if len(ways) != 1:
        return None
    rows = [list(slices[start:end]) for start, end in pairwise((0, *ways[0]))]
    return None if any(_flows(one, two) for row in rows for one, two in pairwise(row)) else rows


def _flows(one: Slice, two: Slice) -> bool:
    """True where a line seems to be wrapped."""
    pairs = zip(one.pieces, two.pieces, strict=True)
    return any(
        before.strip()
        and "@" not in after
        and (_FOLLOWS.match(after.strip()) or _GOES_ON.search(before.strip()))
        for before, after in pairs
        if after.strip()
    )


def _group_rows(slices: Sequence[Slice]) -> list[list[Slice]]:
    """The lines of each row: one begins where the first column and a third of the others are filled."""
    groups: list[list[Slice]] = []
    for each in slices:
        if not any(piece.strip() for piece in each.pieces):
            continue
        filled = sum(1 for piece in each.pieces if piece.strip())
        begins = bool(each.pieces[0].strip()) and filled * 2 >= len(each.pieces)
        if begins or not groups:
            groups.append([])
        groups[-1].append(each)
    return groups


def _find_unclear(groups: Sequence[Sequence[Slice]]) -> set[int]:
    """The rows whose lines may belong to a row beside them: nothing but the first column tells rows apart.

    Tools set a cell of several lines level with the first line of its neighbours, or with their middle.
    """
    numbers = [each.number for group in groups for each in group]
    pieces = (piece.strip() for group in groups for each in group for piece in each.pieces)
    loose = numbers[-1] - numbers[0] >= len(numbers) or any(strip_bullet(each) != each for each in pieces)
    unclear: set[int] = set()
    for n, group in enumerate(groups[1:], 1):
        further = group[1:]
        described = any(len(each.pieces) > 1 and each.pieces[1].strip() for each in further)
        apart = bool(further) and (loose or described or len(further) > 1)
        if apart or not group[0].pieces[0].strip():
            unclear |= {n, n + 1}
        if not _is_level(group):
            unclear |= {n - 1, n, n + 1}
    middle = any(not _is_level(group) or not group[0].pieces[0].strip() for group in groups[1:])
    return set(range(len(groups))) if middle else unclear


def _to_grid(
    groups: Sequence[Sequence[Slice]], own: Mapping[str, Role], unclear: set[int], whole: bool = False
) -> tuple[Grid, Heading] | None:
    if not groups or not groups[0]:
        return None
    heading = find_heading([_peek(_joined(groups[0]))], own)
    if heading is None:
        return None
    widths = [max(len(group[0].pieces[n]) for group in groups) for n in range(len(heading.spans))]
    if any(len(each.pieces) != len(widths) for group in groups for each in group):
        return None
    if whole:  # no line is wrapped: each is a paragraph
        widths = [len(text) * 2 + 1000 for text in heading.texts]
    rows = tuple(_to_row(group, widths, heading.roles, n in unclear) for n, group in enumerate(groups))
    return Grid(rows, line=groups[0][0].number), heading


def _to_row(group: Sequence[Slice], widths: Sequence[int], roles: Sequence[Role], unclear: bool) -> GridRow:
    """The row with the lines of each cell joined where its column had no room for the next word."""
    words: list[Words] = []
    doubts = ["its lines may belong to the row above or below"] if unclear else []
    for n, role in enumerate(roles):
        paragraphs = list(_unwrap([(each.pieces[n], each.number) for each in group], widths[n], role, doubts))
        words.append(tuple(paragraphs))
    return replace(to_row(tuple(words)), doubt="; ".join(dict.fromkeys(doubts)))


def _is_level(group: Sequence[Slice]) -> bool:
    """True where every cell of the row begins in its first line, or the row is one line."""
    first = group[0].pieces
    return all(first[n].strip() for n in range(len(first)) if any(each.pieces[n].strip() for each in group))


def _unwrap(
    pieces: Sequence[tuple[str, int]], width: int, role: Role, doubts: list[str]
) -> Iterator[Paragraph]:
    """The paragraphs of a cell from its lines."""
    pending = last = ""
    start = 0
    for piece, number in pieces:
        words = clean(piece)
        listed = words != strip_bullet(words)
        if words and last and not listed and _is_wrapped(last, words, width, role, doubts):
            pending = join_lines(pending, words)
        else:
            if pending:
                yield Paragraph(pending, start)
            pending, start = strip_bullet(words), number
        last = words
    if pending:
        yield Paragraph(pending, start)


def _is_wrapped(last: str, words: str, width: int, role: Role, doubts: list[str]) -> bool:
    """True where the words had no room on the line before; a doubt where they may be a new one."""
    first = words.split()[0]
    if "@" in first or "@" in last.split()[-1] or len(last) + 1 + len(first) < width:
        return False
    if last.endswith("/"):
        doubts.append("a line ends in a stroke")
    if role in (Role.AREA, Role.CONTACT) and not (_GOES_ON.search(last) or _FOLLOWS.match(words)):
        doubts.append("its lines may be one or several")
    return True
