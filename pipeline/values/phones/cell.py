"""Telephone numbers of the United Kingdom and abroad, in E.164."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.issues import Issue, issue
from pipeline.model import Derivation, Parsed
from pipeline.values.phones.short_numbers import Taken, is_short, take
from pipeline.values.phones.words import read_beside, says_where
from pipeline.values.words import VOICE

REGION = "GB"
_COUNTRY, _NATIONAL = 44, 10  # its code, and how many digits a number there has
_DIGITS = re.compile(r"\+?\(?\d[\d\s().+-]{4,}\d")  # six digits and more are meant as a number
_CALLED = re.compile(r"\b(?:tel\w*|phone\w*|mob\w*|call|ring|text|fax)\W*(?:\w+\W+){0,2}$", re.I)
_COUNTED = re.compile(r"(?:[£$€][\d\s,.]*|\b(?:no|number|charity|company|reg\w*|ref\w*)\W*)$", re.I)
_WHEN = r"(?:\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d|\d+\.\d\d)"
_WHENS = re.compile(rf"{_WHEN}(?:[\s-]+{_WHEN})*")  # times, dates, years and sums
# A time right behind a number: its first digits are no more of the number's.
_CLOCK = re.compile(
    r"\s+(?=\(?(?:\d{1,2}(?:[:.]\d\d)?\s*(?:[-–]|to)\s*)?\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]m\b|noon\b|[ap]\.m)|24\s*(?:/\s*7|h(?:ou)?rs?)\b)",
    re.I,
)
_LOCAL = re.compile(r"\d{3,4} ?\d{3,4}")  # without the code of its town
_IMPOSSIBLE = "is not a possible telephone number"
_UNUSED = "has the form of a telephone number, but is in no range of numbers that is in use"
_USES = {"fax": "a fax", "message": "messages only", "textphone": "a textphone"}


@dataclass(frozen=True, slots=True)
class Number:
    """One number as printed; `e164` is None where it is no number that can be published."""

    printed: str
    e164: str | None = None
    extension: bool = False  # one was printed
    kind: str = VOICE  # what it is for, by the words beside it: voice, fax, message or textphone
    words: str = ""  # those words, where it is not for voices
    possible: bool = False  # it has the form of a number, be it none that is in use

    @property
    def is_published(self) -> bool:
        return self.e164 is not None and self.kind == VOICE


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers in a text, and the words around them without those that say what a number is for."""

    numbers: tuple[Number, ...]
    rest: str


@lru_cache(maxsize=1024)
def find(text: str) -> Found:
    """Every telephone number in the text, in order.

    >>> [each.e164 for each in find("Tel: 01622 690690").numbers]
    ['+441622690690']
    >>> [each.kind for each in find("01622 690690, Fax: 01622 690691").numbers]
    ['voice', 'fax']
    """
    if not _DIGITS.search(text):
        return Found((), text)
    import phonenumbers  # only where there are digits: these take time to load

    from pipeline.values.phones.uses import find_use

    text = _CLOCK.sub("; ", text)
    numbers: list[Number] = []
    rest, end = "", 0
    for match in phonenumbers.PhoneNumberMatcher(text, REGION):
        before, after = text[end : match.start], text[match.end :]
        use = find_use(before, after)
        e164 = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        extension = match.number.extension is not None
        numbers.append(Number(match.raw_string, e164, extension, use.kind, use.words))
        rest, end = rest + use.before + " ", match.end + use.taken
    rest += text[end:]
    broken = [Number(each, possible=_is_possible(each)) for each in _runs_of_digits(rest)]
    return Found((*numbers, *broken), " ".join(_DIGITS.sub(" ", rest).split()))


def _runs_of_digits(text: str) -> list[str]:
    return [each[0].strip() for each in _DIGITS.finditer(text)]


def _is_possible(printed: str) -> bool:
    """The digits have the length of a number of their country: in the United Kingdom ten behind the 0.

    Source: Ofcom, The National Telephone Numbering Plan.
    """
    import phonenumbers  # only where there are digits: it takes time to load

    try:
        number = phonenumbers.parse(printed, REGION)
    except phonenumbers.NumberParseException:
        return False
    if number.country_code == _COUNTRY:
        return len(str(number.national_number)) == _NATIONAL
    return bool(phonenumbers.is_possible_number(number))


