"""Which of a page's headers are kept, and which of them make the next request a conditional one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_TOLD = frozenset(
    {"age", "cache-control", "date", "etag", "expires", "last-modified", "server", "vary", "via"}
)
_TOLD |= {"content-encoding", "content-language", "content-length", "content-type", "x-cache"}
_CONDITIONS = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
_LONGEST = 1000


def telling(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers that say something of the page or of its way to us, by name, the first of each.

    >>> telling([("ETag", '"a"'), ("Set-Cookie", "id=1"), ("etag", '"b"')])
    {'etag': '"a"'}
    """
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower() in _TOLD and len(value) <= _LONGEST:
            found.setdefault(name.lower(), value)
    return dict(sorted(found.items()))


def conditions(headers: Mapping[str, str]) -> dict[str, str]:
    """What to ask with, so that a page which is still the same need not be sent.

    >>> conditions({"etag": 'W/"a"', "server": "x"})
    {'If-None-Match': 'W/"a"'}
    """
    found = {condition: headers.get(name, "") for name, condition in _CONDITIONS}
    return {name: value for name, value in found.items() if value.isascii() and value.isprintable() and value}
