"""Single words of a contact cell: what each does beside a mailbox, by vocabulary/contact_words.csv."""

from __future__ import annotations

from pipeline.values.words import begins_names, contact_kind

EDGES = ".,;:!?()[]{}<>\"'’‘“”*|/–—-"
TELLS = frozenset({"instruction", "lead", "order", "way"})
COMMAND = TELLS | {"joining", "filler", "outside"}
WARNS = frozenset({"ending", "negation", "doubt", "span"})
_INSTEAD_OF_NAMES = TELLS | {"time", *WARNS}


def to_key(token: str) -> str:
    """The word in small letters without the marks around it."""
    return token.strip(EDGES).casefold().replace("’", "'")


def kind_of(token: str) -> str | None:
    """The kind of the word; a mark alone joins words."""
    key = to_key(token)
    kind = contact_kind(key) if key else "joining"
    parts = key.split("/")  # "Tel/Fax"
    return kind or (contact_kind(parts[0]) if len(set(map(contact_kind, parts))) == 1 else None)


def pair_kind(tokens: list[str], at: int) -> str | None:
    """The kind of the word and the next together, else of the word."""
    pair = contact_kind(" ".join(map(to_key, tokens[at : at + 2])))
    return pair or kind_of(tokens[at])


def begins_a_name(tokens: list[str], at: int) -> bool:
    """The word and the next have capitals, as in "Old Town", or a number follows, as in "No 6"."""
    others = (each.lstrip("(\"'") for each in tokens[at + 1 :] if each not in ("&", "and"))
    following = next(others, "")
    if not tokens[at].lstrip("(\"'")[:1].isupper():
        return False
    if contact_kind(to_key(following)) == "post" and kind_of(tokens[at]) in TELLS:
        return True  # "Contact Centre", "Call team"
    not_names = _INSTEAD_OF_NAMES if kind_of(tokens[at]) in (*WARNS, "filler") else WARNS
    other = contact_kind(to_key(following)) in not_names and not begins_names(to_key(following))
    is_name = following[:1].isupper() and not other  # not "Old Email"
    return begins_names(to_key(tokens[at])) and (is_name or following[:1].isdigit())


def is_titled(tokens: list[str], kinds: list[str | None]) -> bool:
    """Two words and more, all with a capital but those that join: "Please Touch Museum"."""
    capitals = [is_capital(each) or each[:1].isdigit() for each in tokens]
    joined = all(capital or kind == "joining" for capital, kind in zip(capitals, kinds, strict=True))
    return joined and capitals[-1] and sum(capitals) > 1


def is_capital(token: str) -> bool:
    """The word begins with a capital."""
    return token.lstrip("(\"'")[:1].isupper()
