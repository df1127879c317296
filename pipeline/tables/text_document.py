"""A document that is text: its drawn rows and columns, or the paragraphs of a flattened table."""

from __future__ import annotations

from pipeline.model import Extraction
from pipeline.tables.paragraphs import read_text_tokens, to_pieces
from pipeline.tables.reading import OwnHeadings, find_title_line, read_grid, read_loose, read_stream
from pipeline.tables.run_headings import part_headings, strip_link_marks
from pipeline.tables.stanzas import read_text_stanzas
from pipeline.tables.text.broken_rows import BROKEN, choose_reading
from pipeline.tables.text.columns import read_columns
from pipeline.tables.text.full_lines import doubt_full_lines
from pipeline.tables.text.moved import doubt_moved
from pipeline.tables.text.rows import read_rows
from pipeline.tables.text.tab_quotes import read_tab_quoted


def read_text(text: str, own: OwnHeadings) -> Extraction | str:
    """The records of the document; the reason, where it has no table of services."""
    rows = read_tab_quoted(text, own) or read_columns(text, own) or read_rows(text, own)
    if not rows and (stanzas := read_text_stanzas(text, own) if "|" in text else None):
        return read_grid(*stanzas)
    if not rows:
        plain = strip_link_marks(text)
        tokens = part_headings(read_text_tokens(plain), own)
        loose = read_loose(tokens, list(to_pieces(tokens)), own)
        return loose if isinstance(loose, str) else doubt_full_lines(loose, plain)
    grid, heading = rows
    lines = text.split("\n")
    grid = grid._replace(title=find_title_line(lines[: max(0, grid.line - 1)]))
    found = doubt_moved(read_grid(grid, heading))
    is_broken = "\t" in lines[grid.line - 1] and any(each.code in BROKEN for each in found.issues)
    stream = read_stream(read_text_tokens(text), own) if is_broken else None
    return choose_reading(found, stream) if stream else found
