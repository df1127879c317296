"""The journal of all releases: what it says at one release, and how the next one is added to it.

Releases are counted from 1. Nothing in a journal is changed later, only added to, but that what the policy
has come to withhold is taken out: so what it said after any release can be read from it again, and a snapshot
that is built twice continues twice from the same state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.dataset import Content, Journal, KeyUse, LedgerRow, Life, ReleaseRow, Replacement, Version

TABLE = "service"
EMPTY = Journal((), ())


@dataclass(frozen=True, slots=True)
class Arrival:
    """One service of a release that is being made: under which key, saying what."""

    id: str
    key: str
    content: Content
    related: tuple[str, ...] = ()  # ids that it was split from, or that merged into it; only for a new id


def before(journal: Journal, snapshot_sha256: str) -> Journal:
    """The journal that a release of this snapshot goes on from.

    Where the newest release is of the same snapshot, this build is that release made again, so it goes on
    from the one before it.
    """
    releases = journal.releases
    if not releases or releases[-1].snapshot_sha256 != snapshot_sha256:
        return journal
    return until(journal, len(releases) - 1)


def until(journal: Journal, release: int) -> Journal:
    """What the journal said when `release` was its newest."""
    if release >= len(journal.releases):
        return journal
    lives = (_life_until(each, release) for each in journal.services if each.versions[0].release <= release)
    return Journal(journal.releases[:release], tuple(lives))


def _life_until(life: Life, release: int) -> Life:
    return replace(
        life,
        keys=tuple(each for each in life.keys if each.release <= release),
        versions=tuple(each for each in life.versions if each.release <= release),
        present=tuple((first, min(last, release)) for first, last in life.present if first <= release),
        replaced=tuple(each for each in life.replaced if each.release <= release),
    )


def is_present(life: Life, release: int) -> bool:
    """True where the service was published in this release."""
    return any(first <= release <= last for first, last in life.present)


def content_at(life: Life, release: int) -> Content:
    """What was published of the service, at this release or when it was last there."""
    return [each for each in life.versions if each.release <= release][-1].content


def add(
    journal: Journal,
    row: ReleaseRow,
    arrivals: Mapping[str, Arrival],
    replaced: Mapping[str, tuple[str, ...]],
) -> Journal:
    """The journal with one release more. `replaced`: for ids that left, the ids in their place."""
    number = len(journal.releases) + 1
    known = {each.id for each in journal.services}
    lives = [
        _go_on(each, arrivals.get(each.id), replaced.get(each.id, ()), number) for each in journal.services
    ]
    lives += [_begin(each, number) for each in arrivals.values() if each.id not in known]
    return Journal((*journal.releases, row), tuple(lives))


def _begin(arrival: Arrival, number: int) -> Life:
    return Life(
        arrival.id,
        (KeyUse(arrival.key, number),),
        (Version(number, arrival.content),),
        ((number, number),),
        arrival.related,
    )


def _go_on(life: Life, arrival: Arrival | None, by: tuple[str, ...], number: int) -> Life:
    if arrival is None:
        return replace(life, replaced=(*life.replaced, Replacement(number, by))) if by else life
    *earlier, (first, last) = life.present
    stayed = last == number - 1
    stays = (*earlier, (first, number)) if stayed else (*life.present, (number, number))
    renamed = life.keys[-1].key != arrival.key
    changed = not stayed or life.versions[-1].content != arrival.content
    return replace(
        life,
        keys=(*life.keys, KeyUse(arrival.key, number)) if renamed else life.keys,
        versions=(*life.versions, Version(number, arrival.content)) if changed else life.versions,
        present=stays,
    )


def ledger(journal: Journal) -> tuple[LedgerRow, ...]:
    """One row for every key that ever led to an identifier, in the order in which they came up."""
    rows = [(first, n, row) for n, life in enumerate(journal.services) for first, row in _rows(life, journal)]
    return tuple(row for *_, row in sorted(rows, key=lambda each: each[:2]))


def _rows(life: Life, journal: Journal) -> Iterator[tuple[int, LedgerRow]]:
    gone = not is_present(life, len(journal.releases))
    by = " ".join(life.replaced[-1].by) if gone and life.replaced else None
    for key in dict.fromkeys(each.key for each in life.keys):
        used = list(_releases_of(life, key))
        first, last = (journal.releases[n - 1].seen_on for n in (used[0], used[-1]))
        yield used[0], LedgerRow(TABLE, key, life.id, first, last, by)


def _releases_of(life: Life, key: str) -> Iterator[int]:
    """The releases in which the service was there under this key."""
    ends = [each.release for each in life.keys[1:]] + [life.present[-1][1] + 1]
    for use, end in zip(life.keys, ends, strict=True):
        if use.key == key:
            yield from (n for n in range(use.release, end) if is_present(life, n))
