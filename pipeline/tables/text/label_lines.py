"""Text in which each service says its labels again, above its words or before a tab on the same line.

So tools print definition lists, and tables that stand on their side, one for each service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pipeline.issues import Issue, issue
from pipeline.model import Extraction, RawRecord, Role
from pipeline.tables.card_labels import FEWEST, Piece
from pipeline.tables.cards import read_cards
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grammars import kind
from pipeline.tables.headings import find_role
from pipeline.tables.markdown import strip_sure_marks
from pipeline.tables.text.bordered import BEHIND
from pipeline.tables.text.label_blocks import Block, Labelled, comes_again, find_labels
from pipeline.tables.words import clean

LABEL = "one of its lines may be a label"


def read_label_lines(text: str, own: Mapping[str, Role]) -> Extraction | None:
    """The services of the text, each with its labels; None where there are not two of them.

    Issues: `record-doubtful` where a line of a service may be one more label, or stand behind the last one;
    `words-between-cells` where the title above a service is not its name.
    """
    found = find_labels(text, own)
    deck = read_cards([*_to_pieces(found)], own) if found else None
    if found is None or deck is None:
        return None
    unsure = dict(chain(_find_unsure(found, own), _find_behind(found)))
    said = [doubt(record, why) for record in deck.records for why in _find_whys(record, unsure)]
    if deck.columns[0].heading and len(found.titles) >= FEWEST:
        said += _say_titles(found.titles, deck.records)
    return Extraction(deck.columns, deck.records, (*deck.issues, *said))


def _to_pieces(found: Labelled) -> Iterator[Piece]:
    """The lines as terms, definitions, titles of a line right above a service, and other words."""
    cards = set(found.cards)
    for block in found.blocks:
        is_card, other = block in cards, "h3" if block in found.titles else ""
        for line in block:
            inside = "dt" if line.text in found.labels else "dd"
            words = strip_sure_marks(line.text) if line.text.startswith("#") else line.text
            yield Piece(clean(words), line.number, inside if is_card else other)


def _find_unsure(found: Labelled, own: Mapping[str, Role]) -> Iterator[tuple[int, str]]:
    """The lines, by number, that may be labels and are read as words, or the other way round."""
    count = Counter(line.text for block in found.cards for line in block)
    for one, two in found.pairs:
        behind = one.text in found.labels
        if two.text in found.labels:
            if behind and not two.tabbed:
                yield two.number, LABEL
        elif two.tabbed or (not behind and (find_role(two.text, own) or comes_again(two.text, count))):
            yield two.number, LABEL


def _find_behind(found: Labelled) -> Iterator[tuple[int, str]]:
    """The last line of the last service, where it may be none of its."""
    above, last = found.cards[-1][-2:]
    if above.text not in found.labels and kind(last.text) not in ("email", "emails"):
        yield last.number, BEHIND


def _find_whys(record: RawRecord, unsure: Mapping[int, str]) -> Iterable[str]:
    """Why the lines of the record are not sure, each reason once."""
    first, last = record.lines
    return dict.fromkeys(unsure[number] for number in range(first, last + 1) if number in unsure)


def _say_titles(titles: Mapping[Block, Block], records: Iterable[RawRecord]) -> Iterator[Issue]:
    """The titles right above services that have a name of their own."""
    above = {below[1].number: title for (title,), below in titles.items()}
    for record in records:
        if title := above.get(record.lines[0]):
            yield issue("words-between-cells", value=title.text, line=title.number, record=record.number)
