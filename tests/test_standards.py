"""`make standards` fetches just the pinned files, over a loopback port here."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

import standards
from tests.pipeline.formats import official


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def host(tmp_path):
    """A host that has what the public one has at the pinned commits; gives its address and its folder."""
    folder = tmp_path / "host"
    for each in standards.pinned():
        target = folder / each.repository / each.commit / each.file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(official.STANDARDS / each.path, target)
        target.chmod(0o644)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder
    server.shutdown()
    server.server_close()


def run(base, into):
    return standards.main(["--base", base, "--into", str(into)])


@official.needed
def test_every_pinned_file_is_fetched_once(host, tmp_path, capsys):
    base, _ = host
    assert run(base, tmp_path / "in") == 0
    assert run(base, tmp_path / "in") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{len(list(standards.pinned()))} files fetched")
    assert second.startswith("0 files fetched")
    for each in standards.pinned():
        assert (tmp_path / "in" / each.path).read_bytes() == (official.STANDARDS / each.path).read_bytes()


@official.needed
def test_another_file_under_the_pinned_name_is_refused(host, tmp_path, capsys):
    base, folder = host
    each = next(standards.pinned())
    (folder / each.repository / each.commit / each.file).write_text("{}", encoding="utf-8")
    assert run(base, tmp_path / "in") == 1
    assert "is not the pinned file" in capsys.readouterr().err
    assert not (tmp_path / "in" / each.path).exists()


@official.needed
def test_a_damaged_file_is_fetched_again(host, tmp_path):
    base, _ = host
    run(base, tmp_path / "in")
    damaged = tmp_path / "in" / next(standards.pinned()).path
    damaged.write_text("{}", encoding="utf-8")
    assert standards.fetch_all(tmp_path / "in", base) == 1


@official.needed
def test_a_file_that_is_not_there_is_one_clear_line(host, tmp_path, capsys):
    base, folder = host
    shutil.rmtree(folder)
    assert run(base, tmp_path / "in") == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "was not reached" in error


def test_the_pins_name_both_standards_at_a_commit_each():
    found = {
        (each.folder, each.repository, len(each.commit), len(each.sha256)) for each in standards.pinned()
    }
    assert found == {
        ("hsds-3.1", "openreferral/specification", 40, 64),
        ("hsds-uk-3.0", "OpenReferralUK/uk-profile", 40, 64),
    }
