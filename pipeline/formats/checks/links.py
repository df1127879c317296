"""Identifiers are one row's each, references lead somewhere, and the feed's lists fit what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.formats.checks.faults import Fault
from pipeline.formats.checks.reading import Object, Release
from pipeline.formats.hsds.fields import FEED, FULL, HSDS, fields


def check_links(release: Release) -> Iterator[Fault]:
    """Every repeated identifier, broken reference, and list whose page does not fit."""
    yield from _repeated("services.json", [str(each.get("id")) for each in release.flat])
    yield from _repeated("services.csv", [str(each.get("id")) for each in release.cells])
    yield from _repeated(f"service in {FULL}", [str(each.get("id")) for each in release.nested])
    for table, rows in release.tables.items():
        yield from _repeated(f"{table} in {FULL}", [row.get("id", "") for row in rows])
        yield from _references(release, table)
    for path, document in release.feed.items():
        if path.count("/") == 1:
            yield from _page(release, path, document)
    for path, service in release.full_services():
        yield from _named(path, service)


def _repeated(where: str, ids: list[str]) -> Iterator[Fault]:
    for ident, count in Counter(ids).items():
        if count > 1:
            yield Fault("release-id-repeated", where, ident, "id", ident)


def _references(release: Release, table: str) -> Iterator[Fault]:
    """Foreign keys, and the rows on which attributes and metadata hang."""
    ids = {name: {row.get("id") for row in rows} for name, rows in release.tables.items()}
    named = {n: d.table_named for n, d in fields(HSDS)[table].items() if not d.nested and d.table_named}
    hanging = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}
    for row in release.tables[table]:
        service = row.get("service_id", "")
        pairs = [(key, row.get(key), target) for key, target in named.items()]
        if table in hanging:
            key, entity = hanging[table]
            pairs.append((key, row.get(key), row.get(entity, "")))
        for key, ident, target in pairs:
            if ident and ident not in ids.get(target, ()):
                yield Fault("release-reference-broken", f"{table} in {FULL}", service, key, ident)


def _page(release: Release, path: str, document: Any) -> Iterator[Fault]:
    """The wrapper of a list, its items' own documents, and the other way round."""
    where = f"{FEED}/{path}.json"
    contents = document.get("contents") if isinstance(document, dict) else None
    if not isinstance(contents, list):
        yield Fault("release-page-wrong", where, field="contents", value="nothing", why="and is no list")
        return
    wanted = {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
    }
    for name, value in wanted.items():
        if document.get(name) != value or isinstance(document.get(name), bool) != isinstance(value, bool):
            why = f"and should say {value}"
            yield Fault("release-page-wrong", where, field=name, value=str(document.get(name)), why=why)
    folder = path.split("/")[0]
    listed = [str(each.get("id")) for each in contents if isinstance(each, dict)]
    yield from _repeated(where, listed)
    for ident in listed:
        if f"{folder}/{ident}/index" not in release.feed:
            yield Fault("release-reference-broken", where, ident, "id", ident)
    for other in release.feed:
        if other.startswith(f"{folder}/") and other.count("/") == 2 and other.split("/")[1] not in listed:
            yield Fault("release-reference-broken", f"{FEED}/{other}", "", "id", other.split("/")[1])


def _named(path: str, service: Object) -> Iterator[Fault]:
    """A service's document is in the folder of its identifier, and its organisation is the one it names."""
    ident = str(service.get("id"))
    if path.split("/")[1] != ident:
        yield Fault("release-reference-broken", f"{FEED}/{path}", ident, "id", ident)
    organisation: Mapping[str, Any] = service.get("organization") or {}
    if isinstance(organisation, dict) and organisation.get("id") != service.get("organization_id"):
        value = str(service.get("organization_id"))
        yield Fault("release-reference-broken", f"{FEED}/{path}", ident, "organization_id", value)
