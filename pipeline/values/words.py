"""Small vocabularies that are data: words that stand for nothing, for an organisation, for a role."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.vocabulary import first_column, table, words_in

VOICE = "voice"  # what a number is for where no word beside it says otherwise


def is_null(text: str, own: tuple[str, ...] = (), *, name: bool = False) -> bool:
    """The text is a word that stands for "no value", by the source's own words or the general ones.

    A name is only blank where nobody could be called so: a provider may be named "None".

    >>> is_null("TBC"), is_null("none"), is_null("None", name=True), is_null("18+")
    (True, True, False, False)
    """
    plain = " ".join(text.split()).casefold()
    if plain in {each.casefold() for each in own}:
        return True
    return plain in _null_words() and (not name or _null_words()[plain])


def is_organisation(text: str) -> bool:
    """The text ends with a word that names a legal form or a kind of body.

    >>> is_organisation("Dover CSP"), is_organisation("Step Up Mentoring")
    (True, False)
    """
    words = text.split()
    return bool(words) and words[-1] in words_in("organisation_words.csv")


def is_legal_form(text: str) -> bool:
    """The text is the name of a legal form alone, however it is written.

    >>> is_legal_form("plc"), is_legal_form("C.I.C."), is_legal_form("Trust")
    (True, True, False)
    """
    return text.casefold().replace(".", "") in _legal_forms()


def is_role(part: str) -> bool:
    """The part of a mailbox's name is a role, not a person."""
    return part in words_in("role_mailboxes.csv")


def is_sumless(text: str) -> bool:
    """The text says in words alone what something costs, and names no sum.

    >>> is_sumless("Free of charge"), is_sumless("Free for members, £2 for others")
    (True, False)
    """
    return " ".join(text.casefold().split()).rstrip(".!") in words_in("sumless_words.csv")


def is_public(word: str) -> bool:
    """The word stands in contact cells and names nobody."""
    return word in words_in("public_words.csv")


def is_common(word: str) -> bool:
    """The word, in small letters, is an everyday one of English."""
    return word in words_in("common_words.csv")


def is_forename(word: str) -> bool:
    """The word, in small letters, is a person's given name, whatever else it is.

    >>> is_forename("will"), is_forename("village")
    (True, False)
    """
    return word in words_in("forenames.csv")


def is_in_place_name(word: str) -> bool:
    """The word, in small letters, stands in the name of a place of the United Kingdom."""
    return word in _place_words()


def contact_kind(word: str) -> str | None:
    """What the word does beside a mailbox: it says what to do, when, that the mailbox has had its day ...

    >>> contact_kind("phone"), contact_kind("no longer"), contact_kind("swale")
    ('instruction', 'negation', None)
    """
    return _kinds("contact_words.csv").get(word)


def begins_names(word: str) -> bool:
    """The word is known in contact cells, and stands at the beginning of names too: "Old Town Hall".

    >>> begins_names("old"), begins_names("click")
    (True, False)
    """
    return word in _name_beginnings()


def phone_kind(word: str) -> str | None:
    """What a number is for that the word stands beside: "voice", "fax", "message" or "textphone"."""
    return _kinds("phone_words.csv").get(word)


def phone_words() -> frozenset[str]:
    """Every word that says what a number is for."""
    return words_in("phone_words.csv")


@cache
def _kinds(file_name: str) -> Mapping[str, str]:
    return {row["word"]: row["kind"] for row in table(file_name)}


@cache
def _name_beginnings() -> frozenset[str]:
    return frozenset(row["word"] for row in table("contact_words.csv") if row["names"] == "yes")


@cache
def _place_words() -> frozenset[str]:
    return frozenset(" ".join(first_column("place_names.csv")).casefold().split())


@cache
def _null_words() -> Mapping[str, bool]:
    """Each general null word, and whether it stands for nothing in a name too."""
    return {row["word"]: row["names"] == "yes" for row in table("null_words.csv")}


@cache
def _legal_forms() -> frozenset[str]:
    rows = table("organisation_words.csv")
    return frozenset(row["word"].casefold().replace(".", "") for row in rows if row["legal"] == "yes")
