"""`inspect` gives one line of JSON for each document, whatever befalls one of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import inspect
from pipeline.source import ROOT, SOURCES
from tests.gold import PAGE

FULL = Path("/dev/full")


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


def run(*arguments, stdout):
    call = [sys.executable, "-m", "pipeline.inspect", *arguments]
    return subprocess.run(call, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=60)


def test_a_path_that_is_no_text_stops_nothing(tmp_path, capsysbinary):
    odd = tmp_path / os.fsdecode(b"odd\xff.txt")
    odd.write_bytes(PAGE.read_bytes())
    assert inspect.main([str(odd), f"{odd}.gone", str(PAGE)]) == 0
    first, gone, last = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert first["document"].endswith("odd\ufffd.txt") and len(first["records"]) == 31
    assert [each["code"] for each in gone["issues"]] == ["document-unreadable"]
    assert last["document"] == str(PAGE)


def test_a_reader_who_leaves_early_ends_it_quietly():
    reads, writes = os.pipe()
    os.close(reads)
    done = run(str(PAGE), str(PAGE), stdout=writes)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
def test_readings_that_cannot_be_written_are_one_clear_line():
    with FULL.open("wb") as full:
        done = run(str(PAGE), stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"inspect: the readings cannot be written: No space left on device.\n"


PATCH = """
[[patches]]
field = "{}"
match = "North Kent"
value = ["{}"]
why = "asked"
since = 2026-11-23
by = "A"
"""


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('gazetteer = ["kent", "elsewhere"]', 'gazetteer = ["nowhere"]', "nowhere.csv"),
        ("[programme]", PATCH.format("areas", "Atlantis") + "[programme]", "Atlantis"),
        ("[programme]", PATCH.format("colour", "red") + "[programme]", "colour"),
    ],
)
def test_a_source_at_fault_is_a_wrong_call_and_no_fault_of_the_document(
    tmp_path, capsysbinary, before, after, said
):
    text = (SOURCES / "kent-vru.toml").read_text(encoding="utf-8")
    assert before in text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace(before, after), encoding="utf-8")
    assert inspect.main(["--source", str(wrong), str(PAGE)]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b"" and err.count(b"\n") == 1
    assert said.encode() in err and b"wrong.toml" in err
