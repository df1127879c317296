"""A rendered release read back from its bytes, with a fault for everything that cannot be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.formats.about import issue_list, provenance
from pipeline.formats.checks.faults import Fault, Places
from pipeline.formats.csv_cells import BOM, read_csv
from pipeline.formats.flat.columns import columns
from pipeline.formats.flat.rows import from_cells
from pipeline.formats.hsds.fields import FEED, FULL, HSDS, fields, file_of
from pipeline.formats.hsds.uk_rows import LOSS_HEADER

Object = dict[str, Any]
Files = Mapping[str, bytes]

NEEDED = (
    "services.csv",
    "services.json",
    "services.schema.json",
    "datapackage.json",
    "provenance.csv",
    f"{FULL}/services.json",
    f"{FULL}/services.csv",
    f"{FULL}/organizations.csv",
    f"{FULL}/datapackage.json",
    f"{FEED}/index.json",
    f"{FEED}/services/index.json",
    f"{FEED}/not-carried.csv",
)
HEADERS = {
    "provenance.csv": provenance.HEADER,
    "issues.csv": issue_list.HEADER,
    f"{FEED}/not-carried.csv": LOSS_HEADER,
}


@dataclass(slots=True)
class Release:
    """What the files of a release say, each read on its own; what cannot be read is empty, with a fault."""

    files: Files
    faults: list[Fault] = field(default_factory=list)
    flat: Sequence[Object] = ()  # services.json
    cells: Sequence[Object] = ()  # services.csv, as the objects that its rows stand for
    nested: Sequence[Object] = ()  # the services of hsds-3.1/services.json
    tables: Mapping[str, Sequence[dict[str, str]]] = field(default_factory=dict)
    feed: Mapping[str, Any] = field(default_factory=dict)  # documents of the feed by path: services/index
    package: Object = field(default_factory=dict)

    @property
    def places(self) -> Places:
        """Where each service stands in the document."""
        found = [*self.cells, *self.flat]
        return {
            str(each.get("id")): (each["record"], each["line"])
            for each in found
            if isinstance(each.get("record"), int) and isinstance(each.get("line"), int)
        }

    def full_services(self) -> Iterator[tuple[str, Object]]:
        """Every service of the feed with its path."""
        return (
            (path, each)
            for path, each in self.feed.items()
            if path.startswith("services/") and path.count("/") == 2 and isinstance(each, dict)
        )


def read_release(files: Files) -> Release:
    """The release that these files make up."""
    release = Release(files)
    for path in NEEDED:
        if path not in files:
            release.faults.append(Fault("release-file", path, value=path, why="it is missing"))
    release.flat = _objects(release, "services.json", _json(release, "services.json"))
    release.cells = _flat_rows(release)
    release.nested = _contents(release, f"{FULL}/services.json")
    release.tables = {table: _rows(release, table) for table in fields(HSDS) if _path(table) in files}
    start = f"{FEED}/"
    release.feed = {
        path.removeprefix(start).removesuffix(".json"): _object(release, path)
        for path in files
        if path.startswith(start) and path.endswith(".json")
    }
    release.package = _object(release, "datapackage.json", "resources")
    _object(release, "services.schema.json", "items")
    for path in ("datapackage.json", f"{FULL}/datapackage.json"):
        release.faults += _resources(release, path)
    for path, header in HEADERS.items():
        release.faults += _listing(release, path, header)
    return release


def _path(table: str) -> str:
    return f"{FULL}/{file_of(HSDS, table)}"


def _json(release: Release, path: str) -> Any:
    if path not in release.files:
        return None
    try:
        return json.loads(release.files[path].decode("utf-8"))
    except ValueError as error:
        release.faults.append(Fault("release-file", path, value=path, why=f"it is not JSON: {error}"))
        return None


def _object(release: Release, path: str, member: str = "") -> Object:
    """The object in a file, which has this member."""
    value = _json(release, path)
    if isinstance(value, dict) and value and (not member or value.get(member)):
        return value
    if value is not None or release.files.get(path, b"").strip() == b"null":
        why = f"it is not an object with {member!r}" if member else "it is not an object"
        release.faults.append(Fault("release-file", path, value=path, why=why))
    return {}


def _objects(release: Release, path: str, value: Any) -> list[Object]:
    """The objects of a list; anything else in it is a fault."""
    if value is None and release.files.get(path, b"").strip() != b"null":
        return []
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    release.faults.append(Fault("release-file", path, value=path, why="it is not a list of objects"))
    return []


def _contents(release: Release, path: str) -> list[Object]:
    wrapper = _json(release, path)
    return _objects(release, path, wrapper.get("contents") if isinstance(wrapper, dict) else wrapper)


def _csv(release: Release, path: str, *, guarded: bool) -> list[dict[str, str]]:
    try:
        return read_csv(release.files[path], guarded=guarded) if path in release.files else []
    except ValueError as error:
        release.faults.append(Fault("release-file", path, value=path, why=f"it is not a table: {error}"))
        return []


def _rows(release: Release, table: str) -> list[dict[str, str]]:
    return _csv(release, _path(table), guarded=False)


def _listing(release: Release, path: str, header: tuple[str, ...]) -> Iterator[Fault]:
    """A list for people has its own columns."""
    content = release.files.get(path)
    if content is not None and not content.startswith((BOM + ",".join(header) + "\n").encode()):
        yield Fault("release-file", path, value=path, why="its first line is not the header it should have")


def _flat_rows(release: Release) -> list[Object]:
    rows = _csv(release, "services.csv", guarded=True)
    wanted = {each.name for each in columns()}
    if rows and set(rows[0]) != wanted:
        why = f"its columns are not those described: {sorted(set(rows[0]) ^ wanted)}"
        release.faults.append(Fault("release-file", "services.csv", value="services.csv", why=why))
        return []
    return [each for each in (_flat_row(release, row) for row in rows) if each]


def _flat_row(release: Release, row: dict[str, str]) -> Object | None:
    try:
        return from_cells(row)
    except (ValueError, ArithmeticError) as error:
        fault = Fault(
            "release-value-wrong", "services.csv", row["id"], "", row["name"], f"not a row: {error}"
        )
        release.faults.append(fault)
        return None


def _resources(release: Release, path: str) -> Iterator[Fault]:
    """A Data Package tells the length and hash of files that are there, and of just those bytes."""
    package = _object(release, path, "resources")
    folder = path.removesuffix("datapackage.json")
    for each in package.get("resources", ()):
        name = folder + str(each.get("path"))
        content = release.files.get(name)
        if content is None:
            yield Fault("release-file", path, value=name, why=f"{path} names it, and it is missing")
        elif each.get("hash") != f"sha256:{hashlib.sha256(content).hexdigest()}":
            yield Fault("release-file", path, value=name, why=f"its bytes are not those that {path} tells")
