"""What a source has come to withhold stands in no file of the releases that follow."""

import hashlib
from dataclasses import replace

import msgspec
import pytest
from msgspec import structs

from pipeline.dataset import Candidate, Journal, Report
from pipeline.model import Extraction
from pipeline.normalise import normalise
from pipeline.publish import publish
from pipeline.releases.previous import Previous
from pipeline.source import read_source
from tests.gold import gold_dataset
from tests.rows import raw_record

SECRETS = (
    "612345",
    "Will Young",
    "will.young",
    "secret.person",
    "07911",
    "7911123456",
    "Jane Doe",
    "1622690690",
)
PERSONAL = {
    "name": "Singers",
    "description": "Singing. Ask Will Young, 07911 123456, or secret.person@kent.uk",
    "amount": "£1,000",
    "contact": "Will Young: will.young@kent.uk|01233 612345|Jane Doe|desk@kent.uk|Chess team|team@kent.uk",
}
ROWS = (PERSONAL, *({"name": f"Club {n}", "description": "Boxing", "amount": "£5"} for n in range(1, 7)))


def files_of(rows, policy, last=None):
    """The files of a release of these rows under this policy, after those of the last."""
    source = read_source("kent-idf")
    source = structs.replace(source, policy=structs.replace(source.policy, mailboxes=policy))
    content = repr((rows, policy)).encode()
    sha256 = hashlib.sha256(content).hexdigest()
    snapshot = replace(gold_dataset().snapshot, source=source.id, content=content, sha256=sha256)
    records = tuple(raw_record(n, **cells) for n, cells in enumerate(rows, 1))
    extraction = Extraction(tuple(cell.column for cell in records[0].cells), records, ())
    candidate = Candidate(source, snapshot, extraction, normalise(extraction, source), Report((), ()))
    return publish(candidate, Previous(journal_of(last)) if last else None, "a test")


def journal_of(files):
    return msgspec.json.decode(files["ledger.json"], type=Journal)


@pytest.mark.parametrize("policy", ["none", "role"])
def test_what_was_published_once_and_is_withheld_now_stands_in_no_file(policy):
    open_ = files_of(ROWS, "all")
    assert any(b"612345" in content for content in open_.values())
    changed = ({**PERSONAL, "description": "Singing. Ask Will Young."}, *ROWS[1:])
    for rows in (changed, changed[:-1], changed[1:]):
        closed = files_of(rows, policy, open_)
        again = files_of((*rows, {"name": "New", "description": "x", "amount": "£5"}), policy, closed)
        for path, content in (*closed.items(), *again.items()):
            told = [each for each in SECRETS if each.encode() in content]
            assert not told, (path, told)


def test_a_service_that_left_keeps_no_secret_in_the_feed_of_changes():
    first = files_of(ROWS, "all")
    second = files_of(ROWS[1:], "all", first)
    third = files_of(ROWS, "none", second)
    assert not [path for path, content in third.items() if b"612345" in content or b"Will Young" in content]


@pytest.mark.parametrize("policy", ["none", "role", "all"])
def test_what_was_published_under_the_same_policy_is_carried_on_as_it_was(policy):
    rows = (
        {
            **PERSONAL,
            "contact": "Contact Price at reception; Emma Price Team|(team@kent.uk)|Deal, 01622 12345",
        },
        {
            **PERSONAL,
            "name": "Emma's (emma@kent.uk)",
            "phone": "01622 690690 (Jo)",
            "text": "Call 12345; Jo\\",
        },
        *ROWS,
    )
    first = files_of(rows, policy)
    second = files_of((*rows, {"name": "New", "description": "x", "amount": "£5"}), policy, first)
    before, after = journal_of(first), journal_of(second)
    assert [each.versions for each in after.services[: len(before.services)]] == [
        each.versions for each in before.services
    ]
