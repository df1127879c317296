"""What the last release says of itself: read from its `ledger.json`, the one file that carries it all."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline.dataset import Journal, Life, ReleaseRow
from pipeline.faults import of_json
from pipeline.issues import StoreError
from pipeline.releases.journal import before
from pipeline.source import shown_path

FILE = "ledger.json"
_MARKS = ("release.json", "ids.csv", "services.csv")  # a folder with one of these has held a release


@dataclass(frozen=True, slots=True)
class Previous:
    """The last release with all that came before it; there is at least one."""

    journal: Journal

    @property
    def last(self) -> ReleaseRow:
        return self.journal.releases[-1]

    def before(self, snapshot_sha256: str) -> Previous | None:
        """What a release of this snapshot follows: not itself, where the last release was of the same one."""
        journal = before(self.journal, snapshot_sha256)
        return Previous(journal) if journal.releases else None


def read_previous(folder: Path) -> Previous | None:
    """The last release in this folder; None where there is none.

    Raises: StoreError where its ledger is missing or damaged: to go on would give new ids to everything.
    """
    path = folder / FILE
    remedy = "Bring the file back from version control, or remove the whole folder to begin anew."
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        if any((folder / each).exists() for each in _MARKS):
            raise StoreError(
                "is missing beside its release.", where=shown_path(path), remedy=remedy
            ) from None
        return None
    except OSError as error:
        raise StoreError(
            f"cannot be read: {error.strerror}.", where=shown_path(path), remedy=remedy
        ) from error
    try:
        journal = msgspec.json.decode(content, type=Journal)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise StoreError(f"is damaged: {of_json(error)}.", where=shown_path(path), remedy=remedy) from error
    for fault in _faults(journal):
        raise StoreError(f"is damaged: {fault}.", where=shown_path(path), remedy=remedy)
    return Previous(journal)


def _faults(journal: Journal) -> Iterator[str]:
    count = len(journal.releases)
    if not count:
        yield "it names no release"
    ids = [each.id for each in journal.services]
    if len(set(ids)) != len(ids):
        yield "two services share an identifier"
    for life in journal.services:
        if not _is_uuid(life.id):
            yield f"{life.id!r} is not an identifier"
        if not _is_ordered(life, count):
            yield f"the releases of {life.id} are out of order"


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _is_ordered(life: Life, count: int) -> bool:
    """True where every list of the service begins with its birth and goes on without stepping back."""
    if not (life.keys and life.versions and life.present):
        return False
    birth = life.present[0][0]
    stays = [number for stay in life.present for number in stay]
    marks = [[each.release for each in life.keys], [each.release for each in life.versions]]
    ordered = all(own == sorted(own) and own[0] == birth for own in marks) and stays == sorted(stays)
    return ordered and all(1 <= number <= count for own in (*marks, stays) for number in own)
