"""Why a document holds no table of services, in words for the person who must look at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from pipeline.model import Role
from pipeline.tables.headings import LONGEST, find_other, find_role

MOST_LOOKED_AT = 2_000  # paragraphs
SHORT_PAGE = 3_000  # letters; longer pages are no messages about a page
_BORDER = re.compile(r"\s*[|\t;]\s*|\s{2,}")
_MESSAGES = (
    (r"\b404\b|\b(?:page|file) (?:was |is |could )?not (?:be )?found\b", "the page was not found"),
    (r"\b(?:log|sign)[ -]?(?:in|on)\b.*\bpassword\b|\bpassword\b.*\b(?:log|sign)", "it asks to log in"),
    (r"\b50[0234]\b|service (?:is )?unavailable|went wrong|try again later", "it reports a fault"),
    (r"\b(?:accept|use|consent)\b.{0,80}\bcookies?\b|before you continue", "it asks for consent"),
    (
        r"\b(?:enable|turn on|requires?) (?:java)?scripts?\b|verify(?:ing)? (?:that )?you",
        "it waits for a browser",
    ),
)


def find_reason(texts: Sequence[str], own: Mapping[str, Role]) -> str:
    """What the document looks like instead, as the end of "No table of services was found: ..."."""
    if not texts:
        return "it has no words"
    message = _find_message(texts)
    if message:
        return message
    parts = [part for text in islice(texts, MOST_LOOKED_AT) for part in _BORDER.split(text[: 10 * LONGEST])]
    others = Counter(kind for part in parts if (kind := find_other(part)))
    if others and others.most_common(1)[0][1] > 1:
        return f"it looks like {others.most_common(1)[0][0]}"
    known = dict.fromkeys(part for part in parts if len(part) <= LONGEST // 2 and find_role(part, own))
    if len(known) > 1:
        return f"of the headings of one it has only {', '.join(islice(known, 6))}, or has them apart"
    return "none of its lines are headings that we know"


def _find_message(texts: Sequence[str]) -> str | None:
    """What a page that is only a message says."""
    if sum(map(len, texts)) > SHORT_PAGE:
        return None
    page = "\n".join(texts)
    return next((why for pattern, why in _MESSAGES if re.search(pattern, page, re.I | re.S)), None)
