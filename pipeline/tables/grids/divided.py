"""Headings that a row below divides, where a tool left the columns under one of them without any."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.model import Column, Role
from pipeline.tables.grids.parts import Choice, Part
from pipeline.tables.headings.columns import Heading, Span
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import is_plain_heading


def divide_headings(choice: Choice) -> Choice:
    """The same; where "Contact" and a blank heading stand above "Email" and "Phone", these are headings."""
    parts = tuple(map(_divide, choice.parts))
    is_same = all(one is two for one, two in zip(parts, choice.parts, strict=True))
    return choice if is_same else choice._replace(parts=parts, columns=parts[0].heading.columns)


def _divide(part: Part) -> Part:
    row = part.grid.rows[part.first] if part.first < len(part.grid.rows) else None
    texts = [span.column.heading for span in part.heading.spans]
    if row is None or row.own is not None or not part.heading.is_plain or len(row.words) != len(texts):
        return part
    below = [" ".join(each.text for each in words) for words in row.words]
    if not _are_headings(texts, below):
        return part
    heading = _with_texts(part.heading, [two or one for one, two in zip(texts, below, strict=True)])
    if heading.roles.count(Role.NAME) != 1:
        return part
    return part._replace(heading=heading, first=part.first + 1)


def _are_headings(texts: Sequence[str], below: Sequence[str]) -> bool:
    """Whether what stands below is known for headings, only under blank ones and those before them."""
    filled = {n for n, text in enumerate(below) if text}
    blank = {n for n, text in enumerate(texts) if not text}
    divided = blank | {n - 1 for n in blank}
    return bool(blank) and blank <= filled <= divided and all(_is_known(below[n]) for n in filled)


def _is_known(text: str) -> bool:
    return bool(find_role(text)) or is_plain_heading(text)


def _with_texts(heading: Heading, texts: Sequence[str]) -> Heading:
    spans = [
        _to_span(span, text, role)
        for span, text, role in zip(heading.spans, texts, find_roles(texts), strict=True)
    ]
    return Heading(tuple(spans), heading.first, heading.last)


def _to_span(span: Span, text: str, role: Role | None) -> Span:
    """The span as it is where its heading stays."""
    if text == span.column.heading:
        return span
    return replace(span, column=Column(role or Role.TEXT, text), known=role is not None)
