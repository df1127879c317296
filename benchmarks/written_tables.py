"""Tables that people wrote by hand, in the forms of real pages: `python -m benchmarks.written_tables`.

Those who wrote them saw neither code nor made-up pages. Each file of `benchmarks/written` is by one hand; the
places are real, all else is invented. A record is exact where each cell has the words under its heading.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from benchmarks.renderings import HEAD, Tally
from pipeline.extract import extract
from pipeline.issues import DocumentRefused
from pipeline.model import Extraction, RawRecord, Role, Snapshot
from pipeline.source import GENERAL

FOLDER = Path(__file__).with_name("written")
SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "written_tables.md"
LOOKED_AT = ("council", "health", "grants", "mixture", "public", "community")
HARDLY = ("others",)  # but for the few records that were silent when first measured
NO_BREAK = "\u00a0"
INTRODUCTION = """## Tables written by hand

Tables of services written by hands that saw neither code nor made-up pages: each has another publisher,
headings, columns and habits. *Exact*: each cell has the words under its heading. *Silent*: wrong, invented or
lost, and nothing says so. The headings of {} were looked at; of {} only
the three records that were silent at first.
"""
_MARKS = re.compile(r"[\s*_`\\|•+-]+")


@dataclass(frozen=True, slots=True)
class Written:
    """One table: the paragraphs before and behind it, its columns, and the lines of each cell."""

    before: tuple[str, ...]
    roles: tuple[Role, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]
    after: tuple[str, ...]


@cache
def read_tables(hand: str) -> tuple[Written, ...]:
    """The tables that one hand wrote."""
    entries = tomllib.loads((FOLDER / f"{hand}.toml").read_text(encoding="utf-8"))["table"]
    return tuple(
        Written(
            tuple(entry["before"]),
            tuple(Role(role) for role, _ in entry["columns"]),
            tuple(heading for _, heading in entry["columns"]),
            tuple(tuple(tuple(filter(None, cell.split("\n"))) for cell in row) for row in entry["rows"]),
            tuple(entry["after"]),
        )
        for entry in entries
    )


def _page(table: Written, body: str) -> str:
    title, *intro = table.before
    before, after = ("".join(f"<p>{escape(each)}</p>\n" for each in texts) for texts in (intro, table.after))
    head = f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head>"
    return f"{head}<body><h1>{escape(title)}</h1>\n{before}{body}\n{after}</body></html>"


def _table(table: Written) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in table.headings)
    rows = ("".join(f"<td>{'<br>'.join(map(escape, cell))}</td>" for cell in row) for row in table.rows)
    return _page(table, f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")


def _paragraphs(table: Written, blank: str) -> str:
    cells = (cell or ((blank,) if blank else ()) for row in table.rows for cell in row)
    texts = [*table.headings, *(text for cell in cells for text in cell)]
    return _page(table, "".join(f"<p>{escape(each)}</p>\n" for each in texts))


def _lines(table: Written) -> str:
    rows = (table.headings, *([" ".join(cell) for cell in row] for row in table.rows))
    return "\n\n".join([*table.before, "\n".join(map("\t".join, rows)), *table.after, ""])


def _cards(table: Written) -> str:
    name = table.roles.index(Role.NAME)
    cards = []
    for row in table.rows:
        pairs = [(each, cell) for each, cell in zip(table.headings, row, strict=True) if cell]
        said = "".join(
            f"<dt>{escape(heading)}</dt><dd>{'<br>'.join(map(escape, cell))}</dd>"
            for heading, cell in pairs
            if heading != table.headings[name]
        )
        cards.append(f"<h3>{escape(' '.join(row[name]))}</h3><dl>{said}</dl>\n")
    return _page(table, "".join(cards))


FORMS: Mapping[str, Callable[[Written], str]] = {
    "a table": _table,
    "paragraphs": lambda table: _paragraphs(table, NO_BREAK),
    "paragraphs, no trace of blanks": lambda table: _paragraphs(table, ""),
    "a line a row, with tabs": _lines,
    "cards with labels": _cards,
}


def judge(table: Written, form: str) -> Tally:
    """What the reading makes of the table in this form."""
    content = FORMS[form](table).encode()
    tally = Tally(records=len(table.rows))
    try:
        found = extract(Snapshot("written", "", content, hashlib.sha256(content).hexdigest()), GENERAL)
    except DocumentRefused:
        tally.refused = tally.records
        return tally
    flagged = {each.record for each in found.issues if each.record is not None and each.needs_a_person}
    truths = [_truth(table, row, found) for row in table.rows]
    _count(found, truths, flagged, tally)
    return tally


def _count(
    found: Extraction, truths: Sequence[Mapping[str, str]], flagged: set[int | None], tally: Tally
) -> None:
    """Exact records in their order, and of the others those that are said, and those that are not."""
    at, lost = 0, [*range(len(truths))]
    for record in found.records:
        said, is_flagged = _said(record), record.number in flagged
        match = next((n for n in range(at, len(truths)) if truths[n] == said), None)
        if match is None:
            tally.wrong_flagged += is_flagged
            tally.silent += not is_flagged
            tally.examples += [] if is_flagged else [str(said)]
            continue
        at = match + 1
        lost.remove(match)
        tally.exact += 1
        tally.nuisance += is_flagged
    wrong = len(found.records) - tally.exact
    if len(lost) > wrong and not any(each.needs_a_person for each in found.issues):
        tally.silent += len(lost) - wrong
        tally.examples += [str(truths[n]) for n in lost]


def _said(record: RawRecord) -> dict[str, str]:
    cells = ((_key(cell.column.heading, cell.role), _bare(cell.texts)) for cell in record.cells)
    return {heading: words for heading, words in cells if words}


def _truth(table: Written, row: Sequence[tuple[str, ...]], found: Extraction) -> dict[str, str]:
    """The words of the row by heading, as found where as many columns were: a heading may be cut."""
    same = len(found.columns) == len(table.headings) and found.columns[0].heading == table.headings[0]
    columns = ((each.heading, each.role) for each in found.columns)
    keys = columns if same else zip(table.headings, table.roles, strict=True)
    pairs = zip(keys, row, strict=True)
    return {_key(*key): words for key, cell in pairs if (words := _bare(cell))}


def _key(heading: str, role: Role) -> str:
    return "name" if role is Role.NAME else _bare((heading,)).rstrip(":").casefold()


def _bare(texts: Sequence[str]) -> str:
    return _MARKS.sub("", "".join(texts))


def measure(hand: str, form: str) -> Tally:
    """All tables of one hand in one form."""
    tally = Tally()
    for table in read_tables(hand):
        tally.add(judge(table, form))
    return tally


def report() -> Iterator[str]:
    """The section, line by line."""
    yield INTRODUCTION.format(", ".join(LOOKED_AT), ", ".join(HARDLY))
    for hand in (*LOOKED_AT, *HARDLY):
        yield f"`{hand}`, {len(read_tables(hand))} tables:\n"
        yield HEAD.format(Tally.LAST)
        yield from (measure(hand, form).row(form) for form in FORMS)
        yield ""


def main() -> None:
    text = "\n".join(report())
    SECTION.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
