"""Extraction: the table of services is found and read whole, or the document is refused with a reason."""

import hashlib
import json

import pytest

from pipeline.extract import extract
from pipeline.issues import DocumentRefused
from pipeline.model import Snapshot
from pipeline.source import GENERAL, read_source
from tests.gold import EXPECTED, PAGE


def read(content, source=GENERAL, media_type=None):
    content = content.encode() if isinstance(content, str) else content
    sha256 = hashlib.sha256(content).hexdigest()
    return extract(Snapshot("test", "test", content, sha256, media_type=media_type), source)


def refusal(content, source=GENERAL):
    with pytest.raises(DocumentRefused) as caught:
        read(content, source)
    assert all(each.severity == "error" for each in caught.value.issues)
    return {each.code for each in caught.value.issues}


def test_real_page_is_read_as_expected():
    found = read(PAGE.read_bytes(), read_source("kent-vru"))
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert [{cell.role: list(cell.texts) for cell in each.cells} for each in found.records] == [
        each["cells"] for each in expected["records"]
    ]
    assert [each.lines[0] for each in found.records] == [each["line"] for each in expected["records"]]
    assert found.page_date.isoformat() == expected["page_date"]
    assert found.title == "VRU funded services and contact information"
