"""The report: patches that can be pasted, doubtful words marked, and coverage counted right."""

import dataclasses
import hashlib
import re
import tomllib
from collections import Counter
from dataclasses import replace

import msgspec
import pytest
from bs4 import BeautifulSoup
from msgspec import structs

from pipeline.dataset import Change, ChangeKind, FieldChange
from pipeline.formats.about import issue_list
from pipeline.formats.csv_cells import read_csv
from pipeline.formats.hsds import uk
from pipeline.formats.pages import patch_blocks, public_page, report
from pipeline.formats.pages.coverage import coverage_of
from pipeline.formats.registry import render
from pipeline.gazetteer import Place
from pipeline.issues import issue
from pipeline.model import AgeRange, Area, Cell, Column, Paragraph, Role
from pipeline.source import GENERAL, Patch, Places
from tests.pipeline.formats.releases import with_policy
from tests.releases import real_release, release_of_rows, second_release
from tests.rows import raw_record

A, B, COUNTY = "E07000001", "E07000002", "E10000001"
PLACES = (
    Place("Aham", "authority", A, (A,), (), "made", (COUNTY,)),
    Place("Bham", "authority", B, (B,), (), "made", (COUNTY,)),
)


def pages_of(dataset) -> BeautifulSoup:
    return BeautifulSoup(dict(report.files(dataset, {}))["report.html"], "lxml")


@pytest.fixture(scope="module")
def dataset():
    return real_release()


@pytest.fixture(scope="module")
def page(dataset):
    return pages_of(dataset)


def test_every_file_beside_the_report_is_listed_with_its_hash(dataset):
    files = render(dataset)
    listed = {
        each.a["href"]: each.code.get_text()
        for each in BeautifulSoup(files["report.html"], "lxml").select("ul.files li")
        if each.code
    }
    beside = {path: content for path, content in files.items() if path != "report.html"}
    assert listed == {path: hashlib.sha256(content).hexdigest() for path, content in beside.items()}


def test_each_patch_block_is_a_patch_once_it_is_filled(page):
    blocks = [each.get_text() for each in page.select("details pre")]
    assert len(blocks) == 3
    for block in blocks:
        (empty,) = tomllib.loads(block)["patches"]
        filled = msgspec.convert({**empty, "value": ["Aham"], "why": "asked", "by": "a clerk"}, Patch)
        assert filled.field == "areas" and filled.match in ("Shepway", "North Kent")


def test_a_patch_block_holds_any_words_whole():
    words = 'A "B" \\ \u202e C\x7f\u2028'
    text = f"value = {patch_blocks.to_toml(words)}"
    assert tomllib.loads(text)["value"] == words


def test_the_doubtful_words_are_marked_where_they_were_printed(page):
    assert [each.get_text() for each in page.select("#look ~ article mark")] == [
        "Shepway",
        "North Kent",
        "North Kent",
    ]


@pytest.mark.parametrize(
    ("text", "doubtful", "marked"),
    [
        ("Aham, Bham and Aham", ["Aham"], ["Aham", "Aham"]),
        ("Aham, Bham", ["Bham", "Aham"], ["Aham", "Bham"]),
        ("North Aham and Aham", ["Aham", "North Aham"], ["North Aham", "Aham"]),
        ("Bahamas", ["Aham", "aham"], []),
        ("a+b (c) a+b", ["a+b", "(c)"], ["a+b", "(c)", "a+b"]),
        ("Aham", [], []),
        ("Aham", [""], []),
    ],
)
def test_every_doubtful_word_is_marked_and_the_text_stays_whole(text, doubtful, marked):
    parts = report._marked(text, doubtful)
    assert "".join(words for words, _ in parts) == text
    assert [words for words, is_doubtful in parts if is_doubtful] == marked


def test_a_cell_that_is_doubted_as_a_whole_is_marked_in_all_its_paragraphs():
    cell = Cell(Column(Role.AGE, "Ages"), (Paragraph("8 to 12", 1), Paragraph("or so", 2)))
    printed = report._printed(cell, (issue("age-ambiguous", value="8 to 12 or so", field="ages", why="x"),))
    assert printed.paragraphs == ((("8 to 12", True),), (("or so", True),))


def changed(*fields: FieldChange):
    return Change(ChangeKind.CHANGED, "1", "Club", fields)


def test_a_change_has_both_sides_as_published_and_as_printed(dataset):
    ages = (
        FieldChange("minimum_age", "8", "9", "8-12", "9-13"),
        FieldChange("maximum_age", "12", "13", "8-12", "9-13"),
    )
    reprinted = FieldChange("area", "", "", "Aham", "AHAM")
    named = FieldChange("name", "Club", "The Club", "Club", "The Club")
    more = (changed(*ages, reprinted, named), Change(ChangeKind.REMOVED, "2", "Old Club"))
    page = pages_of(replace(second_release(dataset), previous_sha256="0", changes=more))
    rows = [
        [each.get_text("|", strip=True) for each in row.find_all(["th", "td"])]
        for row in page.select(".changes tbody tr")
    ]
    assert rows == [
        ["Club", "changed", "minimum_age", "8|on the page: 8-12", "9|on the page: 9-13"],
        ["maximum_age", "12", "13"],
        ["area", "on the page: Aham", "on the page: AHAM"],
        ["name", "Club", "The Club"],
        ["Old Club", "gone", "the whole row"],
    ]


