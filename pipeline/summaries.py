"""What the last screen says of a source, read from its published release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline import store
from pipeline.formats.csv_cells import read_csv
from pipeline.formats.pages.compared import KINDS
from pipeline.source import ROOT, Source
from pipeline.terminal import Look, Summary


def release_of(source: Source) -> bytes:
    """What the release that stands in `output/<source>/` says of itself; empty where there is none."""
    path = store.output_folder(source.id) / "release.json"
    return path.read_bytes() if path.is_file() else b""


def summary_of(source: Source, before: bytes = b"") -> Summary:
    """The release that stands in `output/<source>/`, in a few words; `before`: what stood before this run."""
    folder = store.output_folder(source.id)
    release = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    rows = read_csv((folder / "issues.csv").read_bytes())
    return Summary(
        title=source.title,
        page_date=release["page_date"] or "",
        services=release["counts"]["services"],
        changes=_changes(source, before),
        looks=tuple(_look(row) for row in sorted(rows, key=_order) if row["severity"] != "notice"),
        folder=f"{folder.relative_to(ROOT)}/",
        report=str((folder / "report.html").relative_to(ROOT)),
    )


def _changes(source: Source, before: bytes) -> str:
    """What this run has changed: a release that was there before it tells of changes that are not its own."""
    now = release_of(source)
    if now == before:
        return "the release is as it was"
    if _snapshot_of(before) == _snapshot_of(now):
        return "the same page, and its release was made again"
    counts = json.loads(now)["counts"]
    return ", ".join(f"{counts[kind]} {word}" for kind, word in KINDS.items() if counts[kind])


def _snapshot_of(release: bytes) -> str | None:
    """The hash of the page that a release was made from; None where it does not say."""
    try:
        return str(json.loads(release)["snapshot"]["sha256"])
    except (ValueError, KeyError, TypeError):
        return None


def _order(row: Mapping[str, Any]) -> bool:
    """Errors before warnings, each in page order: the first are the ones that are shown."""
    return bool(row["severity"] != "error")


def _look(row: Mapping[str, Any]) -> Look:
    where = f"line {row['line']}" if row["line"] else "the page"
    return Look(
        where, row["name"], row["code"], row["message"], row["value"], row["published"], row["remedy"]
    )
