"""Every case that a site can play: exit code, message, snapshot or none, and the archive intact."""

import datetime as dt
import gzip
import hashlib
import subprocess
import sys
import zlib

import brotli
import pytest
import zstandard

from pipeline import archive
from pipeline.source import ROOT
from tests.fetching import HASTY
from tests.server import many, redirect, reply, reset, slowly

PAGE = "<title>Services</title><table><tr><th>Name<tr><td>Café Club</table>".encode()
OLD = b"<table><tr><td>the page as it was</table>"
BOMB = gzip.compress(bytes(20_000_000))
CONSENT = b"<title>Before you continue</title><p>We value your privacy. <button>Accept all cookies</button>"
CHALLENGE = b"<title>Just a moment...</title><p>Checking your browser before you go on."


def zstd(content):
    return zstandard.ZstdCompressor().compress(content)


ARRIVES = {
    "200": [reply(PAGE)],
    "no length": [reply(PAGE, content_length=None)],
    "chunked": [
        reply(
            b"5\r\n" + PAGE[:5] + b"\r\n%x\r\n" % len(PAGE[5:]) + PAGE[5:] + b"\r\n0\r\n\r\n",
            content_length=None,
            transfer_encoding="chunked",
        )
    ],
    "gzip": [reply(gzip.compress(PAGE), content_encoding="gzip")],
    "gzip in two members": [
        reply(gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), content_encoding="gzip")
    ],
    "brotli": [reply(brotli.compress(PAGE), content_encoding="br")],
    "zstd": [reply(zstd(PAGE), content_encoding="zstd")],
    "zstd and gzip": [reply(gzip.compress(zstd(PAGE)), content_encoding="zstd, gzip")],
    "wrong charset": [reply(PAGE, content_type="text/html; charset=utf-16")],
    "charset that is none": [reply(PAGE, content_type="text/html; charset=klingon")],
    "no content type": [reply(PAGE, content_type=None)],
    "xhtml": [reply(PAGE, content_type="application/xhtml+xml")],
    "500 then 200": [reply(status="500 Oops"), reply(PAGE)],
    "429 then 200": [reply(status="429 Slow Down", retry_after="7"), reply(PAGE)],
    "reset then 200": [reset(), reply(PAGE)],
    "reset half way, then 200": [reset(reply(PAGE)[:-20]), reply(PAGE)],
    "cut short, then 200": [reply(PAGE[:-9], content_length=str(len(PAGE))), reply(PAGE)],
    "slow, but not too slow": [slowly([reply(PAGE)[:99], reply(PAGE)[99:]], 0.2)],
    "redirect with a blank": [redirect("/else where", "302 Found")],
    "temporary redirect": [redirect("/elsewhere", "302 Found")],
    "attachment with a name": [reply(PAGE, content_disposition='attachment; filename="../../../etc/passwd"')],
    "letters beyond ASCII in a header": [reply(PAGE, x_powered_by="Café £", etag='"£"')],
    "a cookie": [reply(PAGE, set_cookie="id=1; Path=/")],
}


@pytest.mark.parametrize("case", ARRIVES)
def test_a_page_that_arrives_is_one_snapshot(case, site, raw, run, capsys):
    site.on("/page", *ARRIVES[case]).on("/elsewhere", reply(PAGE)).on("/else%20where", reply(PAGE))
    assert run() == 0
    (snapshot,) = archive.snapshots("here")
    assert snapshot.content == PAGE
    assert snapshot.file.startswith(f"2026-11-23-{hashlib.sha256(PAGE).hexdigest()[:12]}.")
    said = capsys.readouterr()
    assert said.out == f"here: new snapshot raw/here/{snapshot.file}\n"
    assert said.err == ""
    assert {each.parent for each in raw.rglob("*") if each.is_file()} == {raw / "here"}


