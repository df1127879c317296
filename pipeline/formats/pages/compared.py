"""The changes of a release as rows of a table: before and now, each with the words on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.dataset import Change, ChangeKind, FieldChange

KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "new",
    ChangeKind.RETURNED: "back again",
    ChangeKind.REMOVED: "gone",
    ChangeKind.RENAMED: "renamed",
    ChangeKind.CHANGED: "changed",
    ChangeKind.SPLIT: "split off",
    ChangeKind.MERGED: "merged",
}


@dataclass(frozen=True, slots=True)
class Side:
    """A value, and the words on the page where they are others and were not yet told."""

    value: str
    printed: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a service, before and now."""

    field: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Compared:
    """One service that is not as it was."""

    kind: str
    name: str
    rows: tuple[Row, ...]


def compared(change: Change) -> Compared:
    """The change in the words of the table.

    >>> ages = FieldChange("minimum_age", "8", "9", "8-12", "9-12")
    >>> compared(Change(ChangeKind.CHANGED, "1", "Club", (ages,))).rows[0].after
    Side(value='9', printed='9-12')
    """
    return Compared(KINDS[change.kind], change.name, tuple(_rows(change.fields)))


def _rows(fields: tuple[FieldChange, ...]) -> Iterator[Row]:
    told: set[tuple[str, str]] = set()
    for each in fields:
        printed = (each.printed_before, each.printed_after)
        new = printed not in told
        told.add(printed)
        before = Side(each.before, each.printed_before if new and each.printed_before != each.before else "")
        after = Side(each.after, each.printed_after if new and each.printed_after != each.after else "")
        yield Row(each.field, before, after)
