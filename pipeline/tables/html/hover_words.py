"""Words that show only where the pointer rests on others, as in `<tr title="closed since March">`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.model import Extraction, RawRecord, Role
from pipeline.tables.headings.roles import says_heading
from pipeline.tables.html.cell_words import read_line
from pipeline.tables.near.said import says_ended
from pipeline.tables.words import clean

_LINKS = ("a", "button", "img", "iframe", "input", "svg")  # theirs say where they lead, or what they show


def say_hover_words(root: etree._Element, encoded: bytes, found: Extraction) -> Iterator[Issue]:
    """What the titles of rows, cells and words in them say that is in no cell.

    Issues: `hover-words`, `service-may-have-ended`.
    """
    if b"title=" not in encoded:
        return
    records = {record.text(Role.NAME): record for record in found.records if record.text(Role.NAME)}
    for element in root.iterfind(".//table//*[@title]"):
        words = clean(element.get("title", ""))
        is_telling = bool(words) and says_ended(words)
        if not words or (element.tag in _LINKS and not is_telling):
            continue
        record = _find_record(element, records)
        if record and not _is_known(words, record):
            code = "service-may-have-ended" if is_telling else "hover-words"
            yield issue(code, value=words, record=record.number, line=record.lines[0])


def _find_record(element: etree._Element, records: dict[str, RawRecord]) -> RawRecord | None:
    """The record whose name stands in a cell of the element's row."""
    row = element if element.tag == "tr" else next(element.iterancestors("tr"), None)
    cells = row.iter("td", "th") if row is not None else ()
    return next((records[text] for cell in cells if (text := read_line(cell)) in records), None)


def _is_known(words: str, record: RawRecord) -> bool:
    """True where a cell says the words, or they are a column's heading."""
    return any(words in cell.text or says_heading(words, cell.column) for cell in record.cells)
