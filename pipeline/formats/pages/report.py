"""report.html: what the data officer opens after `make all`. One file, no network, works from a disk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.dataset import Dataset
from pipeline.formats.hsds.tables import to_tables
from pipeline.formats.hsds.uk import walked
from pipeline.formats.hsds.uk_rows import to_uk
from pipeline.formats.pages.compared import compared
from pipeline.formats.pages.coverage import YEARS, coverage_of
from pipeline.formats.pages.past_rates import counts, rates
from pipeline.formats.pages.patch_blocks import ROLES, patch_blocks
from pipeline.formats.pages.readings import reading_of
from pipeline.formats.pages.rendering import render, rules
from pipeline.formats.pages.shown import DOWNLOADS, FOR_THE_OFFICER, areas_of, shown_entries
from pipeline.formats.public import to_public
from pipeline.gazetteer import read_tiles
from pipeline.issues import Issue, catalogue
from pipeline.model import Cell, Record, Role, Verdict

VERDICTS = {
    Verdict.OK: "Published; nothing to look at",
    Verdict.REVIEW: "Published; some records want a look",
    Verdict.REFUSED: "Refused",
}
LISTED = dict(DOWNLOADS + FOR_THE_OFFICER)
Parts = tuple[tuple[str, bool], ...]  # pieces of a paragraph, and whether each is doubtful


@dataclass(frozen=True, slots=True)
class PrintedCell:
    heading: str
    paragraphs: tuple[Parts, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A record that a person should look at, as the page printed it."""

    number: int
    name: str
    lines: tuple[int, int]
    held: bool
    doubts: tuple[tuple[Issue, str], ...]  # with our reading of what it doubts
    cells: tuple[PrintedCell, ...]
    patches: str

    @property
    def doubtful(self) -> bool:
        """True where words of the row are marked."""
        return any(marked for cell in self.cells for parts in cell.paragraphs for _, marked in parts)


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the report; a hash where it was written before."""

    path: str
    about: str
    bytes: int = 0
    sha256: str = ""


def files(dataset: Dataset, beside: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """report.html; it stands among the published files, so it too withholds what the policy withholds.

    `beside` are the files of the release that are listed with their hashes.
    """
    dataset = to_public(dataset)
    words = {**_release(dataset), **_coverage(dataset), **_quality(dataset), **_listed(beside)}
    yield "report.html", render("report.html.j2", words, ("page.css",), ("find.js", "sort.js"))


def _release(dataset: Dataset) -> dict[str, Any]:
    """What was read, what changed, and what to look at."""
    return {
        "title": dataset.source.title,
        "url": dataset.source.page.url,
        "toml": f"sources/{dataset.source.id}.toml",
        "verdict": dataset.history[-1].verdict,
        "verdict_words": VERDICTS[dataset.history[-1].verdict],
        "fallback": dataset.fallback,
        "accepted": dataset.accepted,
        "page_date": dataset.page_date,
        "as_of": dataset.as_of,
        "first": dataset.previous_sha256 is None,
        "changes": [compared(each) for each in dataset.changes],
        "document": [each for each in dataset.issues if each.record is None and each.needs_a_person],
        "looks": list(_looks(dataset)),
        "withheld": dataset.withheld,
        "entries": list(shown_entries(dataset)),
        "areas": areas_of(dataset),
        "snapshot": dataset.snapshot,
        "rules": rules(),
        "remedies": {code: kind.remedy for code, kind in catalogue().items()},
    }


def _coverage(dataset: Dataset) -> dict[str, Any]:
    """Where there are services, and for whom."""
    coverage = coverage_of(dataset)
    shown = [*(count for row in coverage.rows for count in row.counts), *(r.services for r in coverage.rows)]
    most = max(shown, default=0)
    tiles = dataset.source.places.tiles
    return {
        "coverage": coverage,
        "years": YEARS,
        "shade": lambda count: _shade(count, most),
        "tiles": read_tiles(tiles) if tiles else {},
    }


def _quality(dataset: Dataset) -> dict[str, Any]:
    """What was checked, and how the releases compare."""
    return {
        "not_carried": len(to_uk(to_tables(dataset))[1]),
        "rates": rates(dataset.history),
        "counts": counts(dataset.history),
        "checks": (*dataset.report.checks, *walked(dataset)),
        "history": dataset.history,
        "most": max((each.records for each in dataset.history), default=1) or 1,
    }


def _listed(beside: Mapping[str, bytes]) -> dict[str, Any]:
    """The files of the release, those that a person opens first."""
    return {
        "downloads": [_download(*each, beside) for each in LISTED.items()],
        "others": [_download(path, "", beside) for path in sorted(beside.keys() - LISTED.keys())],
    }


def _download(path: str, about: str, beside: Mapping[str, bytes]) -> Download:
    content = beside.get(path)
    if content is None:
        return Download(path, about)
    return Download(path, about, len(content), hashlib.sha256(content).hexdigest())


def _shade(count: int, most: int) -> int:
    """0 for none, then 1 to 5 in even steps up to the most."""
    return 0 if not count else 1 + (count - 1) * 5 // max(most, 1)


def _looks(dataset: Dataset) -> Iterator[Look]:
    published = [(each.record, False) for each in dataset.entries]
    records = [*published, *((each, True) for each in dataset.withheld)]
    for record, held in sorted(records, key=lambda each: each[0].number):
        issues = tuple(i for i in dataset.issues if i.record == record.number and i.needs_a_person)
        if issues:
            yield _look(record, held, issues, dataset)


def _look(record: Record, held: bool, issues: tuple[Issue, ...], dataset: Dataset) -> Look:
    cells = tuple(_printed(cell, issues) for cell in record.raw.cells)
    doubts = tuple((each, reading_of(each, record, held, dataset.source)) for each in issues)
    patches = patch_blocks(record, issues, dataset.as_of, dataset.source)
    return Look(record.number, record.service.name, record.raw.lines, held, doubts, cells, patches)


def _printed(cell: Cell, issues: tuple[Issue, ...]) -> PrintedCell:
    """The cell as printed; an issue's words are marked in the column of its field, without one in any."""
    here = (each for each in issues if each.field is None or _role(each.field) in (None, cell.role))
    doubtful = [each.value for each in here if each.value]
    if cell.text in doubtful:  # several paragraphs, doubted as one
        doubtful += cell.texts
    return PrintedCell(cell.column.heading, tuple(_marked(text, doubtful) for text in cell.printed))


def _role(path: str) -> Role | None:
    """The column that the field is read from, where there is one."""
    return ROLES.get(path.partition(".")[0])


def _marked(text: str, doubtful: Iterable[str]) -> Parts:
    """The paragraph in pieces, all doubtful words in it marked; of those that overlap, the longer.

    >>> _marked("Chatham Shepway", ["Shepway"])
    (('Chatham ', False), ('Shepway', True))
    """
    wanted = sorted({each for each in doubtful if each}, key=len, reverse=True)
    if not wanted:
        return ((text, False),)
    pieces = re.split(f"({'|'.join(_whole(each) for each in wanted)})", text)
    return tuple((each, n % 2 == 1) for n, each in enumerate(pieces) if each)


def _whole(words: str) -> str:
    """A pattern for the words where they are no part of longer ones."""
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    return f"{before}{re.escape(words)}{after}"
