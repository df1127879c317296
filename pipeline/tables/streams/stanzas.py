"""Pages with their headings in one line, divided by bars, and under it for each service a block of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model import Paragraph, Role
from pipeline.tables.cards.labels import Piece
from pipeline.tables.grids.grid import Grid, Words, to_cells, to_row
from pipeline.tables.headings.columns import Heading, find_heading
from pipeline.tables.html.cell_words import CellWords, read_cell
from pipeline.tables.html.flow import INNER
from pipeline.tables.words import clean

FEWEST = 2  # services; one alone may be anything
FEWEST_LINES = 3  # of a service
_TAGS = ("p", "div", "li", "h2", "h3", "h4")


def read_html_stanzas(
    root: etree._Element, pieces: Sequence[Piece], own: Mapping[str, Role]
) -> tuple[Grid, Heading] | None:
    """The services of the page, a block of lines each; None where not all blocks have a line a heading.

    `pieces`: every paragraph of the page; none may stand among the blocks that is in none of them.
    """
    blocks = [_to_block(element) for element in root.iter(*_TAGS) if _is_inner(element)]
    found = _read_blocks([block for block in blocks if block], own)
    return found if found and _is_whole(found[0], [piece.text for piece in pieces]) else None


def _is_whole(grid: Grid, texts: Sequence[str]) -> bool:
    """True where the page has the lines of all rows one after another."""
    lines = [each.text for row in grid.rows[1:] for words in row.words for each in words]
    return any(texts[at : at + len(lines)] == lines for at, text in enumerate(texts) if text == lines[0])


def read_text_stanzas(text: str, own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The services of a text, with a blank line around each."""
    return _read_blocks(list(_divide(text)), own)


def _is_inner(element: etree._Element) -> bool:
    return next(element.iterdescendants(*INNER), None) is None


def _to_block(element: etree._Element) -> Words:
    said = read_cell(element)
    return said.words if isinstance(said, CellWords) else said


def _divide(text: str) -> Iterator[Words]:
    block: list[Paragraph] = []
    for number, line in enumerate(text.split("\n"), 1):
        if words := clean(line):
            block.append(Paragraph(words, number))
        elif block:
            yield tuple(block)
            block = []
    if block:
        yield tuple(block)


def _read_blocks(blocks: Sequence[Words], own: Mapping[str, Role]) -> tuple[Grid, Heading] | None:
    """The blocks under the line of headings, up to the last that has a line a heading, where all have."""
    for at, block in enumerate(blocks):
        if len(block) != 1 or "|" not in block[0].text:
            continue
        words = tuple(
            (Paragraph(text.strip(), block[0].line),) for text in block[0].text.strip("| ").split("|")
        )
        heading = find_heading([to_cells(words)], own)
        if heading is None or len(words) < FEWEST_LINES:
            continue
        stanzas = _take_stanzas(blocks[at + 1 :], len(words))
        if stanzas is None:
            return None
        rows = (to_row(tuple((line,) for line in stanza)) for stanza in stanzas)
        return Grid((to_row(words), *rows), line=block[0].line), heading
    return None


def _take_stanzas(blocks: Sequence[Words], count: int) -> Sequence[Words] | None:
    """The blocks up to the last one with so many lines; None where they are few, or others among them."""
    last = max((n for n, block in enumerate(blocks) if len(block) == count), default=-1)
    found = blocks[: last + 1]
    behind = blocks[last + 1 : last + 2]
    if len(found) < FEWEST or any(len(block) != count for block in found):
        return None
    return None if behind and len(behind[0]) > 1 else found
