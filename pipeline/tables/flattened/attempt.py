"""A document read with one set of columns, and what speaks against these being its columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.model import Role
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.detectors import WHOLE, features, is_foot_text
from pipeline.tables.flattened.heading_run import HeadingRun, is_heading_like, is_known
from pipeline.tables.flattened.layout import SECTION
from pipeline.tables.flattened.neighbours import REACHING, is_surely_counted
from pipeline.tables.flattened.records import Span, sureness
from pipeline.tables.flattened.rhythm import Rhythm
from pipeline.tables.headings.readings import WAYS_TO_REACH, possible_roles
from pipeline.tables.headings.words import is_plain_heading, names_several

SURE = 0.98  # a table whose records are surer than this on average has the columns that it announces
FULL = 0.8  # of the records, the share with words in each column of a table that is not shifted
USUAL = 0.8  # of the records, the share that has what the first one should have
_NO_TITLES = {Role.AGE, Role.CONTACT, Role.PHONE, Role.URL}  # whose headings stand above no rows of their own
_TITLES = (Role.TEXT, Role.DESCRIPTION)  # the first heading of a table, which may be its title
FEW = 0.1  # of the records, the share that may begin like a heading where the first does, and begins with one
HALF = 0.5  # of the paragraphs under a heading, by which it seems to be of addresses
_SUMS = ("money", "money-in", "number")
IDLE = 0.2  # of the records, the share with words under a heading that is idle
CROWDED = 0.3  # the share of records with several paragraphs in a cell by which a column may be missing


@dataclass(frozen=True, eq=False)
class Attempt:
    """One reading of the document with one set of columns; a table may go on below its headings repeated.

    Each equals itself alone, so that what is found from one can be kept by it.
    """

    run: HeadingRun
    readings: tuple[Reading, ...]
    spans: tuple[tuple[Span, ...], ...]  # by reading

    @cached_property
    def all_spans(self) -> tuple[Span, ...]:
        """The records of all readings."""
        return tuple(span for spans in self.spans for span in spans)

    @cached_property
    def sureness(self) -> float:
        """The geometric mean of the records' probabilities."""
        return sureness(self.all_spans)

    @property
    def begins_oddly(self) -> bool:
        """Whether the first record begins with a blank cell, or with one of several paragraphs.

        Contacts have several as a rule.
        """
        column, start, end = self.all_spans[0].cells[0] if self.all_spans else (0, 0, 1)
        return column > 0 or (end - start > 1 and self.run.columns[0].role is not Role.CONTACT)

    @property
    def lacks_at_start(self) -> bool:
        """Whether the first record lacks what nearly all others have."""
        records = [each.record for each in self.all_spans]
        if len(records) < 2:
            return False
        first, *others = records
        lacking = [n for n, cell in enumerate(first.cells) if not cell.paragraphs]
        return any(
            sum(bool(each.cells[n].paragraphs) for each in others) > USUAL * len(others) for n in lacking
        )

    @property
    def names_heading(self) -> bool:
        """Whether the first record's name is a heading that we know, or a title above it is such a one."""
        roles = {*possible_roles(self._first_title)}
        is_title = bool(roles) and roles <= _NO_TITLES
        return is_title or bool(self.first_name and possible_roles(self.first_name))

    @property
    def may_name_heading(self) -> bool:
        """Whether it is, or one without a role."""
        return self.names_heading or bool(self.first_name and is_plain_heading(self.first_name))

    @property
    def first_name(self) -> str:
        """The first words of the first record's name; empty where it has none."""
        names = [span.record.paragraphs(Role.NAME) for span in self.all_spans[:1]]
        return next((each[0].text for each in names if each), "")

    @property
    def first_words(self) -> str:
        """The first words below its headings, as far as its records have them."""
        first = [span.record.cells[span.cells[0][0]].texts[0] for span in self.all_spans[:1]]
        return next(iter(first), "")

    @property
    def _first_title(self) -> str:
        """The title that stands right below the headings; empty where none does."""
        first = [each for each in self.readings[:1] if each.path and each.state(0).kind == SECTION]
        return first[0].text(0) if first else ""

    @property
    def is_shifted(self) -> bool:
        """Whether a column lacks words in many records, or the last one in the last record, or holds words in
        the first record and addresses or numbers in all others.

        So it is where a record's first words, or a title, are read as one more heading.
        """
        spans, columns = self.all_spans, range(len(self.run.columns))
        is_sparse = any(self.filled(n) < FULL for n in columns)
        last = spans[-1].record.cells[-1].texts if spans else ()
        is_cut = not last or is_foot_text(last[-1])
        return is_sparse or is_cut or any(map(self._begins_unlike, columns))

    def _begins_unlike(self, column: int) -> bool:
        """Whether a column holds nothing but words in the first record, and the same kind of address in all
        others.
        """
        texts = [span.record.cells[column].texts for span in self.all_spans]
        others = {features(each[0]).kind if each else "" for each in texts[1:]}
        first = {features(each).kind for each in texts[0]} if texts else set[str]()
        return first == {"words"} and len(others) == 1 and WHOLE.keys() >= others

    @property
    def heads_addresses(self) -> bool:
        """Whether mostly addresses and numbers stand under an unknown heading, in a table with a column
        for such: it may be the rest of the heading before it, and its words the first of that column.
        """
        roles, columns = set(self.run.roles), enumerate(self.run.columns)
        unknown = [n for n, column in columns if column.role is Role.TEXT and not is_known(column.heading)]
        return not WAYS_TO_REACH.isdisjoint(roles) and any(map(self._reaches, unknown))

    def _reaches(self, column: int) -> bool:
        texts = [text for span in self.all_spans for text in span.record.cells[column].texts]
        return sum(features(text).kind in REACHING for text in texts) > HALF * len(texts)

    @property
    def begins_with_heading(self) -> bool:
        """Whether its first heading may be a title, and the first words below that read like a heading more,
        as those of hardly any other record do.
        """
        if self.run.columns[0].role not in _TITLES:
            return False
        texts = [span.record.cells[0].texts[:1] for span in self.all_spans]
        alike = [bool(each) and is_heading_like(each[0]) for each in texts] or [False]
        return alike[0] and sum(alike) <= max(1, FEW * len(alike))

    @property
    def length(self) -> int:
        """The number of paragraphs in its records."""
        return sum(end - start for span in self.all_spans for _, start, end in span.cells)

    @property
    def is_even(self) -> bool:
        """Whether all records seem to have just as many places as there are columns, the first one too."""
        return (
            not self.may_begin_elsewhere
            and bool(self.readings)
            and all(_is_even(each.evidence.rhythm) for each in self.readings)
        )

    @cached_property
    def counted(self) -> frozenset[int]:
        """The numbers of the records of which counting tells the cells, and their words say nothing else."""
        pairs = zip(self.readings, self.spans, strict=True)
        records = ((reading, each) for reading, spans in pairs for each in spans)
        return frozenset(each.record.number for one, each in records if is_surely_counted(one, each))

    @property
    def is_beyond_doubt(self) -> bool:
        """Whether it is sure, and its rows are straight."""
        return self.sureness >= SURE and not (self.is_shifted or self.may_begin_elsewhere)

    @property
    def may_begin_elsewhere(self) -> bool:
        """Whether its first words may be one more heading, or its last heading the first words."""
        return self.begins_oddly or self.lacks_at_start

    def filled(self, column: int) -> float:
        """The share of records with words in this column."""
        return self._share(column, 1)

    @cached_property
    def may_have_title(self) -> bool:
        """Whether its first heading is of several things, and one of its columns is idle."""
        columns = self.run.columns
        return names_several(columns[0].heading) and any(map(self.is_idle, range(len(columns))))

    @property
    def may_end_in_title(self) -> bool:
        """Whether nobody knows its last heading, which may be the first of titles between rows, as the words
        below it may: it has a number, or most of those have none.
        """
        last = self.run.columns[-1]
        if last.role is not Role.TEXT or is_known(last.heading):
            return False
        texts = [each for span in self.all_spans if (each := span.record.cells[-1].text)]
        numbered = sum(any(map(str.isdigit, text)) for text in texts)
        return any(map(str.isdigit, last.heading)) or 2 * numbered <= len(texts)

    def is_idle(self, column: int) -> bool:
        """Whether hardly any record has words in this column, or such as its heading tells: sums, of sums."""
        is_sum = self.run.columns[column].role is Role.AMOUNT
        cells = [span.record.cells[column].texts for span in self.all_spans]
        told = sum(any(not is_sum or features(text).kind in _SUMS for text in texts) for texts in cells)
        return told < IDLE * len(cells)

    @cached_property
    def cells(self) -> list[tuple[tuple[Role, tuple[str, ...]], ...]]:
        """What its records hold, each filled cell with its role."""
        records = [span.record for span in self.all_spans]
        return [tuple((cell.role, cell.texts) for cell in each.cells if cell.paragraphs) for each in records]

    def is_crowded(self, column: int) -> bool:
        """Whether many records hold several paragraphs in this column, or in one beside it."""
        beside = range(max(0, column - 1), min(column + 2, len(self.run.columns)))
        return any(self._share(each, 2) >= CROWDED for each in beside)

    def _share(self, column: int, paragraphs: int) -> float:
        spans = self.all_spans
        return sum(len(each.record.cells[column].paragraphs) >= paragraphs for each in spans) / max(
            1, len(spans)
        )


def _is_even(rhythm: Rhythm) -> bool:
    return rhythm.is_unbroken or (rhythm.is_told_by_cells and rhythm.is_anchored)
