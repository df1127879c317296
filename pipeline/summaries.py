"""What the last screen says of a source, read from its published release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline import store
from pipeline.formats.compared import KINDS
from pipeline.formats.flat_cells import read_csv
from pipeline.source import ROOT, Source
from pipeline.terminal import Look, Summary


def summary_of(source: Source) -> Summary:
    """The release that stands in `output/<source>/`, in a few words."""
    folder = store.output_folder(source.id)
    release = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    rows = read_csv((folder / "issues.csv").read_bytes())
    counts = json.loads((folder / "changes.json").read_text(encoding="utf-8"))["counts"]
    return Summary(
        title=source.title,
        page_date=release["page_date"] or "",
        services=release["counts"]["services"],
        changes=", ".join(f"{counts[kind]} {word}" for kind, word in KINDS.items() if counts[kind]),
        looks=tuple(_look(row) for row in sorted(rows, key=_order) if row["severity"] != "notice"),
        folder=f"{folder.relative_to(ROOT)}/",
        report=str((folder / "report.html").relative_to(ROOT)),
    )


def _order(row: Mapping[str, Any]) -> bool:
    """Errors before warnings, each in page order: the first are the ones that are shown."""
    return bool(row["severity"] != "error")


def _look(row: Mapping[str, Any]) -> Look:
    where = f"line {row['line']}" if row["line"] else "the page"
    return Look(
        where, row["name"], row["code"], row["message"], row["value"], row["published"], row["remedy"]
    )
