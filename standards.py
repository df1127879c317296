"""`make standards`: fetch the official HSDS schemas into build/standards/, for the official checks.

The files belong to Open Referral and Open Referral UK (CC BY-SA 4.0) and are no part of this project, so they
are fetched from their public repositories, at the commits and with the checksums of standards.csv. Tests find
them there, or where $OFFICIAL_STANDARDS says.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PINNED = ROOT / "standards.csv"
INTO = ROOT / "build" / "standards"
BASE = "https://raw.githubusercontent.com"
MOST_BYTES = 5_000_000


class StandardsError(Exception):
    """A file could not be fetched, or is not the one that is pinned."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """One official file: where it goes, where it is from, and what it must be."""

    folder: str
    repository: str
    commit: str
    file: str
    sha256: str

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.file}"

    def url(self, base: str) -> str:
        return f"{base}/{self.repository}/{self.commit}/{self.file}"


def pinned() -> Iterator[Pinned]:
    """Every file that standards.csv names."""
    with PINNED.open(encoding="utf-8", newline="") as file:
        yield from (Pinned(**row) for row in csv.DictReader(file))


def fetch_all(into: Path, base: str = BASE) -> int:
    """The number of files fetched; those that are there and right are left alone.

    Raises: StandardsError where a file is not reached, or its checksum is not the pinned one.
    """
    fetched = 0
    for each in pinned():
        target = into / each.path
        if target.is_file() and _sha256(target.read_bytes()) == each.sha256:
            continue
        content = _fetch(each.url(base))
        if _sha256(content) != each.sha256:
            raise StandardsError(f"{each.url(base)} is not the pinned file: its SHA-256 differs.")
        _write(target, content)
        fetched += 1
    return fetched


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # the address is pinned in standards.csv
            content: bytes = answer.read(MOST_BYTES + 1)
    except (urllib.error.URLError, TimeoutError) as error:
        raise StandardsError(f"{url} was not reached: {error}. Run `make standards` again.") from error
    if len(content) > MOST_BYTES:
        raise StandardsError(f"{url} is larger than {MOST_BYTES} bytes.")
    return content


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(target: Path, content: bytes) -> None:
    """The file is whole or not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.part")
    partial.write_bytes(content)
    partial.replace(target)


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every official file is in place, else 1 with one line that says what is missing."""
    parser = argparse.ArgumentParser(prog="python -m standards", description=__doc__.splitlines()[0])
    parser.add_argument("--base", default=BASE, help="where the repositories' raw files are")
    parser.add_argument("--into", type=Path, default=INTO, help="the folder to put them into")
    call = parser.parse_args(arguments)
    try:
        fetched = fetch_all(call.into, call.base)
    except StandardsError as error:
        print(f"standards: {error}", file=sys.stderr)
        return 1
    print(f"{fetched} files fetched, {sum(1 for _ in pinned())} in {call.into}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
