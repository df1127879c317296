"""What is fetched is written as web archives keep it, and what they keep is read as history."""

import datetime as dt
import gzip
from io import BytesIO

import brotli
import pytest
import zstandard
from msgspec import structs
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import archive
from pipeline.issues import FetchError
from pipeline.scrape import bring_in, scrape
from tests.server import redirect, reply

URL = "https://example.org/list"
PAGE = "<table><tr><th>Name<tr><td>Café Club</table>".encode()


@pytest.fixture
def listed(source):
    return structs.replace(source, page=structs.replace(source.page, url=URL))


def capture(body=PAGE, at="2019-05-01T10:00:00Z", url=URL, status="200 OK", kind="response", **more):
    headers = {"Content-Type": "text/html; charset=utf-8"} | more.pop("headers", {})
    return {"body": body, "at": at, "url": url, "status": status, "kind": kind, "headers": headers, **more}


def write_warc(path, *entries, packed=True):
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for entry in entries:
            http = StatusAndHeaders(entry["status"], list(entry["headers"].items()), protocol="HTTP/1.1")
            beside = {"WARC-Date": entry["at"]} | entry.get("warc", {})
            writer.write_record(
                writer.create_warc_record(
                    entry["url"],
                    entry["kind"],
                    payload=BytesIO(entry["body"]),
                    http_headers=http,
                    warc_headers_dict=beside,
                )
            )
    return path


def test_what_was_fetched_can_be_replayed(site, source, means, raw, monkeypatch):
    site.on("/page", redirect("/b", "302 Found"))
    packed = gzip.compress(PAGE, mtime=0)
    site.on("/b", reply(packed, content_encoding="gzip", set_cookie="id=secret", etag='"v1"'))
    first = scrape(source, means).snapshot
    warc = raw / "here" / first.file.replace(".html", ".warc.gz")
    with warc.open("rb") as file:
        kinds = [
            (each.rec_type, each.rec_headers.get_header("WARC-Target-URI"))
            for each in ArchiveIterator(file, check_digests="raise")
        ]
    answered = [("request", f"{site.url}/page"), ("response", f"{site.url}/page")]
    answered += [("request", f"{site.url}/b"), ("response", f"{site.url}/b")]
    assert sorted(kinds[1:]) == sorted(answered)
    assert b"secret" not in gzip.decompress(warc.read_bytes())
    monkeypatch.setattr("pipeline.archive.folders.RAW", raw / "elsewhere")
    at_b = structs.replace(source, page=structs.replace(source.page, url=f"{site.url}/b"))
    (again,) = bring_in(at_b, warc)
    assert (again.snapshot.content, again.snapshot.file) == (PAGE, first.file)
    assert again.snapshot.retrieved_at == first.retrieved_at


@pytest.mark.parametrize("packed", [True, False])
def test_captures_are_history_in_order_of_time(packed, listed, tmp_path):
    warc = write_warc(
        tmp_path / "web.warc",
        capture(b"<p>second", at="2020-02-02T00:00:00Z"),
        capture(b"<p>first"),
        capture(b"<p>first", at="2019-06-01T10:00:00Z"),
        capture(b"<p>another page", url="https://example.org/other"),
        capture(b"<p>gone", status="404 Not Found"),
        capture(b"<p>cut", warc={"WARC-Truncated": "length"}),
        capture(b"<p>asked", kind="request"),
        packed=packed,
    )
    found = bring_in(listed, warc)
    assert [each.unchanged for each in found] == [False, False, True]
    assert [each.content for each in archive.snapshots("here")] == [b"<p>first", b"<p>second"]
    assert archive.snapshots("here")[0].retrieved_at == dt.datetime(2019, 5, 1, 10, tzinfo=dt.UTC)
    assert archive.read_archive("here")[0].sidecar.origin == "warc"


def test_a_date_picks_the_captures_of_that_day(listed, tmp_path):
    warc = write_warc(tmp_path / "w", capture(b"<p>a"), capture(b"<p>b", at="2020-02-02T00:00:00Z"))
    bring_in(listed, warc, dt.date(2020, 2, 2))
    assert [each.content for each in archive.snapshots("here")] == [b"<p>b"]


@pytest.mark.parametrize("url", ["http://example.org/list", "https://www.example.org:443/list/#top"])
def test_the_page_is_known_under_its_other_spellings(url, listed, tmp_path):
    assert bring_in(listed, write_warc(tmp_path / "w", capture(url=url)))


def chunked(body):
    return b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE, mtime=0), {"Content-Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content-Encoding": "br"}),
        (zstandard.ZstdCompressor().compress(PAGE), {"Content-Encoding": "zstd"}),
        (PAGE, {"Content-Encoding": "gzip"}),
        (chunked(PAGE), {"Transfer-Encoding": "chunked"}),
        (PAGE, {"Transfer-Encoding": "chunked"}),
        (chunked(gzip.compress(PAGE, mtime=0)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    ],
)
def test_a_body_is_unpacked_however_the_archive_kept_it(body, headers, listed, tmp_path):
    (found,) = bring_in(listed, write_warc(tmp_path / "w", capture(body, headers=headers)))
    assert found.snapshot.content == PAGE


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([capture(url="https://example.org/other")], "has no capture of https://example.org/list"),
        ([capture(gzip.compress(bytes(10**7)), headers={"Content-Encoding": "gzip"})], "over 100,000 bytes"),
        ([capture(bytes(10**6))], "over 100,000 bytes"),
        (
            [capture(gzip.compress(PAGE, mtime=0)[:-9], headers={"Content-Encoding": "gzip"})],
            "packing breaks off",
        ),
    ],
)
def test_a_capture_that_cannot_be_used_is_said(entries, message, listed, tmp_path):
    with pytest.raises(FetchError, match=message):
        bring_in(listed, write_warc(tmp_path / "w", *entries))
    assert archive.snapshots("here") == ()


def test_a_warc_file_that_breaks_off_anywhere_is_said(listed, tmp_path, capsys):
    warc = write_warc(tmp_path / "w", capture(), packed=False)
    whole = warc.read_bytes()
    for end in range(5, len(whole) - 4, 7):
        warc.write_bytes(whole[:end])
        with pytest.raises(FetchError) as caught:
            bring_in(listed, warc)
        assert "\n" not in str(caught.value)
    assert archive.snapshots("here") == ()
    assert capsys.readouterr().err == ""


def test_a_digest_that_does_not_fit_is_refused(listed, tmp_path):
    warc = write_warc(tmp_path / "w", capture(), packed=False)
    warc.write_bytes(warc.read_bytes().replace(b"Club", b"Clab"))
    with pytest.raises(FetchError, match="damaged"):
        bring_in(listed, warc)
    assert archive.snapshots("here") == ()
