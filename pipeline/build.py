"""`make all`: every source from page to release. One bad source never stops another."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline import command, store
from pipeline.extract import extract
from pipeline.fingerprint import fingerprint
from pipeline.issues import PipelineError
from pipeline.normalise import normalise
from pipeline.publish import publish
from pipeline.source import Source, read_source, source_ids
from pipeline.validate import validate

Step = Callable[[Source], str]


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one source."""

    source_id: str
    good: bool  # the release in place is the one that this build would make
    fresh: bool = True  # no newer page was refused or out of reach


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where every source has a good release in place; 1 otherwise, or where `--strict` finds one stale."""
    call = _parser().parse_args(arguments)
    accept = os.environ.get("ACCEPT") or None
    built = [build(name, accept) for name in call.sources or source_ids()]
    return int(not all(each.good and (each.fresh or not call.strict) for each in built))


def build(source_id: str, accept: str | None = None) -> Built:
    """The source taken through every stage, or left alone where nothing has changed."""
    mark = store.BUILD / source_id / "fingerprint"
    folder = store.output_folder(source_id)
    if mark.is_file() and mark.read_text(encoding="ascii") == fingerprint(source_id, folder, accept or ""):
        print(f"{source_id}: nothing to do, the release is up to date")
        return Built(source_id, good=True, fresh=_is_fresh(source_id))
    try:
        run_stages(read_source(source_id), accept)
    except PipelineError as error:
        if os.environ.get("DEBUG"):
            raise
        print(f"{source_id}: {error}", file=sys.stderr)
        return Built(source_id, good=False)
    store.write_bytes(mark, fingerprint(source_id, folder, accept or "").encode("ascii"))
    return Built(source_id, good=True, fresh=_is_fresh(source_id))


def run_stages(source: Source, accept: str | None) -> None:
    """Every stage after scrape has run, and the release stands in `output/<source>/`."""
    steps: tuple[tuple[str, Step], ...] = (
        ("extract", partial(command.extract_step, extract)),
        ("normalise", partial(command.normalise_step, normalise)),
        ("validate", partial(command.validate_step, validate)),
        ("publish", partial(command.publish_step, publish, accept=accept)),
    )
    for name, step in steps:
        print(f"{source.id}: {name}: {step(source)}")


def _is_fresh(source_id: str) -> bool:
    """True where no newer page was passed over; each that was is named, loudly."""
    passed_over = store.read_stage(source_id, "extract", command.Extracted).passed_over
    for each in passed_over:
        print(f"{source_id}: WARNING: {each.message}", file=sys.stderr)
    return not passed_over


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.build", description="Build the release of each source."
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="ids in sources/; by default all")
    parser.add_argument("--offline", action="store_true", help="do not touch the network")
    parser.add_argument("--strict", action="store_true", help="fail where a newer page is not used")
    return parser


if __name__ == "__main__":
    sys.exit(main())
