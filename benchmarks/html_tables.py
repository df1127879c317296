"""Speed and exactness on HTML tables beside other readers: `python -m benchmarks.html_tables`."""

from __future__ import annotations

import hashlib
import io
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from lxml import etree

from pipeline.extract import extract
from pipeline.issues import DocumentRefused
from pipeline.model import Extraction, Snapshot
from pipeline.source import GENERAL
from pipeline.tables.decode import decode
from pipeline.tables.grids.parts import Choice
from pipeline.tables.html.choose import choose_tables
from pipeline.tables.html.tree import parse_tree
from pipeline.tables.html.unseen import mark_unseen
from tests.html_pages import Truth, make_truth, render

SECTION = Path(__file__).resolve().parents[1] / "docs" / "benchmarks" / "html_tables.md"
Rows = list[list[str]]
ROUNDS = 15


@dataclass(frozen=True)
class Page:
    content: bytes
    truth: Truth


@dataclass(frozen=True)
class Peer:
    """A reader: `read` is timed; `to_rows` shows what it gave as rows of cells, where it gives any."""

    name: str
    read: Callable[[bytes], Any]
    to_rows: Callable[[Any], Rows] | None


def make_pages(count: int, rows: int | None, seed: int) -> list[Page]:
    pages = []
    for number in range(count):
        rng = random.Random(seed + number)
        truth = make_truth(rng, rows)
        pages.append(Page(render(truth, rng).encode(), truth))
    return pages


def read_ours(content: bytes) -> Extraction | None:
    snapshot = Snapshot("bench", "bench", content, hashlib.sha256(content).hexdigest())
    try:
        return extract(snapshot, GENERAL)
    except DocumentRefused:
        return None


def our_rows(found: Extraction | None) -> Rows:
    return [[cell.text for cell in record.cells] for record in found.records] if found else []


def read_cells(content: bytes) -> Choice | None:
    """The table of services: rows of cells, the line of every paragraph, headings by role."""
    document = decode(content)
    root = parse_tree(document)
    if root is None:
        return None
    mark_unseen(root, document.folded)
    return choose_tables(root, {})


def rows_of_cells(found: Choice | None) -> Rows:
    rows = [row for part in found.parts for row in part.grid.rows[part.first :]] if found else []
    return [[" ".join(paragraph.text for paragraph in cell.paragraphs) for cell in row.cells] for row in rows]


def parse_alone(content: bytes) -> None:
    etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))


def read_pandas(content: bytes) -> list[Any]:
    import pandas as pd

    try:
        return pd.read_html(io.BytesIO(content), flavor="lxml", encoding="utf-8", keep_default_na=False)
    except ValueError:  # it found no table
        return []


def pandas_rows(tables: list[Any]) -> Rows:
    return [[str(cell) for cell in row] for table in tables for row in table.astype(object).values.tolist()]


def read_soup(content: bytes) -> Rows:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(content, "lxml")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")
    ]


def read_trafilatura(content: bytes) -> str:
    import trafilatura

    return trafilatura.extract(content, include_tables=True, output_format="txt") or ""


def trafilatura_rows(text: str) -> Rows:
    return [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in text.split("\n") if "|" in line
    ]


OURS = Peer("this project: records, and all that is doubtful", read_ours, our_rows)
BARE = Peer("lxml, the bare parse", parse_alone, None)
PANDAS = Peer("pandas.read_html (lxml)", read_pandas, pandas_rows)
PEERS = (
    Peer("this project: cells, lines, headings", read_cells, rows_of_cells),
    OURS,
    BARE,
    PANDAS,
    Peer("BeautifulSoup (lxml), rows of cells", read_soup, list),
    Peer("trafilatura, text with tables", read_trafilatura, trafilatura_rows),
)


def find_missing(peer: Peer, page: Page) -> str | None:
    """Why the peer cannot run here, where it cannot."""
    try:
        peer.read(page.content)
    except ImportError as error:
        return f"not installed: {error}".splitlines()[0]
    return None


