"""What one printed word looks like, and which of the word lists it stands in."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

from pipeline.tables.grammars import word_list
from pipeline.vocabulary import words_in

_MARKS = ".,;:()[]\"'’‘“”"
_OPENING_MARKS = "(\"'‘“"
_LONG_ENOUGH = 4  # letters; a word has to be longer for its ending to say that it is a place


class WordShape(Struct, frozen=True, gc=False):
    """One word: without case or marks, and what is said of it elsewhere by name."""

    key: str
    letters: int  # of the word as printed; 0 where none of its signs is one
    is_minor: bool
    is_upper: bool  # every letter is a capital
    is_capital: bool  # its first letter is one, or it has none in small letters
    opens_small: bool
    form: str  # as the first or second word of a paragraph
    is_organisation: bool
    is_place_word: bool
    place_words: int  # parts of a word with hyphens that stand in the list
    ends_as_place: bool
    is_furniture: bool
    is_post: bool
    is_forename: bool
    is_common: bool  # an everyday word, and so seldom a place or a person


@lru_cache(maxsize=4096)
def word_shape(word: str) -> WordShape:
    """The shape of a word as it is printed, marks around it included.

    >>> shape = word_shape("(Boxing")
    >>> shape.key, shape.form, shape.is_organisation, shape.is_common, shape.ends_as_place
    ('boxing', 'ing-low', True, True, False)
    """
    key = word.strip(_MARKS).casefold()
    letters = sum(map(str.isalpha, word))
    places = word_list("place_words")
    return WordShape(
        key,
        letters,
        key in word_list("minor"),
        word.isupper(),
        not word.lstrip(_OPENING_MARKS).islower() and not word[0].islower(),
        word[0].islower(),
        _form(word, key, letters),
        key in word_list("organisation"),
        key in places,
        sum(part in places for part in key.split("-")),
        key.endswith(_place_endings()) and len(key) > _LONG_ENOUGH,
        key in word_list("furniture"),
        key in word_list("posts"),
        key in words_in("forenames.csv"),
        _is_common(key),
    )


def _form(word: str, key: str, letters: int) -> str:
    if key in word_list("opening"):
        return "opening"
    if key in word_list("towards"):
        return "towards"
    if not letters:
        return "digit" if key[:1].isdigit() else "sign"
    if key.endswith("ing") and len(key) > 5:
        return "ing" if word[0].isupper() else "ing-low"
    if word.isupper():
        return "upper"
    if word[0].islower():
        return "lower"
    return "cap-s" if key.endswith("s") else "cap"


def _is_common(key: str) -> bool:
    """Whether each part of a word is an everyday one."""
    parts = key.replace("’", "'").removesuffix("'s").replace("/", "-").split("-")
    return all(part in words_in("common_words.csv") for part in parts)


@cache
def _place_endings() -> tuple[str, ...]:
    return tuple(sorted(word_list("place_endings")))
