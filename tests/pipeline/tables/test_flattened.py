"""The real page's table comes back from its paragraphs, word for word."""

from __future__ import annotations

import json

from pipeline.source import read_source
from pipeline.tables.flattened import recover
from pipeline.tables.stream import Recovered, Token
from tests.gold import EXPECTED, PAGE


def real_tokens() -> list[Token]:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    return [Token(" ".join(line.split()), n) for n, line in enumerate(lines, 1) if line]


def real_table() -> Recovered:
    source = read_source("kent-vru")
    found = recover(real_tokens(), source.table.headings, source.table.required)
    assert found
    return found


def test_every_record_of_the_real_page_is_exact_and_sure() -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))["records"]
    found = real_table()
    assert [{cell.role.value: list(cell.texts) for cell in each.cells} for each in found.records] == [
        each["cells"] for each in expected
    ]
    assert [each.lines[0] for each in found.records] == [each["line"] for each in expected]
