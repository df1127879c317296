"""The archive gives back what was received, in order, or says clearly what is wrong with it."""

import datetime as dt
import hashlib
import json

import pytest

from pipeline import archive
from pipeline.archive import folders
from pipeline.issues import StoreError
from pipeline.source import source_ids

NOON = dt.datetime(2021, 3, 4, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def raw(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "RAW", tmp_path / "raw")
    return tmp_path / "raw"


def sidecar(content, at=NOON, **facts):
    known = {"source": "here", "url": "https://example.org/", "media_type": "text/html", "retrieved_at": at}
    return archive.describe(content, **(known | facts))


def add(content, at=NOON, **facts):
    return archive.keep(sidecar(content, at, **facts), content)


def files(raw):
    return {str(each.relative_to(raw)): each.read_bytes() for each in raw.rglob("*") if each.is_file()}


def test_a_source_without_a_folder_has_no_snapshots():
    assert archive.snapshots("here") == ()
    assert archive.newest_usable("here") is None


def test_what_is_kept_is_read_again():
    snapshot, new = add(b"<p>one</p>")
    assert new
    assert archive.snapshots("here") == (snapshot,)
    assert snapshot.content == b"<p>one</p>"
    assert snapshot.file == f"2021-03-04-{hashlib.sha256(b'<p>one</p>').hexdigest()[:12]}.html"
    assert (snapshot.retrieved_at, snapshot.date) == (NOON, NOON.date())


def test_snapshots_come_oldest_first_whenever_they_were_added():
    late, _ = add(b"late", NOON + dt.timedelta(days=400))
    early, _ = add(b"early", NOON)
    hour, _ = add(b"an hour later", NOON + dt.timedelta(hours=1))
    saved, _ = add(b"saved by hand", None, saved_on=NOON.date() + dt.timedelta(days=3))
    assert archive.snapshots("here") == (early, hour, saved, late)
    assert archive.newest_usable("here") == late


def test_unchanged_bytes_make_no_new_snapshot(raw):
    first, _ = add(b"same")
    before = files(raw)
    again, new = add(b"same", NOON + dt.timedelta(days=9))
    earlier, newer = add(b"same", NOON - dt.timedelta(days=9))
    assert (again, new, earlier, newer) == (first, False, first, False)
    assert files(raw) == before


def test_a_page_that_goes_back_to_what_it_said_is_a_change():
    for hour, content in enumerate((b"A", b"B", b"A")):
        add(content, NOON + dt.timedelta(hours=hour))
    assert [each.content for each in archive.snapshots("here")] == [b"A", b"B", b"A"]


def test_a_refused_page_is_kept_with_the_reason_and_is_not_usable(raw):
    good, _ = add(b"good")
    bad, _ = add(b"bad", NOON + dt.timedelta(days=1))
    path = archive.refuse(bad, ["No table was found."])
    assert path == raw / "here" / "refused" / bad.file
    assert archive.snapshots("here") == (good,)
    (kept,) = archive.refused("here")
    assert (kept.snapshot.content, kept.sidecar.refused.reasons) == (b"bad", ("No table was found.",))


def test_a_refused_page_that_comes_again_gets_another_try():
    bad, _ = add(b"bad")
    archive.refuse(bad, ["No table was found."])
    again, new = add(b"bad", NOON + dt.timedelta(days=1))
    assert (again, new) == (bad, False)
    assert archive.snapshots("here") == (bad,)
    assert archive.refused("here") == ()


def test_a_refused_page_that_comes_again_after_a_good_one_is_the_newest():
    bad, _ = add(b"bad")
    archive.refuse(bad, ["No table was found."])
    add(b"good", NOON + dt.timedelta(days=1))
    again, new = add(b"bad", NOON + dt.timedelta(days=2))
    assert new
    assert archive.newest_usable("here") == again


def test_a_good_page_that_returns_after_a_refused_one_is_the_newest():
    good, _ = add(b"good")
    bad, _ = add(b"bad", NOON + dt.timedelta(days=1))
    archive.refuse(bad, ["No table was found."])
    again, new = add(b"good", NOON + dt.timedelta(days=2))
    assert new
    assert archive.candidates("here") == (again, bad, good)


def test_an_old_refused_page_found_once_more_in_an_archive_stays_where_it_is():
    bad, _ = add(b"bad")
    archive.refuse(bad, ["No table was found."])
    add(b"good", NOON + dt.timedelta(days=9))
    assert add(b"bad", NOON + dt.timedelta(days=1)) == (bad, False)
    assert len(archive.refused("here")) == 1


def test_a_refusal_broken_off_half_way_can_be_done_again(raw):
    bad, _ = add(b"bad")
    halfway = files(raw)
    archive.refuse(bad, ["First reason."])
    for name, content in halfway.items():
        (raw / name).write_bytes(content)
    archive.refuse(bad, ["Second reason."])
    assert archive.snapshots("here") == ()
    assert archive.refused("here")[0].sidecar.refused.reasons == ("Second reason.",)


def test_candidates_are_all_pages_ever_seen_newest_first():
    good, _ = add(b"good")
    bad, _ = add(b"bad", NOON + dt.timedelta(days=1))
    archive.refuse(bad, ["No table was found."])
    wall = sidecar(b"Are you a robot?", NOON + dt.timedelta(days=2))
    archive.keep_refused(wall, b"Are you a robot?", ["It asks whether a person is reading."])
    assert archive.candidates("here") == (bad, good)


def test_a_wall_that_differs_each_time_is_kept_once_a_day():
    for hour in range(30):
        wall = b"Are you a robot? Number %d" % hour
        beside = sidecar(wall, NOON + dt.timedelta(hours=hour))
        archive.keep_refused(beside, wall, ["It asks whether a person is reading."])
    assert [each.sidecar.date.day for each in archive.refused("here")] == [4, 5]


def test_refusing_and_restoring_twice_changes_nothing(raw):
    page, _ = archive.keep(sidecar(b"page"), b"page", b"the exchange")
    before = files(raw)
    assert archive.restore(page) == page
    assert files(raw) == before
    archive.refuse(page, ["No table was found."])
    once = files(raw)
    archive.refuse(page, ["No table was found."])
    assert files(raw) == once
    archive.refuse(page, ["Another reason."])
    assert archive.refused("here")[0].sidecar.refused.reasons == ("Another reason.",)
    archive.restore(page)
    assert files(raw) == before


def test_the_exchange_goes_where_its_snapshot_goes(raw):
    snapshot, _ = archive.keep(sidecar(b"page"), b"page", b"the exchange")
    archive.refuse(snapshot, ["No table was found."])
    archive.restore(snapshot)
    assert sorted(each.rsplit(".", 2)[-1] for each in files(raw)) == ["gz", "html", "json"]
    assert archive.read_archive("here")[0].sidecar.warc == snapshot.file.replace(".html", ".warc.gz")


def test_a_file_that_stands_there_is_never_overwritten(raw):
    path = raw / "here" / sidecar(b"page").file
    path.parent.mkdir(parents=True)
    path.write_bytes(b"something else")
    with pytest.raises(StoreError, match="stands there already with other bytes"):
        add(b"page")
    assert path.read_bytes() == b"something else"
    assert len(files(raw)) == 1


def test_a_page_without_a_day_is_refused():
    with pytest.raises(StoreError, match="--date"):
        sidecar(b"page", None)


def _edit(path, **changes):
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"colour": "red"}, "nobody knows the key `colour`"),
        ({"bytes": "many"}, "`bytes`: write a whole number, not words in quotes"),
        ({"bytes": 3}, "is not what was received"),
        ({"source": "there"}, "does not fit its own name"),
        ({"file": "../../etc/passwd"}, "does not fit its own name"),
        ({"retrieved_at": None}, "does not fit its own name"),
        ({"sha256": "0" * 64}, "does not fit its own name"),
    ],
)
def test_an_edited_sidecar_is_one_clear_line(raw, changes, message):
    snapshot, _ = add(b"page")
    _edit((raw / "here" / snapshot.file).with_suffix(".json"), **changes)
    with pytest.raises(StoreError, match=message):
        archive.snapshots("here")


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b"\xff\xfe", b'{"source": 1}'])
def test_a_sidecar_that_is_none_is_one_clear_line(raw, content):
    snapshot, _ = add(b"page")
    (raw / "here" / snapshot.file).with_suffix(".json").write_bytes(content)
    with pytest.raises(StoreError, match="is no sidecar") as caught:
        archive.snapshots("here")
    assert "\n" not in str(caught.value)


