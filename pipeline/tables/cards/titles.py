"""What a title above a service's labels looks like: a name, not a place, a sentence or an address."""

from __future__ import annotations

from pipeline.tables.flattened.channels import is_link
from pipeline.tables.flattened.place_names import known_places, place_coverage, plain_place
from pipeline.tables.grammars import kind, word_list
from pipeline.tables.headings.readings import find_role

LONGEST_TITLE = 60  # characters
NO_NAMES = frozenset(("email", "emails", "age", "date", "phone", "url", "money", "number"))  # kinds of words


def is_like_title(text: str) -> bool:
    """True for a few words that can be the name of a service.

    >>> is_like_title("The Shed"), is_like_title("Yes please: call 01795 532766."), is_like_title("a@b.org")
    (True, False, False)
    """
    short = 0 < len(text) <= LONGEST_TITLE and text[-1] not in ".?:;,"
    return short and kind(text) not in NO_NAMES and find_role(text) is None


def is_place(text: str) -> bool:
    """True for words that name places, or parts of the compass, and nothing else."""
    return {*plain_place(text).split()} <= word_list("place_words") or (
        place_coverage(text, known_places()) == "all"
    )


def leads_on(text: str) -> bool:
    """True for the words of a link that stands below each part of a page, and can head nothing.

    >>> leads_on("Read more >"), leads_on("Back to top"), leads_on("More information")
    (True, True, False)
    """
    said = text.casefold()
    is_known = is_link(text) or said in word_list("between") or said in word_list("jumps")
    return is_known and said.partition(" ")[0] in word_list("link_verbs")
