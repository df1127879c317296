"""How a made-up page is laid out and disturbed: one way at a time, or everything at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.generator.extras import EXTRAS
from benchmarks.generator.taste import Taste
from pipeline.model import Role

USUAL = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)


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
    few_kinds: float = 0.0  # and but few kinds of service
    rows: int = 30
    truncated: bool = False
    after: int = 1  # paragraphs after the table
    prose_after: float = 0.3
    names_after: float = 0.04  # an address, a number or a title just behind the table
    before: int = 4
    split_heading: float = 0.2


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
        "addresses": replace(TODAY, columns=(Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.PHONE, Role.CONTACT), taste=replace(taste, remark=3, address_lines=0.3)),
        "opening times": replace(TODAY, columns=(*USUAL[:4], Role.TEXT, Role.CONTACT), taste=replace(taste, remark=4, remark_lines=0.2)),
        "who it is for": replace(TODAY, columns=(Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.AREA, Role.CONTACT), taste=replace(taste, remark=6)),
        "numbers and sites as contacts": replace(calm, columns=(*USUAL[:4], Role.CONTACT), taste=replace(taste, means=1.0)),
        "long descriptions": replace(TODAY, taste=replace(taste, essays=0.5)),
        "columns in another order": replace(calm, columns=(Role.NAME, Role.AREA, Role.AGE, Role.DESCRIPTION, Role.CONTACT)),
        "area first": replace(TODAY, columns=(Role.AREA, Role.NAME, Role.DESCRIPTION, Role.AGE, Role.CONTACT)),
        "a column blank throughout": replace(TODAY, blank=_blanks(age=1.0), blank_mark=0.5),
        "titles between rows": replace(TODAY, sections=0.2),
        "no placeholders": replace(TODAY, trailing={}, inner=0.0, leading=0.0),
        "placeholder after every cell": replace(TODAY, trailing=dict.fromkeys(Role, 0.95), blank=_blanks(age=0.03, area=0.03, contact=0.03)),
    }  # fmt: skip
    return {kind: replace(style, kind=kind) for kind, style in every.items()}


def styles_besides() -> dict[str, Style]:
    """Pages like today's of which one cell in five of a column holds something besides, a kind for each."""
    return {kind: _beside(kind, extra.without) for kind, extra in EXTRAS.items()}


def _beside(kind: str, without: Role | None) -> Style:
    columns = tuple(role for role in USUAL if role is not without)
    return replace(TODAY, kind=kind, columns=columns, taste=replace(TODAY.taste, extras={kind: 0.2}))


BESIDE = 0.4  # of the pages, the share with cells that hold something besides
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
    (Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.TEXT, Role.CONTACT),
    (Role.NAME, Role.TEXT, Role.DESCRIPTION, Role.PHONE, Role.URL),
    (Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.PHONE, Role.CONTACT, Role.URL),
    (Role.NAME, Role.DESCRIPTION, Role.TEXT, Role.AREA, Role.PHONE),
    (Role.NAME, Role.DESCRIPTION, Role.CONTACT, Role.PHONE, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AREA, Role.CONTACT, Role.CONTACT),
)


def mixed(draw: Random, calm: float = 0.35, beside: float = BESIDE) -> Style:
    """A style with everything drawn at once: what the model is fitted on."""
    columns = _some_columns(draw)
    taste = _some_taste(draw)
    if draw.random() < calm:
        taste = TODAY.taste
    taste = _with_habits(draw, taste, beside)
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
        few_kinds=0.15,
        rows=draw.choice((3, 8, 15, 20, 30, 40)),
        truncated=draw.random() < 0.1,
        after=draw.choice((0, 1, 1, 3, 8)),
        prose_after=draw.choice((0.1, 0.5)),
        before=draw.choice((0, 1, 4)),
    )


def _some_columns(draw: Random) -> tuple[Role, ...]:
    """Columns in an order that pages have, or in any; up to two that nobody knows among them."""
    columns = USUAL if draw.random() < 0.5 else draw.choice(ORDERS)
    if draw.random() < 0.08:
        columns = tuple(draw.sample(USUAL, len(USUAL)))
    for _ in range(draw.choice((0, 0, 0, 1, 1, 2))):
        at = draw.randint(1, len(columns))
        columns = (*columns[:at], Role.TEXT, *columns[at:])
    return columns


def _some_taste(draw: Random) -> Taste:
    return Taste(
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
        remark=draw.choice((0, 0, 0, 1, 2, 3, 3, 3, 4, 4, 5, 6, 6)),
        remark_lines=draw.choice((0.0, 0.0, 0.1, 0.5)),
        address_lines=draw.choice((0.0, 0.0, 0.2, 0.9)),
    )


def _with_habits(draw: Random, taste: Taste, beside: float) -> Taste:
    """The taste with what a page does in all cells of a column that it does in one."""
    if draw.random() < 0.2:
        taste = replace(taste, people=draw.choice((0.1, 0.5, 0.9, 1.0)), labelled=0.0)
    elif draw.random() < 0.15:
        taste = replace(taste, phones=draw.choice((0.1, 0.5, 1.0)))
    if draw.random() < 0.05:
        taste = replace(taste, odd_contact=draw.choice((0.6, 1.0)))
    if draw.random() < 0.5:
        taste = replace(taste, amount_words=draw.choice((0.1, 0.4, 1.0)))
    if draw.random() < beside:
        some = draw.sample(sorted(EXTRAS), draw.choice((1, 1, 2, 3)))
        taste = replace(taste, extras={extra: draw.choice((0.05, 0.2, 0.5, 0.9, 1.0)) for extra in some})
    if draw.random() < DIRECTORIES:
        for habit in draw.sample(HABITS, draw.choice((1, 1, 2))):
            taste = replace(taste, **{habit: draw.choice((0.3, 0.9, 1.0))})
    return taste


DIRECTORIES = 0.25  # of the pages, the share that are written as directories of places are
HABITS = ("venues", "opening", "categories", "placed_names", "capitals", "hosts", "means", "means", "essays")
TITLED = 0.12  # of the pages, the share with titles between rows


def _rate(draw: Random, most: float) -> float:
    return draw.random() ** 2 * most


def _blank_rate(draw: Random, role: Role) -> float:
    if role is Role.NAME:
        return draw.choice((0.0, 0.0, 0.0, 0.01))
    if role is Role.DESCRIPTION:
        return draw.choice((0.0, 0.0, 0.03))
    if role in OFTEN_BLANK and draw.random() < 0.3:
        return draw.choice((0.2, 0.4))
    return draw.choice((0.0, 0.0, 0.02, 0.05, 0.12, 1.0 if draw.random() < 0.15 else 0.05))


OFTEN_BLANK = (Role.PHONE, Role.URL, Role.TEXT)


def _trailing_rate(draw: Random, role: Role) -> float:
    rates = (
        (0.0, 0.3, 0.6, 0.9)
        if role is Role.CONTACT
        else (0.0, 0.0, 0.0, 0.02, 0.9 if draw.random() < 0.2 else 0)
    )
    return draw.choice(rates)
