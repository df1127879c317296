"""A real web site on a loopback port, that answers byte for byte what a test tells it to."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Answer = bytes | Callable[[socket.socket], None]


@dataclass(frozen=True)
class Asked:
    """One request as it came, its header names in lower case."""

    path: str
    headers: dict[str, str]
    at: float


def reply(body: bytes = b"", status: str = "200 OK", **headers: str | None) -> bytes:
    """A whole answer; a header that is given as None is left out."""
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines = [
        f"HTTP/1.1 {status}",
        *(f"{name}: {value}" for name, value in fields.items() if value is not None),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(to: str, status: str = "301 Moved Permanently") -> bytes:
    return reply(status=status, location=to)


def slowly(pieces: Iterable[bytes], pause: float) -> Answer:
    """The pieces, with a pause before each."""

    def answer(connection: socket.socket) -> None:
        for piece in pieces:
            time.sleep(pause)
            connection.sendall(piece)

    return answer


def many(piece: bytes, times: int, head: bytes = b"") -> Answer:
    """A body that is never in memory as a whole."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(times):
            connection.sendall(piece)

    return answer


def reset(first: bytes = b"") -> Answer:
    """Some bytes, and then the connection is torn down."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(first)
        time.sleep(0.05)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return answer


class Site:
    """`with Site() as site:` answers at `site.url`; `site.asked` is what was asked, in order."""

    def __init__(self, host: str = "127.0.0.1", certificate: str | None = None) -> None:
        self.asked: list[Asked] = []
        self.at_once = 0
        self._now = 0
        self._lock = threading.Lock()
        self._answers: dict[str, list[Answer]] = {"/robots.txt": [reply(status="404 Not Found")]}
        self._socket = socket.create_server((host, 0))
        self._scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._socket = context.wrap_socket(self._socket, server_side=True, do_handshake_on_connect=False)
            self._scheme = "https"
        self.host, self.port = host, self._socket.getsockname()[1]

    def __enter__(self) -> Site:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self._scheme}://{self.address}"

    def on(self, path: str, *answers: Answer) -> Site:
        """Asked for `path`, the site gives these one after the other, the last of them for ever."""
        self._answers[path] = list(answers)
        return self

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        self._count(1)
        is_counted = True
        with connection, contextlib.suppress(OSError):
            path, headers = _read_request(connection)
            self.asked.append(Asked(path, headers, time.monotonic()))
            answers = self._answers.get(path, [reply(status="404 Not Found")])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if isinstance(answer, bytes):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.sendall(answer[:-1])
                self._count(-1)  # before who asked has it all, and may ask again
                is_counted = False
                connection.sendall(answer[-1:])
            else:
                answer(connection)
        if is_counted:
            self._count(-1)

    def _count(self, more: int) -> None:
        with self._lock:
            self._now += more
            self.at_once = max(self.at_once, self._now)


def _read_request(connection: socket.socket) -> tuple[str, dict[str, str]]:
    content = b""
    while b"\r\n\r\n" not in content:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError
        content += piece
    first, *lines = content.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return first.split(" ")[1], {name.lower(): value for name, value in headers.items()}
