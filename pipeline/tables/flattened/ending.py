"""Where a flattened table ends: whether its last record is whole, and whether more of it was to come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from pipeline.model import Role
from pipeline.tables.flattened.channels import names_channel
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import ends_page, features, is_furniture
from pipeline.tables.flattened.neighbours import IN_WORDS, REACHING, Place, is_certain
from pipeline.tables.flattened.particulars import is_timely
from pipeline.tables.flattened.rhythm import HOMES
from pipeline.tables.flattened.unlike import TITLED
from pipeline.tables.grammars import kind
from pipeline.tables.streams.stream import Token

SURE = 0.97  # of a last cell, below which the table may end elsewhere
SHORT = 3  # paragraphs behind a table that show that it had ended, whatever they say
TYPED_WITHIN = 5  # paragraphs behind the table among which none should look like an age or an address
BRIEF = 40  # characters of words that may be a name, or all that a row says of it
LONG = 5  # words, more than the links and titles at a page's foot mostly have
AGES = 2  # anywhere behind the table, which no page has at its foot
AGAIN = 2  # paragraphs behind the table that stand in its cells, too
_TYPED = ("age", "email")
_FURTHER = ("Also ", "And ", "Or ", "Plus ")
_OTHER = re.compile(r"[\d:.?©]")  # signs of words that are no name
_WAYS_TO_REACH = (Role.CONTACT, Role.PHONE, Role.URL)


def find_oddities(place: Place) -> Iterator[str]:
    """What is odd about the last record: where the table ends with it."""
    column, start, end = place.span.cells[-1]
    if place.after:
        return
    behind = place.reading.text(end) if end < len(place.reading.path) else ""
    if end - start > place.habits.ending and not is_certain(place.span):
        yield "its last cell is longer than most others of its column"
    if column < max(place.habits.common, default=0):
        which = f", which may be {behind!r}" if behind else ""
        yield f"the table ends before its last cell{which}"
    if place.span.record.cells[column].confidence < SURE:
        yield "the table may end elsewhere"
    yield from (f"{text!r} may stand behind the table" for text in _at_foot(place))
    is_way = kind(behind) in REACHING or _names_way(place, end)
    if place.role(column) in _WAYS_TO_REACH and is_way:
        yield f"{behind!r} right behind the table may be more of its last cell"
    if behind and _goes_on(behind):
        yield f"{behind!r} right behind the table may be a note of its last cell"


def _goes_on(behind: str) -> bool:
    """Whether brief words behind a table read like the rest of a cell: hours, a bracket, no capital."""
    is_rest = behind[0] == "(" or behind[0].islower() or is_timely(behind) or behind.startswith(_FURTHER)
    return is_rest and len(behind) <= BRIEF and not is_furniture(behind)


def _names_way(place: Place, at: int) -> bool:
    """Whether a way to reach somebody is told there, and no other behind it: links of a page's foot are more
    than one, or a name alone.
    """
    first, *others = [*map(place.reading.text, range(at, min(at + 2, len(place.reading.path)))), ""]
    is_foot = first.isalpha() or any(map(names_channel, others))
    return names_channel(first) and not is_foot


def _at_foot(place: Place) -> Iterator[str]:
    """Words of a last cell that say how to reach somebody, as a page's foot does: in a sentence, as no other
    record; what the cell says already; or one more address, where few other cells have several and the record
    is not certain, or the foot has some, too.
    """
    column, start, end = place.span.cells[-1]
    if place.role(column) in _WAYS_TO_REACH:
        texts = [place.reading.text(at) for at in range(start, end)]
        yield from (text for text in texts[-1:] if text in texts[:-1])
        yield from (text for text in texts if kind(text) in IN_WORDS and column not in place.habits.worded)
        is_rare = column not in place.habits.several and not is_certain(place.span)
        is_more = is_rare or _reaches_behind(place.reading, end)
        if len(texts) > 1 and kind(texts[-1]) in REACHING and is_more:
            yield texts[-1]


def _reaches_behind(reading: Reading, end: int) -> bool:
    """Whether something behind the table says how to reach somebody."""
    kinds = (kind(reading.text(at)) for at in range(end, len(reading.path)))
    return any(each in REACHING or each in IN_WORDS for each in kinds)


def find_rest(reading: Reading) -> tuple[int, int]:
    """Where the table ended, and one past the last age behind it where ages show that rows follow.

    One age is enough where only words that no page has at its foot stand between it and the table; so are
    paragraphs with a column of their own, just one record on from the last ones, and words of cells again.
    """
    start = _find_end(reading)
    ages = [n for n in range(start, len(reading.path)) if kind(reading.text(n)) == "age"]
    if len(ages) >= AGES:
        return start, ages[-1] + 1
    following = (
        _find_age_in_row(reading, start) or _find_in_rhythm(reading, start) or _find_again(reading, start)
    )
    return (start, following + 1) if following else (0, 0)


def _find_age_in_row(reading: Reading, start: int) -> int | None:
    """An age where the row behind the table's end would have one; None where a page's foot follows."""
    if not start or all(state.kind != Role.AGE for state in reading.evidence.lattice.states):
        return None
    for n in range(start, min(start + reading.evidence.lattice.width, len(reading.path))):
        if n > start and kind(reading.text(n)) in ("age", "age-word"):
            return n
        if is_furniture(reading.text(n)):
            break
    return None


def _find_in_rhythm(reading: Reading, start: int) -> int | None:
    """The last paragraph behind the table that goes on with its rhythm."""
    rhythm, width = reading.evidence.rhythm, reading.evidence.lattice.width
    if not rhythm.is_even or not rhythm.is_anchored or start < width:
        return None
    last = None
    for n in range(start, len(reading.path)):
        if n > width + (last or start):
            break
        if _has_column(reading, n) and kind(reading.text(n - width)) == kind(reading.text(n)):
            last = n
    return last


def _find_again(reading: Reading, start: int) -> int | None:
    """The last paragraph behind the table that cells in it say again and again, where there are some."""
    cells = Counter(token.text for token in reading.stream.tokens[:start])
    again = [n for n in range(start, len(reading.path)) if cells[reading.text(n)] > 1]
    again = [n for n in again if kind(reading.text(n)) not in REACHING]
    return again[-1] if len(again) >= AGAIN else None


def _has_column(reading: Reading, at: int) -> bool:
    """Whether the table has a column that is for paragraphs of this kind."""
    homes = HOMES.get(kind(reading.text(at)), ())[:1]
    return any(state.role in homes for state in reading.evidence.lattice.states)


def _find_end(reading: Reading) -> int:
    behind = len(reading.evidence.lattice.states) - 1
    return reading.path.index(behind) if behind in reading.path else len(reading.path)


def find_unread(reading: Reading) -> list[Token]:
    """The paragraphs behind the table's end that say nothing which pages have at their foot."""
    behind = map(reading.stream.tokens.__getitem__, range(_find_end(reading), len(reading.path)))
    return [token for token in behind if not is_furniture(token.text)]


