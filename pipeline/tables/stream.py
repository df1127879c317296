"""What a page without a table is to the readers: a stream of paragraphs, and what one makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.issues import Issue
from pipeline.model import Column, RawRecord


@dataclass(frozen=True, slots=True)
class Token:
    """One printed paragraph, white space collapsed (tabs kept: they are borders between cells).

    `text` is empty for a placeholder: a paragraph that holds nothing but a no-break space.
    `line` is counted from 1.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Recovered:
    """A table read from a stream.

    Tokens `start` to `end` (exclusive) are the table: headings up to `body`, then the records. Each printed
    one of them is in a heading, in one cell, or in an issue that quotes it.
    """

    columns: tuple[Column, ...]
    records: tuple[RawRecord, ...]
    issues: tuple[Issue, ...]
    start: int
    body: int
    end: int
