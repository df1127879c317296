"""Text whose cells stand in columns that wide blanks hold apart, to grids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice, pairwise

from msgspec.structs import replace

from pipeline.model import Role
from pipeline.tables.grids.grid import Grid, GridCell, GridRow, to_cells, to_row
from pipeline.tables.headings.columns import Heading, find_heading
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import ONCE
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.text.body import read_body
from pipeline.tables.text.boxes import MOST_SOUGHT, read_box
from pipeline.tables.text.cells import goes_on, to_words
from pipeline.tables.text.column_headings import FEWEST, WIDE, count_known, find_headings, with_line_below
from pipeline.tables.text.next_table import LONGEST_LINE, count_lines
from pipeline.tables.text.row_doubts import UNCUT, Slice
from pipeline.tables.words import clean, strip_bullet

_BAR = re.compile(r"[|│┃║]")
_RULE = re.compile(r"^(?=(?:\s*[-─=]){4})[-─=\s]+$")  # of however many pieces
_WHOLE_RULE = re.compile(r"^\s*[-─=]{20,}\s*$")
SECOND = "it may be a second line of headings"
LABELLED = "the line under the headings may be its first one"
_DEEPEST = 4  # lines over which a heading row may run
INDENTED = 5  # letters; lists and paragraphs are indented by fewer
MOST_STRAY = 3  # lines that do not fit the columns, one after another
LOOKED_AT = 40  # lines under the headings


def read_columns(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The grid that stands in columns under a line of headings."""
    lines = text.split("\n")
    return read_box(lines, own) or _read_wide(lines, own)


