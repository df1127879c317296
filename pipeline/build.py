"""`make all`: every source from page to release. One bad source never stops another."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pipeline import command, store
from pipeline.extract import extract
from pipeline.fingerprint import fingerprint
from pipeline.history import catch_up, rebuild
from pipeline.issues import Issue, PipelineError, SourceError, StoreError
from pipeline.normalise import normalise
from pipeline.publish import publish
from pipeline.releases.switch import lock
from pipeline.scrape import scrape_all
from pipeline.source import Source, place_of, read_source, source_ids
from pipeline.summaries import release_of, summary_of
from pipeline.terminal import Terminal
from pipeline.validate import validate

STAGES = 4  # after scrape
T = TypeVar("T")
_WHICH = 'Say which: `make all SOURCES=<id> ACCEPT="reason"`.'


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one source."""

    source: Source
    changed: bool = True
    stale: bool = False  # a newer page was refused or not reached
    before: bytes = b""  # what the release that stood before said of itself


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every source has a good release in place; 1 otherwise, or where `--strict` finds one stale."""
    return command.run("build", lambda: _take(_parser().parse_args(arguments)))


def _take(call: argparse.Namespace) -> int:
    terminal = Terminal()
    names = tuple(dict.fromkeys(call.sources or source_ids()))
    read = {name: _tried(name, terminal, partial(read_source, name, command.today())) for name in names}
    sources = {name: each for name, each in read.items() if each}
    if call.history:
        rebuilt = [
            _tried(name, terminal, partial(_rebuild, each, terminal)) for name, each in sources.items()
        ]
        return int(sum(map(bool, rebuilt)) < len(names))
    accept = None if call.scrape_only else os.environ.get("ACCEPT") or None
    if accept and len(names) != 1:
        terminal.fail("ACCEPT", PipelineError("a reason speaks of one page.", remedy=_WHICH))
        return 1
    unreached = {} if call.offline else fetch(tuple(sources.values()), terminal)
    if call.scrape_only:
        return int(bool(unreached) or len(sources) < len(names))
    with terminal.building(len(sources) * STAGES):
        steps = {
            name: partial(build, each, unreached.get(each.id, ()), accept, terminal)
            for name, each in sources.items()
        }
        built = {name: _tried(name, terminal, step) for name, step in steps.items()}
    return _told(names, built, call.strict, terminal)


def _told(names: Sequence[str], built: Mapping[str, Built | None], strict: bool, terminal: Terminal) -> int:
    """The exit code, once the last screen has said what became of each source."""
    failed = [name for name in names if not built.get(name)]
    good = [each for each in built.values() if each]
    terminal.summary([summary_of(each.source, each.before) for each in good if each.changed], failed)
    return int(bool(failed) or (strict and any(each.stale for each in good)))


def _tried(name: str, terminal: Terminal, work: Callable[[], T]) -> T | None:
    """What the work gives; None where it failed, and it has been said why."""
    try:
        return work()
    except SourceError as error:
        terminal.fail(name, error.at(place_of(name)))
        return None
    except Exception as error:  # noqa: BLE001 - whatever ails one source, the others are built
        terminal.fail(name, error)
        return None


def fetch(sources: Sequence[Source], terminal: Terminal) -> Mapping[str, tuple[Issue, ...]]:
    """Why each source's page was not brought home, for those where it was not."""
    with terminal.stage("all sources", "scrape") as said:
        fetched = scrape_all(sources)
        new = sum(bool(each.snapshot) and not each.unchanged for each in fetched)
        said.append(
            f"{new} new, {sum(each.unchanged for each in fetched)} unchanged, of {len(fetched)} pages"
        )
    for each in fetched:
        terminal.warn(each.source, each.issues)
    return {each.source: each.issues for each in fetched if each.snapshot is None}


def build(source: Source, unreached: Sequence[Issue], accept: str | None, terminal: Terminal) -> Built:
    """The source taken through every stage, or left alone where nothing has changed.

    Raises: PipelineError where a stage cannot go on; the release before then stands as it was.
    """
    with lock(store.BUILD / source.id):
        return _build_alone(source, unreached, accept, terminal)


def _build_alone(source: Source, unreached: Sequence[Issue], accept: str | None, terminal: Terminal) -> Built:
    strays, before = command.check_archive(source.id), release_of(source)
    mark = store.BUILD / source.id / "fingerprint"
    circumstances = (accept or "", *(each.code for each in unreached))
    now = partial(fingerprint, source.id, store.output_folder(source.id), *circumstances)
    passed_over = _passed_over(source)
    changed = passed_over is None or not mark.is_file() or mark.read_bytes() != now().encode()
    if changed:
        earlier = catch_up(source)
        if earlier:
            terminal.say(f"{source.id}: {earlier} releases of earlier snapshots were made first")
        run_stages(source, unreached, accept, terminal)
        store.write_bytes(mark, now().encode())
        passed_over = _passed_over(source)
    else:
        terminal.say(f"{source.id}: nothing to do, the release in output/{source.id}/ is up to date")
        terminal.skip(STAGES)
    terminal.warn(source.id, (*(passed_over or ()), *strays))
    return Built(source, changed, bool(passed_over), before)


def _passed_over(source: Source) -> tuple[Issue, ...] | None:
    """The newer pages that the last build did not use; None where it left no account of them."""
    try:
        return store.read_stage(source.id, "extract", command.Extracted).passed_over
    except StoreError:
        return None


def run_stages(source: Source, unreached: Sequence[Issue], accept: str | None, terminal: Terminal) -> None:
    """Every stage after scrape has run, and the release stands in `output/<source>/`."""
    steps: tuple[tuple[str, command.Step], ...] = (
        ("extract", partial(command.extract_step, extract, unreached=unreached)),
        ("normalise", partial(command.normalise_step, normalise)),
        ("validate", partial(command.validate_step, validate)),
        ("publish", partial(command.publish_step, publish, accept=accept)),
    )
    for name, step in steps:
        with terminal.stage(source.id, name) as said:
            said.append(step(source))


def _rebuild(source: Source, terminal: Terminal) -> bool:
    with terminal.stage(source.id, "history") as said:
        said.append(rebuild(source))
    return True


def _parser() -> argparse.ArgumentParser:
    parser = command.new_parser("build", "Build every source's release.")
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="ids in sources/; by default all")
    parser.add_argument("--offline", action="store_true", help="do not touch the network")
    parser.add_argument("--strict", action="store_true", help="fail where a newer page is not used")
    parser.add_argument("--scrape-only", action="store_true", help="only bring the pages home")
    parser.add_argument("--history", action="store_true", help="rebuild every release into build/history/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
