"""The flat dataset: one description of its columns, and a CSV that gives every text back."""

import csv
import io
import json

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.csv_cells import (
    BOM,
    guard,
    join_values,
    read_csv,
    split_values,
    to_csv,
    unguard,
)
from pipeline.formats.flat import services
from pipeline.formats.flat.columns import READERS, columns
from pipeline.formats.flat.rows import from_cells
from tests.gold import gold_dataset
from tests.pipeline.formats import releases

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"))
HOSTILE = st.one_of(TEXTS, st.text("'=+-@\t\n ;|\\\"＝a", max_size=8))
DATASETS = [gold_dataset, releases.rich_dataset, releases.bare_dataset]


@given(HOSTILE)
def test_a_guarded_text_comes_back_and_never_runs(text):
    cell = guard(text)
    assert unguard(cell) == text
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠") or not cell.strip()
    assert cell[:1] not in ("\t", "\r", "\n")


@given(st.lists(HOSTILE, min_size=1))
def test_joined_values_come_back(values):
    assert split_values(join_values(values)) == tuple(values)
    inner = [join_values(values, "|"), "x"]
    assert split_values(split_values(join_values(inner))[0], "|") == tuple(values)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), max_size=5))
def test_a_table_comes_back(rows):
    written = to_csv(("a", "b"), [{"a": one, "b": other} for one, other in rows])
    assert [(row["a"], row["b"]) for row in read_csv(written)] == rows


@pytest.mark.parametrize("make", DATASETS)
def test_the_csv_read_back_is_the_json(make):
    files = dict(services.files(make()))
    assert [from_cells(row) for row in read_csv(files["services.csv"])] == json.loads(files["services.json"])


@pytest.mark.parametrize("make", DATASETS)
def test_the_json_keeps_its_own_schema(make):
    files = dict(services.files(make()))
    schema = json.loads(files["services.schema.json"])
    jsonschema_rs.meta.validate(schema)
    rows = json.loads(files["services.json"])
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    assert [str(each) for each in validator.iter_errors(rows)] == []
    rows[0]["shoe_size"] = 9
    assert not validator.is_valid(rows)


def test_everything_follows_the_one_description():
    files = dict(services.files(gold_dataset()))
    names = [each.name for each in columns()]
    header = next(csv.reader(io.StringIO(files["services.csv"].decode("utf-8-sig"))))
    package = json.loads(files["datapackage.json"])
    table = package["resources"][0]["schema"]["fields"]
    assert header == names == [each["name"] for each in table] == list(dict.fromkeys(READERS))
    assert all(each["description"] and each["title"] for each in table)


def test_the_package_says_whose_from_where_and_as_of_when():
    package = json.loads(dict(services.files(gold_dataset()))["datapackage.json"])
    source = gold_dataset().source
    assert package["licenses"] == [
        {"name": source.licence.name, "path": source.licence.url, "title": source.licence.title}
    ]
    assert package["sources"][0]["path"] == source.page.url
    assert package["sources"][0]["sha256"] == gold_dataset().snapshot.sha256
    assert package["contributors"][0]["title"] == source.publisher.name
    assert (package["asOf"], package["pageDate"]) == ("2026-11-23", "2020-12-04")


def test_the_csv_opens_rightly_in_a_spreadsheet():
    content = dict(services.files(releases.rich_dataset()))["services.csv"]
    assert content.startswith(BOM.encode())
    assert b"\r" not in content
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    assert "'=1+1 Football; “club”" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@\t" and cell]


def test_two_blank_bounds_are_told_apart():
    rows = read_csv(dict(services.files(releases.rich_dataset()))["services.csv"])
    assert [row["age_reading"] for row in rows[:4]] == ["range", "range", "not understood", "all ages"]


def test_no_cell_of_the_page_is_lost():
    """Every printed word stands in the flat row: as printed, or in the description."""
    for dataset in (gold_dataset(), releases.rich_dataset()):
        rows = read_csv(dict(services.files(dataset))["services.csv"])
        for row, entry in zip(rows, dataset.entries, strict=True):
            for cell in entry.record.raw.cells:
                column = {"description": "description", "text": "extra"}.get(
                    cell.role, f"{cell.role}_printed"
                )
                if entry.record.service.description or cell.role != "description":
                    assert cell.text in row[column]
