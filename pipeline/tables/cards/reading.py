"""Pages that say every heading again for each service: "Age group: 11-18", or <dt>Age group<dd>11-18."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Paragraph, RawRecord, Role
from pipeline.tables.cards.dashes import open_dashes
from pipeline.tables.cards.doubts import TAKES_LABEL, Card, doubt_cards, has_other_label
from pipeline.tables.cards.labels import (
    FEWEST,
    NEARLY_ALL,
    Labels,
    Layout,
    Piece,
    close_labels,
    find_labels,
    find_layout,
    find_links,
    open_definitions,
    settle_roles,
    split_label,
)
from pipeline.tables.cards.questions import open_questions
from pipeline.tables.cards.titles import is_like_title, is_place
from pipeline.tables.flattened.detectors import is_furniture
from pipeline.tables.grids.doubts import check_record
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import is_services_table, may_be_services_table
from pipeline.tables.headings.words import plain, tells
from pipeline.tables.html.flow import HEADINGS
from pipeline.tables.page_date import find_page_date

DESCRIBED = Column(Role.DESCRIPTION, "")  # words of each service above its labels
_TAKES_TITLE = "its last words may be the title of the next service"
_NO_TITLE = "it has no heading above it, as others have"
_NAME_ABOVE = "the words above its name may belong to it"
_MAY_BE_NAME = "one of its lines may be the name of another service"


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of a page as records."""

    columns: tuple[Column, ...]
    records: tuple[RawRecord, ...]
    issues: tuple[Issue, ...]

    @property
    def is_of_services(self) -> bool:
        """Whether the labels are of services, and say more than names, places and how to reach them."""
        return is_services_table(*_to_roles(self.columns))

    @property
    def is_nameless(self) -> bool:
        """Whether most of the records have no name: their labels may be headings, one below the other."""
        return 2 * sum(1 for record in self.records if record.text(Role.NAME)) < len(self.records)


