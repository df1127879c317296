"""Every stage ends with 0, or with 1 and one line: what broke, where, and what to do."""

import pytest

from pipeline import command, scrape
from pipeline.issues import SourceError


@pytest.mark.parametrize("arguments", [[], ["kent-vru", "--bogus"], ["kent-vru", "kent-idf"]])
def test_a_wrong_call_is_one_line(arguments, capsys):
    code = command.main(lambda _: "done", "extract", "Read it.", arguments)
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.startswith("extract: ") and "--help" in said.err


@pytest.mark.parametrize("arguments", [["nowhere"], ["nowhere", "--bogus"]])
def test_scrape_says_it_alike(arguments, capsys):
    code = scrape.main(arguments)
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.startswith("scrape: ")


def test_an_error_of_the_source_names_its_file(monkeypatch, capsys):
    monkeypatch.delenv("DEBUG", raising=False)

    def wrong(_source):
        raise SourceError("the patch of areas for 'North Kent': its value must be words.")

    assert command.main(wrong, "normalise", "Read the cells.", ["kent-vru"]) == 1
    assert capsys.readouterr().err.startswith("normalise: sources/kent-vru.toml: the patch of areas")
