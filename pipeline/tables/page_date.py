"""The date at which a page says it was updated: never a date out of any other sentence."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator

from pipeline.issues import Issue, issue
from pipeline.model import Parsed
from pipeline.tables.decode import Text
from pipeline.tables.words import TAG, clean

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
    r"(?:updated?|reviewed|review|modified|revised|amended|correct(?:\s+as)?(?=\s+(?:at|of|on)))"
    r"(?:\s+(?:date|on|at|of|as of|to))*\s*[:\-–—]*\s*",
    re.I,
)
_TIES = (b"updat", b"review", b"modified", b"revised", b"amended", b"correct a")
_FIRST_YEAR = 1990
_BLOCK = re.compile(
    r"</?(?:p|div|li|ul|td|th|tr|br|h\d|dd|dt|section|footer|header|main|body|table|meta)\b[^<>]*>", re.I
)
_UP_TO_LAST_BLOCK = re.compile(f".*{_BLOCK.pattern}", re.I | re.S)
_META = re.compile(r"<meta\b[^<>]*(?:modified|updated|reviewed)[^<>]*>", re.I)
_CONTENT = re.compile(r"""content\s*=\s*["']?(?P<date>[^"'>]+)""", re.I)
_LONGEST = 120
_PARTS = re.compile(r"\s*[|•·;]\s*")
_DIGIT = re.compile(rb"[0-9]")
_AFTER = 300
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


def find_tied_lines(document: Text, *, markup: bool) -> Iterator[str]:
    """The lines of a document that speak of an update with a digit behind it, without its tags."""
    encoded, folded = document.encoded, document.folded
    starts = sorted({n for tie in _TIES for n in _find_all(folded, tie)})
    for start in starts[:MOST_TIES]:
        window = encoded[start : start + _AFTER]
        if _DIGIT.search(window):
            before = encoded[max(0, start - _AFTER) : start]
            yield _find_line(before.decode("utf-8", "ignore"), window.decode("utf-8", "ignore"), markup)


def find_meta_date(text: str) -> dt.date | None:
    """The date of a <meta> that tells when the page was modified."""
    head = text[:20_000]
    for meta in _META.findall(head) if "<meta" in head.casefold() else ():
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
    for words in _PARTS.split(clean(line)):
        match = _TIED.match(words) if len(words) <= _LONGEST else None
        if match:
            return parse_date(words[match.end() :])
    return None


def _find_all(text: bytes, part: bytes) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _find_line(before: str, after: str, markup: bool) -> str:
    """The line around a place: between line feeds in text, between blocks in markup."""
    if not markup:
        return before.rpartition("\n")[2] + after.partition("\n")[0]
    last = _UP_TO_LAST_BLOCK.match(before)
    start = before[last.end() :] if last else before
    return html.unescape(TAG.sub(" ", start + _BLOCK.split(after, maxsplit=1)[0]))
