"""hsds-uk-3.0/: an Open Referral UK feed as static files, with what a web server needs to host it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.dataset import Check, Dataset
from pipeline.formats.csv_cells import to_csv
from pipeline.formats.hsds.fields import FEED, HSDS_UK
from pipeline.formats.hsds.full import to_flat
from pipeline.formats.hsds.hosting import hosting_files
from pipeline.formats.hsds.nest import Flat, Nester, page
from pipeline.formats.hsds.tables import to_tables
from pipeline.formats.hsds.uk_rows import LOSS_HEADER, to_uk
from pipeline.formats.hsds.walk import fetch_from, to_checks, walk
from pipeline.formats.json_text import to_json

ROOT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://docs.openreferraluk.org/en/latest/",
    "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
}

# Members that stand in one service, and not in the list of services.
_ONLY_IN_FULL = (
    "service_areas",
    "service_at_locations",
    "funding",
    "contacts",
    "attributes",
    "phones",
    "schedules",
)


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Every endpoint as a folder with its index.json, not-carried.csv, and the hosting files."""
    tables, lost = to_uk(to_tables(dataset))
    yield f"{FEED}/index.json", to_json(ROOT)
    for endpoint, contents, full in _endpoints(to_flat(tables)):
        yield f"{FEED}/{endpoint}/index.json", to_json(page(contents))
        for each in full:
            yield f"{FEED}/{endpoint}/{each['id']}/index.json", to_json(each)
    yield f"{FEED}/not-carried.csv", to_csv(LOSS_HEADER, (each.cells() for each in lost))
    for name, text in hosting_files().items():
        yield f"{FEED}/{name}", text.encode("utf-8")


def walked(dataset: Dataset) -> tuple[Check, ...]:
    """What the Open Referral UK validator would say of this feed, asked check by check.

    What depends on the host is left out: it is walked in the tests, behind real servers.
    """
    steps = walk(fetch_from(dict(files(dataset))))
    return to_checks([each for each in steps if each.level != "Hosting"])


Endpoint = tuple[str, Sequence[Any], Sequence[dict[str, Any]]]


def _endpoints(flat: Flat) -> Iterator[Endpoint]:
    """Each endpoint with its list and its items; an optional one only where there is content."""
    nester = Nester(HSDS_UK, flat)
    services = [nester.nested("service", each) for each in flat.get("service", ())]
    yield "services", [_brief(each) for each in services], services
    for endpoint, items in (
        ("organizations", _all(nester, "organization")),
        ("taxonomies", _taxonomies(nester)),
        ("taxonomy_terms", _all(nester, "taxonomy_term")),
        ("service_at_locations", list(_at_locations(services))),
    ):
        if items:
            yield endpoint, [_plain(each) for each in items], items


def _brief(service: dict[str, Any]) -> dict[str, Any]:
    """A service as the list has it: its own values and its organisation's."""
    return _plain({name: value for name, value in service.items() if name not in _ONLY_IN_FULL})


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    """An item as a list has it: without the notes that hang on it."""
    return {
        name: _plain(value) if isinstance(value, dict) else value
        for name, value in item.items()
        if name != "attributes"
    }


def _all(nester: Nester, table: str) -> list[dict[str, Any]]:
    return [nester.nested(table, each) for each in nester.flat.get(table, ())]


def _taxonomies(nester: Nester) -> list[dict[str, Any]]:
    """Each taxonomy with its terms, which the profile nests in it."""
    taxonomies = _all(nester, "taxonomy")
    terms = _all(nester, "taxonomy_term")
    return [
        each | {"taxonomy_terms": [term for term in terms if term.get("taxonomy_id") == each["id"]]}
        for each in taxonomies
    ]


def _at_locations(services: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each service at a location, with its service as the list of services has it."""
    for service in services:
        for each in service.get("service_at_locations", ()):
            yield each | {"service": _brief(service)}
