"""Every format that a release is written in: one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipeline.dataset import Dataset
from pipeline.formats import flat, hsds, hsds_uk, issue_list, provenance
from pipeline.issues import Issue

FORMATS: tuple[Callable[[Dataset], Iterator[tuple[str, bytes]]], ...] = (
    flat.files,
    hsds_uk.files,
    hsds.files,
    provenance.files,
    issue_list.files,
)


def check_release(files: Mapping[str, bytes]) -> tuple[Issue, ...]:
    return ()
