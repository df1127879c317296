"""WARC files: an exchange written as web archives keep it, and captures of a page read out of one.

Source: ISO 28500 (WARC 1.1).
"""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import BinaryIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.scraping.exchange import Reply
from pipeline.scraping.means import Trouble, tool
from pipeline.scraping.unpacking import Damaged, TooLarge, unpack

_UNKEPT = frozenset({"set-cookie", "set-cookie2", "transfer-encoding"})  # the body stands unchunked
_MANDATORY = ("WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Length")


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a page, as an archive saw it."""

    url: str
    retrieved_at: dt.datetime
    headers: dict[str, str]  # by name in lower case
    body: bytes = field(repr=False)


def to_warc(steps: Iterable[Reply]) -> bytes:
    """A compressed WARC file of these exchanges: a request and a response record each, cookies left out."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version="1.1")
    first = True
    for step in steps:
        if first:
            facts = {"software": tool(), "format": "WARC File Format 1.1"}
            writer.write_record(_dated(writer.create_warcinfo_record("", facts), step))
            first = False
        writer.write_request_response_pair(_to_request(writer, step), _to_response(writer, step))
    return file.getvalue()


def is_warc(content: bytes) -> bool:
    """True of a WARC file, compressed or not, by its first bytes.

    >>> is_warc(b"WARC/1.1\\r\\n"), is_warc(b"<html>")
    (True, False)
    """
    return content.startswith((b"WARC/", b"\x1f\x8b"))


def captures(content: BinaryIO, url: str, limit: int) -> Iterator[Capture]:
    """The captures of this page that brought its body, in the order of the file.

    Raises: Trouble `page-broken` where the file is no WARC, `page-too-large` where a body passes the limit.
    """
    records = iter(ArchiveIterator(content, check_digests="raise"))
    try:
        while True:
            with redirect_stderr(StringIO()):  # warcio speaks there of what is raised below
                record = next(records, None)
                capture = _find_capture(record, url, limit) if record is not None else None
            if record is None:
                return
            if capture is not None:
                yield capture
    except TooLarge as error:
        raise Trouble("page-too-large", value=url, limit=f"{limit:,}") from error
    except (ArchiveLoadFailed, Damaged, EOFError, OSError, ValueError) as error:
        raise Trouble("page-broken", value=url, why=f"the WARC file is damaged: {error}") from error
    except AttributeError as error:  # warcio's own, on a record that does not say what it is
        raise Trouble("page-broken", value=url, why="the WARC file is damaged") from error


def _find_capture(record: ArcWarcRecord, url: str, limit: int) -> Capture | None:
    for name in _MANDATORY:
        if not record.rec_headers.get_header(name):
            raise Damaged(f"a record has no {name}")
    return _to_capture(record, limit) if record.rec_type == "response" and _is_page(record, url) else None


def _is_page(record: ArcWarcRecord, url: str) -> bool:
    found = str(record.rec_headers.get_header("WARC-Target-URI") or "")
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    whole = record.rec_headers.get_header("WARC-Truncated") is None
    return whole and status == "200" and plain_address(found) == plain_address(url)


def plain_address(url: str) -> str:
    """An address without what differs between captures of one page.

    >>> plain_address("HTTP://www.example.org:80/list/#top") == plain_address("https://example.org/list")
    True
    """
    rest = url.strip("<> ").partition("#")[0].partition("://")[2]
    host, slash, path = rest.partition("/")
    host = host.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443")
    return f"{host}{slash}{path}".rstrip("/")


def _to_capture(record: ArcWarcRecord, limit: int) -> Capture:
    headers = {name.lower(): value for name, value in record.http_headers.headers}
    stream = record.raw_stream
    if headers.get("transfer-encoding", "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise TooLarge
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise Damaged("its last record breaks off")
    at = dt.datetime.fromisoformat(str(record.rec_headers.get_header("WARC-Date")).replace("Z", "+00:00"))
    address = str(record.rec_headers.get_header("WARC-Target-URI"))
    return Capture(address, at, headers, _unpacked(body, headers.get("content-encoding", ""), limit))


def _unpacked(body: bytes, packed: str, limit: int) -> bytes:
    """The body unpacked; some archives have unpacked it already, and left the header as it was."""
    if body.lstrip()[:1] == b"<" or not packed:
        return body
    return unpack(body, packed, limit)


def _to_request(writer: WARCWriter, step: Reply) -> ArcWarcRecord:
    line = f"GET {step.target.path} HTTP/1.1"
    headers = StatusAndHeaders(line, list(step.sent.items()), is_http_request=True)
    return _dated(writer.create_warc_record(step.target.url, "request", http_headers=headers), step)


def _to_response(writer: WARCWriter, step: Reply) -> ArcWarcRecord:
    kept = [(_ascii(name), _ascii(value)) for name, value in step.headers if name.lower() not in _UNKEPT]
    headers = StatusAndHeaders(f"{step.status} {_ascii(step.reason)}", kept, protocol="HTTP/1.1")
    body = BytesIO(step.raw)
    return _dated(
        writer.create_warc_record(step.target.url, "response", payload=body, http_headers=headers), step
    )


def _ascii(text: str) -> str:
    """A header's words as a WARC file can hold them: other letters as their bytes, percent-encoded."""
    return quote(text.encode("latin-1", "replace"), safe=string.punctuation + " ")


def _dated(record: ArcWarcRecord, step: Reply) -> ArcWarcRecord:
    record.rec_headers.replace_header("WARC-Date", step.retrieved_at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return record
