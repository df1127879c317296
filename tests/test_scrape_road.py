"""From a web site to the release: what the site does decides what is built, and the release says so."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pipeline.source import ROOT
from tests.server import Site, reply
from tests.test_main_road import PAGE, hashes, plant

BUILD = """
import sys
from functools import partial
from pipeline import build
from pipeline.scraping.means import Means
means = Means(permitted=frozenset({sys.argv[1]}), delay=0, attempts=1)
build.scrape_all = partial(build.scrape_all, means=means)
sys.exit(build.main(["kent-vru", *sys.argv[2:]]))
"""
TEXT = {"content_type": "text/plain; charset=utf-8"}
WALL = b"<title>Just a moment...</title><p>Checking your browser."
NO_TABLE = (
    b"<!DOCTYPE html><title>News</title><h1>News</h1><p>The list of services is being written anew.</p>"
)


@pytest.fixture(scope="module")
def site():
    with Site() as running:
        yield running


@pytest.fixture(scope="module")
def tree(site, tmp_path_factory):
    planted = plant(tmp_path_factory.mktemp("road"))
    toml = planted / "sources" / "kent-vru.toml"
    text = toml.read_text(encoding="utf-8")
    (first,) = [line for line in text.splitlines() if line.startswith("url") and "violence" in line]
    moved = f'url = "{site.url}/page"\nfirst_{first}'
    toml.write_text(text.replace(first, moved), encoding="utf-8")
    return planted


def build(tree, site, *arguments):
    call = [sys.executable, "-c", BUILD, site.address, *arguments]
    return subprocess.run(call, cwd=tree, capture_output=True, text=True, check=False, timeout=300)


def release(tree):
    return json.loads((tree / "output" / "kent-vru" / "release.json").read_text(encoding="utf-8"))


def services(tree):
    return (tree / "output" / "kent-vru" / "services.csv").read_text(encoding="utf-8").splitlines()


def ids(tree):
    return [line.split(",")[0] for line in services(tree)]


def test_a_site_that_changes_fails_and_loses_its_table(tree, site):
    """One story, since each chapter stands on the one before."""
    committed = ids(tree)
    banner = b"We use cookies to make this site work.\n\n" + PAGE.read_bytes()

    site.on("/page", reply(banner, etag='"v1"', **TEXT))
    done = build(tree, site, "--strict")
    assert done.returncode == 0, done.stderr
    assert "the same table as in 2020-12-04" in done.stdout
    assert "1 new, 0 unchanged" in done.stdout
    assert ids(tree) == committed, "the page has another address, and its services are the same"
    assert release(tree)["fallback"] is None
    good = hashes(tree / "raw")

    site.on("/page", reply(status="304 Not Modified", content_length=None))
    done = build(tree, site, "--strict")
    assert done.returncode == 0, done.stderr
    assert "nothing to do" in done.stdout
    assert site.asked[-1].headers["if-none-match"] == '"v1"'
    assert hashes(tree / "raw") == good

    site.on("/page", reply(WALL))
    done = build(tree, site)
    assert done.returncode == 0, done.stderr
    assert "whether a person is reading" in done.stderr
    assert "it could not be fetched (page-walled)." in release(tree)["fallback"]
    assert ids(tree) == committed

    site.on("/page", reply(NO_TABLE))
    assert build(tree, site, "--strict").returncode == 1
    fallback = release(tree)["fallback"]
    assert "cannot be read: No table of services was found" in fallback
    assert ids(tree) == committed
    aside = tree / "raw" / "kent-vru" / "refused"
    reasons = [json.loads(each.read_text())["refused"]["reasons"][0] for each in aside.glob("*.json")]
    assert sorted(each.split(":")[0] for each in reasons)[0].startswith("Another page stands before")
    assert any(each.startswith("No table of services was found") for each in reasons)
    for name, digest in good.items():
        assert hashes(tree / "raw")[name] == digest, "what was there stands as it was"


def test_in_which_words_a_network_fails_is_no_part_of_a_release(tree, site):
    said, made = [], []
    for status in ("503 Service Unavailable", "500 Internal Server Error"):
        site.on("/page", *[reply(status=status)] * 8)
        done = build(tree, site)
        assert done.returncode == 0, done.stderr
        said.append(done.stderr)
        made.append(hashes(tree / "output"))
    assert "answers 503" in said[0] and "answers 500" in said[1]
    assert made[0] == made[1]
    assert "it could not be fetched (page-not-reached)." in release(tree)["fallback"]


def test_the_summary_of_a_scrape_alone(tree, site):
    site.on("/page", reply(status="410 Gone"))
    done = build(tree, site, "--scrape-only")
    assert done.returncode == 1
    assert "0 new, 0 unchanged, of 1 pages" in done.stdout
    assert "is gone: the site answers 410" in done.stderr
    assert not (ROOT / "raw" / "kent-vru" / "refused").exists()
