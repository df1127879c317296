"""What a page without a table is to the readers: a stream of paragraphs, and what one makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from pipeline.issues import Issue
from pipeline.model import Column, RawRecord

MOST_ALIKE = 20  # paragraphs, one behind the other
KEPT = 3  # of them: they show that the table had ended


class Token(Struct, frozen=True, gc=False):
    """One printed paragraph, white space collapsed (tabs kept: they are borders between cells).

    `text` is empty for a placeholder: a paragraph that holds nothing but a no-break space.
    `line` is counted from 1. `listed`: it is an item of a list, whose mark the text is without.
    """

    text: str
    line: int
    listed: bool = False


def stop_at_repetition(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens up to a paragraph that comes again and again, and a few of these: no table has them.

    >>> len(stop_at_repetition([Token("Name", 1)] + [Token("More to come", n) for n in range(99)]))
    4
    """
    start = 0
    for at, token in enumerate(tokens):
        if token.text != tokens[start].text:
            start = at
        elif token.text and at - start >= MOST_ALIKE:
            return tokens[: start + KEPT]
    return tokens


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
    sureness: float  # of its records on average, by their reading alone, whatever is doubtful about them
