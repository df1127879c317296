"""Gates: what a release may not lose at once against a release before it, unless a person accepts it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.identifiers import natural_key
from pipeline.issues import Issue, issue
from pipeline.model import Column, Record, Role
from pipeline.source import Expectations

Names = tuple[str, ...]  # (organisation and) name, as in `[[renames]]`

SHOWN = 3  # of the services that would be lost: as many as a line can hold


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of one release that gates look at."""

    ids: frozenset[str]
    records: int
    filled: Mapping[Role, int]  # for every column there is
    recognised: Mapping[Role, int]
    known: Mapping[str, Names] = field(default_factory=dict)  # every identifier that ids.csv has
    ruled: frozenset[str] = frozenset()  # those whose name a person ruled on
    seen_on: dt.date | None = None  # None: not asked


def to_standing(
    columns: Sequence[Column],
    entries: Mapping[str, Record],
    known: Mapping[str, Names],
    ruled: frozenset[str],
) -> Standing:
    """The numbers of a release from its columns, its records by id, and all identifiers that it knows."""
    roles = list(dict.fromkeys(each.role for each in columns))
    records = list(entries.values())
    filled = {role: sum(bool(each.raw.text(role)) for each in records) for role in roles}
    recognised = {
        role: sum(bool(each.raw.text(role)) and not _doubted(each, role) for each in records)
        for role in roles
    }
    return Standing(frozenset(entries), len(records), filled, recognised, known, ruled)


def check_gates(
    before: Standing | None, now: Standing, expectations: Expectations, accept: str | None = None
) -> tuple[Issue, ...]:
    """An error for each gate that the release does not pass; notices where a person accepted it.

    Issues: gate-older, gate-records, gate-ids, gate-renamed, gate-filled, gate-recognised, gate-column,
    gate-lost, gate-accepted.
    """
    if before is None:
        return ()
    refused = (
        *_older(before.seen_on, now.seen_on),
        *_refusals(before, now, expectations.max_record_drop),
        *_renamed(before, now, expectations.max_renamed),
    )
    if accept is None:
        return refused
    return tuple(
        issue("gate-accepted", value=each.message, reason=accept, field=each.field) for each in refused
    )


def _refusals(before: Standing, now: Standing, drop: float) -> Iterator[Issue]:
    allowed = f"{drop:.0%}"
    if _lost(before.records, now.records, drop):
        yield issue("gate-records", now=now.records, before=before.records, allowed=allowed)
    gone, new = len(before.ids - now.ids), len(now.ids - before.ids)
    if new and _lost(len(before.ids), len(before.ids) - gone, drop):
        yield issue("gate-ids", gone=gone, before=len(before.ids), new=new, allowed=allowed)
    yield from _forgotten(before.known, now.known)
    for role, count in before.filled.items():
        if role not in now.filled:
            yield issue("gate-column", value=role.value, before=count, field=role.value)
    yield from _shares("gate-filled", _share_filled(before), _share_filled(now), drop)
    yield from _shares("gate-recognised", _share_recognised(before), _share_recognised(now), drop)


def _older(before: dt.date | None, now: dt.date | None) -> Iterator[Issue]:
    if before and now and now < before:
        yield issue("gate-older", now=now, before=before)


def _renamed(before: Standing, now: Standing, share: float) -> Iterator[Issue]:
    """An issue where many names changed at once, and no person ruled that they should."""
    stayed = (before.ids & now.ids & before.known.keys() & now.known.keys()) - now.ruled
    renamed = sum(natural_key(*before.known[id]) != natural_key(*now.known[id]) for id in stayed)
    if _lost(len(before.ids), len(before.ids) - renamed, share):
        yield issue("gate-renamed", count=renamed, before=len(before.ids), allowed=f"{share:.0%}")


def _forgotten(before: Mapping[str, Names], now: Mapping[str, Names]) -> Iterator[Issue]:
    """An issue where identifiers would be in no file any more: of these no share is allowed."""
    gone = [
        f"{json.dumps(names, ensure_ascii=False)} ({id})" for id, names in before.items() if id not in now
    ]
    if gone:
        more = f" and {len(gone) - SHOWN} more" if len(gone) > SHOWN else ""
        yield issue("gate-lost", value=", ".join(gone[:SHOWN]) + more)


def _lost(before: int, now: int, drop: float) -> bool:
    """True where more than the allowed share is gone; rounding never makes it less than the share says."""
    return before - now > drop * before + 1e-9


def _shares(
    code: str, before: Mapping[Role, float], now: Mapping[Role, float], drop: float
) -> Iterator[Issue]:
    for role in before.keys() & now.keys():
        if before[role] - now[role] > drop + 1e-9:
            yield issue(
                code,
                value=role.value,
                now=f"{now[role]:.0%}",
                before=f"{before[role]:.0%}",
                allowed=f"{drop:.0%}",
                field=role.value,
            )


def _share_filled(standing: Standing) -> dict[Role, float]:
    return {role: count / max(standing.records, 1) for role, count in standing.filled.items()}


def _share_recognised(standing: Standing) -> dict[Role, float]:
    filled = standing.filled
    return {role: standing.recognised.get(role, 0) / count for role, count in filled.items() if count}


def _doubted(record: Record, role: Role) -> bool:
    fields = _FIELDS.get(role, ())
    heads = {(each.field or "").split(".")[0] for each in record.issues if each.needs_a_person}
    return bool(heads & {role.value, *fields})


_FIELDS: Mapping[Role, Collection[str]] = {
    Role.AGE: ("ages", "minimum_age", "maximum_age"),
    Role.AREA: ("areas",),
    Role.CONTACT: ("contacts",),
    Role.PHONE: ("phones",),
    Role.URL: ("urls",),
}
