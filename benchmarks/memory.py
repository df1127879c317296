"""Whether reading many documents in one process takes more and more memory, once its caches are full."""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from rich.progress import track

from benchmarks.generator.pages import page
from benchmarks.generator.styles import mixed
from benchmarks.generator.words import read_words
from pipeline.inspect import inspect
from pipeline.source import GENERAL

SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "memory.md"
LOOKS = 10
HEAD = """## Memory

Different made-up pages of 30 records, inspected one after the other in one process.

| documents | resident memory, MB |
|---:|---:|
"""


def resident() -> float:
    """This process's resident memory in megabytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def report(count: int) -> str:
    """The table, from reading so many documents."""
    words, rows = read_words("evaluation"), []
    for number in track(range(1, count + 1), description="documents"):
        draw = Random(f"memory-{number}")
        made = page(draw, words, mixed(draw))
        text = "\n\n".join(token.text or "\xa0" for token in made.tokens)
        inspect("page", text.encode(), GENERAL)
        if number % (count // LOOKS) == 0:
            rows.append(f"| {number:,} | {resident():.0f} |")
    return HEAD + "\n".join(rows) + "\n"


def main() -> None:
    """The table printed, and written to docs/benchmarks/."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000, help="how many to read (default 10000)")
    section = report(parser.parse_args().documents)
    SECTION.write_text(section, encoding="utf-8")
    print(section)


if __name__ == "__main__":
    main()
