"""What each release adds, removes, renames and changes against the one before, read from the journal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.dataset import Change, ChangeKind, Content, FieldChange, Journal, Life
from pipeline.model import Role
from pipeline.releases.content import ROLE_OF, base_key
from pipeline.releases.journal import content_at, is_present


def all_changes(journal: Journal) -> tuple[tuple[Change, ...], ...]:
    """The changes of each release, oldest first. Those of the first are its services, all added."""
    return tuple(compare(journal, number) for number in range(1, len(journal.releases) + 1))


def compare(journal: Journal, release: int | None = None) -> tuple[Change, ...]:
    """What this release, or the newest, changes against the one before, in the order of the ledger."""
    number = len(journal.releases) if release is None else release
    return tuple(change for life in journal.services for change in _changes(life, number))


def _changes(life: Life, number: int) -> Iterator[Change]:
    here, there = is_present(life, number), is_present(life, number - 1)
    if here and there:
        yield from _alteration(life, number)
    elif here:
        yield _arrival(life, number)
    elif there:
        yield _departure(life, number)


def _arrival(life: Life, number: int) -> Change:
    now = content_at(life, number)
    name = now.values.get("name", "")
    born = life.present[0][0]
    if born == number:
        # Split from one service; several others merging into it make it a new one.
        kind = ChangeKind.SPLIT if len(life.related) == 1 else ChangeKind.ADDED
        return Change(kind, life.id, name, (), life.related)
    return Change(ChangeKind.RETURNED, life.id, name, field_changes(content_at(life, number - 1), now))


def _departure(life: Life, number: int) -> Change:
    name = content_at(life, number).values.get("name", "")
    by = next((each.by for each in life.replaced if each.release == number), ())
    return Change(ChangeKind.MERGED if len(by) == 1 else ChangeKind.REMOVED, life.id, name, (), by)


def _alteration(life: Life, number: int) -> Iterator[Change]:
    was, now = content_at(life, number - 1), content_at(life, number)
    fields = field_changes(was, now)
    if fields:
        kind = ChangeKind.CHANGED if base_key(was) == base_key(now) else ChangeKind.RENAMED
        yield Change(kind, life.id, now.values.get("name", ""), fields)


def field_changes(was: Content, now: Content) -> tuple[FieldChange, ...]:
    """Every field whose value differs; a cell that is printed otherwise but read the same, under its role."""
    fields = [name for name in ROLE_OF if was.values.get(name, "") != now.values.get(name, "")]
    told = {ROLE_OF[name] for name in fields}
    reprinted = [
        role for role in Role if role not in told and was.printed.get(role, "") != now.printed.get(role, "")
    ]
    return (
        *(_field_change(name, ROLE_OF[name], was, now) for name in fields),
        *(_field_change(role.value, role, was, now) for role in reprinted),
    )


def _field_change(name: str, role: Role, was: Content, now: Content) -> FieldChange:
    return FieldChange(
        name,
        was.values.get(name, ""),
        now.values.get(name, ""),
        was.printed.get(role, ""),
        now.printed.get(role, ""),
    )
