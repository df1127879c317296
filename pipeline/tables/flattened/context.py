"""What a paragraph's company says of it: repetitions, echoes, and the habits of the page."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from pipeline.model import Role
from pipeline.tables.flattened.detectors import Features, features
from pipeline.tables.flattened.matters import Content
from pipeline.tables.grammars import word_list

Company = tuple[str, str, str]


def context(
    texts: Sequence[str], shapes: Sequence[Features], roles: Collection[Content], listed: Sequence[bool] = ()
) -> list[Company]:
    """For each paragraph how often it stands in the stream (1, 2, 3, 5 and more), what it echoes, and its
    place in or behind a list.

    An echo repeats words of short paragraphs just before: labels repeat areas, descriptions names. `again`
    repeats those directly before, with no typed or long one between; in a table with areas, `place` names a
    known one and repeats none.

    >>> texts = ["Luton", "Luton/Chatham", "a@b.uk"]
    >>> context(texts, [features(text) for text in texts], [Role.AREA], [True, True, False])
    [('1', 'place', 'first'), ('1', 'some', 'item'), ('1', 'typed', 'behind')]
    """
    counts = Counter(texts)
    recent: deque[frozenset[str]] = deque(maxlen=REMEMBERED)
    found, has_areas = [], Role.AREA in roles
    before, directly = "", frozenset[str]()
    items = _places_in_list(listed or [False] * len(texts))
    for text, shape, following, item in zip(texts, shapes, [*texts[1:], ""], items, strict=True):
        words = _echo_words(text)
        is_mailed = "@" in following and names_owner(text, following)
        echo = "mailed" if is_mailed else _echo(text, words, before, recent)
        if echo == "all" and words <= directly:
            echo = "again"
        elif echo == "no" and has_areas and shape.places == "all":
            echo = "place"
        found.append((_TIMES[min(counts[text], 5)], echo, item))
        if words:
            recent.append(words)
        directly = directly | words if words else frozenset()
        before = text
    return found


def habits(texts: Sequence[str], blanks: Sequence[int], columns: int) -> tuple[str, str]:
    """How the page uses placeholders and how many paragraphs it spends on a record; and who stands before
    its addresses.

    Records are counted by what comes once in most of them: an address, an age or a long paragraph.

    >>> habits(["The Shed", "A club", "4-18", "Luton", "a@b.uk"] * 3, [0, 0, 0, 0, 1] * 3, 5)
    ('2/1', 'no/no')
    """
    sample = texts[:SAMPLED]
    kinds = Counter(features(text).kind if len(text) <= 60 else "long" for text in sample)
    records = max(kinds["email"], kinds["age"], kinds["long"], kinds["money"], 1)
    spent = len(sample) / records / columns
    density = sum(blanks[:SAMPLED]) / max(1, len(sample))
    usage = f"{sum(density > limit for limit in DENSITIES)}/{sum(spent > limit for limit in SPENT)}"
    return usage, _labelling(sample)


def _labelling(texts: Sequence[str]) -> str:
    """How often a person or a post stands before the first of some addresses, and how often a few words stand
    between two of them."""
    means = [_is_means(text) for text in texts]
    first = [n for n in range(1, len(texts)) if means[n] and not means[n - 1]]
    people = sum(features(texts[n - 1]).post in ("all", "some", "person") for n in first)
    between = sum(n > 1 and means[n - 2] and len(texts[n - 1]) <= BRIEF for n in first)
    return f"{_often(people, len(first))}/{_often(between, len(first))}"


def _often(count: int, of: int) -> str:
    if count < FEWEST or count * 10 <= of:
        return "no"
    return "some" if count * 2 <= of else "most"


def _is_means(text: str) -> bool:
    return features(text).kind.startswith(("email", "phone"))


BRIEF = 40  # characters of words that may be a label
FEWEST = 2  # times that show a habit


def _places_in_list(listed: Sequence[bool]) -> list[str]:
    """For each paragraph whether it begins a list, goes on with one, or stands behind one."""
    if sum(listed) > MOST_LISTED * len(listed):  # the page is one list, and says nothing of its cells
        listed = [False] * len(listed)
    return list(map(_IN_LIST.__getitem__, pairwise([False, *listed])))


MOST_LISTED = 0.7  # of all paragraphs
_IN_LIST = {(False, False): "no", (False, True): "first", (True, True): "item", (True, False): "behind"}
SAMPLED = 400  # paragraphs by which a page's habits are told
DENSITIES = (0.0, 0.06, 0.25, 0.6)
SPENT = (0.9, 1.08, 1.3)
REMEMBERED = 4  # short paragraphs in which an echo is sought
_TIMES = ("0", "1", "2", "3", "3", "5")


@lru_cache(maxsize=2048)
def _echo_words(text: str) -> frozenset[str]:
    if len(text) > 60 or "@" in text:
        return frozenset()
    return frozenset(each for each in _WORD.findall(text) if not each.islower())


_WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")


_PARTS = re.compile(r"[\W\d_]+")


def names_owner(text: str, address: str) -> bool:
    """Whether an address has one of the words in its first part; a short one must stand there alone."""
    if "@" not in address:
        return False
    local, _, _ = address.casefold().partition("@")
    parts, words = _PARTS.split(local), map(str.casefold, _echo_words(text))
    return any(word in parts or (len(word) > 3 and word in local) for word in words)


def _echo(text: str, words: frozenset[str], before: str, recent: Collection[frozenset[str]]) -> str:
    if len(text) > 60:
        return "named" if before and len(before) <= 60 and before in text else "long"
    if not words:
        return "typed"
    said = words.intersection(chain.from_iterable(recent))
    if len(said) == len(words):
        return "all"
    general = word_list("place_words")  # "North" alone is no echo
    return "some" if any(word.casefold() not in general for word in said) else "no"
