"""What a paragraph looks like: a few closed grammars and its shape, each as one of a small set of values."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from msgspec import Struct

from pipeline.tables.flattened.particulars import particulars
from pipeline.tables.flattened.place_names import known_places, place_coverage
from pipeline.tables.flattened.word_shapes import WordShape, word_shape
from pipeline.tables.grammars import kind, word_list


class Features(Struct, frozen=True, gc=False):
    """What a paragraph looks like, each as one of a small set of values."""

    kind: str  # the closed grammar that it fulfils, or holds somewhere
    size: str
    capitals: str
    opening: str
    ending: str
    joints: str
    place_shape: str
    furniture: str
    post: str
    places: str  # how much of it is names of places that are known
    common: str  # how many of its words with capitals are everyday words
    particulars: str  # a postal address, hours or whom it speaks of


WHOLE = {
    form: Features(form, *(form,) * (len(Features.__struct_fields__) - 1))
    for form in ("email", "emails", "age", "phone", "url", "money", "nothing")
}

OUTSIDE = ("date", "date-in", "phone", "phone-in", "url", "email-and", "email-in")
LONG = 60  # characters of a paragraph that is more than a name
SENTENCE = 5  # words that with a full stop or a question mark behind them are more than a name
LONGEST_PERSON = 3  # words of somebody's name
_END = ".:;,!?"
_COUNTED = re.compile(r"(?:showing|displaying|results?|records?|page|items?) \d+ ?(?:-|–|to|of|/) ?\d+")
JOINS = ("and ", "or ", "& ")  # how words begin that go on from those before
_CLOSING = ")\"'”’"


@lru_cache(maxsize=10_000)
def features(text: str) -> Features:
    """What the paragraph looks like.

    >>> features("Emma.price@kent.gov.uk").kind, features("Under 18’s").kind, features("01622 123456").kind
    ('email', 'age', 'phone')
    >>> features("Street Soccer Foundation").common, features("Gipton and Harehills").common
    ('all', 'no')
    """
    form = kind(text)
    if form in WHOLE:
        return WHOLE[form]
    words = [word_shape(word) for word in text.split()]
    return Features(
        form,
        _size(text, words),
        _capitals(words),
        f"{words[0].form}-{words[1].form if len(words) > 1 else 'end'}",
        _ending(text, words[-1]),
        _joints(text),
        _place_shape(words),
        _furniture(words),
        _post(words),
        place_coverage(text, known_places()),
        _common(words),
        particulars(text),
    )


def _size(text: str, words: list[WordShape]) -> str:
    length = len(text)
    if length > LONG:
        return "L60" if length <= 100 else "L100" if length <= 180 else "L180"
    return f"{_SPANS[bisect_left(_SPANS, length)]}/{min(len(words), 7)}"


_SPANS = (3, 6, 10, 15, 21, 28, 38, LONG)  # the greatest of each span of lengths


def _capitals(words: list[WordShape]) -> str:
    majors = [each for each in words if each.letters and not each.is_minor]
    if not majors:
        return "none"
    upper = sum([each.is_capital for each in majors])
    count = min(len(majors), 4)
    if all(each.is_upper for each in majors) and sum([len(each.key) for each in majors]) > 1:
        return f"upper{min(count, 2)}"
    if upper == len(majors):
        return f"all{count}"
    if upper == 0:
        return f"lower{count}"
    if upper == 1 and not majors[0].opens_small:
        return f"first{count}"
    return f"most{count}" if upper * 2 >= len(majors) else f"few{count}"


def _ending(text: str, last: WordShape) -> str:
    mark = text[-1]
    if mark in _END:
        return mark
    if last.is_organisation:
        return "organisation"
    if last.is_place_word:
        return "place"
    if mark in _CLOSING:
        return ")"
    if mark.isdigit():
        return "digit"
    return "cap" if last.is_capital and last.letters else "low"


def _joints(text: str) -> str:
    commas = min(text.count(","), 2)
    joined = "&" if "&" in text or " and " in text else ""
    slash = "/" if "/" in text else ""
    bracket = "(" if "(" in text or '"' in text or "“" in text else ""
    dash = "-" if "- " in text or " – " in text else ""
    stop = "." if ". " in text else ""
    return f"{commas}{joined}{slash}{bracket}{dash}{stop}"


def _place_shape(words: list[WordShape]) -> str:
    if len(words) > 9:
        return "long"
    majors = [each for each in words if not each.is_minor]
    ending = sum([each.ends_as_place for each in majors])
    named = sum([each.place_words for each in majors])
    organised = sum([each.is_organisation for each in majors])
    share = "all" if majors and ending == len(majors) else "some" if ending else "no"
    return f"{share}{'+' if named else ''}{'o' if organised else ''}"


def _furniture(words: list[WordShape]) -> str:
    if len(words) > 14:
        return "long"
    hits = sum([each.is_furniture for each in words])
    return f"{min(hits, 3)}{'!' if words[0].is_furniture else ''}"


def _post(words: list[WordShape]) -> str:
    """Whether the words say who somebody is, rather than where something is."""
    if len(words) > 5:
        return "long"
    hits = [each for each in words if each.is_post]
    if all(each.is_minor for each in hits):
        return "person" if words[0].is_forename and 2 <= len(words) <= 3 else "none"
    return "all" if len(hits) == len(words) else "some"


def _common(words: list[WordShape]) -> str:
    """How many of the words with a capital are everyday words."""
    if len(words) > 9:
        return "long"
    named = [each.is_common for each in words if each.is_capital and each.letters > 1 and not each.is_minor]
    if not named:
        return "none"
    return "all" if all(named) else "some" if any(named) else "no"


def is_furniture(text: str) -> bool:
    """Whether a paragraph says by its words, a date or a number that it is no part of a table."""
    return features(text).kind in OUTSIDE or is_foot_text(text)


def is_foot_text(text: str) -> bool:
    """Whether a paragraph says by its words that it is no part of a table."""
    shapes = features(text)
    is_sentence = text[-1] in ".?" and len(text.split()) >= SENTENCE
    is_organised = shapes.place_shape.endswith("o") and shapes.place_shape != "no"
    is_named = shapes.furniture == "1" and is_organised  # `Further Education College`
    if is_sentence or (shapes.kind not in WHOLE and shapes.furniture != "0" and not is_named):
        return True
    return _is_of_foot(text)


def ends_page(text: str) -> bool:
    """Whether a paragraph can only stand at a page's foot: a sentence, or one word, may be a row's."""
    shapes = features(text)
    return shapes.kind in OUTSIDE or shapes.furniture[0] in "23" or _is_of_foot(text)


def _is_of_foot(text: str) -> bool:
    said = text.casefold()
    is_whole = any(said in word_list(name) for name in ("menu", "between", "foot_lines", "jumps"))
    return is_whole or bool(_COUNTED.match(said)) or not word_list("foot").isdisjoint(said.split())


def begins_with_forename(text: str) -> bool:
    """Whether the first word is a name that people have, or two of them."""
    first = next(iter(text.split(maxsplit=1)), "-")
    return all(word_shape(part).is_forename for part in first.split("-") if part) and first != "-"


def names_person(text: str) -> bool:
    """Whether the words are a person's name, or say what post somebody has."""
    return begins_with_forename(text) or features(text).post in ("all", "some", "person")


def may_be_place(text: str) -> bool:
    """Whether the words hold the name of a place that is known, or are such as only places are called by."""
    return features(text).places != "no" or names_place(text)


def names_place(text: str) -> bool:
    """Whether one of the words says what kind of place it is."""
    return not word_list("place_words").isdisjoint(text.casefold().split())
