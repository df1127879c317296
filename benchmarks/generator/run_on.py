"""Made-up pages printed without borders between cells: a row on one line, or wrapped, with the truth beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.generator.pages import Page
from benchmarks.generator.taste import Lines
from pipeline.model import Role

Place = tuple[int, int, int]  # record, column, paragraph; the titles of a row and what follows have column -1
TITLE, AFTER = -1, -2
JOINED = 0.25  # of the pages, the share on which rows begin anywhere

Text = tuple[str, list[Place]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How rows are printed."""

    between: str = " "  # what stands between two cells
    broken: float = 0.0  # of the paragraphs in a cell, the share that begins a line
    width: int = 0  # at which lines are wrapped; 0: at none
    echoes: float = 0.0  # of the descriptions, the share that begins with the service's name
    joined: bool = False  # a row goes on where the one before it ends


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines below the headings; for each letter of a line its place."""

    lines: list[str]
    places: list[list[Place]]
    records: tuple[tuple[Lines, ...], ...]  # for each record the paragraphs of each column


def draw_layout(draw: Random) -> Layout:
    """How a page is printed."""
    return Layout(
        draw.choice((" ", " ", " ", "")),
        draw.choice((0.0, 0.5, 1.0)),
        draw.choice((0, 0, draw.randint(60, 100), 72)),
        draw.choice((0.0, 0.1, 0.3)),
        draw.random() < JOINED,
    )


def print_run_on(draw: Random, made: Page, layout: Layout) -> Printed:
    """The page's rows, titles and text behind them, as lines."""
    roles = [role for role, _ in made.columns]
    records = tuple(_echoed(draw, record, roles, layout.echoes) for record in made.records)
    done = Printed([], [], records)
    for text, places in _logical(draw, replace(made, records=records), layout):
        for start, stop in _wrapped(text, layout.width):
            done.lines.append(text[start:stop])
            done.places.append(places[start:stop])
    return done


def _echoed(
    draw: Random, record: tuple[Lines, ...], roles: Sequence[Role], share: float
) -> tuple[Lines, ...]:
    """The record; its description may begin with its name, or the first words of it."""
    cells = dict(zip(roles, record, strict=True))
    names, texts = cells.get(Role.NAME), cells.get(Role.DESCRIPTION)
    if not names or not texts or draw.random() >= share:
        return record
    words = names[0].split()
    said = draw.choice(("", "", "The ")) + " ".join(words[: draw.randint(1, len(words))])
    echoed = (f"{said} {texts[0][0].lower()}{texts[0][1:]}", *texts[1:])
    return tuple(
        echoed if role is Role.DESCRIPTION else cell for role, cell in zip(roles, record, strict=True)
    )


def _logical(draw: Random, made: Page, layout: Layout) -> Iterator[Text]:
    """Lines before they are wrapped: each row, and each paragraph that begins one."""
    rows = list(_rows(draw, made, layout))
    yield from _join(rows) if layout.joined else (line for row in rows for line in row)
    for token in made.tokens[made.end :]:
        if token.text:
            yield token.text, [(len(made.records), AFTER, 0)] * len(token.text)


def _rows(draw: Random, made: Page, layout: Layout) -> Iterator[list[Text]]:
    """The lines of each row, and of the titles above it."""
    titles = _titles(made)
    for number, record in enumerate(made.records):
        for title in titles.get(number, ()):
            yield [(title, [(number, TITLE, 0)] * len(title))]
        yield list(_row(draw, number, record, layout))


def _join(rows: Sequence[list[Text]]) -> Iterator[Text]:
    """The same lines, each row behind the last line of the one before."""
    text, places = "", list[Place]()
    for (first, where), *others in rows:
        between = " " if text else ""
        text, places = text + between + first, places + where[:1] * len(between) + where
        for line, where in others:
            yield text, places
            text, places = line, where
    yield text, places


def _titles(made: Page) -> dict[int, list[str]]:
    """The titles above each record."""
    printed = [token for token in made.tokens[made.body : made.end] if token.text]
    found: dict[int, list[str]] = {}
    at = 0
    for number, record in enumerate(made.records):
        count = made.titled.count(number)
        found[number] = [token.text for token in printed[at : at + count]]
        at += count + sum(map(len, record))
    return found


def _row(draw: Random, number: int, record: tuple[Lines, ...], layout: Layout) -> Iterator[Text]:
    text, places = "", list[Place]()
    for column, cell in enumerate(record):
        for n, paragraph in enumerate(cell):
            if n and draw.random() < layout.broken:
                yield text, places
                text, places = "", []
            between = (" " if n else layout.between) if text else ""
            text += between + paragraph
            places = places + [(number, column, n)] * (len(between) + len(paragraph))
    yield text, places


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of the text begins and ends."""
    start = 0
    while width and len(text) - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        cut = cut if cut > start else text.find(" ", start + width)
        if cut < 0:
            break
        yield start, cut
        start = cut + 1
    yield start, len(text)
