"""What lines near a table say of its records: that one which they name has closed, or that all have.

"Please note: Acorn Club has now closed." below a table, or "Closed services" above it, is in no cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from pipeline.issues import Issue, issue
from pipeline.model import RawRecord, Role
from pipeline.tables.grammars import word_list
from pipeline.tables.near.footnotes import SIGNS
from pipeline.tables.near.lines import Near
from pipeline.tables.near.row_notes import SHORTEST_NAME
from pipeline.vocabulary import table

_LONGEST_NOTE = 300  # letters; what is longer tells of many things
_LONGEST_HEAD = 120
_MOST_WORDS = 8  # of a title
_NEAREST = 2  # lines above a table that can speak of the whole of it
_WORD = re.compile(r"[\w'’-]+")
_PAGER = re.compile(r"(?:showing|page) \d+\b.*|(?:first|prev(?:ious)?|next|last|[\W\d_])*", re.I)
_ARROWS = " .:›»«‹<>↑→←^|[]()"
_ASIDE = re.compile(  # what a title says besides: for whom it is, and since when
    r"\bfor [^():–—-]+|\b(?:last|this|in the (?:last|past)) (?:school |academic |financial )?(?:year|term)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def say_of_records(records: Sequence[RawRecord], near: Near, first: int | None = None) -> Iterator[Issue]:
    """What lines near a table say of records that they name, and of all of the `first` so many of them.

    Issues: `paragraph-named`, `service-may-have-ended`.
    """
    words = " ".join([*near.heads, *near.above, *near.below]).casefold()
    if _telling_words().isdisjoint(_WORD.findall(words)) or not _any_phrase().search(words):
        return
    yield from _say_named(records, [*near.above, *near.below], words)
    yield from say_all_ended(records[:first], near.heads, near.above[:_NEAREST])


def _say_named(records: Sequence[RawRecord], lines: Sequence[str], words: str) -> Iterator[Issue]:
    for record in records:
        name = record.text(Role.NAME).strip(" *†‡")
        if len(name) < SHORTEST_NAME or name.casefold() not in words:
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.I)
        own = {text for cell in record.cells for text in cell.texts}
        for line in dict.fromkeys(lines):
            if len(line) <= _LONGEST_NOTE and line not in own and _tells_of(line, pattern, name):
                yield issue("paragraph-named", value=line, record=record.number, line=record.lines[0])


def find_notes(records: Iterable[RawRecord]) -> tuple[str, ...]:
    """The paragraphs of cells that begin as a note does: one between two rows may be read as a cell's."""
    texts = (text for record in records for cell in record.cells for text in cell.texts)
    return tuple(text for text in texts if _begins(text, word_list("notice")))


def _tells_of(line: str, name: re.Pattern[str], text: str) -> bool:
    """True where a sentence with the name says that it has ended or changed, or the line is a note."""
    if not name.search(line):
        return False
    is_note = _begins(line, word_list("notice"))
    for sentence in _SENTENCE.split(line):
        found = name.search(sentence)
        rest = f"{sentence[: found.start()]} {sentence[found.end() :]}" if found else ""
        if not rest.strip(" .:;,–-"):
            continue
        if is_note or says_ended(rest):
            return True
        if " " in text and not word_list("changing").isdisjoint(_WORD.findall(rest.casefold())):
            return True
    return False


def say_all_ended(
    records: Sequence[RawRecord], heads: Sequence[str], above: Sequence[str] = ()
) -> Iterator[Issue]:
    """What the first telling one of the headings of these records, or lines right above, says of each.

    Issues: `service-may-have-ended`.
    """
    names = [record.text(Role.NAME).casefold() for record in records]
    for line in (*heads, *above):
        is_of_one = any(name and name in line.casefold() for name in names)
        is_head = line in heads or (line in above[:1] and is_title(line) and names_many(line))
        if not is_of_one and _says_of_all(line, is_head=is_head):
            for each in records:
                yield issue(
                    "service-may-have-ended",
                    value=line,
                    field="status",
                    record=each.number,
                    line=each.lines[0],
                )
            return


