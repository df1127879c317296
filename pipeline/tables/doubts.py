"""Typed doubts about a row: words that plainly belong under another heading than the one they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Role
from pipeline.tables.words import find_emails

_AGE_ALONE = re.compile(
    r"(?:ages?d?\s+)?(?:under|over|up to|from|below)?\s*\d{1,2}\s*(?:['’]?s)?"
    r"(?:\s*(?:-|–|—|to|and)\s*(?:\d{1,2}|under|over|above|up))?\s*\+?\s*"
    r"(?:['’]?s|years?(?: old)?|yrs?|yo)?\.?",
    re.I,
)
_SENTENCE_WORDS = frozenset(
    re.findall(r"\w+", "to with who their from by is are that which will can through this help")
)
_LONGEST_NAME = 250


def check_record(cells: Sequence[Cell], line: int) -> Iterator[Issue]:
    """What plainly does not fit: an e-mail address under "Age", an age under "Name", prose under "Area".

    Issues: `cell-out-of-place`, `name-blank`, `record-bare`, `letters-damaged`.
    """
    filled = 0
    for cell in cells:
        if not cell.paragraphs:
            if cell.column.role is Role.NAME:
                yield issue("name-blank", field="name", line=line)
            continue
        filled += 1
        text = cell.text
        why = _find_misfit(cell.column.role, text)
        if why:
            yield issue(
                "cell-out-of-place", value=text, field=cell.column.role.value, line=cell.line, why=why
            )
        if "\ufffd" in text:
            yield issue("letters-damaged", value=text, field=cell.role.value, line=cell.line)
    if filled == 1 and len(cells) > 2:
        yield issue("record-bare", line=line)


def _find_misfit(role: Role, text: str) -> str | None:
    """Why this text cannot be what the heading says; None where it can."""
    if role is Role.TEXT:
        return None
    if "@" in text and role is not Role.CONTACT and (emails := find_emails(text)):
        alone = sum(map(len, emails)) * 2 > len(text)
        if alone or role in (Role.AGE, Role.AREA, Role.AMOUNT):
            return "an e-mail address"
    if role not in (Role.AGE, Role.AMOUNT, Role.PHONE) and len(text) < 30 and _AGE_ALONE.fullmatch(text):
        return "an age" if role is not Role.CONTACT else "a number"
    if role in (Role.AREA, Role.AGE) and len(text) > 60:
        words = text.casefold().split()
        if len(words) > 10 and len(_SENTENCE_WORDS.intersection(words)) > 1:
            return "a sentence"
    if role is Role.NAME and len(text) > _LONGEST_NAME:
        return "a text too long for it"
    return None
