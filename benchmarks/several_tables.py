"""Two or three tables of services on one page, as tools print them: `python -m benchmarks.several_tables`.

Each is read under the headings above it, or left out and named. A record is exact where every cell has the
words of the page, breaks of lines left aside; silent where it is wrong, or lost, and nothing says so.
"""

from __future__ import annotations

import argparse
import html
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import ClassVar

from benchmarks.generator.pages import page
from benchmarks.generator.styles import styles
from benchmarks.generator.taste import Lines
from benchmarks.generator.words import read_words
from benchmarks.renderings import TOOLS, Tool, by_tool
from pipeline.extract import extract
from pipeline.issues import DocumentRefused
from pipeline.model import Role, Snapshot
from pipeline.source import GENERAL

SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "several_tables.md"
COLUMNS = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)
HEADINGS: Mapping[Role, Sequence[str]] = {
    Role.NAME: ("Name", "Organisation", "Project", "Provider", "Name of organisation"),
    Role.DESCRIPTION: ("Service Provided", "What they do", "Description", "Nature of project", "About"),
    Role.AGE: ("Age group", "Ages", "Age range"),
    Role.AREA: ("Area covered", "Area", "Location", "District"),
    Role.CONTACT: ("Coordinator Contact", "Contact", "Email", "Contact details"),
}
KINDS = ("the same headings", "in another order", "in other words", "fewer of them", "none")
BETWEEN = (
    "",
    "<h2>Services for the whole county</h2>",
    "<p>The groups below are open to everybody who lives in the county.</p>",
)
BEFORE = "<h1>Services we fund</h1><p>Find out about the services below and how to contact them.</p>"
AFTER = "<p>Was this page helpful?</p><p>Contact us</p><p>Privacy policy</p><p>Accessibility statement</p>"
SAYS = {"table-left-out", "table-unread", "rows-unread", "table-truncated"}
HTML = Tool("the HTML itself", list, "", lambda: True)
INTRODUCTION = """## Several tables on one page

Two or three made-up tables of services with other records, and headings as said below, on one page, rendered
by tools and read as any document is. *Exact*: every cell has the words of the page. *Silent*: wrong or lost,
and nothing says so. *Left out*: lost, and a warning of the page says that a table or rows were not read. As
many as are wrong and flagged are not counted as lost, for their words may be in those.
"""
Cells = dict[Role, str]


@dataclass
class Tally:
    """Counts of records, with examples of what was silent."""

    LAST: ClassVar = "left out"

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        self.examples += other.examples

    def row(self, name: str) -> str:
        each, share = self.counts, 100 / max(1, self.counts["records"])
        return (
            f"| {name} | {each['records']} | {each['exact'] * share:.2f} | {each['silent']}"
            f" | {each['nuisance'] * share:.2f} | {each['wrong']} | {each['left']} |"
        )


def make(draw: Random, kind: str) -> tuple[str, list[Cells]]:
    """A page with its tables, and the cells of each record."""
    words, count = read_words("evaluation"), draw.choice((2, 2, 3))
    made = page(draw, words, styles()["today"])
    rows = [dict(zip((role for role, _ in made.columns), each, strict=True)) for each in made.records]
    columns = list(COLUMNS)
    headings = {role: draw.choice(HEADINGS[role]) for role in COLUMNS}
    body, truth = [], []
    for number in range(count):
        if number and kind == "in another order":
            draw.shuffle(columns)
        if number and kind == "fewer of them":
            columns = [each for each in columns if each in COLUMNS[:2] or draw.random() < 0.6]
        if number and kind == "in other words":
            headings = {role: draw.choice(HEADINGS[role]) for role in COLUMNS}
        mine, rows = rows[: (size := draw.randint(4, 8))], rows[size:]
        heads = [] if number and kind == "none" else [headings[role] for role in columns]
        body += [
            draw.choice(BETWEEN) if number else "",
            _table(heads, [[row[c] for c in columns] for row in mine]),
        ]
        truth += [{role: _plain(row[role]) for role in columns} for row in mine]
    return f"<html><body>{BEFORE}{''.join(body)}{AFTER}</body></html>", truth


def _table(heads: Sequence[str], rows: Sequence[Sequence[Lines]]) -> str:
    head = f"<tr>{''.join(f'<th>{each}</th>' for each in heads)}</tr>" if heads else ""
    cells = ("".join(f"<td>{_cell(lines)}</td>" for lines in row) for row in rows)
    return f"<table>{head}{''.join(f'<tr>{each}</tr>' for each in cells)}</table>"


def _cell(lines: Lines) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines) or "<p>&nbsp;</p>"


def _plain(lines: Sequence[str]) -> str:
    """The words of a cell, without what parts them."""
    return "".join("".join(lines).split())


def judge(truth: Sequence[Cells], text: str) -> Tally:
    """What the reading makes of one page."""
    tally = Tally(Counter(records=len(truth)))
    content = text.encode()
    try:
        found = extract(Snapshot("several", "", content, sha256(content).hexdigest()), GENERAL)
    except DocumentRefused:
        tally.counts["left"] = len(truth)
        return tally
    wanted = Counter(_key(each) for each in truth)
    printed = [each.message for each in found.issues]
    flagged = {each.record for each in found.issues if each.needs_a_person}
    for record in found.records:
        key = _key({cell.role: _plain(record.text(cell.role)) for cell in record.cells})
        printed += (text for _, text in key)
        if wanted[key]:
            wanted[key] -= 1
            tally.counts.update(exact=1, nuisance=record.number in flagged)
        elif record.number in flagged:
            tally.counts["wrong"] += 1
        else:
            tally.counts["silent"] += 1
            tally.examples.append(f"{record.confidence:.3f} {key}")
    said = _plain(printed)
    lost = [key for key in wanted.elements() if dict(key).get(Role.NAME, "") not in said]
    is_named = SAYS & {each.code for each in found.issues}
    unsaid = lost[tally.counts["wrong"] :]  # as many may be in records that are wrong and flagged
    tally.counts["left" if is_named else "silent"] += len(unsaid)
    tally.examples += [] if is_named else [f"lost {key}" for key in unsaid]
    return tally


def _key(cells: Cells) -> tuple[tuple[Role, str], ...]:
    return tuple(sorted((role, text) for role, text in cells.items() if text))


def report(count: int, seed: str) -> Iterator[str]:
    """The section, line by line."""
    made = {kind: [make(Random(f"{seed}-{kind}-{n}"), kind) for n in range(count)] for kind in KINDS}

    def measure(tool: Tool, kind: str) -> Tally:
        tally = Tally()
        texts = tool.render([markup for markup, _ in made[kind]])
        for (_, truth), text in zip(made[kind], texts, strict=True):
            tally.add(judge(truth, text))
        return tally

    yield INTRODUCTION
    how = "the headings of the second and third table"
    yield from by_tool((HTML, *TOOLS), KINDS, measure, Tally, how)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how several tables on one page are read.")
    parser.add_argument("--pages", type=int, default=20, help="of each kind")
    parser.add_argument("--seed", default="several", help="other words give other pages")
    chosen = parser.parse_args()
    lines = []
    for line in report(chosen.pages, chosen.seed):
        print(line, flush=True)
        lines.append(line)
    SECTION.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
