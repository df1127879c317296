"""If words beside a mailbox name a place, a person, a post, a team or a service, or say something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.values.words import begins_names, contact_kind, is_forename, is_public, is_role

_EDGES = ".,;:!?()[]{}<>\"'’‘“”*|/–—-"
_LABEL_EDGES = " \t:;,/&|.<>[]-–—"
_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:am|pm|a\.m|p\.m)?|\d{1,2}(?:st|nd|rd|th)")
_TELLS = frozenset({"instruction", "lead", "order", "way"})
_COMMAND = _TELLS | {"joining", "filler", "outside"}
_WARNS = frozenset({"ending", "negation", "doubt", "span"})
_UNLIKE_NAMES = _TELLS | {"filler", "sentence"}
_INSTEAD_OF_NAMES = _TELLS | {"time", *_WARNS}
_BODIES = frozenset({"post", "body"})
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


@lru_cache(maxsize=4096)
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
    kinds = [_kind(each) for each in tokens]
    if kinds[-1:] == ["span"]:  # "Details from"
        kinds[-1] = "joining"
    if all(kind in _COMMAND for kind in kinds):
        return _instruction(words, tokens, kinds, before_colon)
    if _key(tokens[-1]) == "by" or kinds[0] == "network":  # "Photo by", "Facebook: Kent Youth"
        return Label(told=(words,))
    last = _last(tokens, kinds)
    first: int | None = _first(tokens, kinds)
    to_somebody = "order" in kinds[:1] and any(_key(each) in _TOWARDS for each in tokens)  # "Send CVs to"
    if not to_somebody and _stays_whole(tokens[:last], kinds[:last], before_colon):
        first = 0
    elif "order" in kinds[:first]:
        first = _behind_order(tokens, first or 0)
    if first is None:
        return Label(told=(words,))
    core = tokens[first:last]
    beside = ((tokens[:first], kinds[:first]), (tokens[last:], kinds[last:]))
    told = tuple(" ".join(each).strip(_LABEL_EDGES) for each, its in beside if {*its} - {"joining"})
    plain = " ".join(core).strip(_LABEL_EDGES) if len(core) < len(tokens) else words
    unlike = _is_unlike_a_name(core, kinds[first:last], before_colon)
    return Label(told=told, doubted=plain) if unlike else Label(plain, told)


def _instruction(words: str, tokens: list[str], kinds: list[str | None], before_colon: bool) -> Label:
    """Words that may all be an instruction's: before a colon and with capitals they are a heading."""
    capital = all(map(_is_capital, tokens))
    if capital and before_colon and not {"lead", "joining"} & {*kinds}:
        return Label(words)  # "Send", "Text Talk"
    if capital and kinds == ["filler"] and len(tokens[0]) > 1:
        return Label(doubted=words)  # "Will"
    return Label(told=(words,))


def _stays_whole(tokens: list[str], kinds: list[str | None], before_colon: bool) -> bool:
    """The words are a name or a heading, though they begin as an instruction does.

    Not where a person follows: "Contact Jo Smith".
    """
    if not tokens or not _is_capital(tokens[0]):
        return False
    tells = kinds[0] in _TELLS
    if tells and _is_person(tokens, kinds):
        return False
    if before_colon and not tells and kinds[0] != "filler":
        return kinds[0] != "joining" or _key(tokens[0]) in _HEADS
    shouted = tells and not before_colon and all(each.isupper() for each in tokens)
    return _is_titled(tokens, kinds) and not shouted and (before_colon or kinds[0] != "lead")


def _is_person(tokens: list[str], kinds: list[str | None]) -> bool:
    """A forename or a title follows the words that say what to do."""
    at = next((at for at, kind in enumerate(kinds) if kind not in _COMMAND), len(kinds))
    following = _key(tokens[at]) if at < len(tokens) else ""
    return kinds[at : at + 1] == ["title"] or is_forename(following)


