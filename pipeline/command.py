"""The stair between the rooms: given a stage's function, read what it needs, run it, write what it made.

Each stage ends with `python -m pipeline.<stage> SOURCE`: exit code 0, or 1 with one line on stderr that
says what broke, where, and what to do.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline import archive, store
from pipeline.dataset import Candidate, Report
from pipeline.issues import DocumentRefused, Issue, PipelineError, SourceError, StoreError, issue
from pipeline.model import Extraction, Outcome, Record, Snapshot, same_table
from pipeline.releases.previous import Previous, read_previous
from pipeline.releases.switch import lock, replace_folder
from pipeline.source import Source, place_of, read_source, shown_path

DOCS = "data-docs"

_UNREACHED = "it could not be fetched ({})."
_GET = "Run `python -m pipeline.scrape {0}`."

Step = Callable[[Source], str]
ExtractStage = Callable[[Snapshot, Source], Extraction]
NormaliseStage = Callable[[Extraction, Source], Outcome[Record]]
ValidateStage = Callable[[Outcome[Record], Source, int | None, Path | None], Report]
PublishStage = Callable[[Candidate, Previous | None, str | None], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extract leaves: which snapshot was read, what it says, and which newer ones were refused."""

    snapshot: str
    extraction: Extraction
    passed_over: tuple[Issue, ...] = ()


def main(step: Step, stage: str, about: str, arguments: Sequence[str] | None = None) -> int:
    """The exit code of one stage for one source."""
    return run(stage, lambda: _take(step, parser_of(stage, about).parse_args(arguments).source))


def run(stage: str, work: Callable[[], int]) -> int:
    """The exit code of the work; 1 where it cannot go on, with one line on stderr. DEBUG=1 shows where."""
    try:
        return work()
    except PipelineError as error:
        if os.environ.get("DEBUG"):
            raise
        print(f"{stage}: {error}", file=sys.stderr)
        return 1


class _Parser(argparse.ArgumentParser):
    """A wrong call is an error like any other: one line, and exit code 1."""

    def error(self, message: str) -> NoReturn:
        raise PipelineError(f"{message}.", remedy="`--help` lists what can be said.")


def new_parser(name: str, about: str) -> argparse.ArgumentParser:
    """The parser of a call, with no arguments yet; a wrong call raises PipelineError."""
    return _Parser(prog=f"python -m pipeline.{name}", description=about)


def parser_of(stage: str, about: str) -> argparse.ArgumentParser:
    """The parser of one stage's call; a wrong call raises PipelineError."""
    parser = new_parser(stage, about)
    parser.add_argument("source", metavar="SOURCE", help="an id in sources/, or a path to a TOML file")
    return parser


def today() -> dt.date:
    """The day, where this machine stands."""
    return dt.datetime.now().astimezone().date()


def _take(step: Step, name: str) -> int:
    with placed(name):
        print(step(read_source(name, today())))
    return 0


@contextmanager
def placed(name: str) -> Iterator[None]:
    """An error of the source that is raised in here names its file."""
    try:
        yield
    except SourceError as error:
        raise error.at(place_of(name)) from error


def extract_step(stage: ExtractStage, source: Source, unreached: Sequence[Issue] = ()) -> str:
    """The newest snapshot that can be read is read; what is newer and is not used is named with the reason.

    Of a page that was not fetched the reason is the issue's code: how a network fails is of no release.
    A page that cannot be read is put aside under `raw/<source>/refused/` once an older one could be.

    Raises: DocumentRefused where no snapshot can be read; StoreError where there is none.
    """
    strays = check_archive(source.id)
    refused: list[tuple[Snapshot, DocumentRefused]] = []
    for snapshot in archive.candidates(source.id):
        try:
            extraction = stage(snapshot, source)
        except DocumentRefused as refusal:
            refused.append((snapshot, refusal))
            continue
        _set_aside(refused, snapshot)
        passed_over = (
            *(_passed_over(each.file, _unreadable(each, why), snapshot) for each, why in refused),
            *(_passed_over(each.code, _UNREACHED.format(each.code), snapshot) for each in unreached),
        )
        made_from = store.origin_of(source, "extract") | {store.SNAPSHOT: snapshot.sha256}
        store.write_stage(source.id, "extract", Extracted(snapshot.file, extraction, passed_over), made_from)
        counts = f"{len(extraction.records)} records under {len(extraction.columns)} headings"
        beside = f"; files in raw/{source.id}/ that are no snapshots: {len(strays)}" if strays else ""
        return f"{snapshot.file}: {counts}{_since(stage, source, snapshot, extraction)}{beside}"
    if not refused:
        raise StoreError("there is no snapshot.", where=f"raw/{source.id}", remedy=_GET.format(source.id))
    newest, why = refused[0]
    raise DocumentRefused(why.issues, where=f"raw/{source.id}/{newest.file}") from why


