"""Values that a schema lets pass and that cannot be right: ages, dates, areas, texts, doubles, freshness."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.formats.checks.faults import Fault
from pipeline.formats.checks.reading import HEADERS, Object, Release
from pipeline.formats.checks.shapes import feed_objects, is_date
from pipeline.formats.hsds.fields import FEED, FULL
from pipeline.identifiers import natural_key
from pipeline.model import OLDEST_AGE

SHORT = 12  # characters: a description of one or two words
_PLACEHOLDERS = frozenset(
    {"n a", "na", "none", "null", "nil", "nan", "undefined", "unknown", "not known", "test", "testing"}
    | {"tbc", "tbd", "tba", "to be confirmed", "to be advised", "xxx", "asdf", "lorem ipsum", "placeholder"}
    | {"example", "your text here"}
)
_DAMAGED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeff\u200b\u00ad]|[ÂÃ][\x80-\xbf€™œ¢£©¨ª«®±]|â€|"
    r"&(?:[a-z]{2,6}|#\d+);|</?[a-z][^>]*>"
)
_AGES = re.compile(
    r"\baged?(?: between)? (\d{1,2})\s?(?:-|–|to|and)\s?(\d{1,2})\b|"
    r"\b(\d{1,2})\s?(?:-|–|to)\s?(\d{1,2})[- ]years?[- ]olds?",
    re.IGNORECASE,
)
_TEXTS = ("name", "description", "title", "source", "alternate_name", "organization")


def check_values(release: Release) -> Iterator[Fault]:
    """Every implausible value in the flat files, the nested services, the feed and the tables."""
    for where, service in _services(release):
        ident = str(service.get("id"))
        yield from _words(where, ident, service)
        yield from _ages(where, ident, service)
        yield from _texts(where, ident, service)
        yield from _dates(release, where, ident, service)
    for path, table, each in feed_objects(release):
        if table != "service":
            yield from _texts(f"{table} in {FEED}/{path}", "", each)
    for table, rows in release.tables.items():
        for row in rows:
            yield from _row(release, table, row)
    yield from _duplicates(release.flat)
    yield from _age_texts(release.flat)
    for name, content in release.files.items():
        if name in HEADERS or name == "services.csv":
            yield from _formulas(name, content)


def _services(release: Release) -> Iterator[tuple[str, Object]]:
    yield from (("services.json", each) for each in release.flat)
    yield from (("services.csv", each) for each in release.cells)
    yield from ((f"service in {FULL}", each) for each in release.nested)
    yield from ((f"{FEED}/{path}", each) for path, each in release.full_services())
    yield from ((f"{FEED}/{path}", each) for path, table, each in feed_objects(release) if table == "service")


def _words(where: str, ident: str, service: Object) -> Iterator[Fault]:
    """A service has a name, and a description that tells something where it has one."""
    name, text = service.get("name"), service.get("description")
    if not str(name or "").strip():
        yield Fault("release-value-missing", where, ident, "name")
    if isinstance(text, str) and len(text.strip()) < SHORT:
        yield Fault("release-text-short", where, ident, "description", text)


def _ages(where: str, ident: str, service: Object) -> Iterator[Fault]:
    low, high = service.get("minimum_age"), service.get("maximum_age")
    bounds = [each for each in (low, high) if each is not None]
    wrong = any(isinstance(each, bool) or not isinstance(each, int) for each in bounds)
    if wrong or any(not 0 <= each <= OLDEST_AGE for each in bounds) or (len(bounds) == 2 and low > high):  # type: ignore[operator]
        yield Fault("release-ages-wrong", where, ident, "minimum_age", f"{low} to {high}")


def _texts(where: str, ident: str, value: Any) -> Iterator[Fault]:
    """Blank, short, placeholder and damaged texts, in the object and in all that it nests."""
    if isinstance(value, list):
        for each in value:
            yield from _texts(where, ident, each)
        return
    for name, member in value.items() if isinstance(value, dict) else ():
        if isinstance(member, list | dict):
            yield from _texts(where, ident, member)
        elif isinstance(member, str):
            yield from _text(where, ident, name, member)


def _text(where: str, ident: str, name: str, text: str) -> Iterator[Fault]:
    if name in _TEXTS and natural_key(text) in _PLACEHOLDERS:
        yield Fault("release-text-placeholder", where, ident, name, text)
    if _DAMAGED.search(text):
        yield Fault("release-text-damaged", where, ident, name, text)


def _dates(release: Release, where: str, ident: str, service: Object) -> Iterator[Fault]:
    """No date lies behind the release's own; nothing counts as active on a page that is too old."""
    as_of, days = str(release.package.get("asOf")), release.package.get("freshDays")
    for name in ("assured_date", "last_modified"):
        value = str(service.get(name) or "")[:10]
        if is_date(value) and is_date(as_of) and value > as_of:
            why = f"which is after the release's own date {as_of}"
            yield Fault("release-date-wrong", where, ident, name, value, why)
        elif value and not is_date(value):
            yield Fault("release-date-wrong", where, ident, name, value, "which is not an ISO 8601 date")
    page = str(service.get("assured_date") or release.package.get("pageDate"))
    if service.get("status") == "active" and is_date(page) and is_date(as_of) and isinstance(days, int):
        age = dt.date.fromisoformat(as_of) - dt.date.fromisoformat(page)
        if age.days > days:
            yield Fault("release-status-stale", where, ident, "status", page)


