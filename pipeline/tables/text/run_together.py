"""Rows in whose cells a tool joined paragraphs without a blank: `TonbridgeLuton`, `Luton4sale@lane.org`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from pipeline.tables.grids.grid import GridRow
from pipeline.tables.words import find_emails

WHY = "the text runs paragraphs of a cell together"
_GLUED = re.compile(
    r"(?:[a-z]{3}|[’']s|[a-z)][.;:!?])[A-Z][a-z]{2}|[a-z]{2}[.;:!?][A-Z]|[a-z]{3}[.;!?]\d|[A-Z]{3}[a-z]{3}|\d\+\d"
    r"|[A-Z]{3}\d{1,3}[A-Z][a-z]{2}"
    r"|[\w.:;!?)][•‣◦▪●]\s?\w"
)
_RUN_ON = re.compile(r"\.(?:uk|org|com|net)\.?[A-Z]|@[^\s@,;]+@")
_MAY_BE_GLUED = re.compile(
    r"[^\W\d_A-Z][A-Z]|[^\W\d_]{2}\d|\d[^\W\d_]{4}|(?<!\b[A-Z])[.,;:!?)][^\W\d_]"
    r"|[.;!?]\d|[.;!?][A-Z][a-z]|[A-Z]{3}(?:[a-rt-z]|s\w)|[A-Z]{3}[AI]\b|\d\+\d|[^\s(/–—-]\(|\S[•*·‣◦▪●○]"
)
_JOINED_NAME = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
_WORD = re.compile(r"[^\W\d_]+")
MANY = 8  # rows; where one name of one word alone may be paragraphs run together, hardly others are
_SHORT = 3  # letters; two words of at least so many, run together, may be a third word
_ADDRESS = re.compile(r"\S*(?:@|www|https?:|\.org|\.com|\.uk)\S*")


def doubt_run_together(rows: list[GridRow]) -> list[GridRow]:
    """The rows; where any of them runs paragraphs together, each that may do so is doubted."""
    texts = [each.text for row in rows for cell in row.words for each in cell]
    words = {word for text in texts if "@" not in text for word in _WORD.findall(text)}
    addresses = {address for text in texts for address in find_emails(text)}
    names = frozenset(_find_joined_names(rows))
    plain = [_without(names, text) for text in texts]
    if not _has_glued(plain, addresses, words):
        return rows
    lone = _find_lone_name(plain, addresses, words) if len(rows) >= MANY else None
    if lone:
        return [replace(row, doubt=row.doubt or WHY) if _holds(row, lone) else row for row in rows]
    folded = {word.casefold() for word in words}
    return [
        replace(row, doubt=row.doubt or WHY) if any(_may_hide(_texts(row), addresses, words, folded)) else row
        for row in rows
    ]


def _find_lone_name(texts: Sequence[str], addresses: Collection[str], words: Collection[str]) -> str | None:
    """The name of one word with a capital within that is all that looks as if paragraphs ran together."""
    names = {name for text in texts for name in _JOINED_NAME.findall(text) if _GLUED.search(name)}
    others = [_without(names, text) for text in texts] if len(names) == 1 else []
    return names.pop() if others and not _has_glued(others, addresses, words) else None


def _holds(row: GridRow, name: str) -> bool:
    return any(name in _JOINED_NAME.findall(text) for text in _texts(row))


def _find_joined_names(rows: Sequence[GridRow]) -> Iterator[str]:
    """Names of one word with a capital within, as `FoodCycle`: in a row's first cell, and in another.

    Paragraphs that run together in one cell hardly stand beside each other in another, too.
    """
    for row in rows:
        first, *others = ({*_JOINED_NAME.findall(" ".join(each.text for each in cell))} for cell in row.words)
        yield from first.intersection(set().union(*others))


def _without(names: Collection[str], text: str) -> str:
    return _JOINED_NAME.sub(lambda match: "" if match[0] in names else match[0], text) if names else text


def _texts(row: GridRow) -> list[str]:
    return [each.text for cell in row.words for each in cell]


def _has_glued(texts: Iterable[str], addresses: Collection[str], words: Collection[str]) -> bool:
    """True where some words can only have been joined."""
    return any(_GLUED.search(_ADDRESS.sub("@", text)) or _RUN_ON.search(text) for text in texts) or any(
        _is_run_into(address, addresses, words) for address in addresses
    )


def _is_run_into(address: str, addresses: Collection[str], words: Iterable[str]) -> bool:
    """True where a word printed elsewhere, or another address, seems to stand right before this address."""
    match = _WORD.match(address)
    longer = [other for other in addresses if other != address and address.endswith(other)]
    return bool(longer) or any(
        address.startswith(word) and address[len(word)] not in "@.-_"
        for word in words
        if match and len(word) > 3 and word[0].isupper()
    )


def _may_hide(
    texts: Iterable[str], addresses: Collection[str], words: Collection[str], folded: Collection[str]
) -> Iterator[bool]:
    """Whether each of these texts may be two, where others of the table are."""
    for text in texts:
        emails = find_emails(text)
        yield bool(_MAY_BE_GLUED.search(_ADDRESS.sub(" ", text)) or _RUN_ON.search(text))
        yield bool(emails) and (text not in emails or len(emails) > 1)  # words may stand before an address
        yield any(_is_run_into(each, addresses, words) or _is_mixed(each) for each in emails)
        yield any(_is_two_words(word.casefold(), folded) for word in _WORD.findall(_ADDRESS.sub(" ", text)))


def _is_mixed(address: str) -> bool:
    """True for `Leedsinfo@` and `Luton.sales@`: a capital begins its name, but not each part of it."""
    local = address.partition("@")[0]
    parts = [part for part in re.split(r"[._-]", local) if part]
    capitals = sum(1 for part in parts if part[0].isupper())
    camel = any(not part.isupper() and any(map(str.isupper, part[1:])) for part in parts)
    return camel or (capitals > 0 and (capitals < len(parts) or len(parts) < 2))


def _is_two_words(word: str, words: Collection[str]) -> bool:
    return any(word[:at] in words and word[at:] in words for at in range(_SHORT, len(word) - _SHORT + 1))
