"""The dataset as it may be seen: mailboxes that the source's policy withholds stand nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from msgspec import structs

from pipeline.dataset import Change, Dataset, Entry
from pipeline.issues import Issue
from pipeline.model import Contact, Derivation, Record, Service
from pipeline.source import ADDRESS, MASK

_CONTACT = re.compile(r"contacts\.(\d+)\.(\w+)")

Mask = Callable[[str], str]


def to_public(dataset: Dataset) -> Dataset:
    """The dataset without the mailboxes that `policy.mailboxes` withholds, in any text of it."""
    if dataset.source.policy.mailboxes == "all":
        return dataset
    mask = _masker(dataset)
    return replace(
        dataset,
        entries=tuple(_entry(each, mask, dataset) for each in dataset.entries),
        withheld=tuple(_record(each, mask, dataset) for each in dataset.withheld),
        issues=tuple(_issue(each, mask) for each in dataset.issues),
        report=replace(dataset.report, issues=tuple(_issue(each, mask) for each in dataset.report.issues)),
        changes=tuple(_change(each, mask) for each in dataset.changes),
        snapshot=replace(dataset.snapshot, note=dataset.snapshot.note and mask(dataset.snapshot.note)),
    )


def _masker(dataset: Dataset) -> Mask:
    """Masks every address but the role mailboxes, where the policy publishes those."""
    records = (*(each.record for each in dataset.entries), *dataset.withheld)
    shown = {
        contact.email.casefold()
        for record in records
        for contact in record.service.contacts
        if dataset.source.policy.mailboxes == "role" and not contact.personal
    }

    def mask_one(found: re.Match[str]) -> str:
        return found[0] if found[0].strip(".'").casefold() in shown else MASK

    return lambda text: ADDRESS.sub(mask_one, text)


def _entry(entry: Entry, mask: Mask, dataset: Dataset) -> Entry:
    return replace(entry, record=_record(entry.record, mask, dataset))


def _record(record: Record, mask: Mask, dataset: Dataset) -> Record:
    contacts = record.service.contacts
    roles_only = dataset.source.policy.mailboxes == "role"
    kept = [n for n, each in enumerate(contacts) if roles_only and not each.personal]
    cells = tuple(cell.reworded(mask) for cell in record.raw.cells)
    return replace(
        record,
        raw=structs.replace(record.raw, cells=cells),
        service=_service(record.service, kept, mask),
        issues=tuple(_issue(each, mask) for each in record.issues),
        derivations=tuple(_derivations(record.derivations, kept, mask)),
    )


def _service(service: Service, kept: list[int], mask: Mask) -> Service:
    return replace(
        service,
        name=mask(service.name),
        organization=service.organization and mask(service.organization),
        alternate_names=tuple(map(mask, service.alternate_names)),
        description=service.description and mask(service.description),
        areas=tuple(
            replace(each, printed=mask(each.printed), name=mask(each.name)) for each in service.areas
        ),
        contacts=tuple(_contact(service.contacts[n], mask) for n in kept),
        urls=tuple(each for each in service.urls if mask(each) == each),
        texts=tuple((heading, mask(words)) for heading, words in service.texts),
    )


def _contact(contact: Contact, mask: Mask) -> Contact:
    return replace(contact, label=contact.label and mask(contact.label))


def _derivations(derivations: tuple[Derivation, ...], kept: list[int], mask: Mask) -> list[Derivation]:
    """The derivations of what is shown; those of contacts are counted anew."""
    shown = []
    for each in derivations:
        found = _CONTACT.fullmatch(each.field)
        if found and int(found[1]) not in kept:
            continue
        field = f"contacts.{kept.index(int(found[1]))}.{found[2]}" if found else each.field
        shown.append(replace(each, field=field, printed=mask(each.printed), published=mask(each.published)))
    return shown


def _issue(issue: Issue, mask: Mask) -> Issue:
    return replace(issue, message=mask(issue.message), value=issue.value and mask(issue.value))


def _change(change: Change, mask: Mask) -> Change:
    fields = tuple(
        replace(
            each,
            before=mask(each.before),
            after=mask(each.after),
            printed_before=mask(each.printed_before),
            printed_after=mask(each.printed_after),
        )
        for each in change.fields
    )
    return replace(change, name=mask(change.name), fields=fields)
