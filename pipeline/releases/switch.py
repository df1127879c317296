"""A release goes live in one step: who reads the folder sees the old release whole or the new one whole.

The new release is written into a hidden folder beside the target, brought to the disk, and the two folders
change names in one system call (renameat2 with RENAME_EXCHANGE, Linux 3.15). Where the system or the file
system lacks that call, two renames stand in for it: for a moment there is no folder, but never a mixture, and
the next build puts a folder back that was lost between them: docs/decisions/0005-identity-and-releases.md
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pipeline.issues import PipelineError, StoreError
from pipeline.source import shown_path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LACKING = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def replace_folder(target: Path, files: Mapping[str, bytes], keep: Collection[str] = ("data-docs",)) -> bool:
    """True where the folder changed: it then holds `files`, and what it had under the names in `keep`.

    Raises: StoreError where the folder cannot be written; the old release then stands as it was.
    """
    try:
        target = target.resolve()
        if target.exists() and not target.is_dir():
            raise StoreError(
                "is no folder.", where=shown_path(target), remedy="Move it away, then build again."
            )
        mend(target)
        if _same(target, files, keep):
            return False
        _write_and_exchange(target, files, keep)
    except OSError as error:
        raise _unwritable(target, error) from error
    return True


@contextlib.contextmanager
def lock(target: Path) -> Iterator[None]:
    """While this is held, no other build of the folder goes on; it ends with its process, however that ends.

    Raises: PipelineError where another build holds it; StoreError where there is no place for it.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(_beside(target, "lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        _take(descriptor, target)
        _restore(target)
        yield
    finally:
        os.close(descriptor)


def mend(target: Path) -> None:
    """What other builds left beside the folder is gone, and a folder lost between two renames is back."""
    _restore(target)
    for left in (_beside(target, "former"), _beside(target, "next")):
        if left.exists():
            shutil.rmtree(left)


def _restore(target: Path) -> None:
    """A folder lost between two renames is back before anyone reads in it what the last release says."""
    former = _beside(target, "former")
    try:
        if former.is_dir() and not target.exists():
            former.rename(target)
    except OSError as error:
        raise _unwritable(target, error) from error


def _take(descriptor: int, target: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PipelineError(
            "is being built by another run, so this one stops.",
            where=shown_path(target),
            remedy="Wait until that one has ended.",
        ) from error


def _beside(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}")


def _unwritable(target: Path, error: OSError) -> StoreError:
    reason = error.strerror or str(error)
    return StoreError(
        f"the release cannot be written: {reason}. The one before is untouched.",
        where=shown_path(target),
        remedy="Free space or mend the permissions of its parent folder, then build again.",
    )


def _same(target: Path, files: Mapping[str, bytes], keep: Collection[str]) -> bool:
    if not target.is_dir():
        return False
    present = {
        path.relative_to(target).as_posix(): path
        for path in target.rglob("*")
        if not path.is_dir() and path.relative_to(target).parts[0] not in keep
    }
    return present.keys() == files.keys() and all(
        present[name].read_bytes() == content for name, content in files.items()
    )


def _write_and_exchange(target: Path, files: Mapping[str, bytes], keep: Collection[str]) -> None:
    staging = _beside(target, "next")
    try:
        _write(staging, files)
        _carry(target, staging, keep)
        _sync_folders(staging)
        _exchange(staging, target)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    # The old release stays beside it until the next build, for who is still reading it.
    _sync(target.parent)


def _write(staging: Path, files: Mapping[str, bytes]) -> None:
    staging.mkdir(parents=True)
    for name, content in files.items():
        path = staging / _inside(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise StoreError(f"the file name {name!r} leads out of the release.")
    return path


def _carry(target: Path, staging: Path, keep: Collection[str]) -> None:
    """What is kept is linked, not copied; the old release has it until the exchange."""
    for name in keep:
        kept = target / name
        if kept.is_dir():
            shutil.copytree(kept, staging / name, copy_function=_link)
        elif kept.is_file():
            _link(str(kept), str(staging / name))


def _link(source: str, destination: str) -> None:
    try:
        os.link(source, destination)
    except OSError:
        shutil.copy2(source, destination)


def _sync_folders(top: Path) -> None:
    for folder in (top, *(path for path in top.rglob("*") if path.is_dir())):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(staging: Path, target: Path) -> None:
    if not target.exists():
        staging.rename(target)
        return
    failure = _renameat2(staging, target)
    if failure in _LACKING:
        _rename_twice(staging, target)
    elif failure:
        raise OSError(failure, os.strerror(failure), str(target))


def _renameat2(staging: Path, target: Path) -> int:
    """0, or the error's number."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return errno.ENOSYS
    failed = call(_AT_FDCWD, os.fsencode(staging), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE)
    return ctypes.get_errno() if failed else 0


def _rename_twice(staging: Path, target: Path) -> None:
    former = _beside(target, "former")
    target.rename(former)
    try:
        staging.rename(target)
    except OSError:
        former.rename(target)
        raise
