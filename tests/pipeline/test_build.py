"""`make all` over several sources: whatever ails one, the others are built, and it is said why."""

import shutil

import pytest

from pipeline import build, source
from pipeline.build import Built
from pipeline.issues import ReleaseRefused, issue
from pipeline.source import SOURCES


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A copy of sources/, with two sources in it."""
    copy = tmp_path / "sources"
    copy.mkdir()
    for name in ("kent-idf", "kent-vru"):
        shutil.copy(SOURCES / f"{name}.toml", copy)
    monkeypatch.setattr(source, "SOURCES", copy)
    monkeypatch.delenv("ACCEPT", raising=False)
    monkeypatch.delenv("DEBUG", raising=False)
    return copy


@pytest.fixture
def asked(monkeypatch):
    """What was built, with the reason to accept it; the work itself is left out."""
    found = []

    def built(source, _unreached, accept, _terminal):
        found.append((source.id, accept))
        return Built(source, changed=False)

    monkeypatch.setattr(build, "build", built)
    return found


def change(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_source_that_contradicts_itself_is_refused_and_the_next_one_built(folder, asked, capsys):
    change(folder / "kent-idf.toml", "min_records = 5", "min_records = 500")
    assert build.main(["--offline"]) == 1
    said = capsys.readouterr()
    assert "kent-idf.toml" in said.err and "max_records = 60" in said.err and "at fault" not in said.err
    assert asked == [("kent-vru", None)]
    assert "FAILED: kent-idf." in said.out


def test_what_nobody_foresaw_in_one_source_stops_no_other(asked, monkeypatch, capsys):
    whole = build.build

    def built(source, *rest):
        return [][1] if source.id == "kent-idf" else whole(source, *rest)

    monkeypatch.setattr(build, "build", built)
    assert build.main(["--offline"]) == 1
    said = capsys.readouterr()
    assert "kent-idf: FAILED: the software is at fault (IndexError" in said.err
    assert "Traceback" not in said.err
    assert asked == [("kent-vru", None)]


def test_a_copy_with_the_id_of_another_source_is_refused_by_name(folder, asked, capsys):
    shutil.copy(folder / "kent-vru.toml", folder / "a-copy.toml")
    assert build.main(["--offline"]) == 1
    said = capsys.readouterr()
    assert "a-copy.toml, line 3: `id`: 'kent-vru' is not the file's name" in said.err
    assert asked == [("kent-idf", None), ("kent-vru", None)]
    assert "FAILED: a-copy." in said.out


def test_a_source_may_be_named_by_its_path(folder, asked, capsys):
    assert build.main(["--offline", str(folder / "kent-idf.toml")]) == 0
    assert "FAILED" not in capsys.readouterr().out
    assert asked == [("kent-idf", None)]


def test_two_that_are_refused_are_both_named_with_the_way_out_for_each(monkeypatch, capsys):
    def refused(*_):
        raise ReleaseRefused((issue("gate-records", now=9, before=31, allowed="30%"),))

    monkeypatch.setattr(build, "build", refused)
    assert build.main(["--offline"]) == 1
    assert "FAILED: kent-idf, kent-vru." in capsys.readouterr().out


@pytest.mark.parametrize("names", [[], ["kent-idf", "kent-vru"]])
def test_a_reason_to_accept_is_for_one_source(asked, monkeypatch, capsys, names):
    monkeypatch.setenv("ACCEPT", "checked")
    assert build.main(["--offline", *names]) == 1
    assert asked == []
    assert "SOURCES=<id>" in capsys.readouterr().err
    assert build.main(["--offline", "kent-idf"]) == 0
    assert asked == [("kent-idf", "checked")]