def may_be_number(printed: str, before: str) -> bool:
    """Whether digits in prose that are no telephone number may be meant as one, by the words before them.

    >>> may_be_number("01622 69069", "Ask Jo, "), may_be_number("690690", "Maidstone ")
    (True, True)
    >>> [may_be_number(*each) for each in (("2017-2018", "the "), ("500.00", "£1,"), ("07000110", "E"))]
    [False, False, False]
    >>> may_be_number("999", "ring ")
    False
    """
    if is_short(printed):
        return False
    if _CALLED.search(before):
        return True
    if before[-1:].isalpha() or _COUNTED.search(before) or _WHENS.fullmatch(printed):
        return False
    return printed.lstrip("(")[0] in "0+" or bool(_LOCAL.fullmatch(printed))


def parse(text: str, linked: tuple[str, ...] = ()) -> Parsed[tuple[str, ...]]:
    """The numbers of a cell of telephone numbers; `linked`: those behind its links, which it does not print.

    Issues: phone-broken, phone-words (warnings); phone-extension, phone-other, phone-told (notices).
    """
    short = take(text)
    found = find("; ".join((short.rest, *linked)) if text else "; ".join(linked))
    issues, derivations, values = read(found, linked=linked, words=text)
    issues, derivations, values = _with_short(short, issues, derivations, values)
    beside = read_beside(found.rest)
    words = "" if linked and says_where(beside.words) else beside.words  # "Ring us", behind which one stands
    if words and ((beside.certain and values) or (says_where(words) and not found.numbers)):
        issues = (*issues, issue("phone-told", value=words, field="phones"))
        words = ""
    unheard = "" if values else "; ".join(each.words for each in found.numbers if each.words)
    if words or unheard:
        issues = (*issues, issue("phone-words", value=words or unheard, field="phones"))
    return Parsed(values, issues, derivations)


def _with_short(
    short: Taken, issues: tuple[Issue, ...], derivations: tuple[Derivation, ...], values: tuple[str, ...]
) -> tuple[tuple[Issue, ...], tuple[Derivation, ...], tuple[str, ...]]:
    """The same with the short numbers: those that take messages alone are told."""
    heard = {each.number: each.printed for each in short.numbers if not each.message}
    told = tuple(
        issue("phone-other", value=each.printed, field="phones", use=_USES["message"], words=each.message)
        for each in short.numbers
        if each.message
    )
    traced = tuple(
        Derivation(f"phones.{n}", printed, number, "phone-short")
        for n, (number, printed) in enumerate(heard.items(), len(values))
        if printed != number
    )
    return (*issues, *told), (*derivations, *traced), (*values, *heard)


def read(
    found: Found, start: int = 0, linked: tuple[str, ...] = (), words: str = ""
) -> tuple[tuple[Issue, ...], tuple[Derivation, ...], tuple[str, ...]]:
    """The issues, derivations and numbers of what was found; `start` numbers are before them.

    `linked` numbers stand behind `words`, not in them.
    """
    printed_of: dict[str, str] = {}
    for each in found.numbers:
        if each.e164 and each.is_published:
            printed_of.setdefault(each.e164, each.printed)
    derivations = tuple(
        Derivation(f"phones.{n}", words, number, "address-from-link")
        if printed in linked
        else Derivation(f"phones.{n}", printed, number, "phone-e164")
        for n, (number, printed) in enumerate(printed_of.items(), start)
        if printed != number or printed in linked
    )
    issues = tuple(said for each in found.numbers if (said := _say(each)))
    return issues, derivations, tuple(printed_of)


def _say(number: Number) -> Issue | None:
    if number.e164 is None:
        why = _UNUSED if number.possible else _IMPOSSIBLE
        return issue("phone-broken", value=number.printed, field="phones", why=why)
    if number.kind != VOICE:
        use = _USES[number.kind]
        return issue("phone-other", value=number.printed, field="phones", use=use, words=number.words)
    return issue("phone-extension", value=number.printed, field="phones") if number.extension else None
