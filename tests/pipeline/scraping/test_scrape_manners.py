"""What a webmaster sees of us: who asks, what robots.txt says is kept, and nothing is asked for twice."""

import json
from dataclasses import replace

import pytest
from msgspec import structs

from pipeline import archive
from pipeline.scrape import scrape
from pipeline.scraping.means import tool
from tests.fetching import HASTY
from tests.server import redirect, reply, reset, slowly

PAGE = b"<table><tr><th>Name<tr><td>Club</table>"
ROBOTS = "text/plain"


def codes(fetched):
    return [each.code for each in fetched.issues]


def test_every_request_says_who_asks_and_whom_to_write_to(site, source, means):
    site.on("/page", reply(PAGE, set_cookie="id=1"), reply(PAGE + b" "))
    scrape(source, means)
    scrape(source, means)
    assert len(site.asked) == 4
    for asked in site.asked:
        assert asked.headers["user-agent"] == f"{tool()} (contact: data@reader.example)"
        assert asked.headers["accept-encoding"] == "gzip, br, zstd"
        assert "cookie" not in asked.headers


def test_without_a_contact_the_publisher_is_named(site, source, means):
    site.on("/page", reply(PAGE))
    scrape(structs.replace(source, page=structs.replace(source.page, contact=None)), means)
    assert site.asked[-1].headers["user-agent"].endswith("(contact: https://publisher.example/)")


def test_requests_to_a_host_are_a_delay_apart(site, source, means, clock):
    site.on("/page", redirect("/b", "302 Found")).on("/b", reply(PAGE))
    scrape(source, means)
    assert site.paths() == ["/robots.txt", "/page", "/b"]
    assert [round(each, 1) for each in clock.slept] == [1.0, 1.0]


def test_the_delay_that_robots_asks_for_is_kept(site, source, means, clock):
    site.on("/robots.txt", reply(b"User-agent: *\nCrawl-delay: 30", content_type=ROBOTS))
    site.on("/page", redirect("/b", "302 Found")).on("/b", reply(PAGE))
    assert scrape(source, means).snapshot
    assert round(max(clock.slept)) == 30


def test_a_delay_beyond_the_budget_is_not_waited_for(site, source, means):
    site.on("/robots.txt", reply(b"User-agent: *\nCrawl-delay: 3000", content_type=ROBOTS))
    site.on("/page", redirect("/b", "302 Found")).on("/b", reply(PAGE))
    fetched = scrape(source, means)
    assert codes(fetched) == ["page-not-reached"]
    assert "asks for 3000 seconds" in fetched.issues[0].message
    assert site.paths() == ["/robots.txt", "/page"]


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /page",
        "User-agent: listings\nDisallow: /\n\nUser-agent: *\nAllow: /",
        "User-agent: *\nDisallow: /*ge$",
        "\ufeffUser-agent: *\nDisallow: /",
        "User-agent: *\r\rDisallow: /",
    ],
)
def test_a_page_that_robots_denies_is_not_asked_for(rules, site, source, means):
    site.on("/robots.txt", reply(rules.encode(), content_type=ROBOTS)).on("/page", reply(PAGE))
    fetched = scrape(source, means)
    assert codes(fetched) == ["page-forbidden"]
    assert f"{site.url}/robots.txt" in fetched.issues[0].message
    assert site.paths() == ["/robots.txt"]
    assert archive.snapshots("here") == ()


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"", content_type=ROBOTS),
        reply(b"User-agent: *\nDisallow:", content_type=ROBOTS),
        reply(b"User-agent: otherbot\nDisallow: /", content_type=ROBOTS),
        reply(b"User-agent: *\nDisallow: /\nAllow: /page", content_type=ROBOTS),
        reply(b"<html>no such page</html>"),
        reply(b"\xff\xfe\x00garbage", content_type=ROBOTS),
        reply(status="404 Not Found"),
        reply(status="403 Forbidden"),
        reply(status="401 Unauthorized"),
        redirect("/robots.txt"),
        reply(b"User-agent: otherbot\nDisallow: /\n" + b"#" * 600_000, content_type=ROBOTS),
    ],
)
def test_a_page_that_robots_does_not_deny_is_fetched(answer, site, source, means):
    site.on("/robots.txt", answer).on("/page", reply(PAGE))
    assert scrape(source, means).snapshot.content == PAGE


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply(status="500 Oops"), "the site answers 500"),
        (reply(status="429 Slow Down"), "the site answers 429"),
        (redirect("http://127.0.0.1:9/robots.txt"), "leads to another host"),
        (redirect("file:///etc/passwd"), "only http and https"),
        (reset(), "the connection broke off"),
        (slowly([b""], 2), "too slow"),
    ],
)
def test_where_robots_cannot_be_read_nothing_is_fetched(answer, why, site, source, means):
    site.on("/robots.txt", answer).on("/page", reply(PAGE))
    fetched = scrape(source, replace(means, **HASTY))
    assert codes(fetched) == ["page-not-reached"]
    assert why in fetched.issues[0].message
    assert "/page" not in site.paths()


def test_robots_that_moved_within_the_host_are_read_there(site, source, means):
    site.on("/robots.txt", redirect("/r.txt")).on("/page", reply(PAGE))
    site.on("/r.txt", reply(b"User-agent: *\nDisallow: /", content_type=ROBOTS))
    assert codes(scrape(source, means)) == ["page-forbidden"]


def test_a_redirect_to_a_page_that_robots_denies_is_not_followed(site, source, means):
    site.on("/robots.txt", reply(b"User-agent: *\nDisallow: /private", content_type=ROBOTS))
    site.on("/page", redirect("/private/page")).on("/private/page", reply(PAGE))
    assert codes(scrape(source, means)) == ["page-forbidden"]
    assert site.paths() == ["/robots.txt", "/page"]


