"""Labels that ask, with their answer behind them: "What age? 11-18", where a page writes its labels so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.cards.labels import FEWEST, Piece, split_label
from pipeline.tables.headings.readings import roles_in_row
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.html.flow import HEADINGS

_ASKED = re.compile(r"^([^\W\d_][^?:@.!]{0,60}\?)\s+(\S.*)$")


def split_question(text: str) -> tuple[str, str] | None:
    """The question that words begin with, and what answers it; None where they begin with none.

    >>> split_question("What age? 11-18"), split_question("What age?"), split_question("11-18")
    (('What age?', '11-18'), None, None)
    """
    match = _ASKED.match(text)
    return (match[1], match[2]) if match else None


def open_questions(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Sequence[Piece]:
    """The pieces; where a question that we know begins several, with a colon behind it.

    So has each other question that stands as often as most labels do.

    >>> [piece.text for piece in open_questions([Piece("What age? 5-8", 1), Piece("What age? 9+", 2)], {})]
    ['What age?: 5-8', 'What age?: 9+']
    """
    found = {n: said for n, piece in enumerate(pieces) if (said := _split(piece))}
    count = Counter(question for question, _ in found.values())
    again = {question for question in count if count[question] >= FEWEST}
    known = {question for question in again if roles_in_row(question, own) or is_plain_heading(question)}
    if not known:
        return pieces
    labels = Counter(said[0] for piece in pieces if piece.holder != "dt" and (said := split_label(piece)))
    most = max((count | labels)[label] for label in (known | {*labels}))
    often = known | {question for question in again if 2 * count[question] > most}
    opened = {n: f"{question}: {words}" for n, (question, words) in found.items() if question in often}
    return [piece.with_colon(opened[n]) if n in opened else piece for n, piece in enumerate(pieces)]


def _split(piece: Piece) -> tuple[str, str] | None:
    return None if piece.holder == "dt" or piece.holder in HEADINGS else split_question(piece.text)
