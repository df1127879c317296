"""What stands in the files about a release: members.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DESCRIPTION = Path(__file__).with_name("members.toml")


@dataclass(frozen=True, slots=True)
class FileMembers:
    """One file: what it is, and what each column or member of it holds, in published order."""

    about: str
    members: Mapping[str, str]


@cache
def described_files() -> Mapping[str, FileMembers]:
    """Every file that is described, by its path in the release."""
    tables = tomllib.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return {path: FileMembers(each["about"], each["members"]) for path, each in tables.items()}


def header_of(path: str) -> tuple[str, ...]:
    """The columns of a CSV file.

    >>> header_of("ids.csv")[:3]
    ('table', 'key', 'id')
    """
    return tuple(described_files()[path].members)
