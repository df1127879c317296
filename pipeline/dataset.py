"""What publish hands to the formats: the records with their identity, and everything said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.issues import Issue, Severity
from pipeline.model import Column, Extraction, Outcome, Record, Role, Snapshot, Verdict
from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Check:
    """One question that validate asked, and the answer."""

    tool: str  # pandera, great-expectations, hsds ...
    name: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What validate found. Publish refuses where an issue without a record is an error."""

    issues: tuple[Issue, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its identity: `id` stays for as long as it is the same service."""

    id: str  # UUID
    record: Record
    last_modified: dt.date  # when the page was seen that last changed its published content


class ChangeKind(StrEnum):
    """What can happen to a service between two releases, in the order of the published counts."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    SPLIT = "split"
    MERGED = "merged"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One published field before and after, as normalised and as printed."""

    field: str
    before: str
    after: str
    printed_before: str = ""
    printed_after: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one service between two releases."""

    kind: ChangeKind
    id: str
    name: str
    fields: tuple[FieldChange, ...] = ()
    related: tuple[str, ...] = ()  # ids of the services it was split from or merged into


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One identifier for ever: `ids.csv`."""

    table: str
    key: str
    id: str
    first_seen: dt.date
    last_seen: dt.date
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release in `releases.csv`."""

    seen_on: dt.date  # the day on which the page said this: see Candidate; not the day of `as_of`
    page_date: dt.date | None
    snapshot_sha256: str
    records: int
    flagged: int
    withheld: int
    verdict: Verdict
    content_sha256: str = ""  # of what is published of the services: tells corrections from first builds
    accepted: str | None = None  # why a person let it through a gate
    filled: dict[Role, int] = field(default_factory=dict)  # filled cells of each column there is
    recognised: dict[Role, int] = field(default_factory=dict)  # filled cells without a warning
    severities: dict[Severity, int] = field(default_factory=dict)  # issues of each severity there is
    issues: dict[str, int] = field(default_factory=dict)  # issues of each code there is


@dataclass(frozen=True, slots=True)
class Content:
    """What is published of one service: values by field, printed cells by role; empty ones are left out."""

    values: dict[str, str]
    printed: dict[Role, str]


@dataclass(frozen=True, slots=True)
class Version:
    """A service's content from this release on (counted from 1), until its next version."""

    release: int
    content: Content


@dataclass(frozen=True, slots=True)
class KeyUse:
    """The key under which a service is known from this release on."""

    key: str
    release: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """From this release on, these services stand where a service was."""

    release: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """All that the releases ever said of one service, but for what the policy has come to withhold since."""

    id: str
    keys: tuple[KeyUse, ...]
    versions: tuple[Version, ...]
    present: tuple[tuple[int, int], ...]  # first and last release of each stay on the page
    related: tuple[str, ...] = ()  # ids of the services that it was split from, or that merged into it
    replaced: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Journal:
    """All releases and all services, tombstones included: `ledger.json`, where the next release goes on."""

    releases: tuple[ReleaseRow, ...]
    services: tuple[Life, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One snapshot, read, normalised and checked: all that publish needs to know of it."""

    source: Source
    snapshot: Snapshot
    extraction: Extraction
    outcome: Outcome[Record]
    report: Report
    passed_over: tuple[Issue, ...] = ()  # newer pages that were not reached or could not be read

    @property
    def seen_on(self) -> dt.date | None:
        """The day on which the page said this, as its sidecar has it, else as it says itself."""
        return self.snapshot.date or self.extraction.page_date or self.source.policy.as_of

    @property
    def as_of(self) -> dt.date:
        """The day at which freshness is judged; there is one wherever `seen_on` knows one."""
        known = (self.source.policy.as_of, self.seen_on, self.extraction.page_date)
        return max(each for each in known if each)


@dataclass(frozen=True, slots=True)
class Dataset:
    """One release before it is written: pure values, from which every published byte follows."""

    source: Source
    snapshot: Snapshot
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]  # what is published, in page order
    withheld: tuple[Record, ...]  # records with an error: held back, and listed in issues.csv
    issues: tuple[Issue, ...]  # every issue of the run, in page order
    report: Report
    as_of: dt.date  # freshness is judged at this date: the latest of policy, retrieval and page date
    page_date: dt.date | None = None
    title: str | None = None  # the table's title on the page
    previous_sha256: str | None = None  # the snapshot of the release before; None: this is the first
    changes: tuple[Change, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    history: tuple[ReleaseRow, ...] = ()  # all releases, oldest first, this one last
    past: tuple[tuple[Change, ...], ...] = ()  # the changes of each release in `history`, this one's last
    journal: Journal = Journal((), ())  # what the next release needs to know of this one
    accepted: str | None = None  # why a person let this release through a gate
    fallback: str | None = None  # why a newer page was not used, where one was refused or not reached


def count_changes(changes: Sequence[Change]) -> dict[str, int]:
    """How many changes there are of each kind, also of those that there are none of."""
    return {kind.value: sum(each.kind == kind for each in changes) for kind in ChangeKind}


def publishable(records: Sequence[Record], issues: Sequence[Issue]) -> tuple[Record, ...]:
    """The records on which no error stands, neither their own nor one of `issues`."""
    held = {each.record for each in issues if each.severity is Severity.ERROR}
    return tuple(
        each
        for each in records
        if each.number not in held and not any(own.severity is Severity.ERROR for own in each.issues)
    )
