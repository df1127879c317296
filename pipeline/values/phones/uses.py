"""What a telephone number is for, by the words beside it: voices, a fax, messages or a textphone."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.values.words import VOICE, phone_kind, phone_words

_MESSAGE = "message"
_LONG = "|".join(sorted((re.escape(word) for word in phone_words() if len(word) > 1), key=len, reverse=True))
_LETTER = "|".join(sorted(word for word in phone_words() if len(word) == 1))
_ONE = rf"(?<![\w-])(?:(?:{_LONG})(?![\w-])|(?:{_LETTER})(?=\s*:))"
_GROUP = rf"{_ONE}(?:(?:\s*(?:[/&,+]|\bor\b|\band\b))+\s*{_ONE})*"
_MORE = r"(?:\s+(?:no|number|only|line)\b\.?)*"
_WORD = re.compile(_ONE, re.I)
_AHEAD = re.compile(rf"\(?{_GROUP}{_MORE}\s*[:–-]?", re.I)
_BRACKETED = re.compile(rf"\s*\(\s*({_GROUP}){_MORE}\s*\)", re.I)
_BEHIND = re.compile(rf"\s*[-–]?\s*({_GROUP}){_MORE}\s*(?:[,;.]|$)", re.I)


class Use(NamedTuple):
    """What a number is for; the words that say it, where it is not for voices; and the words left over."""

    kind: str
    words: str
    before: str  # the words before the number, without those
    taken: int = 0  # characters behind the number that say it


def find_use(before: str, after: str) -> Use:
    """What the number between these words is for: a voice, where they do not say.

    >>> find_use("Fax: ", ""), find_use("", " (fax)").kind, find_use("Tel/Fax: ", "").kind
    (Use(kind='fax', words='Fax:', before='', taken=0), 'fax', 'voice')
    >>> find_use("Call Jo or text ", "").kind, find_use("Text ", "").kind
    ('voice', 'message')
    """
    if found := _BRACKETED.match(after):
        return _to_use(found[1], before, "", len(found[0]))
    groups = list(_AHEAD.finditer(before))
    if not groups:
        found = _BEHIND.match(after)
        return _to_use(found[1], before, "", len(found[0])) if found else Use(VOICE, "", before)
    last = groups[-1]
    use = _to_use(last[0], before[: last.start()], before[last.end() :])
    spoken = use.kind == _MESSAGE and any(VOICE in _kinds(each[0]) for each in groups)
    mixed = len(set(_kinds(last[0]))) > 1 and not before[last.end() :].strip()  # "Tel/Fax:"
    return Use(VOICE, "", before) if spoken or (use.kind == VOICE and not mixed) else use


def _to_use(words: str, before: str, between: str, taken: int = 0) -> Use:
    """A number that is for voices too is a telephone's."""
    kinds = _kinds(words)
    kind = VOICE if VOICE in kinds else kinds[-1]
    return Use(kind, "" if kind == VOICE else words.strip(), (before + between).strip(), taken)


def _kinds(words: str) -> list[str]:
    plain = (" ".join(each[0].casefold().split()) for each in _WORD.finditer(words))
    return [phone_kind(each) or VOICE for each in plain]
