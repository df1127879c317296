"""The lines that stand near a table: right below it and above it, up to what begins something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from pipeline.model import RawRecord
from pipeline.tables.html.flow import BLOCKS, HEADINGS
from pipeline.tables.words import clean

_TEXTS = ("p", "li", "dd", "div", "td", "th", "small", "figcaption", "blockquote", "section", "footer")
_OF_NOTES = frozenset({"footnote", "footnotes", "note", "notes", "key"})
_FURTHEST = 8  # elements below a table, on its level or on that of what holds it
_FURTHEST_LINES = 12  # with words, of a text; the headings of a flattened table are among them
_MOST = 40  # texts of one of these
_HIGHEST = 3  # levels
_LONGEST = 600  # letters of a note
_ENDS_ABOVE = frozenset({"nav", "header", "form", "script", "style", "head"})
_END = "\0"  # of a line; no document has it


class Near(NamedTuple):
    """Lines near a table: those above it, the nearest first, those below, and the headings right above it."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def find_near(table: etree._Element) -> Near:
    """What stands near a table in markup."""
    above: list[str] = []
    heads: list[str] = []
    for each in _iter_above(table):
        if each.tag in HEADINGS:
            heads.append(_read_heading(each))
        else:
            above += [*_read_element(each)][::-1]
    return Near(tuple(above), tuple(_iter_below(table)), tuple(heads))


def find_near_lines(lines: Iterable[tuple[int, str]], records: Sequence[RawRecord]) -> Near:
    """What stands near the records of a text, of whose lines the numbers are given."""
    if not records:
        return Near()
    first = min(record.lines[0] for record in records)
    last = max(record.lines[1] for record in records)
    above: list[str] = []
    below: list[str] = []
    for number, line in lines:
        if (number < first or number > last) and (words := clean(line)[:_LONGEST]):
            (above if number < first else below).append(words)
    return Near(tuple(above[: -_FURTHEST_LINES - 1 : -1]), tuple(below[:_FURTHEST_LINES]))


def _iter_above(table: etree._Element) -> Iterator[etree._Element]:
    """The elements above the table, the nearest first, up to a second heading or something else."""
    element: etree._Element | None = table
    is_headed = False
    for _ in range(_HIGHEST):
        if element is None or element.tag == "body":
            return
        for before in islice(element.itersiblings(preceding=True), _FURTHEST):
            is_heading = before.tag in HEADINGS
            if before.tag in _ENDS_ABOVE or (is_heading and is_headed):
                return
            if (
                not is_heading
                and len(before)
                and next(before.iter("table", "nav", *HEADINGS), None) is not None
            ):
                return
            is_headed = is_headed or is_heading
            yield before
        element = element.getparent()
        if element is not None and element.tag in ("td", "th"):
            return


def _read_heading(element: etree._Element) -> str:
    return clean("".join(map(str, element.itertext())) if len(element) else element.text or "")


def _iter_below(table: etree._Element) -> Iterator[str]:
    """The lines right below the table, up to what begins something else."""
    element: etree._Element | None = table
    for _ in range(_HIGHEST):
        if element is None or element.tag == "body":
            return
        if _is_run_on(element):
            yield from _divide("".join(_run_on(element)))
        for after in islice(element.itersiblings(), _FURTHEST):
            if _begins_another(after):
                return
            yield from _read_element(after)
        element = element.getparent()
        if element is not None and element.tag in ("td", "th"):
            return


def _is_run_on(element: etree._Element) -> bool:
    """True where words may stand behind the element, in no block of their own."""
    if (tail := element.tail) and not tail.isspace():
        return True
    after = element.getnext()
    return after is not None and (after.tag == "br" or after.tag not in BLOCKS)


def _run_on(element: etree._Element) -> Iterator[str]:
    """The words right behind the element that stand in no block of their own."""
    yield element.tail or ""
    for after in islice(element.itersiblings(), _FURTHEST):
        if after.tag in BLOCKS and after.tag != "br":
            return
        yield _END if after.tag == "br" else "".join(map(str, after.itertext()))
        yield after.tail or ""


def _begins_another(element: etree._Element) -> bool:
    if element.tag in HEADINGS:
        return _read_heading(element).casefold().strip(" :") not in _OF_NOTES
    if element.tag in ("nav", "footer", "table"):
        return True
    return len(element) > 0 and next(element.iter("table", *HEADINGS), None) is not None


def _read_element(element: etree._Element) -> Iterable[str]:
    """The lines of the element; an item of a numbered list begins with its number."""
    if len(element):
        return _read_inside(element)
    words = clean(element.text or "")[:_LONGEST] if element.tag in _TEXTS else ""
    return (words,) if words else ()


def _read_inside(element: etree._Element) -> Iterator[str]:
    for text in islice(element.iter(*_TEXTS), _MOST):
        if any(child.tag in BLOCKS and child.tag != "br" for child in text):
            continue
        number = ""
        holder = text.getparent()
        if text.tag == "li" and holder is not None and holder.tag == "ol":
            number = f"{holder.index(text) + 1} "
        for n, line in enumerate(_break(text)):
            yield (number if n == 0 and line[:1].isalpha() else "") + line


def _break(element: etree._Element) -> list[str]:
    """The words of the element, divided where a line ends."""
    parts: list[str] = []
    for each in element.iter():
        if each.tag == "br":
            parts.append(_END)
        else:
            parts.append(each.text or "")
        if each is not element:
            parts.append(each.tail or "")
    return _divide("".join(parts))


def _divide(text: str) -> list[str]:
    return [words for line in text.split(_END) if (words := clean(line)[:_LONGEST])]
