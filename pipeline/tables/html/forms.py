"""Forms: their labels are headings like those of a table of services, and their fields no records."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.model import Extraction

MOST_RECORDS = 2  # that the words of a form can seem to be
_FIELDS = ("input", "select", "textarea")
_NO_FIELDS = frozenset({"hidden", "submit", "button", "image", "reset", "search", "checkbox", "radio"})


def is_form(found: Extraction, tables: Iterable[etree._Element | None], root: etree._Element) -> bool:
    """True where few records stand among as many fields as there are headings.

    The fields are in the tables that were read, or for a page without tables in a form that has the headings.
    """
    if len(found.records) > MOST_RECORDS or next(root.iter(*_FIELDS), None) is None:
        return False
    headings = [column.heading for column in found.columns if column.heading]
    holders = [table for table in tables if table is not None]
    holders = holders or [form for form in root.iter("form") if _says(form, headings)]
    return any(_count_fields(each) >= len(headings) for each in holders)


def _says(element: etree._Element, headings: Iterable[str]) -> bool:
    words = " ".join("".join(map(str, element.itertext())).split())
    return all(heading in words for heading in headings)


def _count_fields(element: etree._Element) -> int:
    fields = element.iter(*_FIELDS)
    return sum(1 for each in fields if (each.get("type") or "text").casefold() not in _NO_FIELDS)
