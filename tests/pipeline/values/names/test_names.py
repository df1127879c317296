"""Names linked to other rows: a part is linked where it is a name, and no word about one."""

import pytest

from pipeline.values.names import NamedRow, link, parse
from pipeline.vocabulary import table

ROWS = (NamedRow("Deal Club", ""), NamedRow("Dover Club", ""))


@pytest.mark.parametrize(
    "words",
    [
        "merged with Dover Club",
        "see Dover Club",
        "See Dover Club",
        "provisional title",
        "for girls",
        "now Dover Club",
    ],
)
def test_words_about_a_name_are_no_service_of_another_row(words):
    value = link(f"Deal Club - {words}", ROWS).value
    assert (value.name, value.organization) == (f"Deal Club - {words}", None)


@pytest.mark.parametrize("word", ["previously", "formerly", "Formerly known as"])
def test_a_former_name_behind_a_dash_is_one(word):
    parsed = link(f"Deal Club - {word} Dover Club", ROWS)
    assert (parsed.value.name, parsed.value.organization) == ("Deal Club", None)
    assert parsed.value.alternate_names == ("Dover Club",)
    assert not parsed.issues


def test_a_service_of_another_row_is_linked():
    value = link("Deal Club - Kicks", ROWS).value
    assert (value.name, value.organization) == ("Kicks", "Deal Club")


REMARKS = [row["words"] for row in table("name_remarks.csv") if row["role"] in ("whole", "small", "state")]
FORMS = [
    "Kent Boxing (now {})",
    "Kent Boxing (formerly {})",
    "Kent Boxing, previously {}",
    'Kent Boxing "{}"',
    "Kent Boxing CIC - {}",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("written", [str.lower, str.upper])
def test_no_remark_is_published_as_a_name(form, written):
    for words in REMARKS:
        text = form.format(written(words))
        parsed = parse(text)
        assert parsed.value.name == text
        assert parsed.issues, text


@pytest.mark.parametrize("form", FORMS)
def test_a_name_beside_a_name_is_divided_and_asks_for_no_look(form):
    for name in ("The Open Door", "Kicks", "Deal Youth Club", "2nd Deal Scouts", "Free Spirits", "YLF"):
        parsed = parse(form.format(name))
        assert parsed.value.organization or parsed.value.alternate_names
        assert not parsed.issues
