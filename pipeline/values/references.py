"""Words and marks by which a cell says that another row has what belongs in it: "As above", a ditto mark."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from pipeline.values.places import plain
from pipeline.values.text import tidy
from pipeline.vocabulary import table

LONGEST = 80  # characters of a cell that says nothing but this
_GOES_ON = r"\s*(?:$|[^\w\s]|\s(?:but|and|plus|with|except|only|for)\b)"


@lru_cache(maxsize=1024)
def refers(text: str, names: Collection[str] = frozenset()) -> bool:
    """The text says nothing but that another row has the words; `names`: what rows are called, plainly.

    >>> [refers(text) for text in ("As above", "ditto", '"', "〃", "do.", "(see entry above)")]
    [True, True, True, True, True, True]
    >>> refers("See Deal Drama", frozenset({"deal drama"})), refers("16 and above"), refers("See website")
    (True, False, False)
    """
    if not text or len(text) > LONGEST:
        return False
    words = plain(text)
    if not words:
        return bool(_marks().fullmatch(tidy(text)))
    if words in _rows("whole"):
        return True
    for before in _rows("before"):
        if words.startswith(f"{before} "):
            rest = words.removeprefix(f"{before} ")
            if rest in names or rest.rpartition(" ")[2] in _rows("points"):
                return True
    return False


def begins_with_reference(text: str) -> bool:
    """The text says more than that another row has the words, and says that first.

    >>> [begins_with_reference(text) for text in ("As above, for girls", "Ditto Theatre runs plays")]
    [True, False]
    """
    return bool(_opening().match(tidy(text)))


@cache
def anywhere() -> tuple[str, ...]:
    """The phrases that mean another row wherever they stand in a cell, the longest first."""
    return tuple(sorted(_rows("opens"), key=len, reverse=True))


@cache
def _rows(role: str) -> frozenset[str]:
    return frozenset(row["words"] for row in table("referring_words.csv") if row["role"] == role)


@cache
def _opening() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, anywhere()))
    return re.compile(rf"[^\w]*(?:{phrases}){_GOES_ON}", re.I)


@cache
def _marks() -> re.Pattern[str]:
    """Marks alone, as `tidy` leaves them; dashes and full stops may draw them out."""
    marks = "".join(map(re.escape, sorted(_rows("mark"))))
    return re.compile(rf"[\s.–—-]*(?:[{marks}]\ufe0f?[\s.–—-]*)+")
