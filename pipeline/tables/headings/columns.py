"""The heading rows of a grid, and the columns that they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from pipeline.model import Column, Role
from pipeline.tables.grids.grid import GridCell
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import ONCE, find_roles, is_scant, may_be_services_table
from pipeline.tables.headings.words import is_plain_heading

DEEPEST = 30  # rows; headings stand no further down
Test = Callable[[Sequence[Role | None], Sequence[str]], bool]  # of the roles and words of a row of headings


class Span(Struct, frozen=True, gc=False):
    """A named column of the table, and the columns of the grid that it covers, the end excluded."""

    column: Column
    start: int
    end: int
    known: bool = True  # the vocabulary knows its heading
    lower: str = ""  # its words without those of the heading that stands over it and others


@dataclass(frozen=True)
class Heading:
    """The heading rows of a grid, first and last, and the columns that they name."""

    spans: tuple[Span, ...]
    first: int
    last: int
    columns: tuple[Column, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple([span.column for span in self.spans]))

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple([column.role for column in self.columns])

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple([column.heading for column in self.columns])

    @property
    def lower_texts(self) -> tuple[str, ...]:
        """The headings without what stands over several of them."""
        return tuple([span.lower or span.column.heading for span in self.spans])

    @property
    def width(self) -> int:
        return self.spans[-1].end

    @cached_property
    def _over(self) -> Mapping[int, Sequence[int]]:
        over: dict[int, list[int]] = {}
        for n, span in enumerate(self.spans):
            for column in range(span.start, span.end):
                over.setdefault(column, []).append(n)
        return over

    def find_under(self, cell: GridCell) -> Sequence[int]:
        """The numbers of the headings under which the cell stands."""
        if cell.span == 1:
            return self._over.get(cell.column, ())
        return [
            n
            for n, span in enumerate(self.spans)
            if cell.column < span.end and span.start < cell.column + cell.span
        ]

    @property
    def is_named(self) -> bool:
        """True where it is known which column holds the names."""
        return any(span.known and span.column.role is Role.NAME for span in self.spans)

    @property
    def says_little(self) -> bool:
        """True where the headings say no more than names, and how to reach them or sums."""
        return is_scant(self.roles, self.texts)

    @property
    def is_plain(self) -> bool:
        """True where each heading stands over one column of the grid."""
        return self.width == len(self.spans)


def find_heading(
    rows: Iterable[tuple[GridCell, ...]], own: Mapping[str, Role], can_be: Test = may_be_services_table
) -> Heading | None:
    """The first row whose headings can be of a table of services, with the row under it that divides them."""
    above: tuple[GridCell, ...] = ()
    found: Heading | None = None
    for number, row in enumerate(rows):
        if found is not None:
            return _divide(found, row, above, own) or found
        spans = _name_columns(row, above, own)
        if spans and can_be(*_roles_and_texts(spans)):
            found = Heading(spans, number, number)
            if all(cell.span == 1 and cell.rows == 1 for cell in row):
                return found
        elif number >= DEEPEST:
            return None
        above = row
    return found


def _roles_and_texts(spans: Sequence[Span]) -> tuple[list[Role | None], list[str]]:
    return (
        [span.column.role if span.known else None for span in spans],
        [span.column.heading for span in spans],
    )


def _name_columns(
    row: tuple[GridCell, ...], above: tuple[GridCell, ...], own: Mapping[str, Role]
) -> tuple[Span, ...]:
    """The columns that this row names, one of them a name; a blank one is named by the heading above it."""
    if len([cell for cell in row if cell.paragraphs]) < 2:
        return ()
    texts = [cell.text for cell in row]
    groups = [_find_group(cell, row, above) for cell in row] if above else []
    if any(groups):
        texts = [text or group for text, group in zip(texts, groups, strict=True)]
        roles = _join_roles(find_roles(texts, own), _lend(find_roles(groups, own), texts))
    else:
        roles = find_roles(texts, own)
    return tuple(map(_to_span, row, texts, roles)) if Role.NAME in roles else ()


def _find_group(cell: GridCell, row: tuple[GridCell, ...], above: tuple[GridCell, ...]) -> str:
    """The heading in the row above that stands over this cell and another."""
    width = row[-1].column + row[-1].span
    for group in above:
        if group.column <= cell.column < group.column + group.span and not cell.above:
            return group.text if 1 < group.span < width else ""
    return ""


def _join_roles(
    roles: Sequence[Role | None], groups: Sequence[Role | None], others: Sequence[Role | None] = ()
) -> tuple[Role | None, ...]:
    """The roles of divided headings; what stands over them adds none that another column has already.

    "Dates" under "Details" is no second description.
    """
    joined = tuple(map(_join, roles, groups))
    times = Counter([*joined, *others])
    return tuple(
        role if each in ONCE and times[each] > 1 else each for role, each in zip(roles, joined, strict=True)
    )


def _lend(groups: Sequence[Role | None], texts: Sequence[str]) -> list[Role | None]:
    """The roles of what stands over these headings, but over those that are known to have none: "Notes"."""
    return [None if is_plain_heading(text) else group for group, text in zip(groups, texts, strict=True)]


def _join(role: Role | None, group: Role | None) -> Role | None:
    """The role of a divided heading: "Name" under "Contact" is a contact's."""
    if role is None or (role is Role.NAME and group is Role.CONTACT):
        return group
    return role


def _to_span(cell: GridCell, text: str, role: Role | None) -> Span:
    return Span(Column(role or Role.TEXT, text), cell.column, cell.column + cell.span, role is not None)


def _divide(
    found: Heading, row: tuple[GridCell, ...], above: tuple[GridCell, ...], own: Mapping[str, Role]
) -> Heading | None:
    """The heading with its wide columns divided by the row under it, where that row is one of headings."""
    new = [cell for cell in row if not cell.above]
    wide = [span for span in found.spans if span.end - span.start > 1]
    deep = any(cell.rows > 1 for cell in above) and any(cell.above for cell in row)
    if not deep and not _only_under(new, wide):
        return None
    spans: list[Span] = []
    for span in found.spans:
        under = [cell for cell in new if span.start <= cell.column < span.end and cell.paragraphs]
        if len(under) < 2:
            spans.append(span)
            continue
        texts = [each.text for each in under]
        roles = find_roles(texts, own)
        if found.is_named and not (span.known and span.column.role is Role.NAME):
            roles = tuple([next(iter(possible_roles(text, own)), None) for text in texts])
        groups = _lend([span.column.role if span.known else None] * len(under), texts)
        others = [each.column.role for each in found.spans if each is not span]
        for cell, role in zip(under, _join_roles(roles, groups, others), strict=True):
            text = cell.text if role is None and span.known else f"{span.column.heading} {cell.text}"
            spans.append(replace(_to_span(cell, text, role), lower=cell.text))
    if deep or len(spans) > len(found.spans):
        return Heading(tuple(spans), found.first, found.last + 1)
    return None


def _only_under(cells: Sequence[GridCell], wide: Sequence[Span]) -> bool:
    """True where all printed cells of the row are headings that stand under a wide one."""
    filled = [cell for cell in cells if cell.paragraphs]
    return bool(filled) and all(
        any(span.start <= cell.column < span.end for span in wide)
        and len(cell.text) < 40
        and "@" not in cell.text
        for cell in filled
    )
