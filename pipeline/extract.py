"""A snapshot to records as printed: finds the table of services, maps headings to roles, no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.issues import DocumentRefused, Issue, issue
from pipeline.model import Extraction, Role, Snapshot
from pipeline.source import Source
from pipeline.tables.decode import decode, find_binary_kind
from pipeline.tables.document import read_document
from pipeline.tables.grids.doubts import check_letters, find_damage
from pipeline.tables.headings.roles import ONCE


def extract(snapshot: Snapshot, source: Source) -> Extraction:
    """The records of the document, as printed.

    Raises: DocumentRefused where it holds no table of services, or lacks or doubles a required heading.
    """
    if len(snapshot.content) > source.page.max_bytes:
        raise _refuse(snapshot, issue("document-too-large", value=str(len(snapshot.content))))
    kind = find_binary_kind(snapshot.content)
    if kind:
        raise _refuse(snapshot, issue("not-a-page", value=kind))
    text = decode(snapshot.content, snapshot.media_type)
    if not text.text.strip():
        raise _refuse(snapshot, issue("document-empty"))
    found = read_document(text, source.table.headings)
    if isinstance(found, str):
        raise _refuse(snapshot, issue("no-table", why=found))
    faults = _check_headings([column.role for column in found.columns], source)
    if not found.records:
        faults.append(issue("no-records"))
    if faults:
        raise _refuse(snapshot, *faults)
    damaged = check_letters(found.records) if find_damage(text.text) else ()
    issues = (*text.issues, *found.issues, *damaged)
    return replace(found, issues=issues) if len(issues) > len(found.issues) else found


def _refuse(snapshot: Snapshot, *issues: Issue) -> DocumentRefused:
    return DocumentRefused(issues, where=snapshot.file)


def _check_headings(roles: Sequence[Role], source: Source) -> list[Issue]:
    """Required headings that are missing, and headings that stand twice and must not."""
    required = dict.fromkeys((*source.table.required, Role.NAME))
    missing = [
        issue("heading-missing", value=role.value, field=role.value) for role in required if role not in roles
    ]
    doubled = [
        issue("heading-doubled", value=role.value, field=role.value) for role in ONCE if roles.count(role) > 1
    ]
    return missing + doubled


if __name__ == "__main__":
    import sys
    from functools import partial

    from pipeline import command  # only here: to read a document, no archive is needed

    step = partial(command.extract_step, extract)
    sys.exit(command.main(step, "extract", "Read the newest snapshot of a source: which words stand where."))
