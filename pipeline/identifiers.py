"""Identifiers that anyone can compute again: UUIDv5 from a published namespace and a natural key."""

from __future__ import annotations

import re
import unicodedata
import uuid

from pipeline.source import Source


def namespace(source: Source) -> uuid.UUID:
    """The namespace of a source: UUIDv5 of its page's first address in the URL namespace."""
    return uuid.uuid5(uuid.NAMESPACE_URL, source.page.first_url or source.page.url)


def natural_key(*parts: str) -> str:
    """The parts as one key that white space, case, quotes and punctuation do not change.

    >>> natural_key("Young Lives  Foundation", "“Step-Up” Mentoring")
    'young lives foundation|step up mentoring'
    """
    return "|".join(_plain(part) for part in parts)


def identifier(source: Source, table: str, *key: str) -> str:
    """The UUID of one row of `table`, the same in every release and on every machine."""
    return str(uuid.uuid5(namespace(source), f"{table}|{natural_key(*key)}"))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", folded).split())
