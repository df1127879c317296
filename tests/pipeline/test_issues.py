"""The catalogue of issues speaks in whole sentences, and every code that the code raises stands in it."""

import ast
import tomllib
from pathlib import Path

import pytest

from pipeline.issues import CATALOGUE, catalogue, issue

PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"


@pytest.mark.parametrize("kind", catalogue().values(), ids=list(catalogue()))
def test_message_is_a_sentence_a_newcomer_can_read(kind):
    rendered = issue(kind.code, **kind.example).message
    assert rendered[0].isupper() or rendered[0] in "'\"‘“", rendered
    assert rendered.rstrip("'\"’”").endswith((".", "?")), rendered
    assert kind.meaning.endswith(".") and kind.remedy.endswith("."), kind


def test_every_raised_code_is_catalogued():
    raised = {
        call.args[0].value
        for path in PIPELINE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", None) == "issue"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert raised <= set(catalogue())


def test_the_catalogue_is_what_toml_makes_of_the_file():
    tables = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    assert list(tables) == list(catalogue())
    for code, kind in catalogue().items():
        read = (kind.severity, kind.message, kind.meaning, kind.remedy)
        assert read == tuple(tables[code][each] for each in ("severity", "message", "meaning", "remedy"))
        assert kind.example == tables[code].get("example", {})
