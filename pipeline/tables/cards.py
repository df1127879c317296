"""Pages that say every heading again for each service: "Age group: 11-18", or <dt>Age group<dd>11-18."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.issues import Issue, issue
from pipeline.model import Cell, Column, Paragraph, RawRecord, Role
from pipeline.tables.doubts import check_record
from pipeline.tables.headings import find_role, is_services_table
from pipeline.tables.page_date import find_page_date

_INLINE = re.compile(r"^([^\W\d_][^:@]{0,40}?)\s*:\s+(\S.*)$|^([^\W\d_][^:@]{0,40}?)\s*:$")
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENED = {"dt": "h3", "dd": ""}
FEWEST = 2  # cards; one alone is no list of services


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph with the element that holds it: a heading, dt, dd, or nothing that matters."""

    text: str
    line: int
    holder: str = ""


@dataclass(slots=True)
class Card:
    """The fields of one service as they are found, by label."""

    title: Piece | None
    above: list[Piece] = field(default_factory=list)  # between the title and the first label
    fields: dict[str, list[Paragraph]] = field(default_factory=dict)
    loose: list[Piece] = field(default_factory=list)  # behind the last field; may be the next title


@dataclass(frozen=True, slots=True)
class Deck:
    """The cards of a page as records."""

    columns: tuple[Column, ...]
    records: tuple[RawRecord, ...]
    issues: tuple[Issue, ...]


