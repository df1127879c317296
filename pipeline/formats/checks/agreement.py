"""All files of a release say the same: CSV and JSON, flat and standard, full and UK, list and item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.formats.checks.faults import Fault
from pipeline.formats.checks.reading import Object, Release
from pipeline.formats.hsds.fields import FEED, FULL, HSDS_UK, fields
from pipeline.formats.hsds.nest import flatten
from pipeline.formats.hsds.terms import GSS

Rows = Mapping[str, Mapping[str, Any]]  # by identifier


def check_agreement(release: Release) -> Iterator[Fault]:
    """Every value that one file has and another has not, or has otherwise."""
    flat = _by_id(release.flat)
    yield from _same("services.csv and services.json", _by_id(release.cells), flat)
    yield from _same(f"services.json and {FULL}", _flat_core(flat), _nested_core(_by_id(release.nested)))
    nested = flatten(release.nested)
    for table, rows in release.tables.items():
        here = f"{table} in {FULL}/services.json and the table"
        yield from _same(here, _texts(nested.get(table, {})), _texts(_by_id(rows)), beyond=_orphans(table))
    yield from _feed(release, nested)


def _orphans(table: str) -> bool:
    """The publisher's rows may be in the tables alone: no service nests them, nor what hangs on them."""
    return table in ("organization", "program", "metadata")


def _by_id(rows: Sequence[Mapping[str, Any]]) -> Rows:
    return {str(each.get("id")): each for each in rows}


def _same(where: str, ours: Rows, theirs: Rows, *, beyond: bool = False) -> Iterator[Fault]:
    """Every difference; `beyond`: the second may have rows that the first has not."""
    for ident in {**ours, **({} if beyond else theirs)}:
        one, other = ours.get(ident), theirs.get(ident)
        service = _service(ident, one or other or {})
        if one is None or other is None:
            name = str((one or other or {}).get("name", ident))
            yield Fault("release-outputs-differ", where, service, "id", name, "is missing from one")
            continue
        for field in {**one, **other}:
            if one.get(field) != other.get(field):
                why = f"in one, {other.get(field)!r} in the other"
                yield Fault("release-outputs-differ", where, service, field, str(one.get(field)), why)


def _service(ident: str, row: Mapping[str, Any]) -> str:
    return str(row.get("service_id") or row.get("link_id") or ident)


def _texts(rows: Rows) -> Rows:
    """The rows as their cells would be, without blanks."""
    return {
        ident: {name: str(value) for name, value in row.items() if value not in (None, "")}
        for ident, row in rows.items()
    }


_SAME = ("name", "description", "minimum_age", "maximum_age")


def _flat_core(flat: Rows) -> Rows:
    return {
        ident: _core(each, [(a.get("name"), a.get("code")) for a in _dicts(each.get("areas"))])
        | {
            "eligibility_description": each.get("age_printed"),
            "alternate_name": "; ".join(each.get("alternate_names") or ()) or None,
        }
        for ident, each in flat.items()
    }


def _nested_core(nested: Rows) -> Rows:
    return {
        ident: _core(each, _places(each))
        | {name: each.get(name) for name in ("eligibility_description", "alternate_name")}
        for ident, each in nested.items()
    }


def _core(each: Mapping[str, Any], areas: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """What the flat rows and the standard say alike; a place or mailbox named twice counts once."""
    return {name: each.get(name) for name in _SAME} | {
        "emails": sorted({str(contact.get("email")) for contact in _dicts(each.get("contacts"))}),
        "areas": sorted({_area(name, code) for name, code in areas}),
    }


def _area(name: Any, code: Any) -> str:
    return f"{name} {str(code or '').removeprefix(GSS)}".strip()


def _places(service: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The areas of a service, and the locations at which it is."""
    for each in _dicts(service.get("service_areas")):
        yield each.get("name"), each.get("uri")
    for each in _dicts(service.get("service_at_locations")):
        location = each.get("location")
        yield (location.get("name") if isinstance(location, dict) else None), None


def _dicts(value: Any) -> list[Object]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _feed(release: Release, nested: Mapping[str, Rows]) -> Iterator[Fault]:
    """The feed's services are the full ones, as far as the profile goes; its lists are its items."""
    full = [each for _, each in release.full_services()]
    ours = flatten(full)
    for table in ("service", "service_area", "contact", "funding", "organization", "location"):
        where = f"{table} in {FEED} and {FULL}"
        yield from _same(
            where, _known(table, ours.get(table, {})), _known(table, _renamed(table, nested.get(table, {})))
        )
    for path, document in release.feed.items():
        if path.count("/") == 1 and isinstance(document, dict):
            folder = path.split("/")[0]
            for each in _dicts(document.get("contents")):
                item = release.feed.get(f"{folder}/{each.get('id')}/index")
                yield from _listed(f"{FEED}/{path}", each, item)


def _listed(where: str, each: Object, item: Any) -> Iterator[Fault]:
    for name, value in each.items() if isinstance(item, dict) else ():
        same = _within(value, item.get(name)) if isinstance(value, dict) else value == item.get(name)
        if not same:
            why = f"in the list, {item.get(name)!r} in the item"
            yield Fault("release-outputs-differ", where, str(each.get("id")), name, str(value), why)


def _within(brief: Object, full: Any) -> bool:
    return isinstance(full, dict) and all(full.get(name) == value for name, value in brief.items())


def _renamed(table: str, rows: Rows) -> Rows:
    if table != "service_area":
        return rows
    return {
        ident: {("service_area" if name == "description" else name): value for name, value in row.items()}
        for ident, row in rows.items()
    }


def _known(table: str, rows: Rows) -> Rows:
    """What the profile has of the rows, with the mailboxes that the policy declares."""
    names = {*fields(HSDS_UK)[table], *(("email",) if table == "contact" else ())}
    return {ident: {n: v for n, v in row.items() if n in names} for ident, row in rows.items()}
