"""What a word of a row that runs on looks like, and what stands around it: each as one of a few values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.tables.flattened.place_names import known_places, place_coverage
from pipeline.tables.flattened.word_shapes import word_shape
from pipeline.tables.grammars import kind
from pipeline.tables.run_on.words import GLUED, NEW, Word

_TYPED = {
    "age": "age",
    "age-word": "age",
    "email": "email",
    "emails": "email",
    "phone": "phone",
    "url": "url",
    "money": "money",
    "date": "date",
}
_LONGEST = 6  # words of an age, a number or a sum
_STOPS = ".:;,!?"
_FAR = (1, 2, 3, 6, 12)  # words, by which distances differ
EMAIL_KIND, REACH_KIND, WORDS_KIND = (
    "email-in",
    "phone-in",
    "words",
)  # as the layout knows what can stand where

_NOTHING = (Word("", 0, NEW),) * 2

Looks = tuple[str, ...]


def find_looks(words: Sequence[Word]) -> list[Looks]:
    """For each word what it looks like, in a fixed order of questions."""
    typed = find_typed(words)
    forms = [each or _form(word.text) for word, each in zip(words, typed, strict=True)]
    kinds = [_class_of(word.text) for word in words]
    spaced = ["", "", *forms, "", ""]
    classes = ["", *kinds, ""]
    starts = _line_starts(words)
    ahead, behind = _ahead(words, typed), _behind(words, typed)
    return [
        (
            forms[n],
            f"{spaced[n + 1]}>{_mark(words, n)}",
            f"{spaced[n + 1]}>{spaced[n + 2]}",
            f"{spaced[n + 2]}>{spaced[n + 3]}",
            f"{spaced[n + 3]}>{spaced[n + 4]}",
            kinds[n],
            f"{classes[n]}>{classes[n + 1]}",
            f"{classes[n + 1]}>{classes[n + 2]}",
            f"{_place_of(words[n].before)}{_bucket(n - starts[n])}",
            _echo(words, n, starts[n]),
            ahead[n],
            behind[n],
            f"{behind[n]}|{ahead[n]}",
        )
        for n in range(len(words))
    ]


def find_typed(words: Sequence[Word]) -> list[str]:
    """For each word the typed value that it begins (`age`), or goes on with (`age+`); empty for others."""
    found = [""] * len(words)
    at = 0
    while at < len(words):
        name, length = _typed_at(words, at)
        if name:
            found[at : at + length] = [name, *([f"{name}+"] * (length - 1))]
        at += length
    return found


def _typed_at(words: Sequence[Word], at: int) -> tuple[str, int]:
    """The longest typed value on this line that begins here, with the number of its words."""
    end = at + 1
    while end < min(at + _LONGEST, len(words)) and words[end].before not in (NEW, GLUED):
        end += 1
    for stop in range(end, at, -1):
        text = " ".join([word.text for word in words[at:stop]])
        name = _typed(text.rstrip(".,;")) if "@" not in text or stop == at + 1 else ""
        if name:
            return name, stop - at
    return "", 1


@lru_cache(maxsize=4096)
def _typed(text: str) -> str:
    return _TYPED.get(kind(text), "") if text else ""


def kind_of(typed: str) -> str:
    """The kind by which the layout knows where such a word can stand."""
    name = typed.rstrip("+")
    return EMAIL_KIND if name == "email" else REACH_KIND if name in ("phone", "url") else WORDS_KIND


@lru_cache(maxsize=4096)
def _form(text: str) -> str:
    return word_shape(text).form


@lru_cache(maxsize=4096)
def _class_of(text: str) -> str:
    """Which of the lists of words it stands in."""
    shape = word_shape(text)
    if shape.is_organisation:
        return "organisation"
    if shape.is_minor:
        return "minor"
    if shape.is_place_word:
        return "place word"
    if shape.is_post:
        return "post"
    if place_coverage(text, known_places()) == "all" and shape.letters:
        return "place, common" if shape.is_common else "place"
    if shape.is_forename and shape.is_capital:
        return "forename"
    return "common" if shape.is_common else "place-like" if shape.ends_as_place else "other"


def _mark(words: Sequence[Word], at: int) -> str:
    """The mark with which the word before ends; `+` where it is on the line above."""
    if not at:
        return "start"
    last = words[at - 1].text[-1]
    return last if last in _STOPS else ")" if last in ")”\"'’" else ""


def _place_of(before: int) -> str:
    return ("", "full", "new", "glued")[before]


def _bucket(distance: int) -> int:
    return sum(distance >= limit for limit in _FAR)


def _line_starts(words: Sequence[Word]) -> list[int]:
    """For each word the first of its line; a full line and the next are one."""
    found, start = [], 0
    for at, word in enumerate(words):
        start = at if word.before == NEW else start
        found.append(start)
    return found


def _echo(words: Sequence[Word], at: int, start: int) -> str:
    """Whether the words from here are those with which the line begins; `soon`: from the next one on."""
    first, second, third = (word.text.casefold() for word in [*words[at : at + 3], *_NOTHING][:3])
    said = words[start].text.casefold()
    if at == start or said not in (first, second):
        return "no"
    follows = words[start + 1].text.casefold()
    if first == said:
        return "two" if second == follows and at > start + 1 else "one"
    return "soon" if third == follows and at > start + 1 else "no"


def _ahead(words: Sequence[Word], typed: Sequence[str]) -> list[str]:
    """For each word the next typed value ahead on its line, and how far; `end` where none is."""
    found = [""] * len(words)
    name, where = "end", len(words)
    for at in range(len(words) - 1, -1, -1):
        if typed[at] and not typed[at].endswith("+"):
            name, where = typed[at], at
        found[at] = f"{name}{_bucket(where - at)}"
        if words[at].before == NEW:
            name, where = "end", at
    return found


def _behind(words: Sequence[Word], typed: Sequence[str]) -> list[str]:
    """For each word the last typed value before it, how far, and whether a line has begun since (`/`)."""
    found, name, where, is_new = [], "start", 0, False
    for at, word in enumerate(words):
        is_new = is_new or word.before == NEW
        found.append(f"{name}{_bucket(at - where)}{'/' if is_new else ''}")
        if typed[at]:
            name, where, is_new = typed[at].rstrip("+"), at, False
    return found
