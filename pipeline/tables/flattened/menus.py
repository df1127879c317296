"""Words of a site's menu, which can look like the headings of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model import Column, Role
from pipeline.tables.grammars import word_list
from pipeline.tables.streams.stream import Token


def is_menu(columns: Sequence[Column], around: Sequence[Token]) -> bool:
    """Whether all of these headings that we know are a menu's words, and some words about them only its.

    One such word is enough where we know all headings.

    >>> columns = [Column(Role.NAME, "Services"), Column(Role.CONTACT, "Contact")]
    >>> is_menu(columns, [Token("Home", 1)]), is_menu(columns, [Token("Projects", 1)])
    (True, False)
    """
    only = word_list("menu")
    known = {each.heading.casefold() for each in columns if each.role is not Role.TEXT}
    others = {each.heading.casefold() for each in columns} - known - only - word_list("menu_too")
    found = only & {each.text.casefold() for each in around}
    return known <= only | word_list("menu_too") and len(found) > bool(others)


def are_of_menu(texts: Iterable[str]) -> bool:
    """Whether all of these are words that menus say.

    >>> are_of_menu(["Services", "About us", "Contact"]), are_of_menu(["Name", "About", "Contact"])
    (True, False)
    """
    return word_list("menu") | word_list("menu_too") >= {text.casefold() for text in texts}


def leaves_list(printed: Sequence[Token]) -> bool:
    """Whether items of a list, as those of a menu are, stand before paragraphs that are none.

    >>> leaves_list([Token("Services", 1, listed=True), Token("Name", 3)])
    True
    """
    return printed[0].listed and not all(each.listed for each in printed if each.text)


def is_in_menu(tokens: Sequence[Token], at: int) -> bool:
    """Whether a paragraph and the one before it are words that only a menu says."""
    before, own = (tokens[n].text.casefold() for n in (max(0, at - 1), at))
    return at > 0 and {before, own} <= word_list("menu")
