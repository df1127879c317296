"""Faults seeded into a good release, each with the code that must catch it.

Those of a dataset are wrong in every file alike, as a wrong reading would be; those of files are wrong in one
place. The Data Packages are hashed anew, so that no fault is caught for its bytes alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pipeline.dataset import Dataset
from pipeline.model import AgeRange, Area, Contact
from tests.gold import gold_dataset
from tests.pipeline.formats.releases import gold_files, render, with_service

Files = dict[str, bytes]
UK, FULL = "hsds-uk-3.0", "hsds-3.1"


@dataclass(frozen=True)
class Seed:
    """One fault: its name, the code that must catch it, and the faulty release."""

    name: str
    code: str
    make: Callable[[], Files]


def _dataset(name: str, code: str, change: Callable[[Dataset], Dataset]) -> Seed:
    return Seed(name, code, lambda: render(change(gold_dataset())))


def _service(what: str, code: str, number: int = 3, /, **changes: Any) -> Seed:
    return _dataset(what, code, lambda dataset: with_service(dataset, number, **changes))


def _file(name: str, code: str, change: Callable[[Files], None], *, rehash: bool = True) -> Seed:
    def make() -> Files:
        files = dict(gold_files())
        change(files)
        return hashed(files) if rehash else files

    return Seed(name, code, make)


def hashed(files: Files) -> Files:
    """The files with the hashes in their Data Packages made anew."""
    for path in ("datapackage.json", f"{FULL}/datapackage.json"):
        package = json.loads(files[path])
        for each in package["resources"]:
            content = files.get(path.removesuffix("datapackage.json") + each["path"])
            if content is not None:
                each["bytes"] = len(content)
                each["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
        files[path] = json.dumps(package).encode()
    return files


def _in_json(path: str, change: Callable[[Any], None]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        document = json.loads(files[path])
        change(document)
        files[path] = json.dumps(document, ensure_ascii=False).encode()

    return apply


def _in_csv(path: str, change: Callable[[list[list[str]]], None]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        rows = list(csv.reader(io.StringIO(files[path].decode("utf-8-sig"), newline="")))
        change(rows)
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows(rows)
        files[path] = buffer.getvalue().encode()

    return apply


def _cell(path: str, column: str, value: str, row: int = 1) -> Callable[[Files], None]:
    def change(rows: list[list[str]]) -> None:
        rows[row][rows[0].index(column)] = value

    return _in_csv(path, change)


def _all(*changes: Callable[[Files], None]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        for each in changes:
            each(files)

    return apply


def _member(name: str, value: Any, *path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for step in path:
            document = document[step]
        document[name] = value

    return change


FIRST = gold_dataset().entries[0].id
SECOND = gold_dataset().entries[1].id
ITEM = f"{UK}/services/{FIRST}/index.json"
LIST = f"{UK}/services/index.json"
NESTED = f"{FULL}/services.json"
AREAS = gold_dataset().entries[7].record.service.areas  # two authorities


def _everywhere(name: str, value: Any) -> Callable[[Files], None]:
    """One member of the first service, changed in every HSDS file that has it."""
    return _all(
        _in_json(NESTED, _member(name, value, "contents", 0)),
        _cell(f"{FULL}/services.csv", name, str(value)),
        _in_json(LIST, _member(name, value, "contents", 0)),
        _in_json(ITEM, _member(name, value)),
        _replay(name, str(value)),
    )


def _replay(name: str, value: str) -> Callable[[Files], None]:
    """The metadata agrees with the changed value too."""

    def in_rows(rows: list[list[str]]) -> None:
        for row in rows[1:]:
            if row[1] == FIRST and row[5] == name:
                row[7] = value

    def in_nested(document: Any) -> None:
        for each in document["contents"][0]["metadata"]:
            if each["field_name"] == name:
                each["replacement_value"] = value

    return _all(_in_csv(f"{FULL}/metadata.csv", in_rows), _in_json(NESTED, in_nested))


def _drop(path: str) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        del files[path]

    return apply


def _put(path: str, content: Callable[[bytes], bytes]) -> Callable[[Files], None]:
    def apply(files: Files) -> None:
        files[path] = content(files[path])

    return apply


def _swapped(document: Any) -> None:
    one, other = document["contents"][3], document["contents"][4]
    one["description"], other["description"] = other["description"], one["description"]


def _without_status_row(rows: list[list[str]]) -> None:
    rows[:] = [row for row in rows if not (row[1] == FIRST and row[5] == "status")]


_LISTED = ("areas.", "contacts.")


def _without(part: str) -> Callable[[list[list[str]]], None]:
    """The rows without the last one about this part of a place or a contact."""

    def change(rows: list[list[str]]) -> None:
        at = rows[0].index("field")
        found = [n for n, row in enumerate(rows) if row[at].startswith(_LISTED) and row[at].endswith(part)]
        del rows[found[-1]]

    return change


def _without_nested_status_row(document: Any) -> None:
    service = document["contents"][0]
    service["metadata"] = [each for each in service["metadata"] if each["field_name"] != "status"]


def _twice(dataset: Dataset) -> Dataset:
    one, other, *rest = dataset.entries
    return replace(dataset, entries=(one, replace(other, id=one.id), *rest))


def _entry(**changes: Any) -> Callable[[Dataset], Dataset]:
    def change(dataset: Dataset) -> Dataset:
        return replace(dataset, entries=(replace(dataset.entries[0], **changes), *dataset.entries[1:]))

    return change


def _near_double(dataset: Dataset) -> Dataset:
    twin = dataset.entries[14].record.service
    return with_service(dataset, 16, name="Sateda.", description=f"{twin.description} ")


NAME, TEXT = "release-value-missing", "release-text-damaged"
AGES, AREA, MAIL = "release-ages-wrong", "release-area-wrong", "release-mailbox-wrong"
DATE, LINK, PHONE = "release-date-wrong", "release-link-wrong", "release-phone-wrong"
DIFFER, BROKEN, PAGE = "release-outputs-differ", "release-reference-broken", "release-page-wrong"
FILE, WRONG, PROOF = "release-file", "release-value-wrong", "release-provenance-wrong"
BLANK, UNKNOWN, TWICE = "release-text-placeholder", "release-member-unknown", "release-id-repeated"

SEEDS: tuple[Seed, ...] = (
    _service("a name of blanks", NAME, name=" "),
    _service("an empty name", NAME, name=""),
    _service("a placeholder for a name", BLANK, name="TBC"),
    _service("a placeholder for a description", BLANK, description="N/A"),
    _service("a description of one word", "release-text-short", description="Boxing"),
    _service("a description in the wrong encoding", TEXT, description="A cafÃ© for young people in town"),
    _service("mark-up in a description", TEXT, description="Mentoring <br>for young people in town"),
    _service("an entity in a description", TEXT, description="Mentoring &amp; boxing for young people"),
    _service("a control character in a name", TEXT, name="Street\x0bSoccer"),
    _service("the youngest age above the oldest", AGES, ages=AgeRange(30, 5)),
    _service("a negative age", AGES, ages=AgeRange(-4, 18)),
    _service("an age of 999", AGES, ages=AgeRange(9, 999)),
    _service("ages that the text contradicts", "release-age-text", 24, ages=AgeRange(4, 9)),
    _service("the code of another place", AREA, 8, areas=(replace(AREAS[0], code=AREAS[1].code), AREAS[1])),
    _service("a code that nobody knows", AREA, areas=(Area("X", "X", "authority", "E07999999"),)),
    _service("a name for a code", AREA, areas=(Area("Swale", "Swale", "authority", "Swale"),)),
    _service("an unknown area around a place", AREA, areas=(Area("X", "X", "town", None, ("E07999999",)),)),
    _service("a candidate that is no code", AREA, areas=(Area("X", "X", "ambiguous", None, (), ("Y",)),)),
    _service("an area without a name", NAME, areas=(Area("X", "", "town"),)),
    _service("a mailbox without a domain", MAIL, contacts=(Contact("coordinator@"),)),
    _service("a mailbox with a blank", MAIL, contacts=(Contact("co ordinator@example.org"),)),
    _service("two mailboxes in one", MAIL, contacts=(Contact("a@example.org,b@example.org"),)),
    _service("a web address for a mailbox", MAIL, contacts=(Contact("https://example.org"),)),
    _service("a web address without a scheme", LINK, urls=("www.example.org",)),
    _service("a mailbox for a web address", LINK, urls=("mailto:a@example.org",)),
    _service("a telephone number of two digits", PHONE, phones=("12",)),
    _service("the same service twice", "release-duplicate", name="olympia boxing"),
    _dataset("nearly the same service twice", "release-duplicate", _near_double),
    _dataset("two services with one identifier", TWICE, _twice),
    _dataset("an identifier that is no UUID", WRONG, _entry(id="service-1")),
    _dataset("changed after the release", DATE, _entry(last_modified=dt.date(2031, 1, 1))),
    _dataset("a page of the future", DATE, lambda d: replace(d, page_date=dt.date(2031, 1, 1))),
    _file("4 Dec 2020 for a date", DATE, _everywhere("assured_date", "4 Dec 2020")),
    _file("active on a page of years ago", "release-status-stale", _everywhere("status", "active")),
    _file("a status that is not in the list", WRONG, _everywhere("status", "open")),
    _file("an age as text", WRONG, _in_json(ITEM, _member("maximum_age", "17"))),
    _file("half a year of age", AGES, _everywhere("maximum_age", 17.5)),
    _file("a time without its zone", DATE, _everywhere("last_modified", "2020-12-04T00:00:00")),
    _file("a contact of no service", BROKEN, _cell(f"{FULL}/contacts.csv", "service_id", SECOND[::-1])),
    _file("a note without its term", BROKEN, _cell(f"{FULL}/attributes.csv", "taxonomy_term_id", SECOND)),
    _file("metadata of no row", BROKEN, _cell(f"{FULL}/metadata.csv", "resource_id", SECOND[::-1])),
    _file(
        "two contacts with one identifier", TWICE, _in_csv(f"{FULL}/contacts.csv", lambda r: r.append(r[1]))
    ),
    _file(
        "a position off the Earth",
        "release-position-wrong",
        _cell(f"{FULL}/locations.csv", "latitude", "100"),
    ),
    _file("an area's address of another kind", AREA, _cell(f"{FULL}/service_areas.csv", "uri", "Swale", 6)),
    _file("a file that is missing", FILE, _drop("services.json")),
    _file("JSON cut off", FILE, _put(NESTED, lambda content: content[:-100])),
    _file("a row with a cell too many", FILE, _in_csv("services.csv", lambda r: r[3].append("x"))),
    _file("a table in Latin-1", FILE, _put("services.csv", lambda c: c.decode("utf-8-sig").encode("cp1252"))),
    _file("a hash of other bytes", FILE, _put("services.csv", lambda c: c + b"\n"), rehash=False),
    _file("a formula in a cell", "release-formula", _cell("services.csv", "name", '=HYPERLINK("x")')),
    _file("two names for one service", DIFFER, _cell("services.csv", "name", "Olympia Boxers")),
    _file("a service lost from the CSV", DIFFER, _in_csv("services.csv", lambda r: r.pop(5) and None)),
    _file("a service lost from the nested JSON", DIFFER, _in_json(NESTED, lambda d: d["contents"].pop())),
    _file("a contact lost from the feed", DIFFER, _in_json(ITEM, lambda d: d["contacts"].pop())),
    _file("descriptions swapped in the nested JSON", DIFFER, _in_json(NESTED, _swapped)),
    _file("descriptions swapped in the feed's list", DIFFER, _in_json(LIST, _swapped)),
    _file(
        "another mailbox in the feed",
        DIFFER,
        _in_json(ITEM, _member("email", "x@example.org", "contacts", 0)),
    ),
    _file("an age left out of the feed", DIFFER, _in_json(ITEM, lambda d: d.pop("maximum_age") and None)),
    _file("a list that counts 30 of 31", PAGE, _in_json(LIST, _member("total_items", 30))),
    _file("a list with a second page", PAGE, _in_json(LIST, _member("total_pages", 2))),
    _file("a full list that says it is empty", PAGE, _in_json(LIST, _member("empty", True))),
    _file("a list without contents", PAGE, _in_json(LIST, lambda d: d.pop("contents") and None)),
    _file(
        "a list whose services are all wrong",
        WRONG,
        _in_json(LIST, _member("contents", [{"id": "x", "status": "whatever"}])),
    ),
    _file("a service without its document", BROKEN, _drop(ITEM)),
    _file("a document that no list names", BROKEN, _in_json(LIST, lambda d: d["contents"].pop(0))),
    _file("an organisation that is another one", BROKEN, _in_json(ITEM, _member("organization_id", SECOND))),
    _file("a member that nobody declared", UNKNOWN, _in_json(ITEM, _member("fax", "1", "contacts", 0))),
    _file("a member that is null", NAME, _in_json(ITEM, _member("url", None))),
    _file("a member that is an empty text", NAME, _in_json(ITEM, _member("fees", ""))),
    _file("a status left out", NAME, _in_json(ITEM, lambda d: d.pop("status") and None)),
    _file("a feed of another version", WRONG, _in_json(f"{UK}/index.json", _member("version", "3.0"))),
    _file(
        "a root without its API", LINK, _in_json(f"{UK}/index.json", lambda d: d.pop("openapi_url") and None)
    ),
    _file(
        "a made value without provenance",
        PROOF,
        _all(
            _in_csv(f"{FULL}/metadata.csv", _without_status_row),
            _in_json(NESTED, _without_nested_status_row),
        ),
    ),
    _file("provenance that ends elsewhere", PROOF, _cell("provenance.csv", "published", "16")),
    *(
        _file(f"the {part} of a place without provenance", PROOF, _in_csv("provenance.csv", _without(part)))
        for part in ("name", "kind", "code", "within", "candidates")
    ),
    _file(
        "a mailbox in other letters without provenance", PROOF, _in_csv("provenance.csv", _without("email"))
    ),
    _file("metadata that changes nothing", PROOF, _cell(f"{FULL}/metadata.csv", "previous_value", "x", 3)),
)
