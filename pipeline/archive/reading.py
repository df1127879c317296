"""Snapshots read from the archive, each one checked against its sidecar."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import folders
from pipeline.archive.sidecar import Sidecar, parse_sidecar
from pipeline.issues import StoreError
from pipeline.model import Snapshot
from pipeline.source import shown_path


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot with what is known of how it came, and where it lies."""

    snapshot: Snapshot
    sidecar: Sidecar
    path: Path

    @property
    def never_the_page(self) -> bool:
        """True where another page came in its stead."""
        return self.sidecar.refused is not None and self.sidecar.refused.never_the_page


def snapshots(source_id: str) -> tuple[Snapshot, ...]:
    """Every usable snapshot of a source, oldest first; none where nothing was ever kept.

    Raises: StoreError where a file is missing or damaged.
    """
    return tuple(each.snapshot for each in read_archive(source_id))


def newest_usable(source_id: str) -> Snapshot | None:
    """The last snapshot that was not refused.

    Raises: StoreError as `snapshots` does.
    """
    kept = snapshots(source_id)
    return kept[-1] if kept else None


def refused(source_id: str) -> tuple[Kept, ...]:
    """The pages that were seen and could not be used, oldest first; each sidecar says why.

    Raises: StoreError as `snapshots` does.
    """
    return _read_folder(folders.refused_folder_of(source_id), source_id)


def candidates(source_id: str) -> tuple[Snapshot, ...]:
    """Every page that was seen, newest first, also the refused: what could not be read may be readable now.

    Raises: StoreError as `snapshots` does.
    """
    newest_first = sorted(pages(source_id), key=lambda each: each.sidecar.order, reverse=True)
    return tuple(each.snapshot for each in newest_first)


def pages(source_id: str) -> tuple[Kept, ...]:
    """Every page that was seen, usable or refused; not what came in a page's stead.

    Raises: StoreError as `snapshots` does.
    """
    seen = (*read_archive(source_id), *refused(source_id))
    return tuple(each for each in seen if not each.never_the_page)


def strays(source_id: str) -> tuple[tuple[Path, str], ...]:
    """The files in the archive that are no snapshots, for no sidecar names them, each with its SHA-256.

    A person put them there, a run was broken off before it wrote the sidecar, or a sidecar was deleted.

    Raises: StoreError as `snapshots` does.
    """
    found = []
    for folder in (folders.folder_of(source_id), folders.refused_folder_of(source_id)):
        kept = _read_folder(folder, source_id)
        named = {each.path for each in kept} | {folder / (each.sidecar.warc or "") for each in kept}
        found += sorted(each for each in _files(folder) - named if each.suffix != ".json")
    return tuple((each, hashlib.sha256(_bytes_of(each)).hexdigest()) for each in found)


def read_archive(source_id: str) -> tuple[Kept, ...]:
    """Every usable snapshot with its sidecar, oldest first.

    Raises: StoreError as `snapshots` does.
    """
    return _read_folder(folders.folder_of(source_id), source_id)


def _read_folder(folder: Path, source_id: str) -> tuple[Kept, ...]:
    sidecars = sorted(each for each in _files(folder) if each.suffix == ".json")
    return tuple(sorted((_read(each, source_id) for each in sidecars), key=lambda each: each.sidecar.order))


def _files(folder: Path) -> set[Path]:
    if not folder.is_dir():
        return set()
    return {each for each in folder.iterdir() if each.is_file() and not each.name.startswith(".")}


def _read(path: Path, source_id: str) -> Kept:
    where = shown_path(path)
    sidecar = parse_sidecar(_bytes_of(path), where)
    _check_name(sidecar, path, source_id)
    content = _bytes_of(path.with_name(sidecar.file))
    _check_content(sidecar, content, shown_path(path.with_name(sidecar.file)))
    return Kept(_to_snapshot(sidecar, content), sidecar, path.with_name(sidecar.file))


def _to_snapshot(sidecar: Sidecar, content: bytes) -> Snapshot:
    return Snapshot(
        source=sidecar.source,
        file=sidecar.file,
        content=content,
        sha256=sidecar.sha256,
        url=sidecar.final_url or sidecar.url,
        media_type=sidecar.media_type,
        retrieved_at=sidecar.retrieved_at,
        date=sidecar.date,
        note=sidecar.note,
        altered=sidecar.altered,
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"cannot be read: {error.strerror or error}.",
            where=shown_path(path),
            remedy="Restore it from version control.",
        ) from error


def _check_name(sidecar: Sidecar, path: Path, source_id: str) -> None:
    stem = folders.stem_of(sidecar.date, sidecar.sha256) if sidecar.date else None
    named_so = folders.NAME.fullmatch(sidecar.file) and Path(sidecar.file).stem == path.stem
    if named_so and sidecar.source == source_id and stem and path.stem.startswith(stem):
        return
    raise StoreError(
        f"does not fit its own name: it speaks of {sidecar.source}/{sidecar.file}, dated {sidecar.date}.",
        where=shown_path(path),
        remedy=f"A sidecar is called like its snapshot, {stem or '<date>-<hash>'}, and stands beside it.",
    )


def _check_content(sidecar: Sidecar, content: bytes, where: str) -> None:
    if hashlib.sha256(content).hexdigest() != sidecar.sha256 or len(content) != sidecar.bytes:
        raise StoreError(
            f"is not what was received: its sidecar says {sidecar.bytes} bytes, SHA-256 {sidecar.sha256}.",
            where=where,
            remedy="Restore it from version control: a snapshot is never edited.",
        )
