"""The real page, taken apart and put together again with things gone wrong, and its truth with it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.generator.pages import Page
from pipeline.model import Role
from pipeline.tables.streams.stream import Token
from tests.gold import EXPECTED, PAGE

Row = dict[Role, list[str]]  # of each cell its paragraphs; an empty one is a placeholder


@dataclass
class Sheet:
    """The page's parts, free to be changed."""

    before: list[str]
    headings: dict[Role, list[str]]
    rows: list[Row]
    after: list[str]
    cut: int = 0  # paragraphs that are missing at the end
    own: dict[str, Role] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)  # above some rows, by `id`


def real_sheet() -> Sheet:
    """The real page, with every placeholder in the cell that it follows."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").split("\n") if line]
    texts = [" ".join(line.split()) for line in lines]
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    start = texts.index("Name")
    at = start + 6
    rows: list[Row] = []
    for record in expected["records"]:
        row: Row = {}
        for role, printed in record["cells"].items():
            left, cell = list(printed), list[str]()
            while left:
                cell.append(texts[at])
                if texts[at]:
                    assert texts[at] == left.pop(0)
                at += 1
            while at < len(texts) and not texts[at]:
                cell.append("")
                at += 1
            row[Role(role)] = cell
        rows.append(row)
    headings = {Role(each["role"]): [each["heading"]] for each in expected["columns"]}
    headings[Role.CONTACT] = ["VRU", "Coordinator Contact"]
    own = {"Service Provided": Role.DESCRIPTION, "VRU Coordinator Contact": Role.CONTACT}
    return Sheet(texts[:start], headings, rows, texts[at:], own=own)


def to_page(sheet: Sheet, kind: str) -> Page:
    """The sheet as printed, with its truth."""
    texts = [*sheet.before, *(text for heading in sheet.headings.values() for text in heading)]
    body = len(texts)
    starts: list[int] = []
    for row in sheet.rows:
        texts += [sheet.titles[id(row)]] if id(row) in sheet.titles else []
        starts.append(len(texts))
        texts += [text for role in sheet.headings for text in row[role]]
    end = len(texts)
    texts += sheet.after
    if sheet.cut:
        texts = texts[: -sheet.cut]
    tokens = tuple(Token(text, 2 * n + 1) for n, text in enumerate(texts))
    records, lines = [], []
    for row, start in zip(sheet.rows, starts, strict=True):
        cells, at = [], start
        for role in sheet.headings:
            cells.append(tuple(text for n, text in enumerate(row[role], at) if text and n < len(texts)))
            at += len(row[role])
        printed = [n for n in range(start, min(at, len(texts))) if texts[n]]
        if printed:
            records.append(tuple(cells))
            lines.append(2 * printed[0] + 1)
    columns = tuple((role, " ".join(heading)) for role, heading in sheet.headings.items())
    cut = len(texts) <= end
    return Page(kind, tokens, sheet.own, columns, tuple(records), tuple(lines), body, end, cut)


def _some(draw: Random, sheet: Sheet, most: int = 3) -> list[Row]:
    return draw.sample(sheet.rows, draw.randint(1, min(most, len(sheet.rows))))


def blank(role: Role, mark: bool) -> Callable[[Random, Sheet], None]:
    """Some cells of this column are blank, with a placeholder or without a trace."""

    def change(draw: Random, sheet: Sheet) -> None:
        for row in _some(draw, sheet):
            if role in row:
                row[role] = [""] if mark else []

    return change


def more(role: Role, *texts: str) -> Callable[[Random, Sheet], None]:
    """Some cells of this column have a further paragraph."""

    def change(draw: Random, sheet: Sheet) -> None:
        for row in _some(draw, sheet):
            if row.get(role):
                row[role] = [*row[role], draw.choice(texts)]

    return change


def other(role: Role, *texts: str) -> Callable[[Random, Sheet], None]:
    """Some cells of this column say something else."""

    def change(draw: Random, sheet: Sheet) -> None:
        for row in _some(draw, sheet):
            if row.get(role):
                row[role] = [draw.choice(texts), *[text for text in row[role] if not text]]

    return change


def _no_placeholders(_: Random, sheet: Sheet) -> None:
    for row in sheet.rows:
        for role, cell in row.items():
            row[role] = [text for text in cell if text]


def _placeholders_everywhere(_: Random, sheet: Sheet) -> None:
    for row in sheet.rows:
        for role, cell in row.items():
            row[role] = [*cell, ""]


def _random_placeholders(draw: Random, sheet: Sheet) -> None:
    for row in _some(draw, sheet, 12):
        role = draw.choice(list(row))
        row[role] = [*row[role], ""]


def _drop_column(draw: Random, sheet: Sheet) -> None:
    role = draw.choice([each for each in sheet.headings if each not in (Role.NAME, Role.DESCRIPTION)])
    del sheet.headings[role]


def _move_column(draw: Random, sheet: Sheet) -> None:
    roles = list(sheet.headings)
    roles.append(roles.pop(draw.randrange(1, len(roles))))
    sheet.headings = {role: sheet.headings[role] for role in roles}


def _cut(draw: Random, sheet: Sheet) -> None:
    sheet.cut = draw.randint(1, 40)


def _nothing_after(_: Random, sheet: Sheet) -> None:
    sheet.after = []


def _much_after(draw: Random, sheet: Sheet) -> None:
    sheet.after = [
        *sheet.after,
        *draw.sample(
            [
                "Contact us",
                "Print this page",
                "For more information email the team at office@example.gov.uk",
                "01622 677055",
                "The next meeting of the board will be held in public in March, and all are welcome.",
                "Related pages",
                "Violence Reduction Unit",
                "© 2020",
            ],
            5,
        ),
    ]


def _drop_rows(draw: Random, sheet: Sheet) -> None:
    sheet.rows = [row for row in sheet.rows if draw.random() < 0.6] or sheet.rows


def _shuffle_rows(draw: Random, sheet: Sheet) -> None:
    draw.shuffle(sheet.rows)


def _add_labels(draw: Random, sheet: Sheet) -> None:
    for row in _some(draw, sheet):
        areas = [text for text in row.get(Role.AREA, []) if text]
        emails = [text for text in row.get(Role.CONTACT, []) if "@" in text]
        if areas and emails:
            row[Role.CONTACT] = [areas[0], emails[0], draw.choice(("Kent", areas[-1])), "Ann.Lee@kent.gov.uk"]


TITLES = (
    ("East Kent", "West Kent", "North Kent", "Medway", "Countywide projects"),
    ("Ashford", "Thanet", "Swale", "Dover", "Maidstone", "Gravesham"),
    ("Early intervention", "Mentoring", "Sport and arts", "Schools", "Families"),
    ("Round 1", "Round 2", "Round 3", "Round 4", "Round 5"),
)


def _add_titles(draw: Random, sheet: Sheet) -> None:
    """A title above each third row, or fifth ..., of all rows down to the next."""
    titles, every = list(draw.choice(TITLES)), draw.choice((3, 5, 8, 15))
    for number, row in enumerate(sheet.rows[::every]):
        sheet.titles[id(row)] = titles[number % len(titles)]


MUTATIONS: Mapping[str, Callable[[Random, Sheet], None]] = {
    "age blank, no trace": blank(Role.AGE, False),
    "age blank, marked": blank(Role.AGE, True),
    "area blank, no trace": blank(Role.AREA, False),
    "area blank, marked": blank(Role.AREA, True),
    "contact blank, no trace": blank(Role.CONTACT, False),
    "contact blank, marked": blank(Role.CONTACT, True),
    "description blank, no trace": blank(Role.DESCRIPTION, False),
    "name blank, no trace": blank(Role.NAME, False),
    "name blank, marked": blank(Role.NAME, True),
    "area longer": more(Role.AREA, "Herne Bay", "Whitstable and Margate", "Deal", "All districts"),
    "description longer": more(
        Role.DESCRIPTION, "Open to all.", "Referrals from schools", "Boxing", "They meet weekly in Deal."
    ),
    "name longer": more(Role.NAME, "(formerly Boxing Kent)", "Youth Hub", "and partners"),
    "e-mail added": more(Role.CONTACT, "Ann.Lee@kent.gov.uk", "duty@medway.gov.uk"),
    "telephone added": more(Role.CONTACT, "01622 677055", "07700 900123"),
    "labels": _add_labels,
    "odd name": other(Role.NAME, "Margate", "Under 21s", "13+ Project", "Supporting young people", "Deal"),
    "short description": other(Role.DESCRIPTION, "Mentoring", "Boxing", "Youth club", "Sport and advice"),
    "odd age": other(Role.AGE, "N/A", "Families", "Secondary school age", "TBC", "18", "Year 7 to 11"),
    "odd area": other(Role.AREA, "Online", "ME5", "HMP Elmley", "Various", "Kent, London and Essex"),
    "odd contact": other(Role.CONTACT, "Ann Lee", "01622 677055", "www.kent.gov.uk", "TBC", "Self-referral"),
    "no placeholders": _no_placeholders,
    "placeholders everywhere": _placeholders_everywhere,
    "random placeholders": _random_placeholders,
    "column dropped": _drop_column,
    "column moved": _move_column,
    "cut off": _cut,
    "nothing after": _nothing_after,
    "much after": _much_after,
    "rows dropped": _drop_rows,
    "rows shuffled": _shuffle_rows,
    "titles between rows": _add_titles,
}


def mutated(kind: str, seed: int, extra: int = 0) -> Page:
    """The real page with this mutation, and as many others as `extra`, drawn with this seed."""
    draw = Random(f"{kind}-{seed}")
    sheet = real_sheet()
    MUTATIONS[kind](draw, sheet)
    for other_kind in draw.sample(sorted(MUTATIONS), extra):
        MUTATIONS[other_kind](draw, sheet)
    return replace(to_page(sheet, kind))
