"""text: characters are tidied, words are not changed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.text import INVISIBLE, parse, tidy


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Café", "Café"),
        ("a\u00a0b \t c", "a b c"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("‘single’ “double” `tick´", "'single' \"double\" 'tick'"),
        ("''double''", '"double"'),
        ("18–25", "18-25"),
        ("18 – 25", "18 – 25"),
        ("Kent — Sussex", "Kent – Sussex"),
        ("Kent -- Sussex", "Kent – Sussex"),
        ("Kent—Sussex", "Kent – Sussex"),
        ("non‑breaking", "non-breaking"),
        ("½ day at 5 °C", "½ day at 5 °C"),
        ("one\u2028two", "one two"),
        ("👩\u200d👩\u200d👧 and a\u200db", "👩\u200d👩\u200d👧 and ab"),
        ("", ""),
    ],
)
def test_tidy(printed: str, expected: str) -> None:
    assert tidy(printed) == expected


def test_a_change_is_on_record_and_no_change_is_not() -> None:
    assert [each.rule for each in parse("King’s", "name").derivations] == ["text-tidied"]
    assert parse("Kings", "name").derivations == ()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", INVISIBLE.sub("", text)))


@given(st.text())
def test_no_word_changes_and_tidying_again_changes_nothing(text: str) -> None:
    assert words(tidy(text)) == words(text)
    assert tidy(tidy(text)) == tidy(text)