def read_cards(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Deck | None:
    """The records of a page in which each service has its own labels; None where there are no such cards."""
    pieces = open_dashes(open_definitions(open_questions(pieces, own), own), own)
    labels = find_labels(pieces, own)
    if not any(labels.values()) or sum(1 for label, role in labels.items() if role or tells(label)) < 2:
        return None
    pieces = close_labels(pieces, labels)
    links = find_links(pieces, labels)
    pieces = [piece for n, piece in enumerate(pieces) if n not in links]
    layout = find_layout(pieces, labels)
    labels = settle_roles(labels, layout, own)
    cards = _deal(pieces, labels, layout)
    if len(cards) < FEWEST:
        return None
    columns = _columns(cards, labels)
    if _is_described(cards, columns):
        columns = (columns[0], DESCRIBED, *columns[1:])
    if not may_be_services_table(*_to_roles(columns)):
        return None
    deck = _to_deck(cards, columns)
    said = [issue("paragraph-outside", value=each.text, line=each.line) for each in links.values()]
    return replace(deck, issues=(*said, *deck.issues))


def _to_roles(columns: Sequence[Column]) -> tuple[list[Role | None], list[str]]:
    roles: list[Role | None] = [column.role if column.role is not Role.TEXT else None for column in columns]
    return roles, [column.heading for column in columns]


def _deal(pieces: Sequence[Piece], labels: Labels, layout: Layout) -> list[Card]:
    """The cards: a new one begins with the label that began the first, or with one that this card has."""
    cards: list[Card] = []
    titled = bool(layout.title) or Role.NAME not in labels.values()
    current = ""
    before: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            if cards:
                cards[-1].held.add(current)
            continue
        found = split_label(piece)
        if found is None or found[0] not in labels:
            _keep(piece, cards[-1] if cards else None, current, before, layout)
            continue
        label, words = found
        if not cards or _begins(label, cards[-1], layout):
            cards.append(_open_card(cards, before, layout) if titled else Card(None))
        else:
            _take_loose(cards[-1], current, may_be_name=titled and not layout.title)
        cards[-1].ends = None
        cards[-1].fields[label] = [Paragraph(words, piece.line)] if words else []
        current = label
    doubt_cards(cards, layout, titled=titled)
    return cards


def _begins(label: str, card: Card, layout: Layout) -> bool:
    """True where the label begins a card behind this one."""
    if label == layout.opening or label in card.fields:
        return True
    return bool(layout.title) and any(each.holder == layout.title for each in card.loose)


def _keep(piece: Piece, card: Card | None, current: str, before: list[Piece], layout: Layout) -> None:
    """The paragraph joins the field before it where that is certain, else when the next label comes."""
    if card is None:
        before.append(piece)
    elif not card.loose and _goes_on(
        piece, bool(card.fields[current]) or current in card.held, current, layout
    ):
        card.fields[current].append(Paragraph(piece.text, piece.line))
        card.ends = piece if piece.holder != "dd" else None
        card.doubt = card.doubt or (TAKES_LABEL if has_other_label(piece, current) else "")
    else:
        card.loose.append(piece)


def _goes_on(piece: Piece, filled: bool, current: str, layout: Layout) -> bool:
    """True where the paragraph can only belong to the current field."""
    if piece.holder == "dt" or piece.holder in HEADINGS:
        return False
    if piece.holder == "dd" or (piece.joined and layout.parted):
        return True
    return not filled and current not in layout.inline


def _take_loose(card: Card, current: str, *, may_be_name: bool) -> None:
    """The words behind the current field join it, for another of the card's labels follows."""
    if may_be_name and any(is_like_title(each.text) for each in card.loose):
        card.doubt = _MAY_BE_NAME
    if any(each.holder in HEADINGS or split_label(each) for each in card.loose):
        card.doubt = TAKES_LABEL
    card.fields[current] += [Paragraph(each.text, each.line) for each in card.loose]
    card.taken += len(card.loose)
    card.loose = []


def _open_card(cards: Sequence[Card], before: list[Piece], layout: Layout) -> Card:
    """A card with its title: the last heading above it, or where cards have none the paragraph just above."""
    loose = cards[-1].loose if cards else before
    if not loose:
        if cards:
            cards[-1].doubt = _TAKES_TITLE
        return Card(None)
    headings = [n for n, piece in enumerate(loose) if piece.holder in HEADINGS]
    parts = [n for n, piece in enumerate(loose) if not (n and piece.joined and layout.parted)]
    has_more = layout.described and len(parts) > 1 and parts[-1] == len(loose) - 1  # behind the name
    at = (headings or parts)[-1] if layout.title else parts[-2 if has_more else -1]
    card = Card(loose[at], loose[at + 1 :], doubt=_NO_TITLE if layout.title and not headings else "")
    if cards and at and find_role(loose[at - 1].text):
        card.doubt = card.doubt or TAKES_LABEL
    if at and loose[at].holder in HEADINGS and loose[at - 1].holder == loose[at].holder:
        card.doubt = card.doubt or _NAME_ABOVE
    del loose[at:]
    return card


def _columns(cards: Sequence[Card], labels: Labels) -> tuple[Column, ...]:
    """The labels as columns in the order of the page; the titles are the name where no label is."""
    order = list(dict.fromkeys(label for card in cards for label in card.fields))
    columns = [Column(labels[label] or Role.TEXT, label) for label in order]
    if any(column.role is Role.NAME for column in columns):
        return tuple(columns)
    return (Column(Role.NAME, ""), *columns)


def _is_described(cards: Sequence[Card], columns: Sequence[Column]) -> bool:
    """Whether nearly all cards have words between their title and their labels, none of which is for such."""
    told = sum(1 for card in cards if card.above)
    has_label = any(column.role is Role.DESCRIPTION for column in columns)
    return not (columns[0].heading or has_label) and told >= NEARLY_ALL * len(cards)


def _to_deck(cards: Sequence[Card], columns: tuple[Column, ...]) -> Deck:
    issues: list[Issue] = [
        issue("heading-unknown", value=column.heading) for column in columns if column.role is Role.TEXT
    ]
    records = []
    more = any(_without_titles(card.loose) for card in cards[:-1])
    further = any(_goes_further(card, cards[-1]) for card in cards[:-1])
    for number, (card, following) in enumerate(zip_longest(cards, cards[1:]), 1):
        record = _to_record(card, columns, number)
        behind = _find_between(card, following) if following else _find_behind(card, more, further)
        said = [*check_record(record.cells, record.lines[0]), *_check_card(card, record, behind)]
        records.append(record)
        issues.extend(each.at(record=number, line=record.lines[0]) for each in said)
    return Deck(columns, tuple(records), tuple(issues))


def _to_record(card: Card, columns: tuple[Column, ...], number: int) -> RawRecord:
    cells = tuple(Cell(column, tuple(_find_words(card, column))) for column in columns)
    lines = [each.line for cell in cells for each in cell.paragraphs] or [0]
    return RawRecord(number, cells, (min(lines), max(lines)))


def _find_words(card: Card, column: Column) -> Sequence[Paragraph]:
    """What a card has under a label; without one, its title, or what stands between that and its labels."""
    if column.heading:
        return card.fields.get(column.heading, ())
    unlabelled = [card.title] if column.role is Role.NAME else card.above
    return [Paragraph(each.text, each.line) for each in unlabelled if each]


def _check_card(card: Card, record: RawRecord, behind: list[Piece]) -> Iterator[Issue]:
    """Words above a card and behind it that may belong to it; headings between cards are none of theirs."""
    if card.doubt:
        yield issue("row-unclear", why=card.doubt)
    above = [] if any(each.column == DESCRIBED for each in record.cells) else [*card.above]
    if card.title and plain(record.text(Role.NAME)) not in plain(card.title.text):
        above.insert(0, card.title)
    if loose := [*above, *behind]:
        yield issue("words-between-cells", value=" ".join(each.text for each in loose), line=loose[0].line)


def _goes_further(card: Card, last: Card) -> bool:
    """True where a card has several paragraphs in the field that ends the last one."""
    return len(card.fields.get([*last.fields][-1], ())) > 1


def _without_titles(pieces: Sequence[Piece]) -> list[Piece]:
    return [each for each in pieces if each.holder not in HEADINGS]


def _find_between(card: Card, following: Card) -> list[Piece]:
    """What stands behind a card and above the next one's title; of headings those that are printed as that
    title is, with nothing below: a service may have no more than its name.
    """
    kind = following.title.holder if following.title else ""
    below = zip_longest(card.loose, card.loose[1:])
    names = [one for one, two in below if one.holder == kind and (not two or two.holder in HEADINGS)]
    return [each for each in card.loose if each.holder not in HEADINGS or each in names]


def _find_behind(card: Card, more: bool, further: bool) -> list[Piece]:
    """What stands behind the last card and may belong to it, as any words may where others have `more`.

    Else it is an address, a place, what stands behind a bare label or a question, and where others go
    `further`, what no page has at its foot.
    """
    behind = [*_until_furniture(card.loose)]
    last = [*card.fields.values()][-1]
    is_open = not last or last[-1].text.endswith("?")
    if not (more or is_open):
        behind = [
            each for each in behind if _may_belong(each.text) or (further and not is_furniture(each.text))
        ]
    return [*behind, *_find_cut_off(card)]


def _find_cut_off(card: Card) -> list[Piece]:
    """A title like this card's that ends the page: it may be the name of one that is cut off."""
    last = card.loose[-1] if card.loose and card.title else None
    is_title = last and card.title and last.holder == card.title.holder and last.holder in HEADINGS
    return [last] if last and is_title and not is_furniture(last.text) else []


def _may_belong(text: str) -> bool:
    return "@" in text or is_place(text)


def _until_furniture(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.holder in HEADINGS or find_page_date([piece.text]).value:
            return
        yield piece