FAILS = {
    "404": ([reply(status="404 Not Found")], "is gone: the site answers 404"),
    "410": ([reply(status="410 Gone")], "is gone: the site answers 410"),
    "401": ([reply(status="401 Unauthorized")], "is not shown to us: the site answers 401"),
    "403": ([reply(status="403 Forbidden")], "is not shown to us: the site answers 403"),
    "418": ([reply(status="418 Teapot")], "the site answers 418 Teapot"),
    "204": ([reply(status="204 No Content", content_length=None)], "the site answers 204"),
    "206": ([reply(PAGE, "206 Partial Content")], "the site answers 206"),
    "304 that nobody asked for": ([reply(status="304 Not Modified")], "the site answers 304"),
    "always 500": ([reply(status="500 Oops")], "the site answers 500 Oops"),
    "always 429": (
        [reply(status="429 Slow Down", retry_after="9")],
        "the site answers 429 Slow Down, and asks to come again in 9 seconds",
    ),
    "429 for a day": (
        [reply(status="429 Slow Down", retry_after="86400")],
        "asks to come again in 86400 seconds",
    ),
    "slow headers": ([slowly([b"H", b"T", b"T"], 0.5)], "the site was too slow"),
    "slow drip of headers": ([slowly([b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 30], 0.1)], "too slow"),
    "slow drip of body": ([slowly([reply(PAGE, content_length="9999"), *[b"x"] * 30], 0.1)], "too slow"),
    "silence": ([slowly([b""], 1)], "the site was too slow"),
    "reset": ([reset()], "the connection broke off"),
    "reset half way": ([reset(reply(PAGE)[:-20])], "the connection broke off"),
    "closed half way": ([reply(PAGE[:-20], content_length=str(len(PAGE)))], "did not arrive whole: it says"),
    "longer than it says": ([reply(PAGE, content_length=str(len(PAGE) - 30))], "and sends more"),
    "chunks broken off": (
        [reply(b"5\r\nhello\r\n", content_length=None, transfer_encoding="chunked")],
        "the connection broke off",
    ),
    "no HTTP": ([b"SSH-2.0-OpenSSH_9.6\r\n"], "did not answer as HTTP asks"),
    "endless header": ([many(b"x" * 1000, 200, b"HTTP/1.1 200 OK\r\nA: ")], "did not answer as HTTP asks"),
    "gzip bomb": ([reply(BOMB, content_encoding="gzip")], "has over 100,000 bytes"),
    "gzip bomb in a gzip": ([reply(gzip.compress(BOMB), content_encoding="gzip, gzip")], "has over 100,000"),
    "brotli bomb": ([reply(brotli.compress(bytes(20_000_000)), content_encoding="br")], "has over 100,000"),
    "zstd bomb": ([reply(zstd(bytes(200_000_000)), content_encoding="zstd")], "has over 100,000 bytes"),
    "50 MB, announced": ([many(b"x" * 50_000, 1000, reply(content_length="50000000"))], "has over 100,000"),
    "50 MB, not announced": (
        [many(b"x" * 50_000, 1000, reply(content_length=None))],
        "has over 100,000 bytes",
    ),
    "gzip cut short": ([reply(gzip.compress(PAGE)[:-9], content_encoding="gzip")], "gzip packing breaks"),
    "brotli cut short": ([reply(brotli.compress(PAGE)[:-5], content_encoding="br")], "packing breaks off"),
    "zstd cut short": ([reply(zstd(PAGE)[:-5], content_encoding="zstd")], "zstd packing breaks off"),
    "gzip that is none": ([reply(PAGE, content_encoding="gzip")], "not packed as gzip"),
    "gzip damaged": ([reply(b"\x1f\x8b" + PAGE, content_encoding="gzip")], "gzip packing is damaged"),
    "brotli that is none": ([reply(PAGE, content_encoding="br")], "brotli packing is damaged"),
    "zstd that is none": ([reply(PAGE, content_encoding="zstd")], "zstd packing is damaged"),
    "packing nobody asked for": (
        [reply(zlib.compress(PAGE), content_encoding="deflate")],
        "'deflate', which was not asked for",
    ),
    "empty": ([reply(b" \r\n")], "did not arrive whole: it is empty"),
    "pdf": ([reply(b"%PDF-1.7", content_type="application/pdf")], "is no page, but application/pdf"),
    "bytes of no type": ([reply(b"\x89PNG\r\n\0\0", content_type=None)], "is no page, but binary content"),
    "pdf that says it is a page": ([reply(b"%PDF-1.7")], "is no page, but binary content"),
    "gzip that does not say so": ([reply(gzip.compress(PAGE))], "is no page, but binary content"),
    "two lengths": (
        [b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 40\r\n\r\n<p>" + PAGE],
        "did not answer as HTTP asks",
    ),
    "a length that is none": ([reply(PAGE, content_length="many")], "did not answer as HTTP asks"),
    "a negative length": ([reply(PAGE, content_length="-1")], "did not answer as HTTP asks"),
    "a head that breaks off": (
        [b"HTTP/1.1 200 OK\r\nserver\r\nA: b\r\n\r\n" + PAGE],
        "not answer as HTTP asks",
    ),
    "packed for the way as nobody knows": ([reply(PAGE, transfer_encoding="zip")], "not answer as HTTP asks"),
    "consent page": ([reply(CONSENT)], "Another page stands before"),
    "robot check": ([reply(CHALLENGE)], "it asks whether a person is reading"),
    "robot check with 403": ([reply(CHALLENGE, "403 Forbidden")], "it asks whether a person is reading"),
    "robot check with 503": ([reply(CHALLENGE, "503 Busy")], "it asks whether a person is reading"),
    "redirect to nowhere": ([reply(status="301 Moved")], "it redirects to nowhere"),
    "redirect loop": ([redirect("/page")], "it redirects without an end"),
    "redirect to a file": ([redirect("file:///etc/passwd")], "only http and https are fetched"),
    "redirect to ftp": ([redirect("ftp://example.org/")], "only http and https are fetched"),
    "redirect to data": ([redirect("data:text/html,<table>")], "only http and https are fetched"),
    "redirect to another port here": ([redirect("http://127.0.0.1:22/")], "leads to another host"),
    "redirect to the cloud": ([redirect("http://169.254.169.254/latest/")], "leads to another host"),
    "redirect to another host": ([redirect("https://example.org/")], "leads to another host"),
    "redirect with a user": ([redirect("http://example.org@127.0.0.1/")], "it names no host, or a user"),
    "redirect with a tab": ([redirect("/a\tb")], "a character that no address has"),
    "redirect to no address": ([redirect("http://[::1")], "it is no web address"),
}


@pytest.mark.parametrize("case", FAILS)
def test_a_page_that_does_not_arrive_is_said_and_changes_nothing(case, site, raw, run, capsys):
    answers, message = FAILS[case]
    keep_old()
    before = files(raw / "here")
    site.on("/page", *answers)
    assert run(**(HASTY if "slow" in case or case == "silence" else {"attempts": 2})) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert said.err.count("\n") == 1
    assert said.err.startswith("here: ")
    assert files(raw / "here") == before
    assert archive.newest_usable("here").content == OLD


def keep_old():
    facts = {"source": "here", "url": None, "retrieved_at": None, "media_type": "text/html"}
    archive.keep(archive.describe(OLD, **facts, page_date=dt.date(2020, 12, 4)), OLD)


def files(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize("body", [CONSENT, CHALLENGE])
def test_a_wall_is_kept_among_the_refused_once(body, site, run):
    site.on("/page", reply(body))
    assert run() == 1
    assert run() == 1
    assert archive.snapshots("here") == ()
    (kept,) = archive.refused("here")
    assert kept.snapshot.content == body
    assert "stands before" in kept.sidecar.refused.reasons[0]


def test_a_failure_is_tried_four_times_with_growing_pauses(site, run, clock):
    site.on("/page", reset())
    assert run() == 1
    assert site.paths() == ["/robots.txt", *["/page"] * 4]
    pauses = [each for each in clock.slept if each > 1]
    assert pauses == [1.5, 3.0, 6.0]


def test_a_long_wait_that_a_site_asks_for_is_not_waited_for(site, run, clock):
    site.on("/page", reply(status="503 Busy", retry_after="3600"))
    assert run() == 1
    assert site.paths() == ["/robots.txt", "/page"]
    assert sum(clock.slept) <= 1


@pytest.mark.parametrize("asked", ["40", "Mon, 23 Nov 2026 09:00:41 GMT", "Monday, 23-Nov-26 09:00:41 GMT"])
def test_a_wait_that_a_site_asks_for_is_kept(asked, site, run, clock):
    site.on("/page", reply(status="429 Slow Down", retry_after=asked), reply(PAGE))
    assert run() == 0
    assert max(clock.slept) >= 39


def test_what_will_not_change_is_not_asked_for_again(site, run):
    for answer in (reply(status="404 No"), reply(status="403 No"), redirect("file:///etc/passwd")):
        site.asked.clear()
        site.on("/page", answer)
        assert run() == 1
        assert site.paths() == ["/robots.txt", "/page"]


@pytest.mark.parametrize(
    ("permit", "message"),
    [(True, "is gone: the site answers 404"), (False, "127.0.0.1, which is not on the public internet")],
)
def test_the_command_line_permits_an_address_only_when_told(permit, message, site, toml):
    call = [sys.executable, "-m", "pipeline.scrape", str(toml)]
    call += ["--allow-address", site.address] if permit else []
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert bool(site.asked) is permit
    assert not (ROOT / "raw" / "here").exists()
