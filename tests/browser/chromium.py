"""Debian's Chromium for the browser tests: found, installed where we may, else asked for in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "the browser tests were skipped: no Chromium; install it with `sudo apt-get install chromium`"
STEPS = (("update", "-q"), ("install", "-qy", "--no-install-recommends", "chromium"))


def find() -> str | None:
    """The program's path."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install() -> str | None:
    """The program's path, after Debian's package was installed where there was none and we may do so."""
    apt = shutil.which("apt-get")
    if not find() and apt and os.geteuid() == 0:
        print("Installing Chromium for the browser tests ...", file=sys.stderr)
        for step in STEPS:
            _run(apt, *step)
    return find()


def _run(apt: str, *arguments: str) -> None:
    """Runs apt-get in silence; whether it came to anything is seen by looking for the program."""
    try:
        subprocess.run([apt, *arguments], check=False, capture_output=True, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"apt-get {arguments[0]}: {error}", file=sys.stderr)


if __name__ == "__main__":
    install()
