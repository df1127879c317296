"""Patches ready to fill in and to paste into the source's TOML: all that a person must add is the ruling."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping

from pipeline.gazetteer import Place, title_of
from pipeline.identifiers import natural_key
from pipeline.issues import Issue
from pipeline.model import Record, Role
from pipeline.source import MASK, PATCHED, Source

ROLES: Mapping[str, Role] = {**PATCHED, "ages": Role.AGE}
_FIELDS: Mapping[str, tuple[str, ...]] = {  # what a patch calls the field that an issue is about
    "ages": ("minimum_age", "maximum_age"),
    "age": ("minimum_age", "maximum_age"),
    "area": ("areas",),
    "contact": ("contacts",),
    "phone": ("phones",),
    "url": ("urls",),
}
_TEXT = '""'
_YEARS = '""  # a number of years, without quotation marks'
_VALUES: Mapping[str, str] = {
    "minimum_age": _YEARS,
    "maximum_age": _YEARS,
    "areas": '[""]  # names or codes of the gazetteer',
    "contacts": '[""]  # an address, or "Label <address>"',
    "phones": '[""]',
    "urls": '[""]',
    "alternate_names": '[""]',
    "amount": '""  # with its currency: "500 GBP"',
    "status": '""  # "defunct", "inactive", "temporarily closed" or "active"',
}


def patch_blocks(record: Record, issues: Iterable[Issue], as_of: dt.date, source: Source) -> str:
    """A block for each field of the record that an issue is about; empty where a patch could do nothing."""
    blocks = (block for each in issues for block in _blocks(record, each, as_of, source))
    return "\n".join(dict.fromkeys(blocks))


def _blocks(record: Record, issue: Issue, as_of: dt.date, source: Source) -> Iterator[str]:
    about = (issue.field or "").partition(".")[0]
    for field in _FIELDS.get(about, (about,)):
        match = _match(record, field, issue) if field in ROLES else ""
        if match and MASK not in match:
            choices = _choices(match, source.gazetteer) if field == "areas" else ""
            yield (
                f"[[patches]]\nfield = {to_toml(field)}\nmatch = {to_toml(match)}\n"
                f'value = {_VALUES.get(field, _TEXT)}{choices}\nwhy = ""\nsince = {as_of}\nby = ""\n'
            )


def _choices(match: str, places: tuple[Place, ...]) -> str:
    """The places that bear this name, each as a patch may call it; empty where there are not several."""
    name = natural_key(match)
    found = [each for each in places if name in map(natural_key, (each.name, *each.aliases))]
    titles = " or ".join(to_toml(title_of(each, places)) for each in found)
    return f": {titles}" if len(found) > 1 else ""


def _match(record: Record, field: str, issue: Issue) -> str:
    """The words that the patch is for: one of the row's places, else the whole cell."""
    if field == "areas" and any(each.printed == issue.value for each in record.service.areas):
        return issue.value or ""
    return record.raw.printed(ROLES[field]) or record.raw.text(ROLES[field])


def to_toml(text: str) -> str:
    """The text as a basic TOML string; JSON escapes alike, DEL aside.

    >>> to_toml("Under 18’s")
    '"Under 18’s"'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
