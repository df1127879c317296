"""Keys for new services: the natural key where it is free, and more of the row where it is not."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.dataset import Content
from pipeline.identifiers import namespace, natural_key
from pipeline.model import Role
from pipeline.releases.content import base_key, to_text
from pipeline.releases.journal import TABLE
from pipeline.source import Source


def to_id(source: Source, key: str) -> str:
    """The identifier of a key as it stands in ids.csv: what anyone can compute again."""
    return str(uuid.uuid5(namespace(source), f"{TABLE}|{key}"))


def own_keys(rows: Sequence[Content], new: Sequence[int]) -> dict[int, str]:
    """A key for each new row: its name, where that is on the page once; else with its areas, and its ages.

    Rows that are the same in all of it are counted, in the order of all that they say: never in page order.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for row, content in enumerate(rows):
        groups[base_key(content)].append(row)
    keys: dict[int, str] = {}
    for key, group in groups.items():
        if len(group) == 1:
            keys[group[0]] = key
        else:
            keys |= _distinct(key, {row: rows[row] for row in group})
    return {row: keys[row] for row in new}


def _distinct(key: str, group: Mapping[int, Content]) -> dict[int, str]:
    keys = dict.fromkeys(group, key)
    for role in (Role.AREA, Role.AGE):
        keys = {row: f"{keys[row]}|{natural_key(each.printed.get(role, ''))}" for row, each in group.items()}
        if len(set(keys.values())) == len(keys):
            return keys
    ordered = sorted(group, key=lambda row: (keys[row], to_text(group[row])))
    seen: dict[str, int] = defaultdict(int)
    for row in ordered:
        seen[keys[row]] += 1
        keys[row] = f"{keys[row]}|{seen[keys[row]]}" if seen[keys[row]] > 1 else keys[row]
    return keys


def free_key(key: str, taken: Mapping[str, str], id: str | None = None) -> str:
    """The key itself where no other service ever had it, else the key with the first free number behind it.

    >>> free_key("step up", {"step up": "an id", "step up|2": "another"})
    'step up|3'
    >>> free_key("step up", {"step up": "an id"}, "an id")
    'step up'
    """
    number, free = 1, key
    while free in taken and taken[free] != id:
        number += 1
        free = f"{key}|{number}"
    return free
