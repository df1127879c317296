"""Pages with a table of services in real markup, for html-to-text tools to render, with the truth beside each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from random import Random

from benchmarks.generator.contacts import labelled_contact
from benchmarks.generator.pages import HEADINGS
from benchmarks.generator.services import CELLS
from benchmarks.generator.styles import USUAL
from benchmarks.generator.taste import Lines, Taste
from benchmarks.generator.words import Words
from pipeline.model import Role

MERGED = (Role.AGE, Role.AREA, Role.CONTACT)  # what editors merge down several rows
ORDERS = (USUAL,) * 7 + (
    (Role.NAME, Role.AREA, Role.AGE, Role.DESCRIPTION, Role.CONTACT),
    (Role.NAME, Role.DESCRIPTION, Role.AREA, Role.CONTACT),
    (*USUAL[:4], Role.PHONE, Role.CONTACT),
    (*USUAL, Role.URL),
)
QUIET = Taste(odd_name=0.02, long_name=0.03, area_lines=0.0, emails=0.0, labelled=0.0, odd_age=0.01)
SEVERAL = replace(QUIET, area_lines=0.3, emails=0.3, labelled=0.1, description_lines=0.1, name_lines=0.04)


@dataclass(frozen=True, slots=True)
class Markup:
    """How a table is marked up; numbers are probabilities for one cell, `merged` and `sections` for a row."""

    taste: Taste = QUIET
    between: tuple[str, ...] = ("br",)  # how the paragraphs of a cell are set apart
    blank: float = 0.0
    placeholder: float = 0.0  # a blank cell is a no-break space
    merged: float = 0.0
    wide: float = 0.0  # a cell reaches over two columns
    sections: float = 0.0  # a row of one cell above some services
    long: float = 0.0  # a description of several sentences


KINDS: Mapping[str, Markup] = {
    "plain cells": Markup(),
    "<br> in cells": Markup(SEVERAL),
    "<p> in cells": Markup(SEVERAL, ("p", "div")),
    "lists in cells": Markup(SEVERAL, ("li",)),
    "merged down": Markup(merged=0.25),
    "merged across": Markup(wide=0.08),
    "rows of one cell": Markup(sections=0.15),
    "blank cells": Markup(blank=0.12),
    "no-break spaces": Markup(blank=0.12, placeholder=1.0),
    "labelled contacts": Markup(replace(SEVERAL, labelled=0.4), ("br", "p")),
    "long descriptions": Markup(replace(SEVERAL, description_lines=0.2), ("br", "p"), long=0.7),
    "all at once": Markup(SEVERAL, ("br", "p", "li"), 0.06, 0.5, 0.05, 0.01, 0.03, 0.3),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell of the page: its paragraphs; `shared`: it is merged with one above or below, and printed once."""

    lines: Lines
    shared: bool = False
    across: bool = False  # the cell before it reaches over it

    @property
    def merged(self) -> bool:
        return self.shared or self.across


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page and, for each service, the cells of each column."""

    html: str
    columns: tuple[Role, ...]
    records: tuple[tuple[Printed, ...], ...]


@dataclass
class _Table:
    """A table under construction."""

    draw: Random
    words: Words
    markup: Markup
    columns: tuple[Role, ...]
    cell: Callable[[Lines], str]
    rows: list[str] = field(default_factory=list)
    records: list[tuple[Printed, ...]] = field(default_factory=list)
    reaching: dict[Role, tuple[int, Lines]] = field(default_factory=dict)


def sheet(draw: Random, words: Words, kind: str, rows: int) -> Sheet:
    """A page of this kind; the same seed gives the same page."""
    markup = KINDS[kind]
    columns = draw.choice(ORDERS)
    inside = draw.choice(markup.between)
    linked = draw.random() < 0.4
    table = _Table(draw, words, markup, columns, lambda lines: _inner(lines, inside, linked))
    headings = [draw.choice(HEADINGS[role]) for role in columns]
    services = [_service(table) for _ in range(rows)]
    for at, service in enumerate(services):
        if draw.random() < markup.sections:
            table.rows.append(f"<tr><td colspan={len(columns)}>{_section(draw, words)}</td></tr>")
        _add(table, service, len(services) - at)
    before, after = _around(draw, words)
    border = draw.choice(("", " border=1", " border=1", ' class="t"'))
    html = f"{before}<table{border}>{_head(draw, headings)}{''.join(table.rows)}</table>{after}"
    return Sheet(
        f'<html><head><meta charset="utf-8"></head><body>{html}</body></html>', columns, tuple(table.records)
    )


def _head(draw: Random, headings: list[str]) -> str:
    form = draw.choice(("<th>{}</th>", "<td><strong>{}</strong></td>", "<td>{}</td>"))
    row = "<tr>" + "".join(form.format(escape(each)) for each in headings) + "</tr>"
    return f"<thead>{row}</thead>" if draw.random() < 0.5 else row


def _around(draw: Random, words: Words) -> tuple[str, str]:
    prose = [f"<p>{escape(draw.choice(words.prose))}</p>" for _ in range(3)]
    title = f"<h2>{escape(draw.choice(words.titles))}</h2>"
    footers = [f"<p>{escape(draw.choice(words.footers))}</p>" for _ in range(draw.choice((0, 1, 2, 3)))]
    return "".join([*prose, title]), "".join(footers)


def _section(draw: Random, words: Words) -> str:
    return escape(draw.choice((*words.districts, "New this year", "Open to schools", "Grants below £5,000")))


def _service(table: _Table) -> dict[Role, Lines]:
    """The service's words; blank cells are empty."""
    draw, words, markup = table.draw, table.words, table.markup
    cells = {role: CELLS[role](draw, words, markup.taste) for role in table.columns}
    if Role.CONTACT in cells and draw.random() < markup.taste.labelled:
        cells[Role.CONTACT] = labelled_contact(
            draw, words, cells.get(Role.AREA, ()), Role.AREA in table.columns
        )
    if draw.random() < markup.long:
        more = " ".join(draw.choice(words.sentences) for _ in range(draw.randint(1, 4)))
        first, *rest = cells[Role.DESCRIPTION]
        cells[Role.DESCRIPTION] = (f"{first.rstrip('.')}. {more}", *rest)
    return {
        role: () if role is not Role.NAME and draw.random() < markup.blank else lines
        for role, lines in cells.items()
    }


