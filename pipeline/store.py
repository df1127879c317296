"""The only paths, and the only codec, of the files between the stages.

A stage's file stands in `build/<source>/<stage>.json`. It is written whole or not at all, and only where
its bytes changed, so that a look at the file tells what happened. It has the hashes of what it was made from,
so that no release mixes two pages, or two settings of a source.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.issues import StoreError
from pipeline.source import ROOT, Source, shown_path

T = TypeVar("T")

BUILD = ROOT / "build"
OUTPUT = ROOT / "output"
STAGES = ("extract", "normalise", "validate")  # those that leave a file, each made from the one before
SETTINGS, SNAPSHOT = "settings", "snapshot"
_DAMAGED = "is damaged, or was left by another version of this software."
_OTHER = "was made from another {}."
_OTHER_SETTINGS = "was made under other settings: the source's TOML or a gazetteer file has changed since."


class _Left(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a stage left, and the hashes, by name, of what it was made from."""

    made_from: dict[str, str]
    value: msgspec.Raw


def stage_file(source_id: str, stage: str) -> Path:
    """Where a stage leaves its result for the next one."""
    return BUILD / source_id / f"{stage}.json"


def output_folder(source_id: str) -> Path:
    """Where the release of a source stands."""
    return OUTPUT / source_id


def write_stage(source_id: str, stage: str, value: object, made_from: Mapping[str, str]) -> bool:
    """True where the stage's file changed."""
    left = _Left(dict(made_from), msgspec.Raw(msgspec.json.encode(value, order="deterministic")))
    content = msgspec.json.format(msgspec.json.encode(left), indent=1)
    return write_bytes(stage_file(source_id, stage), content + b"\n")


def read_stage(source_id: str, stage: str, kind: type[T]) -> T:
    """What the stage left.

    Raises: StoreError where its file is missing or damaged.
    """
    try:
        return msgspec.json.decode(_read_left(source_id, stage).value, type=kind)
    except msgspec.DecodeError as error:
        raise _unread(source_id, stage, _DAMAGED) from error


def read_origin(source_id: str, stage: str) -> dict[str, str]:
    """The hashes, by name, of what the stage's file was made from.

    Raises: StoreError as `read_stage` does.
    """
    return _read_left(source_id, stage).made_from


def origin_of(source: Source, stage: str) -> dict[str, str]:
    """The hashes, by name, of what the stage would make its file from now; extract adds its snapshot."""
    settings = msgspec.json.encode((source, source.gazetteer), order="deterministic")
    before = STAGES[: STAGES.index(stage)][-1:]
    files = {f"{each}.json": _hash(stage_file(source.id, each).read_bytes()) for each in before}
    return {SETTINGS: _hash(settings), **files}


def check_origin(source: Source, stage: str, snapshot_sha256: str | None = None) -> None:
    """The stage's file, and those before it, were made from what stands there now.

    Raises: StoreError with the first that was not, or that is missing or damaged.
    """
    for each in STAGES[: STAGES.index(stage) + 1]:
        then, now = read_origin(source.id, each), origin_of(source, each)
        if each == STAGES[0] and snapshot_sha256:
            now[SNAPSHOT] = snapshot_sha256
        for other in (name for name, digest in now.items() if then.get(name) != digest):
            why = _OTHER_SETTINGS if other == SETTINGS else _OTHER.format(other)
            rest = "" if each == STAGES[-1] else ", and the stages after it"
            remedy = f"Run `python -m pipeline.{each} {source.id}`{rest}."
            raise StoreError(why, where=shown_path(stage_file(source.id, each)), remedy=remedy)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_left(source_id: str, stage: str) -> _Left:
    try:
        return msgspec.json.decode(stage_file(source_id, stage).read_bytes(), type=_Left)
    except FileNotFoundError as error:
        raise _unread(source_id, stage, "is missing.") from error
    except msgspec.DecodeError as error:
        raise _unread(source_id, stage, _DAMAGED) from error
    except OSError as error:
        raise _unread(source_id, stage, f"cannot be read: {error.strerror or error}.") from error


def _unread(source_id: str, stage: str, why: str) -> StoreError:
    remedy = f"Run `python -m pipeline.{stage} {source_id}` first."
    return StoreError(why, where=shown_path(stage_file(source_id, stage)), remedy=remedy)


def write_bytes(path: Path, content: bytes) -> bool:
    """True where the file changed; a reader sees the old bytes or the new ones, never a part.

    Raises: StoreError where the folder cannot be written or the disk is full.
    """
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"cannot be written: {reason}.",
            where=shown_path(path),
            remedy="Free space or mend its permissions.",
        ) from error
    return True


def remove_folder(path: Path) -> None:
    """The folder is gone, with all that was in it."""
    shutil.rmtree(path, ignore_errors=True)


def copy_folder(origin: Path, target: Path) -> None:
    """The target folder holds what the origin holds, and nothing else."""
    remove_folder(target)
    if origin.is_dir():
        shutil.copytree(origin, target)


def read_folder(path: Path) -> dict[str, bytes]:
    """Every file of a release by its path below the folder; Data Docs are not part of it."""
    files = (each for each in sorted(path.rglob("*")) if each.is_file())
    named = ((each.relative_to(path), each) for each in files)
    return {name.as_posix(): each.read_bytes() for name, each in named if name.parts[0] != "data-docs"}


def _replace(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        staged.chmod(0o644)
        staged.replace(path)
    except OSError:
        staged.unlink(missing_ok=True)
        raise
