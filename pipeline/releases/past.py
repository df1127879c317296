"""The releases before, without what the policy withholds now: it may have been published then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from pipeline.dataset import Content, Journal, Life
from pipeline.model import Role
from pipeline.releases.content import join_values, split_values

_AREAS = ("areas.kind", "areas.code", "areas.within", "areas.candidates")
_NO_WORDS = frozenset(("age_reading", "minimum_age", "maximum_age", "amount", "status", *_AREAS))
_LISTS = frozenset(("alternate_names", "areas.name", "texts"))


class Hides(Protocol):
    """What hides, in any text about one service, what may not be published."""

    @property
    def own_phones(self) -> tuple[str, ...]: ...

    def allows(self, email: str | None) -> bool: ...

    def is_public(self, words: str) -> bool: ...

    def text(self, text: str) -> str: ...

    def contact(self, text: str) -> str: ...

    def prose(self, text: str) -> str: ...


Veiling = Callable[[tuple[str, ...], tuple[str, ...], str], Hides]


def withhold_past(journal: Journal, to_veil: Veiling, published: frozenset[str]) -> Journal:
    """The journal as the policy lets it be carried on. What it lets be published stays as it was.

    `to_veil` makes of the names, the contact cell and the telephone cell what hides; `published` are the
    telephone numbers of the release that is made, of which some stand behind links alone.
    """
    lives = (_life(each, to_veil, published) for each in journal.services)
    return replace(journal, services=tuple(lives))


def _life(life: Life, to_veil: Veiling, published: frozenset[str]) -> Life:
    versions = (replace(each, content=_content(each.content, to_veil, published)) for each in life.versions)
    return replace(life, versions=tuple(versions))


def _content(content: Content, to_veil: Veiling, published: frozenset[str]) -> Content:
    values, printed = content.values, content.printed
    contacts = tuple(split_values(values.get("contacts.email", "")))
    labels = split_values(values.get("contacts.label", ""))
    names = (printed.get(Role.NAME, ""),)
    veil = to_veil(names, (printed.get(Role.CONTACT, ""), *contacts, *labels), printed.get(Role.PHONE, ""))
    shown = {field: _value(field, text, veil, published) for field, text in values.items()}
    shown |= _contacts(values, veil)
    cells = {role: _cell(role, text, veil) for role, text in printed.items()}
    return Content({field: text for field, text in shown.items() if text}, cells)


def _value(field: str, text: str, veil: Hides, published: frozenset[str]) -> str:
    if field in _NO_WORDS:
        return text
    if field in _LISTS:
        return join_values(map(veil.prose, split_values(text)))
    if field == "phones":
        return join_values(each for each in split_values(text) if each in {*veil.own_phones, *published})
    if field == "urls":
        return join_values(each for each in split_values(text) if veil.text(each) == each)
    return veil.prose(text)


def _contacts(values: dict[str, str], veil: Hides) -> dict[str, str]:
    if "contacts.email" not in values:
        return {}
    emails = split_values(values["contacts.email"])
    labels = split_values(values.get("contacts.label", "")) or ("",) * len(emails)
    kept = [pair for pair in zip(emails, labels, strict=False) if veil.allows(pair[0])]
    shown = [label if veil.is_public(label) else "" for _, label in kept]
    emails_text = join_values(email for email, _ in kept)
    return {"contacts.email": emails_text, "contacts.label": join_values(shown) if any(shown) else ""}


def _cell(role: Role, text: str, veil: Hides) -> str:
    if role is Role.CONTACT:
        return veil.contact(text)
    return veil.text(text) if role in (Role.PHONE, Role.AMOUNT, Role.URL, Role.AGE) else veil.prose(text)
