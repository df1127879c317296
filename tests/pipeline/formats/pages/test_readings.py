"""Our reading of a doubtful field: what is published of it, or that nothing is."""

from dataclasses import replace

import pytest

from pipeline.formats.about.issue_list import files
from pipeline.formats.csv_cells import read_csv
from pipeline.formats.pages.readings import EMPTY, HELD, ROW, reading_of
from pipeline.issues import catalogue, issue
from pipeline.model import AgeRange
from tests.releases import real_release


@pytest.fixture(scope="module")
def dataset():
    return real_release()


@pytest.mark.parametrize(
    ("field", "value", "number", "reading"),
    [
        ("areas", "Shepway", 1, "Shepway (no code; may be Folkestone and Hythe or Maidstone)"),
        ("areas", "Chatham", 1, "Chatham (no code; in Medway)"),
        ("areas", "Maidstone", 3, "Maidstone (E07000110)"),
        ("name", None, 2, "Box It Out"),
        ("alternate_names", None, 2, "Kent Gloves"),
        ("ages", "4-18", 2, "4 to 18"),
        ("age", None, 1, "up to 17"),
        ("organization", None, 1, EMPTY),
        ("amount", "9 507", 1, EMPTY),
        ("contacts", None, 2, "sharon.mccauley@medway.gov.uk"),
        (None, None, 1, ROW),
        ("something-else", None, 1, ROW),
    ],
)
def test_a_field_is_read_as_it_is_published(dataset, field, value, number, reading):
    doubt = replace(issue("area-ambiguous", value=value), field=field)
    record = dataset.entries[number - 1].record
    assert reading_of(doubt, record, False, dataset.source) == reading


def test_a_record_that_is_held_back_has_no_reading(dataset):
    doubt = issue("name-missing", field="name")
    assert reading_of(doubt, dataset.entries[0].record, True, dataset.source) == HELD


def test_an_issue_of_the_document_has_none_either(dataset):
    assert reading_of(issue("document-empty"), None, False, dataset.source) == ""


def test_no_age_is_no_age_and_not_all_ages(dataset):
    record = dataset.entries[0].record
    doubt = issue("area-ambiguous", value="x", field="ages")
    for ages, reading in ((None, EMPTY), (AgeRange(None, None), "all ages")):
        changed = replace(record, service=replace(record.service, ages=ages))
        assert reading_of(doubt, changed, False, dataset.source) == reading


def test_every_issue_of_a_record_has_its_reading_in_the_list(dataset):
    rows = read_csv(dict(files(dataset))["issues.csv"])
    assert rows and all(each["published"] for each in rows if each["record"])
    assert {each["code"] for each in rows} <= set(catalogue())
