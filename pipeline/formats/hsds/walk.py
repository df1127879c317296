"""The feed as a client meets it: walked check by check as the Open Referral UK validator walks one.

Nothing here opens a network: `walk` asks a `fetch` that it is given, over HTTP in a test, over the files
in memory when a release is made. Names and severities are the validator's own.

Source: OpenReferralUK/oruk-validator, as its code stood in February 2026.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.dataset import Check
from pipeline.formats.checks.shapes import object_faults
from pipeline.formats.hsds.fields import FEED, HSDS_UK

MOST_ITEMS = 10  # the validator asks for up to ten items of a list

REQUIRED = (("services", "service"),)
OPTIONAL = (
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
    ("service_at_locations", "service_at_location"),
    ("organizations", "organization"),
)


@dataclass(frozen=True, slots=True)
class Response:
    """What a host answers; header names in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Fetch = Callable[[str], Response]  # a path below the feed's base address: "/", "/services?page=1"
Judge = Callable[[str, Any], Sequence[str]]  # a table's name and an object: what is wrong with it


@dataclass(frozen=True, slots=True)
class Step:
    """One check of the walk: the validator's name for its failure, its level, and how it went."""

    endpoint: str
    check: str
    level: Literal["Level 1", "Level 2", "Hosting"]
    severity: Literal["error", "warning", "info"]  # of a failure
    passed: bool
    detail: str = ""


def by_our_fields(table: str, value: Any) -> Sequence[str]:
    """What our own table of the standard's fields finds wrong with an object."""
    faults = object_faults(HSDS_UK, table, value) if isinstance(value, dict) else ()
    return [f"{each.field}: {each.value} {each.why}".strip() for each in faults]


def walk(fetch: Fetch, judge: Judge = by_our_fields) -> tuple[Step, ...]:
    """Every check in the validator's order: discovery, required endpoints, optional ones, hosting."""
    return tuple(_walk(fetch, judge))


def _walk(fetch: Fetch, judge: Judge) -> Iterator[Step]:
    yield from _root(fetch)
    for endpoint, table in REQUIRED:
        yield from _Endpoint(fetch, judge, endpoint, table, optional=False).steps()
    for endpoint, table in OPTIONAL:
        yield from _Endpoint(fetch, judge, endpoint, table, optional=True).steps()
    yield from _hosting(fetch)


