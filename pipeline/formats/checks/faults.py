"""What the checks of a rendered release share: a fault with its place, and its issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.issues import Issue, issue


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a published file: where it stands, of which service, and why."""

    code: str
    where: str
    service: str = ""  # the identifier of the service, where it is about one
    field: str | None = None
    value: str | None = None
    why: str = ""


Places = Mapping[str, tuple[int, int]]  # the record and line of each service, by identifier


def to_issues(faults: Iterable[Fault], places: Places) -> tuple[Issue, ...]:
    """Each fault as an issue of its record, once, in page order; those of no record come first."""
    found = dict.fromkeys(_issue(each, places) for each in faults)
    return tuple(sorted(found, key=lambda each: (each.record or 0, each.code, each.message)))


def _issue(fault: Fault, places: Places) -> Issue:
    record, line = places.get(fault.service, (None, None))
    words = {"where": fault.where, "why": fault.why, "member": fault.field or ""}
    return issue(fault.code, value=fault.value, field=fault.field, record=record, line=line, **words)
