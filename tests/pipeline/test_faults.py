"""What nobody foresaw is one sentence with a next step, from a command's first moment on."""

import os
import subprocess
import sys

import pytest

from pipeline.faults import broke
from pipeline.source import ROOT

COMMANDS = ("build", "inspect", "scrape", "extract", "normalise", "validate", "publish")


@pytest.mark.parametrize("error", [ValueError("a [b]\x1b[2J"), KeyboardInterrupt()])
@pytest.mark.parametrize("debug", [False, True])
def test_what_nobody_foresaw_is_a_sentence_with_a_next_step(monkeypatch, capsys, error, debug):
    monkeypatch.setenv("DEBUG", "1") if debug else monkeypatch.delenv("DEBUG", raising=False)
    with pytest.raises(type(error)) as raised:
        raise error
    broke(type(error), error, raised.tb)
    said = capsys.readouterr().err
    assert ("Traceback" in said) is debug
    assert debug or ("stands whole" in said and "\x1b" not in said)


@pytest.mark.parametrize("command", COMMANDS)
def test_who_stops_a_command_while_it_loads_sees_no_traceback(tmp_path, command):
    (tmp_path / "msgspec.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    quiet = {key: value for key, value in os.environ.items() if key != "DEBUG"} | {
        "PYTHONPATH": str(tmp_path)
    }
    call = [sys.executable, "-m", f"pipeline.{command}", "kent-vru"]
    done = subprocess.run(call, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr and "Stopped." in done.stderr
    assert done.returncode != 0
