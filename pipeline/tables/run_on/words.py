"""The words of rows that run on, with what stands before each: where a row or a cell may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.tables.flattened.place_names import known_places
from pipeline.tables.grammars import word_list
from pipeline.tables.streams.paragraphs import NARROW, WIDE, is_full
from pipeline.tables.words import clean, strip_bullet

BLANK, FULL, NEW, GLUED = range(4)  # what stands before a word: a blank; a line's end, the line before full
# or not; nothing
_FEWEST_FULL = 4  # lines that end where the next word had no room, in a text that is wrapped
_SHARE_FULL = 0.25  # of all lines, the share that such are
_SHARE_GLUED = 0.5  # of all lines, the share in which words stick together, where cells do
_SEAM = re.compile(
    r"(?<=[a-z])(?=[A-Z])|(?<=[a-z]{2})(?=\d)|(?<=[A-Z]{3})(?=\d)|(?<=[a-z\d][.;:!?])(?=[A-Z])|(?<=[)”])(?=[A-Z\d])"
    r"|(?<=[A-Za-z][.;:!?)])(?=\d)|(?<=\d{4}\.)(?=\d)|(?<=[\d+)])(?=[A-Z][a-z])|(?<=[A-Z]{3})(?=[A-Z][a-z]{2})"
)
_SEAM_IN_ADDRESS = re.compile(
    r"(?<=[a-z]{2})(?=[A-Z])|(?<=[’'\d]s)(?=[A-Z])|(?<=[)+])(?=[^\W_])|(?<=\d)(?=[A-Z][a-z])"
)
_HOST_BEFORE = re.compile(r"@[\w-]+(?:\.[\w-]+)*?\.(?:uk|org|com|net)(?=[^\W\d_][\w.'’-]*@)")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS_RANGE = re.compile(r"[-–—]\s?\d")
_LONGEST = 300  # letters without a blank, that may be words
_SHORTEST = 3  # letters of a place that may stick to an address


class Word(NamedTuple):
    """A printed word, or a part of one that may be two; `before` says what stands before it."""

    text: str
    line: int
    before: int


def to_words(lines: Sequence[tuple[int, str]]) -> tuple[list[Word], bool]:
    """The words of these lines, and whether those of two cells stick together.

    >>> words, is_glued = to_words([(1, "Chess Club11-19"), (2, "Judo ClubUnder 9s")])
    >>> [(word.text, word.before) for word in words], is_glued
    ([('Chess', 2), ('Club', 0), ('11-19', 3), ('Judo', 2), ('Club', 0), ('Under', 3), ('9s', 0)], True)
    """
    printed = [(number, text) for number, text in _without_bullets(lines) if text]
    glued = sum(1 for _, text in printed if any(map(_SEAM.search, _plain_words(text))))
    is_glued = glued > _SHARE_GLUED * len(printed)
    return list(_words(printed, _find_width(lines), is_glued)), is_glued


def _without_bullets(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines without bullets; the dash of `- 24` below a number is none."""
    above = ""
    for number, line in lines:
        text = clean(line)
        yield number, text if above[-1:].isdigit() and _ENDS_RANGE.match(text) else strip_bullet(text)
        above = text


def _words(lines: Sequence[tuple[int, str]], width: int, is_glued: bool) -> Iterator[Word]:
    above = ""
    for number, text in lines:
        before = FULL if above and is_full(above, text, width) else NEW
        for chunk in text.split():
            for part in _parts(chunk) if is_glued else [chunk]:
                yield Word(part, number, before)
                before = GLUED
            before = BLANK
        above = text


def _parts(chunk: str) -> Iterator[str]:
    """What a chunk may consist of; nothing is parted behind the sign of an address."""
    cuts = [0, *_seams(chunk), len(chunk)]
    yield from (chunk[one:two] for one, two in pairwise(cuts))


def _seams(chunk: str) -> list[int]:
    """Where two words may stick together."""
    if len(chunk) > _LONGEST or chunk.startswith(("http", "www.")):
        return []
    start, found = 0, list[int]()
    for end in [match.end() for match in _HOST_BEFORE.finditer(chunk)]:
        found += [*(start + seam for seam in _seams_before_sign(chunk[start:end])), end]
        start = end
    return [*found, *(start + seam for seam in _seams_before_sign(chunk[start:]))]


def _seams_before_sign(chunk: str) -> list[int]:
    """The same in what holds one address at most, before its sign."""
    name, sign, _ = chunk.partition("@")
    seams = [match.start() for match in _SEAM.finditer(name)]
    if not sign:
        return seams
    found = [match.start() for match in _SEAM_IN_ADDRESS.finditer(name)]
    start = found[-1] if found else 0
    end = start + _place_before(name[start:])
    place = [end] if end > start and name[end : end + 1].isalnum() else []
    return [*(seam for seam in seams if seam < start), *found[-1:], *place]


@lru_cache(maxsize=4096)
def _place_before(name: str) -> int:
    """How many letters the longest place has with which the name of an address begins; 0 where none does."""
    match = _LETTERS.match(name)
    letters = match[0] if match else ""
    ends = range(len(letters) - (len(letters) == len(name)), _SHORTEST - 1, -1)
    return next((end for end in ends if _is_place(letters[:end])), 0)


def _is_place(word: str) -> bool:
    *before, plain = word.casefold().split("-")
    is_named = not before and word[0].isupper() and plain in known_places().endings
    return is_named or plain in word_list("place_words")


def _find_width(lines: Sequence[tuple[int, str]]) -> int:
    """The width at which the lines are wrapped, without their margin; 0 where they are not."""
    texts = [clean(text) for _, text in lines]
    width = max(map(len, texts), default=0)
    if not NARROW <= width <= WIDE:
        return 0
    full = sum(1 for one, two in pairwise(texts) if is_full(one, two, width))
    return width if full >= max(_FEWEST_FULL, _SHARE_FULL * len(texts)) else 0


def _plain_words(text: str) -> Iterator[str]:
    """The words that are no address."""
    return (word for word in text.split() if "@" not in word and not word.startswith(("http", "www.")))


def join(words: Sequence[Word]) -> str:
    """The words as they stand on the page, line breaks aside."""
    text = ""
    for word in words:
        text += word.text if word.before == GLUED or not text else f" {word.text}"
    return text
