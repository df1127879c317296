"""The stage that asks whether a reading may be published. It tells; publish refuses."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from pipeline import command
from pipeline.dataset import Report, publishable
from pipeline.issues import issue
from pipeline.model import Outcome, Record
from pipeline.source import Source


def validate(
    outcome: Outcome[Record], source: Source, last_count: int | None = None, docs: Path | None = None
) -> Report:
    """All that the records and the dataset break, with the answer to each question asked.

    `last_count` is the number of records in the release before; Data Docs go to the folder `docs`.
    An error without a record is about the dataset as a whole, and forbids the release.

    Issues: record-invalid, expectation-not-met, nothing-left.
    """
    from pipeline.checks.expectations import check_dataset  # both are heavy, and only this stage needs them
    from pipeline.checks.records import check_records

    issues, checks = check_records(outcome.items)
    sound = publishable(outcome.items, issues)
    more_issues, more_checks = check_dataset(sound, source, last_count, docs)
    if outcome.items and not sound:
        more_issues = (issue("nothing-left", count=len(outcome.items)), *more_issues)
    return Report(issues + more_issues, checks + more_checks)


if __name__ == "__main__":
    step = partial(command.validate_step, validate)
    sys.exit(command.main(step, "validate", "Ask whether the records of a source may be published."))
