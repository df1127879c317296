"""One release from a reading of a page and the releases before it: the one door to this room."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.dataset import Change, Entry, Journal, LedgerRow, ReleaseRow
from pipeline.identifiers import natural_key
from pipeline.issues import Issue, Severity
from pipeline.model import Column, Record, Snapshot, Verdict
from pipeline.releases.changes import all_changes
from pipeline.releases.content import fingerprint, names_of, to_content
from pipeline.releases.gates import Names, Standing, check_gates, to_standing
from pipeline.releases.identity import Identified, identify
from pipeline.releases.journal import EMPTY, add, is_present, ledger
from pipeline.releases.previous import Previous
from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages before made of a snapshot."""

    snapshot: Snapshot
    columns: Sequence[Column]
    published: Sequence[Record]  # records without an error
    withheld: Sequence[Record]  # records with one: identified, so that no other row is taken for them
    issues: Sequence[Issue]  # of the document as a whole
    seen_on: dt.date
    page_date: dt.date | None = None
    on_records: Sequence[Issue] = ()  # what validate holds against single records, beside what they carry
    passed_over: Sequence[Issue] = ()  # newer pages that were not used, on the day of this run


@dataclass(frozen=True, slots=True)
class Release:
    """What a Dataset needs of this room; `refusals` are errors that forbid the release."""

    entries: tuple[Entry, ...]
    withheld: tuple[Record, ...]
    issues: tuple[Issue, ...]  # what identity says of the records published, and the gates that were accepted
    refusals: tuple[Issue, ...]
    journal: Journal
    ledger: tuple[LedgerRow, ...]
    past: tuple[tuple[Change, ...], ...]
    accepted: str | None
    previous_sha256: str | None

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.past[-1]

    @property
    def history(self) -> tuple[ReleaseRow, ...]:
        return self.journal.releases


def make_release(
    reading: Reading, source: Source, last: Previous | None, accept: str | None = None
) -> Release:
    """The release of this reading. `last` is what stands published, `accept` why a gate is passed on purpose.

    Where `last` is of the same snapshot, this is that release made again: it follows the one before it, keeps
    the reason for which it was accepted, and may still not lose what stands published.
    """
    previous = last.before(reading.snapshot.sha256) if last else None
    again = last if last and last.last.snapshot_sha256 == reading.snapshot.sha256 else None
    identified = identify((*reading.published, *reading.withheld), previous, source, reading.seen_on)
    entries = identified.entries[: len(reading.published)]
    now = _now(reading, identified, previous, source)
    gates = _gates(reading, source, (previous, again), now, accept)
    withheld = tuple(each.record for each in identified.entries[len(entries) :])
    issues = identified.issues + gates.notices
    row = _row(reading, source, entries, now, gates.reason)
    row = _counted(row, (*reading.issues, *reading.on_records, *issues, *_own(entries, withheld)))
    journal = _journal(previous, row, identified)
    return Release(
        entries,
        withheld,
        issues,
        gates.refusals,
        journal,
        ledger(journal),
        all_changes(journal),
        gates.reason,
        previous.last.snapshot_sha256 if previous else None,
    )


@dataclass(frozen=True, slots=True)
class _Gates:
    reason: str | None  # why a person let the release through, now or when it was first made
    notices: tuple[Issue, ...]
    refusals: tuple[Issue, ...]


def _gates(
    reading: Reading,
    source: Source,
    references: tuple[Previous | None, Previous | None],
    now: Standing,
    accept: str | None,
) -> _Gates:
    """The gates against the release before, and where this is one made again, against what stands published.

    Only the former are told as passed: what stands published must not show in the bytes of a release.
    """
    previous, again = references
    refused = check_gates(_standing(previous), now, source.expectations)
    worse = check_gates(_standing(again), replace(now, seen_on=None), source.expectations)
    implausible = any(each.severity is Severity.ERROR for each in reading.issues)
    recorded = again.last.accepted if again else None
    reason = accept if accept and (refused or worse or implausible) else recorded
    if reason is None:
        told = {each.code for each in refused}
        return _Gates(None, (), refused + tuple(each for each in worse if each.code not in told))
    notices = check_gates(_standing(previous), now, source.expectations, reason)
    return _Gates(reason, notices, () if accept else worse)


def _standing(release: Previous | None) -> Standing | None:
    if release is None:
        return None
    journal, last = release.journal, release.last
    number = len(journal.releases)
    ids = frozenset(each.id for each in journal.services if is_present(each, number))
    return Standing(ids, last.records, last.filled, last.recognised, _known(journal), seen_on=last.seen_on)


def _now(reading: Reading, identified: Identified, previous: Previous | None, source: Source) -> Standing:
    """The standing of the release that is made. One that is held back is known: mended, it is back."""
    published = identified.entries[: len(reading.published)]
    here = {id: names_of(each.content) for id, each in identified.arrivals.items()}
    known = (_known(previous.journal) if previous else {}) | here
    after = {natural_key(*each.after) for each in source.renames}
    ruled = frozenset(id for id, names in here.items() if natural_key(*names) in after)
    records = {each.id: each.record for each in published}
    return replace(to_standing(reading.columns, records, known, ruled), seen_on=reading.seen_on)


def _known(journal: Journal) -> dict[str, Names]:
    return {each.id: names_of(each.versions[-1].content) for each in journal.services}


def _row(
    reading: Reading, source: Source, entries: Sequence[Entry], now: Standing, reason: str | None
) -> ReleaseRow:
    doubtful = any(each.needs_a_person for each in (*reading.passed_over, *reading.issues))
    flagged = sum(each.record.flagged for each in entries)
    contents = ((each.id, to_content(each.record, source)) for each in entries)
    return ReleaseRow(
        reading.seen_on,
        reading.page_date,
        reading.snapshot.sha256,
        len(entries),
        flagged,
        len(reading.withheld),
        Verdict.REVIEW if flagged or doubtful or reading.withheld else Verdict.OK,
        fingerprint(contents),
        reason,
        dict(now.filled),
        dict(now.recognised),
    )


def _counted(row: ReleaseRow, issues: Sequence[Issue]) -> ReleaseRow:
    """The row with its issues counted. A page passed over is none of them: it says nothing of this page."""
    listed = tuple(dict.fromkeys(issues))
    severities = Counter(each.severity for each in listed)
    codes = Counter(each.code for each in listed)
    return replace(row, severities=dict(sorted(severities.items())), issues=dict(sorted(codes.items())))


def _own(entries: Sequence[Entry], withheld: Sequence[Record]) -> Iterator[Issue]:
    """What the records themselves carry."""
    return (issue for each in (*(each.record for each in entries), *withheld) for issue in each.issues)


def _journal(previous: Previous | None, row: ReleaseRow, identified: Identified) -> Journal:
    """The journal with this release. A record that is held back is not in it: its service counts as gone."""
    published = list(identified.arrivals.values())[: row.records]
    ids = {each.id for each in published}
    known = {each.id for each in previous.journal.services} if previous else set()
    replaced = {
        id: tuple(each for each in by if each in ids)
        for id, by in identified.replaced.items()
        if id not in ids
    }
    arrivals = {
        each.id: replace(each, related=tuple(id for id in each.related if id in known)) for each in published
    }
    return add(previous.journal if previous else EMPTY, row, arrivals, replaced)