def _says_of_all(line: str, *, is_head: bool) -> bool:
    """True where a line above a table says that what stands in it has ended.

    Words behind "for" tell whom it is for.

    >>> [_says_of_all(text, is_head=True) for text in ("Closed services", "Closed on Mondays", "Services")]
    [True, False, False]
    >>> [_says_of_all(text, is_head=True) for text in ("Past projects", "Projects for suspended pupils")]
    [True, False]
    >>> _says_of_all("The following services have now closed.", is_head=False)
    True
    """
    if len(line) > _LONGEST_HEAD or not SIGNS.isdisjoint(line):
        return False
    if is_head:
        return bool(_of_the_past().match(line)) or says_ended(_ASIDE.sub("", line))
    return says_ended(line) and speaks_of_below(line)


@cache
def _of_the_past() -> re.Pattern[str]:
    """What a title begins with as "Past projects" and "Previously funded VRU projects" do."""
    past, many = ("|".join(sorted(word_list(name))) for name in ("past", "many"))
    paid = r"(?: (?:funded|supported|commissioned|listed|(?-i:[A-Z]{2,5})))*"
    return re.compile(rf"(?:our |all |list of )?(?:{past}){paid} (?:{many})\b", re.I)


def speaks_of_below(line: str) -> bool:
    """True where the line has a word such as "following"."""
    return not word_list("following").isdisjoint(_WORD.findall(line.casefold()))


def is_title(line: str) -> bool:
    """True where the line is short, and no sentence.

    >>> [is_title(text) for text in ("Now closed", "Closed projects:", "We are closed:", "We have closed.")]
    [True, True, False, False]
    """
    is_open = line.endswith(":") and names_many(line)
    return 0 < len(line) <= _LONGEST_HEAD and (is_open or line[-1] not in ".;:!?,")


def says_something(text: str) -> bool:
    """False for what pages print between all kinds of things, such as "Back to top".

    >>> [says_something(text) for text in ("Dover", "↑ Back to top", "Showing 1 to 10 of 25 entries")]
    [True, False, False]
    """
    words = text.casefold().strip(_ARROWS)
    if _PAGER.fullmatch(words):
        return False
    return not any(words in word_list(name) for name in ("between", "jumps", "menu"))


def names_many(line: str) -> bool:
    """True where a few words name several services, as a title does and hardly a cell.

    >>> [names_many(text) for text in ("Closed projects", "Projects that closed in March", "Now closed")]
    [True, True, False]
    """
    words = _WORD.findall(line.casefold()) if len(line) <= _LONGEST_HEAD else []
    return len(words) <= _MOST_WORDS and not word_list("many").isdisjoint(words)


def says_only_ended(line: str) -> bool:
    """True where there is no word but such as say that something has ended.

    >>> [says_only_ended(text) for text in ("Now closed", "No longer running", "Deal Drama closed", "Dover")]
    [True, True, False, False]
    """
    rest = _family("state").sub("", line)
    return rest != line and not _WORD.search(_family("adverb").sub("", rest))


def says_ended(text: str) -> bool:
    """True where the words say that something has ended, and is not merely closed at times."""
    return bool(_family("state").search(text)) and not any(
        _family(each).search(text) for each in ("opening", "other", "again")
    )


def _begins(line: str, words: Iterable[str]) -> bool:
    return line.casefold().lstrip(" *!").startswith(tuple(words))


@cache
def _telling_words() -> frozenset[str]:
    """One word of each phrase that these rules look for, as few as will do: lines without any say nothing."""
    found: set[str] = set()
    for words in sorted((_WORD.findall(phrase) for phrase in _phrases()), key=len):
        if found.isdisjoint(words):
            found.add(max(words, key=len))
    return frozenset(found)


@cache
def _any_phrase() -> re.Pattern[str]:
    """What finds any of the phrases. Those that hold another are left out, and those that begin with the same
    letter stand together, so that few are tried at each letter.
    """
    phrases = sorted({*_phrases()})
    shortest = [each for each in phrases if not any(one in each for one in phrases if one != each)]
    groups = groupby(shortest, key=itemgetter(0))
    alike = ((first, "|".join(re.escape(each[1:]) for each in group)) for first, group in groups)
    return re.compile("|".join(f"{re.escape(first)}(?:{rest})" for first, rest in alike))


@cache
def _phrases() -> tuple[str, ...]:
    return (*word_list("changing"), *word_list("notice"), *word_list("past"), *_words("state"))


@cache
def _family(name: str) -> re.Pattern[str]:
    words = sorted(_words(name), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.I)


@cache
def _words(family: str) -> tuple[str, ...]:
    return tuple(row["words"].casefold() for row in table("ended_words.csv") if row["family"] == family)
