"""The release against the official artefacts: schemas closed to additional properties, and frictionless."""

import json

import pytest
from frictionless import Package, Resource, system

from pipeline.formats.csv_cells import read_csv
from pipeline.formats.hsds.fields import HSDS, HSDS_UK, fields
from tests.gold import gold_dataset
from tests.pipeline.formats import official, releases

DATASETS = {
    "gold": gold_dataset,
    "rich": releases.rich_dataset,
    "bare": releases.bare_dataset,
}


@pytest.fixture(params=list(DATASETS), scope="module")
def files(request):
    return releases.render(DATASETS[request.param]())


def contents(files, path):
    return json.loads(files[path])["contents"]


def items(files, endpoint):
    start = f"hsds-uk-3.0/{endpoint}/"
    return [json.loads(files[each]) for each in files if each.startswith(start) and each.count("/") == 3]


@official.needed
def test_nested_hsds_is_valid_with_additional_properties_forbidden(files):
    services = contents(files, "hsds-3.1/services.json")
    assert services
    for validator in (
        official.entity("hsds-3.1", "service"),
        official.compiled("hsds-3.1", "service_with_definitions"),
    ):
        for each in services:
            assert official.faults(validator, each) == []


@official.needed
@pytest.mark.parametrize("schema", ["entity", "compiled"])
def test_uk_services_are_valid_with_additional_properties_forbidden(files, schema):
    make = official.entity if schema == "entity" else official.compiled
    assert items(files, "services")
    for each in items(files, "services"):
        assert official.faults(make("hsds-uk-3.0", "service"), each) == []


@official.needed
def test_uk_lists_are_valid(files):
    for endpoint, name in (
        ("services", "service_list"),
        ("organizations", "organization_list"),
        ("service_at_locations", "service_at_location_list"),
    ):
        path = f"hsds-uk-3.0/{endpoint}/index.json"
        for each in contents(files, path) if path in files else ():
            assert official.faults(official.compiled("hsds-uk-3.0", name), each) == []


@official.needed
def test_uk_optional_endpoints_are_valid(files):
    for endpoint, table in (
        ("organizations", "organization"),
        ("taxonomies", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term"),
    ):
        for each in items(files, endpoint):
            assert official.faults(official.entity("hsds-uk-3.0", table), each) == []
    for each in items(files, "service_at_locations"):
        validator = official.compiled("hsds-uk-3.0", "service_at_location")
        assert official.faults(validator, each) == []


def test_frictionless_accepts_both_packages(files, tmp_path):
    releases.write(files, tmp_path)
    with system.use_context(trusted=True):
        for path in ("datapackage.json", "hsds-3.1/datapackage.json"):
            report = Package(str(tmp_path / path)).validate()
            assert report.valid, report.flatten(["name", "type", "message"])
            assert report.tasks


@official.needed
def test_frictionless_accepts_the_tables_by_the_official_descriptor(files, tmp_path):
    releases.write(files, tmp_path)
    descriptor = official.pruned_descriptor(files)
    path = tmp_path / "hsds-3.1" / "official.json"
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert len(report.tasks) == len(descriptor["resources"]) >= 7


@official.needed
@pytest.mark.parametrize(("version", "folder"), [(HSDS, "hsds-3.1"), (HSDS_UK, "hsds-uk-3.0")])
def test_our_table_of_fields_agrees_with_the_standard(version, folder):
    for table, described in fields(version).items():
        schema = official.read(folder, f"schema/{table}.json")
        assert list(described) == list(schema["properties"])
        for name, each in described.items():
            theirs = schema["properties"][name]
            assert each.file == schema["path"]
            assert each.codelist == tuple(theirs.get("enum", ()))
            assert (each.required == "always") == (name in schema.get("required", ()))
            assert (each.required == "csv") == (name in (schema.get("tabular_required") or ()))
            assert each.type == ("object" if "$ref" in theirs else theirs["type"])


def test_frictionless_reads_the_flat_rows_as_they_are(files, tmp_path):
    releases.write(files, tmp_path)
    rows = Resource(str(tmp_path / "services.csv"), encoding="utf-8").read_rows()
    assert [row["id"] for row in rows] == [each["id"] for each in json.loads(files["services.json"])]
    assert len(read_csv(files["services.csv"])) == len(rows)