@pytest.mark.parametrize("rules", ["User-agent: *\nDisallow: /" + "*a" * 40 + "b", "*\n" * 9000])
def test_robots_rules_made_to_be_slow_are_not(rules, site, source, means):
    site.on("/robots.txt", reply(rules.encode(), content_type=ROBOTS)).on("/" + "a" * 60, reply(PAGE))
    page = structs.replace(source.page, url=f"{site.url}/{'a' * 60}")
    assert scrape(structs.replace(source, page=page), means).snapshot


def test_a_page_that_is_still_the_same_costs_a_304(site, source, means, raw):
    site.on("/page", reply(PAGE, etag='"v1"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT"),
            reply(status="304 Not Modified", content_length=None))  # fmt: skip
    first = scrape(source, means)
    before = sorted(raw.rglob("*"))
    second = scrape(source, means)
    assert site.asked[-1].headers["if-none-match"] == '"v1"'
    assert site.asked[-1].headers["if-modified-since"] == "Sat, 21 Nov 2026 10:00:00 GMT"
    assert (second.snapshot, second.unchanged, second.issues) == (first.snapshot, True, ())
    assert sorted(raw.rglob("*")) == before


def test_a_page_that_is_sent_again_unchanged_makes_no_new_snapshot(site, source, means, raw):
    site.on("/page", reply(PAGE, etag='"v1"'), reply(PAGE, etag='"v2"'))
    first = scrape(source, means)
    before = sorted(raw.rglob("*"))
    second = scrape(source, means)
    assert (second.snapshot, second.unchanged) == (first.snapshot, True)
    assert sorted(raw.rglob("*")) == before


def test_a_changed_page_is_a_second_snapshot(site, source, means):
    site.on("/page", reply(PAGE, etag='"v1"'), reply(PAGE + b"!", etag='"v2"'))
    first, second = scrape(source, means), scrape(source, means)
    assert archive.snapshots("here") == (first.snapshot, second.snapshot)
    assert not second.unchanged


def test_a_refused_page_that_is_still_the_same_is_tried_again(site, source, means):
    site.on("/page", reply(PAGE, etag='"v1"'), reply(status="304 Not Modified", content_length=None))
    first = scrape(source, means)
    archive.refuse(first.snapshot, ["No table was found."])
    second = scrape(source, means)
    assert site.asked[-1].headers["if-none-match"] == '"v1"'
    assert second.snapshot == first.snapshot
    assert archive.newest_usable("here") == first.snapshot


def test_nothing_is_conditional_after_a_wall_or_another_address(site, source, means):
    site.on("/page", reply(PAGE, etag='"v1"'), reply(b"<title>Just a moment</title>", etag='"wall"'))
    scrape(source, means)
    scrape(source, means)
    scrape(source, means)
    assert site.asked[-1].headers["if-none-match"] == '"v1"'
    site.on("/new", reply(PAGE))
    scrape(structs.replace(source, page=structs.replace(source.page, url=f"{site.url}/new")), means)
    assert "if-none-match" not in site.asked[-1].headers


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_a_page_that_moved_for_good_is_fetched_and_said(status, site, source, means):
    site.on("/page", redirect("/new", status)).on("/new", reply(PAGE))
    fetched = scrape(source, means)
    assert fetched.snapshot.content == PAGE
    assert codes(fetched) == ["page-moved"]
    assert fetched.issues[0].message.endswith(f"has moved for good, to {site.url}/new.")


def test_only_the_permanent_part_of_the_way_is_a_move(site, source, means):
    site.on("/page", redirect("/a")).on("/a", redirect("/b", "302 Found")).on("/b", redirect("/c"))
    site.on("/c", reply(PAGE))
    fetched = scrape(source, means)
    assert fetched.issues[0].message.endswith(f"to {site.url}/a.")
    assert [each.status for each in archive.read_archive("here")[0].sidecar.redirects] == [301, 302, 301]


def test_the_sidecar_says_how_the_page_came(site, source, means, raw):
    site.on("/page", redirect("/b", "302 Found"))
    site.on("/b", reply(PAGE, etag='"v1"', server="Test", set_cookie="id=secret", x_odd="left out"))
    snapshot = scrape(source, means).snapshot
    beside = json.loads((raw / "here" / snapshot.file).with_suffix(".json").read_text())
    sent = beside.pop("request")
    assert "2026-11-23T09:00:00Z" <= beside.pop("requested_at") < beside.pop("retrieved_at")
    assert sent["url"] == f"{site.url}/b"
    assert sent["headers"]["User-Agent"].startswith("listings/")
    assert beside == {
        "source": "here",
        "file": snapshot.file,
        "url": f"{site.url}/page",
        "sha256": snapshot.sha256,
        "bytes": len(PAGE),
        "media_type": "text/html; charset=utf-8",
        "origin": "fetched",
        "tool": tool(),
        "redirects": [{"status": 302, "url": f"{site.url}/page", "location": "/b"}],
        "final_url": f"{site.url}/b",
        "status": 200,
        "headers": {
            "content-length": str(len(PAGE)),
            "content-type": "text/html; charset=utf-8",
            "etag": '"v1"',
            "server": "Test",
        },
        "warc": snapshot.file.replace(".html", ".warc.gz"),
    }
    assert b"secret" not in b"".join(each.read_bytes() for each in raw.rglob("*") if each.is_file())


def test_the_budget_ends_a_visit(site, source, means, clock):
    site.on("/page", reply(status="503 Busy", retry_after="50"))
    fetched = scrape(source, replace(means, budget=70.0))
    assert codes(fetched) == ["page-not-reached"]
    assert sum(clock.slept) < 70
