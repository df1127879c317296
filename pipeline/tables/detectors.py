"""What a paragraph looks like: a few closed grammars and its shape, each as one of a small set of values."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from pathlib import Path

Features = tuple[str, ...]

SHAPES = Path(__file__).with_name("shapes.toml")
EMAIL = re.compile(r"[\w.+'’%&-]+(?:@|\s?[\[(]at[\])]\s?)[\w-]+(?:\.[\w-]+)+", re.I)
_EMAILS = re.compile(
    rf"(?:e-?mail:?\s*)?{EMAIL.pattern}(?:(?:\s*[;,/&]\s*|\s+(?:or|and)\s+|\s+){EMAIL.pattern})*[.;,]?", re.I
)
_NUMBER = r"\d{1,2}(?:\s?['’‘`]?s)?"
_UNIT = r"(?:\s*(?:years?|yrs?|y/?o|months?)(?:[\s-]*olds?)?(?:\s+of\s+age)?\.?)"
AGE = re.compile(
    r"(?:(?:age[sd]?|young\s+people|children|adults|pupils|for)\s*:?\s*)*"
    r"(?:(?:under|over|up\s?to|from|above|below|between|years?|key\s+stages?|ks)\s*)?"
    rf"{_NUMBER}{_UNIT}?"
    rf"(?:\s*(?:-|–|—|‑|−|to|and|&|/|,|or)\s*(?:under\s+|over\s+|up\s+to\s+|years?\s+)?{_NUMBER}{_UNIT}?)*"
    r"(?:\s*(?:\+|plus|upwards?|onwards?|and\s+(?:under|over|above|below|older|younger|up(?:wards)?)|or\s+(?:under|over|older)))?"
    rf"{_UNIT}?(?:\s*\([^()]{{0,40}}\)|\s+and\s+their\s+\w+)?\.?",
    re.I,
)
PHONE = re.compile(r"(?:(?:tel|telephone|phone|mobile|t|m)[.:]?\s*)?\+?\(?\d[\d\s()-]{7,18}\d", re.I)
URL = re.compile(
    r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|uk|com|net|info|co)(?:/\S*)?", re.I
)
MONEY = re.compile(r"(?:£|€|\$)\s?\d[\d,]*(?:\.\d\d?)?\s?(?:k|m|million)?", re.I)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d\d?)?")
DATE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{4}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_SPLIT = re.compile(r"\s*[,/;&]\s*|\s+and\s+")


@cache
def _words(name: str) -> frozenset[str]:
    lists = tomllib.loads(SHAPES.read_text(encoding="utf-8"))
    return frozenset(lists[name])


@cache
def _place_endings() -> tuple[str, ...]:
    return tuple(sorted(_words("place_endings")))


@lru_cache(maxsize=100_000)
def features(text: str) -> Features:
    """The paragraph's kind, size, capitals, opening, ending, joints, place words and furniture words.

    >>> features("Emma.price@kent.gov.uk")[0], features("Under 18’s")[0], features("01622 123456")[0]
    ('email', 'age', 'phone')
    """
    words = text.split()
    bare = [each.strip(".,;:()[]\"'’‘“”").casefold() for each in words]
    return (
        kind(text),
        _size(text, words),
        _capitals(words, bare),
        _opening(words, bare),
        _ending(text, bare),
        _joints(text),
        _place_shape(words, bare),
        _furniture(bare),
    )


def kind(text: str) -> str:
    """Which closed grammar the paragraph fulfils, or holds somewhere; `words` where none.

    >>> kind("4-18"), kind("£1,500"), kind("(aged 18-25), see below"), kind("TBC")
    ('age', 'money', 'age-in', 'nothing')
    """
    if "@" in text or "(at)" in text or "[at]" in text:
        return _email_kind(text)
    key = text.casefold().strip()
    if key in _words("nothing"):
        return "nothing"
    if key in _words("ageless"):
        return "age-word"
    if len(text) <= 60:
        found = _short_kind(text)
        if found:
            return found
    return _held_kind(text)


def _email_kind(text: str) -> str:
    if EMAIL.fullmatch(text):
        return "email"
    if _EMAILS.fullmatch(text):
        return "emails"
    if not EMAIL.search(text):
        return "words"
    return "email-and" if len(text) <= 80 else "email-in"


def _short_kind(text: str) -> str | None:
    for name, grammar in _GRAMMARS:
        if grammar.fullmatch(text):
            return name
    return None


_GRAMMARS = (
    ("age", AGE),
    ("phone", PHONE),
    ("url", URL),
    ("money", MONEY),
    ("date", DATE),
    ("number", NUMBER),
)


def _held_kind(text: str) -> str:
    if MONEY.search(text):
        return "money-in"
    if DATE.search(text):
        return "date-in"
    if PHONE.search(text):
        return "phone-in"
    if "www." in text or "http" in text:
        return "url-in"
    if any(each.isdigit() for each in text):
        return "age-in" if _AGE_IN.search(text) else "digits"
    return "words"


_AGE_IN = re.compile(r"\b\d{1,2}\s*(?:-|–|to)\s*\d{1,2}\b|\bunder\s*\d|\bage[sd]?\b|\byears?\b|\d\+", re.I)


def _size(text: str, words: list[str]) -> str:
    length = len(text)
    if length > 60:
        return "L60" if length <= 100 else "L100" if length <= 180 else "L180"
    span = next(top for top in (3, 6, 10, 15, 21, 28, 38, 60) if length <= top)
    return f"{span}/{min(len(words), 7)}"


def _capitals(words: list[str], bare: list[str]) -> str:
    minor = _words("minor")
    majors = [
        word for word, key in zip(words, bare, strict=True) if key not in minor and _LETTERS.search(word)
    ]
    if not majors:
        return "none"
    if all(each.isupper() for each in majors) and len("".join(majors)) > 1:
        return f"upper{min(len(majors), 2)}"
    upper = sum(not each.lstrip("(\"'‘“").islower() and not each[0].islower() for each in majors)
    count = min(len(majors), 4)
    if upper == len(majors):
        return f"all{count}"
    if upper == 0:
        return f"lower{count}"
    if upper == 1 and not majors[0][0].islower():
        return f"first{count}"
    return f"most{count}" if upper * 2 >= len(majors) else f"few{count}"


def _opening(words: list[str], bare: list[str]) -> str:
    return f"{_word_class(words[0], bare[0])}-{_word_class(words[1], bare[1]) if len(words) > 1 else 'end'}"


def _word_class(word: str, key: str) -> str:
    if key in _words("opening"):
        return "opening"
    if key in _words("towards"):
        return "towards"
    if not _LETTERS.search(word):
        return "digit" if key[:1].isdigit() else "sign"
    if key.endswith("ing") and len(key) > 5:
        return "ing" if word[0].isupper() else "ing-low"
    if word.isupper():
        return "upper"
    if word[:1].islower():
        return "lower"
    return "cap-s" if key.endswith("s") else "cap"


def _ending(text: str, bare: list[str]) -> str:
    mark = text[-1]
    if mark in ".:;,!?":
        return mark
    last = bare[-1]
    if last in _words("organisation"):
        return "organisation"
    if last in _words("place_words"):
        return "place"
    if mark in ")\"'”’":
        return ")"
    if mark.isdigit():
        return "digit"
    return "cap" if text.split()[-1][:1].isupper() else "low"


def _joints(text: str) -> str:
    commas = min(text.count(","), 2)
    marks = (
        ("&", " and " in text or "&" in text),
        ("/", "/" in text),
        ("(", any(mark in text for mark in '("“')),
        ("-", any(mark in text for mark in (" - ", " – ", "- "))),
        (".", ". " in text),
    )
    return f"{commas}{''.join(mark for mark, there in marks if there)}"


def _place_shape(words: list[str], bare: list[str]) -> str:
    if len(words) > 9:
        return "long"
    majors = [key for word, key in zip(words, bare, strict=True) if key not in _words("minor")]
    ending = sum(key.endswith(_place_endings()) and len(key) > 4 for key in majors)
    named = sum(part in _words("place_words") for key in majors for part in key.split("-"))
    organised = any(key in _words("organisation") for key in majors)
    share = "all" if majors and ending == len(majors) else "some" if ending else "no"
    return f"{share}{'+' if named else ''}{'o' if organised else ''}"


def _furniture(bare: list[str]) -> str:
    if len(bare) > 14:
        return "long"
    hits = sum(key in _words("furniture") for key in bare)
    return f"{min(hits, 3)}{'!' if bare[0] in _words('furniture') else ''}"


def known_place(text: str, places: Collection[str]) -> str:
    """How much of the paragraph names places that the caller knows: `unknown` where it knows none."""
    if not places:
        return "unknown"
    if len(text) > 90:
        return "long"
    parts = [part for part in _SPLIT.split(text.casefold().strip(" .()")) if part]
    hits = sum(part in places for part in parts)
    if not hits:
        return "none"
    return "all" if hits == len(parts) else "some"


def repeated(texts: Sequence[str]) -> list[str]:
    """How often each paragraph stands in the stream: 1, 2, 3 or 5 (and more)."""
    counts = Counter(texts)
    return [_TIMES[min(counts[each], 5)] for each in texts]


_TIMES = ("0", "1", "2", "3", "3", "5")
