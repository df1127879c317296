"""A page that a person saved comes into the archive under the day on which it was saved."""

import datetime as dt
import json

import pytest

from pipeline import archive

PAGE = b"<table><tr><th>Name<tr><td>Club</table>"


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "saved by a person.htm"
    path.write_bytes(PAGE)
    return path


def test_a_saved_page_is_a_snapshot_of_its_day(page, run, raw, capsys):
    assert run("--from", str(page), "--date", "2020-12-04", "--note", "Saved by the editor.") == 0
    (snapshot,) = archive.snapshots("here")
    assert (snapshot.content, snapshot.retrieved_at, snapshot.date) == (PAGE, None, dt.date(2020, 12, 4))
    assert capsys.readouterr().out == f"here: new snapshot raw/here/{snapshot.file}\n"
    beside = json.loads((raw / "here" / snapshot.file).with_suffix(".json").read_text())
    assert (beside["origin"], beside["note"], beside["retrieved_at"]) == (
        "file",
        "Saved by the editor.",
        None,
    )
    assert run("--from", str(page), "--date", "2020-12-05") == 0
    assert capsys.readouterr().out == f"here: unchanged since raw/here/{snapshot.file}\n"
    assert archive.snapshots("here") == (snapshot,)


def test_text_is_told_from_html_by_what_it_holds(page, run):
    page.write_text("Name\n\nAge\n\nClub < 12\n")
    assert run("--from", str(page), "--date", "2020-12-04") == 0
    assert archive.snapshots("here")[0].media_type == "text/plain"
    assert archive.snapshots("here")[0].file.endswith(".txt")


def test_the_network_is_not_touched(page, run, site):
    run("--from", str(page), "--date", "2020-12-04")
    assert site.asked == []


@pytest.fixture
def bring(page, run):
    def change_and_bring(change, *arguments):
        change(page)
        return run("--from", str(page), *arguments)

    return change_and_bring


def write(content):
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "given", "message"),
    [
        (write(PAGE), [], "Give `--date YYYY-MM-DD`"),
        (write(PAGE), ["--date", "4 December"], "'4 December' is no day: write it as 2020-12-04"),
        (write(PAGE), ["--date", "2099-01-01"], "2099-01-01 is after today, 2026-11-23"),
        (write(PAGE), ["--date", "2020-12-04", "--colour", "red"], "unrecognized arguments"),
        (write(b" \n"), ["--date", "2020-12-04"], "is empty or is no page"),
        (write(b"\x89PNG\r\n\0\0"), ["--date", "2020-12-04"], "is empty or is no page"),
        (write(b"x" * 100_001), ["--date", "2020-12-04"], "has over 100,000 bytes"),
        (write(b"<title>Just a moment...</title>"), ["--date", "2020-12-04"], "whether a person is reading"),
        (write(b"\x1f\x8bnot a WARC file"), [], "the WARC file is damaged"),
        (lambda path: path.unlink(), ["--date", "2020-12-04"], "No such file"),
        (lambda path: (path.unlink(), path.mkdir()), ["--date", "2020-12-04"], "Is a directory"),
    ],
)
def test_what_cannot_be_brought_in_is_one_clear_line(change, given, message, bring, capsys):
    assert bring(change, *given) == 1
    said = capsys.readouterr()
    assert message in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert archive.snapshots("here") == ()


@pytest.mark.parametrize("given", [["--date", "2020-12-04"], ["--note", "Saved by the editor."]])
def test_what_speaks_of_a_file_needs_one(given, run, site, capsys):
    assert run(*given) == 1
    said = capsys.readouterr()
    assert f"{given[0]} speaks of a saved page" in said.err and "--from FILE" in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert site.asked == []


def test_a_page_that_is_not_the_newest_is_told(page, run, capsys):
    assert run("--from", str(page), "--date", "2020-12-04") == 0
    newest = archive.newest_usable("here").file
    assert capsys.readouterr().err == ""
    page.write_bytes(PAGE + b"<p>older")
    assert run("--from", str(page), "--date", "2020-12-03") == 0
    said = capsys.readouterr()
    assert "here: new snapshot raw/here/2020-12-03" in said.out
    assert f"{newest} has a later day" in said.err
