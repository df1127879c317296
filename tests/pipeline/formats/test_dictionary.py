"""The data dictionary is what the descriptions say now."""

from pipeline.formats.dictionary import data_dictionary
from pipeline.formats.flat.columns import columns


def test_every_column_has_its_row():
    flat = data_dictionary().partition("## Lists for people")[0]
    rows = [line for line in flat.splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == [each.name for each in columns()]
    assert {row.replace("\\|", "").count("|") for row in rows} == {8}
