"""A release is replaced whole or not at all, whenever the build is killed and whatever the disk does."""

import errno
import os
import random
import resource
import signal
import time
from itertools import count

import pytest

from pipeline.issues import PipelineError, StoreError
from pipeline.releases import switch

OLD = {f"services/{n}/index.json": b"old" * 3000 for n in range(8)} | {"services.csv": b"old"}
NEW = {f"services/{n}/index.json": b"new" * 3000 for n in range(9)} | {"services.csv": b"new"}


def content(folder):
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


def in_child(work):
    """The child's process id; it ends with 0 where `work` returned nothing that is true."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 1 if work() else 0
        finally:
            os._exit(status)
    return child


def status_of(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_build_killed_at_a_hundred_points_leaves_one_release_whole(tmp_path):
    folder = tmp_path / "here"
    switch.replace_folder(folder, OLD)
    seen, draw = set(), random.Random(1)
    begun = tmp_path / "begun"

    def build_for_ever():
        begun.touch()
        for turn in range(10_000):
            switch.replace_folder(folder, NEW if turn % 2 else OLD)

    for _ in range(100):
        begun.unlink(missing_ok=True)
        child = in_child(build_for_ever)
        while not begun.exists():  # however busy the machine is
            time.sleep(0.001)
        time.sleep(draw.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = content(folder)
        assert found in (OLD, NEW)
        seen.add(found["services.csv"])
    assert seen == {b"old", b"new"}, "the builds were killed before they came to anything"
    switch.replace_folder(folder, OLD)
    assert content(folder) == OLD


def test_who_reads_while_releases_change_never_sees_a_mixture(tmp_path):
    folder = tmp_path / "here"
    switch.replace_folder(folder, OLD)

    def build():
        for turn in range(15):
            switch.replace_folder(folder, OLD if turn % 2 else NEW)
            time.sleep(0.01)

    child = in_child(build)
    names = OLD.keys() & NEW.keys()
    for _ in range(100):
        here = os.open(folder, os.O_RDONLY)  # a reader who enters the folder stays with its release
        try:
            words = {_read_in(here, name)[:3] for name in names}
        except FileNotFoundError:
            continue  # two releases later
        finally:
            os.close(here)
        assert len(words) == 1
    assert status_of(child) == 0


def _read_in(folder, name):
    file = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(file, "rb") as stream:
        return stream.read()


def test_the_same_bytes_touch_nothing(tmp_path):
    folder = tmp_path / "here"
    assert switch.replace_folder(folder, OLD)
    before = folder.stat()
    assert not switch.replace_folder(folder, OLD)
    assert (folder.stat().st_ino, folder.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    (folder / "stray.txt").write_text("left over")
    assert switch.replace_folder(folder, OLD)
    assert content(folder) == OLD


def test_what_is_kept_goes_on_into_the_new_release(tmp_path):
    folder = tmp_path / "here"
    switch.replace_folder(folder, OLD)
    (folder / "data-docs" / "deep").mkdir(parents=True)
    (folder / "data-docs" / "deep" / "index.html").write_text("docs")
    assert not switch.replace_folder(folder, OLD)
    switch.replace_folder(folder, NEW)
    assert content(folder) == NEW | {"data-docs/deep/index.html": b"docs"}


@pytest.mark.parametrize("killed", [False, True])
def test_without_the_system_call_two_renames_do_and_are_mended(tmp_path, monkeypatch, killed):
    monkeypatch.setattr(switch, "_renameat2", lambda *_: errno.ENOSYS)
    folder = tmp_path / "here"
    switch.replace_folder(folder, OLD)
    if killed:
        folder.rename(tmp_path / ".here.former")
        with switch.lock(folder):
            assert content(folder) == OLD
    switch.replace_folder(folder, NEW)
    assert content(folder) == NEW


def test_a_second_build_at_once_says_so_and_stops(tmp_path):
    folder = tmp_path / "here"
    first, second = switch.lock(folder), switch.lock(folder)
    with first, pytest.raises(PipelineError, match="being built by another run"):
        second.__enter__()
    _take(folder)


def test_the_lock_of_a_killed_build_is_free(tmp_path):
    folder = tmp_path / "here"
    reads, writes = os.pipe()

    def hold():
        with switch.lock(folder):
            os.write(writes, b"!")
            time.sleep(60)

    child = in_child(hold)
    os.read(reads, 1)
    with pytest.raises(PipelineError), switch.lock(folder):
        pytest.fail("the lock was given twice")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with switch.lock(folder):
        pass


def test_a_full_disk_is_one_clear_line_and_the_old_release_stands(tmp_path):
    folder = tmp_path / "here"
    switch.replace_folder(folder, OLD)

    def build():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            switch.replace_folder(folder, NEW)
        except StoreError as error:
            return "cannot be written" not in str(error)
        return True

    assert status_of(in_child(build)) == 0
    assert content(folder) == OLD
    assert not (tmp_path / ".here.next").exists()


def test_a_disk_full_at_any_write_leaves_the_old_release(tmp_path, monkeypatch):
    folder = tmp_path / "here"
    switch.replace_folder(folder, OLD)
    real = os.fsync

    for failing in range(0, 20, 3):
        number = count()

        def full(descriptor, number=number, failing=failing):
            if next(number) == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(descriptor)

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left on device"):
            switch.replace_folder(folder, NEW)
        assert content(folder) == OLD


def test_a_folder_that_may_not_be_written_is_one_clear_line(tmp_path):
    parent = tmp_path / "output"
    folder = parent / "here"
    switch.replace_folder(folder, OLD)
    parent.chmod(0o555)
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == os.getuid() and "pytest" in str(above):
            above.chmod(0o755)

    def build():
        if os.getuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        for attempt in (lambda: switch.replace_folder(folder, NEW), lambda: _take(folder)):
            try:
                attempt()
            except StoreError as error:
                if "Permission denied" in str(error):
                    continue
            return True
        return False

    assert status_of(in_child(build)) == 0
    parent.chmod(0o755)
    assert content(folder) == OLD


def _take(folder):
    with switch.lock(folder):
        pass


def test_a_vanished_folder_is_made_again_and_a_file_in_its_place_is_refused(tmp_path):
    folder = tmp_path / "output" / "here"
    assert switch.replace_folder(folder, OLD)
    for each in sorted(folder.parent.rglob("*"), reverse=True):
        each.rmdir() if each.is_dir() else each.unlink()
    folder.parent.rmdir()
    assert switch.replace_folder(folder, OLD)
    other = tmp_path / "file"
    other.write_text("mine")
    with pytest.raises(StoreError, match="is no folder"):
        switch.replace_folder(other, OLD)
    assert other.read_text() == "mine"


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil"])
def test_no_file_leads_out_of_the_release(tmp_path, name):
    with pytest.raises(StoreError, match="leads out"):
        switch.replace_folder(tmp_path / "here", {name: b""})
    assert not (tmp_path / "here").exists()
