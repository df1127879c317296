"""Rows of text that end before their last cells, because tools cut off what is blank at a line's end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Role
from pipeline.tables.grammars import kind
from pipeline.tables.grids.grid import GridRow, to_row

_AGES = ("age", "age-word")
_MAY_HOLD_EMAIL = (Role.CONTACT, Role.TEXT, Role.DESCRIPTION, Role.NAME)


def fill_up(rows: Sequence[GridRow], roles: Sequence[Role]) -> Iterator[GridRow]:
    """The rows; a short one is filled up with blank cells where only its last ones can be missing.

    So it is where other rows show that a blank cell keeps its borders, where no row shows that a cell has
    left no trace, and where the row's own age stands in its column: what is missing is behind it.
    """
    body = rows[1:]
    kept = any(len(row.words) == len(roles) and not all(row.words[:-1]) for row in body)
    moved = any(_has_moved(row, roles) for row in body)
    for row in rows:
        if kept and not moved and not row.doubt and _is_cut(row, roles):
            blank = len(roles) - len(row.words)
            yield to_row(row.words + ((),) * blank)
        else:
            yield row


def _is_cut(row: GridRow, roles: Sequence[Role]) -> bool:
    if len(row.words) >= len(roles) or Role.AGE not in roles or not row.words[-1]:
        return False
    age = roles.index(Role.AGE)
    return age < len(row.words) and len(row.words[age]) == 1 and kind(row.words[age][0].text) in _AGES


def _has_moved(row: GridRow, roles: Sequence[Role]) -> bool:
    """True where an e-mail address or an age alone stands under another heading."""
    for role, words in zip(roles, row.words, strict=False):
        for each in words:
            found = kind(each.text)
            if found in ("email", "emails") and role not in _MAY_HOLD_EMAIL:
                return True
            if found == "age" and role in (Role.AREA, Role.CONTACT, Role.DESCRIPTION):
                return True
    return False
