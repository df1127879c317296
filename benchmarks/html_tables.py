"""Speed and exactness on HTML tables beside other readers: `python -m benchmarks.html_tables`."""

from __future__ import annotations

import hashlib
import io
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.extract import extract
from pipeline.issues import DocumentRefused
from pipeline.model import Snapshot
from pipeline.source import GENERAL
from tests.html_pages import Truth, make_truth, render

SECTION = Path(__file__).resolve().parents[1] / "docs" / "benchmarks" / "html_tables.md"
Rows = list[list[str]]
ROUNDS = 7


@dataclass(frozen=True)
class Page:
    content: bytes
    truth: Truth


@dataclass(frozen=True)
class Peer:
    """A reader; `read` gives the rows of every table it finds, or None where it only parses."""

    name: str
    read: Callable[[bytes], Rows | None]


def make_pages(count: int, rows: int | None, seed: int) -> list[Page]:
    pages = []
    for number in range(count):
        rng = random.Random(seed + number)
        truth = make_truth(rng, rows)
        pages.append(Page(render(truth, rng).encode(), truth))
    return pages


def read_ours(content: bytes) -> Rows:
    snapshot = Snapshot("bench", "bench", content, hashlib.sha256(content).hexdigest())
    try:
        found = extract(snapshot, GENERAL)
    except DocumentRefused:
        return []
    return [[cell.text for cell in record.cells] for record in found.records]


def parse_alone(content: bytes) -> None:
    etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))


def read_pandas(content: bytes) -> Rows:
    import pandas as pd

    tables = pd.read_html(io.BytesIO(content), flavor="lxml", encoding="utf-8", keep_default_na=False)
    return [[str(cell) for cell in row] for table in tables for row in table.astype(object).values.tolist()]


def read_soup(content: bytes) -> Rows:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(content, "lxml")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")
    ]


def read_trafilatura(content: bytes) -> Rows:
    import trafilatura

    text = trafilatura.extract(content, include_tables=True, output_format="txt") or ""
    return [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in text.split("\n") if "|" in line
    ]


PEERS = (
    Peer("this project: cells, lines, headings, records", read_ours),
    Peer("lxml, the bare parse", parse_alone),
    Peer("pandas.read_html (lxml)", read_pandas),
    Peer("BeautifulSoup (lxml), rows of cells", read_soup),
    Peer("trafilatura, text with tables", read_trafilatura),
)


def find_missing(peer: Peer, page: Page) -> str | None:
    """Why the peer cannot run here, where it cannot."""
    try:
        peer.read(page.content)
    except ImportError as error:
        return f"not installed: {error}".splitlines()[0]
    except ValueError:
        return None
    return None


def time_page(peer: Peer, pages: list[Page]) -> float:
    """Seconds a page, the best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for page in pages:
            _read(peer, page)
        best = min(best, time.perf_counter() - started)
    return best / len(pages)


def _read(peer: Peer, page: Page) -> Rows | None:
    try:
        return peer.read(page.content)
    except ValueError:  # pandas raises it where it finds no table
        return []


def count_exact(peer: Peer, pages: list[Page]) -> int:
    """Records of which every cell has exactly the words of the truth, paragraphs joined by one blank."""
    exact = 0
    for page in pages:
        rows = {tuple(row) for row in _read(peer, page) or []}
        exact += sum(tuple(" ".join(cell) for cell in record) in rows for record in page.truth.records)
    return exact


def measure(name: str, pages: list[Page]) -> list[str]:
    total = sum(len(page.truth.records) for page in pages)
    size = sum(len(page.content) for page in pages) // len(pages)
    lines = [f"### {name}: {len(pages)} pages, {size:,} bytes and {total / len(pages):.0f} records each", ""]
    lines += ["| reader | pages a second | time, ours = 1 | records exact |", "|---|---:|---:|---:|"]
    ours = time_page(PEERS[0], pages)
    for peer in PEERS:
        missing = find_missing(peer, pages[0])
        if missing:
            lines.append(f"| {peer.name} | {missing} | | |")
            continue
        seconds = ours if peer is PEERS[0] else time_page(peer, pages)
        share = "" if peer.read is parse_alone else f"{100 * count_exact(peer, pages) / total:.1f}%"
        lines.append(f"| {peer.name} | {1 / seconds:,.0f} | {seconds / ours:.2f} | {share} |")
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
        seconds = min(_time(page) for _ in range(3))
        lines.append(f"| {rows:,} | {seconds:.3f} | {seconds / rows * 1e6:.0f} |")
    return [*lines, ""]


def _time(page: Page) -> float:
    started = time.perf_counter()
    read_ours(page.content)
    return time.perf_counter() - started


def main() -> None:
    """Prints the tables and writes docs/benchmarks/html_tables.md."""
    lines = [
        "## HTML tables, beside other readers",
        "",
        "Made-up pages with navigation, layout tables, merged cells, lists, links and untidy markup.",
        "A record is exact where every cell has the truth's words and no others.",
        "All readers run on one core, on the same pages.",
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
