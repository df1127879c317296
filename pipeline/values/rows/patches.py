"""Patches: a person's ruling on one printed text, applied last and shown as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pipeline.gazetteer import title_of
from pipeline.issues import Issue, SourceError, issue
from pipeline.model import AgeRange, Area, Contact, Derivation, Record, Role, Service
from pipeline.source import PATCHED, Patch, Source
from pipeline.values import amounts
from pipeline.values.areas import values_of
from pipeline.values.contacts.mailboxes import is_personal, to_email
from pipeline.values.rows.lines import line_of
from pipeline.values.text import tidy

Values = Iterator[tuple[str, str]]  # the path of each, and its text

_AGES = ("ages", "minimum_age", "maximum_age")
_NAMES = ("name", "organization", "alternate_names")
_LISTS = ("alternate_names", "phones", "urls")
STATUSES = ("active", "inactive", "defunct", "temporarily closed")  # those of HSDS
_AMOUNT = "{} is not an amount with its currency, such as `500 GBP`"


def apply(records: tuple[Record, ...], source: Source) -> tuple[tuple[Record, ...], tuple[Issue, ...]]:
    """The records with the source's patches, each with its reason, and an issue for one that matches nothing.

    Raises: SourceError where a patch names a field, a place or a kind of value that there is not.
    Issues: patched on the records; patch-unused.
    """
    issues = []
    for patch in source.patches:
        if patch.field not in PATCHED:
            raise _wrong(patch, f"there is no field {patch.field!r}")
        patched = tuple(_patched(record, patch, source) for record in records)
        if not any(_matches(record, patch) for record in records):
            issues.append(issue("patch-unused", value=patch.match, field=patch.field, which=patch.field))
        records = patched
    return records, tuple(issues)


def _matches(record: Record, patch: Patch) -> bool:
    """The patch's words are the whole cell, with the addresses behind its links or without, or one place."""
    wanted = tidy(patch.match)
    areas = record.service.areas if patch.field == "areas" else ()
    role = PATCHED[patch.field]
    cells = (record.raw.text(role), record.raw.printed(role))
    return wanted in (*map(tidy, cells), *(tidy(each.printed) for each in areas))


def _patched(record: Record, patch: Patch, source: Source) -> Record:
    if not _matches(record, patch):
        return record
    if patch.field == "areas":
        return _with_areas(record, patch, source)
    service = SETTERS[patch.field](record.service, patch)
    kept = tuple(each for each in record.derivations if each.field.split(".")[0] != patch.field)
    return _ruled(replace(record, service=service, derivations=kept), patch, _values(service, patch))


def _ruled(record: Record, patch: Patch, values: Values) -> Record:
    """The record with each ruled value and the reason on show, and without the warnings that are answered."""
    line = line_of(record.raw, PATCHED[patch.field], patch.match)
    published = tuple(values) or ((patch.field, ""),)
    rulings = tuple(Derivation(path, patch.match, value, "patch", line) for path, value in published)
    left = tuple(each for each in record.issues if not _answered(each, patch))
    issues = (*left, _reason(patch).at(record=record.number, line=line))
    return replace(record, issues=issues, derivations=(*record.derivations, *rulings))


def _reason(patch: Patch) -> Issue:
    return issue(
        "patched",
        value=patch.match,
        field=patch.field,
        which=patch.field,
        why=patch.why,
        by=patch.by,
        since=patch.since,
    )


def _values(service: Service, patch: Patch) -> Values:
    """Each value that the patch gives to a field other than `areas`."""
    if patch.field == "contacts":
        for n, each in enumerate(service.contacts):
            yield f"contacts.{n}.email", each.email
            if each.label:
                yield f"contacts.{n}.label", each.label
    elif patch.field in _LISTS:
        yield from ((f"{patch.field}.{n}", each) for n, each in enumerate(_texts(patch)))
    elif patch.value is not None:
        yield patch.field, str(patch.value)


def _answered(each: Issue, patch: Patch) -> bool:
    """The warning is about the patched field, and for a place about that place."""
    fields = next((group for group in (_AGES, _NAMES) if patch.field in group), (patch.field,))
    about = each.needs_a_person and (each.field or "").split(".")[0] in fields
    return about and (patch.field != "areas" or each.value is None or tidy(each.value) in tidy(patch.match))


