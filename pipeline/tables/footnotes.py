"""Footnotes of a table: what stands below it, or in its foot, behind the mark that a cell or a heading has.

"Wye Walkers*" and "* Paused until May." below say something of one record, which the table does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord
from pipeline.tables.asides import MARK
from pipeline.tables.flow import BLOCKS
from pipeline.tables.parts import Part
from pipeline.tables.words import clean

_SIGNS = "*†‡§¶"
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_PLAIN = str.maketrans(_RAISED, "1234567890")
_NOTE = re.compile(
    rf"[\[(]?(?P<mark>[{_SIGNS}]{{1,4}}|[{_RAISED}]{{1,2}}|\d{{1,2}}|[a-z](?=[.:)\]]))"
    r"(?:[\])]?[.:)]?\s+|[\])]\s*|(?<=\D)\s*|(?=[A-Z“‘]))(?P<words>\w.*|[“‘(£].*)"
)
_MARKS = re.compile(rf"\d{{1,3}}|[{_SIGNS}#]+|[a-z]")
_IN_TEXT = re.compile(
    rf"^[{_SIGNS}]{{1,4}}(?=\s?\w)|(?<=\S)[{_SIGNS}]{{1,4}}(?!\w)|(?<=\S)[{_RAISED}]{{1,2}}"
)
_ANOTHER = re.compile(rf"(?<=[.;!?])\s+(?=[{_SIGNS}{_RAISED}]{{1,4}}\s*\w)")
_OF_FORMS = re.compile(r"\b(?:required|mandatory|compulsory)\b", re.I)
_TEXTS = ("p", "li", "dd", "div", "td", "th", "small", "figcaption", "blockquote", "section", "footer")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_NOTES = re.compile(r"(?:foot)?notes?|key", re.I)
_FURTHEST = 8  # elements below a table, on its level or on that of what holds it
_MOST = 40  # texts of one of these
_HIGHEST = 3  # levels
_LONGEST = 600  # letters of a note
_END = "\0"  # of a line; no document has it


class _Marked(NamedTuple):
    """A mark, and the record and field that have it; none for one in a heading."""

    mark: str
    record: int | None = None
    field: str | None = None
    line: int | None = None


def say_footnotes(part: Part, records: Sequence[RawRecord], said: Sequence[Issue]) -> Iterator[Issue]:
    """What the footnotes say of records, of columns, and of neither where no mark leads to them.

    `said`: what there was to say of the table; rows across it may be notes.

    Issues: `footnote`.
    """
    rows = [each.value or "" for each in said if each.code in ("table-note", "section-row")]
    below = [*_iter_lines(part.element)] if part.element is not None else []
    notes = _read_notes([*rows, *below])
    if not notes:
        return
    raised = [each for each in said if each.code == MARK]
    found = [*_find_in_headings(part), *chain.from_iterable(_find_marks(each, raised) for each in records)]
    for at in dict.fromkeys(found):
        if at.mark in notes:
            yield _say(notes[at.mark], at)
    known = {at.mark for at in found}
    for mark, words in _read_notes(below[:2]).items():
        if mark[0] in _SIGNS and mark not in known and not _OF_FORMS.search(words):
            yield _say(words, _Marked(mark))


def _say(words: str, at: _Marked) -> Issue:
    return issue("footnote", value=words, mark=at.mark, record=at.record, field=at.field, line=at.line)


def _read_notes(lines: Iterable[str]) -> Mapping[str, str]:
    """The words of each note by its mark; of several with one mark, the first."""
    notes: dict[str, str] = {}
    for line in lines:
        for text in _part(line):
            if found := _NOTE.match(text):
                notes.setdefault(found["mark"].translate(_PLAIN), found["words"])
    return notes


def _part(line: str) -> Iterator[str]:
    """The notes that stand in one line: "1 Paused. 2 Girls only." has two.

    >>> [*_part("1 Paused. 2 Girls, 2 hours. 3 Boys.")], [*_part("* Paused. ** Girls.")]
    (['1 Paused.', '2 Girls, 2 hours.', '3 Boys.'], ['* Paused.', '** Girls.'])
    """
    for text in _ANOTHER.split(line):
        rest = text
        while (first := re.match(r"[\[(]?(\d{1,2})\b", rest)) and (
            after := re.search(rf"[.;!?]\s+(?=[\[(]?{int(first[1]) + 1}[\])]?[.:)]?\s+\S)", rest)
        ):
            yield rest[: after.start() + 1]
            rest = rest[after.end() :]
        yield rest


def _find_in_headings(part: Part) -> Iterator[_Marked]:
    for row in part.grid.rows[part.heading.first : part.heading.last + 1]:
        for cell in row.cells:
            raised = (
                mark for each in cell.asides if each.code == MARK for mark in _MARKS.findall(each.words)
            )
            for mark in chain(raised, _read_marks(cell.text)):
                yield _Marked(mark, line=part.grid.line)


def _find_marks(record: RawRecord, raised: Iterable[Issue]) -> Iterator[_Marked]:
    line = record.lines[0]
    for each in raised:
        if each.record == record.number:
            for mark in _MARKS.findall(each.value or ""):
                yield _Marked(mark, record.number, each.field, line)
    for cell in record.cells:
        for mark in chain.from_iterable(_read_marks(each.text) for each in cell.paragraphs):
            yield _Marked(mark, record.number, cell.role.value, line)


def _read_marks(text: str) -> list[str]:
    """The marks in the text that are letters of their own.

    >>> _read_marks("Isle of Sheppey*"), _read_marks("Dover¹, Deal"), _read_marks("2 * 3")
    (['*'], ['1'], [])
    """
    if text.isascii() and "*" not in text:
        return []
    return [mark.translate(_PLAIN) for mark in _IN_TEXT.findall(text)]


def _iter_lines(table: etree._Element) -> Iterator[str]:
    """The lines right below the table, up to what begins something else."""
    element: etree._Element | None = table
    for _ in range(_HIGHEST):
        if element is None or element.tag == "body":
            return
        yield from _divide("".join(_run_on(element)))
        for after in islice(element.itersiblings(), _FURTHEST):
            if _begins_another(after):
                return
            yield from _read_element(after)
        element = element.getparent()
        if element is not None and element.tag in ("td", "th"):
            return


def _run_on(element: etree._Element) -> Iterator[str]:
    """The words right behind the element that stand in no block of their own."""
    yield element.tail or ""
    for after in islice(element.itersiblings(), _FURTHEST):
        if after.tag in BLOCKS and after.tag != "br":
            return
        yield _END if after.tag == "br" else "".join(map(str, after.itertext()))
        yield after.tail or ""


def _begins_another(element: etree._Element) -> bool:
    if element.tag in _HEADINGS:
        return not _OF_NOTES.fullmatch(clean("".join(map(str, element.itertext()))).strip(" :"))
    return element.tag in ("nav", "footer") or next(element.iter("table", *_HEADINGS), None) is not None


def _read_element(element: etree._Element) -> Iterator[str]:
    """The lines of the element; an item of a numbered list begins with its number."""
    for text in islice(element.iter(*_TEXTS), _MOST):
        if any(child.tag in BLOCKS and child.tag != "br" for child in text):
            continue
        number = ""
        holder = text.getparent()
        if text.tag == "li" and holder is not None and holder.tag == "ol":
            number = f"{holder.index(text) + 1} "
        for n, line in enumerate(_break(text)):
            yield (number if n == 0 and not _NOTE.match(line) else "") + line


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
