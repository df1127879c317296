"""Tables as html-to-text tools write them, read as `inspect` reads them: `python -m benchmarks.renderings`.

The truth is what the text supports, not what the page meant:

- Every cell has the words of the page in their order, and no others.
- Where one line of an area, contact, telephone or web cell ends matters. It may be lost only where the
  tool itself writes both lines on one line with a blank between them. In names, descriptions and ages, a
  line break carries no value, and may be lost or gained where a tool wraps.
- A cell merged over several rows is printed once, level with the first of them or with their middle. In each
  of them it may be blank, as it is in the text of the others, or have those of its lines that are level with
  it, or all.
- A cell that reaches over two columns stands in the first of them; the second is blank.
- A row of one cell is no service.

A record is exact, or wrong and flagged, or wrong in silence: so is one that is lost, and no warning quotes
it or stands on the record beside it. No flag is a nuisance that the page's HTML earns too, or that stands on
a record of which the text has lost a merged cell. The tools are found where their commands are, and in the
Python that RENDERERS names.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from benchmarks.generator.markup import KINDS, Printed, Sheet, sheet
from benchmarks.generator.taste import Lines
from benchmarks.generator.words import read_words
from pipeline.inspect import inspect
from pipeline.model import Role
from pipeline.source import GENERAL
from pipeline.tables.markdown import strip_marks
from pipeline.tables.words import strip_bullet

SECTION = Path(__file__).parents[1] / "docs" / "benchmarks" / "renderings.md"
PYTHON = os.environ.get("RENDERERS", sys.executable)  # an interpreter that has the tools written in Python
LINES_MATTER = (Role.AREA, Role.CONTACT, Role.PHONE, Role.URL)
EXPECTED = frozenset({"table-truncated"})  # flags that a page without a footer earns
INTRODUCTION = """## Tables as text

