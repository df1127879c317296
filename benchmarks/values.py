"""How long the parsers of `pipeline.values` take for the cells of the real page, the first time and after."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pipeline.model import RawRecord, Role
from pipeline.normalise import normalise
from pipeline.source import read_source
from pipeline.values import ages, areas, contacts, names, text
from pipeline.values.ages import described
from pipeline.values.places import atlas
from tests.gold import gold_dataset
from tests.rows import extraction

SECTION = Path(__file__).resolve().parents[1] / "docs" / "benchmarks" / "values.md"
ROUNDS = 200
HEADING = """## Values

All parsers together on the 31 rows of the real page, one core, milliseconds a page. "First" has every
text unseen and includes reading the vocabularies; "after" is the best of {rounds} later pages.

| parser | first, ms | after, ms |
|---|---|---|
"""


def parsers(rows: tuple[RawRecord, ...]) -> dict[str, Callable[[], object]]:
    """Each parser over the cells of the page that are its own."""
    source = read_source("kent-vru")
    named = tuple(names.NamedRow(raw.text(Role.NAME), raw.text(Role.DESCRIPTION)) for raw in rows)
    cells = {role: [raw.paragraphs(role) for raw in rows] for role in Role}
    lines = {role: [tuple(each.text for each in cell) for cell in cells[role]] for role in Role}
    whole = {role: [" ".join(texts) for texts in lines[role]] for role in Role}
    known, phrases = atlas(source.gazetteer), source.places.phrases
    return {
        "names": lambda: [names.link(each.name, named) for each in named],
        "text": lambda: [text.parse(each, "description") for each in whole[Role.DESCRIPTION]],
        "ages": lambda: [ages.parse_lines(each) for each in lines[Role.AGE]],
        "ages in descriptions": lambda: [described.find(each) for each in whole[Role.DESCRIPTION]],
        "areas": lambda: [
            areas.parse(each, known, phrases, said)
            for each, said in zip(lines[Role.AREA], whole[Role.DESCRIPTION], strict=True)
        ],
        "contacts": lambda: [contacts.parse(each) for each in cells[Role.CONTACT]],
    }


def milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    rows = tuple(each.record.raw for each in gold_dataset().entries)
    source = read_source("kent-vru")
    measured = parsers(rows)
    first = {name: milliseconds(call) for name, call in measured.items()}
    after = {name: min(milliseconds(call) for _ in range(ROUNDS)) for name, call in measured.items()}
    first["all parsers"], after["all parsers"] = sum(first.values()), sum(after.values())
    page = extraction(*rows)
    first["normalise, with issues and places"] = milliseconds(lambda: normalise(page, source))
    after["normalise, with issues and places"] = min(
        milliseconds(lambda: normalise(page, source)) for _ in range(ROUNDS)
    )
    table = "\n".join(f"| {name} | {first[name]:.2f} | {after[name]:.3f} |" for name in first)
    section = HEADING.format(rounds=ROUNDS) + table + "\n"
    SECTION.parent.mkdir(parents=True, exist_ok=True)
    SECTION.write_text(section, encoding="utf-8")
    print(section)


if __name__ == "__main__":
    main()
