"""Without Chromium the browser tests are skipped, one line says what to install, and all others run."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
RUN = ("tests/browser/test_many.py", "tests/pipeline/test_identifiers.py")


@pytest.mark.parametrize("quiet", [(), ("-q",), ("-n", "2")])
def test_one_line_says_what_to_install_and_the_other_tests_run(tmp_path, quiet):
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--junitxml={report}", *quiet, *RUN]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stdout
    said = [each for each in ended.stdout.splitlines() if "Chromium" in each]
    assert len(said) == 1 and "apt-get install chromium" in said[0]
    suite = ElementTree.parse(report).getroot()[0]
    assert int(suite.get("skipped")) == 2 and int(suite.get("tests")) > 2


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize(("user", "installed"), [(0, True), (1000, False)])
def test_it_is_installed_where_that_may_be_done(tmp_path, monkeypatch, user, installed):
    touch = f'[ "$1" != install ] || {{ : > {tmp_path}/chromium; /bin/chmod +x {tmp_path}/chromium; }}'
    program(tmp_path, "apt-get", touch)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert bool(chromium.install()) is installed


@pytest.mark.parametrize("body", ["exit 100", "exit 0"])
def test_an_installer_that_fails_is_no_error(tmp_path, monkeypatch, body):
    program(tmp_path, "apt-get", body)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert chromium.install() is None
