"""Which service each row is: known services keep their identifier, new ones get one that was never used.

The recipe stands in docs/decisions/0005-identity-and-releases.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.dataset import Content, Entry, Life
from pipeline.identifiers import natural_key
from pipeline.issues import Issue, issue
from pipeline.model import Record
from pipeline.releases.content import base_key, to_content
from pipeline.releases.journal import EMPTY, Arrival, content_at, is_present
from pipeline.releases.keys import free_key, own_keys, to_id
from pipeline.releases.lineage import Lineage, find_lineage
from pipeline.releases.matching import Known, Matching, match
from pipeline.releases.previous import Previous
from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Identified:
    """Every record with its identity, in page order; its doubts stand on the record and in `issues`."""

    entries: tuple[Entry, ...]
    arrivals: Mapping[str, Arrival]  # by id, in page order
    replaced: Mapping[str, tuple[str, ...]]  # for ids that left: those in their place
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a page beside what is known of services."""

    records: Sequence[Record]
    contents: Sequence[Content]
    known: Sequence[Known]
    lives: Sequence[Life]
    matching: Matching
    lineage: Lineage
    keys: Mapping[int, str]
    ids: Mapping[int, str]
    namesakes: Mapping[str, Sequence[int]]  # the rows of each name
    last_names: frozenset[str]  # the names of the last release


def identify(
    records: Sequence[Record], previous: Previous | None, source: Source, seen_on: dt.date
) -> Identified:
    """The identity of each record, going on from `previous`: the release that this one follows.

    Issues: service-renamed, identity-doubtful, identity-open, name-used-before, name-doubled,
    services-merged, service-split.
    """
    rows = _read(records, previous, source)
    issues = {row: tuple(_issues(rows, row)) for row in range(len(records))}
    entries = tuple(_entry(rows, row, issues[row], seen_on, previous) for row in range(len(records)))
    arrivals = {rows.ids[row]: _arrival(rows, row) for row in range(len(records))}
    return Identified(
        entries, arrivals, _replaced(rows), tuple(each for own in issues.values() for each in own)
    )


def _read(records: Sequence[Record], previous: Previous | None, source: Source) -> Rows:
    journal = previous.journal if previous else EMPTY
    contents = [to_content(each, source) for each in records]
    names = [base_key(each) for each in contents]
    known = [_known(each, len(journal.releases)) for each in journal.services]
    matching = match(known, contents, _ruled(known, contents, source))
    lineage = find_lineage(known, contents, matching.pairs)
    keys = _keys(contents, journal.services, matching, source)
    ids = {
        row: known[matching.pairs[row]].id if row in matching.pairs else to_id(source, key)
        for row, key in keys.items()
    }
    last_names = frozenset(base_key(each.content) for each in known if each.live)
    return Rows(
        records, contents, known, journal.services, matching, lineage, keys, ids, _places(names), last_names
    )


def _known(life: Life, release: int) -> Known:
    names = dict.fromkeys(base_key(each.content) for each in life.versions)
    return Known(life.id, content_at(life, release), tuple(names), is_present(life, release))


def _ruled(known: Sequence[Known], contents: Sequence[Content], source: Source) -> dict[int, int]:
    """The pairs that a person ruled in the source's `[[renames]]`, where each side is there once."""
    rows = _places([base_key(each) for each in contents])
    services = _places([base_key(each.content) for each in known])
    ruled = {}
    for each in source.renames:
        old, new = services.get(natural_key(*each.before)), rows.get(natural_key(*each.after))
        if old and new and len(old) == len(new) == 1 and natural_key(*each.after) not in services:
            ruled[new[0]] = old[0]
    return ruled


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return places


def _keys(
    contents: Sequence[Content], lives: Sequence[Life], matching: Matching, source: Source
) -> dict[int, str]:
    """The key of each row: the one it has, while its name is the same; else one that no other service had."""
    taken = {use.key: life.id for life in lives for use in life.keys}
    keys = own_keys(contents, range(len(contents)))
    keys |= _first_keys(
        contents, {row: key for row, key in keys.items() if row not in matching.pairs}, source
    )
    for row in sorted(keys, key=lambda each: keys[each]):
        life = lives[matching.pairs[row]] if row in matching.pairs else None
        if life and base_key(life.versions[-1].content) == base_key(contents[row]):
            keys[row] = life.keys[-1].key
        else:
            keys[row] = free_key(keys[row], taken, life.id if life else None)
            taken[keys[row]] = life.id if life else ""
    return keys


def _first_keys(contents: Sequence[Content], new: Mapping[int, str], source: Source) -> dict[int, str]:
    """The key of each new row: where a person ruled that it had other names, that of the first of them.

    A name that another row has is no former name.
    """
    before = {natural_key(*each.after): natural_key(*each.before) for each in source.renames}
    here = {base_key(each) for each in contents}
    first = {}
    for row, key in new.items():
        passed = {key}
        while key in before and before[key] not in here | passed:
            key = before[key]
            passed.add(key)
        first[row] = key
    return first


