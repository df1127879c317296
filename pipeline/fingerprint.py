"""Whether there is anything to build, told by content and never by time stamps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.gazetteer import GAZETTEER
from pipeline.source import ROOT, SOURCES
from pipeline.vocabulary import VOCABULARY

_CODE = (".py", ".toml", ".json", ".csv", ".j2", ".css", ".js")


def fingerprint(source_id: str, release: Path, *circumstances: str) -> str:
    """One hash over all that a release follows from, and over the release itself.

    Code, vocabulary, gazetteer, the source's TOML, its snapshots, pinned dependencies, the published files,
    and the circumstances of this build.
    """
    digest = hashlib.sha256("\0".join(circumstances).encode())
    for path in sorted(_inputs(source_id, release)):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _inputs(source_id: str, release: Path) -> Iterator[Path]:
    for folder in (ROOT / "pipeline", VOCABULARY, GAZETTEER):
        yield from (path for path in folder.rglob("*") if path.suffix in _CODE)
    yield from (
        path for path in (SOURCES / f"{source_id}.toml", ROOT / "requirements.lock") if path.is_file()
    )
    for folder in (ROOT / "raw" / source_id, release):
        yield from (path for path in folder.rglob("*") if path.is_file() and "data-docs" not in path.parts)
