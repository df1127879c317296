"""A source that nobody publishes, with folders of its own: for stories of several pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import structs

from pipeline import archive, command, store
from pipeline.extract import extract
from pipeline.model import Snapshot
from pipeline.normalise import normalise
from pipeline.publish import publish
from pipeline.source import Expectations, Source, Table, read_source
from pipeline.validate import validate

NAMES = ("Boxing Club", "Football Night", "Art Room", "Mentors")
STAGES = {
    "extract": lambda source: command.extract_step(extract, source),
    "normalise": lambda source: command.normalise_step(normalise, source),
    "validate": lambda source: command.validate_step(validate, source),
    "publish": lambda source: command.publish_step(publish, source),
}


def plant(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    """The source, with `raw/`, `build/` and `output/` in the folder."""
    monkeypatch.setattr("pipeline.archive.folders.RAW", folder / "raw")
    monkeypatch.setattr(store, "BUILD", folder / "build")
    monkeypatch.setattr(store, "OUTPUT", folder / "output")
    return structs.replace(read_source("kent-idf"), table=Table(), expectations=Expectations())


def page(names: Sequence[str]) -> bytes:
    """A page with these services."""
    rows = "".join(f"<tr><td>{each}</td><td>What {each} does for the young</td></tr>" for each in names)
    return f"<table><tr><th>Name of service</th><th>Description</th></tr>{rows}</table>".encode()


def seen(source: Source, day: dt.date, names: Sequence[str]) -> Snapshot:
    """The snapshot of a page with these services, saved on this day."""
    facts = {"url": source.page.url, "media_type": "text/html", "saved_on": day}
    content = page(names)
    sidecar = archive.describe(content, source=source.id, retrieved_at=None, **facts)
    return archive.keep(sidecar, content)[0]


def run(source: Source, *stages: str) -> None:
    """The stages, one after the other; all of them where none is named."""
    for each in stages or STAGES:
        STAGES[each](source)
