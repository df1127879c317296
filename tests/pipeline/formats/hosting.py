"""The published folder behind a real web server on a loopback port, and a client for it."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.formats.hsds.walk import Response

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")

CONFIGURATION = """
daemon off;
worker_processes 1;
pid {run}/nginx.pid;
error_log {run}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {run}/body;
  proxy_temp_path {run}/proxy;
  fastcgi_temp_path {run}/fastcgi;
  uwsgi_temp_path {run}/uwsgi;
  scgi_temp_path {run}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {root}/nginx.conf;
  }}
}}
"""


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@contextlib.contextmanager
def nginx(root: Path, run: Path) -> Iterator[int]:
    """nginx with the folder's own snippet; gives the port."""
    port = free_port()
    run.mkdir()
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers could not enter the folder
    configuration = run / "nginx.conf"
    text = CONFIGURATION.format(run=run, root=root, port=port)
    configuration.write_text(user + text, encoding="utf-8")
    assert NGINX
    server = subprocess.Popen([NGINX, "-p", str(run), "-c", str(configuration)], stderr=subprocess.PIPE)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {server.communicate()[1].decode()}")


class PlainHandler(SimpleHTTPRequestHandler):
    """The rules of the hosting files in a few lines, for where nginx is not installed."""

    def translate_path(self, path: str) -> str:
        target = Path(super().translate_path(path))
        return str(target / "index.json" if (target / "index.json").is_file() else target)

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextlib.contextmanager
def plain(root: Path, _: Path) -> Iterator[int]:
    """A plain server that applies the same rules; gives the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(PlainHandler, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def client(port: int):
    """A `fetch` that follows no redirect, so that one would be seen."""

    def fetch(path: str) -> Response:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return Response(answer.status, headers, answer.read())
        finally:
            connection.close()

    return fetch


MODULES = Path("/usr/lib/apache2/modules")  # where Debian has them
APACHE = shutil.which("apache2", path="/usr/sbin:/usr/bin") if MODULES.is_dir() else None

APACHE_CONFIGURATION = """
ServerRoot {run}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {run}/apache.pid
Mutex file:{run}
ErrorLog {run}/error.log
{user}
{modules}
TypesConfig /dev/null
DocumentRoot {root}
<Directory {root}>
  AllowOverride All
  Require all granted
</Directory>
"""


@contextlib.contextmanager
def apache(root: Path, run: Path) -> Iterator[int]:
    """Apache with the folder's own .htaccess; gives the port."""
    port = free_port()
    run.mkdir()
    run.parent.chmod(0o755)  # its workers run as another user
    named = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite")
    modules = "\n".join(f"LoadModule {each}_module {MODULES}/mod_{each}.so" for each in named)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    configuration = run / "apache.conf"
    text = APACHE_CONFIGURATION.format(run=run, root=root, port=port, user=user, modules=modules)
    configuration.write_text(text, encoding="utf-8")
    assert APACHE
    server = subprocess.Popen([APACHE, "-X", "-f", str(configuration)], stderr=subprocess.PIPE)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.communicate(timeout=10)
