"""changes.json, changes.atom, ids.csv, ledger.json and releases.csv say what the release is."""

import csv
import dataclasses
import io
import json
import re
import uuid
import xml.etree.ElementTree as ET

import msgspec
import pytest

from pipeline.dataset import ChangeKind, Journal
from pipeline.formats.about import atom, changes_file, ledger_file, release_file, releases_file
from pipeline.formats.about.members import described_files
from pipeline.formats.csv_cells import read_csv
from pipeline.formats.pages import compared
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
    assert b"'=cmd()" in content
    assert read_csv(content)[-1]["accepted"] == "=cmd()\nand more"


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


def test_one_name_is_one_day_in_every_file():
    """Freshness may be judged later than the page was seen, so the two have two names."""
    first, second = releases([A, B], [B, C])
    made = files(second)
    (_, whole), *_ = release_file.files(dataset(second), {})
    release, changes = json.loads(whole), json.loads(made["changes.json"])
    seen = [row["seen_on"] for row in rows_of(made["releases.csv"])]
    assert seen == [str(each.history[-1].seen_on) for each in (first, second)]
    assert [changes[side]["seen_on"] for side in ("before", "after")] == seen
    assert [each["seen_on"] for each in json.loads(made["ledger.json"])["releases"]] == seen
    assert release["seen_on"] == seen[-1] < release["as_of"] == str(dataset(second).as_of)
    assert not any(b'"as_of"' in content or b"as_of," in content for content in made.values())


def paths_of(value, path=""):
    """The paths in a JSON document, as members.toml writes them, those of numbers and texts alone."""
    if isinstance(value, dict):
        return {each for key, below in value.items() for each in paths_of(below, f"{path}.{key}".strip("."))}
    if isinstance(value, list):
        return {each for below in value for each in paths_of(below, f"{path}[]")}
    return {path}


def is_described(path, patterns):
    """Whether the path is one of these, a `*` in them standing for any key."""
    return any(re.fullmatch(re.escape(each).replace(r"\*", ".+"), path) for each in patterns)


def every_release():
    """Releases in which all members occur: services changed, gone, merged and back, and gates accepted."""
    one = row("Swale Club", "Boxing for the young people of Swale", "Swale", "ann@a.org", (8, 18))
    other = row("Dover Club", "Painting for the young people of Dover", "Dover", "cat@c.org", (8, 18))
    both = row(
        "Swale and Dover Club",
        "Boxing for the young people of Swale. Painting for the young people of Dover",
        "Swale Dover",
        "ann@a.org cat@c.org",
        (8, 18),
    )
    changed = row("Boxing Club", A.service.description or "", "Swale", "new@a.org", (8, 18))
    return [*releases([A, B, one, other], [changed, B, both]), *releases([A], [B, C], [A, B])]


@pytest.mark.parametrize("name", ["release.json", "changes.json", "ledger.json"])
def test_every_member_is_described_and_every_description_is_of_one(name):
    patterns = described_files()[name].members
    seen = set()
    for each in every_release():
        made = files(each)
        made |= dict(release_file.files(dataset(each), made))
        document = json.loads(made[name])
        if name == "changes.json":
            assert document["before"] is None or document["before"].keys() == document["after"].keys()
            document["before"] = None
        seen |= paths_of(document)
    assert [path for path in sorted(seen) if not is_described(path, patterns)] == []
    assert [each for each in patterns if not any(is_described(path, [each]) for path in seen)] == []


def test_every_column_is_described():
    made = files(every_release()[-1])
    for name in ("releases.csv", "ids.csv"):
        cells = {column for each in rows_of(made[name]) for column, cell in each.items() if cell}
        assert cells <= set(described_files()[name].members) == set(rows_of(made[name])[0])
    assert set(ChangeKind) < set(described_files()["releases.csv"].members)


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