def is_cut_off(reading: Reading) -> bool:
    """Whether the table may go on: little is behind it that pages have there, or cells with a type, or what
    may be one more record.
    """
    count, start = len(reading.path), _find_end(reading)
    behind = [reading.text(n) for n in range(start, count)]
    if sum(kind(text) == "age" for text in behind) >= AGES:
        return True
    within = range(start, min(count, start + TYPED_WITHIN))
    if any(kind(reading.text(at)) in _TYPED or _has_column(reading, at) for at in within):
        return True
    if _may_be_record(reading, start):
        return True
    return count - start < SHORT and not any(_is_foot(reading, start, at) for at in range(start, count))


def _is_foot(reading: Reading, start: int, at: int) -> bool:
    """Whether a paragraph behind a table is of the page's foot: not where it stands as a row's description
    would, or its name, and only that it is a sentence, or has a word that pages have there, says so.
    """
    text, roles = reading.text(at), reading.evidence.lattice.roles
    if ends_page(text) or not is_furniture(text):
        return ends_page(text)
    is_sentence, is_plain = text[-1] in ".?" or _is_cut_short(reading, at), not _OTHER.search(text)
    is_name = roles[at - start] is Role.NAME and is_plain and features(text).capitals in TITLED
    return not is_name and not (roles[at - start] is Role.DESCRIPTION and is_sentence)


def _is_cut_short(reading: Reading, at: int) -> bool:
    """Whether the document ends with this paragraph, which is too long for a title and no whole sentence."""
    text = reading.text(at)
    return at == len(reading.path) - 1 and len(text.split()) >= LONG and text[-1].islower()


def _may_be_record(reading: Reading, start: int) -> bool:
    """Whether what stands behind the table, up to words of a page's foot, has as many places as a record, the
    blank ones counted; or is several brief words, or words of a cell; or reads more like a cell's than like a
    page's foot.
    """
    width = reading.evidence.lattice.width
    rest = [*takewhile(lambda n: not is_furniture(reading.text(n)), range(start, len(reading.path)))]
    blanks = sum(reading.stream.blanks[start + 1 : start + len(rest) + 1])
    cells = {reading.text(n) for n in range(start)}
    is_long = bool(rest) and len(rest) + blanks >= max(width, SHORT)
    is_brief = len(rest) > 1 and all(len(reading.text(n)) <= BRIEF for n in rest)
    return (
        is_long
        or is_brief
        or any(reading.text(n) in cells for n in rest)
        or any(map(reading.may_be_inside, rest[1:]))
    )
