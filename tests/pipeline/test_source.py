"""A source is one TOML file: every file in sources/ is understood, and an unknown key is refused."""

import re

import pytest

from pipeline.issues import SourceError
from pipeline.source import SOURCES, read_source, source_ids


@pytest.mark.parametrize("name", source_ids())
def test_source_is_understood_and_named_as_its_file(name):
    source = read_source(name)
    assert source.id == name
    assert {place.code for place in source.gazetteer} >= set(source.places.coverage)


PATCH = """
[[patches]]
field = "areas"
match = "North  Kent"
value = ["Swale"]
why = "asked"
since = 2026-11-23
by = "A. Officer"
"""


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("[policy]", "[policy]\ncolour = 'red'", "colour", "`policy.colour`: nobody knows this key."),
        (
            '"Service Provided" = "description"',
            '"About" = "foo"',
            "[table.headings]",
            "'foo' is none of name, ",
        ),
        (
            "min_filled = { name",
            "min_filled = { foo",
            "min_filled",
            "'foo' is none of name, description, age, ",
        ),
        ('mailboxes = "all"', 'mailboxes = "some"', "mailboxes", "'some' is none of all, role, none."),
        ("min_records = 15", "min_records = 150", "[expectations]", "max_records = 100 is less than"),
        ('id = "kent-vru"', "", "# Kent", "`id`: this key is missing."),
        (
            '"Countywide" = "Kent and Medway"',
            '"Countywide" = "Atlantis"',
            '"Countywide"',
            "no place 'Atlantis'",
        ),
        (
            '"County wide" = "Kent and Medway"',
            '"County wide" = "Kent"',
            '"County wide"',
            "mean 'Kent and Medway'",
        ),
        ('"E06000035",', '"E99999999",', "coverage", "the code E99999999."),
        ('tiles = "kent_tiles"', 'tiles = "nowhere"', "tiles", "no file gazetteer/nowhere.csv."),
        (
            'gazetteer = ["kent", "elsewhere"]',
            'gazetteer = ["kent", "x"]',
            "gazetteer",
            "no file gazetteer/x.csv.",
        ),
        ('[page]\nurl = "https://', '[page]\nurl = "', "url = ", "is no web address"),
        ("[programme]", f"{PATCH}{PATCH}[programme]", "match = ", "patch 1 of the file rules on areas"),
    ],
)
def test_what_is_wrong_is_said_with_its_key_and_line(tmp_path, before, after, line, said):
    text = (SOURCES / "kent-vru.toml").read_text(encoding="utf-8")
    assert before in text
    wrong = tmp_path / "wrong.toml"
    changed = text.replace(before, after)
    wrong.write_text(changed, encoding="utf-8")
    with pytest.raises(SourceError) as found:
        read_source(str(wrong))
    assert said in str(found.value)
    place = int(re.search(r"wrong\.toml, line (\d+): ", str(found.value))[1])
    assert line in changed.splitlines()[place - 1]


def test_missing_source_names_the_known_ones():
    with pytest.raises(SourceError, match="kent-vru"):
        read_source("nowhere")
