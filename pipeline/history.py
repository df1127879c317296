"""`make history`: every release of a source again, in order, from its snapshots and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pipeline import archive, command, store
from pipeline.dataset import Candidate
from pipeline.extract import extract
from pipeline.issues import DocumentRefused, PipelineError, ReleaseRefused
from pipeline.model import Snapshot
from pipeline.normalise import normalise
from pipeline.publish import publish
from pipeline.releases.previous import Previous, read_previous
from pipeline.releases.switch import lock, replace_folder
from pipeline.source import Source, shown_path
from pipeline.validate import validate

_SHOWN = 10  # of the files that differ: one line holds no more


def rebuild(source: Source) -> str:
    """How many releases now stand in `build/history/<source>/`, and whether the last is the published one.

    A page that was let through a gate on purpose is let through again, for the reason that the published
    history gives: the one fact of a release that its snapshot does not hold.

    Raises: PipelineError where the last is another than the published one, with the files that differ.
    """
    folder = store.BUILD / "history" / source.id
    store.remove_folder(folder)
    published = store.output_folder(source.id)
    reasons = _reasons(read_previous(published))
    made, last = 0, None
    for snapshot in archive.snapshots(source.id):
        files = _release(source, snapshot, last, reasons.get(snapshot.sha256))
        if files is None:
            continue
        made += 1
        replace_folder(folder / str(made), files)
        last = read_previous(folder / str(made))
    told = f"releases: {made}, snapshots: {len(archive.snapshots(source.id))}"
    there, here = store.read_folder(published), store.read_folder(folder / str(made))
    if not there:
        return f"{told}; none is published to compare the last with"
    others = sorted(name for name in there.keys() | here.keys() if there.get(name) != here.get(name))
    if others:
        rest = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        places = " ".join(shown_path(each) for each in (folder / str(made), published))
        raise PipelineError(
            f"{told}; the last differs from the published one in {', '.join(others[:_SHOWN])}{rest}.",
            remedy=f"`diff -r {places}` shows where.",
        )
    return f"{told}; the last is the published one, byte for byte"


def _reasons(published: Previous | None) -> dict[str, str]:
    """Why a person accepted a snapshot, by its SHA-256, as the published history tells."""
    rows = published.journal.releases if published else ()
    return {each.snapshot_sha256: each.accepted for each in rows if each.accepted}


def catch_up(source: Source) -> int:
    """How many releases were made of snapshots between the last release and the newest snapshot.

    So `output/<source>/` has the same history whether every page was built on its day, or all at once.
    """
    folder = store.output_folder(source.id)
    made = 0
    with lock(folder):
        last = read_previous(folder)
        for snapshot in _pending(archive.snapshots(source.id), last):
            files = _release(source, snapshot, last, None)
            if files is not None:
                made += replace_folder(folder, files)
                last = read_previous(folder)
    return made


def _pending(snapshots: Sequence[Snapshot], last: Previous | None) -> Sequence[Snapshot]:
    """The snapshots behind that of the last release, without the newest; none where that one is not kept."""
    if last is None:
        return snapshots[:-1]
    newest = last.last.snapshot_sha256
    places = [n for n, each in enumerate(snapshots, 1) if each.sha256 == newest]
    times = sum(each.snapshot_sha256 == newest for each in last.journal.releases)  # a page may go back
    return snapshots[places[min(times, len(places)) - 1] : -1] if places else ()


def _release(
    source: Source, snapshot: Snapshot, last: Previous | None, accept: str | None
) -> dict[str, bytes] | None:
    """The files of one release; None where the page or the release is refused."""
    try:
        extraction = extract(snapshot, source)
        outcome = normalise(extraction, source)
        report = validate(outcome, source, last.last.records if last else None)
        return publish(Candidate(source, snapshot, extraction, outcome, report), last, accept)
    except (DocumentRefused, ReleaseRefused):
        return None


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of `python -m pipeline.history SOURCE`: 0, or 1 with one clear line on stderr."""
    return command.main(
        rebuild, "history", "Rebuild every release of a source into build/history/.", arguments
    )


if __name__ == "__main__":
    sys.exit(main())