Made-up tables of services, rendered by html-to-text tools and read as any document is. *Exact*: every cell
has the words that the text supports. *Silent*: wrong, invented or lost, and nothing says so.
`benchmarks/renderings.py` says what counts as right where a tool drops what the page meant.
"""
HEAD = "| | records | exact % | silent | right but flagged % | wrong and flagged | {} |" + "\n|" + "---|" * 7
_BATCH = "import json, sys\n{}\njson.dump([f(page) for page in json.load(sys.stdin)], sys.stdout)"


@dataclass(frozen=True, slots=True)
class Tool:
    """A way to make text of HTML; `render` gives the text of each page."""

    name: str
    render: Callable[[Sequence[str]], list[str]]
    install: str  # what to do where it is missing
    is_there: Callable[[], bool]


def _python(name: str, package: str, code: str) -> Tool:
    def render(pages: Sequence[str]) -> list[str]:
        run = subprocess.run(
            [PYTHON, "-c", _BATCH.format(code)],
            input=json.dumps(pages).encode(),
            capture_output=True,
            check=True,
        )
        texts: list[str] = json.loads(run.stdout)
        return texts

    def is_there() -> bool:
        return not subprocess.run([PYTHON, "-c", f"import {package.lower()}"], capture_output=True).returncode

    return Tool(name, render, f"pip install {package}", is_there)


def _command(name: str, *arguments: str) -> Tool:
    def render(pages: Sequence[str]) -> list[str]:
        return [
            subprocess.run(arguments, input=page.encode(), capture_output=True, check=True).stdout.decode()
            for page in pages
        ]

    return Tool(name, render, f"apt install {arguments[0]}", lambda: shutil.which(arguments[0]) is not None)


def _file_command(name: str, *arguments: str) -> Tool:
    """A command that reads a file alone, whose name it takes behind these arguments."""

    def render(pages: Sequence[str]) -> list[str]:
        with TemporaryDirectory() as folder:
            path = Path(folder, "page.html")
            return [_run_on(path, page, arguments) for page in pages]

    return Tool(name, render, f"apt install {arguments[0]}", lambda: shutil.which(arguments[0]) is not None)


def _run_on(path: Path, page: str, arguments: Sequence[str]) -> str:
    path.write_text(page, encoding="utf-8")
    return subprocess.run([*arguments, str(path)], capture_output=True, check=True).stdout.decode()


_LYNX = ("lynx", "-dump", "-stdin", "-assume_charset=utf-8", "-display_charset=utf-8", "-force_html")
_W3M = ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8")
_HTML2TEXT = "import html2text; h = html2text.HTML2Text(); h.body_width = {}; f = h.handle"
_RESILIPARSE = """from resiliparse.extract.html2text import extract_plain_text as read
f = lambda page: read(page, main_content=False)
"""
_SOUP = """from bs4 import BeautifulSoup
f = lambda page: BeautifulSoup(page, 'lxml').get_text('\\n', strip=True)
"""
_PANDOC = ("pandoc", "--from=html")
TOOLS = (
    _python("BeautifulSoup, a line for each text", "bs4", _SOUP),
    _python("html2text", "html2text", _HTML2TEXT.format(78)),
    _python("html2text, not wrapped", "html2text", _HTML2TEXT.format(0)),
    _python("inscriptis", "inscriptis", "from inscriptis import get_text as f"),
    _python(
        "Resiliparse",
        "resiliparse",
        _RESILIPARSE,
    ),
    _command("lynx -dump", *_LYNX),
    _command("lynx -dump -nolist -width=990", *_LYNX, "-nolist", "-width=990"),
    _command("w3m -dump", *_W3M),
    _command("w3m -dump -cols 400", *_W3M, "-cols", "400"),
    _file_command("links -dump", "links", "-dump"),
    _file_command("links -dump -width 300", "links", "-dump", "-width", "300"),
    _file_command("elinks -dump", "elinks", "-dump"),
    _command("pandoc --to=plain --columns=300", *_PANDOC, "--to=plain", "--columns=300"),
    _command("pandoc --to=gfm", *_PANDOC, "--to=gfm"),
    _python("markdownify", "markdownify", "from markdownify import markdownify as f"),
)


@dataclass
class Tally:
    """Counts of records, with examples."""

    LAST: ClassVar = "refused"

    records: int = 0
    exact: int = 0
    silent: int = 0
    nuisance: int = 0
    wrong_flagged: int = 0
    refused: int = 0
    examples: list[str] = field(default_factory=list)
    nuisances: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in ("records", "exact", "silent", "nuisance", "wrong_flagged", "refused"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples += other.examples
        self.nuisances += other.nuisances

    def row(self, name: str) -> str:
        share = 100 / max(1, self.records)
        return (
            f"| {name} | {self.records} | {self.exact * share:.2f} | {self.silent}"
            f" | {self.nuisance * share:.2f} | {self.wrong_flagged} | {self.refused} |"
        )


def is_supported(found: Sequence[str], truth: Printed, role: Role, text: str) -> bool:
    """True where the cell as read is what the text supports."""
    lines, read = tuple(map(strip_bullet, truth.lines)), tuple(map(strip_bullet, found))
    if read == lines or (truth.shared and "".join(read) in "".join(lines)):
        return True
    if " ".join(read).split() != " ".join(lines).split():
        return False
    return role not in LINES_MATTER or _only_lost(read, lines, text)


def _only_lost(found: Sequence[str], lines: Lines, text: str) -> bool:
    """True where each paragraph as read is whole lines of the cell, which the text has on one line."""
    rest = list(lines)
    for paragraph in found:
        taken = [rest.pop(0)]
        while len(" ".join(taken)) < len(paragraph) and rest:
            taken.append(rest.pop(0))
        if " ".join(taken) != paragraph or (len(taken) > 1 and paragraph not in text):
            return False
    return not rest


def judge(page: Sheet, text: str) -> Tally:
    """What the reading makes of one rendering."""
    tally = Tally(records=len(page.records))
    reading = inspect("rendering", text.encode(), GENERAL)
    if reading["verdict"] == "refused":
        tally.refused = tally.records
        return tally
    earned, text = _flagged_in_html(page), strip_marks(text)
    told = " ".join(each["value"] or "" for each in reading["issues"] if each["severity"] != "notice")
    gap: list[dict[str, Any]] = []
    at, before = 0, False
    for record in reading["records"]:
        match = next((n for n in range(at, len(page.records)) if _fits(record, page, n, text)), None)
        if match is None:
            gap.append(record)
            continue
        doubted = before or record["flagged"]
        before = record["flagged"]
        _judge_gap(page, gap, range(at, match), tally, None if doubted else told)
        gap, at = [], match + 1
        tally.exact += 1
        codes = {each["code"] for each in record["issues"] if each["severity"] != "notice"}
        if codes - EXPECTED - earned.get(match, set()) and not any(
            each.merged for each in page.records[match]
        ):
            tally.nuisance += 1
            tally.nuisances.append(f"{sorted(codes)} {record['cells']} {record['issues']}")
    _judge_gap(page, gap, range(at, len(page.records)), tally, None if before else told)
    return tally


def _fits(record: dict[str, Any], page: Sheet, number: int, text: str) -> bool:
    cells = record["cells"]
    if set(cells) != set(page.columns):
        return False
    pairs = zip(page.columns, page.records[number], strict=True)
    return all(is_supported(cells[role], truth, role, text) for role, truth in pairs)


def _judge_gap(
    page: Sheet, found: Sequence[dict[str, Any]], lost: range, tally: Tally, told: str | None
) -> None:
    """Records read wrong between two right ones, and those of the page that are not there at all."""
    flagged = [each for each in found if each["flagged"]]
    tally.wrong_flagged += len(flagged)
    silent = [each for each in found if not each["flagged"]]
    tally.silent += len(silent)
    tally.examples += [f"{each['cells']} for {[page.records[n] for n in lost][:2]}" for each in silent]
    unsaid = not found and told is not None  # None: the record before or behind them is in doubt
    silent_lost = [n for n in lost if unsaid and " ".join(page.records[n][0].lines) not in (told or "")]
    tally.silent += len(silent_lost)
    tally.examples += [f"lost {page.records[n]}" for n in silent_lost]


def _flagged_in_html(page: Sheet) -> dict[int, set[str]]:
    """What is said of each record where the page itself is read."""
    found = inspect("page", page.html.encode(), GENERAL).get("records", [])
    return {n: {each["code"] for each in record["issues"]} for n, record in enumerate(found)}


def pages(kind: str, count: int, seed: str) -> Iterator[Sheet]:
    """Pages of one kind; the same seed gives the same pages."""
    words = read_words("evaluation")
    for number in range(count):
        draw = Random(f"{seed}-{kind}-{number}")
        yield sheet(draw, words, kind, draw.choice((4, 8, 12, 16, 24)))


def measure(tool: Tool, kind: str, count: int, seed: str) -> Tally:
    """What is made of so many pages of one kind, rendered by this tool."""
    made = list(pages(kind, count, seed))
    tally = Tally()
    for page, text in zip(made, tool.render([each.html for each in made]), strict=True):
        tally.add(judge(page, text))
    return tally


def by_tool(
    tools: Sequence[Tool],
    kinds: Iterable[str],
    measure: Callable[[Tool, str], Any],
    tallies_of: type[Any],
    how: str,
) -> Iterator[str]:
    """Two tables, row by row: what is measured by tool, then by kind of page; `how` these differ.

    Each tally adds others to itself, has a row, what that counts last, and examples of what is silent; these
    go to stderr.
    """
    head = HEAD.format(tallies_of.LAST)
    tallies = {kind: tallies_of() for kind in kinds}
    yield head
    for tool in tools:
        if not tool.is_there():
            yield f"| {tool.name} | not installed: {tool.install} | | | | | |"
            continue
        whole = tallies_of()
        for kind, all_tools in tallies.items():
            tally = measure(tool, kind)
            whole.add(tally)
            all_tools.add(tally)
            for example in tally.examples[:3]:
                print(f"{tool.name}, {kind}: {example}", file=sys.stderr)
        yield whole.row(tool.name)
    yield f"\nThe same by {how}, all tools together:\n"
    yield head
    yield from (tally.row(kind.replace("<", "&lt;")) for kind, tally in tallies.items())


def report(count: int, seed: str, tools: Sequence[Tool], kinds: Sequence[str]) -> Iterator[str]:
    """The section, line by line."""
    yield INTRODUCTION
    measured = partial(measure, count=count, seed=seed)
    yield from by_tool(tools, kinds, measured, Tally, "how the table is marked up")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well html-to-text renderings are read.")
    parser.add_argument("--pages", type=int, default=36, help="of each kind and tool")
    parser.add_argument("--seed", default="held-out-3", help="other words give other pages")
    parser.add_argument("--tool", action="append", help="only tools whose name begins with this")
    parser.add_argument("--kind", action="append", choices=tuple(KINDS), help="only these pages")
    chosen = parser.parse_args()
    tools = [each for each in TOOLS if not chosen.tool or each.name.startswith(tuple(chosen.tool))]
    lines = []
    for line in report(chosen.pages, chosen.seed, tools, chosen.kind or tuple(KINDS)):
        print(line, flush=True)
        lines.append(line)
    if not (chosen.tool or chosen.kind):
        SECTION.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
