"""What an answer means: a page, nothing new, or one of the ways in which a page is not to be had."""

from __future__ import annotations

from pipeline.issues import Issue, issue
from pipeline.scraping.exchange import Reply
from pipeline.scraping.manners import BUSY, retry_after
from pipeline.scraping.means import Means, Trouble
from pipeline.scraping.visit import Visit
from pipeline.scraping.walls import find_wall

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_DENIED = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})
_MOST_OF_A_NAME = 80
# gzip, zstd, PDF, zip and office files, PNG, GIF, JPEG: whatever the header says
_BINARY = (b"\x1f\x8b", b"(\xb5/\xfd", b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")


class Wall(Trouble):
    """A page came, and it is not the one that was asked for."""


def check_page(reply: Reply, means: Means) -> None:
    """Nothing, where the answer is a page's body.

    Raises: Wall where another page stands before it; Trouble for every other answer.
    """
    if reply.status != 200:
        raise _to_trouble(reply, means)
    check_body(reply.target.url, reply.body, reply.header("content-type"))


def check_body(url: str, body: bytes, media_type: str | None) -> None:
    """Nothing, where these bytes can be the page.

    Raises: Wall where they are another page; Trouble where they are empty, or of another kind.
    """
    if not body.strip():
        raise Trouble("page-broken", value=url, why="it is empty")
    if body.startswith(_BINARY) or not _can_be_a_page(body, media_type):
        declared = (media_type or "").partition(";")[0].strip().lower()
        kind = "binary content" if declared in ("", *PAGES) else declared[:_MOST_OF_A_NAME]
        raise Trouble("page-of-another-kind", value=url, kind=kind)
    _check_wall(url, body)


def find_move(visit: Visit, source_id: str) -> tuple[Issue, ...]:
    """What to change in the source's TOML, where the page has moved for good."""
    if visit.new_address is None:
        return ()
    return (issue("page-moved", value=visit.steps[0].target.url, to=visit.new_address, source=source_id),)


def _to_trouble(reply: Reply, means: Means) -> Trouble:
    url, status = reply.target.url, reply.status
    if status in _DENIED | BUSY:
        _check_wall(url, reply.body)
    if status in _GONE:
        return Trouble("page-gone", value=url, status=status)
    if status in _DENIED:
        return Trouble("page-denied", value=url, status=status)
    why = f"the site answers {status} {reply.reason[:_MOST_OF_A_NAME]}".rstrip()
    seconds = retry_after(reply, means.now())
    if seconds is not None:
        why += f", and asks to come again in {seconds:.0f} seconds"
    return Trouble("page-not-reached", value=url, why=why)


def _check_wall(url: str, body: bytes) -> None:
    wall = find_wall(body)
    if wall is not None:
        raise Wall("page-walled", value=url, why=wall)


def _can_be_a_page(body: bytes, media_type: str | None) -> bool:
    declared = (media_type or "").partition(";")[0].strip().lower()
    return declared in PAGES if declared else b"\0" not in body[:1024]
