"""Closed grammars: what a paragraph is where it is an address, an age, a number, a link, a sum or a date."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

SHAPES = Path(__file__).with_name("shapes.toml")
_ADDRESS = r"[\w.+'’%&-]+(?:@|\s?[\[(]at[\])]\s?)[\w-]+(?:\.[\w-]+)+"
EMAIL = re.compile(rf"(?<![\w.+'’%&-]){_ADDRESS}", re.I)  # from a word's start alone: in linear time
LONGEST_EMAILS = 300  # characters of a paragraph that is nothing but addresses
_EMAILS = re.compile(
    rf"(?:e-?mail:?\s*)?{_ADDRESS}(?:(?:\s*[;,/&]\s*|\s+(?:or|and)\s+|\s+){_ADDRESS})*[.;,]?", re.I
)
_NUMBER = r"\d{1,2}(?:\s?['’‘`]?s)?"
_UNIT = r"(?:\s*(?:years?|yrs?|y/?o|y\b|months?)(?:[\s-]*olds?)?(?:\s+of\s+age)?\.?)"
AGE = re.compile(
    r"(?:(?:age[sd]?|young\s+people|children|adults|pupils|for|the)\s*:?\s*)*"
    r"(?:(?:under|over|up\s?to|from|above|below|between|years?|key\s+stages?|ks|max(?:\.|imum)?|min(?:\.|imum)?|no\s+older\s+than"
    r"|u|post|(?:birth|newborn)\s*(?:to|[-–]))[\s-]*)?"
    rf"{_NUMBER}{_UNIT}?"
    rf"(?:\s*(?:-|–|—|‑|−|to|and|&|/|,|or)\s*(?:under\s+|over\s+|up\s+to\s+|years?\s+)?{_NUMBER}{_UNIT}?)*"
    r"(?:\s*(?:\+|plus|upwards?|onwards?|(?:and|or)\s+(?:under|over|above|below|older|younger|less|up(?:wards)?))"
    rf"(?:,?\s*(?:and\s+)?(?:up\s+to|under)\s+{_NUMBER})?)?"
    rf"{_UNIT}?(?:\s*\([^()]{{0,40}}\)|\s+and\s+their\s+\w+)?\.?",
    re.I,
)
PHONE = re.compile(
    r"(?:(?:tel|telephone|phone|mobile|t|m)[.:]?\s*)?(?:\+?\(?\d[\d\s()-]{7,18}\d|\(?\d{3}[).]\s?\d{3}\.\d{4})"
    r"(?:,?\s*(?:x|ext\.?)\s*\d{1,5})?",
    re.I,
)
URL = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:(?-i:[a-z]{2,})/\S+"
    r"|(?:org|uk|com|net|info|co|ie|eu|scot|wales|cymru|london|im|je|gg|io|biz|online|help|charity)(?:/\S*)?)",
    re.I,
)
MONEY = re.compile(r"(?:£|€|\$)\s?\d[\d,]*(?:\.\d\d?)?\s?(?:k|m|million)?", re.I)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d\d?)?")
DATE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{4}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}",
    re.I,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
PART_OF_YEAR = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}"
    rf"|(?:{_MONTH}|spring|summer|autumn|winter)\s+(?:\d{{4}}|[’'‘]?\d{{2}})",
    re.I,
)


@cache
def word_list(name: str) -> frozenset[str]:
    return _word_lists()[name]


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(SHAPES.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=4096)
def kind(text: str) -> str:
    """Which closed grammar the paragraph fulfils, or holds somewhere; `words` where none.

    >>> kind("4-18"), kind("11-19y"), kind("£1,500"), kind("(aged 18-25), see below"), kind("TBC")
    ('age', 'age', 'money', 'age-in', 'nothing')
    >>> kind("the-lamp.ie"), kind("lamp.example/about"), kind("Judo.Boxing"), kind("St.Johns/Wick")
    ('url', 'url', 'words', 'words')
    >>> kind("Over-60s"), kind("U11s"), kind("Birth to 5"), kind("Spring 2021"), kind("1 April")
    ('age', 'age', 'age', 'date', 'date')
    """
    if "@" in text or "(at)" in text or "[at]" in text:
        return _email_kind(text)
    key = text.casefold().strip()
    if key in word_list("nothing"):
        return "nothing"
    if key in word_list("ageless"):
        return "age-word"
    if len(text) <= 60:
        found = _short_kind(text)
        if found:
            return found
    return _held_kind(text)


def _email_kind(text: str) -> str:
    if EMAIL.fullmatch(text):
        return "email"
    if len(text) <= LONGEST_EMAILS and _EMAILS.fullmatch(text):
        return "emails"
    if not EMAIL.search(text):
        return "words"
    return "email-and" if len(text) <= 80 else "email-in"


def _short_kind(text: str) -> str | None:
    if not _DIGIT.search(text):
        return "url" if "." in text and URL.fullmatch(text) else None
    for name, grammar in _GRAMMARS:
        if grammar.fullmatch(text):
            return name
    return None


_GRAMMARS = (
    ("age", AGE),
    ("date", DATE),
    ("date", PART_OF_YEAR),
    ("phone", PHONE),
    ("url", URL),
    ("money", MONEY),
    ("number", NUMBER),
)


def _held_kind(text: str) -> str:
    if not _DIGIT.search(text):
        return "url-in" if "www." in text or "http" in text else "words"
    if MONEY.search(text):
        return "money-in"
    if DATE.search(text):
        return "date-in"
    if PHONE.search(text):
        return "phone-in"
    if "www." in text or "http" in text:
        return "url-in"
    return "age-in" if _AGE_IN.search(text) else "digits"


_DIGIT = re.compile(r"\d")
_AGE_IN = re.compile(r"\b\d{1,2}\s*(?:-|–|to)\s*\d{1,2}\b|\bunder\s*\d|\bage[sd]?\b|\byears?\b|\d\+", re.I)
