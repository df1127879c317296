"""A text with tables in HTML among others, as Markdown has them, whose cells have no paragraphs; and markup
with a table in lines that are printed as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from pipeline.issues import Issue, issue
from pipeline.model import Extraction
from pipeline.tables.grids.joined import join
from pipeline.tables.markdown import RULE
from pipeline.tables.reading import OwnHeadings
from pipeline.tables.words import TAG, clean

_MARKUP = re.compile(r"\s*<(?!table\b)", re.I)
_BLOCK = re.compile(r"<(?:html|body|div|p|ul|ol|li|tr|td)\b", re.I)
_ROW = re.compile(r"^(?=.*\w).*[|\t].*", re.M)
_TABLE = re.compile(r"<table\b.*?</table>", re.I | re.S)
_PRINTED = re.compile(r"<pre\b[^>]*>(.*?)(?:</pre\s*>|\Z)", re.I | re.S)
_QUOTED = 120  # letters of a table that was not read


def read_with_text(text: str, found: Extraction | str, own: OwnHeadings) -> Extraction | str:
    """What was found in the markup and in tables of the text around it, in page order; in markup without
    tables, what is found in lines that are printed as they stand, where more of that is sure.

    Where rows of only one of the two could be read, the other is named.

    Issues: `table-unread`.
    """
    if _PRINTED.search(text) and not _TABLE.search(text):
        return _choose_printed(text, found, own)
    if _MARKUP.match(text) and not _has_rule(text):
        return found
    outside = _TABLE.sub(lambda match: "\n" * match[0].count("\n"), text)
    if _BLOCK.search(outside) and not _has_rule(outside):
        return found
    from pipeline.tables.text_document import read_text  # only here: few pages have both

    written, row, table = read_text(outside, own), _ROW.search(outside), _TABLE.search(text)
    if isinstance(written, str):
        if isinstance(found, str) or row is None:
            return found
        return _with(found, _say_unread(text, row.start(), row[0]))
    if isinstance(found, str):
        return _with(written, _say_unread(text, table.start(), table[0])) if table else written
    tables = [each for each in (found, written) if each.records]
    return join(sorted(tables, key=lambda each: each.records[0].lines)) if tables else found


def _choose_printed(text: str, found: Extraction | str, own: OwnHeadings) -> Extraction | str:
    from pipeline.tables.text.broken_rows import count_undoubted  # only here: few pages have such lines
    from pipeline.tables.text_document import read_text

    printed = read_text("".join(_print_lines(text)), own)
    if isinstance(printed, str) or isinstance(found, str):
        return found if isinstance(printed, str) else printed
    return printed if count_undoubted(printed) > count_undoubted(found) else found


def _print_lines(text: str) -> Iterator[str]:
    """The lines that are printed as they stand, with as many blank ones for the rest of the markup."""
    behind = 0
    for match in _PRINTED.finditer(text):
        yield "\n" * text.count("\n", behind, match.start(1))
        yield unescape(TAG.sub("", match[1]))
        behind = match.end(1)


def _has_rule(text: str) -> bool:
    """Whether a line is the rule below the headings of a table in Markdown."""
    return "---" in text and "|" in text and bool(RULE.search(text))  # hardly any page has both signs


def _with(found: Extraction, said: Issue) -> Extraction:
    return replace(found, issues=(*found.issues, said))


def _say_unread(text: str, start: int, markup: str) -> Issue:
    """What is said of a table of which no row was read: its first words."""
    words = clean(TAG.sub(" ", markup)).strip("| ")
    return issue("table-unread", value=words[:_QUOTED], line=text.count("\n", 0, start) + 1)
