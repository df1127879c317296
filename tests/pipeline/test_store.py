"""The files between stages are whole, typed, and touched only where they changed."""

import pytest

from pipeline import store
from pipeline.issues import StoreError
from pipeline.model import Outcome, Record
from tests.gold import gold_dataset


@pytest.fixture(autouse=True)
def _folders(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "BUILD", tmp_path / "build")
    monkeypatch.setattr(store, "ROOT", tmp_path)


def test_what_is_written_is_read_again():
    outcome = Outcome(tuple(each.record for each in gold_dataset().entries))
    assert store.write_stage("here", "normalise", outcome, {"extract.json": "a hash"})
    assert store.read_origin("here", "normalise") == {"extract.json": "a hash"}
    assert store.read_stage("here", "normalise", Outcome[Record]) == outcome
    assert not store.write_stage("here", "normalise", outcome, {"extract.json": "a hash"}), (
        "the same value changes nothing"
    )


def test_a_missing_file_says_which_command_makes_it():
    with pytest.raises(StoreError, match=r"python -m pipeline\.extract here"):
        store.read_stage("here", "extract", Outcome[Record])


def test_a_damaged_file_says_where():
    store.write_bytes(store.stage_file("here", "extract"), b'{"items": 3}')
    with pytest.raises(StoreError, match=r"extract\.json"):
        store.read_stage("here", "extract", Outcome[Record])


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "build").write_bytes(b"a file where a folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        store.write_stage("here", "extract", Outcome(()), {})
    assert (tmp_path / "build").read_bytes() == b"a file where a folder should be"
