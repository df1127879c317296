"""`changes.atom`: the same changes as a feed to subscribe to, one entry for each service of each release.

Source: RFC 4287, The Atom Syndication Format.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from pipeline.dataset import Change, ChangeKind, Dataset, ReleaseRow
from pipeline.identifiers import namespace

ATOM = "http://www.w3.org/2005/Atom"
RELEASES = 20  # how many releases with changes a reader who comes rarely can still catch up with
_TITLES: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "New: {}",
    ChangeKind.REMOVED: "Gone: {}",
    ChangeKind.RENAMED: "Renamed: {}",
    ChangeKind.CHANGED: "Changed: {}",
    ChangeKind.SPLIT: "Split off: {}",
    ChangeKind.MERGED: "Merged into another: {}",
    ChangeKind.RETURNED: "Back: {}",
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """changes.atom, newest release first; the first release is told in one entry."""
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    _add(feed, "id", _urn(dataset, "changes"))
    _add(feed, "title", f"Changes: {dataset.source.title}")
    _add(feed, "updated", _moment(dataset.history[-1].seen_on if dataset.history else dataset.as_of))
    author = ET.SubElement(feed, "author")
    _add(author, "name", dataset.source.publisher.name)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": "changes.atom"})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": dataset.source.page.url})
    told = [number for number, changes in enumerate(dataset.past, 1) if changes]
    for number in reversed(told[-RELEASES:]):
        _add_release(feed, dataset, number)
    ET.indent(feed)
    yield "changes.atom", ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _add_release(feed: ET.Element, dataset: Dataset, number: int) -> None:
    row, changes = dataset.history[number - 1], dataset.past[number - 1]
    if number == 1:
        lines = [f"{len(changes)} services:", *(each.name for each in changes)]
        _add_entry(feed, _urn(dataset, "release", row.content_sha256), row, "First release", lines)
        return
    for change in changes:
        identifier = _urn(dataset, "change", str(number), row.content_sha256, change.id)
        _add_entry(feed, identifier, row, _TITLES[change.kind].format(change.name), _lines(change))


def _add_entry(feed: ET.Element, identifier: str, row: ReleaseRow, title: str, lines: list[str]) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", identifier)
    _add(entry, "title", title)
    _add(entry, "updated", _moment(row.seen_on))
    _add(entry, "content", "\n".join(lines)).set("type", "text")


def _lines(change: Change) -> list[str]:
    fields = [f"{each.field}: “{each.before}” is now “{each.after}”" for each in change.fields]
    related = [f"See also urn:uuid:{each}" for each in change.related]
    return [f"urn:uuid:{change.id}", *fields, *related]


def _add(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = _NOT_XML.sub("\ufffd", text)
    return element


def _urn(dataset: Dataset, *parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(namespace(dataset.source), '|'.join(('feed', *parts)))}"


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
