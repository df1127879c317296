"""A row on its way to a record: its cells are read one by one, and what is said of each keeps its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from pipeline.issues import Issue, issue
from pipeline.model import FIELDS, Derivation, Paragraph, Parsed, RawRecord, Role
from pipeline.source import Source
from pipeline.values import names, references, text
from pipeline.values.places import Atlas
from pipeline.values.rows.lines import line_of
from pipeline.values.words import is_null

T = TypeVar("T")
PROSE = (Role.DESCRIPTION, Role.TEXT)  # published as printed, whatever else they say


@dataclass(frozen=True, slots=True)
class Page:
    """What the reading of each row may look at besides the row."""

    source: Source
    rows: tuple[names.NamedRow, ...]
    called: frozenset[str]  # the names of its rows, in plain words
    known: Atlas
    issues: Sequence[Issue]


@dataclass(slots=True)
class Row:
    """A row on its way to a record: what is said of it grows while its cells are read."""

    raw: RawRecord
    page: Page
    issues: list[Issue] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)

    def words(self, role: Role) -> str:
        """The cell's words; empty, with an issue where one is due, if it holds no value."""
        printed = self.raw.text(role)
        nothing = is_null(printed, self.page.source.table.null_words, name=role is Role.NAME)
        elsewhere = not nothing and self.points_elsewhere(role, self.raw.paragraphs(role))
        if role is Role.NAME and (nothing or elsewhere or not text.tidy(printed)):
            self.say(role, issue("name-missing", field="name"))
        elif nothing:
            self.say(role, issue("cell-null", value=printed, field=FIELDS[role], role=role.value))
        elif not printed and role in self.page.source.table.required:
            self.say(role, issue("cell-blank", field=FIELDS[role], role=role.value))
        return "" if nothing or elsewhere else printed

    def points_elsewhere(self, role: Role, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether the words only point to another row; a warning says it, and where some of them do."""
        names = frozenset() if role is Role.NAME else self.page.called
        whole = " ".join(each.text for each in paragraphs)
        pointing = [each.text for each in paragraphs if references.refers(each.text, names)]
        alone = len(pointing) == len(paragraphs) or references.refers(whole, names)
        if not pointing and (alone or (role in PROSE and references.begins_with_reference(whole))):
            pointing = [whole]
        if pointing and whole:
            said = issue("refers-to-another-row", value=pointing[0], field=FIELDS[role], role=role.value)
            self.say(role, said)
        return alone and bool(whole)

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
