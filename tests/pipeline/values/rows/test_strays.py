"""Words of places under a name or a description, where the borders of the row were recovered."""

import msgspec
import pytest

from pipeline.source import read_source
from pipeline.values.places import atlas
from pipeline.values.rows.strays import find_strays
from tests.rows import raw_record

KNOWN = atlas(read_source("kent-vru").gazetteer)


def strays(confidence=0.99, known=KNOWN, **cells):
    raw = msgspec.structs.replace(raw_record(1, **cells), confidence=confidence)
    return [(role.value, stray.code, stray.value) for role, stray in find_strays(raw, known)]


@pytest.mark.parametrize("words", ["Thanet", "Swale and Thanet", "Dover, Deal", "Tonbridge and Malling"])
def test_a_name_of_places_alone_is_doubted(words):
    assert strays(name=words, description="Boxing") == [("name", "words-of-place", words)]


def test_a_description_of_places_alone_is_doubted():
    assert strays(name="Club", description="Thanet") == [("description", "words-of-place", "Thanet")]


@pytest.mark.parametrize(
    "words", ["Thanet Youth Club", "Gravesham Borough Council", "Swale Thane", "Kent CIC"]
)
def test_a_name_with_other_words_is_not(words):
    assert strays(name=words, description=f"Boxing in {words}") == []


def test_what_the_document_divides_itself_is_certain():
    assert strays(confidence=1.0, name="Thanet", description="Boxing") == []


def test_without_a_gazetteer_nothing_is_known():
    assert strays(known=atlas(()), name="Thanet", description="Boxing") == []


def test_what_is_said_names_its_field():
    raw = msgspec.structs.replace(raw_record(1, name="Thanet", description="Boxing"), confidence=0.9)
    assert [stray.field for _, stray in find_strays(raw, KNOWN)] == ["name"]
