"""`make history`: every release again from the snapshots alone, and whether it came out the same."""

import datetime as dt

import pytest

from pipeline import history, store
from pipeline.build import run_stages
from pipeline.terminal import Terminal
from tests.invented import NAMES, plant, seen


@pytest.fixture
def source(tmp_path, monkeypatch):
    return plant(tmp_path, monkeypatch)


def test_every_release_comes_again_with_the_reason_for_which_it_was_let_through(source):
    for day, names, accept in ((1, NAMES, None), (2, NAMES[:2], "two have closed"), (3, NAMES[:3], None)):
        seen(source, dt.date(2026, 1, day), names)
        run_stages(source, (), accept, Terminal())
    told = history.rebuild(source)
    assert told == "releases: 3, snapshots: 3; the last is the published one, byte for byte"
    last = store.read_folder(store.BUILD / "history" / source.id / "3")
    assert last == store.read_folder(store.output_folder(source.id))
    assert b"two have closed" in last["releases.csv"]


def test_without_the_reason_the_gate_stands_and_the_difference_is_told(source):
    for day, names in ((1, NAMES), (2, NAMES[:2]), (3, NAMES[:3])):
        seen(source, dt.date(2026, 1, day), names)
    told = history.rebuild(source)
    assert told == "releases: 2, snapshots: 3; the last differs from the published one"
