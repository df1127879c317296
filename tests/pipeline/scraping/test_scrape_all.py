"""Many sources: hosts side by side, a host one page at a time, and no source stops another."""

import datetime as dt
import threading

import pytest

from pipeline import archive
from pipeline.scrape import scrape_all
from tests.fetching import make_source, permitting, write_toml
from tests.server import Site, reply, reset

PAGE = b"<table><tr><th>Name<tr><td>Club</table>"


@pytest.fixture
def other():
    with Site("127.0.0.2") as running:
        yield running


def sources(folder, **pages):
    here = "https://publisher.example/"
    return [make_source(write_toml(folder, here, name), url=url) for name, url in pages.items()]


def test_each_source_has_its_own_result_in_order(site, other, means, tmp_path, raw):
    site.on("/a", reply(PAGE)).on("/b", reply(status="404 Not Found"))
    other.on("/c", reply(PAGE + b"!"))
    pages = {
        "a": f"{site.url}/a",
        "b": f"{site.url}/b",
        "c": f"{other.url}/c",
        "d": "http://[::1",
        "e": "file:/",
    }
    damaged = sources(tmp_path, f=f"{site.url}/a")
    (raw / "f").mkdir(parents=True)
    (raw / "f" / "stranger.json").write_bytes(b"no sidecar")
    found = scrape_all([*sources(tmp_path, **pages), *damaged], permitting(means, other))
    assert [each.source for each in found] == ["a", "b", "c", "d", "e", "f"]
    assert [[issue.code for issue in each.issues] for each in found] == [
        [],
        ["page-gone"],
        [],
        ["address-unsafe"],
        ["address-unsafe"],
        ["source-not-scraped"],
    ]
    assert [each.snapshot.content for each in found if each.snapshot] == [PAGE, PAGE + b"!"]
    assert "stranger.json" in found[5].issues[0].message
    assert archive.snapshots("b") == ()


def test_robots_are_asked_for_once_a_host(site, means, tmp_path):
    for path in "abc":
        site.on(f"/{path}", reply(PAGE))
    scrape_all(sources(tmp_path, **{each: f"{site.url}/{each}" for each in "abc"}), means)
    assert site.paths() == ["/robots.txt", "/a", "/b", "/c"]
    assert site.at_once == 1


def test_a_site_that_does_not_answer_is_waited_for_once(site, means, tmp_path):
    site.on("/robots.txt", reset())
    found = scrape_all(sources(tmp_path, a=f"{site.url}/a", b=f"{site.url}/b"), means)
    assert [each.issues[0].code for each in found] == ["page-not-reached"] * 2
    assert f"The page {site.url}/b was not reached" in found[1].issues[0].message
    assert site.paths() == ["/robots.txt"] * means.attempts


def test_hosts_are_visited_side_by_side(site, other, means, tmp_path):
    """Each host answers only when the other has been asked: one after the other, both would fail."""
    both = threading.Barrier(2, timeout=5)

    def meet(connection):
        both.wait()
        connection.sendall(reply(PAGE))

    site.on("/a", meet)
    other.on("/b", meet)
    means = permitting(means, other)
    found = scrape_all(sources(tmp_path, a=f"{site.url}/a", b=f"{other.url}/b"), means)
    assert all(each.snapshot for each in found)


def test_no_source_is_no_trouble(means):
    assert scrape_all([], means) == ()


def test_a_page_that_is_older_than_one_in_the_archive_is_told(site, means, tmp_path):
    (source,) = sources(tmp_path, a=f"{site.url}/a")
    content = PAGE + b"<p>saved on a day that was mistyped"
    facts = {"url": source.page.url, "media_type": "text/html", "retrieved_at": None}
    beside = archive.describe(content, source="a", saved_on=dt.date(2099, 1, 1), **facts)
    archive.keep(beside, content)
    site.on("/a", reply(PAGE))
    (found,) = scrape_all([source], means)
    assert found.snapshot and not found.unchanged
    assert [each.code for each in found.issues] == ["snapshot-not-newest"]
    assert beside.file in found.issues[0].message
