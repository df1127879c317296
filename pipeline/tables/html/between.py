"""What a page prints beside the tables that were joined: headings, captions and notes that are in no record.

`Dover`, `Closed services` or "For girls only" above one of several tables says something of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Extraction
from pipeline.tables.grids.parts import Part
from pipeline.tables.html.asides import is_hidden
from pipeline.tables.html.cell_words import read_line
from pipeline.tables.html.flow import HEADINGS, Flow, read_flow
from pipeline.tables.html.title import find_bold
from pipeline.tables.html.tree import line_of, take_out
from pipeline.tables.near.said import says_something

_MARK = "\ufdd0"  # stands for a joined table; no page has it, for it is no letter
_TOOLS = ("nav", "select", "label", "input")
_NEAR_ABOVE, _NEAR_BELOW = 10, 5  # paragraphs; what stands further from a table is about something else


class Said(NamedTuple):
    """A paragraph outside the tables, and the heading that it is, or is in."""

    text: str
    line: int
    heading: str


def say_between(root: etree._Element, parts: Sequence[Part], found: Extraction) -> Iterator[Issue]:
    """What stands above, between and in the captions of joined tables, once each.

    Words of a record or a footnote are left out. The document is not to be read again: the tables are no
    longer in it.

    Issues: `paragraph-outside`.
    """
    known = {cell.text for record in found.records for cell in record.cells}
    notes = [each.value or "" for each in found.issues if each.code == "footnote"]
    for each in sorted(_find_outside(root, parts), key=lambda each: each.line):
        if each.text in known or any(note in each.text for note in notes):
            continue
        if says_something(each.text):
            known.add(each.text)
            yield issue("paragraph-outside", value=each.text, line=each.line)


def _find_outside(root: etree._Element, parts: Sequence[Part]) -> list[Said]:
    labels = [_find_label(part.element) for part in parts if part.element is not None]
    tabs = _read_tabs(root, parts)
    captions = [Said(part.grid.title, part.grid.line, "") for part in parts if part.grid.title]
    gaps = _divide(read_flow(_mark(root, parts)))
    above, between = gaps[0], gaps[1:-1]
    levels = {each.heading for gap in between for each in gap} & HEADINGS
    is_alike = labels[0] is not None and labels[0] in labels[1:]
    near = [each for gap in between for each in _find_near(gap)]
    return [*tabs, *_find_above(above, levels, alike=is_alike), *near, *_tell_apart(captions, parts)]


def _find_label(table: etree._Element) -> tuple[str, str] | None:
    """The kind of element right above the table, or above what holds it; None for a plain paragraph."""
    element: etree._Element | None = table
    while element is not None:
        before = element.getprevious()
        if before is not None:
            kind = find_bold(before) if before.tag == "p" else before.get("class", "")
            return None if kind is None else (str(before.tag), kind)
        element = element.getparent()
    return None


def _read_tabs(root: etree._Element, parts: Sequence[Part]) -> list[Said]:
    """The labels of tabs, where one of the tables stands in a tab's panel."""
    holders = (each for part in parts if part.element is not None for each in part.element.iterancestors())
    if not any(each.get("role") == "tabpanel" for each in holders):
        return []
    return [Said(read_line(tab), line_of(tab), "") for tab in root.iterfind(".//*[@role='tab']")]


def _mark(root: etree._Element, parts: Sequence[Part]) -> etree._Element:
    """The document with a mark in the place of each joined table, and without other grids and tools."""
    marks = [part.element for part in parts if part.element is not None]
    for mark in marks:
        take_out(mark)
        mark.tag, mark.text = "p", _MARK
        for around in mark.iterancestors():
            if is_hidden(around):
                _show(around)
    for element in [*filter(_is_grid, root.iter("table")), *root.iter(*_TOOLS)]:
        take_out(element)
    return root


def _show(element: etree._Element) -> None:
    for key in ("hidden", "style"):
        if key in element.attrib:
            del element.attrib[key]


def _is_grid(table: etree._Element) -> bool:
    """True where the table has cells side by side, and no joined table in it."""
    if any(element.text == _MARK for element in table.iter("p")):
        return False
    return any(sum(1 for cell in row if cell.tag in ("td", "th")) > 1 for row in table.iter("tr"))


def _divide(flow: Flow) -> list[list[Said]]:
    """The paragraphs before the first mark, those between each two, and those behind the last."""
    gaps: list[list[Said]] = [[]]
    for paragraph, holder in zip(flow.paragraphs, flow.holders, strict=True):
        if paragraph.text == _MARK:
            gaps.append([])
        else:
            gaps[-1].append(Said(paragraph.text, paragraph.line, holder))
    return gaps


def _find_above(above: Sequence[Said], levels: set[str], *, alike: bool) -> Sequence[Said]:
    """What stands under the first table's heading, where the others have one of the same level.

    `alike`: the same kind of element stands right above another, so that it is such a heading.
    """
    near = above[-_NEAR_ABOVE:]
    for n in range(len(near) - 1, -1, -1):
        if near[n].heading in levels:
            return near[n:]
    return near[-1:] if near and alike and near[-1].heading not in HEADINGS else ()


def _find_near(gap: Sequence[Said]) -> Iterator[Said]:
    """The headings between two tables, and the paragraphs near one of these."""
    for n, said in enumerate(gap):
        if said.heading in HEADINGS or n < _NEAR_BELOW or n >= len(gap) - _NEAR_ABOVE:
            yield said


def _tell_apart(captions: Sequence[Said], parts: Sequence[Part]) -> Sequence[Said]:
    """The captions, where not all tables have the same one."""
    same = len(captions) == len(parts) and len({each.text for each in captions}) == 1
    return () if same else captions
