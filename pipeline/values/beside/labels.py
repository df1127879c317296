"""If words beside a mailbox name a place, a person, a post, a team or a service, or say something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.values.beside.warnings import is_hours
from pipeline.values.beside.words import COMMAND, TELLS, begins_a_name, is_capital, is_titled, kind_of, to_key
from pipeline.values.words import is_forename, is_public, is_role

LABEL_EDGES = " \t:;,/&|.<>[]-–—"
_UNLIKE_NAMES = TELLS | {"filler", "sentence"}
_NAMING = frozenset({None, "post", "body", "people", "readers"})  # kinds of words that a name ends with
_HEADS = frozenset({"in", "on", "of", "a", "an", "the"})  # joining words that begin a heading
_TOWARDS = frozenset({"to", "with", "from"})
# "jo.smith" before "or sam.hill@x.org": an address whose domain is said once, behind the other.
_HALF_ADDRESS = re.compile(r"(?<![\w.@-])[a-z][a-z'-]+(?:[._][a-z'-]{2,})+(?![\w@])")
_OR_ELSE = re.compile(r"(?<![\w.])([^\W\d_][\w.'’-]*)\)?\s*(?:,\s*)?(?:\bor\b|\band\b|&|/)\s*$", re.I)
_SHORT = 4  # words of a label in small letters


@dataclass(frozen=True, slots=True)
class Label:
    """The words that name whom the mailbox is for, empty where none do, and what the others are."""

    words: str = ""
    told: tuple[str, ...] = ()  # words beside them that say what to do, left out
    doubted: str = ""  # words that may be no name, so that there is none

    @property
    def unsure(self) -> bool:
        """There are words that may be no name."""
        return bool(self.doubted)


@lru_cache(maxsize=1024)
def to_label(words: str, *, before_colon: bool = False) -> Label:
    """What of the words is a label. A name stays whole, also one that begins as an instruction does.

    >>> to_label("Emma Price").words, to_label("Send an email").told
    ('Emma Price', ('Send an email',))
    >>> to_label("Contact Emma Price on")
    Label(words='Emma Price', told=('Contact',), doubted='')
    >>> to_label("Send Village Hall").words, to_label("Will Young").words
    ('Send Village Hall', 'Will Young')
    >>> to_label("who runs the club").unsure, to_label("Mon-Fri 9-5").unsure
    (True, True)
    """
    tokens = words.split()
    kinds = [kind_of(each) for each in tokens]
    if kinds[-1:] == ["span"]:  # "Details from"
        kinds[-1] = "joining"
    if all(kind in COMMAND for kind in kinds):
        return _instruction(words, tokens, kinds, before_colon)
    if to_key(tokens[-1]) == "by" or kinds[0] == "network":  # "Photo by", "Facebook: Kent Youth"
        return Label(told=(words,))
    last = _last(tokens, kinds)
    first: int | None = _first(tokens, kinds)
    to_somebody = "order" in kinds[:1] and any(to_key(each) in _TOWARDS for each in tokens)  # "Send CVs to"
    if not to_somebody and _stays_whole(tokens[:last], kinds[:last], before_colon):
        first = 0
    elif "order" in kinds[:first]:
        first = _behind_order(tokens, first or 0)
    if first is None:
        return Label(told=(words,))
    core = tokens[first:last]
    beside = ((tokens[:first], kinds[:first]), (tokens[last:], kinds[last:]))
    told = tuple(" ".join(each).strip(LABEL_EDGES) for each, its in beside if {*its} - {"joining"})
    plain = " ".join(core).strip(LABEL_EDGES) if len(core) < len(tokens) else words
    unlike = _is_unlike_a_name(core, kinds[first:last], before_colon)
    return Label(told=told, doubted=plain) if unlike else Label(plain, told)


def _instruction(words: str, tokens: list[str], kinds: list[str | None], before_colon: bool) -> Label:
    """Words that may all be an instruction's: before a colon and with capitals they are a heading."""
    capital = all(map(is_capital, tokens))
    if capital and before_colon and not {"lead", "joining"} & {*kinds}:
        return Label(words)  # "Send", "Text Talk"
    if capital and kinds == ["filler"] and len(tokens[0]) > 1:
        return Label(doubted=words)  # "Will"
    return Label(told=(words,))


