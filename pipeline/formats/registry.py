"""Every format that a release is written in: one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.dataset import Dataset
from pipeline.formats.about import atom, changes_file, issue_list, ledger_file, provenance, releases_file
from pipeline.formats.flat import services
from pipeline.formats.hsds import full, uk
from pipeline.formats.pages import public_page, report

FORMATS: tuple[Callable[[Dataset], Iterator[tuple[str, bytes]]], ...] = (
    services.files,
    uk.files,
    full.files,
    provenance.files,
    issue_list.files,
    changes_file.files,
    atom.files,
    ledger_file.files,
    releases_file.files,
    public_page.files,
)


def render(dataset: Dataset) -> dict[str, bytes]:
    """Every file of the release by its path; the report comes last, for it lists the hashes of the others."""
    files = {path: content for each in FORMATS for path, content in each(dataset)}
    return dict(sorted((files | dict(report.files(dataset, files))).items()))
