"""The real page's table as HTML and as html-to-text tools write it: read exactly, or flagged.

`paragraphs.html` and `breaks.html` are the table's twins in markup; each text is what one tool makes of one
of them (lynx 2.9, w3m 0.5, html2text, inscriptis, Resiliparse).
"""

import json

import pytest

from pipeline.source import read_source
from tests.gold import EXPECTED, PAGE
from tests.pipeline.test_extract import read

FOLDER = PAGE.parents[1] / "renderings"
EXACT = {  # how many of the 31 records are exact and not flagged, at least
    "paragraphs.html": 31,
    "breaks.html": 31,
    "breaks-windows-1252.html": 31,
    "breaks.html2text.txt": 31,
    "breaks.html2text-unwrapped.txt": 31,
    "breaks.inscriptis.txt": 31,
    "breaks.resiliparse.txt": 31,
    "breaks.w3m-wide.txt": 28,
    "breaks.w3m.txt": 25,
    "paragraphs.w3m.txt": 25,
    "paragraphs.lynx.txt": 31,
    "paragraphs.resiliparse.txt": 31,
    "paragraphs.html2text.txt": 0,  # the tool runs paragraphs together: all are doubted
    "paragraphs.inscriptis.txt": 0,  # the tool sets paragraphs level with the middle of their row
}
WANTED = [each["cells"] for each in json.loads(EXPECTED.read_text(encoding="utf-8"))["records"]]


@pytest.mark.parametrize("name", EXACT)
def test_records_are_exact_or_flagged(name):
    found = read((FOLDER / name).read_bytes(), read_source("kent-vru"))
    flagged = {each.record for each in found.issues if each.needs_a_person}
    right = {
        record.number: {cell.role: list(cell.texts) for cell in record.cells} in WANTED
        for record in found.records
    }
    assert not [number for number, exact in right.items() if not exact and number not in flagged]
    assert sum(exact and number not in flagged for number, exact in right.items()) >= EXACT[name]
    assert found.page_date.isoformat() == "2020-12-04"
    assert found.title == "VRU funded services and contact information"


def test_rows_whose_cells_run_on_are_read_and_doubted():
    found = read((FOLDER / "breaks.lynx.txt").read_bytes(), read_source("kent-vru"))
    wanted = [{role: " ".join(lines) for role, lines in each.items()} for each in WANTED]
    right = [{cell.role: cell.text for cell in record.cells} in wanted for record in found.records]
    assert len(right) == len(WANTED) and sum(right) >= 22
    assert {each.record for each in found.issues if each.needs_a_person} == {*range(1, len(right) + 1)}
    pairs = zip(found.records, right, strict=True)
    assert max(record.confidence for record, is_right in pairs if not is_right) < 0.8
    assert found.title == "VRU funded services and contact information"