def _is_number(text: str) -> bool:
    """In international form, or a short number, such as 111."""
    digits = sum(map(str.isdigit, text))
    return 7 <= digits <= 15 or (text.isdigit() and 3 <= digits <= 6)


def _row(release: Release, table: str, row: dict[str, str]) -> Iterator[Fault]:
    where, service = f"{table} in {FULL}", row.get("service_id", "")
    yield from (_texts(where, service, dict(row)) if "name" in row else ())
    if table in ("service_area", "location") and not row.get("name", "").strip():
        yield Fault("release-value-missing", where, service, "name")
    if table == "phone" and not _is_number(row.get("number", "")):
        yield Fault("release-phone-wrong", where, service, "number", row.get("number"))
    for name, limit in (("latitude", 90), ("longitude", 180)):
        cell = row.get(name) or "0"
        if cell.lstrip("-").replace(".", "", 1).isdigit() and abs(float(cell)) > limit:
            yield Fault("release-position-wrong", where, service, name, cell)
    as_of, date = str(release.package.get("asOf")), row.get("last_action_date", "")
    if date and is_date(as_of) and date > as_of:
        why = f"which is after the release's own date {as_of}"
        yield Fault("release-date-wrong", where, service, "last_action_date", date, why)


def _duplicates(services: Sequence[Object]) -> Iterator[Fault]:
    """Two services with the same name, or with nearly the same name and description."""
    from rapidfuzz import fuzz

    known: list[tuple[str, str]] = []
    for each in services:
        name = natural_key(str(each.get("name")))
        text = natural_key(str(each.get("description") or ""))
        for other_name, other_text in known:
            alike = fuzz.ratio(name, other_name, score_cutoff=92) and fuzz.ratio(text, other_text) >= 92
            if name == other_name or alike:
                yield Fault("release-duplicate", "services.json", str(each.get("id")), "name", each["name"])
                break
        known.append((name, text))


def _age_texts(services: Sequence[Object]) -> Iterator[Fault]:
    """A description that names ages outside the age group."""
    for each in services:
        low, high = each.get("minimum_age"), each.get("maximum_age")
        for found in _AGES.finditer(str(each.get("description") or "")):
            youngest, oldest = (int(part) for part in found.groups() if part is not None)
            below = isinstance(low, int) and youngest < low
            above = isinstance(high, int) and oldest > high
            if below or above:
                yield Fault("release-age-text", "services.json", str(each.get("id")), "description", found[0])


def _formulas(name: str, content: bytes) -> Iterator[Fault]:
    import csv
    import io

    from pipeline.formats.csv_cells import guard, is_number

    for row in csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")):
        for cell in row:
            if guard(cell) != cell and not cell.startswith("'") and not is_number(cell):
                yield Fault("release-formula", name, value=cell)
