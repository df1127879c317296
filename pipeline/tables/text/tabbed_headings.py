"""Headings on one line with tabs between them, above cells that are paragraphs; and the other way round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Extraction, Paragraph, RawRecord, Role
from pipeline.tables.flattened.heading_run import HeadingRun
from pipeline.tables.flattened.heading_search import LESS, find_headings
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grids.grid import to_cells
from pipeline.tables.headings.columns import find_heading
from pipeline.tables.headings.readings import find_role
from pipeline.tables.streams.stream import Token
from pipeline.tables.text.head_lines import read_head
from pipeline.tables.words import clean

SKIPPED = "a tab is missing on its line, so that its words may stand under other headings"
_FEWEST = 3  # headings
_ENOUGH = 4  # kinds of them, which no menu has
_TABS = re.compile(r"\t+")


def find_tabbed_run(text: str, tokens: Sequence[Token], own: Mapping[str, Role]) -> HeadingRun | None:
    """The line that looks most like the headings of a services table, where tabs divide it.

    None where other paragraphs of the page look more like headings, by a column or more.
    """
    runs = list(_find_runs(text.split("\n"), tokens, own))
    if not runs:
        return None
    best = max(runs, key=lambda run: run.score)
    if len({*best.roles} - {Role.TEXT}) >= _ENOUGH:
        return best
    rivals = (run for run in find_headings(tokens, own)[:1] if not run.overlaps(best))
    return None if any(run.score >= best.score + LESS for run in rivals) else best


def _find_runs(
    lines: Sequence[str], tokens: Sequence[Token], own: Mapping[str, Role]
) -> Iterator[HeadingRun]:
    """Each line of headings, with the lines that go on with it; the same tabs divide all of them."""
    places = {token.line: at for at, token in reversed([*enumerate(tokens)])}
    for number, at in sorted(places.items()):
        tabs = set(_TABS.findall(lines[number - 1].strip(" ")))
        if len(tabs) != 1:
            continue
        head, count = read_head(lines, number - 1, tabs.pop(), own)
        words = tuple((Paragraph(clean(each), number),) for each in head)
        is_whole = len(head) >= _FEWEST and all(map(str.strip, head))
        heading = find_heading([to_cells(words)], own) if is_whole else None
        if heading:
            lasting = (n for n in range(at, len(tokens)) if tokens[n].line >= number + count)
            run = HeadingRun(heading.columns, at, next(lasting, len(tokens)))
            if not run.is_menu(tokens):
                yield run


def is_all_headings(tokens: Sequence[Token], run: HeadingRun) -> bool:
    """True where the paragraphs are these headings again and again, and nothing else."""
    size = run.end - run.start
    printed = {token.text for token in tokens[:size]}
    return len(tokens) > size and all(token.text in printed for token in tokens)


def find_run_above_tabs(tokens: Sequence[Token], own: Mapping[str, Role]) -> HeadingRun | None:
    """The paragraphs right above the first line with tabs, as many as most such lines have cells.

    The first must be known, for where one is blank it is the page's title.
    """
    rows = [(at, token.text) for at, token in enumerate(tokens) if "\t" in token.text]
    border = min((tabs for _, text in rows for tabs in _TABS.findall(text)), default="\t")
    count = Counter(len(text.split(border)) for _, text in rows)
    (width, times), *_ = count.most_common(1) or [(0, 0)]
    if width < _FEWEST or 2 * times <= len(rows) or rows[0][0] < width:
        return None
    above = tokens[rows[0][0] - width : rows[0][0]]
    words = tuple((Paragraph(token.text, token.line),) for token in above if token.text)
    is_whole = len(words) == width and find_role(above[0].text, own) is not None
    heading = find_heading([to_cells(words)], own) if is_whole else None
    run = HeadingRun(heading.columns, rows[0][0] - width, rows[0][0]) if heading else None
    return None if run is None or run.is_menu(tokens) else run


def doubt_skipped(found: Extraction, lines: Sequence[str]) -> Extraction:
    """The same records, those doubted that stand on one line and skip a cell for which it has no tab.

    Issues: `record-doubtful`.
    """
    printed = [lines[record.lines[0] - 1] for record in found.records]
    border = min((tabs for line in printed for tabs in _TABS.findall(line)), default="\t")
    said = [
        doubt(record, SKIPPED)
        for record, line in zip(found.records, printed, strict=True)
        if 0 < line.count(border) < len(record.cells) - 1 and _skips(record)
    ]
    return replace(found, issues=(*found.issues, *said)) if said else found


def _skips(record: RawRecord) -> bool:
    """True where the record's words stand on one line, and a blank cell is before some of them."""
    filled = [bool(cell.paragraphs) for cell in record.cells]
    return record.lines[0] == record.lines[1] and sorted(filled, reverse=True) != filled
