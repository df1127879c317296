"""What the pipeline would make of documents: `python -m pipeline.inspect DOCUMENT... [--source SOURCE]`.

One JSON line a document, as docs/inspect.md describes it; nothing is written.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from pipeline.extract import extract
from pipeline.issues import DocumentRefused, Issue, Severity, SourceError, issue
from pipeline.model import Extraction, Outcome, Record, Role, Snapshot, Verdict
from pipeline.normalise import normalise
from pipeline.source import GENERAL, Source, place_of, read_source


def main(arguments: Sequence[str] | None = None) -> int:
    """0, even where a document is refused; 2 for a wrong call, a source that cannot be used among them.

    1 where the readings cannot be written, as on a full disk.
    """
    call = _parser().parse_args(arguments)
    try:
        source = read_source(call.source) if call.source else GENERAL
        readings = (inspect_file(path, source) for path in call.documents)
        return _print(msgspec.json.encode(each) + b"\n" for each in readings)
    except SourceError as error:
        print(f"inspect: {error.at(place_of(call.source)) if call.source else error}", file=sys.stderr)
        return 2


def _print(lines: Iterable[bytes]) -> int:
    """0, also where the reader has gone before the last line; 1 where a line could not be written."""
    for line in lines:
        try:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            return _silenced(0)
        except OSError as error:
            print(f"inspect: the readings cannot be written: {error.strerror}.", file=sys.stderr)
            return _silenced(1)
    return 0


def _silenced(status: int) -> int:
    """The exit code; what is left in the buffer goes nowhere, so that its end says nothing more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def inspect_file(path: str, source: Source) -> dict[str, Any]:
    """The reading of one file, or a refusal where it cannot be opened.

    Raises: SourceError where the source is at fault, and not the document.
    """
    name = os.fsencode(path).decode("utf-8", "replace")  # a path may hold bytes that no text can
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return _refusal(name, (issue("document-unreadable", value=name, why=reason),))
    try:
        return inspect(name, content, source)
    except SourceError:
        raise
    except Exception as error:
        if os.environ.get("DEBUG"):
            raise
        return _refusal(name, (issue("document-defeats", why=f"{type(error).__name__}: {error}"),))


def inspect(name: str, content: bytes, source: Source) -> dict[str, Any]:
    """The reading of one document as docs/inspect.md describes it."""
    snapshot = Snapshot(source.id, name, content, hashlib.sha256(content).hexdigest())
    try:
        extraction = extract(snapshot, source)
    except DocumentRefused as refusal:
        return _refusal(name, refusal.issues)
    return _reading(name, extraction, normalise(extraction, source))


def _reading(name: str, extraction: Extraction, outcome: Outcome[Record]) -> dict[str, Any]:
    doubted = any(each.needs_a_person for each in outcome.issues)
    review = doubted or any(each.flagged for each in outcome.items)
    return {
        "document": name,
        "verdict": Verdict.REVIEW if review else Verdict.OK,
        "columns": [{"role": each.role, "heading": each.heading} for each in extraction.columns],
        "records": [_record(each, extraction) for each in outcome.items],
        "issues": _issues(outcome.issues),
    }


def _refusal(name: str, issues: Iterable[Issue]) -> dict[str, Any]:
    return {
        "document": name,
        "verdict": Verdict.REFUSED,
        "columns": [],
        "records": [],
        "issues": _issues(issues),
    }


def _record(record: Record, extraction: Extraction) -> dict[str, Any]:
    raw = record.raw
    roles: dict[Role, None] = dict.fromkeys(each.role for each in extraction.columns)
    return {
        "cells": {role: [each.text for each in raw.paragraphs(role) if not each.linked] for role in roles},
        "lines": list(raw.lines),
        "confidence": round(raw.confidence, 6),
        "service": _service(record),
        "flagged": record.flagged,
        "issues": _issues(record.issues),
    }


def _service(record: Record) -> dict[str, Any]:
    service = record.service
    return {
        "name": service.name,
        "organization": service.organization,
        "alternate_names": list(service.alternate_names),
        "minimum_age": service.ages.minimum if service.ages else None,
        "maximum_age": service.ages.maximum if service.ages else None,
        "areas": [msgspec.to_builtins(each) for each in service.areas],
        "contacts": [{"email": each.email, "label": each.label} for each in service.contacts],
    }


def _issues(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "severity": Severity(each.severity),
            "field": each.field,
            "value": each.value,
            "message": each.message,
        }
        for each in issues
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.inspect",
        description="Read documents, HTML or flattened text, and print one JSON line each.",
    )
    parser.add_argument("documents", nargs="+", metavar="DOCUMENT", help="a file to read")
    parser.add_argument("--source", help="an id in sources/, or a path to a TOML file; else any page")
    return parser


if __name__ == "__main__":
    gc.freeze()  # what is loaded stays until the end: garbage is looked for elsewhere, and less often
    gc.set_threshold(20_000)
    sys.exit(main())
