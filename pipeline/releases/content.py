"""What is published of one service, as texts that can be compared, kept and shown."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.dataset import Content
from pipeline.identifiers import natural_key
from pipeline.model import AgeRange, Area, Contact, RawRecord, Record, Role, Service
from pipeline.source import ADDRESS, MASK, Source

SEPARATOR = "; "  # between the values of one field, as in services.csv
ROLE_OF: Mapping[str, Role] = {
    "name": Role.NAME,
    "organization": Role.NAME,
    "alternate_names": Role.NAME,
    "description": Role.DESCRIPTION,
    "age_reading": Role.AGE,
    "minimum_age": Role.AGE,
    "maximum_age": Role.AGE,
    "areas.name": Role.AREA,
    "areas.kind": Role.AREA,
    "areas.code": Role.AREA,
    "areas.within": Role.AREA,
    "areas.candidates": Role.AREA,
    "contacts.email": Role.CONTACT,
    "contacts.label": Role.CONTACT,
    "phones": Role.PHONE,
    "urls": Role.URL,
    "amount": Role.AMOUNT,
    "texts": Role.TEXT,
    "status": Role.NAME,
}


def to_content(record: Record, source: Source) -> Content:
    """What a release says of this record; no mailbox that the policy withholds stands in it."""
    shown = _shown(record.service.contacts, source)
    values = dict(_values(record.service, shown))
    printed = dict(_printed(record.raw))
    if source.policy.mailboxes == "all":
        return Content(values, printed)
    emails = {each.email.casefold() for each in shown}
    return Content(
        {field: _mask(text, emails) for field, text in values.items()},
        {role: _mask(text, emails) for role, text in printed.items()},
    )


def base_key(content: Content) -> str:
    """The natural key: the organisation, where there is one of another name, and the service's name.

    >>> base_key(Content({"name": "Step-Up!", "organization": "Young Lives"}, {}))
    'young lives|step up'
    >>> base_key(Content({"name": "Kent Police", "organization": "Kent Police"}, {}))
    'kent police'
    """
    return natural_key(*dict.fromkeys(names_of(content)))


def names_of(content: Content) -> tuple[str, ...]:
    """The organisation, where there is one, and the service's name."""
    return tuple(content.values[part] for part in ("organization", "name") if part in content.values)


def alternate_keys(content: Content) -> frozenset[str]:
    """The natural keys of the names that the page itself gives as former or other names."""
    names = split_values(content.values.get("alternate_names", ""))
    organization = content.values.get("organization")
    owner = (organization,) if organization else ()
    return frozenset(natural_key(*owner, name) for name in names) | {natural_key(name) for name in names}


def fingerprint(contents: Iterable[tuple[str, Content]]) -> str:
    """The SHA-256 of identified contents, whatever their order on the page."""
    plain = sorted((id, each.values, {str(k): v for k, v in each.printed.items()}) for id, each in contents)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_text(content: Content) -> str:
    """All that it says, by which two that say the same are told."""
    return repr((sorted(content.values.items()), sorted(content.printed.items())))


def join_values(values: Iterable[str]) -> str:
    r"""Several values as one text; a separator inside a value is written with a backslash.

    >>> join_values(["Swale", "Ashford; north"])
    'Swale; Ashford\\; north'
    """
    return SEPARATOR.join(each.replace("\\", r"\\").replace(";", r"\;") for each in values)


def split_values(text: str) -> tuple[str, ...]:
    r"""The values that `join_values` was given, none for an empty text.

    >>> split_values(r"Swale; Ashford\; north")
    ('Swale', 'Ashford; north')
    """
    if "\\" not in text:
        return tuple(text.split(SEPARATOR)) if text else ()
    parts = re.split(r"(?<!\\)((?:\\\\)*); ", text)
    joined = [a + b for a, b in zip(parts[::2], [*parts[1::2], *[""] * (len(parts) % 2)], strict=True)]
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in joined)


def _shown(contacts: Sequence[Contact], source: Source) -> tuple[Contact, ...]:
    policy = source.policy.mailboxes
    return tuple(each for each in contacts if policy == "all" or (policy == "role" and not each.personal))


def _values(service: Service, contacts: Sequence[Contact]) -> Iterator[tuple[str, str]]:
    amount = service.amount
    every = {
        "name": service.name,
        "organization": service.organization or "",
        "alternate_names": join_values(service.alternate_names),
        "description": service.description or "",
        **_ages(service.ages),
        **_areas(service.areas),
        "contacts.email": join_values(each.email for each in contacts),
        "contacts.label": _column(each.label or "" for each in contacts),
        "phones": join_values(service.phones),
        "urls": join_values(service.urls),
        "amount": f"{amount.value} {amount.currency}" if amount else "",
        "texts": join_values(f"{heading}: {words}" for heading, words in service.texts if words),
        "status": service.status or "",
    }
    return ((field, text) for field, text in every.items() if text)


def _ages(ages: AgeRange | None) -> dict[str, str]:
    if ages is None:
        return {}
    bounds = {"minimum_age": ages.minimum, "maximum_age": ages.maximum}
    stated = {field: str(bound) for field, bound in bounds.items() if bound is not None}
    return {"age_reading": "range" if stated else "all ages", **stated}


def _areas(areas: Sequence[Area]) -> dict[str, str]:
    return {
        "areas.name": join_values(each.name for each in areas),
        "areas.kind": join_values(each.kind for each in areas),
        "areas.code": _column(each.code or "" for each in areas),
        "areas.within": _column("|".join(each.within) for each in areas),
        "areas.candidates": _column("|".join(each.candidates) for each in areas),
    }


def _column(values: Iterable[str]) -> str:
    """The values, an empty one keeping its position; an empty text where all are empty."""
    every = list(values)
    return join_values(every) if any(every) else ""


def _printed(raw: RawRecord) -> Iterator[tuple[Role, str]]:
    for role in dict.fromkeys(cell.role for cell in raw.cells):
        text = raw.printed(role)
        if text:
            yield role, text


def _mask(text: str, shown: set[str]) -> str:
    return ADDRESS.sub(lambda found: found[0] if found[0].casefold() in shown else MASK, text)
