"""`make bench`: every measurement of this folder, printed, and joined in docs/benchmarks.md.

A benchmark is a module here with a `main()` that prints its table and writes docs/benchmarks/<name>.md.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECTIONS = ROOT / "docs" / "benchmarks"
NOT_MEASURED = {"__init__", "__main__", "train", "fuzz"}

INTRODUCTION = """# What was measured

Written by `make bench`; every number here is one that it printed. Machines are noisy: read the ratios within
one table, not the seconds. Machine of the last run: {machine}, Python {python}.
"""


def names() -> list[str]:
    """The benchmarks, by module name."""
    here = Path(__file__).parent
    found = (path.stem for path in here.glob("*.py") if "def main(" in path.read_text(encoding="utf-8"))
    return sorted(set(found) - NOT_MEASURED)


def join() -> str:
    """The whole page, from the sections as they stand."""
    head = INTRODUCTION.format(machine=platform.machine(), python=platform.python_version())
    sections = [path.read_text(encoding="utf-8").strip() for path in sorted(SECTIONS.glob("*.md"))]
    return "\n\n".join([head.strip(), *sections]) + "\n"


def main() -> int:
    """0 where every benchmark ran to its end, each in a process of its own."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure; write docs/benchmarks.md."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of: {', '.join(names())}")
    chosen = parser.parse_args().names or names()
    failed = [
        name
        for name in chosen
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=ROOT).returncode
    ]
    (ROOT / "docs" / "benchmarks.md").write_text(join(), encoding="utf-8")
    for name in failed:
        print(f"benchmark {name} did not run to its end", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
