"""Our reading of what an issue doubts: what is published in its place, in words for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pipeline.formats.pages.rendering import ages_text
from pipeline.issues import Issue
from pipeline.model import Area, Record, Service
from pipeline.source import Source

HELD = "(held back)"
EMPTY = "(left empty)"
ROW = "(the row as it was read)"


def reading_of(issue: Issue, record: Record | None, held: bool, source: Source) -> str:
    """What is published of the field that the issue is about; empty where it is about the whole document."""
    if record is None:
        return ""
    if held:
        return HELD
    field = (issue.field or "").partition(".")[0]
    if field in ("area", "areas"):
        return _joined(_areas(issue, record.service, source))
    read = _READ.get(field)
    return _joined(read(record.service)) if read else ROW


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(each for each in values if each) or EMPTY


def _areas(issue: Issue, service: Service, source: Source) -> Iterable[str]:
    """The areas that were read from the issue's words; all of the row's where none was."""
    meant = [each for each in service.areas if each.printed == issue.value] or service.areas
    return (_area(each, source) for each in meant)


def _area(area: Area, source: Source) -> str:
    if area.code:
        return f"{area.name} ({area.code})"
    names = {each.code: each.name for each in source.gazetteer if each.code}
    where = [
        f"{word} {joint.join(names.get(code, code) for code in codes)}"
        for word, joint, codes in (("in", " and ", area.within), ("may be", " or ", area.candidates))
        if codes
    ]
    return f"{area.name} ({'; '.join(['no code', *where])})"


def _ages(service: Service) -> Iterable[str | None]:
    return (ages_text(service.ages) if service.ages else None,)


def _amount(service: Service) -> Iterable[str | None]:
    return (f"{service.amount.value} {service.amount.currency}" if service.amount else None,)


def _names(service: Service) -> Iterable[str | None]:
    return (service.name,)


def _contacts(service: Service) -> Iterable[str]:
    return (f"{each.label}: {each.email}" if each.label else each.email for each in service.contacts)


_READ: Mapping[str, Callable[[Service], Iterable[str | None]]] = {
    "name": _names,
    "organization": lambda service: (service.organization,),
    "alternate_names": lambda service: service.alternate_names,
    "description": lambda service: (service.description,),
    **dict.fromkeys(("age", "ages", "minimum_age", "maximum_age"), _ages),
    **dict.fromkeys(("contact", "contacts"), _contacts),
    **dict.fromkeys(("phone", "phones"), lambda service: service.phones),
    **dict.fromkeys(("url", "urls"), lambda service: service.urls),
    "amount": _amount,
    "status": lambda service: (service.status or "(as the age of the page tells)",),
    "text": lambda service: (f"{heading}: {words}" for heading, words in service.texts),
}
