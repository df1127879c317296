"""The catalogue of issues speaks in whole sentences, and every code that the code raises stands in it."""

import ast
from pathlib import Path

import pytest

from pipeline.issues import catalogue, issue

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
