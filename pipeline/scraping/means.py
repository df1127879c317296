"""What fetching takes from the world (clock, chance, certificates), and how much it asks of a site."""

from __future__ import annotations

import datetime as dt
import random
import ssl
import string
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import quote

import certifi

from pipeline.issues import FetchError, Issue, issue
from pipeline.source import ROOT, Source


def trusted() -> ssl.SSLContext:
    """Certificates are verified, against the machine's authorities and certifi's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Means:
    """The outside world and the limits, so that a test may give its own. Times are in seconds."""

    permitted: frozenset[str] = frozenset()  # "address:port" off the public internet that may be met
    delay: float = 1.0  # between two requests to a host
    budget: float = 120.0  # for all that one source costs
    exchange: float = 60.0  # for one request and its answer
    connect: float = 8.0  # until the site takes the call
    silence: float = 15.0  # without a single byte
    attempts: int = 4
    sleep: Callable[[float], None] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = _now
    chance: Callable[[], float] = random.random  # from 0 to 1
    certificates: Callable[[], ssl.SSLContext] = field(default=trusted)


class Trouble(FetchError):
    """The page was not brought home; `issue` says why, `passing` whether another try may help."""

    def __init__(self, code: str, *, passing: bool = False, value: str, **words: Any) -> None:
        self.issue: Issue = issue(code, value=value, **words)
        self.passing = passing
        self._words = words
        super().__init__(self.issue.message)

    def about(self, url: str) -> Trouble:
        """The same trouble, said of another address of the site."""
        return Trouble(self.issue.code, value=url, **self._words)


@cache
def tool() -> str:
    """Name and version of this program, from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return f"{project['name']}/{project['version']}"


def user_agent(source: Source) -> str:
    """Who asks, and whom a webmaster can turn to: the address in `page.contact`, or the publisher's.

    >>> from pipeline.source import GENERAL
    >>> from msgspec.structs import replace
    >>> page = replace(GENERAL.page, contact="data@example.org")
    >>> user_agent(replace(GENERAL, page=page)).partition(" ")[2]
    '(contact: data@example.org)'
    """
    contact = source.page.contact or source.publisher.email or source.publisher.url
    plain = quote(" ".join(contact.split()), safe=string.punctuation + " ")
    return f"{tool()} (contact: {plain})"
