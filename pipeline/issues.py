"""Issues: what the pipeline says when it tidies, doubts or refuses, and the catalogue of all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).with_name("issues.toml")


class Severity(StrEnum):
    """How much an issue asks of a person."""

    NOTICE = "notice"  # nothing to do: a value was tidied
    WARNING = "warning"  # published as printed or left empty; a person should look
    ERROR = "error"  # the record is held back, or the document refused


@dataclass(frozen=True, slots=True)
class Issue:
    """One complaint with its place: `line` in the document, `record` counted from 1 in page order."""

    code: str
    severity: Severity
    message: str
    line: int | None = None
    record: int | None = None
    field: str | None = None
    value: str | None = None

    @property
    def needs_a_person(self) -> bool:
        return self.severity is not Severity.NOTICE

    def at(self, *, record: int | None = None, line: int | None = None, field: str | None = None) -> Issue:
        """The same issue, with the places filled in that it does not know yet."""
        return replace(
            self,
            record=record if self.record is None else self.record,
            line=line if self.line is None else self.line,
            field=field if self.field is None else self.field,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """What the catalogue says of one code."""

    code: str
    severity: Severity
    message: str  # a str.format template over `value` and the words that the caller gives
    meaning: str
    remedy: str
    example: Mapping[str, Any]  # words that fill the template, as a newcomer would meet them


@cache
def catalogue() -> Mapping[str, Kind]:
    """Every issue the pipeline can raise, by code, in the order of `issues.toml`."""
    return {code: _kind(code) for code in _entries()}


@cache
def _kind(code: str) -> Kind:
    """One issue's kind; the others' entries are not read, for a page raises few of them."""
    entry = tomllib.loads(_entries()[code])
    return Kind(
        code,
        Severity(entry["severity"]),
        entry["message"],
        entry["meaning"],
        entry["remedy"],
        entry.get("example", {}),
    )


@cache
def _entries() -> Mapping[str, str]:
    """What stands under each `[code]` of the catalogue, as TOML."""
    _, *entries = f"\n{CATALOGUE.read_text(encoding='utf-8')}".split("\n[")
    return dict(entry.split("]\n", 1) for entry in entries)


def issue(
    code: str,
    *,
    value: str | None = None,
    field: str | None = None,
    line: int | None = None,
    record: int | None = None,
    **words: object,
) -> Issue:
    """The catalogued issue `code`, its message filled from `value` and `words`.

    Raises: KeyError for a code that is not catalogued, or a word that its message lacks.
    """
    entry = _kind(code)
    message = entry.message.format(value=value, **words)
    return Issue(code, entry.severity, message, line=line, record=record, field=field, value=value)


class PipelineError(Exception):
    """A stage cannot go on: what broke, where, and what to do, in one line."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(" ".join(part for part in (f"{where}:" if where else "", what, remedy) if part))


class SourceError(PipelineError):
    """A source's TOML, or a file it names, is missing or not understood."""

    def at(self, where: str) -> SourceError:
        """The same error, with the place filled in where it knows none yet."""
        return self if self.where else SourceError(self.what, where=where, remedy=self.remedy)


class StoreError(PipelineError):
    """A file between stages is missing, damaged or cannot be written."""


class FetchError(PipelineError):
    """The page could not be brought home."""


class DocumentRefused(PipelineError):
    """The document holds no table of services that can be read; `issues` say why."""

    def __init__(self, issues: tuple[Issue, ...], *, where: str = "") -> None:
        self.issues = issues
        super().__init__(" ".join(each.message for each in issues), where=where)


class ReleaseRefused(PipelineError):
    """A release was built and must not replace the one before; `issues` name the gates."""

    def __init__(self, issues: tuple[Issue, ...], *, where: str = "", remedy: str = "") -> None:
        self.issues = issues
        super().__init__(" ".join(each.message for each in issues), where=where, remedy=remedy)
