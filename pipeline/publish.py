"""The stage that turns a checked reading into a release's files. It decides nothing; it refuses when told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import partial

from pipeline import command
from pipeline.dataset import Candidate, Dataset, publishable
from pipeline.formats.about import release_file
from pipeline.formats.checks.release import check_release
from pipeline.formats.registry import render
from pipeline.issues import Issue, ReleaseRefused, Severity, SourceError, issue
from pipeline.model import Snapshot
from pipeline.releases.past import withhold_past
from pipeline.releases.previous import Previous
from pipeline.releases.release import Reading, Release, make_release
from pipeline.values.privacy.veil import Judge, Veil, Words

ACCEPT = (
    'If the page is right, run `make all SOURCES={} ACCEPT="reason"`; the release before stands as it was.'
)

REPORT = "The release before stands as it was; the software is at fault: please report this."


def publish(
    candidate: Candidate, last: Previous | None = None, accept: str | None = None
) -> dict[str, bytes]:
    """Every file of the release, by its path below `output/<source>/`.

    `last` is what stands published; `accept` is why a person lets the release through a gate.

    Raises: ReleaseRefused where the report, a gate or a check of the files forbids it.
    """
    reading = to_reading(candidate)
    release = make_release(reading, candidate.source, _without_withheld(last, candidate), accept)
    remedy = ACCEPT.format(candidate.source.id)
    _refuse(() if release.accepted else reading.issues, remedy)
    _refuse(release.refusals, remedy)
    dataset = to_dataset(candidate, release)
    files = render(dataset)
    _refuse(check_release(files, candidate.source.gazetteer), REPORT)
    return {**files, **dict(release_file.files(dataset, files))}


def _without_withheld(last: Previous | None, candidate: Candidate) -> Previous | None:
    """What stands published, without what the policy withholds now."""
    if last is None or candidate.source.policy.mailboxes == "all":
        return last
    judge = Judge(candidate.source)
    numbers = (number for each in candidate.outcome.items for number in each.service.phones)
    journal = withhold_past(last.journal, lambda *words: Veil(judge, Words(*words)), frozenset(numbers))
    return Previous(journal)


def to_reading(candidate: Candidate) -> Reading:
    """What is to be released of a candidate, and what is held back.

    Raises: SourceError where no date is known at all.
    """
    seen_on, report = candidate.seen_on, candidate.report
    if seen_on is None:
        raise SourceError("no date is known for the page.", remedy="Set `policy.as_of` in the source's TOML.")
    published = publishable(candidate.outcome.items, report.issues)
    of_document = (each for each in report.issues if each.record is None)
    return Reading(
        snapshot=candidate.snapshot,
        columns=candidate.extraction.columns,
        published=published,
        withheld=tuple(each for each in candidate.outcome.items if each not in published),
        issues=(*_of_snapshot(candidate.snapshot), *candidate.outcome.issues, *of_document),
        seen_on=seen_on,
        page_date=candidate.extraction.page_date,
        on_records=tuple(each for each in report.issues if each.record is not None),
        passed_over=candidate.passed_over,
    )


def to_dataset(candidate: Candidate, release: Release) -> Dataset:
    """The release as values, with every issue of the run in page order."""
    return Dataset(
        source=candidate.source,
        snapshot=candidate.snapshot,
        columns=candidate.extraction.columns,
        entries=release.entries,
        withheld=release.withheld,
        issues=_all_issues(candidate, release),
        report=candidate.report,
        as_of=candidate.as_of,
        page_date=candidate.extraction.page_date,
        title=candidate.extraction.title,
        previous_sha256=release.previous_sha256,
        changes=release.changes,
        ledger=release.ledger,
        history=release.history,
        past=release.past,
        journal=release.journal,
        accepted=release.accepted,
        fallback=" ".join(each.message for each in candidate.passed_over) or None,
    )


def _all_issues(candidate: Candidate, release: Release) -> tuple[Issue, ...]:
    records = (*(each.record for each in release.entries), *release.withheld)
    issues = (
        *candidate.passed_over,
        *_of_snapshot(candidate.snapshot),
        *candidate.outcome.issues,
        *candidate.report.issues,
        *release.issues,
        *(issue for each in records for issue in each.issues),
    )
    return tuple(sorted(dict.fromkeys(issues), key=lambda each: (each.record or 0, each.line or 0)))


def _of_snapshot(snapshot: Snapshot) -> tuple[Issue, ...]:
    """What stands on the whole release because of how its page came."""
    note = snapshot.note or "nobody noted how it differs."
    return (issue("snapshot-altered", value=snapshot.file, note=note),) if snapshot.altered else ()


def _refuse(issues: Iterable[Issue], remedy: str) -> None:
    errors = tuple(each for each in issues if each.severity is Severity.ERROR)
    if errors:
        raise ReleaseRefused(errors, remedy=remedy)


if __name__ == "__main__":
    step = partial(command.publish_step, publish, accept=os.environ.get("ACCEPT") or None)
    sys.exit(command.main(step, "publish", "Write the release of a source into output/, or refuse it."))
