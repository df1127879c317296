"""A source is one TOML file: every file in sources/ is understood, and an unknown key is refused."""

import datetime as dt
import re

import pytest

from pipeline.issues import SourceError
from pipeline.source import SOURCES, read_source, source_ids


@pytest.mark.parametrize("name", source_ids())
def test_source_is_understood_and_named_as_its_file(name):
    source = read_source(name)
    assert source.id == name
    assert {place.code for place in source.gazetteer} >= set(source.places.coverage)


TODAY = dt.date(2026, 11, 28)
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
        ("as_of = 2026-11-23", "as_of = 2999-01-01", "as_of", "2999-01-01 is after today, 2026-11-28."),
        (
            "as_of = 2026-11-23",
            'currency = "POUNDS"',
            "currency",
            "write the three capital letters of a currency, such as GBP.",
        ),
        ("as_of = 2026-11-23", 'as_of = "soon"', "as_of", "`policy.as_of`: write a day, such as 2026-11-23."),
        ("max_record_drop = 0.3", "max_record_drop = 30", "max_record_drop", "a number that is 1.0 at most."),
        (
            'null_words = ["N/A", "TBC", "-"]',
            'null_words = "N/A"',
            "null_words",
            "write a list in square brackets, not words in quotes.",
        ),
        ('title = "Services', 'title = ""\n# "', 'title = ""', "`title`: it may not be empty."),
        ('id = "kent-vru"', 'id = "Kent VRU"', "id = ", "in small letters and digits"),
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
        read_source(str(wrong), TODAY)
    assert said in str(found.value)
    place = int(re.search(r"wrong\.toml, line (\d+): ", str(found.value))[1])
    assert line in changed.splitlines()[place - 1]


def test_missing_source_names_the_known_ones():
    with pytest.raises(SourceError, match="kent-vru"):
        read_source("nowhere")


def test_only_who_builds_asks_whether_a_day_has_come(tmp_path):
    text = (SOURCES / "kent-vru.toml").read_text(encoding="utf-8")
    path = tmp_path / "late.toml"
    path.write_text(text.replace("as_of = 2026-11-23", "as_of = 2999-01-01"), encoding="utf-8")
    assert read_source(str(path)).policy.as_of == dt.date(2999, 1, 1)
