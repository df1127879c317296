"""Areas: every code is a GSS code that is known, and belongs to the place beside which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.formats.checks.faults import Fault
from pipeline.formats.checks.reading import Release
from pipeline.formats.hsds.fields import FEED, FULL
from pipeline.formats.hsds.terms import GSS
from pipeline.gazetteer import GSS_CODE, Place
from pipeline.identifiers import natural_key

Found = tuple[str, str, str, str]  # where, service, name, code


def check_areas(release: Release, places: Sequence[Place]) -> Iterator[Fault]:
    """Every area with a code that cannot be its own; `places` are those of the source's gazetteer."""
    names = _names(places)
    first: dict[str, str] = {}
    for where, service, name, code in _areas(release):
        if not GSS_CODE.fullmatch(code):
            yield Fault("release-area-wrong", where, service, "area", name, f"with {code!r} for a GSS code")
        elif names and natural_key(name) not in names.get(code, ()):
            whose = sorted(names.get(code, ("no place that is known",)))[0]
            why = f"with the code {code} of {whose!r}"
            yield Fault("release-area-wrong", where, service, "area", name, why)
        elif first.setdefault(code, name) != name:
            why = f"with the code {code}, which {first[code]!r} has elsewhere"
            yield Fault("release-area-wrong", where, service, "area", name, why)
    for where, service, code in _others(release):
        if not GSS_CODE.fullmatch(code) or (names and code not in _known(places)):
            why = "which is no GSS code that is known"
            yield Fault("release-area-wrong", where, service, "area", code, why)


def _names(places: Sequence[Place]) -> Mapping[str, set[str]]:
    """The names that each code's place goes by."""
    found: dict[str, set[str]] = {}
    for each in places:
        if each.code:
            found.setdefault(each.code, set()).update(map(natural_key, (each.name, *each.aliases)))
    return found


def _known(places: Sequence[Place]) -> set[str]:
    return {code for each in places for code in (each.code or "", *each.within)}


def _areas(release: Release) -> Iterator[Found]:
    """Every area with a code, in every file."""
    for where, services in (("services.json", release.flat), ("services.csv", release.cells)):
        for each in services:
            yield from _flat(where, str(each.get("id")), each.get("areas") or ())
    nested = [(f"service_area in {FULL}", each) for each in release.nested]
    nested += [(f"{FEED}/{path}", each) for path, each in release.full_services()]
    for where, service in nested:
        yield from _uris(where, str(service.get("id")), service.get("service_areas") or ())
    rows = release.tables.get("service_area", ())
    for row in rows:
        yield from _uris(f"service_area in {FULL}", row.get("service_id", ""), (row,))


def _flat(where: str, service: str, areas: Iterable[Any]) -> Iterator[Found]:
    for each in areas:
        if isinstance(each, dict) and each.get("code"):
            yield where, service, str(each.get("name")), str(each["code"])


def _uris(where: str, service: str, areas: Iterable[Any]) -> Iterator[Found]:
    for each in areas:
        uri = str(each.get("uri") or "") if isinstance(each, dict) else ""
        if uri:
            yield where, service, str(each.get("name")), uri.removeprefix(GSS)


def _others(release: Release) -> Iterator[tuple[str, str, str]]:
    """The codes of areas that contain a place, or that it may mean."""
    for where, services in (("services.json", release.flat), ("services.csv", release.cells)):
        for each in services:
            for area in each.get("areas") or ():
                for code in (*area.get("within", ()), *area.get("candidates", ())):
                    yield where, str(each.get("id")), str(code)
    for row in release.tables.get("attribute", ()):
        if row.get("link_type") in ("lies-in", "candidate"):
            yield f"attribute in {FULL}", "", row.get("value", "")
