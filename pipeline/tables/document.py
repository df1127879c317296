"""A document's text to its records, whatever it is: only the readers of its kind are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.issues import Issue, issue
from pipeline.model import Extraction, Parsed
from pipeline.tables.decode import Text
from pipeline.tables.headings.unknown import settle_unknown
from pipeline.tables.html.tree import is_html
from pipeline.tables.kinds.bare import PEOPLE, find_bare_kind
from pipeline.tables.kinds.by_cells import find_likely_kind, find_other_kind
from pipeline.tables.kinds.titled import speaks_of_kind, speaks_of_services
from pipeline.tables.kinds.titles import find_named_kind, find_titles
from pipeline.tables.mixed import read_with_text
from pipeline.tables.page_date import find_meta_date, find_page_date, find_tied_lines
from pipeline.tables.reading import OwnHeadings


def read_document(document: Text, own: OwnHeadings) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    markup = is_html(document.text)
    read = _read(document, own, markup)
    if isinstance(read, str):
        return read
    found = settle_unknown(read, own)
    if kind := find_other_kind(found):
        return f"it looks like {kind}"
    named = _find_named(found, document.text, markup)
    if named and speaks_of_kind(found.records, named[0]):
        return f"it looks like {named[0]}, by its title ‘{named[1]}’ and by its cells"
    date = find_page_date(find_tied_lines(document, markup=markup))
    if markup and not date.value and not date.issues:
        date = Parsed(find_meta_date(document.text))
    bare = find_bare_kind(found, find_titles(found, document.text, markup=markup))
    if bare == PEOPLE or (bare and found.is_labelled):  # so offices say how to reach them on any page
        return f"it looks like {bare}"
    unsure = named[0] if named else bare
    doubts = _doubt_records(found, unsure) if unsure else _doubt_kind(found)
    return Extraction(
        found.columns, found.records, (*found.issues, *date.issues, *doubts), date.value, found.title
    )


def _find_named(found: Extraction, text: str, markup: bool) -> tuple[str, str] | None:
    """Which kind, none of services, the title names, and the title; None where the cells say otherwise."""
    named = find_named_kind(find_titles(found, text, markup=markup))
    return None if named and speaks_of_services(found.records, named[0]) else named


def _doubt_records(found: Extraction, kind: str) -> Iterator[Issue]:
    """A warning about the table and at each of its records, where its title or its headings may be another's.

    Issues: `table-kind-unsure`.
    """
    said = issue("table-kind-unsure", value=kind)
    yield said
    yield from (said.at(record=record.number, line=record.lines[0]) for record in found.records)


def _doubt_kind(found: Extraction) -> Iterator[Issue]:
    """A warning where the table may be one of another kind.

    Issues: `table-kind-unsure`.
    """
    if kind := find_likely_kind(found):
        yield issue("table-kind-unsure", value=kind)


def _read(document: Text, own: OwnHeadings, markup: bool) -> Extraction | str:
    if markup:
        from pipeline.tables.html.document import read_html  # only here: a text needs no HTML readers

        return read_with_text(document.text, read_html(document, own), own)
    from pipeline.tables.text_document import read_text  # only here: most pages are no text

    return read_text(document.text, own)
