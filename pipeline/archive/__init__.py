"""The archive of a source: `raw/<source>/` holds each page body that was ever seen, and its sidecar.

A snapshot is `<date>-<first 12 of its SHA-256>.<kind>`. It is written once and never changed. A page
that cannot be used is moved to `raw/<source>/refused/`, and its sidecar then says why.
"""

from pipeline.archive.reading import (
    Kept,
    candidates,
    newest_usable,
    pages,
    read_archive,
    refused,
    snapshots,
    strays,
)
from pipeline.archive.sidecar import Redirect, Refusal, Request, Sidecar
from pipeline.archive.writing import describe, keep, keep_refused, refuse, restore

__all__ = [
    "Kept",
    "Redirect",
    "Refusal",
    "Request",
    "Sidecar",
    "candidates",
    "describe",
    "keep",
    "keep_refused",
    "newest_usable",
    "pages",
    "read_archive",
    "refuse",
    "refused",
    "restore",
    "snapshots",
    "strays",
]
