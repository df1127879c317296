"""The only paths, and the only codec, of the files between the stages.

A stage's file stands in `build/<source>/<stage>.json`. It is written whole or not at all, and only where
its bytes changed, so that a look at the file tells what happened.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.issues import StoreError
from pipeline.source import ROOT

T = TypeVar("T")

BUILD = ROOT / "build"
OUTPUT = ROOT / "output"


def stage_file(source_id: str, stage: str) -> Path:
    """Where a stage leaves its result for the next one."""
    return BUILD / source_id / f"{stage}.json"


def output_folder(source_id: str) -> Path:
    """Where the release of a source stands."""
    return OUTPUT / source_id


def write_stage(source_id: str, stage: str, value: object) -> bool:
    """True where the stage's file changed."""
    content = msgspec.json.format(msgspec.json.encode(value, order="deterministic"), indent=1)
    return write_bytes(stage_file(source_id, stage), content + b"\n")


def read_stage(source_id: str, stage: str, kind: type[T]) -> T:
    """What the stage left.

    Raises: StoreError where its file is missing or damaged.
    """
    path = stage_file(source_id, stage)
    remedy = f"Run `python -m pipeline.{stage} {source_id}` first."
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as error:
        raise StoreError("is missing.", where=str(path.relative_to(ROOT)), remedy=remedy) from error
    except (msgspec.DecodeError, OSError) as error:
        raise StoreError(
            f"cannot be read: {error}.", where=str(path.relative_to(ROOT)), remedy=remedy
        ) from error


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
            f"cannot be written: {reason}.", where=str(path), remedy="Free space or mend its permissions."
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
