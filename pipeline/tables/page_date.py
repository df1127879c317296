"""The date at which a page says it was updated: never a date out of any other sentence."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator

from pipeline.issues import Issue, issue
from pipeline.model import Parsed
from pipeline.tables.words import clean

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_WEEKDAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}\.?,?\s+{_YEAR}\b",
        rf"{_WEEKDAY}{_MONTH}\.?\s+{_DAY},?\s+{_YEAR}\b",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
    )
)
_TIED = re.compile(
    r"\W*(?:(?:this|the)\s+)?(?:web\s?page|page|content|document|information|list(?:ing)?|table|text)?"
    r"\s*(?:was|is|has been|were)?\s*(?:last\s+|date\s+(?:last\s+)?|most recently\s+)*"
    r"(?:updated?|reviewed|review|modified|revised|amended|edited|changed|(?:correct|accurate)(?:\s+as)?(?=\s+(?:at|of|on)))"
    r"(?:\s+(?:date|on|at|of|as of|to))*\s*[:\-–—]*\s*",
    re.I,
)
_TIES = ("updat", "review", "modif", "revis", "amend", "edited", "changed", "correct", "accurate")
_FIRST_YEAR = 1990
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|td|th|tr|br|h\d|dd|dt|section|footer|header|main|body|table|meta)\b[^<>]*>", re.I
)
_TAG = re.compile(r"<[^<>]*>")
_META = re.compile(r"<meta\b[^<>]*(?:modified|updated|reviewed)[^<>]*>", re.I)
_CONTENT = re.compile(r"""content\s*=\s*["']?(?P<date>[^"'>]+)""", re.I)
_LONGEST = 120
_DIGIT = re.compile(r"\d")
MOST_TIES = 500


def find_page_date(lines: Iterable[str]) -> Parsed[dt.date | None]:
    """The date that the page ties to "updated" or "reviewed"; None where there is none, or two that differ.

    Issues: `page-date-unclear`.

    >>> find_page_date(["Swale", "Last updated: Friday 4th December 2020"]).value
    datetime.date(2020, 12, 4)
    >>> find_page_date(["The plan was updated after the inquest of 4 December 2020"]).value is None
    True
    """
    found: dict[dt.date, str] = {}
    for line in lines:
        date = _find_tied(line)
        if date:
            found.setdefault(date, clean(line))
    if len(found) > 1:
        said: tuple[Issue, ...] = (issue("page-date-unclear", value="; ".join(found.values())),)
        return Parsed(None, said)
    return Parsed(next(iter(found), None))


def find_tied_lines(text: str, *, markup: bool) -> Iterator[str]:
    """The lines of a document that speak of an update, without its tags."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    starts = sorted({n for tie in _TIES for n in _find_all(folded, tie)})
    for start in starts[:MOST_TIES]:
        if _DIGIT.search(text, start, start + _LONGEST):
            yield _find_line(text, start, markup)


def find_meta_date(text: str) -> dt.date | None:
    """The date of a <meta> that tells when the page was modified."""
    for meta in _META.findall(text[:20_000]):
        content = _CONTENT.search(meta)
        date = parse_date(content.group("date")) if content else None
        if date:
            return date
    return None


def parse_date(text: str) -> dt.date | None:
    """The date at the start of the text, day before month; None where there is none that exists.

    >>> parse_date("04/12/2020"), parse_date("30 February 2020")
    (datetime.date(2020, 12, 4), None)
    """
    for pattern in _DATES:
        match = pattern.match(text)
        if match:
            return _to_date(match["year"], match["month"], match["day"])
    return None


def _to_date(year: str, month: str, day: str) -> dt.date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].casefold()) + 1
    try:
        date = dt.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return None
    return date if date.year >= _FIRST_YEAR else None


def _find_tied(line: str) -> dt.date | None:
    words = clean(line)
    if len(words) > _LONGEST:
        return None
    match = _TIED.match(words)
    return parse_date(words[match.end() :]) if match else None


def _find_all(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _find_line(text: str, start: int, markup: bool) -> str:
    """The line around `start`: between line feeds in text, between blocks in markup."""
    window = text[max(0, start - 200) : start + 300]
    middle = min(start, 200)
    if not markup:
        before, after = window[:middle].rpartition("\n")[2], window[middle:].partition("\n")[0]
        return before + after
    around = _BLOCK.split(window[:middle])[-1] + _BLOCK.split(window[middle:])[0]
    return html.unescape(_TAG.sub(" ", around))