def read_cards(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Deck | None:
    """The records of a page in which each service has its own labels; None where there are no such cards."""
    pieces = _open_definitions(pieces, own)
    labels = _find_labels(pieces, own)
    if sum(1 for role in labels.values() if role) < 2:
        return None
    cards = _deal(pieces, labels)
    if len(cards) < FEWEST:
        return None
    columns = _columns(cards, labels)
    roles = [column.role if column.role is not Role.TEXT else None for column in columns]
    if not is_services_table(roles, [column.heading for column in columns]):
        return None
    return _to_deck(cards, columns)


def split_label(piece: Piece) -> tuple[str, str] | None:
    """The label that a paragraph begins with and the words behind it; None where it has none."""
    if piece.holder == "dt":
        return piece.text.rstrip(" :"), ""
    if piece.holder == "dd" or piece.holder in _TITLES:
        return None
    match = _INLINE.match(piece.text)
    if not match:
        return None
    return (match.group(1), match.group(2)) if match.group(1) else (match.group(3), "")


def _find_labels(pieces: Sequence[Piece], own: Mapping[str, Role]) -> dict[str, Role | None]:
    """The labels that stand at least twice, with their roles; those that nobody knows only where most do."""
    count: Counter[str] = Counter()
    for piece in pieces:
        found = split_label(piece)
        if found:
            count[found[0]] += 1
    known = {label: find_role(label, own) for label, times in count.items() if times >= FEWEST}
    most = max((count[label] for label, role in known.items() if role), default=0)
    return {label: role for label, role in known.items() if role or 2 * count[label] > most > 0}


def _open_definitions(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Sequence[Piece]:
    """The pieces; where each <dt> is a name and <dd> have labels, these as titles and paragraphs."""
    terms = [piece for piece in pieces if piece.holder == "dt"]
    inside = [piece for piece in pieces if piece.holder == "dd"]
    labels = [match.group(1) or match.group(3) for piece in inside if (match := _INLINE.match(piece.text))]
    known = sum(1 for label in labels if find_role(label, own))
    if not terms or known < 2 * len(terms) or any(find_role(term.text.rstrip(" :"), own) for term in terms):
        return pieces
    return [replace(piece, holder=_OPENED.get(piece.holder, piece.holder)) for piece in pieces]


def _deal(pieces: Sequence[Piece], labels: Mapping[str, Role | None]) -> list[Card]:
    """The cards: a new one begins with the label that began the first, or with one that this card has."""
    cards: list[Card] = []
    named = Role.NAME in labels.values()
    opening = ""
    current = ""
    before: list[Piece] = []
    titled = _are_titled(pieces, labels)
    for piece in pieces:
        found = split_label(piece)
        if found is None or found[0] not in labels:
            _keep(piece, cards, current, before)
            continue
        label, words = found
        opening = opening or label
        if not cards or label == opening or label in cards[-1].fields:
            cards.append(Card(None) if named else _open_card(cards, before, titled))
        elif cards[-1].loose:
            cards[-1].fields[current] += [Paragraph(each.text, each.line) for each in cards[-1].loose]
            cards[-1].loose = []
        cards[-1].fields[label] = [Paragraph(words, piece.line)] if words else []
        current = label
    return cards


def _keep(piece: Piece, cards: Sequence[Card], current: str, before: list[Piece]) -> None:
    """The paragraph joins the field before it where that is certain, else when the next label comes."""
    if not cards:
        before.append(piece)
    elif not cards[-1].loose and (piece.holder == "dd" or not cards[-1].fields[current]):
        cards[-1].fields[current].append(Paragraph(piece.text, piece.line))
    else:
        cards[-1].loose.append(piece)


def _are_titled(pieces: Sequence[Piece], labels: Mapping[str, Role | None]) -> bool:
    """True where a heading of the page stands above most of the labels that open a card."""
    found = [(split_label(piece) or ("",))[0] for piece in pieces]
    opening = next((label for label in found if label in labels), "")
    above = times = with_title = 0
    for piece, label in zip(pieces, found, strict=True):
        above += piece.holder in _TITLES
        if label == opening:
            times, with_title, above = times + 1, with_title + (above > 0), 0
    return 2 * with_title > times


def _open_card(cards: Sequence[Card], before: list[Piece], titled: bool) -> Card:
    """A card with its title: the last heading above it, or where cards have none the paragraph just above."""
    loose = cards[-1].loose if cards else before
    if not loose:
        return Card(None)
    last = len(loose) - 1
    places = (n for n in range(last, -1, -1) if loose[n].holder in _TITLES)
    at = next(places, last) if titled else last
    card = Card(loose[at], loose[at + 1 :])
    del loose[at:]
    return card


def _columns(cards: Sequence[Card], labels: Mapping[str, Role | None]) -> tuple[Column, ...]:
    """The labels as columns in the order of the page; the titles are the name where no label is."""
    order = list(dict.fromkeys(label for card in cards for label in card.fields))
    columns = [Column(labels[label] or Role.TEXT, label) for label in order]
    if any(column.role is Role.NAME for column in columns):
        return tuple(columns)
    return (Column(Role.NAME, ""), *columns)


def _to_deck(cards: Sequence[Card], columns: tuple[Column, ...]) -> Deck:
    issues: list[Issue] = [
        issue("heading-unknown", value=column.heading) for column in columns if column.role is Role.TEXT
    ]
    records = []
    for number, card in enumerate(cards, 1):
        record = _to_record(card, columns, number)
        said = [*check_record(record.cells, record.lines[0]), *_check_card(card, card is cards[-1])]
        records.append(record)
        issues.extend(each.at(record=number, line=record.lines[0]) for each in said)
    return Deck(columns, tuple(records), tuple(issues))


def _to_record(card: Card, columns: tuple[Column, ...], number: int) -> RawRecord:
    title = (Paragraph(card.title.text, card.title.line),) if card.title else ()
    cells = tuple(
        Cell(column, title if not column.heading else tuple(card.fields.get(column.heading, ())))
        for column in columns
    )
    lines = [each.line for cell in cells for each in cell.paragraphs] or [0]
    return RawRecord(number, cells, (min(lines), max(lines)))


def _check_card(card: Card, last: bool) -> Iterator[Issue]:
    """Words behind a card that may belong to its last field; headings between cards are none of theirs."""
    loose = [each for each in card.loose if each.holder not in _TITLES]
    if last:
        loose = [each for each in _until_furniture(card.loose) if "@" in each.text]
    loose = [*card.above, *loose]
    if loose:
        yield issue("words-between-cells", value=" ".join(each.text for each in loose), line=loose[0].line)


def _until_furniture(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.holder in _TITLES or find_page_date([piece.text]).value:
            return
        yield piece
