"""Text whose cells stand in columns that wide blanks hold apart, to grids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.columns import Heading, find_heading
from pipeline.tables.grid import Grid, GridCell, to_cells, to_row
from pipeline.tables.headings import LONGEST, find_role, find_roles
from pipeline.tables.text_body import Slice, read_body
from pipeline.tables.text_boxes import read_box
from pipeline.tables.text_cells import to_words
from pipeline.tables.words import clean

_BAR = re.compile(r"[|│┃║]")
_WIDE = re.compile(r"\s{2,}")
_DEEPEST = 4  # lines over which a heading row may run
_FEWEST = 3  # columns
MOST_STRAY = 3  # lines that do not fit the columns, one after another
MOST_SOUGHT = 20_000  # lines; headings stand no further down
LONGEST_LINE = 5_000  # letters of a line of headings


def read_columns(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid that stands in columns under a line of headings."""
    lines = text.split("\n")
    return read_box(lines, own) or _read_wide(lines, own)


def _read_wide(lines: list[str], own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    for start, line in enumerate(lines[:MOST_SOUGHT]):
        if "\t" in line or _BAR.search(line) or not _WIDE.search(line.strip()):
            continue
        places = _find_headings(line[:LONGEST_LINE], own)
        headings = [line[one:two] for one, two in places]
        if len(headings) < _FEWEST or find_heading([_peek(headings)], own) is None:
            continue
        slices = _cut(lines, start, places)
        depth = _heading_depth(slices, own) if slices else 0
        heading = find_heading([_peek(_joined(slices[:depth]))], own) if depth else None
        if heading and len(slices) > depth:
            rows = read_body(slices[depth:], heading)
            titles = to_row(tuple(to_words(each, start + 1) for each in _joined(slices[:depth])))
            return Grid((titles, *rows), line=start + 1), heading
    return None


def _peek(headings: Sequence[str]) -> tuple[GridCell, ...]:
    return to_cells(tuple(to_words(each, 0) for each in headings))


def _find_headings(line: str, own: Mapping[str, Role]) -> list[tuple[int, int]]:
    """Where the headings stand on this line; one blank parts two where each is a heading that we know."""
    places: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+(?: \S+)*", line):
        start, end = match.span()
        blanks = [at for at in range(start, end) if line[at] == " "] if len(match[0]) <= 2 * LONGEST else []
        known = find_role(match[0], own) is not None
        at = 0 if known else next((at for at in blanks if _parts(line[start:at], line[at + 1 : end], own)), 0)
        places += [(start, at), (at + 1, end)] if at else [(start, end)]
    return places


def _parts(one: str, two: str, own: Mapping[str, Role]) -> bool:
    return find_role(one, own) is not None and find_role(two, own) is not None


def _cut(lines: list[str], start: int, places: Sequence[tuple[int, int]]) -> list[Slice]:
    """The lines of the table, cut where blanks run through all of them between two headings."""
    gaps = [(one[1], two[0]) for one, two in pairwise(places)]
    taken = 0
    kept: list[int] = []
    waiting: list[int] = []  # lines that are the table's only if it goes on behind them
    for at in range(start, len(lines)):
        line = lines[at].expandtabs().rstrip()
        mask = sum(1 << n for n, letter in enumerate(line[:4000]) if not letter.isspace())
        fits = all(_find_gutter(taken | mask, gap) is not None for gap in gaps)
        indented = len(line) - len(line.lstrip()) > gaps[0][0]
        if fits and (indented or len(_WIDE.split(line.strip())) > 1 or (line and not waiting)):
            taken |= mask
            kept += [*waiting, at]
            waiting = []
        elif sum(1 for n in waiting if lines[n].strip()) < MOST_STRAY:
            waiting.append(at)
        else:
            break
    cuts = [cut for gap in gaps if (cut := _find_gutter(taken, gap)) is not None]
    return [_to_slice(lines[at], at + 1, cuts) for at in kept] if len(cuts) == len(gaps) else []


def _to_slice(line: str, number: int, cuts: Sequence[int]) -> Slice:
    """The line in pieces; stray where its words run over all of the cuts, or most."""
    text = line.expandtabs().rstrip()
    if any(cut < len(text) and not text[cut - 1 : cut].isspace() for cut in cuts):
        return Slice(("",) * (len(cuts) + 1), number, text)
    return Slice(_pieces(line.expandtabs(), list(cuts)), number)


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
