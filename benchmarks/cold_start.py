"""How long `inspect` takes on the real page in a process of its own, beside importing pandas alone."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from rich.progress import track

ROOT = Path(__file__).resolve().parents[1]
SECTION = ROOT / "docs" / "benchmarks" / "cold_start.md"
PAGE = "raw/kent-vru/2020-12-04-896a7db490bc.txt"
PROCESSES = {
    f"`python -m pipeline.inspect {PAGE}`": ("-m", "pipeline.inspect", PAGE),
    "`import pandas`, and nothing else": ("-c", "import pandas"),
    "Python, and nothing else": ("-c", ""),
}
HEAD = """## Cold start

Processes started in turn, so many times each: the quickest and the median. The first is the whole job:
Python, imports, vocabularies, and the page as one line of JSON. Python keeps its bytecode, as it does unless
it is told not to (`PYTHONDONTWRITEBYTECODE`); the first start after an installation takes longer.

| | seconds, quickest | seconds, median |
|---|---:|---:|
"""


def seconds(arguments: tuple[str, ...]) -> float:
    """From start to end of one such process."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=kept, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def report(rounds: int) -> str:
    """The table, from so many rounds."""
    taken: dict[str, list[float]] = {name: [] for name in PROCESSES}
    for _ in track(range(rounds), description="processes"):
        for name, arguments in PROCESSES.items():
            taken[name].append(seconds(arguments))
    rows = [f"| {name} | {min(each):.3f} | {sorted(each)[rounds // 2]:.3f} |" for name, each in taken.items()]
    return HEAD + "\n".join(rows) + "\n"


def main() -> None:
    """The table printed, and written to docs/benchmarks/."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold_start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="how often each is started (default 15)")
    section = report(parser.parse_args().rounds)
    SECTION.write_text(section, encoding="utf-8")
    print(section)


if __name__ == "__main__":
    main()
