"""What a paragraph looks like: a few closed grammars and its shape, each as one of a small set of values."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.tables.flattened.place_names import known_places, share_of_places
from pipeline.tables.grammars import kind, word_list

Features = tuple[str, ...]

_LETTERS = re.compile(r"[^\W\d_]")


WHOLE = {form: (form,) * 9 for form in ("email", "emails", "age", "phone", "url", "money", "nothing")}


OUTSIDE = ("date", "date-in", "phone", "phone-in", "url", "email-and", "email-in")
LONG = 60  # characters of a paragraph that is more than a name
SENTENCE = 5  # words that with a full stop or a question mark behind them are more than a name


@cache
def _place_endings() -> tuple[str, ...]:
    return tuple(sorted(word_list("place_endings")))


@lru_cache(maxsize=100_000)
def features(text: str) -> Features:
    """The paragraph's kind, size, capitals, opening, ending, joints, place words, furniture words,
    posts and places that are known.

    >>> features("Emma.price@kent.gov.uk")[0], features("Under 18’s")[0], features("01622 123456")[0]
    ('email', 'age', 'phone')
    """
    form = kind(text)
    if form in WHOLE:
        return (form, *WHOLE[form])
    words = text.split()
    bare = [each.strip(".,;:()[]\"'’‘“”").casefold() for each in words]
    return (
        form,
        _size(text, words),
        _capitals(words, bare),
        _opening(words, bare),
        _ending(text, bare),
        _joints(text),
        _place_shape(words, bare),
        _furniture(bare),
        _post(bare),
        share_of_places(text, known_places()),
    )


def _size(text: str, words: list[str]) -> str:
    length = len(text)
    if length > 60:
        return "L60" if length <= 100 else "L100" if length <= 180 else "L180"
    span = next(top for top in (3, 6, 10, 15, 21, 28, 38, 60) if length <= top)
    return f"{span}/{min(len(words), 7)}"


def _capitals(words: list[str], bare: list[str]) -> str:
    minor = word_list("minor")
    majors = [
        word for word, key in zip(words, bare, strict=True) if key not in minor and _LETTERS.search(word)
    ]
    if not majors:
        return "none"
    if all(each.isupper() for each in majors) and len("".join(majors)) > 1:
        return f"upper{min(len(majors), 2)}"
    upper = sum(not each.lstrip("(\"'‘“").islower() and not each[0].islower() for each in majors)
    count = min(len(majors), 4)
    if upper == len(majors):
        return f"all{count}"
    if upper == 0:
        return f"lower{count}"
    if upper == 1 and not majors[0][0].islower():
        return f"first{count}"
    return f"most{count}" if upper * 2 >= len(majors) else f"few{count}"


def _opening(words: list[str], bare: list[str]) -> str:
    return f"{_word_class(words[0], bare[0])}-{_word_class(words[1], bare[1]) if len(words) > 1 else 'end'}"


def _word_class(word: str, key: str) -> str:
    if key in word_list("opening"):
        return "opening"
    if key in word_list("towards"):
        return "towards"
    if not _LETTERS.search(word):
        return "digit" if key[:1].isdigit() else "sign"
    if key.endswith("ing") and len(key) > 5:
        return "ing" if word[0].isupper() else "ing-low"
    if word.isupper():
        return "upper"
    if word[:1].islower():
        return "lower"
    return "cap-s" if key.endswith("s") else "cap"


def _ending(text: str, bare: list[str]) -> str:
    mark = text[-1]
    if mark in ".:;,!?":
        return mark
    last = bare[-1]
    if last in word_list("organisation"):
        return "organisation"
    if last in word_list("place_words"):
        return "place"
    if mark in ")\"'”’":
        return ")"
    if mark.isdigit():
        return "digit"
    return "cap" if text.split()[-1][:1].isupper() else "low"


def _joints(text: str) -> str:
    commas = min(text.count(","), 2)
    marks = (
        ("&", " and " in text or "&" in text),
        ("/", "/" in text),
        ("(", any(mark in text for mark in '("“')),
        ("-", any(mark in text for mark in (" - ", " – ", "- "))),
        (".", ". " in text),
    )
    return f"{commas}{''.join(mark for mark, there in marks if there)}"


def _place_shape(words: list[str], bare: list[str]) -> str:
    if len(words) > 9:
        return "long"
    majors = [key for word, key in zip(words, bare, strict=True) if key not in word_list("minor")]
    ending = sum(key.endswith(_place_endings()) and len(key) > 4 for key in majors)
    named = sum(part in word_list("place_words") for key in majors for part in key.split("-"))
    organised = any(key in word_list("organisation") for key in majors)
    share = "all" if majors and ending == len(majors) else "some" if ending else "no"
    return f"{share}{'+' if named else ''}{'o' if organised else ''}"


def _furniture(bare: list[str]) -> str:
    if len(bare) > 14:
        return "long"
    hits = sum(key in word_list("furniture") for key in bare)
    return f"{min(hits, 3)}{'!' if bare[0] in word_list('furniture') else ''}"


def _post(bare: list[str]) -> str:
    """Whether the words say who somebody is, rather than where something is."""
    if len(bare) > 5:
        return "long"
    hits = [key for key in bare if key in word_list("posts")]
    telling = any(key not in word_list("minor") for key in hits)
    return "none" if not telling else "all" if len(hits) == len(bare) else "some"


def is_furniture(text: str) -> bool:
    """Whether a paragraph says by its words, a date, a number or its length that it is no part of a table."""
    shapes = features(text)
    if shapes[0] in OUTSIDE or len(text) > LONG:
        return True
    is_sentence = text[-1] in ".?" and len(text.split()) >= SENTENCE
    if is_sentence or (shapes[0] not in WHOLE and shapes[7] != "0"):
        return True
    return not word_list("foot").isdisjoint(text.casefold().split())


def begins_with_forename(text: str) -> bool:
    """Whether the first word is a name that people have."""
    return text.split()[0].casefold() in word_list("forenames")


def names_place(text: str) -> bool:
    """Whether one of the words says what kind of place it is."""
    return not word_list("place_words").isdisjoint(text.casefold().split())
