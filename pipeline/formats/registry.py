"""Every format that a release is written in: one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.dataset import Dataset
from pipeline.formats import (
    atom,
    changes_file,
    flat,
    hsds,
    hsds_uk,
    issue_list,
    ledger_file,
    provenance,
    public_page,
    releases_file,
    report,
)

FORMATS: tuple[Callable[[Dataset], Iterator[tuple[str, bytes]]], ...] = (
    flat.files,
    hsds_uk.files,
    hsds.files,
    provenance.files,
    issue_list.files,
    changes_file.files,
    atom.files,
    ledger_file.files,
    releases_file.files,
    report.files,
    public_page.files,
)
