"""What kind of list a title names: the title above a table, or the page's, by the head of its phrase."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.model import Extraction
from pipeline.tables.kinds.words import kinds_by_words
from pipeline.tables.markdown import strip_marks
from pipeline.tables.words import clean

SERVICES = "a list of services"
MOST_PAGE_TITLES = 3
FURTHEST = 8  # lines with words between a title and its table
LONGEST = 70  # letters of a line that is a title; longer ones are prose
_PARTS = re.compile(r"\s+[-|–—:·»]+\s+|[:|]\s+")
_LIST_OF = re.compile(
    r"(?:an? |the |our )?(?:(?:full|current) )?(?:list|register|schedule|names) of (?:the )?", re.I
)
_WORD = re.compile(r"[^\W_][\w'-]*|&|[^\w\s]")
_AND = frozenset({"and", "&", "/", ","})
_OURS = (["our"], ["the"], ["your"])
_PROSE = re.compile(r"[.;:!?,]$|[.;!?] ")
_SIGNS = "+-─┌┬┐|*#_=> \t"
_H1 = re.compile(r"<h1\b[^>]{0,500}>(.{0,1000}?)</h1", re.I | re.S)
_TITLE = re.compile(r"<title\b[^>]{0,200}>(.{0,500}?)</title", re.I | re.S)
_TAG = re.compile(r"<[^<>]{0,500}>")


def find_named_kind(titles: Iterable[str]) -> tuple[str, str] | None:
    """The kind that the first title tells that tells any, and the title; None where it is one of services.

    >>> find_named_kind(["North", "Your councillors"])
    ('a list of councillors', 'Your councillors')
    >>> find_named_kind(["Support for councillors", "Staff"]), find_named_kind(["North"])
    (None, None)
    """
    told = ((kind, title) for title in titles if (kind := name_kind(title)))
    kind, title = next(told, (SERVICES, ""))
    return None if kind == SERVICES else (kind, title)


def name_kind(title: str) -> str | None:
    """The kind of list that the title names, be it one of services; None where it names none that we know.

    Words of services win, for a list of them may have other things, too.

    >>> name_kind("Payments to suppliers over £500"), name_kind("Training courses for staff")
    ('a list of payments', 'a list of courses for staff')
    >>> name_kind("Activities and prices"), name_kind("Foster carers - Norton Council"), name_kind("North")
    ('a list of services', 'a list of people', None)
    """
    kinds = [kind for part in _PARTS.split(title) for kind in _name_kinds(part)]
    return SERVICES if SERVICES in kinds else next(iter(kinds), None)


def _name_kinds(part: str) -> Iterator[str]:
    """What the head of the phrase names, and each of several things that "and" joins in it."""
    words = _WORD.findall(_LIST_OF.sub("", clean(part), count=1).replace("’", "'").casefold())
    if whole := kinds_by_words("whole title").get(" ".join(words[words[:1] in _OURS :])):
        yield whole
    head = _count_head(words)
    beyond = (kind for end in range(len(words), head - 1, -1) if (kind := _find_kind(words, head, end)))
    yield from islice(beyond, 1)
    joins = [at for at, word in enumerate(words[:head]) if word in _AND]
    yield from (kind for end in joins if (kind := _find_kind(words, head, end)))


def _find_kind(words: Sequence[str], head: int, end: int) -> str | None:
    """The kind of the longest known words that end here and begin within the head."""
    known = kinds_by_words("page title")
    phrases = (" ".join(words[start:end]) for start in range(min(head, end)))
    return next((known[each] for each in phrases if each in known), None)


def _count_head(words: Sequence[str]) -> int:
    """How many words stand before the first that only says more of them, such as "for", or a sign."""
    cuts = (at for at, word in enumerate(words) if _cuts(word, at))
    return next(cuts, len(words))


def _cuts(word: str, at: int) -> bool:
    if word in kinds_by_words("head ends"):
        return at > 0 or word != "about"
    return at > 0 and not word[0].isalpha() and word not in _AND


def find_titles(found: Extraction, text: str, *, markup: bool) -> Iterator[str]:
    """The titles of the table, the nearest first: its own, then the page's."""
    if found.title:
        yield found.title
    heads = _find_page_titles(text) if markup else []
    yield from heads
    if not heads and not found.title and found.records:
        yield from _find_line_above(text.split("\n")[: found.records[0].lines[0] - 1], found)


def _find_page_titles(text: str) -> list[str]:
    """The largest headings of the page; without any, its <title>."""
    heads = list(islice(_H1.finditer(text), MOST_PAGE_TITLES)) or list(islice(_TITLE.finditer(text), 1))
    return [clean(html.unescape(_TAG.sub(" ", head[1]))) for head in heads]


def _find_line_above(lines: Sequence[str], found: Extraction) -> list[str]:
    """The nearest short line above the headings that is no sentence and no part of one."""
    heading = found.columns[0].heading.casefold()
    bare = [clean(strip_marks(_TAG.sub(" ", line))).strip(_SIGNS) for line in lines]
    at = next((n for n in reversed(range(len(bare))) if bare[n].casefold().startswith(heading)), 0)
    above = islice(filter(None, reversed(bare[:at])), FURTHEST)
    return list(islice((each for each in above if len(each) <= LONGEST and not _PROSE.search(each)), 1))
