"""Printed words without what the eye does not see: zero-width letters, soft hyphens, runs of white space."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# U+200C and U+200D shape letters in some scripts and join emoji; after a Latin letter they do nothing.
# HTML reads the controls U+0080 to U+009F as the windows-1252 letters that were meant.
_UNSEEN = re.compile(
    r"[\u0080-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    r"(?:(?<![\u200c\u200d])|(?<=[\x00-\u024f].))"
)
_NEXT_LINE = "\x85"  # the one of these that Python takes for white space
_MEANT = {chr(n): bytes([n]).decode("cp1252", "replace") for n in range(0x80, 0xA0)}
_BULLET = re.compile(r"^(?:[•*·‣◦▪●○-]\s+)+")
TAG = re.compile(r"<[^<>]*>")
HYPHEN = re.compile(r"\w-$")
_LISTED = re.compile(r"(?:and|or|to)\b")
_EMAIL = re.compile(r"[\w.+'&-]+@[\w-]+(?:\.[\w-]+)+")


def clean(text: str) -> str:
    r"""The text as one line a reader sees.

    >>> clean(" Under\u00a018\u2019s \n of  the co\u00adunty\u200b")
    'Under 18’s of the county'
    """
    trimmed = text.strip()
    if "  " not in trimmed and trimmed.isprintable():  # as most are; what nobody sees is not printable
        return trimmed
    return collapse(text)


def collapse(text: str) -> str:
    """The same of a text of which it is known that its ends are not all there is to tidy."""
    words = " ".join(text.split())
    if _NEXT_LINE not in text and words.isprintable():
        return words
    return " ".join(_UNSEEN.sub(_mean, text).split())


def _mean(unseen: re.Match[str]) -> str:
    return _MEANT.get(unseen[0], "")


def join_lines(*lines: str) -> str:
    """The lines of one paragraph as one: a word broken at its hyphen is whole again.

    >>> join_lines("a one-to-", "one club"), join_lines("pre-", "and post-natal", "care")
    ('a one-to-one club', 'pre- and post-natal care')
    """
    return "".join([lines[0], *(_between(*pair) + pair[1] for pair in pairwise(lines))])


def _between(before: str, after: str) -> str:
    whole = HYPHEN.search(before[-2:]) and after[:1].islower() and not _LISTED.match(after)
    return "" if whole else " "


def is_hyphen_open(before: str, after: str) -> bool:
    """True where a line ends in a hyphen behind which a blank may have stood, or not.

    >>> is_hyphen_open("Ashton-under-", "Lyne"), is_hyphen_open("one-to-", "one club")
    (True, False)
    """
    return bool(HYPHEN.search(before[-2:])) and after[:1].isalnum() and not after[:1].islower()


def strip_bullet(text: str) -> str:
    """The text without the mark that tools set before an item of a list.

    >>> strip_bullet("• Norton"), strip_bullet("-5 degrees")
    ('Norton', '-5 degrees')
    """
    return _BULLET.sub("", text)


def find_emails(text: str) -> list[str]:
    """Every e-mail address in the text, as printed.

    >>> find_emails("Jo (jo.bloggs@kent.gov.uk), or 01622 000000")
    ['jo.bloggs@kent.gov.uk']
    """
    return _EMAIL.findall(text) if "@" in text else []


@lru_cache(maxsize=1024)
def letters_of(text: str) -> str:
    """The letters of a text alone, all of them small.

    >>> letters_of("Dover C.S.P. (2)")
    'dovercsp'
    """
    joined = text.casefold().replace(" ", "")
    return joined if joined.isalpha() else "".join(filter(str.isalpha, joined))