def _read_wide(lines: list[str], own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    for start, line in enumerate(lines[:MOST_SOUGHT]):
        if "\t" in line or _BAR.search(line) or not WIDE.search(line.strip()):
            continue
        places = find_headings(line[:LONGEST_LINE], lines[start + 1 : start + 1 + LOOKED_AT], own)
        if len(places) < FEWEST and not _are_both_known(line, places, own):
            continue
        last, headings = with_line_below(lines, start, places, own)
        if find_heading([_peek(headings)], own) is None:
            continue
        stop = last + count_lines(lines[last:], headings, own, placed=True)
        slices, sure = _cut(lines[:stop], start, places)
        depth = _heading_depth(slices, own) if slices else 0
        heading = find_heading([_peek(_joined(slices[:depth]))], own) if depth else None
        is_closed = _find_close(lines, start) > 0
        if heading and len(slices) > depth and (is_closed or not _are_paragraphs(slices[depth:])):
            rows = read_body(slices[depth:], heading)
            rows = rows if sure else [replace(row, doubt=row.doubt or UNCUT) for row in rows]
            if rows and _may_be_headings(rows[0], own):
                rows[:1] = [replace(rows[0], doubt=rows[0].doubt or SECOND)]
            if rows and _may_be_label(slices[:depth], heading.roles):
                rows[:2] = [replace(row, doubt=row.doubt or LABELLED) for row in rows[:2]]
            titles = to_row(tuple(to_words(each, start + 1) for each in _joined(slices[:depth])))
            return Grid((titles, *rows), line=start + 1), heading
    return None


def _are_both_known(line: str, places: Sequence[tuple[int, int]], own: Mapping[str, Role]) -> bool:
    """Whether there are two headings, of the name and of what is done, and no other words."""
    return len(places) == len(ONCE) and count_known([line[one:two] for one, two in places], own) == len(ONCE)


def _are_paragraphs(slices: Sequence[Slice]) -> bool:
    """True where most lines stand in the first column alone: they are cells one below the other."""
    printed = [each for each in slices if each.stray or "".join(each.pieces).strip()]
    alone = sum(1 for each in printed if each.stray or not "".join(each.pieces[1:]).strip())
    return alone * 2 > len(printed)


def _peek(headings: Sequence[str]) -> tuple[GridCell, ...]:
    return to_cells(tuple(to_words(each, 0) for each in headings))


def _cut(lines: list[str], start: int, places: Sequence[tuple[int, int]]) -> tuple[list[Slice], bool]:
    """The lines of the table, cut where blanks run through them between headings; and whether it is sure."""
    gaps = [(one[1], two[0]) for one, two in pairwise(places)]
    taken = 0
    kept: list[int] = []
    waiting: list[int] = []  # lines that are the table's only if it goes on behind them
    close = _find_close(lines, start)
    for at in range(start, len(lines)):
        line = lines[at].expandtabs().rstrip()
        if _RULE.match(line):
            if len(kept) > 1 and _ends_with(lines, at):
                break
            continue
        mask = sum(1 << n for n, letter in enumerate(line[:4000]) if not letter.isspace())
        fits = all((taken | mask) >> one & _ones(two - one) != _ones(two - one) for one, two in gaps)
        indented = len(line) - len(line.lstrip()) > gaps[0][0]
        several = len(WIDE.split(line.strip())) > 1
        alone = line and not waiting and strip_bullet(line.strip()) == line.strip()
        if fits and (indented or several or alone):
            taken |= mask
            kept += [*waiting, at]
            waiting = []
        elif at < close or sum(1 for n in waiting if lines[n].strip()) < MOST_STRAY:
            waiting.append(at)
        else:
            break
    printed = [lines[at].expandtabs().rstrip() for at in kept[1:]]
    ends = [*(one for one, _ in gaps[1:]), max(map(len, printed), default=0)]
    found = [_choose_gutter(taken, gap, end, printed) for gap, end in zip(gaps, ends, strict=True)]
    cuts = [cut for cut, _ in found]
    slices = [_to_slice(lines[at], at + 1, cuts) for at in kept]
    behind = kept[-1] + 1 if kept else len(lines)
    if behind < len(lines) and lines[behind].strip() and not _RULE.match(lines[behind]):  # it may go on there
        slices.append(Slice(("",) * (len(cuts) + 1), behind + 1, lines[behind].rstrip()))
    return [slices[0], *_mark_early(slices[1:])], all(sure for _, sure in found)


def _find_close(lines: Sequence[str], start: int) -> int:
    """The rule that closes a table with one above its headings, as pandoc draws them; 0 where none does."""
    if not start or not _WHOLE_RULE.match(lines[start - 1]):
        return 0
    return next((n for n in range(start + 1, len(lines)) if _WHOLE_RULE.match(lines[n])), 0)


def _ends_with(lines: Sequence[str], at: int) -> bool:
    """True where what follows a drawn line does not stand in columns."""
    below = next((line for line in islice(lines, at + 1, None) if line.strip()), "")
    return not WIDE.search(below.strip())


def _mark_early(slices: Sequence[Slice]) -> list[Slice]:
    """The lines, those marked on which a piece begins before its column does on nearly all others.

    Such words may end those of the column before it, which reach further there than on any other line. So is
    one with wide blanks within a piece: it may be two cells.
    """
    count = max((len(each.pieces) for each in slices), default=0)
    begins = [_find_begin([each.pieces[n] for each in slices if not each.stray]) for n in range(count)]
    return [
        each._replace(
            early=any(_is_early(piece, begins[n] if n else 0) for n, piece in enumerate(each.pieces))
        )
        for each in slices
    ]


def _is_early(piece: str, begin: int) -> bool:
    return _count_indent(piece) < begin or bool(WIDE.search(strip_bullet(piece.strip())))


def _find_begin(pieces: Sequence[str]) -> int:
    """How far nearly all of these pieces of one column are indented; 0 where they differ."""
    plain = [piece for piece in pieces if piece.strip() and strip_bullet(piece.lstrip()) == piece.lstrip()]
    places = Counter(map(_count_indent, plain)).most_common(1)
    place, level = places[0] if places else (0, 0)
    return place if level * 5 >= len(plain) * 4 else 0


def _count_indent(piece: str) -> int:
    return len(piece) - len(piece.lstrip()) if piece.strip() else len(piece) + LONGEST_LINE


def _choose_gutter(taken: int, gap: tuple[int, int], end: int, lines: Sequence[str]) -> tuple[int, bool]:
    """Where the next column begins, whose heading ends there: at the blanks behind which most lines go on.

    It is sure where most of the column's lines do, and few behind other blanks: these run through the words
    of a column too, where not many of its lines are long.
    """
    ends = [at for at in range(gap[0] + 1, gap[1] + 1) if not taken >> (at - 1) & 1]
    ends = [at for at in ends if at == gap[1] or taken >> at & 1]
    stops = [*ends[1:], ends[-1] + INDENTED]
    count = {at: _count_level(lines, at, stop) for at, stop in zip(ends, stops, strict=True)}
    best, *others = sorted(ends, key=lambda at: (count[at], at), reverse=True)
    most = max((count[at] for at in others), default=0)
    filled = [line[best:end] for line in lines if line[best:end].strip()]
    level = sum(1 for text in filled if text[:INDENTED].strip())
    return best, count[best] >= 2 * most and level * 5 >= len(filled) * 4


def _count_level(lines: Sequence[str], start: int, stop: int) -> int:
    """How many lines go on in the same place behind this one, which may be indented."""
    heads = (line[start : min(stop, start + INDENTED)] for line in lines)
    places = Counter(len(head) - len(head.lstrip()) for head in heads if head.strip())
    return max(places.values(), default=0)


def _to_slice(line: str, number: int, cuts: Sequence[int]) -> Slice:
    """The line in pieces; stray where its words run over all of the cuts, or most."""
    text = line.expandtabs().rstrip()
    if any(cut < len(text) and not text[cut - 1 : cut].isspace() for cut in cuts):
        return Slice(("",) * (len(cuts) + 1), number, text)
    close = ((n, cut) for n, cut in enumerate(cuts) if text[cut - 2 : cut - 1].strip())
    crossed = tuple(n for n, cut in close if _crosses(text[:cut], text[cut:]))
    return Slice(_pieces(line.expandtabs(), list(cuts)), number, crossed=crossed)


def _crosses(before: str, after: str) -> bool:
    """True where words seem to go on over the blank between two columns; an address begins in lower case."""
    first = after.split(maxsplit=1)[:1]
    return goes_on(before, "X" if first and "@" in first[0] else after)


def _ones(count: int) -> int:
    return (1 << count) - 1


def _pieces(line: str, cuts: list[int]) -> tuple[str, ...]:
    bounds = [0, *cuts, max(len(line), cuts[-1] if cuts else 0)]
    return tuple(line[one:two] for one, two in pairwise(bounds))


def _heading_depth(slices: Sequence[Slice], own: Mapping[str, Role]) -> int:
    """Over how many lines the headings run: lines with no name that still leave them headings.

    Words under the first heading are no name where the two are a heading that neither is without the other.
    """
    depth = 1
    while depth < min(_DEEPEST, len(slices)) and not (
        slices[depth].stray or _begins_name(slices[: depth + 1], own)
    ):
        above, joined = _joined(slices[:depth]), _joined(slices[: depth + 1])
        if any("@" in each for each in joined) or count_known(joined, own) < count_known(above, own):
            break
        if any(_is_spoilt(one, two) for one, two in zip(above, joined, strict=False)):
            break
        depth += 1
    return depth


def _is_spoilt(heading: str, longer: str) -> bool:
    """Whether a heading that we know to have no role is none with the words below, which begin anew."""
    added = longer[len(heading) :].strip()
    return bool(added) and is_plain_heading(heading) and not (is_plain_heading(longer) or added[0].islower())


def _begins_name(slices: Sequence[Slice], own: Mapping[str, Role]) -> bool:
    """Whether the last line has words in the first column that do not end the heading above them."""
    *above, last = (clean(each.pieces[0]) for each in slices)
    first = clean(" ".join(above))
    return bool(last) and (find_role(first, own) is not None or find_role(f"{first} {last}", own) is None)


def _may_be_headings(row: GridRow, own: Mapping[str, Role]) -> bool:
    """True where all words of the row are headings that we know."""
    texts = [" ".join(each.text for each in words) for words in row.words if words]
    return len(texts) > 1 and all(find_role(text, own) or is_plain_heading(text) for text in texts)


def _may_be_label(headings: Sequence[Slice], roles: Sequence[Role]) -> bool:
    """True where the last line is in one column, and may be a label in the first row: the words above it are
    a heading of contacts without it, or a question, which has ended.
    """
    filled = [n for n, piece in enumerate(headings[-1].pieces) if piece.strip()]
    if len(headings) < 2 or len(filled) != 1 or filled[0] >= len(roles):
        return False
    above, words = _joined(headings[:-1])[filled[0]], clean(headings[-1].pieces[filled[0]])
    is_of_contacts = {roles[filled[0]], find_role(above), find_role(words)} == {Role.CONTACT}
    return is_of_contacts or above.endswith("?")


def _joined(slices: Sequence[Slice]) -> list[str]:
    return [clean(" ".join(pieces)) for pieces in zip(*(each.pieces for each in slices), strict=False)]
