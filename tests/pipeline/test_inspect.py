"""`inspect` gives one line of JSON for each document, whatever befalls one of them."""

import json

import pytest

from pipeline import inspect
from tests.gold import PAGE


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """Two copies of the real page; the software fails on the first."""
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        path.write_bytes(PAGE.read_bytes())
    whole = inspect.extract

    def extract(snapshot, source):
        return [][1] if snapshot.file.endswith("one.txt") else whole(snapshot, source)

    monkeypatch.setattr(inspect, "extract", extract)
    return list(map(str, paths))


def test_a_document_that_defeats_us_is_refused_and_the_next_one_read(pages, monkeypatch, capsysbinary):
    monkeypatch.delenv("DEBUG", raising=False)
    assert inspect.main(pages) == 0
    first, second = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert (first["verdict"], [each["code"] for each in first["issues"]]) == ("refused", ["document-defeats"])
    assert second["document"] == pages[1] and len(second["records"]) == 31


def test_with_debug_the_fault_is_shown(pages, monkeypatch):
    monkeypatch.setenv("DEBUG", "1")
    with pytest.raises(IndexError):
        inspect.main(pages)
