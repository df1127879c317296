"""A page: services in a layout, disturbed, as tokens with the truth beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from benchmarks.generator.contacts import email, labelled_contact, person, phone
from benchmarks.generator.extras import EXTRAS
from benchmarks.generator.remarks import REMARKS
from benchmarks.generator.sections import title_maker, under
from benchmarks.generator.services import CELLS
from benchmarks.generator.styles import Style
from benchmarks.generator.taste import Lines
from benchmarks.generator.words import Words
from pipeline.model import Role
from pipeline.tables.streams.stream import Token
from pipeline.tables.words import strip_bullet

HEADINGS: Mapping[Role, tuple[str, ...]] = {
    Role.NAME: ("Name", "Organisation", "Provider", "Project"),
    Role.DESCRIPTION: ("Service Provided", "Nature of Project", "What they do"),
    Role.AGE: ("Age group", "Age range", "Ages"),
    Role.AREA: ("Area covered", "Area", "Location", "District"),
    Role.CONTACT: ("Coordinator Contact", "Contact", "Email", "Lead"),
    Role.PHONE: ("Telephone",),
    Role.URL: ("Website",),
    Role.AMOUNT: ("Amount", "£"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Tokens, and what they say: for each record the paragraphs of each column."""

    kind: str
    tokens: tuple[Token, ...]
    own: Mapping[str, Role]
    columns: tuple[tuple[Role, str], ...]
    records: tuple[tuple[Lines, ...], ...]
    lines: tuple[int, ...]  # the first line of each record
    body: int  # first token after the headings
    end: int  # one past the last token of the table
    truncated: bool
    titled: tuple[int, ...] = ()  # the place among the records of each below a title, as often as it has one


FEW_PEOPLE = {"forenames": 3, "surnames": 2, "domains": 2, "posts": 1, "towns": 9, "districts": 5}
FEW_KINDS = {"shorts": 4, "tails": 2, "remarks": 5}  # of service, of which a page says the same few things


def _narrow(draw: Random, words: Words, counts: Mapping[str, int]) -> Words:
    """The words of a page on which but so many of some lists come again and again."""
    return replace(words, **{name: tuple(draw.sample(getattr(words, name), n)) for name, n in counts.items()})


class _Sheet:
    """A page under construction: paragraphs on every second line, as our page has them."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []

    def put(self, text: str) -> None:
        words = strip_bullet(text)
        self.tokens.append(Token(words, 2 * len(self.tokens) + 1, words != text))


def page(draw: Random, words: Words, style: Style) -> Page:
    """A page in this style; the same seed gives the same page."""
    sheet = _Sheet()
    if draw.random() < style.few_people:
        words = _narrow(draw, words, FEW_PEOPLE)
    if style.few_kinds and draw.random() < style.few_kinds:
        words = _narrow(draw, words, FEW_KINDS)
    for text in _before(draw, words, style):
        sheet.put(text)
    columns, own = _headings(draw, words, style, sheet)
    body = len(sheet.tokens)
    printed = _print_rows(draw, words, style, sheet)
    end = len(sheet.tokens)
    for text in [] if style.truncated else _after(draw, words, style):
        sheet.put(text)
    return Page(
        style.kind,
        tuple(sheet.tokens),
        own,
        columns,
        tuple(printed.records),
        tuple(printed.lines),
        body,
        end,
        style.truncated,
        tuple(printed.titled),
    )


class _Printed(NamedTuple):
    """What was printed of a table, as `Page` has it."""

    records: list[tuple[Lines, ...]]
    lines: list[int]
    titled: list[int]


def _print_rows(draw: Random, words: Words, style: Style, sheet: _Sheet) -> _Printed:
    """Put all rows on the sheet, and the titles between them."""
    rows = [_row(draw, words, style) for _ in range(style.rows)]
    stops = [None] * (style.rows - 1) + [draw.random() if style.truncated else None]
    done = _Printed([], [], [])
    for (title, row), stop in zip(_with_titles(draw, words, style, rows), stops, strict=True):
        if title:
            sheet.put(title)
            done.titled.append(len(done.records))
        before = len(sheet.tokens)
        shown = _write(draw, style, sheet, row, stop)
        if any(shown):
            done.records.append(tuple(tuple(map(strip_bullet, cell)) for cell in shown))
            done.lines.append(next(each.line for each in sheet.tokens[before:] if each.text))
        if draw.random() < style.between:
            sheet.put("")
    return done


def _before(draw: Random, words: Words, style: Style) -> list[str]:
    texts = [draw.choice(words.prose) for _ in range(style.before)]
    return [*texts, draw.choice(words.titles)] if style.before else []


def _headings(
    draw: Random, words: Words, style: Style, sheet: _Sheet
) -> tuple[tuple[tuple[Role, str], ...], dict[str, Role]]:
    """The headings as printed, those of known roles in the page's own vocabulary."""
    columns: list[tuple[Role, str]] = []
    own: dict[str, Role] = {}
    for column, role in enumerate(style.columns):
        told = _told_by(style, column) if role is Role.TEXT else HEADINGS[role]
        if role is Role.TEXT and (not told or draw.random() >= TOLD):
            told = words.unknowns
        heading = draw.choice([each for each in told if (role, each) not in columns])
        if role is not Role.TEXT:
            own[heading] = role
        columns.append((role, heading))
        parts = heading.split(" ", 1)
        if role is not Role.TEXT and len(parts) > 1 and draw.random() < style.split_heading:
            for part in parts:
                sheet.put(part)
        else:
            sheet.put(heading)
    return tuple(columns), own


