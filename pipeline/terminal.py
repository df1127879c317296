"""What is said while `make all` runs, and the screen at its end. Plain lines where it isn't a terminal."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import fill, shorten
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from pipeline.faults import at_fault, harmless
from pipeline.issues import Issue, PipelineError, catalogue

MOST_LOOKS = 10
_MOST_WORDS = 140  # of a printed text; the report has it whole
_LABELS = 12  # columns before the words


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that a person should look at."""

    where: str
    name: str
    code: str
    message: str
    printed: str  # the words on the page; empty where the issue is about no words
    published: str  # our reading of them; empty where the issue is about the page as a whole
    remedy: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the last screen says of one source."""

    title: str
    page_date: str  # empty where the page states none
    services: int
    changes: str  # "2 new, 1 gone" ...; empty where nothing changed
    looks: tuple[Look, ...]
    folder: str
    report: str


class Terminal:
    """Progress on stdout, trouble on stderr."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = _console(out or sys.stdout)
        self._err = _console(err or sys.stderr)
        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        self._bar = Progress(*columns, console=self._out, transient=True)
        self._task: TaskID | None = None

    @contextmanager
    def building(self, steps: int) -> Iterator[None]:
        """While this lasts, a bar on the last line shows how many of the steps are done."""
        if self._out.is_terminal:
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
            words = escape(harmless(f"{each.message} {catalogue()[each.code].remedy}"))
            self._err.print(f"[bold yellow]{escape(source_id)}: WARNING:[/] {words}")

    def fail(self, source_id: str, error: Exception) -> None:
        """What broke, where, and what to do; where it broke in the code only with DEBUG=1."""
        words = harmless(str(error)) if isinstance(error, PipelineError) else at_fault(error)
        self._err.print(f"[bold red]{escape(source_id)}: FAILED:[/] {escape(words)}")
        if os.environ.get("DEBUG"):
            self._err.print(escape("".join(traceback.format_exception(error))))

    def summary(self, built: Sequence[Summary], failed: Sequence[str] = ()) -> None:
        """The last screen: what was built and changed, what needs a look, where the files are, what broke."""
        for each in built:
            self._out.print()
            self._out.rule(f"[bold]{escape(each.title)}[/]", align="left", characters="─")
            date = f"Page of {each.page_date}" if each.page_date else "A page without a date"
            self._out.print(f"{date}: {each.services} services; {each.changes or 'nothing changed'}.")
            self._looks(each.looks)
            self._out.print(f"Release: {escape(each.folder)}\nReport:  {escape(each.report)}")
        if failed:
            names = escape(", ".join(failed))
            self._out.print(f"\n[bold red]FAILED:[/] {names}. Why is said above; the releases before stand.")

    def _looks(self, looks: Sequence[Look]) -> None:
        if not looks:
            self._out.print("Nothing needs a look.")
            return
        self._out.print(f"{len(looks)} to look at:")
        shown = looks[:MOST_LOOKS]
        for code in dict.fromkeys(each.code for each in shown):
            alike = [each for each in shown if each.code == code]
            self._out.print()
            self._out.print(self._hang("", f"{alike[0].remedy} [{code}]"))
            for each in alike:
                self._out.print(self._hang(each.where, f"{each.name}: {each.message}".removeprefix(": ")))
                if each.published:
                    self._out.print(self._hang(" ", _reading(each)))
        if len(looks) > MOST_LOOKS:
            self._out.print(f"\n... and {len(looks) - MOST_LOOKS} more in the report.")
        self._out.print()

    def _hang(self, label: str, words: str) -> Text:
        """The words behind their label; on a terminal, broken so that they stay behind it."""
        text, indent = harmless(words), " " * (_LABELS if label else 0)
        if self._out.is_terminal:
            text = fill(text, max(self._out.width, 40), initial_indent=indent, subsequent_indent=indent)
        label = f"  {label:<{_LABELS - 2}}" if label else ""
        return Text.assemble((label, "bold"), (text.strip(), "" if label else "bold cyan"))


def _console(file: TextIO) -> Console:
    """Lines to this file; plain ones where it is no terminal, or NO_COLOR is set."""
    plain = False if os.environ.get("NO_COLOR") else None
    return Console(file=file, highlight=False, soft_wrap=True, force_terminal=plain)


def _reading(look: Look) -> str:
    """What the page has, and what is published of it."""
    printed = f"printed: {shorten(look.printed, _MOST_WORDS, placeholder=' ...')}; " if look.printed else ""
    return f"{printed}published: {shorten(look.published, _MOST_WORDS, placeholder=' ...')}"
