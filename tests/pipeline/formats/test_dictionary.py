"""The data dictionary is what the descriptions say now."""

from pathlib import Path

from pipeline.formats.dictionary import data_dictionary
from pipeline.formats.flat_columns import columns

PAGE = Path(__file__).resolve().parents[3] / "docs" / "data-dictionary.md"


def test_the_page_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == data_dictionary(), "run `make docs`"


def test_every_column_has_its_row():
    flat = data_dictionary().partition("## Lists for people")[0]
    rows = [line for line in flat.splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == [each.name for each in columns()]
    assert {row.replace("\\|", "").count("|") for row in rows} == {8}
