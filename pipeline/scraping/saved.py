"""A page that a person saved, read from a file."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.issues import FetchError

_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|div|p|title)\b", re.IGNORECASE)


def begin(path: Path) -> bytes:
    """The first bytes of the file, to tell what it is.

    Raises: FetchError where it cannot be read.
    """
    return _read(path, 5)


def read_page(path: Path, limit: int) -> bytes:
    """The saved page.

    Raises: FetchError where it cannot be read, is empty, binary, or larger than `limit`.
    """
    content = _read(path, limit + 1)
    if len(content) > limit:
        raise FetchError(f"has over {limit:,} bytes.", where=str(path), remedy="Raise `page.max_bytes`.")
    if not content.strip() or b"\0" in content[:1024]:
        raise FetchError("is empty or is no page.", where=str(path), remedy="Save the page again, as HTML.")
    return content


def media_type_of(content: bytes) -> str:
    """What kind of page this is, by what it holds: a file's name tells nothing.

    >>> media_type_of(b"<!DOCTYPE html><title>Services"), media_type_of(b"Name\\nAge")
    ('text/html', 'text/plain')
    """
    return "text/html" if _HTML.search(content[:4096]) else "text/plain"


def _read(path: Path, count: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        why = error.strerror or str(error)
        raise FetchError(f"cannot be read: {why}.", where=str(path), remedy="Correct the path.") from error
