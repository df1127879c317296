"""HSDS: one model in two outputs, nothing lost on the way, and every value led back to its words."""

import csv
import io
import json
from collections import defaultdict
from dataclasses import replace

import pytest

from pipeline.formats.csv_cells import read_csv
from pipeline.formats.hsds import full, uk
from pipeline.formats.hsds.fields import HSDS, fields
from pipeline.formats.hsds.nest import Nester, flatten
from pipeline.formats.hsds.rows import NOT_STATED
from pipeline.formats.hsds.tables import to_tables
from pipeline.formats.hsds.terms import GSS
from pipeline.issues import catalogue
from pipeline.model import Derivation, Role
from tests.gold import gold_dataset
from tests.pipeline.formats import releases

DATASETS = [gold_dataset, releases.rich_dataset, releases.bare_dataset]
RULES = "pipeline/rules.toml"


def tables_of(files):
    """The rows of hsds-3.1/*.csv by table, as an independent reader has them, blanks left out."""
    found = {}
    for table, described in fields(HSDS).items():
        path = f"hsds-3.1/{next(iter(described.values())).file}"
        if path in files:
            rows = csv.DictReader(io.StringIO(files[path].decode("utf-8"), newline=""))
            found[table] = [{k: v for k, v in row.items() if v} for row in rows]
    return found


def numbers(table, row):
    return {k: (int(v) if fields(HSDS)[table][k].type == "number" else v) for k, v in row.items()}


@pytest.mark.parametrize("make", DATASETS)
def test_csv_to_nested_json_and_back(make):
    files = dict(full.files(make()))
    tables = {t: [numbers(t, row) for row in rows] for t, rows in tables_of(files).items()}
    nester = Nester(HSDS, tables)
    services = [nester.nested("service", each) for each in tables["service"]]
    assert services == json.loads(files["hsds-3.1/services.json"])["contents"]
    back = flatten(services)
    for table, rows in tables.items():
        listed = {row["id"]: row for row in rows}
        found = {ident: dict(row) for ident, row in back.get(table, {}).items()}
        assert found == {ident: listed[ident] for ident in found}
        assert table in ("organization", "program", "metadata") or found.keys() == listed.keys()


def test_only_the_publishers_rows_stand_outside_the_services():
    files = dict(full.files(gold_dataset()))
    back = flatten(json.loads(files["hsds-3.1/services.json"])["contents"])
    tables = tables_of(files)
    beyond = [row for row in tables["organization"] if row["id"] not in back["organization"]]
    assert [row["name"] for row in beyond] == [gold_dataset().source.publisher.name]
    hanging = [row for row in tables["metadata"] if row["id"] not in back["metadata"]]
    assert {row["resource_id"] for row in hanging} == {beyond[0]["id"]}


