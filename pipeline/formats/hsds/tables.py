"""The one model behind both HSDS outputs: a dataset as rows of HSDS 3.1 tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pipeline
from pipeline.dataset import Dataset, Entry
from pipeline.formats.hsds.fields import HSDS, fields
from pipeline.formats.hsds.parts import Listed, Part, parts
from pipeline.formats.hsds.rows import Row, Trail, exact, long_date, made_by, metadata_rows, row
from pipeline.formats.hsds.terms import NO_ORGANISATION, Note, Term, attribute, doubt_term, term_rows
from pipeline.formats.public import to_public
from pipeline.identifiers import identifier, natural_key
from pipeline.model import Role, Service

Tables = Mapping[str, tuple[Row, ...]]


def to_tables(dataset: Dataset) -> Tables:
    """Every row of every table that has one, by table in the standard's order, then in page order."""
    shown = to_public(dataset)
    made = list(_parts(shown))
    rows = [each for each in made if isinstance(each, Row)]
    rows += term_rows(shown, (each for each in made if isinstance(each, Term)))
    rows += metadata_rows(list(rows), shown, tool())
    return by_table(rows, fields(HSDS))


def by_table(rows: Iterable[Row], order: Iterable[str]) -> Tables:
    """The rows by table, in this order; a table without rows is left out."""
    tables: dict[str, list[Row]] = {}
    for each in rows:
        tables.setdefault(each.table, []).append(each)
    return {table: tuple(tables[table]) for table in order if table in tables}


def tool() -> str:
    """This program and its version, as `metadata.updated_by` names it."""
    return f"listings {pipeline.__version__}"


def _parts(dataset: Dataset) -> Iterator[Part]:
    yield from _organizations(dataset)
    yield from _programme(dataset)
    for entry in dataset.entries:
        service = _service(dataset, entry)
        yield service
        yield from parts(Listed(dataset, entry, service))


def _organization_id(dataset: Dataset, name: str) -> str:
    return identifier(dataset.source, "organization", name if natural_key(name) else exact(name))


def _organizations(dataset: Dataset) -> Iterator[Part]:
    """One row for each organisation; where none is stated, the service's name stands in, with a note."""
    stated: dict[str, Entry] = {}
    for entry in dataset.entries:
        name = entry.record.service.organization
        if name:
            stated.setdefault(_organization_id(dataset, name), entry)
    done = set()
    for entry in dataset.entries:
        service = entry.record.service
        ident = _organization_id(dataset, service.organization or service.name)
        if ident not in done:
            done.add(ident)
            yield from _organization(dataset, ident, stated.get(ident), service.name)


def _organization(dataset: Dataset, ident: str, stated: Entry | None, service_name: str) -> Iterator[Part]:
    name = stated.record.service.organization if stated else service_name
    values = {"id": ident, "name": name, "description": _about(dataset)}
    origin = Trail.of(stated).to("organization") if stated else made_by(NO_ORGANISATION)
    organization = row("organization", values, name=origin, description=made_by("organization-description"))
    yield organization
    if stated is None:
        words = f"The page does not say which organisation runs {service_name}."
        origin = made_by(NO_ORGANISATION)
        note = Note("data-quality", doubt_term(NO_ORGANISATION), words, NO_ORGANISATION, origin)
        yield from attribute(dataset, organization, note)


def _about(dataset: Dataset) -> str:
    table = f"the table “{dataset.title}”" if dataset.title else "a table"
    date = f" (page updated {long_date(dataset.page_date)})" if dataset.page_date else ""
    return (
        f"Named in {table} published by {dataset.source.publisher.name}{date}. "
        "The page does not describe the organisation."
    )


def _programme(dataset: Dataset) -> Iterator[Row]:
    """The programme that the services belong to, and the body that publishes the page."""
    programme, publisher = dataset.source.programme, dataset.source.publisher
    if programme is None:
        return
    ident = _organization_id(dataset, publisher.name)
    ours = made_by("source-description")
    if not any(ident == _organization_id(dataset, each) for each in _names(dataset)):
        values = {
            "id": ident,
            "name": publisher.name,
            "description": publisher.description,
            "email": publisher.email,
            "website": publisher.url,
        }
        yield row("organization", values, name=ours, description=ours, email=ours, website=ours)
    values = {
        "id": _programme_id(dataset),
        "organization_id": ident,
        "name": programme.name,
        "description": programme.description,
    }
    yield row("program", values, name=ours, description=ours)


def _names(dataset: Dataset) -> Iterator[str]:
    services = (each.record.service for each in dataset.entries)
    return (each.organization or each.name for each in services)


def _programme_id(dataset: Dataset) -> str | None:
    programme = dataset.source.programme
    return identifier(dataset.source, "program", programme.name) if programme else None


def _service(dataset: Dataset, entry: Entry) -> Row:
    service, raw, trail = entry.record.service, entry.record.raw, Trail.of(entry)
    names = range(len(service.alternate_names))
    values = {
        "id": entry.id,
        "organization_id": _organization_id(dataset, service.organization or service.name),
        "program_id": _programme_id(dataset),
        "name": service.name,
        "alternate_name": "; ".join(service.alternate_names),
        "description": service.description,
        "url": service.urls[0] if service.urls else None,
        "status": _status(dataset, service),
        "eligibility_description": raw.text(Role.AGE),
        "minimum_age": service.ages.minimum if service.ages else None,
        "maximum_age": service.ages.maximum if service.ages else None,
        "assured_date": dataset.page_date.isoformat() if dataset.page_date else None,
        "alert": _alert(dataset),
        "last_modified": f"{entry.last_modified.isoformat()}T00:00:00Z",
    }
    organisation = trail.to("organization") if service.organization else made_by(NO_ORGANISATION)
    return row(
        "service",
        values,
        organization_id=organisation,
        name=trail.to("name"),
        alternate_name=trail.to(*(f"alternate_names.{n}" for n in names)),
        description=trail.to("description"),
        url=trail.to("urls.0"),
        status=trail.to("status") if _is_ruled(service) else made_by("status-policy"),
        minimum_age=trail.to("minimum_age"),
        maximum_age=trail.to("maximum_age"),
        assured_date=made_by("page-date"),
        alert=made_by("page-alert"),
        last_modified=made_by("release-date"),
    )


def _is_ruled(service: Service) -> bool:
    """A person ruled that the service does not run; that it runs leaves the age of the page to tell."""
    return service.status not in (None, "active")


def _status(dataset: Dataset, service: Service) -> str:
    """A person's ruling; else `active` while the page is no older than the policy allows, else `inactive`."""
    if service.status and _is_ruled(service):
        return service.status
    seen = dataset.snapshot.retrieved_at
    date = dataset.page_date or (seen.date() if seen else None)
    fresh = date is not None and (dataset.as_of - date).days <= dataset.source.policy.fresh_days
    return "active" if fresh else "inactive"


def _alert(dataset: Dataset) -> str:
    altered = " Read from a copy of the page that a person changed." if dataset.snapshot.altered else ""
    if dataset.page_date:
        return f"Listed on a page last updated {long_date(dataset.page_date)}; not confirmed since.{altered}"
    seen = dataset.snapshot.retrieved_at
    when = f"; seen there on {long_date(seen.date())}" if seen else ""
    return f"Listed on a page that states no date{when}.{altered}"