def check_archive(source_id: str) -> tuple[Issue, ...]:
    """A warning for each file in the archive that is no snapshot, and so is not read.

    Raises: StoreError where a page that was released has lost its sidecar, or one is dated after today.
    """
    last = read_previous(store.output_folder(source_id))
    released = {each.snapshot_sha256: each.seen_on for each in last.journal.releases} if last else {}
    strays = archive.strays(source_id)
    for path, sha256 in strays:
        if sha256 in released:
            why = f"has lost its sidecar; it was released as the page of {released[sha256]}."
            remedy = f"Restore {path.stem}.json beside it from version control."
            raise StoreError(why, where=shown_path(path), remedy=remedy)
    for each in archive.snapshots(source_id):
        if each.date and each.date > today():
            raise StoreError(
                f"is dated {each.date}, after today, {today()}.",
                where=f"raw/{source_id}/{each.file}",
                remedy="Remove it with its sidecar and bring it in again with its day, or set the clock.",
            )
    return tuple(issue("stray-file", value=shown_path(path)) for path, _ in strays)


def _set_aside(refused: Sequence[tuple[Snapshot, DocumentRefused]], used: Snapshot) -> None:
    """The refused pages are kept apart with the reason, and what is used stands among the usable ones."""
    for snapshot, refusal in refused:
        archive.refuse(snapshot, [each.message for each in refusal.issues])
    archive.restore(used)


def _since(stage: ExtractStage, source: Source, used: Snapshot, extraction: Extraction) -> str:
    """Whether a changed page has changed its table, or only what stands around it."""
    older = [each for each in archive.snapshots(source.id) if each.file != used.file]
    if not older:
        return ""
    try:
        before = stage(older[-1], source)
    except DocumentRefused:
        return ""
    same = same_table(before, extraction)
    return f", {'the same table as' if same else 'another table than'} in {older[-1].file}"


def _unreadable(snapshot: Snapshot, refusal: DocumentRefused) -> str:
    return f"{snapshot.file} cannot be read: {' '.join(each.message for each in refusal.issues)}"


def _passed_over(value: str, reason: str, used: Snapshot) -> Issue:
    return issue("newer-page-refused", value=value, reason=reason, snapshot=used.file)


def normalise_step(stage: NormaliseStage, source: Source) -> str:
    """The extracted records are normalised."""
    store.check_origin(source, "extract")
    extracted = store.read_stage(source.id, "extract", Extracted)
    outcome = stage(extracted.extraction, source)
    store.write_stage(source.id, "normalise", outcome, store.origin_of(source, "normalise"))
    flagged = sum(each.flagged for each in outcome.items)
    return f"{len(outcome.items)} records, {flagged} of them doubtful so far"


def validate_step(stage: ValidateStage, source: Source) -> str:
    """The normalised records are checked, and the Data Docs written."""
    store.check_origin(source, "normalise")
    outcome = store.read_stage(source.id, "normalise", Outcome[Record])
    last = read_previous(store.output_folder(source.id))
    previous = last.before(_snapshot(source).sha256) if last else None
    docs = store.BUILD / source.id / DOCS
    store.remove_folder(docs)
    report = stage(outcome, source, previous.last.records if previous else None, docs)
    store.write_stage(source.id, "validate", report, store.origin_of(source, "validate"))
    passed = sum(each.passed for each in report.checks)
    return f"{passed} of {len(report.checks)} checks hold"


def publish_step(stage: PublishStage, source: Source, accept: str | None = None) -> str:
    """The release stands whole in `output/<source>/`, or the one before stands as it was."""
    folder = store.output_folder(source.id)
    with lock(folder):
        files = stage(read_candidate(source), read_previous(folder), accept)
        changed = replace_folder(folder, files)
    store.copy_folder(store.BUILD / source.id / DOCS, folder / DOCS)
    return f"{len(files)} files in output/{source.id}/" + ("" if changed else ", as they were")


def read_candidate(source: Source) -> Candidate:
    """What the stages before publish left.

    Raises: StoreError where one of them did not run, or not after what it was made from had changed.
    """
    store.check_origin(source, "validate")
    extracted = store.read_stage(source.id, "extract", Extracted)
    return Candidate(
        source,
        _snapshot(source),
        extracted.extraction,
        store.read_stage(source.id, "normalise", Outcome[Record]),
        store.read_stage(source.id, "validate", Report),
        extracted.passed_over,
    )


def _snapshot(source: Source) -> Snapshot:
    """The snapshot that extract has read."""
    name = store.read_stage(source.id, "extract", Extracted).snapshot
    found = (each for each in archive.snapshots(source.id) if each.file == name)
    snapshot = next(found, None)
    if snapshot is None:
        where = f"raw/{source.id}/{name}"
        raise StoreError(
            "is gone.", where=where, remedy=f"Run `python -m pipeline.extract {source.id}` again."
        )
    store.check_origin(source, "extract", snapshot.sha256)
    return snapshot