def test_each_doubt_has_its_line_our_reading_and_what_to_do(page):
    doubts = [each.get_text(" ", strip=True) for each in page.select(".doubt")]
    assert len(doubts) == 3
    assert "Line 47. Published: Shepway (no code; may be Folkestone and Hythe or Maidstone)" in doubts[0]
    assert all("What to do: Ask the publisher" in each for each in doubts)


def test_every_release_has_its_row_and_its_bar(dataset):
    page = pages_of(second_release(dataset))
    table = page.find("caption", string="Every release of this source").parent
    assert [row.find_all("td")[1].get_text() for row in table.select("tbody tr")] == ["28", "31"]
    bars = [[float(each["width"]) for each in row.select("rect")] for row in table.select("tbody tr")]
    assert 0 < bars[0][0] < bars[1][0], "services"
    assert all(flagged < services for services, flagged in bars)


def test_every_authority_has_its_own_tile(dataset, page):
    tiles = [tuple(each["class"][1:]) for each in page.select(".tiles.map li")]
    assert len(set(tiles)) == len(dataset.source.places.coverage) == len(tiles)
    assert all(len(each) == 2 for each in tiles)


def plotted(page, heading: str) -> list[list[str]]:
    table = page.find("h3", string=heading).find_next("table")
    return [
        [each.get_text(strip=True) for each in row.find_all(["th", "td"])] for row in table.select("tbody tr")
    ]


def test_rates_are_shares_of_the_releases_own_counts(page):
    rows = plotted(page, "Rates over the releases")
    assert rows[0][:4] == ["Services without a flag", "90%", "none", "only this one"]
    assert ["area: filled", "100%"] in [row[:2] for row in rows]


def test_issues_are_counted_over_the_releases(dataset):
    page = pages_of(second_release(dataset))
    assert [row[:4] for row in plotted(page, "Issues over the releases")] == [
        ["Errors", "0", "0", "always 0"],
        ["Warnings", "3", "1", "1 to 3"],
        ["Notices", "12", "0", "0 to 12"],
        ["area-ambiguous", "1", "1", "always 1"],
        ["area-informal", "2", "0", "0 to 2"],
    ]


def test_a_plot_is_drawn_to_scale_and_told_in_words(dataset):
    page = pages_of(second_release(dataset))
    drawing = page.find("svg", attrs={"aria-label": "area-informal: now 2; all releases: 0 to 2"})
    assert drawing.polyline["points"] == "3.0,25.0 157.0,3.0"
    assert (drawing.circle["cx"], drawing.circle["cy"]) == ("157.0", "3.0")
    assert all(each.get("aria-label") for each in page.select("svg"))


def test_the_counts_are_those_of_the_list(dataset):
    rows = read_csv(dict(issue_list.files(dataset))["issues.csv"])
    assert dataset.history[-1].issues == dict(Counter(each["code"] for each in rows))
    assert dataset.history[-1].severities == dict(Counter(each["severity"] for each in rows))


def test_the_loss_is_counted_as_its_file_lists_it(dataset, page):
    lost = read_csv(dict(uk.files(dataset))["hsds-uk-3.0/not-carried.csv"])
    assert f"cannot carry {len(lost)} values" in page.get_text()
    assert lost


@pytest.mark.parametrize("form", [lambda made: report.files(made, {}), public_page.files])
def test_no_page_tells_a_mailbox_that_the_policy_withholds(dataset, form):
    """A person's address stands neither in a contact, nor in the row as it was printed."""
    silent = with_policy(dataset, mailboxes="none")
    ((_, told),), ((_, kept),) = form(dataset), form(silent)
    address = b"sharon.mccauley@medway.gov.uk"
    assert address in told and address not in kept.lower()
    assert not re.search(rb"[\w.]+(@|%40)[\w]+\.", kept)


def made(*services: tuple[AgeRange | None, tuple[Area, ...]]):
    """A release of services with these ages and areas, in a county of two authorities."""
    rows = [raw_record(n, name=f"Club {n}", description="Boxing") for n in range(1, len(services) + 1)]
    source = structs.replace(GENERAL, places=Places(coverage=(A, B)))
    source.__dict__["gazetteer"] = PLACES
    dataset = release_of_rows(source, rows)
    entries = []
    for entry, (ages, areas) in zip(dataset.entries, services, strict=True):
        service = dataclasses.replace(entry.record.service, ages=ages, areas=areas)
        entries.append(dataclasses.replace(entry, record=dataclasses.replace(entry.record, service=service)))
    return dataclasses.replace(dataset, source=source, entries=tuple(entries))


AHAM = Area("Aham", "Aham", "authority", A, (A,))
TOWN = Area("Old Town", "Old Town", "town", None, (A,))
ALL = Area("County", "County", "county", COUNTY, ())


def test_coverage_counts_by_hand():
    dataset = made(
        (AgeRange(10, 12), (AHAM,)),
        (AgeRange(None, 11), (TOWN, AHAM)),
        (AgeRange(25, None), (ALL,)),
        (None, (AHAM,)),
        (AgeRange(1, 2), ()),
    )
    coverage = coverage_of(dataset)
    aham, bham = coverage.rows
    assert (aham.name, aham.services, bham.name, bham.services) == ("Aham", 4, "Bham", 1)
    assert aham.counts == (*[1] * 10, 2, 2, 1, *[0] * 12, 1)
    assert bham.counts == (*[0] * 25, 1)
    assert coverage.not_placed == ("Club 4", "Club 5")
    assert coverage.most == 2
