"""A source of another layout needs no Python: its TOML, a snapshot and what to expect of it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import archive
from pipeline.extract import extract
from pipeline.formats.hsds.tables import to_tables
from pipeline.identifiers import identifier
from pipeline.inspect import inspect
from pipeline.model import Snapshot
from pipeline.normalise import normalise
from pipeline.source import read_source
from tests.releases import release_of_rows

FOLDER = Path(__file__).parents[1] / "documents" / "kent-idf"
EXPECTED = json.loads((FOLDER / "2026-11-23.expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def source():
    return read_source("kent-idf")


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_the_table_is_read_as_a_person_reads_it(kind, source):
    path = FOLDER / f"2026-11-23.{kind}"
    found = inspect(str(path), path.read_bytes(), source)
    assert found["columns"] == EXPECTED["columns"]
    assert [each["cells"] for each in found["records"]] == [each["cells"] for each in EXPECTED["records"]]
    for seen, wanted in zip(found["records"], EXPECTED["records"], strict=True):
        assert {key: seen["service"][key] for key in wanted["service"]} == wanted["service"]


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_an_amount_is_a_number_or_is_flagged(kind, source):
    content = (FOLDER / f"2026-11-23.{kind}").read_bytes()
    items = normalise(extract(Snapshot(source.id, kind, content, ""), source), source).items
    for item, wanted in zip(items, EXPECTED["records"], strict=True):
        amount = item.service.amount
        assert (amount and amount.value) == (Decimal(wanted["amount"]) if wanted["amount"] else None)
        assert amount is None or amount.currency == "GBP"
        assert not wanted["flagged"] or item.flagged


def test_the_services_are_called_by_the_organisations_that_run_them(source):
    tables = to_tables(release_of_rows(source, extract(_snapshot(source), source).records))
    organizations = {row.id: row.values["name"] for row in tables["organization"]}
    for service in tables["service"]:
        assert organizations[service.values["organization_id"]] == service.values["name"]
    assert "organization-not-stated" not in repr(tables)


def test_their_identifiers_have_the_name_once(source):
    entries = release_of_rows(source, extract(_snapshot(source), source).records).entries
    names = [each.record.service.name for each in entries]
    assert [each.id for each in entries] == [identifier(source, "service", name) for name in names]


def _snapshot(source):
    return Snapshot(source.id, "page.html", (FOLDER / "2026-11-23.html").read_bytes(), "")


def test_the_snapshot_says_that_it_was_written_by_hand():
    oldest = archive.read_archive("kent-idf")[0]
    assert oldest.snapshot.content == (FOLDER / "2026-11-23.html").read_bytes()
    assert oldest.sidecar.note.startswith("Written by hand")
    assert oldest.sidecar.altered
    assert oldest.snapshot.retrieved_at is None