def _root(fetch: Fetch) -> Iterator[Step]:
    """The profile is found by `version`, before anything else is asked for."""
    response = fetch("/")
    root = _json(response)
    yield Step("/", "REQUIRED_ENDPOINT_FAILED", "Level 1", "error", response.status == 200, _status(response))
    yield Step("/", "INVALID_JSON", "Level 1", "error", isinstance(root, dict))
    root = root if isinstance(root, dict) else {}
    version = str(root.get("version", ""))
    yield Step("/", "PROFILE_DISCOVERY", "Level 1", "error", version == "HSDS-UK-3.0", version)
    missing = [name for name in ("version", "profile", "openapi_url") if not root.get(name)]
    yield Step("/", "SCHEMA_VALIDATION", "Level 1", "error", not missing, ", ".join(missing))


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """One list endpoint and its items."""

    fetch: Fetch
    judge: Judge
    endpoint: str
    table: str
    optional: bool

    def step(self, path: str, check: str, passed: bool, detail: str = "", severity: str = "") -> Step:
        level: Literal["Level 1", "Level 2"] = "Level 2" if self.optional else "Level 1"
        worst: Literal["error", "warning"] = "warning" if self.optional or severity else "error"
        return Step(path, check, level, worst, passed, detail)

    def steps(self) -> Iterator[Step]:
        path = f"/{self.endpoint}"
        response = self.fetch(path)
        if self.optional and response.status == 404:
            yield self.step(path, "OPTIONAL_ENDPOINT_NON_SUCCESS", True, "not offered: it has no content")
            return
        failed = "OPTIONAL_ENDPOINT_NON_SUCCESS" if self.optional else "REQUIRED_ENDPOINT_FAILED"
        yield self.step(path, failed, response.status == 200, _status(response))
        page = _json(response)
        yield self.step(path, "INVALID_JSON", isinstance(page, dict))
        page = page if isinstance(page, dict) else {}
        contents = page.get("contents")
        contents = contents if isinstance(contents, list) else []
        yield self.step(path, "EMPTY_FEED_WARNING", bool(contents), f"{len(contents)} items", "warning")
        yield from self._pages(path, page)
        yield self._schema(path, contents)
        yield from self._items(contents)

    def _pages(self, path: str, page: Mapping[str, Any]) -> Iterator[Step]:
        """The first page, and where there are more, the middle one and the last."""
        total = page.get("total_pages")
        total = total if isinstance(total, int) else 1
        for number in sorted({1, (total + 1) // 2, total}):
            response = self.fetch(f"{path}?page={number}")
            answered = _json(response)
            same = isinstance(answered, dict) and answered.get("page_number") == number
            passed = response.status == 200 and same
            yield self.step(f"{path}?page={number}", "PAGINATION", passed, f"page {number} of {total}")

    def _schema(self, path: str, objects: Sequence[Any]) -> Step:
        faults = [fault for each in objects for fault in self.judge(self.table, each)]
        detail = "; ".join(faults[:3]) or f"{len(objects)} valid"
        return self.step(path, "SCHEMA_VALIDATION", not faults, detail)

    def _items(self, contents: Sequence[Any]) -> Iterator[Step]:
        """Up to ten items, spread over the list: the validator draws them by chance."""
        path = f"/{self.endpoint}/{{id}}"
        ids = [str(each["id"]) for each in contents if isinstance(each, dict) and each.get("id")]
        yield self.step(path, "NO_IDS_AVAILABLE", bool(ids), f"{len(ids)} ids", "warning")
        drawn = ids[:: max(1, -(-len(ids) // MOST_ITEMS))]
        answers = [self.fetch(f"/{self.endpoint}/{each}") for each in drawn]
        bad = [each for each, answer in zip(drawn, answers, strict=True) if answer.status != 200]
        failed = "OPTIONAL_ENDPOINT_NON_SUCCESS" if self.optional else "REQUIRED_ENDPOINT_FAILED"
        yield self.step(path, failed, not bad, ", ".join(bad) or f"{len(drawn)} asked for")
        yield self._schema(path, [_json(each) for each in answers])


def _hosting(fetch: Fetch) -> Iterator[Step]:
    """What the compliance page asks of a host: JSON by name, open to any origin, and no redirect."""
    for path in ("/", "/services"):
        response = fetch(path)
        kind = response.headers.get("content-type", "")
        yield Step(path, "CONTENT_TYPE", "Hosting", "error", kind.startswith("application/json"), kind)
        origin = response.headers.get("access-control-allow-origin", "")
        yield Step(path, "CORS", "Hosting", "warning", origin == "*", origin)
        direct = not 300 <= response.status < 400
        yield Step(path, "NO_REDIRECT", "Hosting", "warning", direct, _status(response))


def _json(response: Response) -> Any:
    try:
        return json.loads(response.body)
    except ValueError:
        return None


def _status(response: Response) -> str:
    return f"HTTP {response.status}"


def to_checks(steps: Sequence[Step]) -> tuple[Check, ...]:
    """The walk as answers for the report: one for each of the validator's names at each level."""
    groups: dict[str, list[Step]] = {}
    for each in steps:
        groups.setdefault(f"{each.check} ({each.level}, {each.severity})", []).append(each)
    return tuple(_check(name, group) for name, group in groups.items())


def _check(name: str, steps: Sequence[Step]) -> Check:
    failed = [f"{each.endpoint}: {each.detail}" for each in steps if not each.passed]
    asked = ", ".join(dict.fromkeys(each.endpoint.partition("?")[0] for each in steps))
    return Check("Open Referral UK validator", name, not failed, "; ".join(failed) or asked)


def fetch_from(files: Mapping[str, bytes], folder: str = FEED) -> Fetch:
    """A `fetch` over rendered files, by the rules that the hosting files set out."""

    def fetch(path: str) -> Response:
        parts = [folder, *filter(None, path.partition("?")[0].split("/"))]
        content = files.get("/".join([*parts, "index.json"]))
        if content is None:
            return Response(404)
        headers = {"content-type": "application/json; charset=utf-8", "access-control-allow-origin": "*"}
        return Response(200, headers, content)

    return fetch
