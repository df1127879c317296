"""Whole releases for tests that look at pages: the real one, and any made of services by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace

from pipeline.dataset import Candidate, Check, Dataset, Report
from pipeline.extract import extract
from pipeline.issues import Severity
from pipeline.model import Extraction, Outcome, RawRecord, Record, Snapshot
from pipeline.normalise import normalise
from pipeline.publish import to_dataset, to_reading
from pipeline.releases.release import make_release
from pipeline.source import Source, read_source
from tests.gold import PAGE

CHECKS = (
    Check("pandera", "ages in order", True, "31 rows"),
    Check("pandera", "seen to fail", False, "1 row"),
)


def real_release(source: Source | None = None) -> Dataset:
    """The release of the real page, through every stage that reads it."""
    source = source or read_source("kent-vru")
    content = PAGE.read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    snapshot = Snapshot(source.id, PAGE.name, content, sha256, source.page.url)
    extraction = extract(snapshot, source)
    return _release(source, snapshot, extraction, normalise(extraction, source))


def release_of_rows(source: Source, rows: Sequence[RawRecord]) -> Dataset:
    """The release of a page with these rows."""
    columns = tuple(cell.column for cell in rows[0].cells)
    extraction = Extraction(columns, tuple(rows), (), dt.date(2026, 1, 2))
    content = repr(rows).encode()
    snapshot = Snapshot(source.id, "page.txt", content, hashlib.sha256(content).hexdigest(), source.page.url)
    return _release(source, snapshot, extraction, normalise(extraction, source))


def second_release(dataset: Dataset) -> Dataset:
    """The same with a release before it, so that the page has a past to show."""
    last = dataset.history[-1]
    found = {"severities": {Severity.WARNING: 1}, "issues": {"area-ambiguous": 1}}
    return replace(dataset, history=(replace(last, records=last.records - 3, flagged=1, **found), last))


def _release(source: Source, snapshot: Snapshot, extraction: Extraction, outcome: Outcome[Record]) -> Dataset:
    candidate = Candidate(source, snapshot, extraction, outcome, Report((), CHECKS))
    return to_dataset(candidate, make_release(to_reading(candidate), source, None))
