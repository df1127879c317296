"""`changes.json`: what this release adds, removes, renames and changes against the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pipeline.dataset import Change, Dataset, ReleaseRow, count_changes


def files(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """changes.json: both sides, how many changes of each kind, and each change field by field."""
    content = msgspec.json.encode(_changes(dataset))
    yield "changes.json", msgspec.json.format(content, indent=2) + b"\n"


def _changes(dataset: Dataset) -> dict[str, Any]:
    before = dataset.history[-2] if len(dataset.history) > 1 else None
    now = dataset.history[-1] if dataset.history else None
    return {
        "source": dataset.source.id,
        "release": len(dataset.history),
        "before": _side(before),
        "after": _side(now),
        "accepted": dataset.accepted,
        "counts": count_changes(dataset.changes),
        "changes": [_change(each) for each in dataset.changes],
    }


def _side(row: ReleaseRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "seen_on": row.seen_on,
        "page_date": row.page_date,
        "snapshot_sha256": row.snapshot_sha256,
        "content_sha256": row.content_sha256,
        "records": row.records,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.id,
        "name": change.name,
        "related": list(change.related),
        "fields": [
            {
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "printed_before": each.printed_before,
                "printed_after": each.printed_after,
            }
            for each in change.fields
        ],
    }
