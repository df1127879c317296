"""Snapshots added to the archive: whole or not at all, and never over one that is there."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import msgspec

from pipeline.archive import folders
from pipeline.archive.reading import Kept, pages, read_archive, refused
from pipeline.archive.sidecar import Refusal, Sidecar, to_json
from pipeline.issues import StoreError
from pipeline.model import Snapshot
from pipeline.source import shown_path


def describe(content: bytes, **facts: object) -> Sidecar:
    """A sidecar of these bytes, named, measured and hashed, with the other `facts` about them."""
    draft = Sidecar(file="", sha256=hashlib.sha256(content).hexdigest(), bytes=len(content), **facts)  # type: ignore[arg-type]
    if draft.date is None:
        raise StoreError(
            "nothing says of which day this page is.",
            where=draft.source,
            remedy="Give `--date YYYY-MM-DD`, the day on which it was saved.",
        )
    name = f"{folders.stem_of(draft.date, draft.sha256)}.{folders.kind_of(draft.media_type)}"
    return msgspec.structs.replace(draft, file=name)


def keep(sidecar: Sidecar, content: bytes, warc: bytes | None = None) -> tuple[Snapshot, bool]:
    """The snapshot of these bytes, and whether it is new.

    Not new where the page seen just before or after it in time has the same bytes. A page that was refused,
    and is still what stands there, comes back from `refused/` for another try.
    Raises: StoreError where the archive is damaged or cannot be written.
    """
    seen = sorted(pages(sidecar.source), key=lambda each: each.sidecar.order)
    for known in _neighbours(seen, sidecar):
        if known.snapshot.sha256 == sidecar.sha256:
            return restore(known.snapshot) if known is seen[-1] else known.snapshot, False
    return _add(folders.folder_of(sidecar.source), sidecar, content, warc), True


def keep_refused(
    sidecar: Sidecar, content: bytes, reasons: Iterable[str], warc: bytes | None = None
) -> Snapshot:
    """The snapshot of what came in the page's stead, kept under `refused/` with the reasons.

    Once a day is enough: such pages carry a number that differs each time.
    """
    refusal = Refusal(tuple(reasons), sidecar.retrieved_at, never_the_page=True)
    for known in refused(sidecar.source):
        if known.snapshot.sha256 == sidecar.sha256 or _is_like(known, sidecar, refusal):
            return known.snapshot
    folder = folders.refused_folder_of(sidecar.source)
    return _add(folder, msgspec.structs.replace(sidecar, refused=refusal), content, warc)


def refuse(snapshot: Snapshot, reasons: Iterable[str]) -> Path:
    """Where the snapshot now lies: under `raw/<source>/refused/`, the reasons in its sidecar.

    Raises: StoreError where the snapshot is not in the archive, or cannot be moved.
    """
    folder = folders.refused_folder_of(snapshot.source)
    kept = _find(snapshot)
    sidecar = msgspec.structs.replace(kept.sidecar, refused=Refusal(tuple(reasons)))
    if kept.sidecar != sidecar:
        _move(kept, folder, sidecar)
    return folder / kept.path.name


def restore(snapshot: Snapshot) -> Snapshot:
    """The snapshot, among the usable ones: again, or still.

    Raises: StoreError where it is not in the archive, or cannot be moved.
    """
    kept = _find(snapshot)
    if kept.sidecar.refused is not None:
        sidecar = msgspec.structs.replace(kept.sidecar, refused=None)
        _move(kept, folders.folder_of(snapshot.source), sidecar)
    return kept.snapshot


def _is_like(known: Kept, sidecar: Sidecar, refusal: Refusal) -> bool:
    before = known.sidecar.refused
    same = before is not None and (before.reasons, before.never_the_page) == (refusal.reasons, True)
    return same and known.sidecar.date == sidecar.date


def _neighbours(seen: list[Kept], sidecar: Sidecar) -> tuple[Kept, ...]:
    before = [each for each in seen if each.sidecar.order <= sidecar.order]
    after = [each for each in seen if each.sidecar.order > sidecar.order]
    return (*before[-1:], *after[:1])


def _find(snapshot: Snapshot) -> Kept:
    for kept in (*read_archive(snapshot.source), *refused(snapshot.source)):
        if kept.snapshot.file == snapshot.file:
            return kept
    raise StoreError("is not in the archive.", where=f"{snapshot.source}/{snapshot.file}")


def _add(folder: Path, sidecar: Sidecar, content: bytes, warc: bytes | None) -> Snapshot:
    path = _free(folder, sidecar)
    record = path.with_suffix(folders.WARC).name if warc is not None else None
    sidecar = msgspec.structs.replace(sidecar, file=path.name, warc=record)
    if warc is not None:
        path.with_suffix(folders.WARC).unlink(missing_ok=True)  # of a run broken off: no sidecar names it
        _create(path.with_suffix(folders.WARC), warc)
    _create(path, content)
    _create(path.with_suffix(".json"), to_json(sidecar))  # last: a snapshot counts from here on
    return next(
        each.snapshot
        for each in (*read_archive(sidecar.source), *refused(sidecar.source))
        if each.path == path
    )


def _free(folder: Path, sidecar: Sidecar) -> Path:
    """A path that no snapshot has: a page that goes from A to B and back to A in a day has three."""
    first = folder / sidecar.file
    names = (first if n == 1 else first.with_stem(f"{first.stem}-{n}") for n in count(1))
    return next(each for each in names if not each.with_suffix(".json").exists())


def _move(kept: Kept, folder: Path, sidecar: Sidecar) -> None:
    """The files stand in `folder`, under the new sidecar; broken off at any point, it can be done again."""
    target = folder / kept.path.name
    paths = [kept.path, *((kept.path.with_name(kept.sidecar.warc),) if kept.sidecar.warc else ())]
    for path in paths:
        _create(folder / path.name, path.read_bytes())
    target.with_suffix(".json").unlink(missing_ok=True)
    _create(target.with_suffix(".json"), to_json(sidecar))
    if folder != kept.path.parent:
        for path in (kept.path.with_suffix(".json"), *paths):
            path.unlink()


def _create(path: Path, content: bytes) -> None:
    """The file stands whole; one that stands there already stays as it is, and must be the same.

    Raises: StoreError where it is another one, or the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _link(path, content)
    except FileExistsError as error:
        if path.is_file() and path.read_bytes() == content:
            return
        raise StoreError(
            "stands there already with other bytes.", where=shown_path(path), remedy="Look at it."
        ) from error
    except OSError as error:
        raise StoreError(
            f"cannot be written: {error.strerror or error}.",
            where=shown_path(path),
            remedy="Free space or mend its permissions.",
        ) from error


def _link(path: Path, content: bytes) -> None:
    """A new name for a whole file: unlike a rename, it never replaces what is there."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new.")
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        staged.chmod(0o644)
        _place(staged, path, content)
    finally:
        staged.unlink(missing_ok=True)


def _place(staged: Path, path: Path, content: bytes) -> None:
    try:
        path.hardlink_to(staged)
    except FileExistsError:
        raise
    except OSError:  # some shared folders know no second name for a file
        with path.open("xb") as file:
            file.write(content)
