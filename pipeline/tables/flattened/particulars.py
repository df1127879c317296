"""What a paragraph tells of an address, of days and hours, or of those whom a service is for."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.tables.grammars import word_list

LONGEST = 160  # characters of a paragraph that may be one of these and no more
POSTCODES = ("postcode", "postcode-end")  # alone, or behind other lines
POSTAL = (*POSTCODES, "street", "numbered")  # by which an address is told alone
LONGEST_LINE = 80  # of one that is told to be an address by the name of a street or a building alone


def _any_of(name: str) -> str:
    return "|".join(sorted(map(re.escape, word_list(name)), key=len, reverse=True))


def _first_of(name: str) -> str:
    """The signs with which one of these begins: nearly every other word ends a search there."""
    return "".join(sorted({words[0] for words in word_list(name)}))


_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]? ?\d(?!(?:st|nd|rd|th|am|pm)\b)(?i:[A-Z]{2})"  # the United Kingdom's
    r"|[A-Z]{2},? \d{5}(?:-\d{4})?"  # the United States', behind a state
    r"|[A-Z]\d[A-Z] ?\d[A-Z]\d"  # Canada's
    r"|(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? \d{4})(?!\w)"  # Australia's
)
_STREET = re.compile(rf"(?:\b[A-Z][\w’'.-]* |\d )(?i:{_any_of('streets')})\b")
_BUILDING = re.compile(rf"\b(?=[{_first_of('buildings')}])(?:{_any_of('buildings')})\b", re.I)
_NUMBERED = re.compile(r"(?:(?:unit|flat|suite|no\.?) )?\d+[a-z]?(?: ?[-–/] ?\d+[a-z]?)?,? [A-Z]", re.I)
_HOUR = re.compile(
    r"\b(?=[\dbc])(?:"
    r"\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m|noon|midnight)"
    r"|\d\d?[:.]\d\d ?(?:-|–|to) ?\d\d?[:.]\d\d"
    r"|\d\d:\d\d|24 ?(?:/ ?7|hours?|hrs)|by appointment|closed)\b",
    re.I,
)
_CLOCK = re.compile(r"\d ?(?:am|pm)\b|\b\d{1,2}[:.]\d\d\b", re.I)
_DAY = re.compile(rf"\b(?=[{_first_of('days')}])(?:{_any_of('days')})\b", re.I)
_WHOM = re.compile(rf"(?:{_any_of('whom')})\b", re.I)
_DIGIT, _PART = re.compile(r"\d"), re.compile(r"\w+")
_TELLING = {"by", "closed"} | {  # what any of these begins with that begins with no digit
    _PART.findall(each.casefold())[0] for name in ("streets", "buildings", "days") for each in word_list(name)
}


def particulars(text: str) -> str:
    """The first of these that the paragraph tells, as one of a few words; `none` where it tells nothing.

    >>> addresses = ("12 Mill Lane, Deal CT14 7aa", "12 Mill Lane", "The Old Hall, Deal", "CT14 7AA", "Deal")
    >>> [particulars(text) for text in addresses]
    ['postcode-end', 'street', 'building', 'postcode', 'none']
    >>> [particulars(text) for text in ("Mondays 5-7pm", "Every Tuesday", "Young people at risk")]
    ['day-hour', 'day', 'whom']
    """
    if len(text) > LONGEST:
        return "long"
    told = (_postal(text) or _timely(text)) if any(map(_may_tell, text.split())) else ""
    return told or ("whom" if _WHOM.match(text) else "none")


@lru_cache(maxsize=4096)
def _may_tell(word: str) -> bool:
    """Whether an address, a day or an hour may begin in this word: a quick look before the thorough one."""
    return bool(_DIGIT.search(word)) or not _TELLING.isdisjoint(_PART.findall(word.casefold()))


def _postal(text: str) -> str:
    has_digit = bool(_DIGIT.search(text))
    if has_digit and (code := _POSTCODE.search(text)):
        end = "end" if code.end() >= len(text) - 1 else "in"
        return "postcode" if code[0] == text else f"postcode-{end}"
    if len(text) <= LONGEST_LINE and _STREET.search(text):
        return "street" if has_digit or "," in text else "street-only"
    if "," not in text:
        return ""
    if has_digit and _NUMBERED.match(text):
        return "numbered"
    return "building" if len(text) <= LONGEST_LINE and _BUILDING.search(text) else ""


def is_timely(text: str) -> bool:
    """Whether the paragraph names a day or an hour."""
    return bool(_timely(text))


def is_day(text: str) -> bool:
    """Whether the paragraph is the name of a day, and no more.

    >>> is_day("Mondays"), is_day("The Friday Club")
    (True, False)
    """
    return bool(_DAY.fullmatch(text))


def tells_hour(text: str) -> bool:
    """Whether the paragraph tells an hour of the clock.

    >>> tells_hour("Mon to Thurs, 9.30-3"), tells_hour("24/7 online projects")
    (True, False)
    """
    return bool(_CLOCK.search(text))


def _timely(text: str) -> str:
    told = (("day", _DAY), ("hour", _HOUR))
    return "-".join([name for name, grammar in told if grammar.search(text)])
