"""`make history`: every release again from the snapshots alone, and whether it came out the same."""

import datetime as dt

import pytest
from msgspec import structs

from pipeline import archive, history, store
from pipeline.build import run_stages
from pipeline.source import Expectations, Table, read_source
from pipeline.terminal import Terminal

NAMES = ("Boxing Club", "Football Night", "Art Room", "Mentors")


def page(names):
    rows = "".join(f"<tr><td>{each}</td><td>What {each} does for the young</td></tr>" for each in names)
    return f"<table><tr><th>Name of service</th><th>Description</th></tr>{rows}</table>".encode()


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.archive.folders.RAW", tmp_path / "raw")
    monkeypatch.setattr(store, "BUILD", tmp_path / "build")
    monkeypatch.setattr(store, "OUTPUT", tmp_path / "output")
    return structs.replace(read_source("kent-idf"), table=Table(), expectations=Expectations())


def seen(source, day, names):
    facts = {"url": source.page.url, "media_type": "text/html", "saved_on": dt.date(2026, 1, day)}
    content = page(names)
    archive.keep(archive.describe(content, source=source.id, retrieved_at=None, **facts), content)


def test_every_release_comes_again_with_the_reason_for_which_it_was_let_through(source):
    for day, names, accept in ((1, NAMES, None), (2, NAMES[:2], "two have closed"), (3, NAMES[:3], None)):
        seen(source, day, names)
        run_stages(source, (), accept, Terminal())
    told = history.rebuild(source)
    assert told == "releases: 3, snapshots: 3; the last is the published one, byte for byte"
    last = store.read_folder(store.BUILD / "history" / source.id / "3")
    assert last == store.read_folder(store.output_folder(source.id))
    assert b"two have closed" in last["releases.csv"]


def test_without_the_reason_the_gate_stands_and_the_difference_is_told(source):
    for day, names in ((1, NAMES), (2, NAMES[:2]), (3, NAMES[:3])):
        seen(source, day, names)
    told = history.rebuild(source)
    assert told == "releases: 2, snapshots: 3; the last differs from the published one"