def _is_titled(tokens: list[str], kinds: list[str | None]) -> bool:
    """Two words and more, all with a capital but those that join: "Please Touch Museum"."""
    capitals = [_is_capital(each) or each[:1].isdigit() for each in tokens]
    joined = all(capital or kind == "joining" for capital, kind in zip(capitals, kinds, strict=True))
    return joined and capitals[-1] and sum(capitals) > 1


def _is_capital(token: str) -> bool:
    return token.lstrip("(\"'")[:1].isupper()


def _behind_order(tokens: list[str], first: int) -> int | None:
    """Where the name of a person or place begins that something is to be sent to: "Send CVs to Jo Smith"."""
    towards = [at + 1 for at, each in enumerate(tokens) if _key(each) in _TOWARDS]
    last = max(towards, default=len(tokens))
    known = last < len(tokens) and _is_capital(tokens[last])
    return max(last, first) if known else None


def is_hours(words: str) -> bool:
    """The words say when, and nothing else.

    >>> is_hours("Mon-Fri 9-5"), is_hours("Monday Club")
    (True, False)
    """
    parts = [part for part in re.split(r"[-–—/&,()\s]", words) if part.strip(_EDGES)]
    pairs = [_pair_kind(parts, at) for at in range(len(parts))]
    when = [
        bool(_TIME.fullmatch(_key(each))) or "time" in (contact_kind(_key(each)), pair)
        for each, pair in zip(parts, pairs, strict=True)
    ]
    rest = [_kind(each) for each, is_time in zip(parts, when, strict=True) if not is_time]
    return any(when) and all(kind == "joining" for kind in rest)


def has_times(words: str) -> bool:
    """A word of them says when: "Mondays: Jo"."""
    return any(_kind(each) == "time" for each in words.split())


@lru_cache(maxsize=4096)
def warns(words: str) -> bool:
    """The words may say of a mailbox beside them that it is not, or no longer, or perhaps not, to be used.

    >>> warns("Do not email"), warns("left March 2024"), warns("Old Town Hall"), warns("Any questions?")
    (True, True, False, False)
    """
    tokens = words.split()
    for at, token in enumerate(tokens):
        kind = _kind(token) if at + 1 == len(tokens) else _pair_kind(tokens, at)
        if kind == "span" and at + 1 == len(tokens):
            continue
        if kind in _WARNS and not (_begins_a_name(tokens, at) or (at == 0 and _heads(tokens))):
            return True
    return is_doubted(words)


def _heads(tokens: list[str]) -> bool:
    """The words are the name of a body, or of readers, before a colon: "Not For Profit Hub:"."""
    kinds = [_kind(each) for each in tokens]
    if not tokens[-1].endswith(":") or not _is_titled(tokens, kinds) or all(map(str.isupper, tokens)):
        return False
    if kinds[0] == "ending":
        following = kinds[1] is None or (kinds[1] == "time" and kinds[-1] in _BODIES)
        left = following and _key(tokens[0]) == "left"  # "Left Bank Arts"
        return left or kinds[1:] == ["readers"]  # "Former Pupils"
    return kinds[0] in ("negation", "span") and len(tokens) > 2 and kinds[-1] in _BODIES


def is_doubted(words: str) -> bool:
    """A question mark stands alone in the words, or behind one that asks nothing."""
    marked = [each for each in words.split() if "?" in each]
    return any(_kind(each) not in _COMMAND or not each.strip(_EDGES) for each in marked)


def forbids(words: str) -> bool:
    """The words end with an order not to use what comes next.

    >>> forbids("Please do not email"), forbids("If you do not hear from us email")
    (True, False)
    """
    tokens = words.split()
    kinds = [_pair_kind(tokens, at) for at in range(len(tokens))]
    nots = [at for at, kind in enumerate(kinds) if kind == "negation"]
    return bool(nots) and all(_kind(each) in (*_COMMAND, "ending") for each in tokens[nots[-1] + 1 :])


