"""What is printed between and behind the records of a flattened table, and is in none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.tables.flattened.attempt import Attempt
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.ending import find_unread
from pipeline.tables.flattened.records import Span, find_jumps
from pipeline.tables.streams.stream import Token


def say_unread(best: Attempt, issues: Sequence[Issue]) -> Iterator[Issue]:
    """What is said of paragraphs behind a doubted last record that no page has at its foot."""
    last = best.all_spans[-1].record if best.all_spans else None
    if last and any(each.record == last.number and each.needs_a_person for each in issues):
        rest = find_unread(best.readings[-1])
        if rest:
            yield issue("rows-unread", value=rest[0].text, line=rest[0].line, count=len(rest))


def end_of(reading: Reading, spans: tuple[Span, ...]) -> int:
    """One past the last token of these records."""
    return reading.stream.places[spans[-1].end - 1] + 1 if spans else 0


def say_left_out(best: Attempt, tokens: Sequence[Token], end: int) -> Iterator[Issue]:
    """What is printed between two parts of the table and belongs to neither, or leads elsewhere."""
    for token in map(tokens.__getitem__, find_jumps(tokens, best.run.end, len(tokens))):
        yield issue("paragraph-outside", value=token.text, line=token.line)
    for reading, spans in zip(best.readings, best.spans, strict=True):
        stream = reading.stream
        first = spans[-1].end if spans else 0
        for at in range(first, len(stream.tokens)):
            if stream.places[at] < end:
                token = stream.tokens[at]
                yield issue("paragraph-outside", value=token.text, line=token.line)
