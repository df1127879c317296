"""Who loads a list that a person changed or shortened is told so, in every file that a reader opens."""

import json
from dataclasses import replace

import pytest

from pipeline.dataset import Candidate, Report
from pipeline.formats.csv_cells import read_csv
from pipeline.formats.hsds import full
from pipeline.model import Extraction, Outcome, Verdict
from pipeline.normalise import normalise
from pipeline.publish import publish
from pipeline.source import read_source
from tests.gold import gold_dataset
from tests.rows import raw_record

NOTE = "Written by hand <b>after</b> the page; later rows are left out."


def published(**facts):
    """The files of a release of one service, from a snapshot with these facts."""
    source = read_source("kent-idf")
    snapshot = replace(gold_dataset().snapshot, source=source.id, **facts)
    rows = [
        raw_record(n, name=f"Club {n}", description="Boxing for all", amount="£1,000") for n in range(1, 7)
    ]
    extraction = Extraction(tuple(cell.column for cell in rows[0].cells), tuple(rows), ())
    outcome: Outcome = normalise(extraction, source)
    return publish(Candidate(source, snapshot, extraction, outcome, Report((), ())))


@pytest.fixture(scope="module")
def altered():
    return published(note=NOTE, altered=True)


def test_a_warning_stands_on_the_release(altered):
    (first, *_) = read_csv(altered["issues.csv"])
    assert (first["severity"], first["code"], first["record"]) == ("warning", "snapshot-altered", "")
    assert NOTE in first["message"]
    release = json.loads(altered["release.json"])
    assert (release["verdict"], release["counts"]["warnings"]) == (Verdict.REVIEW, 1)
    assert (release["snapshot"]["note"], release["snapshot"]["altered"]) == (NOTE, True)


@pytest.mark.parametrize("path", ["report.html", "index.html"])
def test_both_pages_say_how_the_page_came(path, altered):
    page = altered[path].decode()
    assert "Written by hand &lt;b&gt;after&lt;/b&gt; the page" in page
    assert NOTE not in page


@pytest.mark.parametrize("path", ["datapackage.json", "hsds-3.1/datapackage.json"])
def test_the_data_packages_say_it_of_their_source(path, altered):
    (page,) = json.loads(altered[path])["sources"]
    assert (page["note"], page["altered"]) == (NOTE, True)


def test_each_service_in_the_standard_warns(altered):
    services = json.loads(altered["hsds-3.1/services.json"])["contents"]
    assert all("a person changed" in each["alert"] for each in services)
    plain = json.loads(dict(full.files(gold_dataset()))["hsds-3.1/services.json"])["contents"]
    assert not any("a person changed" in each["alert"] for each in plain)


def test_a_note_alone_is_published_without_a_warning():
    files = published(note="Saved from a browser.")
    release = json.loads(files["release.json"])
    assert (release["snapshot"]["note"], release["counts"]["warnings"]) == ("Saved from a browser.", 0)
    assert b"Saved from a browser." in files["index.html"]


def test_a_changed_page_without_a_note_is_told_all_the_same():
    (first, *_) = read_csv(published(altered=True)["issues.csv"])
    assert "nobody noted" in first["message"]
