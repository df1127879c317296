"""normalise: from the rows of the real page to their expected reading."""

from __future__ import annotations

from pipeline.issues import Severity
from pipeline.model import Extraction, Record, Role
from pipeline.normalise import normalise
from pipeline.source import read_source
from tests.gold import gold_dataset

GOLD = gold_dataset()


def extraction() -> Extraction:
    return Extraction(GOLD.columns, tuple(each.record.raw for each in GOLD.entries), ())


def gold_records() -> list[tuple[Record, Record]]:
    outcome = normalise(extraction(), read_source("kent-vru"))
    return list(zip(outcome.items, (each.record for each in GOLD.entries), strict=True))


def test_the_real_page_is_read_as_expected() -> None:
    for record, expected in gold_records():
        ours, theirs = record.service, expected.service
        assert (ours.name, ours.organization, ours.alternate_names) == (
            theirs.name,
            theirs.organization,
            theirs.alternate_names,
        )
        assert ours.ages == theirs.ages
        assert ours.contacts == theirs.contacts
        assert ours.description == theirs.description == record.raw.text(Role.DESCRIPTION)


def test_nothing_but_areas_calls_for_a_person_on_the_real_page() -> None:
    for record, _ in gold_records():
        loud = [each for each in record.issues if each.severity is not Severity.NOTICE]
        assert [each for each in loud if each.field != "areas"] == []
