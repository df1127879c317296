"""Whether a recovered table is like those that the reading was fitted on, told by its cells alone."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import RawRecord, Role
from pipeline.tables.flattened.detectors import names_person
from pipeline.tables.flattened.labels import names_body
from pipeline.tables.flattened.unlike import names_post
from pipeline.tables.grammars import kind

FEWEST = 5  # cells by which a column can be judged
HALF = 0.5  # of a typed column's cells, the share that must be of its type
_TYPED = {
    Role.AGE: ("age", "age-word", "age-in", "number", "digits", "nothing"),
    Role.CONTACT: (
        "email",
        "emails",
        "email-and",
        "email-in",
        "phone",
        "phone-in",
        "url",
        "url-in",
        "nothing",
    ),
    Role.PHONE: ("phone", "phone-in", "number", "nothing"),
    Role.URL: ("url", "url-in", "email", "nothing"),
    Role.AMOUNT: ("money", "money-in", "number", "nothing", "words"),
}
_LONGEST = {Role.NAME: 120, Role.AREA: 100}
_JUDGED = {*_TYPED, *_LONGEST}  # columns that can be unusual


def find_strangeness(records: Sequence[RawRecord]) -> str | None:
    """What is unusual about the table as a whole, in words; None where nothing is."""
    for place, column in enumerate(records[0].cells if records else ()):
        judged = records if column.role in _JUDGED else ()
        cells = [record.cells[place].texts for record in judged if record.cells[place].paragraphs]
        if len(cells) < FEWEST:
            continue
        heading = column.column.heading
        if _share_typed(cells, column.role) < HALF or (column.role is Role.AMOUNT and _are_titles(cells)):
            return f"under {heading!r} stands mostly something else"
        if column.role is Role.AREA and _are_bodies(cells):
            return f"under {heading!r} stand mostly organisations"
        longest = _LONGEST.get(column.role)
        if longest and sorted(len(" ".join(cell)) for cell in cells)[len(cells) // 2] > longest:
            return f"the cells under {heading!r} are unusually long"
    return None


def _are_bodies(cells: Sequence[tuple[str, ...]]) -> bool:
    """Whether most of the areas end as an organisation's name does, so that they may head the contacts."""
    return sum(names_body(cell[-1]) for cell in cells) > HALF * len(cells)


def _are_titles(cells: Sequence[tuple[str, ...]]) -> bool:
    """Whether most of the cells have words without a number, and no two the same: what costs nothing is said
    in the same words again and again; titles between rows are not.
    """
    words = [" ".join(cell) for cell in cells if not any(map(str.isdigit, "".join(cell)))]
    return len(words) >= max(FEWEST, HALF * len(cells)) and len({*words}) == len(words)


def _share_typed(cells: Sequence[tuple[str, ...]], role: Role) -> float:
    """The share of cells with a paragraph of the column's type; 1 for a column that has none."""
    kinds = _TYPED.get(role)
    if kinds is None:
        return 1.0
    return sum(any(_is_of(text, role, kinds) for text in cell) for cell in cells) / len(cells)


def _is_of(text: str, role: Role, kinds: Sequence[str]) -> bool:
    return kind(text) in kinds or (role is Role.CONTACT and (names_person(text) or names_post(text)))
