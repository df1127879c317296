"""A page without a table of services: its cards, or a stream whose cells are paragraphs or run on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from pipeline.model import Column, Extraction, RawRecord, Role
from pipeline.tables.cards.labels import Piece
from pipeline.tables.cards.reading import DESCRIBED, Deck, read_cards
from pipeline.tables.flattened.choice import is_as_sure
from pipeline.tables.flattened.heading_run import HeadingRun
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.recover import TWO_WAYS
from pipeline.tables.headings.one_line import part_headings
from pipeline.tables.headings.roles import ONCE, is_services_table
from pipeline.tables.kinds.refusal import find_message, find_reason
from pipeline.tables.reading import OwnHeadings, doubt_all, fills_all, is_read, mean_sureness
from pipeline.tables.streams.reading import FEWEST_ROLES, TOLD, read_stream
from pipeline.tables.streams.stream import Token, stop_at_repetition

FEWEST = 3  # records of a table whose cells are surely paragraphs
TOLD_LABELLED = 0.9  # how sure records are on average where words of their cells look like labels


def read_loose(
    tokens: Sequence[Token],
    to_pieces: Callable[[Sequence[Token]], Sequence[Piece]],
    lines: Iterable[tuple[int, str]],
    own: OwnHeadings,
) -> Extraction | str:
    """The records of a page without a table: of cards, of a stream, or of lines whose cells run on.

    Headings on one line are parted in each way that they can be. `to_pieces` gives the paragraphs with their
    holders; `lines`: all lines with words, by their number.
    """
    ways: Sequence[Sequence[Token]] = part_headings(tokens, own) or [tokens]
    found = _choose([_read_cells(way, to_pieces(way), own) for way in ways])
    if not isinstance(found, str) and is_read(found, TOLD, FEWEST):
        return found
    return _read_run_on(tokens, lines, own, found, to_pieces(tokens))


def _read_run_on(
    tokens: Sequence[Token],
    lines: Iterable[tuple[int, str]],
    own: OwnHeadings,
    found: Extraction | str,
    pieces: Sequence[Piece],
) -> Extraction | str:
    """The records of rows that run on; where there are none, what else was found, or why nothing was."""
    from pipeline.tables.run_on.document import find_heads, read_run_on_lines  # only here: few pages need it

    numbered = [each for each in lines if each[1] and not each[1].isspace()]
    heads = find_heads(numbered, tokens, own)
    again = read_run_on_lines(numbered, heads)
    if again or not heads or not isinstance(found, str):
        return again or found
    return find_reason([piece.text for piece in pieces], own, [each.heading for each in heads[0].columns])


def _choose(read: Sequence[Extraction | str]) -> Extraction | str:
    """What was read in one of these ways: the surest of those that leave no column blank.

    Where another is about as sure, and its columns are others, all records are doubted.
    """
    found = [each for each in read if not isinstance(each, str) and each.records]
    found = [each for each in found if fills_all(each)] or found
    if not found:
        return read[0]
    best = max(found, key=mean_sureness)
    rivals = [each for each in found if is_as_sure(mean_sureness(each), mean_sureness(best))]
    return best if all(_roles(each) == _roles(best) for each in rivals) else doubt_all(best, TWO_WAYS)


def _roles(found: Extraction) -> list[Role]:
    return [column.role for column in found.columns]


def _read_cells(tokens: Sequence[Token], pieces: Sequence[Piece], own: OwnHeadings) -> Extraction | str:
    """The records of cells that are paragraphs: as cards that say their headings again, or as a stream."""
    deck = read_cards(pieces, own)
    if deck and (deck.is_nameless or not any(map(_says_something, deck.records))):
        deck = None
    is_within = deck is not None and stands_in_table(deck.columns, tokens, own)
    is_bare = deck is not None and not (deck.is_of_services or any(each.holder == "dt" for each in pieces))
    found = read_stream(tokens, own) if is_within or is_bare or not deck else None
    if is_bare and found and is_read(found, TOLD):
        deck = None
    is_sure = found is not None and is_read(found, TOLD_LABELLED)
    if deck and not (is_within and (is_sure or _is_doubled(deck))):
        return Extraction(deck.columns, deck.records, deck.issues, is_labelled=True)
    texts = [piece.text for piece in pieces]
    if found and not found.records and (said := find_message(texts)):
        return said
    if found and (is_sure or not deck):
        return found
    return find_reason(texts, own, _find_untold(tokens, own))


def stands_in_table(columns: Sequence[Column], tokens: Sequence[Token], own: OwnHeadings) -> bool:
    """True where headings of a table announce more than these labels do: they may be words of its cells.

    A description without a label may be a column of the table, and so may the name above it. Headings of
    which most are the labels, and all of these, are the labels of services, with words of theirs between.
    """
    told = [each for each in columns if each.heading or DESCRIBED not in columns]
    roles = {column.role for column in told} - {Role.TEXT}
    runs = find_headings(stop_at_repetition(tokens), own)
    labels = {column.heading for column in told if column.heading}
    return any(
        len({*run.roles} - {Role.TEXT}) > len(roles) and _is_of_services(run) and not _holds(run, labels)
        for run in runs[:1]
    )


def _holds(run: HeadingRun, labels: Collection[str]) -> bool:
    """Whether all labels are among the headings, and most of those that we know are labels."""
    headings = {column.heading for column in run.columns}
    known = {column.heading for column in run.columns if column.role is not Role.TEXT}
    return headings.issuperset(labels) and 2 * len(known.intersection(labels)) > len(known)


def _is_doubled(deck: Deck) -> bool:
    """True where two labels say the same, as `Overview:` and `Services:` within descriptions do."""
    roles = [column.role for column in deck.columns]
    return any(roles.count(role) > 1 for role in ONCE)


def _find_untold(tokens: Sequence[Token], own: OwnHeadings) -> tuple[str, ...]:
    """The headings of a table of services that the page has; its records could not be told. Else none."""
    for run in find_headings(stop_at_repetition(tokens), own)[:1]:
        if len({*run.roles} - {Role.TEXT}) >= FEWEST_ROLES and _is_of_services(run):
            return tuple(column.heading for column in run.columns)
    return ()


def _is_of_services(run: HeadingRun) -> bool:
    return is_services_table(run.roles, [column.heading for column in run.columns])


def _says_something(record: RawRecord) -> bool:
    """False where the labels of a card stand one right below the other, as the headings of a table do."""
    return sum(1 for cell in record.cells if cell.paragraphs) > 1
