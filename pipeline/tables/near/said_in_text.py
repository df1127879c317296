"""What the lines of a text that are in no record say of its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace as copy

from pipeline.issues import Issue
from pipeline.model import Extraction
from pipeline.tables.near.footnotes import say_footnotes_in_text
from pipeline.tables.near.lines import Near, find_near_lines
from pipeline.tables.near.said import find_notes, is_title, say_of_records
from pipeline.tables.near.sections import find_between, find_titles, say_sections
from pipeline.tables.streams.placed import place_records
from pipeline.tables.streams.stream import Token
from pipeline.tables.words import clean

_BARS = " |#"  # that text has around a title


def say_in_text(found: Extraction, lines: Iterable[tuple[int, str]]) -> tuple[Issue, ...]:
    """What the lines above, between and below the records say of them; nothing that is said of them already.

    What stands above all of them speaks of those up to the next title.

    Issues: `footnote`, `paragraph-named`, `service-may-have-ended`.
    """
    records = found.records
    headings = to_key(" ".join(column.heading for column in found.columns))
    cleaned = ((number, clean(line).strip(_BARS)) for number, line in lines)
    printed = [(number, words) for number, words in cleaned if to_key(words) not in headings]
    near, between = find_near_lines(printed, records), find_between(printed, records)
    titles = find_titles(between, found)
    heads = tuple(line for line in near.above[:1] if is_title(line))
    below = (*near.below, *(each.words for each in between), *find_notes(records))
    near = Near(near.above, below, heads)
    said = (
        *say_footnotes_in_text(records, near),
        *say_of_records(records, near, titles[0].above if titles else None),
        *say_sections(titles, records),
    )
    known = {*found.issues}
    return tuple(each for each in said if each not in known)


def say_in_stream(found: Extraction, tokens: Sequence[Token]) -> tuple[Issue, ...]:
    """The same of a stream of paragraphs, of which several may stand on one line.

    Issues: `footnote`, `paragraph-named`, `service-may-have-ended`.
    """
    placed = place_records(found.records, [token.text for token in tokens])
    if placed is None:
        return say_in_text(found, ((token.line, token.text) for token in tokens))
    said = say_in_text(copy(found, records=placed), enumerate((token.text for token in tokens), 1))
    lines = {record.number: record.lines[0] for record in found.records}
    in_lines = (copy(each, line=lines.get(each.record or 0, each.line)) for each in said)
    known = {*found.issues}
    return tuple(each for each in in_lines if each not in known)


def to_key(words: str) -> str:
    """The letters and digits alone, without case: "" of a rule."""
    return "".join(filter(str.isalnum, words)).casefold()
