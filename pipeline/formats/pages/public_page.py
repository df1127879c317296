"""index.html: find a service by area, age and words; readable without script, filtered with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.dataset import Dataset
from pipeline.formats.pages.rendering import render, to_data_block
from pipeline.formats.pages.shown import DOWNLOADS, Shown, areas_of, shown_entries
from pipeline.formats.public import to_public


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """index.html, without the mailboxes that the policy withholds."""
    dataset = to_public(dataset)
    source = dataset.source
    entries = list(shown_entries(dataset))
    words = {
        "title": source.title,
        "description": source.description,
        "url": source.page.url,
        "publisher": source.publisher.name,
        "licence": source.licence.title,
        "contact_title": source.policy.contact_title,
        "page_date": dataset.page_date,
        "snapshot": dataset.snapshot,
        "as_of": dataset.as_of,
        "entries": entries,
        "areas": areas_of(dataset),
        "downloads": DOWNLOADS,
        "linked": to_data_block(_linked(dataset, entries)),
    }
    yield "index.html", render("public.html.j2", words, ("page.css",), ("find.js",))


def _linked(dataset: Dataset, entries: list[Shown]) -> dict[str, Any]:
    """The dataset and its services in the words of schema.org; only what the page states."""
    source = dataset.source
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": source.title,
        "description": source.description,
        "isBasedOn": source.page.url,
        "creator": {"@type": "Organization", "name": source.publisher.name, "url": source.publisher.url},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": path, "name": what} for path, what in DOWNLOADS
        ],
        "hasPart": [_service(each) for each in entries],
    }
    if dataset.page_date:
        about["dateModified"] = dataset.page_date.isoformat()
    return about


def _service(entry: Shown) -> dict[str, Any]:
    """The service without its description: that stands beside it on the page, and would double the file."""
    service = entry.service
    about: dict[str, Any] = {"@type": "Service", "@id": f"urn:uuid:{entry.id}", "name": service.name}
    if service.organization:
        about["provider"] = {"@type": "Organization", "name": service.organization}
    if service.areas:
        about["areaServed"] = [each.name for each in service.areas]
    return about
