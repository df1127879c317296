"""Services that became one, and a service that became several: told only where two parts of a row say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.dataset import Content
from pipeline.releases.content import base_key, split_values
from pipeline.releases.matching import Known

CONTAINED = 92  # per cent of the shorter description that stand together in the longer
LONG_ENOUGH = 20  # letters, below which one description says nothing by standing in another


@dataclass(frozen=True, slots=True)
class Lineage:
    """`merged`: known service -> the row it went into; `split`: row -> the known service it came from."""

    merged: Mapping[int, int]
    split: Mapping[int, int]


def find_lineage(known: Sequence[Known], rows: Sequence[Content], pairs: Mapping[int, int]) -> Lineage:
    """The merges and splits among services of the last release that left and rows that are new."""
    left = [n for n, each in enumerate(known) if each.live and n not in set(pairs.values())]
    new = [row for row in range(len(rows)) if row not in pairs]
    merged = _merges(known, rows, pairs, left)
    split = _splits(known, rows, pairs, [row for row in new if row not in merged.values()])
    return Lineage({place: row for place, row in merged.items() if place not in split.values()}, split)


def _merges(
    known: Sequence[Known], rows: Sequence[Content], pairs: Mapping[int, int], left: Sequence[int]
) -> dict[int, int]:
    merged: dict[int, int] = {}
    for row, content in enumerate(rows):
        own = known[pairs[row]].content if row in pairs else None
        inside = [
            place
            for place in left
            if place not in merged
            and is_part(known[place].content, content)
            and (own is None or not is_part(known[place].content, own))
        ]
        if len(inside) >= (1 if own else 2):
            merged.update(dict.fromkeys(inside, row))
    return merged


def _splits(
    known: Sequence[Known], rows: Sequence[Content], pairs: Mapping[int, int], new: Sequence[int]
) -> dict[int, int]:
    row_of = {place: row for row, place in pairs.items()}
    split: dict[int, int] = {}
    for place, each in enumerate(known):
        if not each.live:
            continue
        parts = [row for row in new if row not in split and is_part(rows[row], each.content)]
        rest = rows[row_of[place]] if place in row_of else None
        if rest:
            parts = [row for row in parts if _gave_away(each.content, rest, rows[row])]
        if len(parts) >= (1 if rest else 2):
            split.update(dict.fromkeys(parts, place))
    return split


def _gave_away(was: Content, rest: Content, part: Content) -> bool:
    """True where the part has an area or a mailbox that the service had and has no longer."""
    lost = (_values(was, field) - _values(rest, field) for field in ("areas.name", "contacts.email"))
    own = (_values(part, field) for field in ("areas.name", "contacts.email"))
    return any(gone & here for gone, here in zip(lost, own, strict=True))


def is_part(part: Content, whole: Content) -> bool:
    """True where two of name, description, areas and mailboxes stand in the whole, one of them in words.

    Areas and mailboxes count where the whole has more of them; a name where the whole's has more words, or
    the other way about, as in `Step Up` and `Step Up (north)`.
    """
    named = _name_in(part, whole)
    listed = any(_fewer(part, whole, field) for field in ("areas.name", "contacts.email"))
    if named and listed:
        return True
    return (named or listed) and _description_in(part, whole)


def _name_in(part: Content, whole: Content) -> bool:
    one, other = base_key(part).split("|")[-1], base_key(whole).split("|")[-1]
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter != longer and f" {shorter} " in f" {longer} "


def _description_in(part: Content, whole: Content) -> bool:
    one, other = part.values.get("description", ""), whole.values.get("description", "")
    if min(len(one), len(other)) < LONG_ENOUGH or len(one) > len(other) * 1.1:
        return False
    return bool(fuzz.partial_ratio(one, other) >= CONTAINED)


def _fewer(part: Content, whole: Content, field: str) -> bool:
    return bool(_values(part, field)) and _values(part, field) < _values(whole, field)


def _values(content: Content, field: str) -> frozenset[str]:
    return frozenset(split_values(content.values.get(field, "")))