def time_side_by_side(peers: Sequence[Peer], pages: Sequence[Page]) -> dict[str, float]:
    """Seconds a page of each peer, by name: each page's best time of rounds in which the peers take turns."""
    best = {peer.name: [float("inf")] * len(pages) for peer in peers}
    for _ in range(ROUNDS):
        for peer, (number, page) in product(peers, enumerate(pages)):
            best[peer.name][number] = min(best[peer.name][number], _time(peer, page))
    return {name: sum(times) / len(pages) for name, times in best.items()}


def _time(peer: Peer, page: Page) -> float:
    started = time.perf_counter()
    peer.read(page.content)
    return time.perf_counter() - started


def count_exact(peer: Peer, pages: list[Page]) -> int:
    """Records of which every cell has exactly the words of the truth, paragraphs joined by one blank."""
    exact = 0
    for page in pages:
        rows = {tuple(row) for row in peer.to_rows(peer.read(page.content))} if peer.to_rows else set()
        exact += sum(tuple(" ".join(cell) for cell in record) in rows for record in page.truth.records)
    return exact


def measure(name: str, pages: list[Page]) -> list[str]:
    total = sum(len(page.truth.records) for page in pages)
    size = sum(len(page.content) for page in pages) // len(pages)
    missing = {peer.name: find_missing(peer, pages[0]) for peer in PEERS}
    seconds = time_side_by_side([peer for peer in PEERS if not missing[peer.name]], pages)
    pandas = seconds.get(PANDAS.name)
    lines = [f"### {name}: {len(pages)} pages, {size:,} bytes and {total / len(pages):.0f} records each", ""]
    lines += ["| reader | pages a second | speed, pandas = 1 | time, bare parse = 1 | records exact |"]
    lines += ["|---|---:|---:|---:|---:|"]
    for peer in PEERS:
        if missing[peer.name]:
            lines.append(f"| {peer.name} | {missing[peer.name]} | | | |")
            continue
        mine = seconds[peer.name]
        faster = f"{pandas / mine:.2f}" if pandas else ""
        share = f"{100 * count_exact(peer, pages) / total:.1f}%" if peer.to_rows else ""
        times = f"{mine / seconds[BARE.name]:.2f}"
        lines.append(f"| {peer.name} | {1 / mine:,.0f} | {faster} | {times} | {share} |")
    return [*lines, ""]


def measure_growth() -> list[str]:
    lines = [
        "### Growth with the number of rows",
        "",
        "| rows | seconds | microseconds a row |",
        "|---:|---:|---:|",
    ]
    for rows in (100, 1_000, 10_000):
        truth = make_truth(random.Random(5), rows)
        page = Page(render(truth, random.Random(7)).encode(), truth)
        seconds = min(_time(OURS, page) for _ in range(3))
        lines.append(f"| {rows:,} | {seconds:.3f} | {seconds / rows * 1e6:.0f} |")
    return [*lines, ""]


def main() -> None:
    """Prints the tables and writes docs/benchmarks/html_tables.md."""
    lines = [
        "## HTML tables, beside other readers",
        "",
        "Made-up pages with navigation, layout tables, merged cells, lists, links and untidy markup.",
        "A record is exact where every cell has the truth's words and no others.",
        f"All readers run on one core and take turns, {ROUNDS} times; each page counts with its best time.",
        "Timed is what each gives for a page's bytes: pandas its data frames; ours, in the first row, cells",
        "with the line of every paragraph, and the headings with their roles; in the second the whole of",
        "extraction: the records too, the table's title, the page's date, and what is doubtful.",
        "Showing it as rows of text, to compare the words, is not timed for either.",
        "",
        *measure("Small tables", make_pages(60, None, 10_000)),
        *measure("Tables as long as today's", make_pages(25, 31, 20_000)),
        *measure_growth(),
    ]
    text = "\n".join(lines)
    SECTION.parent.mkdir(parents=True, exist_ok=True)
    SECTION.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
