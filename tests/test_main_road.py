"""The whole road on the real page: from the snapshot in raw/ to the release in output/."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "tests" / "documents" / "kent-vru" / "2020-12-04.txt"
EXPECTED = json.loads(PAGE.with_suffix(".expected.json").read_text(encoding="utf-8"))
PARTS = (
    "pipeline",
    "sources",
    "gazetteer",
    "vocabulary",
    "raw",
    "output",
    "pyproject.toml",
    "requirements.lock",
)

NO_NETWORK = """
import socket, sys
def refuse(*_): raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""


def run(tree: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", *arguments]
    return subprocess.run(
        call, cwd=tree, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=300
    )


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "data-docs" not in path.parts
    }


def plant(target: Path, *, output: bool = True) -> Path:
    """A copy of what a build reads, as a fresh clone has it."""
    for part in PARTS:
        origin = ROOT / part
        if part == "output" and not output:
            continue
        if origin.is_dir():
            shutil.copytree(
                origin, target / part, ignore=shutil.ignore_patterns("__pycache__", "data-docs", ".*")
            )
        else:
            shutil.copy(origin, target / part)
    return target


@pytest.fixture(scope="module")
def reading():
    from pipeline.inspect import inspect
    from pipeline.source import read_source

    return json.loads(json.dumps(inspect(str(PAGE), PAGE.read_bytes(), read_source("kent-vru"))))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A tree without any release, built once, with the network closed."""
    tree = plant(tmp_path_factory.mktemp("built"), output=False)
    guard = tree / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    done = run(tree, "pipeline.build", "--offline", PYTHONPATH=str(guard), PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return tree, done


def test_inspect_reads_the_page_as_expected(reading):
    assert reading["columns"] == EXPECTED["columns"]
    assert [each["lines"][0] for each in reading["records"]] == [each["line"] for each in EXPECTED["records"]]


@pytest.mark.parametrize("number", range(31))
def test_inspect_reads_each_record_as_expected(reading, number):
    record, expected = reading["records"][number], EXPECTED["records"][number]
    assert record["cells"] == expected["cells"]
    wanted = json.loads(json.dumps(expected["service"]))
    review = sum(area.pop("review", False) for area in wanted["areas"]) > 0
    for area in wanted["areas"]:
        area.setdefault("candidates", [])
    assert record["service"] == wanted
    assert record["flagged"] == review, record["issues"]
    flagged = {issue["value"] for issue in record["issues"] if issue["severity"] != "notice"}
    assert flagged == {area["printed"] for area in expected["service"]["areas"] if area.get("review")}


def test_nothing_stands_on_the_document_as_a_whole(reading):
    assert [each for each in reading["issues"] if each["severity"] != "notice"] == []
    assert reading["verdict"] == "review"


def test_the_committed_release_is_what_the_build_makes(built):
    tree, _ = built
    for folder in sorted((ROOT / "output").glob("[!.]*")):  # a hidden one is a build at work, or cut short
        assert hashes(folder) == hashes(tree / "output" / folder.name), (
            "run `make all OFFLINE=1` and commit output/"
        )


def test_two_clean_builds_give_the_same_bytes(built, tmp_path):
    tree, _ = built
    again = plant(tmp_path / "somewhere else", output=False)
    assert run(again, "pipeline.build", "--offline", PYTHONHASHSEED="2", TZ="Asia/Tokyo").returncode == 0
    assert hashes(tree / "output") == hashes(again / "output")


def test_a_rebuild_over_the_release_changes_nothing(built, tmp_path):
    tree, _ = built
    again = tmp_path / "again"
    shutil.copytree(tree, again)
    shutil.rmtree(again / "build")
    done = run(again, "pipeline.build", "--offline")
    assert done.returncode == 0
    assert "31 services; the release is as it was." in done.stdout
    assert hashes(tree / "output") == hashes(again / "output")


def test_a_second_build_does_nothing_and_says_so(built):
    tree, _ = built
    before = {path: path.stat().st_mtime_ns for path in (tree / "output").rglob("*")}
    second = run(tree, "pipeline.build", "--offline")
    assert second.returncode == 0
    assert "nothing to do" in second.stdout.lower()
    assert {path: path.stat().st_mtime_ns for path in (tree / "output").rglob("*")} == before


@pytest.mark.parametrize("left", ["extract.json", "fingerprint"])
def test_a_damaged_file_of_the_build_is_made_again(built, tmp_path, left):
    tree, _ = built
    again = tmp_path / "again"
    shutil.copytree(tree, again)
    (again / "build" / "kent-vru" / left).write_bytes(b"{\xff")
    done = run(again, "pipeline.build", "--offline", "kent-vru")
    assert done.returncode == 0, done.stdout + done.stderr
    assert hashes(tree / "output") == hashes(again / "output")
    assert "nothing to do" in run(again, "pipeline.build", "--offline", "kent-vru").stdout


def test_every_promised_file_is_there(built):
    tree, _ = built
    names = {path.name for path in (tree / "output" / "kent-vru").iterdir()}
    promised = {
        "services.csv",
        "services.json",
        "services.schema.json",
        "datapackage.json",
        "hsds-uk-3.0",
        "hsds-3.1",
    }
    promised |= {"provenance.csv", "issues.csv", "changes.json", "report.html", "release.json"}
    assert promised <= names
    release = json.loads((tree / "output" / "kent-vru" / "release.json").read_text(encoding="utf-8"))
    stated = {name: each["sha256"] for name, each in release["files"].items()}
    actual = hashes(tree / "output" / "kent-vru")
    assert stated == {name: digest for name, digest in actual.items() if name != "release.json"}


def test_inspect_stays_light():
    code = "import sys, pipeline.inspect as i; i.main([sys.argv[1]]); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(PAGE)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {
        "pandas",
        "great_expectations",
        "numpy",
        "pandera",
        "frictionless",
        "requests",
        "jinja2",
    }


@pytest.mark.parametrize("stage", ["extract", "normalise", "validate", "publish"])
def test_each_stage_runs_alone(built, tmp_path, stage):
    tree, _ = built
    alone = tmp_path / "alone"
    shutil.copytree(tree, alone)
    done = run(alone, f"pipeline.{stage}", "kent-vru")
    assert done.returncode == 0, done.stderr
    assert hashes(tree / "output") == hashes(alone / "output")


@pytest.mark.parametrize("stage", ["extract", "normalise", "validate", "publish"])
def test_a_stage_that_cannot_go_on_says_so_in_one_line(tmp_path, stage):
    tree = plant(tmp_path, output=False)
    shutil.rmtree(tree / "raw" / "kent-vru")
    done = run(tree, f"pipeline.{stage}", "kent-vru")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_newest_page_is_a_loud_warning_and_the_one_before_is_built(built, tmp_path):
    tree, _ = built
    again = tmp_path / "again"
    shutil.copytree(tree, again)
    content = b"<html><title>404</title><h1>Page not found</h1></html>"
    digest = hashlib.sha256(content).hexdigest()
    stem = again / "raw" / "kent-vru" / f"2026-11-24-{digest[:12]}"
    stem.with_suffix(".html").write_bytes(content)
    sidecar = json.loads(next((again / "raw" / "kent-vru").glob("2020*.json")).read_text(encoding="utf-8"))
    sidecar |= {
        "file": f"{stem.name}.html",
        "sha256": digest,
        "bytes": len(content),
        "media_type": "text/html",
    }
    sidecar |= {"media_type": "text/html", "retrieved_at": "2026-11-24T09:00:00Z", "page_date": None}
    stem.with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
    done = run(again, "pipeline.build", "--offline")
    assert done.returncode == 0, done.stderr
    assert "not used" in done.stdout + done.stderr
    release = json.loads((again / "output" / "kent-vru" / "release.json").read_text(encoding="utf-8"))
    assert "not used" in release["fallback"]
    services = (again / "output" / "kent-vru" / "services.csv").read_text(encoding="utf-8")
    assert "Olympia Boxing" in services
    assert run(again, "pipeline.build", "--offline", "--strict").returncode == 1


def test_an_implausible_page_leaves_the_release_as_it_was(built, tmp_path):
    tree, _ = built
    again = tmp_path / "again"
    shutil.copytree(tree, again)
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    content = "\n".join([*lines[:172], *lines[-2:]]).encode()
    digest = hashlib.sha256(content).hexdigest()
    stem = again / "raw" / "kent-vru" / f"2026-11-24-{digest[:12]}"
    stem.with_suffix(".txt").write_bytes(content)
    sidecar = json.loads(next((again / "raw" / "kent-vru").glob("2020*.json")).read_text(encoding="utf-8"))
    sidecar |= {"file": f"{stem.name}.txt", "sha256": digest, "bytes": len(content)}
    sidecar |= {"retrieved_at": "2026-11-24T09:00:00Z"}
    stem.with_suffix(".json").write_text(json.dumps(sidecar), encoding="utf-8")
    done = run(again, "pipeline.build", "--offline")
    assert done.returncode == 1
    assert "ACCEPT" in done.stdout + done.stderr and "Traceback" not in done.stderr
    assert hashes(tree / "output") == hashes(again / "output")
    reason = "The unit halved its programme."
    for_all = run(again, "pipeline.build", "--offline", ACCEPT=reason)
    assert for_all.returncode == 1 and "SOURCES=<id>" in for_all.stderr
    assert hashes(tree / "output") == hashes(again / "output")
    accepted = run(again, "pipeline.build", "--offline", "kent-vru", ACCEPT=reason)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    release = json.loads((again / "output" / "kent-vru" / "release.json").read_text(encoding="utf-8"))
    assert release["accepted"] == reason
