"""A source is one TOML file: every file in sources/ is understood, and an unknown key is refused."""

import pytest

from pipeline.issues import SourceError
from pipeline.source import SOURCES, read_source, source_ids


@pytest.mark.parametrize("name", source_ids())
def test_source_is_understood_and_named_as_its_file(name):
    source = read_source(name)
    assert source.id == name
    assert {place.code for place in source.gazetteer} >= set(source.places.coverage)


def test_unknown_key_is_refused_with_its_name(tmp_path):
    text = (SOURCES / "kent-vru.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace("[policy]", "[policy]\ncolour = 'red'"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"policy\.colour"):
        read_source(str(wrong))


def test_missing_source_names_the_known_ones():
    with pytest.raises(SourceError, match="kent-vru"):
        read_source("nowhere")
