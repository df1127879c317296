"""The house keeps its shape: imports go one way, budgets hold, and no source or place stands in code."""

import ast
import csv
import re
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from pipeline.source import source_ids

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))

MODULE_LINES = 300
FUNCTION_LINES = 40
GROUND = {
    "issues",
    "model",
    "source",
    "gazetteer",
    "vocabulary",
    "dataset",
    "identifiers",
    "faults",
    "source_faults",
}
STAGES = {"scrape", "extract", "normalise", "validate", "publish"}
TOP = {"build", "inspect", "docs", "history", "summaries"}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "pipeline").with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def room_of(module: str) -> str:
    return module.split(".")[0]


def floor_of(module: str) -> int:
    room = room_of(module)
    if room in GROUND or not room:
        return 0
    return 4 if room in TOP else 3 if room in STAGES else 2 if room == "command" else 1


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline"):
            base = (node.module or "").removeprefix("pipeline").strip(".")
            found |= {f"{base}.{alias.name}".strip(".") for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("pipeline.") for a in node.names if a.name.startswith("pipeline.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path):
    module = name_of(path)
    for imported in imports_of(path):
        same_room = room_of(imported) == room_of(module)
        assert (
            same_room
            or floor_of(imported) < floor_of(module)
            or floor_of(module) == floor_of(imported) in (0, 4)
        ), f"{module} imports {imported}"


def test_rooms_of_values_import_in_no_circle():
    """Their doors import what they give: in a circle it would depend on who comes first whether they open."""
    graph = {}
    for path in MODULES:
        room, _, inner = name_of(path).partition(".")
        if room == "values" and inner:
            part = room_of(inner)
            found = (each.split(".") for each in imports_of(path) if each.startswith("values."))
            graph.setdefault(part, set()).update({each[1] for each in found} - {part})
    assert list(TopologicalSorter(graph).static_order())


def test_tests_stand_in_a_room_of_the_same_name():
    for path in (ROOT / "tests" / "pipeline").rglob("test_*.py"):
        room = path.parent.relative_to(ROOT / "tests")
        assert (ROOT / room / "__init__.py").is_file(), f"{path.name}: there is no room {room}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno + 1 <= FUNCTION_LINES, node.name


def test_the_budgets_are_those_that_contributors_read():
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    complexity = ruff["lint"]["mccabe"]["max-complexity"]
    said = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    for budget in (
        f"a function has {FUNCTION_LINES} lines at most",
        f"a module about 250, never more than {MODULE_LINES}",
        f"complexity is {complexity} at most",
        f"a line has {ruff['line-length']} characters",
    ):
        assert budget in said


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_source_and_no_place_stands_in_code(path):
    code = _without_docstrings(path.read_text(encoding="utf-8"))
    for word in (*source_ids(), *authorities()):
        assert not re.search(rf"\b{re.escape(word)}\b", code), word


def authorities() -> set[str]:
    with (ROOT / "gazetteer" / "kent.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file) if row["kind"] in ("authority", "county")}


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _without_docstrings(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and _is_docstring(node.body[0])
        ):
            node.body[0] = ast.Pass()
    return ast.unparse(tree)
