"""What is said while `make all` runs, and the screen at its end. Plain lines where it isn't a terminal."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from pipeline.issues import Issue, PipelineError, catalogue

MOST_LOOKS = 10


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that a person should look at."""

    where: str
    name: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the last screen says of one source."""

    title: str
    page_date: str
    services: int
    changes: str  # "2 new, 1 gone" ...; empty where nothing changed
    looks: tuple[Look, ...]
    folder: str
    report: str


class Terminal:
    """Progress on stdout, trouble on stderr."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = Console(file=out or sys.stdout, highlight=False, soft_wrap=True)
        self._err = Console(file=err or sys.stderr, highlight=False, soft_wrap=True)
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=self._out, transient=True)
        self._task: TaskID | None = None

    @contextmanager
    def building(self, steps: int) -> Iterator[None]:
        """While this lasts, a bar on the last line shows how many of the steps are done."""
        if self._out.is_terminal and not os.environ.get("NO_COLOR"):
            with self._bar:
                self._task = self._bar.add_task("", total=steps)
                yield
        else:
            yield

    @contextmanager
    def stage(self, source_id: str, stage: str) -> Iterator[list[str]]:
        """A line for a stage: the bar names it while it works, and the line has its result."""
        said: list[str] = []
        self._show(f"{source_id}: {stage}")
        yield said
        self._out.print(f"[bold]{escape(source_id)}[/]: {stage}: {escape(' '.join(said))}")
        self._show("", done=1)

    def skip(self, steps: int) -> None:
        """So many steps need not be taken, or cannot be."""
        self._show("", done=steps)

    def _show(self, words: str, done: int = 0) -> None:
        if self._task is not None:
            self._bar.update(self._task, description=escape(words), advance=done)

    def say(self, words: str) -> None:
        self._out.print(escape(words))

    def warn(self, source_id: str, issues: Iterable[Issue]) -> None:
        """Each issue, loudly, with what to do."""
        for each in issues:
            remedy = catalogue()[each.code].remedy
            self._err.print(
                f"[bold yellow]{escape(source_id)}: WARNING:[/] {escape(each.message)} {escape(remedy)}"
            )

    def fail(self, source_id: str, error: PipelineError) -> None:
        """What broke, where, and what to do; where it broke in the code only with DEBUG=1."""
        self._err.print(f"[bold red]{escape(source_id)}: FAILED:[/] {escape(str(error))}")
        if os.environ.get("DEBUG"):
            self._err.print(escape("".join(traceback.format_exception(error))))

    def summary(self, built: Sequence[Summary]) -> None:
        """The last screen: what was built, what changed, what needs a look, where the files are."""
        for each in built:
            self._out.print()
            self._out.rule(f"[bold]{escape(each.title)}[/]", align="left", characters="─")
            self._out.print(
                f"Page of {escape(each.page_date)}: {each.services} services. {each.changes}".rstrip()
            )
            self._looks(each.looks)
            self._out.print(f"Release: {escape(each.folder)}\nReport:  {escape(each.report)}")

    def _looks(self, looks: Sequence[Look]) -> None:
        if not looks:
            self._out.print("Nothing needs a look.")
            return
        self._out.print(f"{len(looks)} to look at:")
        for each in looks[:MOST_LOOKS]:
            place = f"{each.where}, {each.name}" if each.name else each.where
            self._out.print(f"  {escape(place)}: {escape(each.message)} [dim]{escape(each.remedy)}[/]")
        if len(looks) > MOST_LOOKS:
            self._out.print(f"  ... and {len(looks) - MOST_LOOKS} more in the report.")
