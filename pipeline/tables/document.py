"""A document's text to its records, whatever it is: only the readers of its kind are loaded."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Extraction, Parsed
from pipeline.tables.decode import Text
from pipeline.tables.html_tree import is_html
from pipeline.tables.other_kinds import find_other_kind
from pipeline.tables.page_date import find_meta_date, find_page_date, find_tied_lines
from pipeline.tables.reading import OwnHeadings
from pipeline.tables.unknown_columns import settle_unknown


def read_document(document: Text, own: OwnHeadings) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    markup = is_html(document.text)
    read = _read(document, own, markup)
    if isinstance(read, str):
        return read
    found = settle_unknown(read, own)
    if kind := find_other_kind(found):
        return f"it looks like {kind}"
    date = find_page_date(find_tied_lines(document.encoded, markup=markup))
    if markup and not date.value and not date.issues:
        date = Parsed(find_meta_date(document.text))
    return replace(found, page_date=date.value, issues=(*found.issues, *date.issues))


def _read(document: Text, own: OwnHeadings, markup: bool) -> Extraction | str:
    if markup:
        from pipeline.tables.html_document import read_html  # only here: a text needs no HTML readers

        return read_html(document.encoded, own)
    from pipeline.tables.text_document import read_text  # only here: most pages are no text

    return read_text(document.text, own)
