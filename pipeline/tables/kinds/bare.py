"""Tables whose headings say no more than a name, a place and how to reach it: what else they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.model import Extraction, RawRecord, Role
from pipeline.tables.headings.roles import is_bare, is_scant
from pipeline.tables.headings.words import is_thing
from pipeline.tables.kinds.by_cells import is_most
from pipeline.tables.kinds.titles import SERVICES, name_kind
from pipeline.tables.kinds.words import may_name_person, names_person

PEOPLE = "a list of people"
ADDRESSES = "a list of addresses"


def find_bare_kind(found: Extraction, titles: Iterable[str]) -> str | None:
    """What a table with such headings may be: of people by its names, else of addresses; None for another
    table, and where the first title that tells what is listed tells of services.
    """
    columns = found.columns
    roles, headings = [column.role for column in columns], [column.heading for column in columns]
    says_more = not is_bare(roles, headings) if found.is_labelled else not is_scant(roles, headings)
    if says_more:
        return None
    heads_bodies = any(each.role is Role.NAME and is_thing(each.heading) for each in columns)
    names = names_person if heads_bodies or is_bare(roles, headings) else may_name_person
    if _are_most(found.records, lambda record: names(record.text(Role.NAME))):
        return PEOPLE
    named = next(filter(None, map(name_kind, titles)), None)
    return None if named == SERVICES else ADDRESSES


def _are_most(records: Sequence[RawRecord], test: Callable[[RawRecord], bool]) -> bool:
    return is_most(records, test) or (bool(records) and all(map(test, records)))