def find_half_address(words: str) -> str | None:
    """The name of a mailbox whose domain is printed only behind the next: `jo.smith or sam.hill@x.org`.

    >>> find_half_address("jo.smith or"), find_half_address("Emma Price"), find_half_address("jo or")
    ('jo.smith', None, 'jo')
    """
    if found := _HALF_ADDRESS.search(words):
        return found[0]
    other = _OR_ELSE.search(words)
    alone = other and other[1][:1].islower() and _kind(other[1]) is None
    return other[1] if other and alone else None


def is_other_choice(words: str) -> bool:
    """The words name something that the mailbox behind them is an alternative to: `Emma Price or`."""
    other = _OR_ELSE.search(words)
    return bool(other) and other is not None and not words.rstrip().endswith("/") and _kind(other[1]) is None


def is_other_way(words: str) -> bool:
    """The mailbox behind the words is an alternative to a form or a website: `Self referral form or`."""
    other = _OR_ELSE.search(words)
    return other is not None and _kind(other[1]) == "way"


def _key(token: str) -> str:
    return token.strip(_EDGES).casefold().replace("’", "'")


def _kind(token: str) -> str | None:
    """The kind of the word; a mark alone joins words."""
    key = _key(token)
    kind = contact_kind(key) if key else "joining"
    parts = key.split("/")  # "Tel/Fax"
    return kind or (contact_kind(parts[0]) if len(set(map(contact_kind, parts))) == 1 else None)


def _pair_kind(tokens: list[str], at: int) -> str | None:
    pair = contact_kind(" ".join(map(_key, tokens[at : at + 2])))
    return pair or _kind(tokens[at])


def _begins_a_name(tokens: list[str], at: int) -> bool:
    """The word and the next have capitals, as in "Old Town", or a number follows, as in "No 6"."""
    others = (each.lstrip("(\"'") for each in tokens[at + 1 :] if each not in ("&", "and"))
    following = next(others, "")
    if not tokens[at].lstrip("(\"'")[:1].isupper():
        return False
    if contact_kind(_key(following)) == "post" and _kind(tokens[at]) in _TELLS:
        return True  # "Contact Centre", "Call team"
    not_names = _INSTEAD_OF_NAMES if _kind(tokens[at]) in (*_WARNS, "filler") else _WARNS
    other = contact_kind(_key(following)) in not_names and not begins_names(_key(following))
    is_name = following[:1].isupper() and not other  # not "Old Email"
    return begins_names(_key(tokens[at])) and (is_name or following[:1].isdigit())


def _first(tokens: list[str], kinds: list[str | None]) -> int:
    """Where the words begin that are no instruction."""
    return next(at for at, kind in enumerate(kinds) if kind not in _COMMAND or _begins_a_name(tokens, at))


def _last(tokens: list[str], kinds: list[str | None]) -> int:
    """Where the words end that are no instruction; a capital behind a name belongs to it: "Sam Page"."""
    return max(
        at + 1
        for at, token in enumerate(tokens)
        if kinds[at] not in _COMMAND or _is_capital(token) or (at and _key(token) == "only")
    )


def _is_unlike_a_name(core: list[str], kinds: list[str | None], before_colon: bool) -> bool:
    """The words hold a verb, or say when and nothing else, or begin small and name no role."""
    if is_hours(" ".join(core)):
        return True
    small = [each.lstrip("(\"'")[:1].islower() for each in core]
    inside = any(low and kind in _UNLIKE_NAMES for low, kind in zip(small, kinds, strict=True))
    if inside or kinds[:1] == ["sentence"]:
        return True
    roles = any(is_role(_key(each)) or (is_public(_key(each)) and _kind(each) != "joining") for each in core)
    known = (
        roles or not {"post", "readers", "body"}.isdisjoint(kinds) or (before_colon and len(core) <= _SHORT)
    )
    return bool(small[:1]) and small[0] and not known
