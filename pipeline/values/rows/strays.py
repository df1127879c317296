"""Words that stand under one heading and read like another's, in rows whose borders had to be recovered."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.values.areas import words
from pipeline.values.areas.cover import cover
from pipeline.values.places import Atlas, plain

CERTAIN = 1.0  # the confidence of a row whose borders the document itself shows
_NO_PLACE = (Role.NAME, Role.DESCRIPTION)


def find_strays(raw: RawRecord, known: Atlas) -> Iterator[tuple[Role, Issue]]:
    """Each paragraph of a recovered row's name or description that names nothing but places, with its role.

    Issues: words-of-place.
    """
    if raw.confidence >= CERTAIN or not known.by_name:
        return
    for role in _NO_PLACE:
        for each in raw.paragraphs(role):
            if _names_only_places(each.text, known):
                yield role, issue("words-of-place", value=each.text, field=role.value, role=role.value)


def _names_only_places(text: str, known: Atlas) -> bool:
    if not words("body").isdisjoint(plain(text).split()):
        return False
    parts = cover(text, known, words())
    return bool(parts) and all(part.places and not part.corrected for part in parts)
