"""What `make` is told, it does: switches that are off are off, and what it needs is said in one line."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def make(*arguments, folder=ROOT, **environment):
    call = ["make", *arguments]
    return subprocess.run(
        call, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("switch", ["OFFLINE", "STRICT"])
@pytest.mark.parametrize(
    ("value", "on"), [("1", True), ("yes", True), ("0", False), ("no", False), ("false", False), ("", False)]
)
def test_a_switch_is_on_or_off(switch, value, on):
    told = make("all", f"{switch}={value}", "--dry-run")
    assert told.returncode == 0, told.stderr
    assert (f"--{switch.lower()}" in told.stdout) is on


@pytest.mark.parametrize("old", ["exit 1", "exit 127"])
def test_a_python_that_is_too_old_is_one_line(tmp_path, old):
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\n[ "$1" = --version ] && echo Python 3.8.10\n{old}\n', encoding="utf-8")
    python.chmod(0o755)
    done = make("all", folder=tmp_path, PATH=f"{python.parent}:{os.environ['PATH']}")
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert said == ["Python 3.11 or newer is needed, and `python3` is Python 3.8.10."]
    assert not (tmp_path / ".venv").exists()


def test_help_says_that_the_tests_may_install_a_browser():
    (line,) = [each for each in make("-s", "help").stdout.splitlines() if each.startswith("test ")]
    assert "Chromium" in line and "apt" in line
