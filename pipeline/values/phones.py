"""Telephone numbers of the United Kingdom and abroad, in E.164."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.issues import Issue, issue
from pipeline.model import Derivation, Parsed

REGION = "GB"
_DIGITS = re.compile(r"\+?\(?\d[\d\s().+-]{4,}\d")  # six digits and more are meant as a number
_LEAD_IN = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|call|text|ring|or|and|on|no|number|fax|t|m)\b\.?", re.I
)

_CALLED = re.compile(r"\b(?:tel\w*|phone\w*|mob\w*|call|ring|text|fax)\W*(?:\w+\W+){0,2}$", re.I)
_COUNTED = re.compile(r"(?:[£$€][\d\s,.]*|\b(?:no|number|charity|company|reg\w*|ref\w*)\W*)$", re.I)
_WHEN = r"(?:\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d|\d+\.\d\d)"
_WHENS = re.compile(rf"{_WHEN}(?:[\s-]+{_WHEN})*")  # times, dates, years and sums
_LOCAL = re.compile(r"\d{3,4} ?\d{3,4}")  # without the code of its town


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers in a text as (printed, E.164 or None where it is no number), and the words around them."""

    numbers: tuple[tuple[str, str | None, bool], ...]  # printed, E.164, whether an extension was printed
    rest: str


@lru_cache(maxsize=4096)
def find(text: str) -> Found:
    """Every telephone number in the text, in order.

    >>> find("Tel: 01622 690690").numbers
    (('01622 690690', '+441622690690', False),)
    """
    if not _DIGITS.search(text):
        return Found((), text)
    import phonenumbers  # only where there are digits: it takes time to load

    numbers: list[tuple[str, str | None, bool]] = []
    rest, end = "", 0
    for match in phonenumbers.PhoneNumberMatcher(text, REGION):
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        numbers.append((match.raw_string, number, match.number.extension is not None))
        rest, end = rest + text[end : match.start] + " ", match.end
    rest += text[end:]
    broken = [each[0].strip() for each in _DIGITS.finditer(rest)]
    return Found(
        (*numbers, *((each, None, False) for each in broken)), " ".join(_DIGITS.sub(" ", rest).split())
    )


def may_be_number(printed: str, before: str) -> bool:
    """Whether digits in prose that are no telephone number may be meant as one, by the words before them.

    >>> may_be_number("01622 69069", "Ask Jo, "), may_be_number("690690", "Maidstone ")
    (True, True)
    >>> [may_be_number(*each) for each in (("2017-2018", "the "), ("500.00", "£1,"), ("07000110", "E"))]
    [False, False, False]
    """
    if _CALLED.search(before):
        return True
    if before[-1:].isalpha() or _COUNTED.search(before) or _WHENS.fullmatch(printed):
        return False
    return printed.lstrip("(")[0] in "0+" or bool(_LOCAL.fullmatch(printed))


def parse(text: str) -> Parsed[tuple[str, ...]]:
    """The numbers of a cell of telephone numbers.

    Issues: phone-broken, phone-extension, phone-words.
    """
    found = find(text)
    issues, derivations, values = read(found)
    words = _LEAD_IN.sub(" ", found.rest).strip(" :;,/&.()-–")
    if words:
        issues = (*issues, issue("phone-words", value=words, field="phones"))
    return Parsed(values, issues, derivations)


def read(found: Found, start: int = 0) -> tuple[tuple[Issue, ...], tuple[Derivation, ...], tuple[str, ...]]:
    """The issues, derivations and numbers of what was found; `start` numbers are before them."""
    good = tuple((printed, number) for printed, number, _ in found.numbers if number)
    values = tuple(dict.fromkeys(number for _, number in good))
    printed_of = {number: printed for printed, number in reversed(good)}
    derivations = tuple(
        Derivation(f"phones.{n}", printed_of[number], number, "phone-e164")
        for n, number in enumerate(values, start)
        if printed_of[number] != number
    )
    issues = tuple(
        issue("phone-extension" if number else "phone-broken", value=printed, field="phones")
        for printed, number, extension in found.numbers
        if extension or not number
    )
    return issues, derivations, values
