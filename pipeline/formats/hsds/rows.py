"""Rows of HSDS tables before they are written: each value, and where it came from if not from the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.dataset import Dataset, Entry
from pipeline.identifiers import identifier
from pipeline.model import Derivation

NOT_STATED = "(not stated in source)"

Scalar = str | int | float


@dataclass(frozen=True, slots=True)
class Step:
    """One change on the way from the printed words: what stood there before, and the rule that changed it."""

    previous: str
    rule: str

    @property
    def made(self) -> bool:
        """Nothing stood there: the value was made by the rule."""
        return self.previous == NOT_STATED


Origin = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. A field without an origin holds printed words, an identifier, or our own label."""

    table: str
    values: Mapping[str, Scalar]
    origins: Mapping[str, Origin] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.values["id"])


def made_by(rule: str) -> Origin:
    """The origin of a value that the page does not state."""
    return (Step(NOT_STATED, rule),)


def made_from(words: str | None, rule: str) -> Origin:
    """The origin of a value that the rule made from these printed words."""
    return (Step(words or NOT_STATED, rule),)


def row(table: str, values: Mapping[str, Scalar | None], **origins: Origin) -> Row:
    """A row without its blank members; an origin counts only where there is a value."""
    kept = {name: value for name, value in values.items() if value not in (None, "")}
    return Row(table, kept, {name: steps for name, steps in origins.items() if steps and name in kept})


@dataclass(frozen=True, slots=True)
class Trail:
    """The derivations of one entry, asked for by field path."""

    derivations: tuple[Derivation, ...]

    @classmethod
    def of(cls, entry: Entry) -> Trail:
        return cls(entry.record.derivations)

    def to(self, *paths: str) -> Origin:
        """The steps from the printed words to the values at these paths, those with equal words as one."""
        rules: dict[str, list[str]] = {}
        for each in self.derivations:
            if each.field in paths:
                rules.setdefault(each.printed or NOT_STATED, []).append(each.rule)
        return tuple(Step(words, "+".join(dict.fromkeys(codes))) for words, codes in rules.items())


def metadata_rows(rows: Iterable[Row], dataset: Dataset, tool: str) -> Iterator[Row]:
    """One `metadata` row for every step behind every value, so that replaying them backwards undoes all."""
    for each in rows:
        for name, steps in each.origins.items():
            replacements = (*(step.previous for step in steps[1:]), str(each.values[name]))
            for step, replacement in zip(steps, replacements, strict=True):
                if step.previous == replacement:
                    continue
                key = (each.id, name, step.rule, exact(step.previous))
                yield Row(
                    "metadata",
                    {
                        "id": identifier(dataset.source, "metadata", *key),
                        "resource_id": each.id,
                        "resource_type": each.table,
                        "last_action_date": dataset.as_of.isoformat(),
                        "last_action_type": "create" if step.made else "update",
                        "field_name": name,
                        "previous_value": step.previous,
                        "replacement_value": replacement,
                        "updated_by": f"{tool}: {step.rule}",
                    },
                )


def exact(text: str) -> str:
    """The text as a key that `natural_key` cannot fold: two words that differ in case stay two."""
    return text.encode("utf-8").hex()


def long_date(date: dt.date) -> str:
    """A date as British prose has it, whatever the machine's language.

    >>> long_date(dt.date(2020, 12, 4))
    '4 December 2020'
    """
    months = "January February March April May June July August September October November December"
    return f"{date.day} {months.split()[date.month - 1]} {date.year}"