def test_an_edited_or_missing_page_is_one_clear_line(raw):
    snapshot, _ = add(b"page")
    (raw / "here" / snapshot.file).write_bytes(b"edit")
    with pytest.raises(StoreError, match="is not what was received"):
        archive.snapshots("here")
    (raw / "here" / snapshot.file).unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        archive.snapshots("here")


def test_a_stranger_in_the_archive_is_no_snapshot_and_is_named(raw):
    snapshot, _ = add(b"page")
    archive.refuse(add(b"bad", NOON + dt.timedelta(days=1))[0], ["No table was found."])
    strangers = (raw / "here" / "page.html", raw / "here" / "refused" / "notes.txt")
    for each in strangers:
        each.write_bytes(b"saved by a person")
    digest = hashlib.sha256(b"saved by a person").hexdigest()
    assert archive.snapshots("here") == (snapshot,)
    assert archive.strays("here") == tuple((each, digest) for each in strangers)


def test_a_run_broken_off_before_the_sidecar_does_no_harm(raw):
    snapshot, _ = archive.keep(sidecar(b"page"), b"page", b"the exchange")
    (raw / "here" / snapshot.file).with_suffix(".json").unlink()
    assert archive.snapshots("here") == ()
    again, new = archive.keep(sidecar(b"page"), b"page", b"the exchange of the next run")
    assert (again, new) == (snapshot, True)


def test_a_folder_that_cannot_be_made_is_one_clear_line(raw):
    raw.write_bytes(b"a file where a folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        add(b"page")


def test_every_archive_of_the_project_is_whole(monkeypatch):
    monkeypatch.undo()
    for source_id in source_ids():
        assert archive.snapshots(source_id)
        archive.refused(source_id)
