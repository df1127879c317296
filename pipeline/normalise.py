"""Stage: what the rows say becomes what they mean, every value beside the words that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.issues import Issue
from pipeline.model import (
    Amount,
    Area,
    Cell,
    Extraction,
    Naming,
    Outcome,
    Parsed,
    RawRecord,
    Record,
    Role,
    Service,
)
from pipeline.source import Source
from pipeline.values import (
    ages,
    amounts,
    areas,
    contacts,
    endings,
    names,
    phones,
    privacy,
    references,
    text,
    urls,
)
from pipeline.values.ages import described
from pipeline.values.places import atlas, plain
from pipeline.values.rows import link_words, patches, strays
from pipeline.values.rows.repetitions import tell_repetitions
from pipeline.values.rows.row import Page, Row

NOTHING: tuple[str, ...] = ()
_OTHER_CURRENCY = re.compile(  # in headings below which sums are not in the policy's
    r"[$¢£¤¥€₤₨₩₪₫₱₹₺₽%]|\b(euros?|dollars?|francs?|yen|rupees?|krone[rn]?|kron[ao]r?"
    r"|usd|aud|cad|chf|nzd|sek|nok|dkk|jpy|inr|pln)\b",
    re.I,
)


def normalise(extraction: Extraction, source: Source) -> Outcome[Record]:
    """Every row as a record, in page order, patched, and without what the source's policy withholds.

    A record carries the extraction's issues about its row too, and the outcome those about the document.
    Issues: those of `pipeline.values`, and patch-unused about the document.
    Raises: SourceError for a patch that cannot be applied.
    """
    read = [link_words.leave_out(raw) for raw in extraction.records]
    rows = tuple(names.NamedRow(raw.text(Role.NAME), raw.text(Role.DESCRIPTION)) for raw, _ in read)
    called = frozenset(plain(each.name) for each in rows)
    page = Page(source, rows, called, atlas(source.gazetteer), extraction.issues)
    records = [
        link_words.put_back(_to_record(raw, page), printed, said)
        for printed, (raw, said) in zip(extraction.records, read, strict=True)
    ]
    patched, issues = patches.apply(tell_repetitions(records), source)
    about = (*(each for each in extraction.issues if each.record is None), *issues)
    return Outcome(privacy.withhold(patched, source), privacy.withhold_issues(about, source))


def _to_record(raw: RawRecord, page: Page) -> Record:
    row = Row(raw, page, [each for each in page.issues if each.record == raw.number])
    service = _to_service(row)
    for cell in _unknown(raw):
        row.points_elsewhere(Role.TEXT, cell.paragraphs)
    for role, stray in strays.find_strays(raw, page.known):
        row.say(role, stray)
    for role, ending in _find_endings(raw, service):
        row.say(role, ending)
    row.say(Role.AGE, *described.check(service.description or "", service.ages, raw.text(Role.AGE)))
    return Record(raw, service, tuple(row.issues), tuple(row.derivations))


def _to_service(row: Row) -> Service:
    """One line a field."""
    naming = row.read(Role.NAME, lambda words: _parse_name(words, row.page), Naming(""))
    numbers = row.read(Role.PHONE, lambda _: phones.parse(*_parted(row.raw, Role.PHONE, "; ")), NOTHING)
    links = row.read(Role.URL, lambda _: urls.parse(*_parted(row.raw, Role.URL, " ")), NOTHING)
    reach = row.read(
        Role.CONTACT,
        lambda _: contacts.parse(
            row.raw.paragraphs(Role.CONTACT), row.page.source.table.null_words, (len(numbers), len(links))
        ),
        contacts.ContactCell(),
    )
    return Service(
        name=naming.name,
        organization=naming.organization,
        alternate_names=naming.alternate_names,
        description=row.read(Role.DESCRIPTION, _parse_description, None),
        ages=row.read(Role.AGE, lambda _: ages.parse_lines(_texts(row.raw, Role.AGE)), None),
        areas=row.read(Role.AREA, lambda _: _parse_areas(row), ()),
        contacts=reach.contacts,
        phones=numbers + reach.phones,
        urls=links + reach.urls,
        amount=row.read(Role.AMOUNT, lambda words: _parse_amount(words, row), None),
        texts=tuple((cell.column.heading, cell.text) for cell in _unknown(row.raw)),
    )


def _find_endings(raw: RawRecord, service: Service) -> Iterator[tuple[Role, Issue]]:
    """What the words say of the service's end, each with the role of the cell that says it."""
    name = raw.text(Role.NAME)
    yield from ((Role.NAME, each) for each in endings.check_name(name))
    cells = [*(raw.of(Role.DESCRIPTION) if service.description else ()), *_unknown(raw)]
    for cell in cells:
        heading = cell.column.heading if cell.role is Role.TEXT else ""
        for words in cell.texts:
            yield from (
                (cell.role, each) for each in endings.check_text(words, service.name or name, heading)
            )


def _parse_name(words: str, page: Page) -> Parsed[Naming]:
    parsed = names.link(words, page.rows)
    return names.as_organisation(words, parsed) if page.source.table.names == "organisations" else parsed


def _parse_areas(row: Row) -> Parsed[tuple[Area, ...]]:
    source, called = row.page.source, row.page.called
    printed = tuple(each for each in _texts(row.raw, Role.AREA) if not references.refers(each, called))
    description = row.raw.text(Role.DESCRIPTION)
    return areas.parse(printed, row.page.known, source.places.phrases, description)


def _parse_description(words: str) -> Parsed[str | None]:
    return text.parse(words, "description")


def _texts(raw: RawRecord, role: Role) -> tuple[str, ...]:
    return tuple(each.text for each in raw.paragraphs(role))


def _parted(raw: RawRecord, role: Role, separator: str) -> tuple[str, tuple[str, ...]]:
    """The printed words, and the addresses behind the cell's links."""
    linked = tuple(each.text for each in raw.paragraphs(role) if each.linked)
    printed = (each.text for each in raw.paragraphs(role) if not each.linked)
    return separator.join(printed), linked


def _unknown(raw: RawRecord) -> tuple[Cell, ...]:
    return tuple(cell for cell in raw.of(Role.TEXT) if cell.paragraphs)


def _parse_amount(words: str, row: Row) -> Parsed[Amount | None]:
    """The sum, in the currency of its heading; else in the policy's, unless the heading names another one."""
    heading = next(row.raw.of(Role.AMOUNT)).column.heading
    policy = row.page.source.policy.currency
    stated = amounts.currency_of(heading, policy or "GBP")
    currency = stated or (None if _OTHER_CURRENCY.search(heading) else policy)
    return amounts.parse_below(heading, words, currency)


if __name__ == "__main__":
    import sys
    from functools import partial

    from pipeline import command  # only here: to read a document, no archive is needed

    step = partial(command.normalise_step, normalise)
    sys.exit(command.main(step, "normalise", "Turn the printed words of a source's records into values."))
