"""Footnotes of a table: what stands below it, or in its foot, behind the mark that a cell or a heading has.

"Wye Walkers*" and "* Paused until May." below say something of one record, which the table does not.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord
from pipeline.tables.grammars import word_list
from pipeline.tables.grids.parts import Part
from pipeline.tables.html.asides import MARK
from pipeline.tables.near.lines import Near

_SIGNS = "*†‡§¶#"
SIGNS = frozenset(_SIGNS)
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_PLAIN = str.maketrans(_RAISED, "1234567890")
_NOTE = re.compile(
    rf"(?P<open>[\[(])?(?P<mark>[*†‡§¶]{{1,4}}|\#{{1,2}}(?=[\s)\]=:])|[{_RAISED}]{{1,2}}|\d{{1,2}}|[a-z](?=[.:)\]]))"
    r"(?:[\])]?[.:)]?\s+|[\])]\s*|(?<=\D)\s*|(?=[A-Z“‘]))(?:[=:–—-]\s*)?(?P<words>\w.*|[“‘(£].*)"
)
_MARKS = re.compile(rf"\d{{1,3}}|[{_SIGNS}]+|[a-z]")
_IN_TEXT = re.compile(
    rf"^[{_SIGNS}]{{1,4}}(?=\s?\w)|(?<=[^\s{_SIGNS}])[{_SIGNS}]{{1,4}}(?!\w)"
    rf"|(?<=[^\s{_SIGNS}]\s)[{_SIGNS}]{{1,4}}(?=\s*(?:$|[,;.)]))|(?<=\S)[{_RAISED}]{{1,2}}"
)
_AT_END = re.compile(r"(?<=\S)\s*(\((?:\d{1,2}|[a-z])\))$")
_ANOTHER = re.compile(rf"(?<=[.,;!?])\s+(?=[{_SIGNS}{_RAISED}]{{1,4}}\s*[=:–-]?\s*\w)")
_OF_FORMS = re.compile(r"\b(?:required|mandatory|compulsory)\b", re.I)
_MENTIONED = re.compile(rf"(?:^|(?<=[\s(\[\"'“‘]))[{_SIGNS}]{{1,4}}(?=[\s)\]\"'”’.,:;=]|$)")
_OF_WORDS = frozenset({"name", "description", "area"})  # fields whose words may end in a digit
_WORD = re.compile(r"[a-z]+")
_FIRST = re.compile(r"[\[(]?(\d{1,2})\b")  # the number of a note
_KEY = re.compile(r"(?:key|(?:foot)?notes?)\s*:\s*", re.I)
_CALLED = {"*": "asterisk", "†": "dagger"}  # the lists of words for a mark


class _Marked(NamedTuple):
    """A mark, and the record and field that have it; none for one in a heading."""

    mark: str
    record: int | None = None
    field: str | None = None
    line: int | None = None


def say_footnotes(
    part: Part, records: Sequence[RawRecord], said: Sequence[Issue], near: Near
) -> Iterator[Issue]:
    """What the footnotes say of records, of columns, and of neither where no mark leads to them, other than
    `#`, which may be that of a heading in Markdown.

    `said`: what there was to say of the table; rows across it may be notes.

    Issues: `footnote`, `footnote-missing`.
    """
    rows = [each.value or "" for each in said if each.code in ("table-note", "section-row")]
    notes = _read_notes([*rows, *near.below], [*near.above, *near.below])
    raised = [each for each in said if each.code == MARK]
    yield from _say_missing(raised, notes)
    if not notes:
        return
    found = [*_find_in_headings(part), *chain.from_iterable(_find_marks(each, raised) for each in records)]
    yield from _say_found(notes, found)
    known = {at.mark for at in found}
    for mark, words in _read_notes(near.below[:2]).items():
        if mark[0] in _SIGNS.replace("#", "") and mark not in known and not _OF_FORMS.search(words):
            yield _say(words, _Marked(mark))


def _say_missing(raised: Iterable[Issue], notes: Container[str]) -> Iterator[Issue]:
    """What to say of a raised digit or letter that no note explains: it may be part of a name or a word."""
    for each in raised:
        if each.field in _OF_WORDS and (mark := each.value or "").isalnum() and mark not in notes:
            yield issue("footnote-missing", value=mark, record=each.record, field=each.field, line=each.line)


def say_footnotes_in_text(records: Sequence[RawRecord], near: Near) -> Iterator[Issue]:
    """What the footnotes of a table in a text say of records.

    Issues: `footnote`.
    """
    if notes := _read_notes([*near.below, *near.above], [*near.above, *near.below]):
        yield from _say_found(notes, [*chain.from_iterable(_find_marks(each, ()) for each in records)])


def _say_found(notes: Mapping[str, str], found: Iterable[_Marked]) -> Iterator[Issue]:
    for at in dict.fromkeys(found):
        if at.mark in notes:
            yield _say(notes[at.mark], at)


def _say(words: str, at: _Marked) -> Issue:
    return issue("footnote", value=words, mark=at.mark, record=at.record, field=at.field, line=at.line)


def _read_notes(lines: Iterable[str], mentioning: Sequence[str] = ()) -> Mapping[str, str]:
    """The words of each note by its mark; of several with one mark, the first.

    `mentioning`: lines that may say what a mark means elsewhere than at their beginning.

    >>> _read_notes(["Key: * closed, ** full", "(c) = from May"], ["Clubs marked † are new."])
    {'*': 'closed', '**': 'full', 'c': 'from May', '(c)': 'from May', '†': 'Clubs marked † are new.'}
    """
    notes: dict[str, str] = {}
    for line in lines:
        for text in _part(_KEY.sub("", line, count=1) if line[:1] in "KkFfNn" else line):
            if found := _NOTE.match(text):
                mark, words = found["mark"].translate(_PLAIN), found["words"].rstrip(" ,;")
                notes.setdefault(mark, words)
                if found["open"] == "(":
                    notes.setdefault(f"({mark})", words)
    for line in mentioning if _may_mention(mentioning) else ():
        for mark in _find_mentioned(line):
            if not _OF_FORMS.search(line):
                notes.setdefault(mark, line)
    return notes


def _may_mention(lines: Sequence[str]) -> bool:
    """False where no line has a sign, or the beginning of the name of one."""
    text = " ".join(lines).casefold()
    return any(map(text.__contains__, (*_SIGNS, *_names())))


@cache
def _names() -> tuple[str, ...]:
    """The words for marks."""
    return tuple(word for name in _CALLED.values() for word in word_list(name))


def _find_mentioned(line: str) -> Iterator[str]:
    """The marks of which a line speaks, by sign or by name."""
    yield from _MENTIONED.findall(line)
    words = line.casefold()
    for mark, name in _CALLED.items():
        if not word_list(name).isdisjoint(_WORD.findall(words)):
            yield mark


def _part(line: str) -> Iterator[str]:
    """The notes that stand in one line: "1 Paused. 2 Girls only." has two.

    >>> [*_part("1 Paused. 2 Girls, 2 hours. 3 Boys.")], [*_part("* Paused. ** Girls.")]
    (['1 Paused.', '2 Girls, 2 hours.', '3 Boys.'], ['* Paused.', '** Girls.'])
    """
    for text in _ANOTHER.split(line):
        rest = text
        while (first := _FIRST.match(rest)) and (
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
    at_end = _AT_END.findall(text[-6:]) if text[-1:] == ")" else []
    if text.isascii() and "*" not in text and "#" not in text:
        return at_end
    return [*(mark.translate(_PLAIN) for mark in _IN_TEXT.findall(text)), *at_end]
