"""`release.json`: what was built from what, when, with which result, and the hash of every file beside it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pipeline.dataset import Dataset, count_changes
from pipeline.identifiers import namespace
from pipeline.issues import Severity
from pipeline.source import ROOT


def files(dataset: Dataset, others: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """`release.json`, given all the other files of the release."""
    content = msgspec.json.format(msgspec.json.encode(_release(dataset, others)), indent=2)
    yield "release.json", content + b"\n"


def _release(dataset: Dataset, others: Mapping[str, bytes]) -> dict[str, Any]:
    source, snapshot = dataset.source, dataset.snapshot
    return {
        "source": {"id": source.id, "title": source.title, "url": source.page.url},
        "snapshot": {
            "file": snapshot.file,
            "sha256": snapshot.sha256,
            "bytes": len(snapshot.content),
            "retrieved_at": snapshot.retrieved_at,
            "note": snapshot.note,
            "altered": snapshot.altered,
        },
        "page_date": dataset.page_date,
        "seen_on": dataset.history[-1].seen_on,
        "as_of": dataset.as_of,
        "verdict": dataset.history[-1].verdict,
        "accepted": dataset.accepted,
        "fallback": dataset.fallback,
        "counts": _counts(dataset),
        "checks": {
            "held": sum(each.passed for each in dataset.report.checks),
            "of": len(dataset.report.checks),
        },
        "identifiers": {
            "namespace": namespace(source),
            "recipe": "uuid5(namespace, 'table|natural key'): docs/decisions/0005-identity-and-releases.md",
        },
        "tool": tool(),
        "files": {
            path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for path, content in sorted(others.items())
        },
    }


def _counts(dataset: Dataset) -> dict[str, int]:
    severities = [each.severity for each in dataset.issues]
    return {
        "services": len(dataset.entries),
        "flagged": sum(each.record.flagged for each in dataset.entries),
        "withheld": len(dataset.withheld),
        **{f"{each}s": severities.count(each) for each in Severity},
        **count_changes(dataset.changes),
    }


def tool() -> dict[str, str]:
    """The name and version of this software, from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"name": project["name"], "version": project["version"]}