def _stays_whole(tokens: list[str], kinds: list[str | None], before_colon: bool) -> bool:
    """The words are a name or a heading, though they begin as an instruction does.

    Not where a person follows: "Contact Jo Smith".
    """
    if not tokens or not is_capital(tokens[0]):
        return False
    tells = kinds[0] in TELLS
    if tells and _is_person(tokens, kinds):
        return False
    if before_colon and not tells and kinds[0] != "filler":
        return kinds[0] != "joining" or to_key(tokens[0]) in _HEADS
    shouted = tells and not before_colon and all(each.isupper() for each in tokens)
    return is_titled(tokens, kinds) and not shouted and (before_colon or kinds[0] != "lead")


def _is_person(tokens: list[str], kinds: list[str | None]) -> bool:
    """A forename or a title follows the words that say what to do."""
    at = next((at for at, kind in enumerate(kinds) if kind not in COMMAND), len(kinds))
    following = to_key(tokens[at]) if at < len(tokens) else ""
    return kinds[at : at + 1] == ["title"] or is_forename(following)


def _behind_order(tokens: list[str], first: int) -> int | None:
    """Where the name of a person or place begins that something is to be sent to: "Send CVs to Jo Smith"."""
    towards = [at + 1 for at, each in enumerate(tokens) if to_key(each) in _TOWARDS]
    last = max(towards, default=len(tokens))
    known = last < len(tokens) and is_capital(tokens[last])
    return max(last, first) if known else None


def find_half_address(words: str) -> str | None:
    """The name of a mailbox whose domain is printed only behind the next: `jo.smith or sam.hill@x.org`.

    >>> find_half_address("jo.smith or"), find_half_address("Emma Price"), find_half_address("jo or")
    ('jo.smith', None, 'jo')
    """
    if found := _HALF_ADDRESS.search(words):
        return found[0]
    other = _OR_ELSE.search(words)
    alone = other and other[1][:1].islower() and kind_of(other[1]) is None
    return other[1] if other and alone else None


def is_other_choice(words: str) -> bool:
    """The words name something that the mailbox behind them is an alternative to: `Emma Price or`."""
    other = _OR_ELSE.search(words)
    return (
        bool(other) and other is not None and not words.rstrip().endswith("/") and kind_of(other[1]) is None
    )


def is_other_way(words: str) -> bool:
    """The mailbox behind the words is an alternative to a form or a website: `Self referral form or`."""
    other = _OR_ELSE.search(words)
    return other is not None and kind_of(other[1]) == "way"


def _first(tokens: list[str], kinds: list[str | None]) -> int:
    """Where the words begin that are no instruction."""
    return next(at for at, kind in enumerate(kinds) if kind not in COMMAND or begins_a_name(tokens, at))


def _last(tokens: list[str], kinds: list[str | None]) -> int:
    """Where the words end that are no instruction; a capital behind a name belongs to it: "Sam Page"."""
    return max(
        at + 1
        for at, token in enumerate(tokens)
        if kinds[at] not in COMMAND or is_capital(token) or (at and to_key(token) == "only")
    )


def _is_unlike_a_name(core: list[str], kinds: list[str | None], before_colon: bool) -> bool:
    """The words hold a verb, or say when and nothing else, or begin small and name no role."""
    if is_hours(" ".join(core)):
        return True
    small = [each.lstrip("(\"'")[:1].islower() for each in core]
    inside = any(low and kind in _UNLIKE_NAMES for low, kind in zip(small, kinds, strict=True))
    if inside or kinds[:1] == ["sentence"]:
        return True
    roles = any(
        is_role(to_key(each)) or (is_public(to_key(each)) and kind_of(each) != "joining") for each in core
    )
    known = roles or not _NAMING.isdisjoint({*kinds} - {None}) or (before_colon and len(core) <= _SHORT)
    return bool(small[:1]) and small[0] and not known
