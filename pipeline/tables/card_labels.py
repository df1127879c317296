"""The labels of pages that say every heading again for each service, and how most cards are set out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.flattened.place_names import known_places, place_coverage, plain_place
from pipeline.tables.grammars import word_list
from pipeline.tables.heading_words import is_plain_heading, plain
from pipeline.tables.headings import find_role

_INLINE = re.compile(r"^([^\W\d_][^:@]{0,40}?)\s*:\s+(\S.*)$|^([^\W\d_][^:@]{0,40}?)\s*:$")
TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENED = {"dt": "h3", "dd": ""}
FEWEST = 2  # cards; one alone is no list of services

Labels = Mapping[str, Role | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the element that holds it: a heading, dt, dd, or nothing that matters."""

    text: str
    line: int
    holder: str = ""
    joined: bool = False  # to the paragraph before: they are lines of one


@dataclass(frozen=True, slots=True)
class Layout:
    """How most cards of a page are set out.

    `title`: the kind of heading above each, empty where they have none. `named`: each has a heading, or
    begins with a line that has no label. `parted`: each begins a paragraph of its own, so that the joined
    lines of one are never of two. `inline`: labels whose words stand behind them.
    """

    opening: str
    title: str
    named: bool
    parted: bool
    inline: frozenset[str]


def split_label(piece: Piece) -> tuple[str, str] | None:
    """The label that a paragraph begins with and the words behind it; None where it has none."""
    if piece.holder == "dt":
        return piece.text.rstrip(" :"), ""
    if piece.holder == "dd" or piece.holder in TITLES:
        return None
    match = _INLINE.match(piece.text)
    if not match:
        return None
    return (match.group(1), match.group(2)) if match.group(1) else (match.group(3), "")


def find_labels(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Labels:
    """The labels that stand at least twice, with their roles; those that nobody knows only where most do.

    One that is known to be a heading without a role may stand on a few cards too.
    """
    found = [(label[0], piece.joined) for piece in pieces if (label := split_label(piece))]
    count = Counter(label for label, _ in found)
    known = {label: find_role(label, own) for label, times in count.items() if times >= FEWEST}
    most = max((count[label] for label, role in known.items() if role), default=0)
    often = {
        label: role
        for label, role in known.items()
        if role or (most and (2 * count[label] > most or is_plain_heading(label)))
    }
    within = Counter(label for label, joined in found if joined and label in often)
    if 2 * within.total() >= sum(count[label] for label in often):
        return often
    return {label: role for label, role in often.items() if 2 * within[label] < count[label]}


def open_definitions(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Sequence[Piece]:
    """The pieces; where each <dt> is a name and <dd> have labels, these as titles and paragraphs."""
    terms = [piece for piece in pieces if piece.holder == "dt"]
    inside = [piece for piece in pieces if piece.holder == "dd"]
    labels = [match.group(1) or match.group(3) for piece in inside if (match := _INLINE.match(piece.text))]
    known = sum(1 for label in labels if find_role(label, own))
    if not terms or known < 2 * len(terms) or any(find_role(term.text.rstrip(" :"), own) for term in terms):
        return pieces
    return [replace(piece, holder=_OPENED.get(piece.holder, piece.holder)) for piece in pieces]


def find_layout(pieces: Sequence[Piece], labels: Labels) -> Layout:
    """How most cards of the page are set out, whose labels these are."""
    said = [split_label(piece) or ("", "") for piece in pieces]
    at = [n for n, (label, _) in enumerate(said) if label in labels]
    opening = said[at[0]][0] if at else ""
    before = [pieces[one + 1 : two + 1] for one, two in pairwise([-1, *at]) if said[two][0] == opening]
    titles = [found[-1] for above in before if (found := [each for each in above if each.holder in TITLES])]
    kinds = Counter(each.holder for each in titles)
    usual = 2 * kinds.total() > len(before)
    parted = sum(1 for above in before if not all(each.joined for each in above))
    times, words = Counter(said[n][0] for n in at), Counter(said[n][0] for n in at if said[n][1])
    return Layout(
        opening,
        kinds.most_common(1)[0][0] if usual else "",
        _are_names(titles, len(before)) or all(map(_has_first_line, before)),
        2 * parted > len(before),
        frozenset(label for label in times if 2 * words[label] >= times[label]),
    )


def _are_names(titles: Sequence[Piece], cards: int) -> bool:
    """True where so many cards have a title each, and few of these are places, as a section's may be."""
    places = sum(1 for title in titles if _is_place(title.text))
    return len(titles) == cards and 2 * places < cards


def _is_place(text: str) -> bool:
    return {*plain_place(text).split()} <= word_list("place_words") or (
        place_coverage(text, known_places()) == "all"
    )


def _has_first_line(above: Sequence[Piece]) -> bool:
    """True where the paragraph that goes on with the last of these lines begins with the one above it."""
    return [each.joined for each in above[-2:]] == [False, True]


def name_titles(labels: Labels, layout: Layout) -> Labels:
    """The labels; where every card has a title, it is the name, and who provides the service is not."""
    if not layout.named:
        return labels
    return {
        label: None if role is Role.NAME and is_providers(label) else role for label, role in labels.items()
    }


def is_providers(label: str) -> bool:
    """True where the label says who provides a service, not what it is called."""
    return not word_list("provider").isdisjoint(plain(label).split())
