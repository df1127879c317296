"""Web addresses: http and https, with a host that can exist."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from pipeline.issues import Issue, issue
from pipeline.model import Derivation, Parsed

IN_TEXT = re.compile(r"(?:\b[a-z][a-z0-9+.-]{0,20}://|www\.)[^\s<>\"|]+", re.I)
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_TRAILING = ".,;:!?'\"’”"


@lru_cache(maxsize=4096)
def to_url(printed: str) -> str | None:
    """The address with its scheme; None where it is not one that a reader may safely follow.

    >>> to_url("www.kent.gov.uk/youth."), to_url("javascript:alert(1)"), to_url("https://a.uk@b.com")
    ('https://www.kent.gov.uk/youth', None, None)
    """
    text = printed.strip().strip("<>()[]").rstrip(_TRAILING)
    full = text if _SCHEME.match(text) and not re.match(r"[^/]+:\d", text) else f"https://{text}"
    try:
        parts = urlsplit(full)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    scheme = parts.scheme.casefold()
    safe = scheme in ("http", "https") and "@" not in parts.netloc and not re.search(r"[\s\\\x00-\x1f]", full)
    if not safe or not _HOST.fullmatch(host):
        return None
    netloc = host.casefold() + (f":{port}" if port else "")
    return parts._replace(scheme=scheme, netloc=netloc).geturl()


def parse(text: str) -> Parsed[tuple[str, ...]]:
    """The addresses of a cell of web addresses.

    Issues: url-refused for each word that is not one.
    """
    words = [word.strip(",;") for word in text.split()]
    return read([word for word in words if word and word.casefold() not in ("or", "and", "&", "/", "|")])


def read(words: list[str], start: int = 0) -> Parsed[tuple[str, ...]]:
    """The printed addresses as safe ones; `start` addresses are before them."""
    urls: dict[str, str] = {}
    issues: list[Issue] = []
    for word in words:
        url = to_url(word)
        if url is None:
            issues.append(issue("url-refused", value=word, field="urls"))
        else:
            urls.setdefault(url, word)
    derivations = tuple(
        Derivation(f"urls.{n}", word, url, "url-complete")
        for n, (url, word) in enumerate(urls.items(), start)
        if word != url
    )
    return Parsed(tuple(urls), tuple(issues), derivations)
