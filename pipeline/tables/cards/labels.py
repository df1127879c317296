"""The labels of pages that say every heading again for each service, and how most cards are set out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model import Role
from pipeline.tables.cards.openings import Opening, find_headed, find_opening
from pipeline.tables.cards.titles import is_like_title, is_place, leads_on
from pipeline.tables.grammars import word_list
from pipeline.tables.headings.readings import find_role, roles_in_row
from pipeline.tables.headings.roles import find_roles, find_roles_beside_name, find_sure_roles
from pipeline.tables.headings.words import is_plain_heading, plain
from pipeline.tables.html.flow import HEADINGS

_INLINE = re.compile(r"^(£|[^\W\d_][^:@]{0,40}?)\s*:\s+(\S.*)$|^(£|[^\W\d_][^:@]{0,40}?)\s*:$")
WORDS = "words"  # the holder of a paragraph that begins with no label, whatever it says
_OPENED = {"dt": "h3", "dd": ""}
_MOST_LACKED = 1  # labels by the last card, where services begin with their name and nothing parts them
NEARLY_ALL = 0.8  # of the services of a page
FEWEST = 2  # cards; one alone is no list of services

Labels = Mapping[str, Role | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the element that holds it: a heading, dt, dd, or nothing that matters."""

    text: str
    line: int
    holder: str = ""
    joined: bool = False  # to the paragraph before: they are lines of one
    printed: str = ""  # its words as the page has them, where a colon was set behind what may be a label

    def with_colon(self, text: str) -> Piece:
        """The same as this text, in which a colon stands behind the words that may be a label."""
        return replace(self, text=text, printed=self.printed or self.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """How most cards of a page are set out.

    `title`: the kind of heading above each, empty where they have none. `named`: each has a heading, or
    begins with a line that has no label. `parted`: each begins a paragraph of its own, so that the joined
    lines of one are never of two. `inline`: labels whose words stand behind them. `told`: what services begin
    with is told by their labels alone.
    """

    opening: str
    title: str
    named: bool
    parted: bool
    inline: frozenset[str]
    told: bool
    headed: bool
    described: bool


def split_label(piece: Piece) -> tuple[str, str] | None:
    """The label that a paragraph begins with and the words behind it; None where it has none."""
    if piece.holder == "dt":
        return piece.text.rstrip(" :"), ""
    if piece.holder in ("dd", WORDS) or piece.holder in HEADINGS:
        return None
    match = _INLINE.match(piece.text)
    if not match:
        return None
    return (match.group(1), match.group(2)) if match.group(1) else (match.group(3), "")


def find_labels(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Labels:
    """The labels that stand at least twice, with their roles; those that nobody knows only where most do.

    One that is known to be a heading without a role may stand on a few cards too.
    """
    found = [
        (label[0], piece.joined and piece.holder != "dt") for piece in pieces if (label := split_label(piece))
    ]
    count = Counter(label for label, _ in found)
    roles = {label: roles_in_row(label, own) for label, times in count.items() if times >= FEWEST}
    known = {label: next(iter(each), None) for label, each in roles.items()}
    most = max((count[label] for label, role in known.items() if role), default=0)
    often = {
        label: role
        for label, role in known.items()
        if role or (most and (2 * count[label] > most or is_plain_heading(label)))
    }
    terms = {
        label[0]
        for piece, below in pairwise(pieces)
        if (piece.holder, below.holder) == ("dt", "dd") and (label := split_label(piece))
    }
    answers = Counter(
        label[0]
        for above, piece in pairwise(pieces)
        if above.text.endswith("?") and (label := split_label(piece))
    )
    often = {
        label: role
        for label, role in often.items()
        if role or not (2 * answers[label] >= count[label] or _is_no_label(label, terms))
    }
    within = Counter(label for label, joined in found if joined and label in often)
    if 2 * within.total() >= sum(count[label] for label in often):
        return often
    return {label: role for label, role in often.items() if 2 * within[label] < count[label]}


def close_labels(pieces: Sequence[Piece], labels: Labels) -> list[Piece]:
    """The pieces; those that begin with none of the labels say what the page prints, without a colon."""
    return [
        replace(each, text=each.printed, printed="") if each.printed and not _begins(each, labels) else each
        for each in pieces
    ]


def _begins(piece: Piece, labels: Labels) -> bool:
    found = split_label(piece)
    return found is not None and found[0] in labels


def find_links(pieces: Sequence[Piece], labels: Labels) -> dict[int, Piece]:
    """By their place, the links that stand below several services alike (`Read more`), in none of them."""
    bare = {
        n
        for n, each in enumerate(pieces)
        if (found := split_label(each)) and found[0] in labels and not found[1]
    }
    loose = (n for n in range(len(pieces)) if n not in bare and n - 1 not in bare)
    links = {n: pieces[n] for n in loose if leads_on(pieces[n].text)}
    count = Counter(each.text for each in links.values())
    return {n: each for n, each in links.items() if count[each.text] >= FEWEST}


def _is_no_label(label: str, terms: Collection[str]) -> bool:
    return label.casefold() in word_list("days") or (label not in terms and leads_on(label))


def open_definitions(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Sequence[Piece]:
    """The pieces; where each <dt> is a name and <dd> have labels, these as titles and paragraphs."""
    terms = [piece for piece in pieces if piece.holder == "dt"]
    inside = [piece for piece in pieces if piece.holder == "dd"]
    labels = [match.group(1) or match.group(3) for piece in inside if (match := _INLINE.match(piece.text))]
    known = [role for label in labels if (role := find_role(label, own))]
    is_labelled = len(known) >= len(terms) > 0 and len({*known}) > 1
    if not is_labelled or any(find_role(term.text.rstrip(" :"), own) for term in terms):
        return pieces
    return [replace(piece, holder=_OPENED.get(piece.holder, piece.holder)) for piece in pieces]


def find_layout(pieces: Sequence[Piece], labels: Labels) -> Layout:
    """How most cards of the page are set out, whose labels these are."""
    said = [split_label(piece) or ("", "") for piece in pieces]
    at = [n for n, (label, _) in enumerate(said) if label in labels]
    count, words = Counter(said[n][0] for n in at), Counter(said[n][0] for n in at if said[n][1])
    opening = _find_headed(pieces, said, at, labels) or _find_opening(
        [(said[n][0], pieces[n].joined) for n in at], labels
    )
    spans = [(one, two) for one, two in pairwise([-1, *at]) if said[two][0] == opening.label]
    before = [pieces[one + 1 : two + 1] for one, two in spans]
    titles = [found[-1] for above in before if (found := [each for each in above if each.holder in HEADINGS])]
    kinds = Counter(each.holder for each in titles)
    parted = sum(1 for above in before if not all(each.joined for each in above))
    headed = sum(1 for one, two in spans[1:] if _has_loose(pieces[one + 1 : two], bare=not said[one][1]))
    return Layout(
        opening.label,
        kinds.most_common(1)[0][0] if 2 * kinds.total() > len(before) else "",
        _are_names(titles, len(before)) or all(map(_has_first_line, before)),
        2 * parted > len(before),
        frozenset(label for label in count if 2 * words[label] >= count[label]),
        opening.cost == 0 or (labels.get(opening.label) is Role.NAME and opening.lacks <= _MOST_LACKED),
        2 * headed >= max(1, len(spans) - 1),
        _are_described([_find_loose(pieces[one + 1 : two], bare=not said[one][1]) for one, two in spans[1:]]),
    )


def _are_described(above: Sequence[Sequence[Piece]]) -> bool:
    """Whether nearly all services have a name and a paragraph above their labels, and none a heading."""
    pairs = [each for each in above if len(each) == 2 and is_like_title(each[0].text)]
    pairs = [(one, two) for one, two in pairs if plain(two.text) not in plain(one.text)]  # as of a picture
    is_headed = any(each.holder in HEADINGS for pair in above for each in pair)
    return bool(above) and not is_headed and len(pairs) >= NEARLY_ALL * len(above)


def _find_headed(
    pieces: Sequence[Piece], said: Sequence[tuple[str, str]], at: Sequence[int], labels: Labels
) -> Opening | None:
    """The label right above which most cards have a title, or words of no label where none is a name's."""
    between = [(said[two][0], one, two) for one, two in pairwise([-1, *at])]
    order = [label for label, *_ in between]
    titled = [
        label for label, one, two in between if any(each.holder in HEADINGS for each in pieces[one + 1 : two])
    ]
    found = find_headed(order, titled)
    if found or Role.NAME in labels.values():
        return found
    loose = [
        label
        for label, one, two in between
        if one < 0 or _has_loose(pieces[one + 1 : two], bare=not said[one][1])
    ]
    return find_headed(order, loose)


def _find_opening(found: Sequence[tuple[str, bool]], labels: Labels) -> Opening:
    """The label that cards begin with, of the labels in page order, and whether each goes on a paragraph."""
    count, joined = Counter(label for label, _ in found), Counter(label for label, each in found if each)
    within = [label for label in count if 2 * joined[label] > count[label]]
    names = [label for label in count if labels[label] is Role.NAME]
    return find_opening([label for label, _ in found], names, within if len(within) < len(count) else ())


def _has_loose(between: Sequence[Piece], *, bare: bool) -> bool:
    """True where words stand there that are no label's; the first behind a bare label are its."""
    return bool(_find_loose(between, bare=bare))


def _find_loose(between: Sequence[Piece], *, bare: bool) -> list[Piece]:
    """The words that stand there and are no label's; the first behind a bare label are its."""
    return [each for each in between if each.holder != "dd" and (each.text or bare)][bare:]


def _are_names(titles: Sequence[Piece], cards: int) -> bool:
    """True where so many cards have a title each, and few of these are places, as a section's may be."""
    places = sum(1 for title in titles if is_place(title.text))
    return len(titles) == cards and 2 * places < cards


def _has_first_line(above: Sequence[Piece]) -> bool:
    """True where the paragraph that goes on with the last of these lines begins with the one above it."""
    return [each.joined for each in above[-2:]] == [False, True]


def settle_roles(labels: Labels, layout: Layout, own: Mapping[str, Role]) -> Labels:
    """The labels with the roles that they have beside each other.

    Where every card has a title, it is the name, and who provides the service is not.
    """
    order = [*labels]
    roles = find_roles_beside_name(order, own) if layout.named else find_sure_roles(order, own)
    if Role.NAME not in roles and not (layout.title or layout.headed):
        roles = find_roles(order, own)
    if layout.named:
        roles = tuple(
            None if role is Role.NAME and _is_other_name(label, own) else role
            for label, role in zip(order, roles, strict=True)
        )
    return dict(zip(order, roles, strict=True))


def _is_other_name(label: str, own: Mapping[str, Role]) -> bool:
    return is_providers(label) or find_role(label, own) is not Role.NAME or _names_kind(label)


def _names_kind(label: str) -> bool:
    """Whether the label is of what a service is part of, such as a programme of grants."""
    return plain(label) in word_list("umbrellas")


def is_providers(label: str) -> bool:
    """True where the label says who provides a service, not what it is called."""
    return not word_list("provider").isdisjoint(plain(label).split())
