"""How often a site is asked: one request at a time, a pause between two, patience when it is busy."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime

from pipeline.scraping.exchange import Reply
from pipeline.scraping.means import Means, Trouble

BUSY = frozenset({429, 500, 502, 503, 504})


class Turns:
    """Whose turn it is at each host; shared by all that is fetched in one run."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._door = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._ended: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """The host to itself, `delay` seconds after the request before it was answered."""
        with self._door:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            self._pause(host, delay)
            try:
                yield
            finally:
                self._ended[host] = self._means.monotonic()

    def _pause(self, host: str, delay: float) -> None:
        if host in self._ended:
            wait = self._ended[host] + delay - self._means.monotonic()
            if wait > 0:
                self._means.sleep(wait)


class Patience:
    """The time that one source may still cost."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._end = means.monotonic() + means.budget

    @property
    def left(self) -> float:
        return self._end - self._means.monotonic()

    def check(self, url: str) -> None:
        """Raises: Trouble `page-not-reached` when the time is over."""
        if self.left <= 0:
            raise Trouble("page-not-reached", value=url, why=f"it took over {self._means.budget:.0f} seconds")

    def try_hard(self, ask: Callable[[], Reply]) -> Reply:
        """The answer of the first try that brings one; the last one where the site stays busy.

        Raises: Trouble of the last try.
        """
        for attempt in range(1, self._means.attempts + 1):
            reply, trouble = _attempt(ask)
            if reply is not None and reply.status not in BUSY:
                return reply
            wait = self._wait(attempt, reply)
            if attempt == self._means.attempts or wait >= self.left or (trouble and not trouble.passing):
                break
            self._means.sleep(wait)
        if trouble is not None:
            raise trouble
        assert reply is not None
        return reply

    def _wait(self, attempt: int, reply: Reply | None) -> float:
        asked = retry_after(reply, self._means.now()) if reply else None
        grown = 2.0**attempt * (0.5 + self._means.chance() / 2)  # jitter, so that many do not come as one
        return max(asked, grown) if asked is not None else grown


def _attempt(ask: Callable[[], Reply]) -> tuple[Reply | None, Trouble | None]:
    try:
        return ask(), None
    except Trouble as trouble:
        return None, trouble


def retry_after(reply: Reply, now: dt.datetime) -> float | None:
    """The seconds that the site asks us to stay away, also where it names a date; None: it does not say."""
    text = (reply.header("retry-after") or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError, OverflowError):
        until = parsedate_to_datetime(text)
        until = until if until.tzinfo else until.replace(tzinfo=dt.UTC)
        return max(0.0, (until - now).total_seconds())
    return None
