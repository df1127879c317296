"""Tables whose headings say no more than a name, a place and how to reach it: what else they may be."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Extraction, Role
from pipeline.tables.headings.roles import is_bare
from pipeline.tables.kinds.by_cells import is_most
from pipeline.tables.kinds.titles import SERVICES, name_kind
from pipeline.tables.kinds.words import names_person

PEOPLE = "a list of people"
ADDRESSES = "a list of addresses"


def find_bare_kind(found: Extraction, titles: Iterable[str]) -> str | None:
    """What a table with such headings may be: of people by its names, else of addresses; None for another
    table, and where the first title that tells what is listed tells of services.
    """
    columns = found.columns
    if not is_bare([column.role for column in columns], [column.heading for column in columns]):
        return None
    persons = [names_person(record.text(Role.NAME)) for record in found.records]
    if all(persons) or is_most(found.records, lambda record: names_person(record.text(Role.NAME))):
        return PEOPLE
    named = next(filter(None, map(name_kind, titles)), None)
    return None if named == SERVICES else ADDRESSES
