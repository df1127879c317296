"""Labels with a dash behind them, "Age group – 11-18", where a page writes its labels so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.model import Role
from pipeline.tables.cards.labels import FEWEST, Piece, split_label
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.html.flow import HEADINGS

_DASHED = re.compile(r"^([^\W\d_][^:@]{0,40}?)\s+[–—-](?:\s+(\S.*))?$")


def open_dashes(pieces: Sequence[Piece], own: Mapping[str, Role]) -> Sequence[Piece]:
    """The pieces; where more labels that we know end in a dash than in a colon, with a colon in its place.

    >>> [piece.text for piece in open_dashes([Piece("Ages – 5-8", 1), Piece("Ages - 9+", 2)], {})]
    ['Ages: 5-8', 'Ages: 9+']
    """
    found = {n: match for n, piece in enumerate(pieces) if (match := _match(piece))}
    count = Counter(match.group(1) for match in found.values())
    known = {label for label in count if count[label] >= FEWEST and find_role(label, own)}
    dashed = sum(count[label] for label in known)
    if not dashed or dashed <= sum(1 for piece in pieces if _has_colon(piece, own)):
        return pieces
    most = max(count[label] for label in known)
    often = {
        label
        for label in count
        if count[label] >= FEWEST and (2 * count[label] > most or is_plain_heading(label))
    }
    return [
        piece.with_colon(f"{found[n].group(1)}: {found[n].group(2) or ''}".rstrip())
        if n in found and (found[n].group(1) in often or find_role(found[n].group(1), own))
        else piece
        for n, piece in enumerate(pieces)
    ]


def _match(piece: Piece) -> re.Match[str] | None:
    return None if piece.holder == "dt" or piece.holder in HEADINGS else _DASHED.match(piece.text)


def _has_colon(piece: Piece, own: Mapping[str, Role]) -> bool:
    found = split_label(piece) if piece.holder != "dt" else None
    return bool(found and find_role(found[0], own))
