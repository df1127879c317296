"""`make history`: every release again from the snapshots alone, and whether it came out the same."""

import datetime as dt

import pytest

from pipeline import build, history, store
from pipeline.build import run_stages
from pipeline.issues import PipelineError
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


def test_without_a_published_release_there_is_nothing_to_compare_and_the_gate_stands(source):
    for day, names in ((1, NAMES), (2, NAMES[:2]), (3, NAMES[:3])):
        seen(source, dt.date(2026, 1, day), names)
    told = history.rebuild(source)
    assert told == "releases: 2, snapshots: 3; none is published to compare the last with"


def test_files_that_differ_are_named_and_what_was_rebuilt_stays(source):
    seen(source, dt.date(2026, 1, 1), NAMES)
    run_stages(source, (), None, Terminal())
    published, rebuilt = store.output_folder(source.id), store.BUILD / "history" / source.id / "1"
    whole = store.read_folder(published)
    (published / "services.csv").write_bytes(b"changed by hand")
    (published / "more.txt").write_bytes(b"put there by hand")
    (published / "ids.csv").unlink()
    with pytest.raises(PipelineError) as caught:
        history.rebuild(source)
    assert "the last differs from the published one in ids.csv, more.txt, services.csv." in str(caught.value)
    assert "diff -r" in str(caught.value)
    assert store.read_folder(rebuilt) == whole
    assert (published / "services.csv").read_bytes() == b"changed by hand"


def test_a_history_that_differs_ends_with_1(source, monkeypatch, capsys):
    seen(source, dt.date(2026, 1, 1), NAMES)
    run_stages(source, (), None, Terminal())
    monkeypatch.setattr(build, "read_source", lambda *_: source)
    assert build.main(["--history", source.id]) == 0
    (store.output_folder(source.id) / "services.csv").write_bytes(b"changed by hand")
    assert build.main(["--history", source.id]) == 1
    assert "in services.csv." in capsys.readouterr().err
