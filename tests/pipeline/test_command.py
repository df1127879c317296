"""Every stage ends with 0, or with 1 and one line: what broke, where, and what to do."""

import pytest

from pipeline import build, command, docs, history, scrape, source
from pipeline.issues import SourceError


@pytest.mark.parametrize("arguments", [[], ["kent-vru", "--bogus"], ["kent-vru", "kent-idf"]])
def test_a_wrong_call_is_one_line(arguments, capsys):
    code = command.main(lambda _: "done", "extract", "Read it.", arguments)
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.startswith("extract: ") and "--help" in said.err


@pytest.mark.parametrize(
    ("main", "name"), [(scrape.main, "scrape"), (build.main, "build"), (docs.main, "docs")]
)
def test_the_others_say_it_alike(main, name, capsys):
    code = main(["--bogus"])
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (1, "", 1)
    assert said.err.startswith(f"{name}: ") and "--help" in said.err


@pytest.mark.parametrize("main", [scrape.main, build.main, docs.main, history.main])
def test_who_asks_for_help_is_helped_and_nothing_is_done(main, capsys):
    with pytest.raises(SystemExit) as found:
        main(["--help"])
    assert found.value.code == 0
    assert capsys.readouterr().out.startswith("usage: python -m pipeline.")


@pytest.mark.parametrize("main", [scrape.main, history.main])
def test_a_source_that_is_not_there_is_named_with_its_file(main, capsys):
    code = main(["nowhere"])
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (1, "", 1)
    assert ": sources/nowhere.toml: there is no source 'nowhere'." in said.err


def test_a_folder_in_the_place_of_a_source_is_none(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(source, "SOURCES", tmp_path)
    (tmp_path / "demo.toml").mkdir()
    assert command.main(lambda _: "done", "extract", "Read it.", ["demo"]) == 1
    said = capsys.readouterr().err
    assert "demo.toml: is a folder, where a TOML file should be." in said and "Known sources" not in said
    assert source.source_ids() == ()


def test_an_error_of_the_source_names_its_file(monkeypatch, capsys):
    monkeypatch.delenv("DEBUG", raising=False)

    def wrong(_source):
        raise SourceError("the patch of areas for 'North Kent': its value must be words.")

    assert command.main(wrong, "normalise", "Read the cells.", ["kent-vru"]) == 1
    assert capsys.readouterr().err.startswith("normalise: sources/kent-vru.toml: the patch of areas")
