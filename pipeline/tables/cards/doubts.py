"""What speaks against a card as its labels were put together, where nothing is drawn between services."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from pipeline.model import Paragraph, Role
from pipeline.tables.cards.labels import Layout, Piece, split_label
from pipeline.tables.cards.questions import split_question
from pipeline.tables.cards.titles import NO_NAMES, is_like_title
from pipeline.tables.grammars import kind
from pipeline.tables.headings.readings import WAYS_TO_REACH, find_role, roles_in_row
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.html.flow import HEADINGS

HALVES = "it may be one service with the one beside it"
ORDER = "its labels stand in another order than elsewhere, so that it may be two services"
ODD_TITLE = "what stands above it is hardly a name"
ANY_LABEL = "nothing says with which label a service begins"
BETWEEN = "words stand between the services that may be their names"
ENDS = "its last words may stand behind it"
TAKES_LABEL = "words in it look like a label that others have not"
MOST_LABELS = 40  # of a card, whose order is looked at
Labels = Sequence[str]  # of a card, in the order of the page


@dataclass(slots=True)
class Card:
    """The fields of one service as they are found, by label."""

    title: Piece | None
    above: list[Piece] = field(default_factory=list)  # between the title and the first label
    fields: dict[str, list[Paragraph]] = field(default_factory=dict)
    loose: list[Piece] = field(default_factory=list)  # behind the last field; may be the next title
    doubt: str = ""
    held: set[str] = field(default_factory=set)  # labels whose words are a placeholder
    taken: int = 0  # paragraphs that joined a field, for another label stands behind them
    ends: Piece | None = None  # what was taken into the last field, and may stand behind the card


def doubt_cards(cards: Sequence[Card], layout: Layout, *, titled: bool) -> None:
    """The cards that may be put together wrongly are doubted, each for the first reason that there is."""
    if not titled:
        _doubt_names(cards)
    for n, why in _find_all(cards, layout, titled=titled):
        cards[n].doubt = cards[n].doubt or why


def _doubt_names(cards: Sequence[Card]) -> None:
    """Each card is doubted where words stand behind most, for these may be titles, and the first's too."""
    if 2 * sum(1 for card in cards[:-1] if card.loose) > len(cards) - 1:
        for card in cards:
            card.doubt = card.doubt or BETWEEN


def _find_all(cards: Sequence[Card], layout: Layout, *, titled: bool) -> Iterator[tuple[int, str]]:
    """The cards, by their place, that may be wrong, and why."""
    has_label = find_label_within({label for card in cards for label in card.fields})
    for n, card in enumerate(cards):
        if any(map(has_label, _texts(card))) or any(map(find_role, _further(card))):
            yield n, TAKES_LABEL
        if any(has_other_label(each, "") for each in card.above):
            yield n, TAKES_LABEL
        if not titled and not layout.told:
            yield n, ANY_LABEL
        if card.title and not (card.title.holder in HEADINGS or is_like_title(card.title.text)):
            yield n, ODD_TITLE
            yield max(0, n - 1), ODD_TITLE
        if n and not card.title and next(iter(card.fields), "") != layout.opening:
            yield n - 1, HALVES
            yield n, HALVES
    yield from ((n, BETWEEN) for n in _find_rivalled(cards))
    if not _ends_surely(cards) or cards[-1].taken > max((card.taken for card in cards[:-1]), default=0):
        yield len(cards) - 1, ENDS
    yield from find_doubts([[*card.fields] for card in cards])


def _texts(card: Card) -> Iterator[str]:
    yield card.title.text if card.title else ""
    yield from (each.text for words in card.fields.values() for each in words)


def _find_rivalled(cards: Sequence[Card]) -> list[int]:
    """The cards, by their place, above whose title, which is no heading, stand other words that may be it;
    the first one too where most are such.
    """
    titled = [n for n, card in enumerate(cards) if card.title and card.title.holder not in HEADINGS]
    found = [n for n in titled if n and any(each.holder not in HEADINGS for each in cards[n - 1].loose)]
    return [*([0] if 2 * len(found) >= len(cards) - 1 > 0 else []), *found]


def has_other_label(piece: Piece, current: str) -> bool:
    """True where the paragraph begins with a label that we know, but for ways to reach among contacts."""
    found, asked = split_label(piece), split_question(piece.text)
    role = find_role(found[0]) if found else None
    if asked and not found and roles_in_row(asked[0], {}):
        return True
    if role in WAYS_TO_REACH and find_role(current) is Role.CONTACT:
        return False
    return bool(role or (found and is_plain_heading(found[0])))


def _further(card: Card) -> Iterator[str]:
    """The lines that a card has above its labels, and those behind the first one of each field."""
    yield from (each.text for each in card.above)
    yield from (each.text for words in card.fields.values() for each in words[1:])


def _ends_surely(cards: Sequence[Card]) -> bool:
    """True where the last words of the last card are of the kind that other cards have under that label."""
    last = cards[-1] if cards else None
    if last is None or last.ends is None:
        return True
    label = [*last.fields][-1]
    others = [each.fields[label] for each in cards[:-1] if each.fields.get(label)]
    return is_like_others(last.ends.text, [words[-1].text for words in others])


def find_doubts(cards: Sequence[Labels]) -> Iterator[tuple[int, str]]:
    """The cards, by their place, that may be two services or a part of one, and why."""
    usual = _find_usual(cards)
    for n, (one, two) in enumerate(pairwise(cards)):
        if _are_halves(one, two, usual):
            yield n, HALVES
            yield n + 1, HALVES
    before = Counter(pair for card in cards for pair in combinations(card[:MOST_LABELS], 2))
    for n, card in enumerate(cards):
        if any(before[two, one] > before[one, two] for one, two in pairwise(card)):
            yield n, ORDER


def _find_usual(cards: Sequence[Labels]) -> Sequence[str]:
    count = Counter(label for card in cards for label in card)
    return [label for label, times in count.items() if 2 * times >= len(cards)]


def _are_halves(one: Labels, two: Labels, usual: Sequence[str]) -> bool:
    """True where the second has no label of the first, and neither has all that most cards have."""
    if not set(one).isdisjoint(two):
        return False
    return not {*usual} <= {*one} and not {*usual} <= {*two}


def is_like_others(text: str, others: Sequence[str]) -> bool:
    """True where words say what others do, or are a value of a kind that one of them is.

    >>> is_like_others("a@b.org", ["c@d.org"]), is_like_others("Back to top", ["Wick", "Upton"])
    (True, False)
    """
    return text in others or (kind(text) in NO_NAMES and kind(text) in map(kind, others))


def find_label_within(labels: Collection[str]) -> Callable[[str], object]:
    """A test that is true of words in which one of the labels stands as if its own words followed.

    >>> find = find_label_within(["Ages", "Area"])
    >>> bool(find("Judo. Ages: 5-8")), bool(find("Area Wick")), bool(find("All ages"))
    (True, True, False)
    """
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    if not names:
        return lambda _: None
    return re.compile(rf"\b(?:{names})\s*[:–—]|^(?:{names})\s|(?:{names})(?=[A-Z0-9])|\s(?:{names})$").search