def _add(table: _Table, service: dict[Role, Lines], left: int) -> None:
    """The service as a row of the table, and as the truth."""
    truth: list[Printed] = []
    row = ""
    wide = table.draw.randrange(1, len(table.columns)) if table.draw.random() < table.markup.wide else 0
    for n, role in enumerate(table.columns):
        if role in table.reaching:
            truth.append(_go_on(table, role))
        elif wide and n == wide and not table.reaching:
            truth.append(Printed((), across=True))
        else:
            spans = (
                " colspan=2" if wide == n + 1 and not table.reaching else _merge(table, role, service, left)
            )
            row += f"<td{spans}>{_content(table, service[role])}</td>"
            truth.append(Printed(service[role], shared="rowspan" in spans))
    table.rows.append(f"<tr>{row}</tr>")
    table.records.append(tuple(truth))


def _merge(table: _Table, role: Role, service: dict[Role, Lines], left: int) -> str:
    """The attribute that merges this cell with those below it, where it is to be."""
    deep = min(table.draw.choice((2, 2, 3)), left)
    if role not in MERGED or table.draw.random() >= table.markup.merged or deep < 2:
        return ""
    table.reaching[role] = (deep - 1, service[role])
    return f" rowspan={deep}"


def _go_on(table: _Table, role: Role) -> Printed:
    left, lines = table.reaching.pop(role)
    if left > 1:
        table.reaching[role] = (left - 1, lines)
    return Printed(lines, shared=True)


def _content(table: _Table, lines: Lines) -> str:
    if lines:
        return table.cell(lines)
    return "&nbsp;" if table.draw.random() < table.markup.placeholder else ""


def _inner(lines: Lines, between: str, linked: bool) -> str:
    parts = [*_marked(lines, linked)]
    if between == "br" or (between == "li" and len(parts) == 1):
        return "<br>".join(parts)
    if between == "li":
        return "<ul>" + "".join(f"<li>{part}</li>" for part in parts) + "</ul>"
    return "".join(f"<{between}>{part}</{between}>" for part in parts)


def _marked(lines: Lines, linked: bool) -> Iterator[str]:
    for line in lines:
        alone = linked and "@" in line and " " not in line
        words = escape(line, quote=False)
        yield f'<a href="mailto:{words}">{words}</a>' if alone else words
