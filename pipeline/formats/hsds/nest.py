"""HSDS tables nested into one JSON object a service, and back: what each holds, the other holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.formats.hsds.fields import fields

Values = Mapping[str, Any]
Flat = Mapping[str, Sequence[Values]]  # rows by table, every identifier of a parent in place


@dataclass(frozen=True, slots=True)
class Owned:
    """Rows of `child` stand in the list `member` of the row of `parent` that their `key` names."""

    child: str
    key: str
    parent: str
    member: str


@dataclass(frozen=True, slots=True)
class Named:
    """The row of `target` that `key` names stands in `member`; `kept`: the identifier stays beside it."""

    table: str
    key: str
    target: str
    member: str
    kept: bool = False


OWNED = (
    Owned("phone", "service_id", "service", "phones"),
    Owned("service_area", "service_id", "service", "service_areas"),
    Owned("service_at_location", "service_id", "service", "service_at_locations"),
    Owned("funding", "service_id", "service", "funding"),
    Owned("contact", "service_id", "service", "contacts"),
    Owned("url", "service_id", "service", "additional_urls"),
)
NAMED = (
    Named("service", "organization_id", "organization", "organization", kept=True),
    Named("service", "program_id", "program", "program", kept=True),
    Named("service_at_location", "location_id", "location", "location"),
    Named("attribute", "taxonomy_term_id", "taxonomy_term", "taxonomy_term"),
    Named("taxonomy_term", "taxonomy_id", "taxonomy", "taxonomy_detail"),
)
# Tables whose rows hang on a row of any table: the fields that name its identifier and its table.
HANGING = {
    "attribute": ("link_id", "link_entity", "attributes"),
    "metadata": ("resource_id", "resource_type", "metadata"),
}
_HANGING_KEYS = tuple((child, key, entity) for child, (key, entity, _) in HANGING.items())


class Nester:
    """Nests rows of one version of the standard: a member stands only where that version has it."""

    def __init__(self, version: str, flat: Flat) -> None:
        self.version = version
        self.flat = flat
        self._rows = {table: {row["id"]: row for row in rows} for table, rows in flat.items()}
        self._below: dict[tuple[str, str, str], list[Values]] = {}
        for child, key, _ in (*((o.child, o.key, o.parent) for o in OWNED), *_HANGING_KEYS):
            for row in flat.get(child, ()):
                self._below.setdefault((child, key, str(row.get(key))), []).append(row)

    def nested(self, table: str, values: Values) -> dict[str, Any]:
        """The row with everything that hangs on it, in the standard's order; nothing blank."""
        members = {**self._own(table, values), **self._children(table, values)}
        known = fields(self.version)[table]
        ordered = [*known, *(name for name in members if name not in known)]
        return {name: members[name] for name in ordered if members.get(name) not in (None, "", [])}

    def _own(self, table: str, values: Values) -> dict[str, Any]:
        """The row's own values, and the rows that it names."""
        own = dict(values)
        for each in NAMED:
            if each.table == table and each.key in values and self._has(table, each.member):
                own[each.member] = self.nested(each.target, self._rows[each.target][values[each.key]])
                if not each.kept:
                    del own[each.key]
        for parent_key in self._parent_keys(table):
            own.pop(parent_key, None)
        return own

    def _children(self, table: str, values: Values) -> dict[str, Any]:
        found = {}
        for each in OWNED:
            if each.parent == table and self._has(table, each.member):
                rows = self._below.get((each.child, each.key, values["id"]), ())
                found[each.member] = [self.nested(each.child, row) for row in rows]
        for child, (key, entity, member) in HANGING.items():
            if self._has(table, member):
                rows = self._below.get((child, key, values["id"]), ())
                found[member] = [self.nested(child, row) for row in rows if row.get(entity, table) == table]
        return found

    def _has(self, table: str, member: str) -> bool:
        return member in fields(self.version)[table]

    @staticmethod
    def _parent_keys(table: str) -> Iterator[str]:
        yield from (each.key for each in OWNED if each.child == table)
        yield from HANGING.get(table, ())[:2]


def flatten(services: Iterable[Values]) -> dict[str, dict[str, Values]]:
    """The rows behind nested services, by table and identifier, with the identifiers of their parents."""
    found: dict[str, dict[str, Values]] = {}
    for each in services:
        for table, values in _unnest("service", each, {}):
            found.setdefault(table, {})[str(values.get("id"))] = values
    return found


def _unnest(table: str, nested: Values, above: Values) -> Iterator[tuple[str, Values]]:
    own = {name: value for name, value in nested.items() if not isinstance(value, list | dict)}
    own |= above
    for each in NAMED:
        if each.table == table and isinstance(nested.get(each.member), dict):
            own[each.key] = nested[each.member].get("id")
            yield from _unnest(each.target, nested[each.member], {})
    yield table, own
    for child, key, member in _lists(table):
        for row in nested.get(member, ()):
            yield from _unnest(child, row, {**key, **_parent(child, table, nested)})


def _lists(table: str) -> Iterator[tuple[str, Values, str]]:
    yield from ((each.child, {}, each.member) for each in OWNED if each.parent == table)
    yield from ((child, {entity: table}, member) for child, (_, entity, member) in HANGING.items())


def _parent(child: str, table: str, nested: Values) -> dict[str, Any]:
    if child in HANGING:
        return {HANGING[child][0]: nested.get("id")}
    return {each.key: nested.get("id") for each in OWNED if each.child == child and each.parent == table}


def page(contents: Sequence[Any]) -> dict[str, Any]:
    """The API's page wrapper around all there is: one page, whatever its length."""
    return {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        "contents": contents,
    }
