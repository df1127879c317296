"""A page: services in a layout, disturbed, as tokens with the truth beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import NamedTuple

from benchmarks.generator.contacts import email, labelled_contact, phone
from benchmarks.generator.sections import title_maker, under
from benchmarks.generator.services import CELLS, REMARKS
from benchmarks.generator.taste import Lines, Taste
from benchmarks.generator.words import Words
from pipeline.model import Role
from pipeline.tables.stream import Token
from pipeline.tables.words import strip_bullet

USUAL = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)
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
class Style:
    """How a page is laid out and disturbed; numbers are probabilities unless their name says otherwise."""

    kind: str = "today"
    columns: tuple[Role, ...] = USUAL
    taste: Taste = field(default_factory=Taste)
    blank: Mapping[Role, float] = field(default_factory=dict)  # a cell left blank
    blank_mark: float = 0.5  # a blank cell leaves a placeholder
    trailing: Mapping[Role, float] = field(default_factory=dict)  # a cell ends with a placeholder
    leading: float = 0.004
    inner: float = 0.1  # a placeholder between paragraphs of one cell
    between: float = 0.0  # a placeholder between two rows
    sections: float = 0.0  # a title above a row, for that and those below it
    lists: float = 0.0  # a cell of several paragraphs is a list
    few_people: float = 0.5  # the page has but few coordinators and places
    rows: int = 30
    truncated: bool = False
    after: int = 1  # paragraphs after the table
    prose_after: float = 0.3
    names_after: float = 0.04  # an address, a number or a title just behind the table
    before: int = 4
    split_heading: float = 0.2


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


def _narrow(draw: Random, words: Words) -> Words:
    """The words of a page whose few coordinators and places come again and again."""
    return replace(
        words,
        forenames=tuple(draw.sample(words.forenames, 3)),
        surnames=tuple(draw.sample(words.surnames, 2)),
        domains=tuple(draw.sample(words.domains, 2)),
        posts=tuple(draw.sample(words.posts, 1)),
        towns=tuple(draw.sample(words.towns, 9)),
        districts=tuple(draw.sample(words.districts, 5)),
    )


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
        words = _narrow(draw, words)
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
    for role in style.columns:
        heading = draw.choice(words.unknowns if role is Role.TEXT else HEADINGS[role])
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
    if found.get(Role.CONTACT) and draw.random() < style.taste.labelled:
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
    remark = style.taste.remark + style.columns[:column].count(Role.TEXT)
    return CELLS[role](draw, words, replace(style.taste, remark=remark % len(REMARKS)))


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


TODAY = Style(
    names_after=0.0,
    trailing={Role.CONTACT: 0.6, Role.DESCRIPTION: 0.03},
    taste=Taste(odd_name=0.02, short_description=0.0, odd_age=0.0, emails=0.06, labelled=0.03),
)


def _blanks(**shares: float) -> dict[Role, float]:
    return {Role(name): share for name, share in shares.items()}


def styles() -> dict[str, Style]:
    """The layouts and disturbances that the benchmark reports one by one."""
    taste = TODAY.taste
    calm = replace(TODAY, blank=_blanks(age=0.02, area=0.02, contact=0.02))
    every = {
        "today": TODAY,
        "blank cells, marked": replace(TODAY, blank=_blanks(description=0.03, age=0.08, area=0.08, contact=0.08), blank_mark=1.0),
        "blank cells, no trace": replace(TODAY, blank=_blanks(age=0.06, area=0.06, contact=0.06), blank_mark=0.0),
        "blank cells, no placeholders at all": replace(TODAY, blank=_blanks(age=0.06, area=0.06, contact=0.06), blank_mark=0.0, trailing={}, inner=0.0, leading=0.0),
        "blank descriptions and names": replace(TODAY, blank=_blanks(description=0.05, name=0.01), blank_mark=0.5),
        "several paragraphs a cell": replace(TODAY, taste=replace(taste, area_lines=0.3, description_lines=0.2, emails=0.2, age_lines=0.03), inner=0.2),
        "lists in cells": replace(TODAY, taste=replace(taste, area_lines=0.2, description_lines=0.2, emails=0.2), lists=1.0),
        "names over two paragraphs": replace(TODAY, taste=replace(taste, name_lines=0.05)),
        "two and more e-mails": replace(TODAY, taste=replace(taste, emails=0.4), inner=0.4),
        "labelled contacts": replace(TODAY, taste=replace(taste, labelled=0.3)),
        "other contacts": replace(TODAY, taste=replace(taste, odd_contact=0.3)),
        "people in contacts": replace(TODAY, taste=replace(taste, people=0.95)),
        "e-mails, ages, places in descriptions": replace(TODAY, taste=replace(taste, embedded=0.7)),
        "odd names": replace(TODAY, taste=replace(taste, odd_name=0.3, long_name=0.2)),
        "very short descriptions": replace(TODAY, taste=replace(taste, short_description=0.3)),
        "odd ages": replace(TODAY, taste=replace(taste, odd_age=0.5)),
        "odd areas": replace(TODAY, taste=replace(taste, odd_area=0.4, phrase=0.4)),
        "descriptions in title case": replace(TODAY, taste=replace(taste, title_case=0.3)),
        "truncated": replace(TODAY, truncated=True),
        "text after the table": replace(TODAY, after=12, prose_after=0.5, names_after=0.1),
        "nothing after the table": replace(TODAY, after=0),
        "no ages": replace(calm, columns=(Role.NAME, Role.DESCRIPTION, Role.AREA, Role.CONTACT)),
        "no contacts": replace(calm, columns=(Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA), trailing={Role.AREA: 0.5}),
        "no descriptions": replace(calm, columns=(Role.NAME, Role.AGE, Role.AREA, Role.CONTACT)),
        "name, description, area": replace(TODAY, columns=(Role.NAME, Role.DESCRIPTION, Role.AREA), trailing={Role.AREA: 0.5}),
        "name, description, amount": replace(TODAY, columns=(Role.NAME, Role.DESCRIPTION, Role.AMOUNT), trailing={}),
        "amounts in words": replace(TODAY, columns=(*USUAL, Role.AMOUNT), taste=replace(taste, amount_words=0.6)),
        "telephone and website": replace(calm, columns=(*USUAL, Role.PHONE, Role.URL), blank=_blanks(phone=0.05, url=0.1)),
        "a column nobody knows": replace(TODAY, columns=(*USUAL[:4], Role.TEXT, Role.CONTACT)),
        "columns in another order": replace(calm, columns=(Role.NAME, Role.AREA, Role.AGE, Role.DESCRIPTION, Role.CONTACT)),
        "area first": replace(TODAY, columns=(Role.AREA, Role.NAME, Role.DESCRIPTION, Role.AGE, Role.CONTACT)),
        "a column blank throughout": replace(TODAY, blank=_blanks(age=1.0), blank_mark=0.5),
        "titles between rows": replace(TODAY, sections=0.2),
        "no placeholders": replace(TODAY, trailing={}, inner=0.0, leading=0.0),
        "placeholder after every cell": replace(TODAY, trailing=dict.fromkeys(Role, 0.95), blank=_blanks(age=0.03, area=0.03, contact=0.03)),
    }  # fmt: skip
    return {kind: replace(style, kind=kind) for kind, style in every.items()}


ORDERS = (
    (Role.NAME, Role.DESCRIPTION, Role.AREA, Role.AGE, Role.CONTACT),
    (Role.NAME, Role.AREA, Role.DESCRIPTION, Role.AGE, Role.CONTACT),
    (Role.NAME, Role.AREA, Role.AGE, Role.DESCRIPTION, Role.CONTACT),
    (Role.NAME, Role.CONTACT, Role.DESCRIPTION, Role.AGE, Role.AREA),
    (Role.NAME, Role.AGE, Role.AREA, Role.CONTACT, Role.DESCRIPTION),
    (Role.AREA, Role.NAME, Role.DESCRIPTION, Role.AGE, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AREA, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA),
    (Role.NAME, Role.DESCRIPTION, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AREA),
    (Role.NAME, Role.AREA, Role.CONTACT),
    (Role.NAME, Role.AGE, Role.AREA, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AMOUNT),
    (Role.NAME, Role.AREA, Role.DESCRIPTION, Role.AMOUNT),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.PHONE, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT, Role.PHONE, Role.URL),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT, Role.URL),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT, Role.AMOUNT),
    (Role.NAME, Role.DESCRIPTION, Role.AMOUNT, Role.AGE, Role.AREA, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.AMOUNT, Role.CONTACT),
    (Role.NAME, Role.CONTACT, Role.AREA, Role.DESCRIPTION, Role.AGE),
    (Role.CONTACT, Role.AREA, Role.NAME, Role.DESCRIPTION, Role.AGE),
    (Role.DESCRIPTION, Role.AREA, Role.NAME, Role.CONTACT, Role.AGE),
    (Role.NAME, Role.CONTACT, Role.DESCRIPTION, Role.AGE),
    (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT, Role.TEXT),
    (Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.AGE, Role.AREA, Role.CONTACT),
    (Role.NAME, Role.TEXT, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT),
)


def mixed(draw: Random, calm: float = 0.35) -> Style:
    """A style with everything drawn at once: what the model is fitted on."""
    columns = USUAL if draw.random() < 0.5 else draw.choice(ORDERS)
    if draw.random() < 0.08:
        columns = tuple(draw.sample(USUAL, len(USUAL)))
    for _ in range(draw.choice((0, 0, 0, 0, 1, 2))):
        at = draw.randint(1, len(columns))
        columns = (*columns[:at], Role.TEXT, *columns[at:])
    taste = Taste(
        odd_name=_rate(draw, 0.2),
        long_name=_rate(draw, 0.2),
        name_lines=_rate(draw, 0.04),
        short_description=_rate(draw, 0.2),
        embedded=_rate(draw, 0.4),
        description_lines=_rate(draw, 0.15),
        odd_age=_rate(draw, 0.3),
        age_lines=_rate(draw, 0.03),
        area_lines=_rate(draw, 0.2),
        odd_area=_rate(draw, 0.4),
        emails=_rate(draw, 0.3),
        labelled=_rate(draw, 0.2),
        odd_contact=_rate(draw, 0.2),
        full_stops=draw.choice((0.1, 0.5, 0.9)),
        title_case=_rate(draw, 0.5),
        phrase=_rate(draw, 0.6),
        remark=draw.choice((0, 0, 0, 1, 2)),
        remark_lines=_rate(draw, 0.2),
    )
    if draw.random() < calm:
        taste = TODAY.taste
    if draw.random() < 0.2:  # what a page does in one cell of a column, it may do in all of them
        taste = replace(taste, people=draw.choice((0.1, 0.5, 0.9, 1.0)), labelled=0.0)
    elif draw.random() < 0.15:
        taste = replace(taste, phones=draw.choice((0.1, 0.5, 1.0)))
    if draw.random() < 0.05:
        taste = replace(taste, odd_contact=draw.choice((0.6, 1.0)))
    if draw.random() < 0.5:
        taste = replace(taste, amount_words=draw.choice((0.1, 0.4, 1.0)))
    return Style(
        kind="mixed",
        columns=columns,
        taste=taste,
        blank={role: _blank_rate(draw, role) for role in columns},
        blank_mark=draw.choice((0.0, 0.0, 0.5, 1.0)),
        trailing={role: _trailing_rate(draw, role) for role in columns},
        leading=draw.choice((0.0, 0.0, 0.005, 0.02)),
        inner=draw.choice((0.0, 0.1, 0.4)),
        lists=draw.choice((0.0, 0.0, 0.5, 1.0)),
        between=draw.choice((0.0, 0.0, 0.0, 0.3, 1.0)),
        sections=draw.choice((0.05, 0.15, 0.3, 0.6)) if draw.random() < TITLED else 0.0,
        rows=draw.choice((3, 8, 15, 20, 30, 40)),
        truncated=draw.random() < 0.1,
        after=draw.choice((0, 1, 1, 3, 8)),
        prose_after=draw.choice((0.1, 0.5)),
        before=draw.choice((0, 1, 4)),
    )


TITLED = 0.12  # of the pages, the share with titles between rows


def _rate(draw: Random, most: float) -> float:
    return draw.random() ** 2 * most


def _blank_rate(draw: Random, role: Role) -> float:
    if role is Role.NAME:
        return draw.choice((0.0, 0.0, 0.0, 0.01))
    if role is Role.DESCRIPTION:
        return draw.choice((0.0, 0.0, 0.03))
    return draw.choice((0.0, 0.0, 0.02, 0.05, 0.12, 1.0 if draw.random() < 0.15 else 0.05))


def _trailing_rate(draw: Random, role: Role) -> float:
    rates = (
        (0.0, 0.3, 0.6, 0.9)
        if role is Role.CONTACT
        else (0.0, 0.0, 0.0, 0.02, 0.9 if draw.random() < 0.2 else 0)
    )
    return draw.choice(rates)
