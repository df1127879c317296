"""The typed values that travel between the rooms. All are frozen; none knows a file or a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from pipeline.issues import Issue

T = TypeVar("T", covariant=True)
OLDEST_AGE = 120  # years: no published age is above it, as the published schemas say; nobody is older


class Role(StrEnum):
    """What a column of a services table holds. `TEXT` is a heading nobody knows."""

    NAME = "name"
    DESCRIPTION = "description"
    AGE = "age"
    AREA = "area"
    CONTACT = "contact"
    PHONE = "phone"
    URL = "url"
    AMOUNT = "amount"
    TEXT = "text"


# The member of a service that the cell under a heading of each role becomes.
FIELDS = {
    Role.NAME: "name",
    Role.DESCRIPTION: "description",
    Role.AGE: "ages",
    Role.AREA: "areas",
    Role.CONTACT: "contacts",
    Role.PHONE: "phones",
    Role.URL: "urls",
    Role.AMOUNT: "amount",
    Role.TEXT: "texts",
}


class Verdict(StrEnum):
    OK = "ok"
    REVIEW = "review"
    REFUSED = "refused"


# --- scrape ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page's bytes as received, and what is known of how they came."""

    source: str
    file: str  # file name in raw/<source>/, or the path as given to inspect
    content: bytes = field(repr=False)
    sha256: str
    url: str | None = None
    media_type: str | None = None  # as declared, with its charset parameter where it has one
    retrieved_at: dt.datetime | None = None  # None: not known
    date: dt.date | None = None  # when the page is known to have said this: retrieved, saved, or its own date
    note: str | None = None  # where it is from, in the words of who brought it in
    altered: bool = False  # these are not the page's bytes: a person wrote, changed or shortened them


# --- extract --------------------------------------------------------------------------------------


# A page has hundreds of these: as frozen structs they are made ten times faster than as dataclasses.
class Column(Struct, frozen=True, gc=False):
    role: Role
    heading: str  # as printed, its lines joined by one blank


class Paragraph(Struct, frozen=True, gc=False):
    """One printed paragraph: white space collapsed, never blank; `line` counted from 1.

    `linked`: the page does not print it; it is the address behind a link in the cell.
    """

    text: str
    line: int
    linked: bool = False


class Cell(Struct, frozen=True, gc=False):
    """The words under one heading; `confidence`: the probability that they, and no others, belong there.

    `text` and `texts` have the addresses behind the cell's links too, for reading; `printed` has not.
    """

    column: Column
    paragraphs: tuple[Paragraph, ...]
    confidence: float = 1.0

    @property
    def role(self) -> Role:
        return self.column.role

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple([each.text for each in self.paragraphs])

    @property
    def text(self) -> str:
        return " ".join([each.text for each in self.paragraphs])

    @property
    def printed(self) -> tuple[str, ...]:
        """The paragraphs that the page prints."""
        return tuple([each.text for each in self.paragraphs if not each.linked])

    @property
    def line(self) -> int | None:
        return self.paragraphs[0].line if self.paragraphs else None

    def reworded(self, change: Callable[[str], str]) -> Cell:
        """The same cell with each paragraph's words changed."""
        words = tuple(Paragraph(change(each.text), each.line, each.linked) for each in self.paragraphs)
        return Cell(self.column, words, self.confidence)


class RawRecord(Struct, frozen=True, gc=False):
    """One row of the table as printed: one cell a column, in document order, blank ones included."""

    number: int  # from 1, in page order
    cells: tuple[Cell, ...]
    lines: tuple[int, int]  # first and last line in the document
    confidence: float = 1.0  # probability that every cell of this record is right

    def of(self, role: Role) -> Iterator[Cell]:
        """The cells under headings of this role; several where headings share a role."""
        return (cell for cell in self.cells if cell.role is role)

    def paragraphs(self, role: Role) -> tuple[Paragraph, ...]:
        return tuple([each for cell in self.cells if cell.column.role is role for each in cell.paragraphs])

    def text(self, role: Role) -> str:
        """All words under this role, joined by one blank; empty where the cell is blank or missing."""
        return " ".join([each.text for each in self.paragraphs(role)])

    def printed(self, role: Role) -> str:
        """The same without the addresses behind links, which the page does not print."""
        return " ".join([each.text for each in self.paragraphs(role) if not each.linked])


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document says, uninterpreted. An `error` among the issues with no record means refusal."""

    columns: tuple[Column, ...]
    records: tuple[RawRecord, ...]
    issues: tuple[Issue, ...]  # record is None: about the document as a whole
    page_date: dt.date | None = None  # "Updated 4 December 2020", where the page says so
    title: str | None = None  # the table's own title: the heading or caption just above it
    sureness: float | None = None  # of its records on average, before doubts lowered what each is said to be
    is_labelled: bool = False  # each record says its own labels, and no table has them as headings


def same_table(one: Extraction, other: Extraction) -> bool:
    """True where both say the same words in the same cells, whatever stands around the table."""
    return _words(one) == _words(other)


def _words(extraction: Extraction) -> tuple[object, ...]:
    cells = (tuple((cell.column, cell.texts) for cell in each.cells) for each in extraction.records)
    return (extraction.columns, *cells)


# --- normalise ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Derivation:
    """A published value that differs from the page or was derived from it.

    `field` is a path: `name`, `maximum_age`, `areas.0.code`, `contacts.1.email`.
    `rule` is a code catalogued in rules.toml.
    """

    field: str
    printed: str
    published: str
    rule: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """One value understood from printed words, with what there is to say about it."""

    value: T
    issues: tuple[Issue, ...] = ()
    derivations: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Whole years, both ends included. `AgeRange(None, None)` is "all ages", stated."""

    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, slots=True)
class Area:
    """A place as printed and as understood; `code` only where the place is that statistical area."""

    printed: str
    name: str
    kind: str
    code: str | None = None
    within: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A mailbox and the label printed before it; `personal` where it is a person's, not a role's."""

    email: str
    label: str | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """What a name cell names: a service, and an organisation only where the text tells them apart."""

    name: str
    organization: str | None = None
    alternate_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    value: Decimal
    currency: str  # ISO 4217


@dataclass(frozen=True, slots=True)
class Service:
    """One listing, normalised. `ages` is None where no age is printed or none was understood."""

    name: str
    organization: str | None
    alternate_names: tuple[str, ...]
    description: str | None
    ages: AgeRange | None
    areas: tuple[Area, ...]
    contacts: tuple[Contact, ...]
    phones: tuple[str, ...] = ()  # E.164, or a short number
    urls: tuple[str, ...] = ()
    amount: Amount | None = None
    texts: tuple[tuple[str, str], ...] = ()  # (heading, words) of columns nobody knows
    status: str | None = None  # as HSDS words it, and only where a person ruled on it


@dataclass(frozen=True, slots=True)
class Record:
    """A row as printed beside what it means; its issues carry its number."""

    raw: RawRecord
    service: Service
    issues: tuple[Issue, ...] = ()
    derivations: tuple[Derivation, ...] = ()

    @property
    def number(self) -> int:
        return self.raw.number

    @property
    def flagged(self) -> bool:
        return any(each.needs_a_person for each in self.issues)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made: its items in page order, and the issues about the document as a whole."""

    items: tuple[T, ...]
    issues: tuple[Issue, ...] = ()
