"""Validate sees what a careless release would let through, and never passes over nothing."""

import dataclasses
import socket

import pytest
from msgspec import structs

from pipeline.dataset import publishable
from pipeline.model import AgeRange, Area, Cell, Contact, Outcome
from pipeline.validate import validate
from tests.gold import gold_dataset

DATASET = gold_dataset()
RECORDS = tuple(each.record for each in DATASET.entries)


def changed(number, **values):
    """The real page's records, one of them with other values."""
    return tuple(
        dataclasses.replace(each, service=dataclasses.replace(each.service, **values))
        if each.number == number
        else each
        for each in RECORDS
    )


def codes(report):
    return [each.code for each in report.issues]


def test_the_real_page_passes_every_check():
    report = validate(Outcome(RECORDS), DATASET.source, last_count=31)
    assert not report.issues
    assert {each.tool for each in report.checks} == {"pandera", "great-expectations"}
    assert all(each.passed for each in report.checks)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"ages": AgeRange(18, 12)}, "18 to 12"),
        ({"ages": AgeRange(0, 160)}, "160"),
        ({"ages": AgeRange(-1, 5)}, "-1"),
        ({"name": "  "}, "not blank"),
        ({"areas": (Area("Dover", "Dover", "authority", "E0700010"),)}, "E0700010"),
        ({"contacts": (Contact("Emma.price@kent.gov.uk"),)}, "Emma.price"),
        ({"phones": ("01234 567890",)}, "01234"),
        ({"urls": ("javascript:alert(1)",)}, "javascript"),
    ],
)
def test_a_value_out_of_shape_holds_its_record_back(values, says):
    records = changed(4, **values)
    report = validate(Outcome(records), DATASET.source)
    (found,) = (each for each in report.issues if each.code == "record-invalid")
    assert (found.record, found.line) == (4, RECORDS[3].raw.lines[0])
    assert says in found.message
    assert [each.number for each in publishable(records, report.issues)] == [
        n for n in range(1, 32) if n != 4
    ]


def test_a_third_of_the_records_gone_is_refused():
    report = validate(Outcome(RECORDS[:20]), DATASET.source, last_count=31)
    assert codes(report) == ["expectation-not-met"]
    assert "at least 22 records" in report.issues[0].message and "20 records" in report.issues[0].message


def test_an_empty_column_does_not_pass():
    blank = tuple(
        dataclasses.replace(
            each,
            raw=structs.replace(
                each.raw,
                cells=tuple(Cell(cell.column, ()) if cell.role == "age" else cell for cell in each.raw.cells),
            ),
        )
        for each in RECORDS
    )
    report = validate(Outcome(blank), DATASET.source)
    assert "90% of the age cells are filled" in report.issues[0].message


def test_no_records_at_all_do_not_pass():
    assert set(codes(validate(Outcome(()), DATASET.source))) == {"expectation-not-met"}
    held_back = tuple(
        dataclasses.replace(each, service=dataclasses.replace(each.service, name="")) for each in RECORDS
    )
    assert "nothing-left" in codes(validate(Outcome(held_back), DATASET.source))


def test_it_opens_no_socket_and_writes_its_docs(monkeypatch, tmp_path):
    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    validate(Outcome(RECORDS), DATASET.source, docs=tmp_path)
    assert (tmp_path / "index.html").is_file()


@pytest.mark.parametrize(("most", "sound"), [(31, True), (40, False), (30, False)])
def test_a_limit_lowered_below_the_last_release_is_no_contradiction(most, sound):
    expected = structs.replace(DATASET.source.expectations, max_records=most)
    source = structs.replace(DATASET.source, expectations=expected)
    report = validate(Outcome(RECORDS), source, last_count=100)
    assert ("expectation-not-met" not in codes(report)) is sound
