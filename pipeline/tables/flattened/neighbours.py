"""A record among its neighbours, and how well its words would fit the cells beside their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.model import Cell, Role
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.elsewhere import Holdings, holdings
from pipeline.tables.flattened.glue import find_addresses
from pipeline.tables.flattened.lattice import find_places
from pipeline.tables.flattened.layout import IN_CONTACT, LABEL
from pipeline.tables.flattened.matters import Content, contents
from pipeline.tables.flattened.particulars import is_timely
from pipeline.tables.flattened.records import Span

CERTAIN = 0.98  # a record as sure as this is right though some words of it would fit elsewhere too
COMMON = 0.8  # a column filled in more of the records than this is missed where it is blank
RARE = 0.1  # a column filled in fewer of the records than this holds words that may have strayed
MANY = 9  # records
SEVERAL = 0.2  # of the records, the share with several paragraphs in a column where that is usual
TITLED = 2 / 3  # of the first cells with several paragraphs, which have two where titles stand above rows
TIMED = 0.6  # of an unknown column's cells, the share that end in a day or an hour where it is for such
USUAL = 0.95  # of the records, the share whose last cell is no longer than usual

REACHING = frozenset({"email", "emails", "phone", "url"})  # ways to reach somebody, alone
IN_WORDS = ("email-in", "email-and", "phone-in", "url-in")  # ways to reach somebody, among other words

SpanCell = tuple[int, int, int]  # a filled cell: its column, its first paragraph, one past its last
HeldCell = tuple[int, tuple[str, ...]]  # its column, and its words


@dataclass(frozen=True, slots=True)
class Habits:
    """What nearly all records of a table have."""

    roles: tuple[Role, ...]  # of its columns
    contents: tuple[Content, ...]  # of the same
    common: frozenset[int]  # columns that are filled
    addresses: frozenset[str]  # every e-mail address that stands alone
    rare: frozenset[int]  # columns that hardly any record has
    lone: frozenset[int]  # columns that are blank in one record alone, of many
    several: frozenset[int]  # columns in which many records have several paragraphs
    rung: frozenset[int]  # columns of contacts in which a telephone number stands
    placed: frozenset[int]  # columns, of names or unknown, in which several records have known places alone
    aged: frozenset[int]  # columns in which two records or more have an age
    timed: frozenset[int]  # unknown columns in which most records name a day or an hour
    dated: frozenset[int]  # unknown columns in which nearly all cells are dates
    unfinished: frozenset[int]  # columns in which several cells end in a colon
    reaching: frozenset[int]  # unknown columns in which many records have an address or a number, and no more
    worded: frozenset[int]  # columns in which other words than the last record's say how to reach somebody
    above: frozenset[str]  # the first words of records whose first cells have two paragraphs, as no other has
    capitals: bool  # several names are written in capitals alone
    labelled: bool  # what nearly every contact begins with is no address
    ending: int  # paragraphs in a last cell
    held: Holdings


@dataclass(frozen=True, slots=True)
class Place:
    """A record in its table."""

    reading: Reading
    span: Span
    before: Span | None
    after: Span | None
    habits: Habits
    held: Mapping[Role, Sequence[HeldCell]]  # what its filled cells hold

    @property
    def number(self) -> int:
        return self.span.record.number

    def role(self, column: int) -> Role:
        """What stands in that column."""
        return self.habits.roles[column]

    def cells_of(self, *roles: Role) -> Sequence[HeldCell]:
        """The column and the paragraphs of each filled cell with one of these roles, in their order."""
        if len(roles) == 1:
            return self.held.get(roles[0], ())
        held = [self.held[role] for role in roles if role in self.held]
        return held[0] if len(held) == 1 else sorted(chain.from_iterable(held))

    def texts_of(self, role: Role) -> Sequence[str]:
        """The paragraphs of all its cells with this role."""
        cells = self.held.get(role, ())
        return cells[0][1] if len(cells) == 1 else [text for _, texts in cells for text in texts]

    @property
    def is_crowded(self) -> bool:
        """Whether one of its cells has several paragraphs."""
        return self.span.end - self.span.cells[0][1] > len(self.span.cells)

    @property
    def is_counted(self) -> bool:
        """Whether all records of the table seem to have as many places, so that counting tells its rows."""
        return self.reading.evidence.rhythm.is_even

    def lacks(self, span: Span) -> frozenset[int]:
        """Columns that nearly all records have, and this one not."""
        return frozenset() if span.is_full else self.habits.common.difference([n for n, _, _ in span.cells])

    def is_shown(self, border: int) -> bool:
        """Whether a placeholder stands before this paragraph."""
        blanks = self.reading.stream.blanks
        return border < len(blanks) and blanks[border] > 0

    def breaks_off(self, span: Span) -> bool:
        """Whether this record alone lacks a cell behind its last one."""
        last = span.cells[-1][0]
        return any(column > last for column in self.habits.lone & self.lacks(span))

    @property
    def is_fenced(self) -> bool:
        """Whether the record and the one before it are whole, and no area ends the one before."""
        if not self.before:
            return not self.lacks(self.span)
        is_area = self.role(self.before.cells[-1][0]) is Role.AREA
        return not is_area and not self.lacks(self.span) and not self.lacks(self.before)

    def beside(self, column: int) -> list[SpanCell]:
        """The filled cells of the record nearest to a blank one, on both sides."""
        cells = self.span.cells
        return [
            *[cell for cell in cells if cell[0] < column][-1:],
            *[cell for cell in cells if cell[0] > column][:1],
        ]


def is_surely_counted(reading: Reading, span: Span) -> bool:
    """Whether counting tells the cells of a record, and its words say nothing else."""
    return reading.is_counted(span.cells[0][1], span.end)


def is_certain(span: Span) -> bool:
    """Whether the reading of a record leaves no room for another: next to none measured so sure was wrong."""
    return span.record.confidence >= CERTAIN


def places(reading: Reading, spans: Sequence[Span]) -> Iterator[Place]:
    """Every record of a reading, in page order."""
    habits = _habits(reading, spans)
    for before, span, after in zip([None, *spans[:-1]], spans, [*spans[1:], None], strict=True):
        yield Place(reading, span, before, after, habits, _held(span))


def _held(span: Span) -> dict[Role, list[HeldCell]]:
    """By role what the filled cells of a record hold."""
    held: dict[Role, list[HeldCell]] = {}
    for column, _, _ in span.cells:
        cell = span.record.cells[column]
        held.setdefault(cell.column.role, []).append((column, cell.texts))
    return held


def _habits(reading: Reading, spans: Sequence[Span]) -> Habits:
    counts = Counter(column for span in spans for column, _, _ in span.cells)
    several = Counter(column for span in spans for column, start, end in span.cells if end - start > 1)
    roles = tuple(cell.role for cell in spans[0].record.cells)
    kinds, last = _kinds(spans), sum(end - start for _, start, end in spans[-1].cells)
    placed = Counter(n for n, cell in _filled(spans, Role.NAME, Role.TEXT) if _names_places(cell))
    aged = Counter(n for n, kind in kinds if kind in ("age", "age-in"))
    reaching = Counter(n for n, cell in _filled(spans, Role.TEXT) if _reaches(cell))
    timed = Counter(n for n, cell in _filled(spans, Role.TEXT) if is_timely(cell.texts[-1]))
    dated = Counter(n for n, cell in _filled(spans, Role.TEXT) if features(cell.text).kind == "date")
    unfinished = Counter(
        n for span in spans for n, cell in enumerate(span.record.cells) if cell.text.endswith(":")
    )
    lengths = sorted(end - start for span in spans for _, start, end in span.cells[-1:])
    others = max(1, len(spans) - 1)  # what all records but one have, that one is missing
    return Habits(
        roles=roles,
        contents=contents([cell.column for cell in spans[0].record.cells]),
        common=frozenset(column for column, count in counts.items() if count > COMMON * others),
        addresses=find_addresses(span.record for span in spans),
        rare=frozenset(column for column, count in counts.items() if count < RARE * len(spans)),
        lone=frozenset(column for column, count in counts.items() if count == len(spans) - 1 >= MANY),
        several=frozenset(column for column, count in several.items() if count > SEVERAL * len(spans)),
        rung=frozenset(n for n, kind in kinds if kind.startswith("phone") and roles[n] is Role.CONTACT),
        placed=frozenset(n for n, count in placed.items() if count > max(1, SEVERAL * len(spans))),
        aged=frozenset(n for n, count in aged.items() if count > 1),
        timed=frozenset(n for n, count in timed.items() if count > TIMED * counts[n]),
        dated=frozenset(n for n, count in dated.items() if count > max(1, COMMON * (counts[n] - 1))),
        unfinished=frozenset(n for n, count in unfinished.items() if count > max(1, SEVERAL * len(spans))),
        reaching=frozenset(n for n, count in reaching.items() if count > SEVERAL * len(spans)),
        worded=frozenset(n for n, kind in kinds[:-last] if kind in IN_WORDS),
        above=_find_above(spans),
        capitals=_are_in_capitals(spans),
        labelled=_are_labelled(reading, spans),
        ending=lengths[int(USUAL * (len(lengths) - 1))],
        held=holdings(span.record for span in spans),
    )


def _kinds(spans: Sequence[Span]) -> list[tuple[int, str]]:
    """The column of each paragraph in these records, and its kind."""
    cells = [(n, cell) for span in spans for n, cell in enumerate(span.record.cells)]
    return [(n, features(each.text).kind) for n, cell in cells for each in cell.paragraphs]


def _filled(spans: Sequence[Span], *roles: Role) -> Iterator[tuple[int, Cell]]:
    """The column of each filled cell with one of these roles, and the cell."""
    columns = [n for n, cell in enumerate(spans[0].record.cells) if cell.role in roles]
    cells = ((n, span.record.cells[n]) for span in spans for n in columns)
    return ((n, cell) for n, cell in cells if cell.paragraphs)


def _names_places(cell: Cell) -> bool:
    return all(features(each.text).places == "all" for each in cell.paragraphs)


def _reaches(cell: Cell) -> bool:
    return all(features(each.text).kind in REACHING for each in cell.paragraphs)


def _find_above(spans: Sequence[Span]) -> frozenset[str]:
    """The first of two paragraphs in first cells, where few have more and, unless they are areas, none has
    these words alone: as they stand where titles between rows are read into the cells below them.
    """
    first = [span.record.cells[span.cells[0][0]] for span in spans]
    several = [cell.texts for cell in first if len(cell.texts) > 1]
    above = [texts[0] for texts in several if len(texts) == 2]
    ends = {cell.texts[-1] for cell in first if cell.role is not Role.AREA}
    is_told = len(above) > max(1, TITLED * len(several)) and ends.isdisjoint(above)
    return frozenset(above) if is_told else frozenset()


def _are_in_capitals(spans: Sequence[Span]) -> bool:
    names = [span.record.text(Role.NAME) for span in spans]
    return sum(map(str.isupper, names)) > max(1, SEVERAL * len(names))


def _are_labelled(reading: Reading, spans: Sequence[Span]) -> bool:
    """Whether nearly every contact begins with a label."""
    opening = [reading.state(start).kind for span in spans for _, start, _ in span.cells]
    contacts = [kind for kind in opening if kind in IN_CONTACT]
    return contacts.count(LABEL) > COMMON * max(1, len(contacts) - 1)


def pull(reading: Reading, at: int, column: int, *, starts: bool) -> float:
    """How well the paragraph alone fits that column, beside how well it fits where it was read."""
    known = reading.evidence
    alive, emits = known.alive[at], known.emits[at]
    others = find_places(known.lattice.roles, alive, column, starts)
    return max([emits[n] for n in others], default=0.0) / emits[alive.index(reading.path[at])]
