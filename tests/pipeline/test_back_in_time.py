"""No release goes back to an older page unsaid, and no file in the archive is passed over unsaid."""

import datetime as dt

import pytest

from pipeline import archive, build, command, store
from pipeline.archive import folders
from pipeline.issues import ReleaseRefused, StoreError
from pipeline.publish import publish
from pipeline.releases.previous import read_previous
from pipeline.terminal import Terminal
from tests.invented import NAMES, page, plant, run, seen

FIRST, SECOND = dt.date(2026, 1, 1), dt.date(2026, 1, 9)


@pytest.fixture
def source(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "fingerprint", lambda *_: "the same")
    source = plant(tmp_path, monkeypatch)
    seen(source, FIRST, NAMES)
    run(source)
    return source


@pytest.fixture
def newest(source):
    """The second page, released."""
    snapshot = seen(source, SECOND, (*NAMES[:3], "Chess"))
    run(source)
    return folders.folder_of(source.id) / snapshot.file


def release(source):
    return store.read_folder(store.output_folder(source.id))


def test_a_released_page_without_its_sidecar_is_missed(source, newest):
    before = release(source)
    newest.with_suffix(".json").unlink()
    with pytest.raises(StoreError) as caught:
        build.build(source, (), None, Terminal())
    assert f"{newest.name}: has lost its sidecar; it was released as the page of 2026-01-09." in str(
        caught.value
    )
    assert f"Restore {newest.stem}.json" in str(caught.value)
    with pytest.raises(StoreError, match="has lost its sidecar"):
        run(source, "extract")
    assert release(source) == before


def test_an_older_page_than_the_last_release_is_refused_unless_a_person_accepts_it(source, newest):
    before = release(source)
    newest.with_suffix(".json").unlink()
    newest.unlink()
    with pytest.raises(ReleaseRefused, match="seen on 2026-01-01, that of the last release on 2026-01-09"):
        run(source)
    assert release(source) == before
    command.publish_step(publish, source, "the second page was a draft")
    journal = read_previous(store.output_folder(source.id)).journal
    assert [each.accepted for each in journal.releases] == [None, None, "the second page was a draft"]
    run(source)
    assert read_previous(store.output_folder(source.id)).journal == journal


def test_a_day_corrected_on_the_same_page_is_no_step_back(source, newest):
    for path in (newest, newest.with_suffix(".json")):
        path.unlink()
    seen(source, dt.date(2026, 1, 2), (*NAMES[:3], "Chess"))
    run(source)
    assert b'"seen_on": "2026-01-02"' in release(source)["release.json"]


@pytest.mark.parametrize("name", ["notes.txt", "page.html", "refused/notes.txt"])
def test_a_file_that_is_no_snapshot_stops_nothing_and_is_told_each_time(source, capsys, name):
    stray = folders.folder_of(source.id) / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"Rang them on Monday.")
    for _ in range(2):
        build.build(source, (), None, Terminal())
        said = capsys.readouterr()
        assert f"{stray} is not read: no sidecar says where it is from." in said.err
        assert "--from FILE" in said.err
    assert stray.read_bytes() == b"Rang them on Monday."


def test_what_a_run_broken_off_has_left_is_told_too(source, capsys):
    folder = folders.folder_of(source.id)
    sidecar = archive.describe(
        page(NAMES), source=source.id, url=None, media_type="text/html", retrieved_at=None, saved_on=SECOND
    )
    (folder / sidecar.file).write_bytes(page(("Chess",)))
    build.build(source, (), None, Terminal())
    assert f"{sidecar.file} is not read" in capsys.readouterr().err


def test_a_snapshot_of_a_day_that_has_not_come_is_refused(source, monkeypatch):
    monkeypatch.setattr(command, "today", lambda: FIRST)
    seen(source, SECOND, (*NAMES[:3], "Chess"))
    before = release(source)
    with pytest.raises(StoreError, match="is dated 2026-01-09, after today, 2026-01-01"):
        build.build(source, (), None, Terminal())
    with pytest.raises(StoreError, match="is dated 2026-01-09, after today, 2026-01-01"):
        run(source, "extract")
    assert release(source) == before
