"""What the two HTML pages share: the engine, words for values, and the policy that keeps them safe."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.dataset import Entry
from pipeline.model import AgeRange

TEMPLATES = Path(__file__).with_name("templates")
RULES = Path(__file__).resolve().parents[2] / "rules.toml"
_YEAR = "January,February,March,April,May,June,July,August,September,October,November,December"
_MONTHS = tuple(_YEAR.split(","))


def render(
    template: str, words: Mapping[str, Any], styles: tuple[str, ...], scripts: tuple[str, ...]
) -> bytes:
    """The page as bytes. All page text is escaped; only our own style and script may act in it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = "".join(map(_asset, styles)), "".join(map(_asset, scripts))
    page = environment.get_template(template).render(
        **words, style=style, script=script, policy=_policy(style, script), ages=ages_text, day=day_text
    )
    return page.encode() + b"\n"


def ages_text(ages: AgeRange | None) -> str:
    """The range in words.

    >>> ages_text(AgeRange(None, 17)), ages_text(AgeRange(4, 18)), ages_text(AgeRange(None, None))
    ('up to 17', '4 to 18', 'all ages')
    >>> ages_text(None)
    'not known'
    """
    if ages is None:
        return "not known"
    low, high = ages.minimum, ages.maximum
    if low is None:
        return "all ages" if high is None else f"up to {high}"
    return f"{low} and over" if high is None else f"{low} to {high}" if low != high else str(low)


def day_text(day: dt.date) -> str:
    """The date as people write it, whatever the machine's language.

    >>> day_text(dt.date(2020, 12, 4))
    '4 December 2020'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def words_of(entry: Entry) -> str:
    """What a person may search for and does not see: other names, and areas as they were printed."""
    service = entry.record.service
    printed = (each.printed for each in service.areas if each.printed != each.name)
    return " ".join((*service.alternate_names, *printed))


@cache
def rules() -> Mapping[str, str]:
    """Each rule's sentence, by its code."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))


def to_data_block(value: Any) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(style: str, script: str) -> str:
    allowed = {"style-src": style, "script-src": script}
    rest = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:"
    return "; ".join([rest, *(f"{name} '{_hash(text)}'" for name, text in allowed.items())])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
