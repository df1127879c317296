"""The docs run: commands, row, file list and links of README and CONTRIBUTING are true."""

import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import msgspec
import pytest

from benchmarks.generator.words import EVALUATION, TRAINING, UNSEEN
from pipeline import docs, scrape
from pipeline.source import Patch

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
RELEASE = ROOT / "output" / "kent-vru"


def fenced(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def test_the_commands_of_the_readme_are_targets_that_ci_runs():
    commands = re.findall(r"^\$ (.+)$", "\n".join(fenced(README, "console")), re.M)
    assert commands == ["make all", "make test"]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for command in commands:
        assert re.search(rf"^{command}\b", script, re.M), command


def test_every_make_target_is_listed_by_help():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    listed = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[0] for line in listed.splitlines()} == targets


def test_the_calls_of_the_readme_are_understood():
    calls = re.findall(r"`(make all [^`]+|\.venv/bin/python [^`]+)`", README)
    assert {word.partition("=")[0] for each in calls for word in shlex.split(each) if "=" in word} == {
        "OFFLINE",
        "STRICT",
        "SOURCES",
        "ACCEPT",
    }
    for each in calls:
        words = shlex.split(each)
        if words[0] == "make":
            told = subprocess.run([*words, "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=True)
            assert "pipeline.build" in told.stdout
        else:
            assert words[1:3] == ["-m", "pipeline.scrape"] and scrape._parser().parse_args(words[3:]).file


def test_the_row_of_the_readme_stands_on_the_page_at_its_line():
    (row,) = fenced(README, "text")
    line = int(re.search(r"`, line (\d+)\)", README)[1])
    page = (ROOT / "raw" / "kent-vru" / "2020-12-04-896a7db490bc.txt").read_text(encoding="utf-8")
    assert page.split("\n")[line - 1 :][: row.count("\n")] == row.rstrip("\n").split("\n")


def test_the_row_of_the_readme_is_in_the_feed():
    (shown,) = (json.loads(block) for block in fenced(README, "json"))
    feed = json.loads((RELEASE / "hsds-uk-3.0" / "services" / "index.json").read_text(encoding="utf-8"))
    (service,) = (each for each in feed["contents"] if each["name"] == shown["name"])
    assert shown == {key: service[key] for key in shown}


def test_the_files_of_the_readme_are_the_files_of_the_release():
    named = set(re.findall(r"`([\w.-]+/?)`", "\n".join(re.findall(r"^\| (`.+?`) \|", README, re.M))))
    published = {path.name + "/" * path.is_dir() for path in RELEASE.iterdir()}
    assert named == published | {"data-docs/"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_patch_of_contributing_is_a_patch():
    (block,) = fenced((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "toml")
    (patch,) = tomllib.loads(block)["patches"]
    assert msgspec.convert(patch, Patch).why


def test_benchmarks_page_is_joined_from_its_sections():
    from benchmarks.__main__ import SECTIONS

    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    for section in SECTIONS.glob("*.md"):
        assert section.read_text(encoding="utf-8").strip() in page, f"{section.name}: run `make bench`"


@pytest.mark.parametrize("folder", ["vocabulary", "gazetteer"])
def test_every_list_says_what_its_columns_mean_and_who_reads_it(folder):
    page = (ROOT / folder / "SOURCES.md").read_text(encoding="utf-8")
    rows = {row.split("`")[1]: row for row in page.splitlines() if row.startswith("| `")}
    files = sorted((ROOT / folder).glob("*.csv"))
    assert list(rows) == sorted(rows) and rows.keys() == {each.name for each in files}
    for each in files if folder == "vocabulary" else ():
        row = rows[each.name]
        columns = set(each.read_text(encoding="utf-8").split("\n")[0].split(",")) - {"origin"}
        assert all(f"`{column}`" in row for column in columns), each.name
        reader = ROOT / re.search(r"`(pipeline/[\w/]+\.py)`", row)[1]
        assert each.stem in reader.read_text(encoding="utf-8"), each.name


def test_every_list_of_made_up_words_says_what_it_is_for():
    groups = ((TRAINING, "fitted on"), (EVALUATION, "chosen on"), (UNSEEN, "only measure"))
    said = {name: words for names, words in groups for name in names}
    files = {path.stem: path for path in (ROOT / "benchmarks" / "generator").glob("*.toml")}
    assert files.keys() == said.keys()
    for name, path in files.items():
        first = path.read_text(encoding="utf-8").split("\n")[0]
        others = {words for _, words in groups} - {said[name]}
        assert said[name] in first and not any(f"that {each}" in first for each in others), name


@pytest.mark.parametrize("name", sorted(docs.PAGES))
def test_generated_pages_are_up_to_date(name):
    assert (ROOT / name).read_text(encoding="utf-8") == docs.PAGES[name](), "run `make docs`"