def _with_areas(record: Record, patch: Patch, source: Source) -> Record:
    """The places that the patch names stand where the printed one stood."""
    wanted = tidy(patch.match)
    whole = wanted == tidy(record.raw.text(Role.AREA))
    named = [_to_area(patch, name, source) for name in _texts(patch)]
    areas: list[Area] = []
    places: dict[str, str] = {}  # old place in the list to new
    first = None
    for n, each in enumerate(record.service.areas):
        if whole or tidy(each.printed) == wanted:
            first = len(areas) if first is None else first
            areas += named if first == len(areas) else []
        else:
            places[str(n)] = str(len(areas))
            areas.append(each)
    areas = areas or named
    kept = tuple(_moved(each, places) for each in record.derivations if _stays(each, places))
    service = replace(record.service, areas=tuple(areas))
    values = (value for n, each in enumerate(named, first or 0) for value in values_of(n, each))
    return _ruled(replace(record, service=service, derivations=kept), patch, values)


def _stays(each: Derivation, places: Mapping[str, str]) -> bool:
    return not each.field.startswith("areas.") or each.field.split(".")[1] in places


def _moved(each: Derivation, places: Mapping[str, str]) -> Derivation:
    return replace(each, field=re.sub(r"(?<=^areas\.)\d+", lambda match: places[match[0]], each.field))


def _to_area(patch: Patch, name: str, source: Source) -> Area:
    found = [place for place in source.gazetteer if name == place.code or name in place.titles]
    if not found:
        raise _wrong(patch, f"{name!r} is no place of the gazetteer")
    if len(found) > 1:
        choices = " or ".join(repr(title_of(each, source.gazetteer)) for each in found)
        raise _wrong(patch, f"{name!r} is more than one place of the gazetteer: write {choices}")
    place = found[0]
    return Area(patch.match, place.name, place.kind, place.code, place.within)


def _wrong(patch: Patch, why: str) -> SourceError:
    return SourceError(f"the patch of {patch.field} for {patch.match!r}: {why}.", remedy="Correct the patch.")


def _texts(patch: Patch) -> tuple[str, ...]:
    if isinstance(patch.value, int):
        raise _wrong(patch, "its value must be words")
    texts = (patch.value,) if isinstance(patch.value, str) else patch.value or ()
    if not all(texts):
        raise _wrong(patch, "one of its values is empty; for no value at all, write []")
    return texts


def _text(patch: Patch) -> str | None:
    if isinstance(patch.value, int | tuple):
        raise _wrong(patch, "its value must be one text")
    return patch.value or None


def _years(patch: Patch) -> int | None:
    if isinstance(patch.value, str | tuple):
        raise _wrong(patch, "its value must be a number of years")
    return patch.value


def _name(service: Service, patch: Patch) -> Service:
    name = _text(patch)
    if not name:
        raise _wrong(patch, "a service must have a name")
    return replace(service, name=name)


def _minimum(service: Service, patch: Patch) -> Service:
    ages = service.ages or AgeRange(None, None)
    return replace(service, ages=replace(ages, minimum=_years(patch)))


def _maximum(service: Service, patch: Patch) -> Service:
    ages = service.ages or AgeRange(None, None)
    return replace(service, ages=replace(ages, maximum=_years(patch)))


def _contacts(service: Service, patch: Patch) -> Service:
    return replace(service, contacts=tuple(_to_contact(patch, each) for each in _texts(patch)))


def _to_contact(patch: Patch, printed: str) -> Contact:
    """`a@b.uk`, or `Label <a@b.uk>`."""
    label, _, address = printed.rpartition("<")
    email = to_email(address.strip(" >"))
    if email is None:
        raise _wrong(patch, f"{printed!r} is not an e-mail address")
    return Contact(email, label.strip() or None, is_personal(email))


def _status(service: Service, patch: Patch) -> Service:
    if patch.value not in STATUSES:
        raise _wrong(patch, f"its value must be one of {', '.join(map(repr, STATUSES))}")
    return replace(service, status=_text(patch))


def _amount(service: Service, patch: Patch) -> Service:
    words = _text(patch)
    amount = amounts.parse(words).value if words else None
    if words and amount is None:
        raise _wrong(patch, _AMOUNT.format(words))
    return replace(service, amount=amount)


SETTERS: Mapping[str, Callable[[Service, Patch], Service]] = {
    "name": _name,
    "organization": lambda service, patch: replace(service, organization=_text(patch)),
    "alternate_names": lambda service, patch: replace(service, alternate_names=_texts(patch)),
    "description": lambda service, patch: replace(service, description=_text(patch)),
    "minimum_age": _minimum,
    "maximum_age": _maximum,
    "contacts": _contacts,
    "phones": lambda service, patch: replace(service, phones=_texts(patch)),
    "urls": lambda service, patch: replace(service, urls=_texts(patch)),
    "amount": _amount,
    "status": _status,
}
