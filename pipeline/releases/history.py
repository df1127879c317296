"""Every release again, in order, from the snapshots alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.model import Snapshot
from pipeline.releases.previous import Previous
from pipeline.releases.release import Release

BuildOne = Callable[[Snapshot, Previous | None, str | None], Release | None]


def replay(
    snapshots: Sequence[Snapshot], build_one: BuildOne, reasons: Mapping[str, str] | None = None
) -> Iterator[tuple[Snapshot, Release]]:
    """Each snapshot that gives a release, with that release; each follows the one before it.

    `build_one(snapshot, previous, accept)` is the way from a snapshot to its release, None where it gives
    none (the page was refused, or a gate). `reasons`: why a person let a snapshot through, by its SHA-256:
    the one thing about a release that its snapshot does not hold; see `reasons_of`.
    """
    previous: Previous | None = None
    for snapshot in snapshots:
        release = build_one(snapshot, previous, (reasons or {}).get(snapshot.sha256))
        if release is None or release.refusals:
            continue
        previous = Previous(release.journal)
        yield snapshot, release


def reasons_of(published: Previous | None) -> dict[str, str]:
    """Why a person accepted a snapshot, by its SHA-256, as the published history tells."""
    rows = published.journal.releases if published else ()
    return {each.snapshot_sha256: each.accepted for each in rows if each.accepted}
