"""Where the archive stands, and how its files are called."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from pipeline.source import ROOT

RAW = ROOT / "raw"
REFUSED = "refused"
WARC = ".warc.gz"
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt"}
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}(-\d+)?\.(html|txt|bin)")


def folder_of(source_id: str) -> Path:
    """The folder of the snapshots that may be used."""
    return RAW / source_id


def refused_folder_of(source_id: str) -> Path:
    """The folder of the pages that were refused."""
    return folder_of(source_id) / REFUSED


def stem_of(date: dt.date, sha256: str) -> str:
    """A snapshot's name without its kind: nothing in it comes from the network but a hash.

    >>> stem_of(dt.date(2020, 12, 4), "896a7db490bc0a01")
    '2020-12-04-896a7db490bc'
    """
    return f"{date.isoformat()}-{sha256[:12]}"


def kind_of(media_type: str | None) -> str:
    """The file name's ending for a declared media type.

    >>> kind_of("Text/HTML; charset=utf-8")
    'html'
    >>> kind_of(None)
    'bin'
    """
    return KINDS.get((media_type or "").partition(";")[0].strip().lower(), "bin")
