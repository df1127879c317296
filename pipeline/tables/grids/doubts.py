"""Typed doubts about a row: words that plainly belong under another heading than the one they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.model import Cell, RawRecord, Role
from pipeline.tables.words import find_emails

_AGE = (
    r"(?:ages?d?\s+)?(?:under|over|up to|from|below)?\s*\d{1,2}\s*(?:['’]?s)?"
    r"(?:\s*(?:-|–|—|to|and)\s*(?:\d{1,2}|under|over|above|up))?\s*\+?\s*"
    r"(?:['’]?s|years?(?: old)?|yrs?|yo)?\.?"
)
_AGE_ALONE = re.compile(_AGE, re.I)
_LINE_OF_AGE = re.compile(rf"\n(?=[\dauofb]){_AGE}(?=\n)", re.I)  # an age begins with one of these
_SENTENCE_WORDS = frozenset(
    re.findall(r"\w+", "to with who their from by is are that which will can through this help")
)
_TWICE = re.compile(
    r"[ÂÃ][\u0080-\u00bf]|â€[\u0080-\u00bf™œž\u201c\u201d˜¦¢\u2013]|Ã[ƒ‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
_RUN_TOGETHER = re.compile(r"@[^\s@,;:<>()/]+@")
LINK_ALONE = re.compile(
    r"(?:https?://|www\.)[^\s@]+|[\w-]+(?:\.[\w-]+)*\.(?:org|uk|com|net)(?:/[^\s@]*)?", re.I
)
_SUM_ALONE = re.compile(r"[£$€]\s?\d[\d,.]*\s?[km]?", re.I)
_LONGEST_NAME = 250
_SHORT, _LONG = 30, 60
_MAY_HOLD_EMAIL = (Role.CONTACT, Role.TEXT)
_MUST_NOT = (Role.AGE, Role.AREA, Role.AMOUNT)
_NEVER_AGE = frozenset({Role.NAME, Role.DESCRIPTION, Role.AREA, Role.CONTACT})
_SHORT_ROLES = (Role.AREA, Role.AGE)
_NEVER_LONG = frozenset({Role.NAME, *_SHORT_ROLES})


def check_record(cells: Sequence[Cell], line: int, *, fitting: bool = False) -> list[Issue]:
    """What plainly does not fit: an e-mail address under "Age", an age under "Name", prose under "Area".

    `fitting`: it is known that no words are out of place, so that only blanks can be.

    Issues: `cell-out-of-place`, `name-blank`, `record-bare`.
    """
    issues = []
    blank: list[Role] = []
    for cell in cells:
        role = cell.column.role
        if not cell.paragraphs:
            blank.append(role)
            if role is Role.NAME:
                issues.append(issue("name-blank", field=role.value, line=line))
        elif not fitting and (why := _find_misfit(role, text := cell.text)):
            issues.append(issue("cell-out-of-place", value=text, field=role.value, line=cell.line, why=why))
    if Role.URL in blank and (moved := _find_moved_link(cells)):
        said = issue(
            "cell-out-of-place", value=moved, field=Role.CONTACT.value, line=line, why="a web address"
        )
        issues.append(said)
    if len(cells) - len(blank) == 1 and len(cells) > 2:
        issues.append(issue("record-bare", line=line))
    return issues


def has_misfit(role: Role, texts: Sequence[str]) -> bool:
    """True where one of the texts under a heading of this role cannot be what it says."""
    return _may_misfit(role, texts) and any(_find_misfit(role, text) for text in texts)


def _may_misfit(role: Role, texts: Sequence[str]) -> bool:
    """False where a look at all texts together tells that each of them fits, as it does of most columns."""
    lines = "\n".join(["", *texts, ""])
    if "@" in lines and (role not in _MAY_HOLD_EMAIL or _RUN_TOGETHER.search(lines)):
        return True
    if role is Role.NAME and ("£" in lines or "$" in lines or "€" in lines):
        return True
    if role in _NEVER_LONG and max(map(len, texts), default=0) > _LONG:
        return True
    return role in _NEVER_AGE and bool(_LINE_OF_AGE.search(lines))


def _find_moved_link(cells: Sequence[Cell]) -> str | None:
    """A web address under a contact's heading."""
    contacts = (cell.text for cell in cells if cell.role is Role.CONTACT)
    return next((text for text in contacts if LINK_ALONE.fullmatch(text)), None)


def find_damage(text: str) -> bool:
    """True where a letter is lost, or UTF-8 was once read as windows-1252: "Under 18â€™s".

    >>> find_damage("Under 18â€™s"), find_damage("Château Â")
    (True, False)
    """
    if "\ufffd" in text:
        return True
    return ("Â" in text or "Ã" in text or "â" in text) and bool(_TWICE.search(text))


def check_letters(records: Iterable[RawRecord]) -> Iterator[Issue]:
    """The cells in which a letter is lost.

    Issues: `letters-damaged`.
    """
    for record in records:
        for cell in record.cells:
            if find_damage(cell.text):
                said = issue("letters-damaged", value=cell.text, field=cell.role.value, line=cell.line)
                yield said.at(record=record.number)


def _find_misfit(role: Role, text: str) -> str | None:
    """Why this text cannot be what the heading says; None where it can."""
    if text.count("@") > 1 and _RUN_TOGETHER.search(text):
        return "more than one address run together"
    if "@" in text and role not in _MAY_HOLD_EMAIL and (emails := find_emails(text)):
        alone = sum(map(len, emails)) * 2 > len(text)
        if alone or role in _MUST_NOT:
            return "an e-mail address"
    if role is Role.NAME and _SUM_ALONE.fullmatch(text):
        return "a sum of money"
    if len(text) < _SHORT and role in _NEVER_AGE:
        ends = text[-1].isdigit() or text[0].isdigit() or text[-1] in "s+.d"
        return "an age" if ends and _AGE_ALONE.fullmatch(text) else None
    if len(text) > _LONG and role in _SHORT_ROLES:
        words = text.casefold().split()
        if len(words) > 10 and len(_SENTENCE_WORDS.intersection(words)) > 1:
            return "a sentence"
    return "a text too long for it" if len(text) > _LONGEST_NAME and role is Role.NAME else None