def test_flattentool_reads_the_same_services(tmp_path):
    import flattentool

    files = releases.write(dict(full.files(gold_dataset())), tmp_path)
    flattentool.flatten(
        str(files / "hsds-3.1" / "services.json"),
        root_list_path="contents",
        output_name=str(tmp_path / "flat"),
        output_format="csv",
        id_name="id",
        main_sheet_name="services",
    )
    with (tmp_path / "flat" / "services.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = tables_of(dict(full.files(gold_dataset())))
    for name in ("id", "name", "description", "status", "minimum_age", "maximum_age", "assured_date"):
        assert [row[name] for row in rows] == [row.get(name, "") for row in ours["service"]]
    with (tmp_path / "flat" / "contacts.csv").open(encoding="utf-8", newline="") as file:
        assert [r["contacts/0/email"] for r in csv.DictReader(file)] == [r["email"] for r in ours["contact"]]


@pytest.mark.parametrize("make", DATASETS)
def test_replaying_metadata_backwards_gives_the_printed_text(make):
    dataset = make()
    replayed = replay(tables_of(dict(full.files(dataset))))
    for entry in dataset.entries:
        service = replayed["service", entry.id]
        raw = entry.record.raw
        assert service.get("eligibility_description", "") == raw.text(Role.AGE)
        derived = {each.field for each in entry.record.derivations}
        for field, role in (("name", Role.NAME), ("minimum_age", Role.AGE), ("maximum_age", Role.AGE)):
            if field in derived:
                assert service[field] == raw.text(role)
        assert not {"status", "alert", "assured_date", "last_modified"} & set(service)
    emails = {row["email"] for (table, _), row in replayed.items() if table == "contact"}
    printed = {
        text
        for entry in gold_dataset().entries
        for text in (each.text for each in entry.record.raw.paragraphs(Role.CONTACT))
        if "@" in text
    }
    assert emails - {"a@example.org", "b@example.org"} <= printed


def replay(tables):
    """Every row as it was before the rules: the steps undone from the last to the first."""
    rows = {(table, row["id"]): dict(row) for table, each in tables.items() for row in each}
    for step in reversed(tables["metadata"]):
        row = rows[step["resource_type"], step["resource_id"]]
        assert row[step["field_name"]] == step["replacement_value"]
        if step["previous_value"] == NOT_STATED:
            del row[step["field_name"]]
        else:
            row[step["field_name"]] = step["previous_value"]
    return rows


def test_every_derivation_has_its_metadata_and_an_untouched_value_has_none():
    dataset = gold_dataset()
    listed = {
        (row.values["previous_value"], str(row.values["updated_by"]).split(": ")[1])
        for row in rows_of(dataset)
    }
    uris = {str(row.values.get("uri")) for row in to_tables(dataset)["service_area"]}
    for entry in dataset.entries:
        for each in entry.record.derivations:
            if each.field.endswith(".kind") or (each.rule == "lies-in" and f"{GSS}{each.published}" in uris):
                continue  # HSDS has no field for a kind; and an area lies in itself
            assert any(words == each.printed and each.rule in rules for words, rules in listed), each
    touched = defaultdict(set)
    for row in rows_of(dataset):
        touched[row.values["resource_id"]].add(row.values["field_name"])
    first, second = dataset.entries[:2]
    assert "name" not in touched[first.id] and "description" not in touched[first.id]
    assert "name" in touched[second.id] and "maximum_age" in touched[second.id]
    assert all("eligibility_description" not in names for names in touched.values())


def rows_of(dataset):
    return to_tables(dataset)["metadata"]


def test_several_steps_behind_one_value_are_one_chain():
    dataset = releases.with_derivations(
        releases.with_service(gold_dataset(), 1, name="Olympia Boxing Club"),
        1,
        Derivation("name", "Olympia  Boxing", "Olympia Boxing", "text-tidied"),
        Derivation("name", "Olympia Boxing", "Olympia Boxing Club", "patch"),
    )
    steps = [
        (row.values["previous_value"], row.values["replacement_value"])
        for row in rows_of(dataset)
        if row.values["resource_id"] == dataset.entries[0].id and row.values["field_name"] == "name"
    ]
    assert steps == [("Olympia  Boxing", "Olympia Boxing"), ("Olympia Boxing", "Olympia Boxing Club")]


def test_every_rule_of_ours_is_in_the_catalogue_of_rules():
    import tomllib
    from pathlib import Path

    known = tomllib.loads(Path(RULES).read_text(encoding="utf-8"))
    ours = {
        code
        for make in DATASETS
        for row in rows_of(make())
        for code in str(row.values["updated_by"]).split(": ")[1].split("+")
    }
    of_the_fixture = {each.rule for entry in gold_dataset().entries for each in entry.record.derivations}
    assert ours - of_the_fixture <= set(known)


def test_honest_values():
    services = json.loads(dict(full.files(gold_dataset()))["hsds-3.1/services.json"])["contents"]
    for each in services:
        assert each["status"] == "inactive"
        assert each["alert"] == "Listed on a page last updated 4 December 2020; not confirmed since."
        assert "email" not in each and "url" not in each
        assert {contact["title"].split(" (")[0] for contact in each["contacts"]} == {"VRU coordinator"}
        assert "name" not in each["contacts"][0]
        assert not {"schedules", "cost_options", "languages", "phones"} & set(each)
    fresh = json.loads(
        dict(full.files(releases.with_policy(gold_dataset(), fresh_days=3000)))["hsds-3.1/services.json"]
    )
    assert {each["status"] for each in fresh["contents"]} == {"active"}


@pytest.mark.parametrize(("ruled", "published"), [("defunct", "defunct"), ("active", "inactive")])
def test_a_ruling_on_the_status_goes_before_the_age_of_the_page_unless_it_says_active(ruled, published):
    dataset = releases.with_service(gold_dataset(), 1, status=ruled)
    dataset = releases.with_derivations(dataset, 1, Derivation("status", "Box It Out", ruled, "patch"))
    tables = to_tables(dataset)
    assert tables["service"][0].values["status"] == published
    [step] = [
        row.values["updated_by"].split(": ")[1]
        for row in tables["metadata"]
        if row.values["resource_id"] == dataset.entries[0].id and row.values["field_name"] == "status"
    ]
    assert step == ("patch" if published == ruled else "status-policy")


def test_geography_is_coded_only_where_the_place_is_that_area():
    services = json.loads(dict(full.files(gold_dataset()))["hsds-3.1/services.json"])["contents"]
    areas = services[0]["service_areas"]
    assert [each.get("uri") for each in areas] == [None] * 4
    links = [(a["link_type"], a["value"]) for each in areas for a in each.get("attributes", ())]
    assert links == [
        ("lies-in", "E07000115"),
        ("lies-in", "E06000035"),
        ("lies-in", "E06000035"),
        ("candidate", "E07000112"),
        ("candidate", "E07000110"),
    ]
    assert services[2]["service_areas"][0]["uri"].endswith("/E07000110")
    assert "attributes" not in services[2]["service_areas"][0]
    trust = next(each for each in services if each["name"] == "Forward Trust")
    assert [each["location"]["name"] for each in trust["service_at_locations"]] == [
        "HMP Rochester",
        "HMP Elmley",
    ]
    assert "service_areas" not in trust


def test_the_loss_report_lists_every_value_that_the_profile_drops():
    files = releases.gold_files()
    lost = {
        (row["table"], row["id"], row["field"]): row for row in read_csv(files["hsds-uk-3.0/not-carried.csv"])
    }
    carried = flatten(
        json.loads(content)
        for path, content in files.items()
        if path.startswith("hsds-uk-3.0/services/") and path.count("/") == 3
    )
    for table, rows in tables_of(files).items():
        for row in rows:
            kept = carried.get(table, {}).get(row["id"])
            if kept is None:
                assert (table, row["id"], "") in lost or table in ("organization", "taxonomy")
                continue
            for field in row:
                renamed = "service_area" if (table, field) == ("service_area", "description") else field
                assert renamed in kept or (table, row["id"], field) in lost, (table, field)
    assert {row["reason"] for row in lost.values() if row["field"] == "email"} == {
        "the profile has no such field; added as a declared additional property"
    }


@pytest.mark.parametrize("mailboxes", ["none", "role"])
def test_a_withheld_mailbox_stands_nowhere(mailboxes):
    gold = gold_dataset()
    issue = replace(gold.issues[0], message="Ask Emma.Price@kent.gov.uk.", value="emma.price@kent.gov.uk")
    dataset = releases.with_policy(replace(gold, issues=(*gold.issues, issue)), mailboxes=mailboxes)
    files = releases.render(dataset)
    whole = b"\n".join(files.values()).lower()
    for personal in (b"emma.price", b"sharon.mccauley", b"lauren.barrett"):
        assert personal not in whole
    assert (b"pcc.commissioning@kent.police.uk" in whole) == (mailboxes == "role")


def test_the_same_dataset_gives_the_same_bytes():
    assert releases.render(gold_dataset()) == releases.render(gold_dataset())
    assert all(b"\r" not in content for content in releases.gold_files().values())


def test_identifiers_stay_when_the_page_changes_its_order():
    gold = gold_dataset()
    turned = replace(gold, entries=tuple(reversed(gold.entries)))
    ids = [{row.id for rows in to_tables(each).values() for row in rows} for each in (gold, turned)]
    assert ids[0] == ids[1]


def test_two_mailboxes_that_differ_in_a_sign_are_two_contacts():
    from pipeline.model import Contact

    contacts = (Contact("a.b@example.org"), Contact("a-b@example.org"))
    dataset = releases.with_service(gold_dataset(), 1, contacts=contacts)
    emails = [row.values["email"] for row in to_tables(dataset)["contact"]]
    assert emails[:2] == ["a.b@example.org", "a-b@example.org"]


def test_the_feed_holds_what_the_full_output_holds():
    files = releases.render(releases.rich_dataset())
    whole = {each["id"]: each for each in json.loads(files["hsds-3.1/services.json"])["contents"]}
    for path, content in dict(uk.files(releases.rich_dataset())).items():
        if path.startswith("hsds-uk-3.0/services/") and path.count("/") == 3:
            service = json.loads(content)
            same = whole[service["id"]]
            for name in ("name", "description", "status", "minimum_age", "maximum_age", "organization_id"):
                assert service.get(name) == same.get(name)
            ours = [each["email"] for each in service.get("contacts", ())]
            assert ours == [each["email"] for each in same.get("contacts", ())]


def test_doubts_carry_their_meaning():
    code = next(iter(catalogue()))
    dataset = gold_dataset()
    doubt = replace(dataset.issues[0], code=code)
    tables = to_tables(replace(dataset, issues=(doubt,)))
    terms = {row.values["name"]: row.values["description"] for row in tables["taxonomy_term"]}
    assert terms[code] == catalogue()[code].meaning
