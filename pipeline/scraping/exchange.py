"""One request and its whole answer, within the limits; nothing is followed, tried again or remembered."""

from __future__ import annotations

import datetime as dt
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.scraping.means import Means, Trouble
from pipeline.scraping.safety import Target, find_addresses
from pipeline.scraping.unpacking import Damaged, TooLarge, unpack

_PIECE = 1 << 16
_AFTERWORD = 0.5  # seconds in which a body that is longer than it said gives itself away


@dataclass(frozen=True)
class Reply:
    """What a site answered: `raw` as it came over the wire, `body` unpacked."""

    target: Target
    sent: Mapping[str, str]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes = field(repr=False)
    requested_at: dt.datetime
    retrieved_at: dt.datetime
    limit: int

    def header(self, name: str) -> str | None:
        """The first header of this name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @cached_property
    def body(self) -> bytes:
        """Raises: Trouble `page-too-large` or `page-broken`."""
        try:
            return unpack(self.raw, self.header("content-encoding"), self.limit)
        except TooLarge as error:
            raise _too_large(self.target, self.limit) from error
        except Damaged as error:
            raise Trouble("page-broken", value=self.target.url, why=str(error), passing=True) from error


def exchange(target: Target, headers: Mapping[str, str], limit: int, seconds: float, means: Means) -> Reply:
    """The answer to one GET.

    Raises: Trouble where the site is not reached, is too slow, breaks off or sends too much.
    """
    began = means.now()
    with _connected(target, seconds, means) as (sock, too_late):
        connection = http.client.HTTPConnection(target.host, target.port)
        connection.sock = sock
        try:
            response = _ask(connection, target, headers)
            raw = _read(response, sock, target, limit)
        except (OSError, http.client.HTTPException, ValueError, Trouble) as error:
            if isinstance(error, Trouble) and not too_late.is_set():
                raise
            raise _broken(target, error, too_late) from error
        finally:
            connection.close()
        if too_late.is_set():  # what came may be a part that looks whole
            raise _broken(target, TimeoutError(), too_late)
    found = tuple((name, value) for name, value in response.getheaders())
    reason = response.reason
    return Reply(target, headers, response.status, reason, found, raw, began, means.now(), limit)


def _ask(
    connection: http.client.HTTPConnection, target: Target, headers: Mapping[str, str]
) -> http.client.HTTPResponse:
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    _check_head(response)
    return response


def _check_head(response: http.client.HTTPResponse) -> None:
    """Nothing, where the head says one thing only of where the body begins and ends (RFC 9112, section 6)."""
    lengths = set(response.headers.get_all("content-length", []))
    packing = set(response.headers.get_all("transfer-encoding", []))
    unclear = len(lengths) > 1 or len(packing) > 1 or not all(each.strip().isdecimal() for each in lengths)
    if response.headers.defects or unclear:
        raise http.client.HTTPException("the head is damaged")
    if packing and not response.chunked:
        raise http.client.HTTPException("the body is packed for the way in an unknown manner")


def _read(response: http.client.HTTPResponse, sock: socket.socket, target: Target, limit: int) -> bytes:
    promised = response.length
    if promised is not None and promised > limit:
        raise _too_large(target, limit)
    if not response.chunked and response.status not in (204, 304):
        response.length = None  # the end is where the site ends, so that a wrong length shows
    content = bytearray()
    while promised is None or len(content) < promised:
        piece = response.read1(_PIECE)
        if not piece:
            break
        content += piece
        if len(content) > limit:
            raise _too_large(target, limit)
    if promised is not None and response.length is None:
        _check_length(content, promised, response, sock, target)
    return bytes(content)


def _check_length(
    content: bytearray, promised: int, response: http.client.HTTPResponse, sock: socket.socket, target: Target
) -> None:
    with suppress(OSError):
        sock.settimeout(_AFTERWORD)
        content += response.read1(_PIECE).strip(b"\r\n") if len(content) == promised else b""
    if len(content) != promised:
        why = f"it says {promised} bytes and sends {'more' if len(content) > promised else len(content)}"
        raise Trouble("page-broken", value=target.url, why=why, passing=True)


@contextmanager
def _connected(
    target: Target, seconds: float, means: Means
) -> Iterator[tuple[socket.socket, threading.Event]]:
    """A socket to a checked address, cut off when the time is over, whatever it is waiting for."""
    plain = _connect(target, min(means.connect, seconds), means)
    plain.settimeout(min(means.silence, seconds))
    too_late, guard = threading.Event(), plain.dup()
    timer = threading.Timer(seconds, _cut, (guard, too_late))
    timer.daemon = True
    timer.start()
    try:
        with _secured(plain, target, means, too_late) as sock:
            yield sock, too_late
    finally:
        timer.cancel()
        guard.close()


def _cut(guard: socket.socket, too_late: threading.Event) -> None:
    too_late.set()
    with suppress(OSError):
        guard.shutdown(socket.SHUT_RDWR)


def _connect(target: Target, seconds: float, means: Means) -> socket.socket:
    failure = OSError("it has no address")
    for address in find_addresses(target, means.permitted):
        try:
            return socket.create_connection((address, target.port), timeout=seconds)
        except OSError as error:
            failure = error
    raise _broken(target, failure, threading.Event()) from failure


def _secured(plain: socket.socket, target: Target, means: Means, too_late: threading.Event) -> socket.socket:
    if target.scheme == "http":
        return plain
    try:
        return means.certificates().wrap_socket(plain, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        why = f"its certificate is not valid ({error.verify_message})"
        raise Trouble("page-not-reached", value=target.url, why=why) from error
    except OSError as error:
        plain.close()
        raise _broken(target, error, too_late) from error


def _too_large(target: Target, limit: int) -> Trouble:
    return Trouble("page-too-large", value=target.url, limit=f"{limit:,}")


def _broken(target: Target, error: Exception, too_late: threading.Event) -> Trouble:
    return Trouble("page-not-reached", value=target.url, why=_why(error, too_late), passing=True)


def _why(error: Exception, too_late: threading.Event) -> str:
    if too_late.is_set() or isinstance(error, TimeoutError):
        return "the site was too slow"
    if isinstance(error, ConnectionRefusedError):
        return "the site refused the connection"
    if isinstance(error, ConnectionError | http.client.IncompleteRead | http.client.RemoteDisconnected):
        return "the connection broke off"
    if isinstance(error, http.client.HTTPException | ValueError):
        return "the site did not answer as HTTP asks"
    return f"the connection failed: {error.strerror or error}" if isinstance(error, OSError) else str(error)
