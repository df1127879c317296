"""Why a document holds no table of services, in words for the person who must look at it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from pipeline.model import Role
from pipeline.tables.grammars import word_list
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import find_roles
from pipeline.tables.headings.words import LONGEST, find_other, is_plain_heading

MOST_LOOKED_AT = 2_000  # paragraphs
SHORT_PAGE = 3_000  # letters; longer pages are no messages about a page
MOST_ADDRESSES = 2  # of such a message
ENOUGH = 3  # kinds of headings side by side that show a table of services
WIDEST = 8  # headings side by side
FEWEST = 2  # headings that show another kind of table
MOST_BESIDE = 400  # letters of a page beside those about its cookies, where it has nothing else to say
_NO_USE = "we know for what they do, or for which age"
CONSENT = "it asks for consent"
_TELLING = frozenset({Role.AGE, Role.AREA})  # a menu has none of them
_BORDER = re.compile(r"\s*[|\t;]\s*|\s{2,}")
_MESSAGES = (
    (
        r"^\W*404\W*$|\b(?:error|http|status)\W{0,3}404\b|\b404\W{1,3}(?:error|not|page|file)\b"
        r"|\b(?:page|file) (?:was |is |could )?not (?:be )?found\b",
        "the page was not found",
    ),
    (r"\b(?:log|sign)[ -]?(?:in|on)\b.*\bpassword\b|\bpassword\b.*\b(?:log|sign)", "it asks to log in"),
    (
        r"\b(?:error|http|status)\W{0,3}50[0234]\b|\b50[0234]\W{1,3}(?:internal|bad|service|gateway|error)\b"
        r"|service (?:is )?unavailable|went wrong|try again later",
        "it reports a fault",
    ),
    (r"before you continue", CONSENT),
    (
        r"\b(?:enable|turn on|requires?) (?:java)?scripts?\b|verify(?:ing)? (?:that )?you",
        "it waits for a browser",
    ),
)
_COOKIES = re.compile(r"\b(?:accept|use|consent)\b.{0,80}\bcookies?\b", re.I | re.S)


def find_reason(texts: Sequence[str], own: Mapping[str, Role], announced: Sequence[str] = ()) -> str:
    """What the document looks like instead, as the end of "No table of services was found: ...".

    `announced`: headings of a table of services whose records could not be told apart.
    """
    if not texts:
        return "it has no words"
    split = (part for text in islice(texts, MOST_LOOKED_AT) for part in _BORDER.split(text[: 10 * LONGEST]))
    parts = ["" if part.casefold() in word_list("menu") else part for part in split]
    reason = _find_lack(parts, own) or find_message(texts) or _find_other_kind(parts)
    if reason:
        return reason
    if announced:
        return f"which words below its headings {_quote(announced)} belong to which service cannot be told"
    known = dict.fromkeys(part for part in parts if _is_short(part) and find_role(part, own))
    if len(known) > 1:
        return f"of the headings of one it has only {', '.join(islice(known, 6))}, or has them apart"
    return "none of its lines are headings that we know"


def _find_lack(parts: Sequence[str], own: Mapping[str, Role]) -> str | None:
    """Which heading is missing, where others of a table of services stand side by side."""
    at, roles = max(_find_rows(parts, own), key=lambda row: len(set(row[1]) - {None}), default=(0, ()))
    headings = parts[at : at + len(roles)]
    known = [text for text, role in zip(headings, roles, strict=True) if role]
    found = {*roles} - {None}
    if len(found) < ENOUGH or found.isdisjoint(_TELLING) or 2 * sum(map(_is_other, headings)) >= len(found):
        return None
    if Role.NAME in found:
        lacking = found.isdisjoint({Role.DESCRIPTION, Role.AGE})
        return f"beside its headings {_quote(known)} stands none that {_NO_USE}" if lacking else None
    unknown = [
        text for text, role in zip(headings, roles, strict=True) if not role and not is_plain_heading(text)
    ]
    why = f"; we do not know {_quote(unknown)}" if unknown else ""
    if at and _is_short(parts[at - 1]):  # a heading, or the title of the table
        why += f"; {_quote(parts[at - 1 : at])} before them is no heading that we know"
    return f"beside its headings {_quote(known)} stands none that we know for the name{why}"


def _find_rows(
    parts: Sequence[str], own: Mapping[str, Role]
) -> Iterator[tuple[int, tuple[Role | None, ...]]]:
    """Where headings stand side by side, and their roles; the first is known, and so is the last."""
    for at, part in enumerate(parts[:MOST_LOOKED_AT]):
        if not _is_short(part) or not find_role(part, own):
            continue
        row = list(takewhile(_is_short, parts[at : at + WIDEST]))
        last = max(n for n, text in enumerate(row) if find_role(text, own))
        yield at, find_roles(row[: last + 1], own)


def _is_short(text: str) -> bool:
    return 0 < len(text) <= LONGEST // 2


def _is_other(text: str) -> bool:
    return find_other(text) is not None


def _quote(texts: Sequence[str]) -> str:
    return ", ".join(f"‘{text}’" for text in texts)


def _find_other_kind(parts: Sequence[str]) -> str | None:
    """What the headings of another kind of table say that it is."""
    others = Counter(kind for part in parts if (kind := find_other(part)))
    if not others or others.most_common(1)[0][1] < FEWEST:
        return None
    return f"it looks like {others.most_common(1)[0][0]}"


def find_message(texts: Sequence[str]) -> str | None:
    """What a page that is only a message says; one with many addresses is none, whatever it says beside."""
    if sum(map(len, texts)) > SHORT_PAGE or sum("@" in text for text in texts) > MOST_ADDRESSES:
        return None
    page = "\n".join(texts)
    found = (why for pattern, why in _MESSAGES if re.search(pattern, page, re.I | re.S | re.M))
    return next(found, None) or _find_cookies(texts)


def _find_cookies(texts: Sequence[str]) -> str | None:
    """That the page asks for consent, where it says little else: many pages do so beside what they say."""
    beside = [text for text in texts if "cookie" not in text.casefold()]
    is_alone = len(beside) < len(texts) and sum(map(len, beside)) <= MOST_BESIDE
    return CONSENT if is_alone and any(map(_COOKIES.search, texts)) else None