def _row(draw: Random, words: Words, style: Style) -> tuple[Lines, ...]:
    cells = [_cell(draw, words, style, column) for column in range(len(style.columns))]
    found = dict(zip(style.columns, cells, strict=True))
    is_one = style.columns.count(Role.CONTACT) == 1
    if is_one and found.get(Role.CONTACT) and draw.random() < style.taste.labelled:
        cells[style.columns.index(Role.CONTACT)] = labelled_contact(
            draw, words, found.get(Role.AREA, ()), Role.AREA in style.columns
        )
    return tuple(cells)


def _with_titles(
    draw: Random, words: Words, style: Style, rows: Sequence[tuple[Lines, ...]]
) -> Iterator[tuple[str, tuple[Lines, ...]]]:
    """The rows, each with the title above it, which is empty above most."""
    if not style.sections:
        yield from (("", row) for row in rows)
        return
    make, is_area = title_maker(draw, words)
    title, count = "", 0
    for number, row in enumerate(rows):
        begins = draw.random() < (style.sections if number else FIRST_TITLED)
        title, count = (make(count), count + 1) if begins else (title, count)
        yield title if begins else "", under(title, row, style.columns) if title and is_area else row


FIRST_TITLED = 0.8  # of the pages with titles, the share with one above the first row


def _cell(draw: Random, words: Words, style: Style, column: int) -> Lines:
    """The cell of one column; each column that nobody knows holds something else."""
    role = style.columns[column]
    if draw.random() < style.blank.get(role, 0.0):
        return ()
    if role is Role.CONTACT and role in style.columns[column + 1 :]:
        return person(draw, words)  # another column says how to reach them
    cell = CELLS[role](draw, words, replace(style.taste, remark=_remark_of(style, column)))
    for name, share in style.taste.extras.items():
        extra = EXTRAS[name]
        is_fitting = extra.role is role and extra.without not in style.columns
        if is_fitting and draw.random() < share:
            cell = extra.add(draw, words, cell)
    return cell


def _remark_of(style: Style, column: int) -> int:
    """What a column that nobody knows holds, as a place among the remarks."""
    return (style.taste.remark + style.columns[:column].count(Role.TEXT)) % len(REMARKS)


def _told_by(style: Style, column: int) -> tuple[str, ...]:
    return REMARKS[_remark_of(style, column)].headings


TOLD = 0.75  # of the columns without a role, the share whose heading tells what they hold, where one can


def _write(
    draw: Random, style: Style, sheet: _Sheet, row: tuple[Lines, ...], stop: float | None
) -> tuple[Lines, ...]:
    """Put one row on the sheet; where it is cut, what of it was printed."""
    shown: list[Lines] = []
    limit = len(row) if stop is None else max(1, int(stop * (len(row) + 1)))
    for role, cell in zip(style.columns[:limit], row[:limit], strict=True):
        _write_cell(draw, style, sheet, role, cell)
        shown.append(cell)
    return (*shown, *((),) * (len(row) - limit))


def _write_cell(draw: Random, style: Style, sheet: _Sheet, role: Role, cell: Lines) -> None:
    if not cell:
        if draw.random() < style.blank_mark:
            sheet.put("")
        return
    if draw.random() < style.leading:
        sheet.put("")
    is_list = len(cell) > 1 and draw.random() < style.lists
    for number, text in enumerate(cell):
        if number and draw.random() < style.inner:
            sheet.put("")
        sheet.put(f"• {text}" if is_list and not text.endswith(":") else text)
    if draw.random() < style.trailing.get(role, 0.0):
        sheet.put("")


def _after(draw: Random, words: Words, style: Style) -> list[str]:
    texts: list[str] = []
    for _ in range(style.after):
        shape = draw.random()
        if shape < style.prose_after:
            texts.append(draw.choice(words.prose))
        elif shape < style.prose_after + style.names_after:
            texts.append(
                draw.choice(
                    (email(draw, words), f"Telephone: {phone(draw, words)}", draw.choice(words.titles))
                )
            )
        else:
            texts.append(draw.choice(words.footers))
        if draw.random() < 0.05:
            texts.append("")
    return texts
