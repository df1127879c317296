"""changes.json, changes.atom, ids.csv, ledger.json and releases.csv say what the release is."""

import csv
import dataclasses
import io
import json
import uuid
import xml.etree.ElementTree as ET

import msgspec
import pytest

from pipeline.dataset import ChangeKind, Journal
from pipeline.formats import atom, changes_file, compared, ledger_file, release_file, releases_file
from pipeline.releases.previous import Previous, read_previous
from tests.gold import gold_dataset
from tests.pipeline.releases.rows import A, B, C, D, ids, releases, row

FORMATS = (changes_file, atom, ledger_file, releases_file)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def dataset(release):
    return dataclasses.replace(
        gold_dataset(),
        entries=release.entries,
        changes=release.changes,
        ledger=release.ledger,
        history=release.history,
        past=release.past,
        journal=release.journal,
        accepted=release.accepted,
    )


def files(release):
    made = dataset(release)
    return {name: content for each in FORMATS for name, content in each.files(made)}


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def test_ids_csv_has_every_key_and_every_id_can_be_computed_again():
    renamed = row("Knockout", A.service.description or "", "Swale", "ann@a.org", (8, 18))
    _, second = releases([A, B, C], [renamed, B, D])
    made = rows_of(files(second)["ids.csv"])
    assert list(made[0]) == ["table", "key", "id", "first_seen", "last_seen", "replaced_by"]
    space = uuid.uuid5(uuid.NAMESPACE_URL, "about:blank")
    first_of = {}
    for each in made:
        first_of.setdefault(each["id"], each["key"])
    assert all(str(uuid.uuid5(space, f"service|{key}")) == id for id, key in first_of.items())
    assert [(each["key"], each["last_seen"]) for each in made] == [
        ("boxing club", "2026-01-02"),
        ("football night", "2026-01-03"),
        ("art room", "2026-01-02"),
        ("knockout", "2026-01-03"),
        ("mentors", "2026-01-03"),
    ]


def test_the_ledger_is_read_again_by_the_next_build(tmp_path):
    _, second = releases([A, B], [B, C])
    (tmp_path / "ledger.json").write_bytes(files(second)["ledger.json"])
    assert read_previous(tmp_path) == Previous(second.journal)
    assert msgspec.json.decode(files(second)["ledger.json"], type=Journal) == second.journal


def test_changes_json_names_both_sides_and_every_field():
    after = row("Boxing Club", A.service.description or "", "Swale", "new@a.org", (8, 18))
    first, second = releases([A, B, C], [after, B, D])
    told = json.loads(files(second)["changes.json"])
    assert told["before"]["snapshot_sha256"] == first.history[0].snapshot_sha256
    assert told["after"]["content_sha256"] == second.history[1].content_sha256
    assert {kind: count for kind, count in told["counts"].items() if count} == {
        "added": 1,
        "removed": 1,
        "changed": 1,
    }
    (changed,) = (each for each in told["changes"] if each["kind"] == "changed")
    assert changed["id"] == ids(first)["Boxing Club"]
    assert changed["fields"] == [
        {
            "field": "contacts.email",
            "before": "ann@a.org",
            "after": "new@a.org",
            "printed_before": "ann@a.org",
            "printed_after": "new@a.org",
        }
    ]
    assert json.loads(files(first)["changes.json"])["before"] is None


def test_releases_csv_has_one_row_for_each_release_whatever_the_reason_says():
    *_, third = releases([A, B, C, D], [A], [A, B])
    made = rows_of(files(third)["releases.csv"])
    assert [(each["records"], each["added"], each["removed"], each["returned"]) for each in made] == [
        ("4", "4", "0", "0"),
        ("1", "0", "3", "0"),
        ("2", "0", "0", "1"),
    ]
    assert [each["accepted"] for each in made] == ["", "a test", ""]
    last = dataclasses.replace(third.history[-1], accepted="=cmd()\nand more")
    odd = dataclasses.replace(dataset(third), history=(*third.history[:-1], last))
    ((_, content),) = releases_file.files(odd)
    assert rows_of(content)[-1]["accepted"] == "'=cmd() and more"


def test_the_feed_has_an_entry_for_each_change_newest_first():
    *_, third = releases([A, B], [A, B, C], [A, C])
    feed = ET.fromstring(files(third)["changes.atom"])
    assert [each.text for each in feed.findall("a:entry/a:title", ATOM)] == [
        "Gone: Football Night",
        "New: Art Room",
        "First release",
    ]
    identifiers = [each.text for each in feed.findall(".//a:id", ATOM)]
    assert len(set(identifiers)) == 4
    assert all(each.startswith("urn:uuid:") for each in identifiers)
    assert feed.findtext("a:updated", None, ATOM) == "2026-01-04T00:00:00Z"
    assert feed.findtext("a:author/a:name", None, ATOM)


def test_the_feed_is_xml_whatever_the_words_are():
    first, second = releases([A], [row("<b>\x00 & \x1b “x”\ufffe", "]]>"), A])
    names = [
        each.text for each in ET.fromstring(files(second)["changes.atom"]).findall("a:entry/a:title", ATOM)
    ]
    assert names[0] == "New: <b>\ufffd & \ufffd “x”\ufffd"
    assert ET.fromstring(files(first)["changes.atom"]).findall("a:entry", ATOM)


def test_an_entry_of_an_earlier_release_keeps_its_id_in_later_feeds():
    _, second, third = releases([A, B], [A, B, C], [A, C])

    def entries(release):
        return {
            each.text for each in ET.fromstring(files(release)["changes.atom"]).findall("a:entry/a:id", ATOM)
        }

    assert entries(second) < entries(third)


@pytest.mark.parametrize("module", FORMATS, ids=lambda each: each.__name__.split(".")[-1])
def test_every_file_is_deterministic_and_ends_with_one_line_feed(module):
    *_, last = releases([A, B], [A, C])
    for (name, content), again in zip(module.files(dataset(last)), module.files(dataset(last)), strict=True):
        assert (name, content) == again
        assert content.endswith(b"\n") and not content.endswith(b"\n\n") and b"\r" not in content


def test_every_kind_of_change_has_a_title_and_words():
    assert set(atom._TITLES) == set(compared.KINDS) == set(ChangeKind)


def test_every_kind_of_change_is_counted_in_all_three_files():
    *_, third = releases([A, B, C, D], [A], [A, B])
    counted = json.loads(files(third)["changes.json"])["counts"]
    (_, whole), *_ = release_file.files(dataset(third), {})
    of_release = json.loads(whole)["counts"]
    row_of_release = rows_of(files(third)["releases.csv"])[-1]
    assert counted == {**dict.fromkeys(ChangeKind, 0), "returned": 1}
    assert {kind: of_release[kind] for kind in ChangeKind} == counted
    assert {kind: int(row_of_release[kind]) for kind in ChangeKind} == counted
