"""Every object and row against the table of HSDS fields: nothing unknown, missing, blank or mistyped."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.formats.checks.faults import Fault
from pipeline.formats.checks.reading import Object, Release
from pipeline.formats.hsds.fields import DECLARED, FEED, FULL, HSDS, HSDS_UK, HsdsField, fields

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>()./]+(\.[^\s@,;<>()./]+)*\.[^\s@,;<>()./\d][^\s@,;<>()./]+")
_LINK = re.compile(r"(https?|ftp)://[^\s/@?#]+([/?#]\S*)?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")

# Members that only the compiled schemas of an endpoint have.
_COMPILED = {("service_at_location", "service"): "service"}


def is_date(text: str) -> bool:
    """Whether the text is an ISO 8601 date of the calendar."""
    return bool(_DATE.fullmatch(text)) and _parses(dt.date.fromisoformat, text)


def is_email(text: str) -> bool:
    """Whether the text has the shape of one e-mail address."""
    return bool(_EMAIL.fullmatch(text))


def is_link(text: str) -> bool:
    """Whether the text has the shape of one web address."""
    return bool(_LINK.fullmatch(text))


def _is_moment(text: str) -> bool:
    return bool(_ZONED.fullmatch(text)) and _parses(dt.datetime.fromisoformat, text.replace("Z", "+00:00"))


def _parses(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True


_FORMATS: Mapping[str, tuple[Callable[[str], bool], str, str]] = {
    "uuid": (lambda text: bool(_UUID.fullmatch(text)), "release-value-wrong", "which is not a UUID"),
    "email": (is_email, "release-mailbox-wrong", ""),
    "uri": (is_link, "release-link-wrong", ""),
    "date": (is_date, "release-date-wrong", "which is not an ISO 8601 date"),
    "date-time": (_is_moment, "release-date-wrong", "which is not an ISO 8601 time with its zone"),
}


def check_shapes(release: Release) -> Iterator[Fault]:
    """Every faulty member of the nested services, the feed's documents and the tables.

    Source: hsds/fields.csv.
    """
    for each in release.nested:
        yield from _object(HSDS, "service", each, FULL, str(each.get("id")))
    for path, table, each in feed_objects(release):
        owner = str(each.get("id")) if table == "service" else str(each.get("service_id", ""))
        yield from _object(HSDS_UK, table, each, f"{FEED}/{path}", owner)
    for table, rows in release.tables.items():
        for row in rows:
            yield from _row(table, row)


def object_faults(version: str, table: str, value: Object) -> Iterator[Fault]:
    """Everything wrong with one object of a table."""
    return _object(version, table, value, "the feed", str(value.get("id")))


def feed_objects(release: Release) -> Iterator[tuple[str, str, Object]]:
    """Every service, organisation, term ... of the feed: its path, its table, and the object."""
    tables = {
        "services": "service",
        "organizations": "organization",
        "taxonomies": "taxonomy",
        "taxonomy_terms": "taxonomy_term",
        "service_at_locations": "service_at_location",
    }
    for path, document in release.feed.items():
        table = tables.get(path.split("/")[0])
        if table and path.count("/") == 2 and isinstance(document, dict):
            yield path, table, document
        elif table and isinstance(document, dict) and isinstance(document.get("contents"), list):
            yield from ((path, table, each) for each in document["contents"] if isinstance(each, dict))


def _object(version: str, table: str, value: Object, place: str, service: str) -> Iterator[Fault]:
    known, where = fields(version)[table], f"{table} in {place}"
    for name, member in value.items():
        if name in known:
            yield from _known(known[name], member, place, service)
        elif (table, name) in _COMPILED:
            yield from _object(version, _COMPILED[table, name], member, place, service)
        elif version == HSDS_UK and (table, name) in DECLARED:
            yield from _mailbox(where, service, name, str(member))
        else:
            yield Fault("release-member-unknown", where, service, name, str(member))
    for name, described in known.items():
        if described.required == "always" and name not in value:
            yield Fault("release-value-missing", where, service, name)


def _mailbox(where: str, service: str, name: str, value: str) -> Iterator[Fault]:
    if not is_email(value):
        yield Fault("release-mailbox-wrong", where, service, name, value)


def _known(described: HsdsField, value: Any, place: str, service: str) -> Iterator[Fault]:
    if value is None or value in ("", [], {}):
        yield Fault("release-value-missing", f"{described.table} in {place}", service, described.field)
    else:
        yield from _member(described, value, place, service)


def _member(described: HsdsField, value: Any, place: str, service: str) -> Iterator[Fault]:
    where = f"{described.table} in {place}"
    kinds: Mapping[str, Any] = {"string": str, "number": (int, float), "array": list, "object": dict}
    if isinstance(value, bool) or not isinstance(value, kinds[described.type]):
        why = f"which is not of the type {described.type}"
        yield Fault("release-value-wrong", where, service, described.field, str(value), why)
    elif described.nested:
        inner = value if isinstance(value, list) else [value]
        for each in inner:
            if isinstance(each, dict):
                yield from _object(described.version, described.table_named, each, place, service)
            else:
                why = "which is not an object"
                yield Fault("release-value-wrong", where, service, described.field, str(each), why)
    elif isinstance(value, str):
        yield from _text(described, value, where, service)


def _text(described: HsdsField, value: str, where: str, service: str) -> Iterator[Fault]:
    if not value.strip():
        yield Fault("release-value-missing", where, service, described.field)
    if described.codelist and value not in described.codelist:
        why = "which is not in the standard's list"
        yield Fault("release-value-wrong", where, service, described.field, value, why)
    if described.format in _FORMATS:
        fits, code, why = _FORMATS[described.format]
        if not fits(value):
            yield Fault(code, where, service, described.field, value, why)


def _row(table: str, row: Mapping[str, str]) -> Iterator[Fault]:
    """A row of a table; a blank cell is no value."""
    known, where = fields(HSDS)[table], f"{table} in {FULL}"
    service = row.get("id", "") if table == "service" else row.get("service_id", "")
    for name, cell in row.items():
        described = known.get(name)
        if described is None or described.nested:
            yield Fault("release-member-unknown", where, service, name, cell)
        elif not cell and described.required:
            yield Fault("release-value-missing", where, service, name)
        elif cell and described.type == "number" and not _parses(float, cell):
            yield Fault("release-value-wrong", where, service, name, cell, "which is not a number")
        elif cell:
            yield from _text(described, cell, where, service)
    for name, described in known.items():
        if not described.nested and name not in row:
            yield Fault("release-value-missing", where, service, name)
