"""Stage: what the rows say becomes what they mean, every value beside the words that it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pipeline.issues import Issue, issue
from pipeline.model import (
    Area,
    Cell,
    Derivation,
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
    names,
    patches,
    phones,
    privacy,
    stated_ages,
    strays,
    text,
    urls,
)
from pipeline.values.lines import line_of
from pipeline.values.places import Atlas, atlas
from pipeline.values.words import is_null

T = TypeVar("T")
NOTHING: tuple[str, ...] = ()


def normalise(extraction: Extraction, source: Source) -> Outcome[Record]:
    """Every row as a record, in page order, patched, and without what the source's policy withholds.

    A record carries the extraction's issues about its row too, and the outcome those about the document.
    Issues: those of `pipeline.values`, and patch-unused about the document.
    Raises: SourceError for a patch that cannot be applied.
    """
    rows = tuple(
        names.NamedRow(raw.text(Role.NAME), raw.text(Role.DESCRIPTION)) for raw in extraction.records
    )
    page = _Page(source, rows, atlas(source.gazetteer), extraction.issues)
    records = [_to_record(raw, page) for raw in extraction.records]
    patched, issues = patches.apply(_with_repetitions(records), source)
    about = (*(each for each in extraction.issues if each.record is None), *issues)
    return Outcome(privacy.withhold(patched, source), privacy.withhold_issues(about, source))


@dataclass(frozen=True, slots=True)
class _Page:
    """What the reading of each row may look at besides the row."""

    source: Source
    rows: tuple[names.NamedRow, ...]
    known: Atlas
    issues: Sequence[Issue]


@dataclass(slots=True)
class _Row:
    """A row on its way to a record: what is said of it grows while its cells are read."""

    raw: RawRecord
    page: _Page
    issues: list[Issue] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)

    def words(self, role: Role) -> str:
        """The cell's words; empty, with an issue where one is due, if it holds no value."""
        printed = self.raw.text(role)
        nothing = is_null(printed, self.page.source.table.null_words, name=role is Role.NAME)
        if role is Role.NAME and (nothing or not text.tidy(printed)):
            self.say(role, issue("name-missing", field="name"))
        elif nothing:
            self.say(role, issue("cell-null", value=printed, field=FIELDS[role], role=role.value))
        elif not printed and role in self.page.source.table.required:
            self.say(role, issue("cell-blank", field=FIELDS[role], role=role.value))
        return "" if nothing else printed

    def read(self, role: Role, parse: Callable[[str], Parsed[T]], empty: T) -> T:
        """The value of the cell under this role; `empty` where it holds none."""
        words = self.words(role)
        return self.take(role, parse(words)) if words else empty

    def take(self, role: Role, parsed: Parsed[T]) -> T:
        """The parsed value; what is said of it is kept with its place."""
        self.say(role, *parsed.issues)
        self.derivations += [
            each if each.line is not None else replace(each, line=line_of(self.raw, role, each.printed))
            for each in parsed.derivations
        ]
        return parsed.value

    def say(self, role: Role, *issues: Issue) -> None:
        number = self.raw.number
        self.issues += [each.at(record=number, line=line_of(self.raw, role, each.value)) for each in issues]


FIELDS = {
    Role.NAME: "name",
    Role.DESCRIPTION: "description",
    Role.AGE: "ages",
    Role.AREA: "areas",
    Role.CONTACT: "contacts",
    Role.PHONE: "phones",
    Role.URL: "urls",
    Role.AMOUNT: "amount",
}


def _to_record(raw: RawRecord, page: _Page) -> Record:
    row = _Row(raw, page, [each for each in page.issues if each.record == raw.number])
    service = _to_service(row)
    for role, stray in strays.find_strays(raw, page.known):
        row.say(role, stray)
    row.say(Role.AGE, *stated_ages.check(service.description or "", service.ages, raw.text(Role.AGE)))
    return Record(raw, service, tuple(row.issues), tuple(row.derivations))


def _to_service(row: _Row) -> Service:
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
        amount=row.read(Role.AMOUNT, lambda words: amounts.parse(words, _currency(row)), None),
        texts=tuple((cell.column.heading, cell.text) for cell in _unknown(row.raw)),
    )


def _parse_name(words: str, page: _Page) -> Parsed[Naming]:
    parsed = names.link(words, page.rows)
    return names.as_organisation(words, parsed) if page.source.table.names == "organisations" else parsed


def _parse_areas(row: _Row) -> Parsed[tuple[Area, ...]]:
    source = row.page.source
    description = row.raw.text(Role.DESCRIPTION)
    return areas.parse(_texts(row.raw, Role.AREA), row.page.known, source.places.phrases, description)


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


def _currency(row: _Row) -> str | None:
    heading = next(row.raw.of(Role.AMOUNT)).column.heading
    return amounts.currency_of(heading, row.page.source.policy.currency)


def _with_repetitions(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records, each told of an earlier row that says the same or has the same name."""
    rows: dict[tuple[tuple[str, ...], ...], int] = {}
    by_name: dict[str, int] = {}
    return tuple(_told(record, rows, by_name) for record in records)


def _told(record: Record, rows: dict[tuple[tuple[str, ...], ...], int], by_name: dict[str, int]) -> Record:
    number, name = record.number, record.service.name
    same = rows.setdefault(tuple(cell.texts for cell in record.raw.cells), number)
    namesake = by_name.setdefault(name.casefold(), number)
    if same != number:
        said = issue("row-repeated", other=same)
    elif namesake != number and name:
        said = issue("name-repeated", value=name, field="name", other=namesake)
    else:
        return record
    return replace(record, issues=(*record.issues, said.at(record=number, line=record.raw.lines[0])))


if __name__ == "__main__":
    import sys
    from functools import partial

    from pipeline import command  # only here: to read a document, no archive is needed

    step = partial(command.normalise_step, normalise)
    sys.exit(command.main(step, "normalise", "Turn the printed words of a source's records into values."))
