"""The lattice's shape for one heading row: its states, and what each step between two of them means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Role
from pipeline.tables.flattened.matters import Content, Matter

MOST_BLANKS = 3  # more placeholders than these between two paragraphs say no more
AFTER = "after"
SECTION = "section"  # a title between rows, of those below it
LABEL, EMAIL, LABELLED, REACH = "label", "email", "labelled", "reach"
IN_CONTACT = (LABEL, EMAIL, LABELLED, REACH)  # LABELLED: an address behind a label


@dataclass(frozen=True, slots=True)
class State:
    """What a paragraph is: the first or a further one of its cell in `column`; a title between rows; or what
    stands behind the table.

    A contact column has four kinds of paragraph: addresses without a label, labels, addresses behind one, and
    other ways to reach somebody.
    """

    column: int
    role: str
    kind: str
    starts: bool

    @property
    def is_outside(self) -> bool:
        """Whether the paragraph belongs to no record."""
        return self.kind in (AFTER, SECTION)

    @property
    def label(self) -> str:
        """The name under which the weights know the state."""
        kind = EMAIL if self.kind == LABELLED else self.kind
        return kind if self.starts else f"{kind}+"


@lru_cache(maxsize=256)
def states(roles: tuple[Content, ...]) -> tuple[State, ...]:
    """Every state of a table with these columns; the last two: a title between rows, and behind the table."""
    inside = tuple(
        State(column, role.value, kind, starts)
        for column, role in enumerate(roles)
        for kind in (IN_CONTACT if role is Role.CONTACT else (role.value,))
        for starts in (True, False)
        if not (starts and kind == LABELLED)
    )
    title = State(len(roles) + 1, SECTION, SECTION, True)
    return (*inside, title, State(len(roles), AFTER, AFTER, True))


def on_page(names: tuple[str, ...] | None, habits: tuple[str, ...]) -> tuple[str, ...] | None:
    """What a step means in general, and what it means on a page of each of these habits."""
    if names is None:
        return None
    return (*names, *(f"{name}~{habit}" for habit in habits for name in names))


def moves(one: State, two: State, blanks: int, roles: tuple[Content, ...]) -> tuple[str, ...] | None:
    """What the step from one paragraph's state to the next one's means; None: it cannot be.

    `blanks` placeholders stand between them. Columns move only forward; back means a new record.
    """
    if one.kind == AFTER:
        return (f"after|{blanks}",) if two.kind == AFTER else None
    if two.kind == AFTER:
        is_title = one.kind == SECTION
        return None if is_title else (*_leaving(one), *_skipped(roles[one.column + 1 :]), f"stop|{blanks}")
    if two.kind == SECTION:
        return _to_title(one, blanks, roles)
    if one.kind == SECTION:
        return (f"titled|{min(blanks, 2)}", *_to_first_cell(two, roles)) if two.starts else None
    if not two.starts:
        same = one.column == two.column and (one.kind, two.kind) not in ((LABEL, EMAIL), (EMAIL, LABELLED))
        return (f"in:{one.kind}>{two.kind}", f"in:{two.role}|{min(blanks, 2)}") if same else None
    return _to_next_cell(one, two, blanks, roles)


def _to_title(one: State, blanks: int, roles: tuple[Content, ...]) -> tuple[str, ...]:
    if one.kind == SECTION:
        return ("section again",)
    return (*_leaving(one), *_skipped(roles[one.column + 1 :]), f"section|{blanks}")


def _to_first_cell(two: State, roles: tuple[Content, ...]) -> tuple[str, ...]:
    headless = ("headless",) if two.column else ()
    return (*_skipped(roles[: two.column]), *headless, f"into:{two.kind}")


def _to_next_cell(one: State, two: State, blanks: int, roles: tuple[Content, ...]) -> tuple[str, ...]:
    row = two.column <= one.column
    tail = roles[one.column + 1 :]
    skipped = (*tail, *roles[: two.column]) if row else roles[one.column + 1 : two.column]
    step = "row" if row else "cell"
    names = [
        *_leaving(one),
        *_skipped(skipped),
        f"into:{two.kind}",
        f"{step}:{min(len(skipped), 2)}|{blanks}",
    ]
    if not skipped:
        names.append(f"trail:{one.role}|{min(blanks, 2)}")
    if row and two.column:
        names.append("headless")
    return tuple(names)


def _leaving(one: State) -> Iterator[str]:
    if one.kind == LABEL:
        yield "leave:label"


def _skipped(roles: tuple[Content, ...]) -> Iterator[str]:
    return (f"skip:{role}" for role in roles)


def unevenness(one: State, two: State, blanks: int, roles: tuple[Content, ...]) -> int:
    """How far a step departs from one paragraph or placeholder for each cell.

    `blanks` placeholders between the two have a place; where they have none on the page, it is 0.
    """
    if one.kind == AFTER:
        return 0
    if not two.starts:
        return 1
    apart = _apart(len(_between(one, two, roles)), blanks, ends=two.kind == AFTER)
    return apart + (two.kind == SECTION)


def unevenness_at_start(two: State, blanks: int) -> int:
    """The same for the first paragraph behind the headings."""
    return 1 if two.kind == SECTION else max(0, two.column - blanks)


def _apart(skipped: int, blanks: int, *, ends: bool) -> int:
    """How many blank cells are not shown, or how many placeholders are no cells; behind a table are some."""
    return max(0, skipped - blanks) if ends or blanks == MOST_BLANKS else abs(skipped - blanks)


def _between(one: State, two: State, roles: tuple[Content, ...]) -> tuple[Content, ...]:
    """The columns that are blank between the cells of two paragraphs."""
    if two.column > one.column:
        return roles[one.column + 1 : two.column]
    return (*roles[one.column + 1 :], *roles[: two.column])


def opening(two: State, blanks: int, roles: tuple[Content, ...]) -> tuple[str, ...] | None:
    """What it means that the first paragraph behind the headings has this state."""
    if two.kind == AFTER:
        return ("empty",)
    if two.kind == SECTION:
        return (f"open:section|{min(blanks, 2)}",)
    if not two.starts:
        return None
    return (*_to_first_cell(two, roles), f"open:{min(two.column, 2)}|{blanks}")


def closing(one: State, roles: tuple[Content, ...]) -> tuple[str, ...] | None:
    """What it means that the stream ends in this state; None: it cannot."""
    if one.is_outside:
        return () if one.kind == AFTER else None
    return (*_leaving(one), *_skipped(roles[one.column + 1 :]), "end")


def fits(state: State, kind: str) -> bool:
    """Whether a paragraph of this kind can be in this state at all: the typed vetoes."""
    if state.kind in (AFTER, Role.TEXT.value):
        return True
    if state.kind == SECTION:
        return can_be_title(kind)
    if kind.startswith("email"):
        return state.kind in (EMAIL, LABELLED) or (state.kind in _PROSE and kind in ("email-in", "email-and"))
    if state.kind in (EMAIL, LABELLED):
        return False
    if state.kind == REACH:
        return kind in ("phone", "url", "number", "phone-in", "url-in")
    allowed = _TYPED.get(kind)
    return allowed is None or state.kind in allowed or state.kind in _MATTERS


def can_be_title(kind: str) -> bool:
    """Whether a paragraph of this kind can be a title between rows."""
    return kind in _TITLES


def fits_column(role: Content, kind: str) -> bool:
    """Whether a paragraph of this kind can begin a cell of a column with this role."""
    return any(state.starts and not state.is_outside and fits(state, kind) for state in states((role,)))


_MATTERS = frozenset(each.value for each in Matter)
_PROSE = _MATTERS | {Role.DESCRIPTION.value}
_MEANS = frozenset({"email", "phone", "url"})
_FURTHER_PROSE = f"{Role.DESCRIPTION.value}+"
_TITLES = frozenset({"words", "date", "date-in", "digits", "age-in", "age-word", "number"})
_TYPED = {
    "age": frozenset({"age", "name", "description", "amount"}),
    "phone": frozenset({"phone", REACH, "amount"}),
    "url": frozenset({"url", REACH, "name"}),
    "money": frozenset({"amount", "description"}),
    "number": frozenset({"amount", "age", "phone", "name", REACH}),
}


def fitting(layout: tuple[State, ...], kind: str) -> tuple[int, ...]:
    """The states that a paragraph of this kind can be in; all of them where no column takes it."""
    found = tuple(n for n, state in enumerate(layout) if fits(state, kind))
    return found if len(found) > 1 else tuple(range(len(layout)))


def fitting_paragraph(layout: tuple[State, ...], kind: str) -> tuple[int, ...]:
    """The same for a whole paragraph: a description may end in one that says how to reach somebody."""
    found = fitting(layout, kind)
    ends = [n for n, state in enumerate(layout) if kind in _MEANS and state.label == _FURTHER_PROSE]
    return tuple(sorted({*found, *ends}))