def _arrival(rows: Rows, row: int) -> Arrival:
    return Arrival(rows.ids[row], rows.keys[row], rows.contents[row], _related(rows, row))


def _related(rows: Rows, row: int) -> tuple[str, ...]:
    if row in rows.matching.pairs:
        return ()
    if row in rows.lineage.split:
        return (rows.known[rows.lineage.split[row]].id,)
    return tuple(rows.known[place].id for place, into in rows.lineage.merged.items() if into == row)


def _replaced(rows: Rows) -> dict[str, tuple[str, ...]]:
    kept = set(rows.matching.pairs.values())
    replaced: dict[str, tuple[str, ...]] = {
        rows.known[place].id: (rows.ids[row],) for place, row in rows.lineage.merged.items()
    }
    for place in dict.fromkeys(rows.lineage.split.values()):
        if place not in kept:
            parts = [rows.ids[row] for row, whole in rows.lineage.split.items() if whole == place]
            replaced[rows.known[place].id] = tuple(sorted(parts))
    return replaced


def _entry(
    rows: Rows, row: int, issues: tuple[Issue, ...], seen_on: dt.date, previous: Previous | None
) -> Entry:
    record = rows.records[row]
    flagged = replace(record, issues=record.issues + issues)
    return Entry(rows.ids[row], flagged, _last_modified(rows, row, seen_on, previous))


def _last_modified(rows: Rows, row: int, seen_on: dt.date, previous: Previous | None) -> dt.date:
    place = rows.matching.pairs.get(row)
    if place is None or previous is None or not rows.known[place].live:
        return seen_on
    version = rows.lives[place].versions[-1]
    unchanged = version.content == rows.contents[row]
    return previous.journal.releases[version.release - 1].seen_on if unchanged else seen_on


def _issues(rows: Rows, row: int) -> list[Issue]:
    record, name = rows.records[row], rows.contents[row].values.get("name", "")
    found = [*_doubts(rows, row, name), *_family(rows, row, name)]
    if _is_newly_doubled(rows, row):
        found.append(issue("name-doubled", value=name))
    return [each.at(record=record.number, line=record.raw.lines[0], field="name") for each in found]


def _is_newly_doubled(rows: Rows, row: int) -> bool:
    """True where rows share this name, and not all of them say what they said in the last release."""
    group = rows.namesakes[base_key(rows.contents[row])]
    return len(group) > 1 and not all(_is_unchanged(rows, each) for each in group)


def _is_unchanged(rows: Rows, row: int) -> bool:
    place = rows.matching.pairs.get(row)
    return place is not None and rows.known[place].live and rows.known[place].content == rows.contents[row]


def _doubts(rows: Rows, row: int, name: str) -> list[Issue]:
    place = rows.matching.pairs.get(row)
    others = [_title(rows.known[each]) for each in rows.matching.doubts.get(row, ()) if each != place]
    if place is None:
        return _doubts_of_new(rows, row, name, others)
    before = _title(rows.known[place])
    if row in rows.matching.doubts or _has_the_name_of_another(rows, row, place):
        return [issue("identity-doubtful", value=name, before=before, id=rows.ids[row])]
    renamed = base_key(rows.known[place].content) != base_key(rows.contents[row])
    return [issue("service-renamed", value=name, before=before)] if renamed else []


def _has_the_name_of_another(rows: Rows, row: int, place: int) -> bool:
    """True where the new name stood on another row in the last release: the names may have slipped."""
    key = base_key(rows.contents[row])
    return base_key(rows.known[place].content) != key and key in rows.last_names


def _doubts_of_new(rows: Rows, row: int, name: str, others: Sequence[str]) -> list[Issue]:
    if row in rows.lineage.split or row in rows.lineage.merged.values():
        return []
    if others:
        return [issue("identity-open", value=name, others=", ".join(f"“{each}”" for each in others))]
    key = base_key(rows.contents[row])
    # Where the row of the service that had it has it still, the name is on the page twice, and told so.
    now = {place: base_key(rows.contents[row]) for row, place in rows.matching.pairs.items()}
    used = [place for place, each in enumerate(rows.known) if key in each.keys]
    if any(now.get(place) != key for place in used):
        return [issue("name-used-before", value=name)]
    return []


def _family(rows: Rows, row: int, name: str) -> list[Issue]:
    found = []
    merged = [_title(rows.known[place]) for place, into in rows.lineage.merged.items() if into == row]
    if merged:
        found.append(issue("services-merged", value=name, others=", ".join(f"“{each}”" for each in merged)))
    if row in rows.lineage.split:
        found.append(issue("service-split", value=name, before=_title(rows.known[rows.lineage.split[row]])))
    return found


def _title(known: Known) -> str:
    return known.content.values.get("name", "")
