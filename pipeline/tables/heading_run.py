"""Where in a stream the headings stand, and which columns they announce."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Column, Role
from pipeline.tables.detectors import features
from pipeline.tables.headings import find_role
from pipeline.tables.stream import Token

MOST_PARTS = 3  # paragraphs over which one heading may run
LONGEST = 40  # characters of a heading nobody knows
FEWEST = 2  # headings that we know, the name's among them


@dataclass(frozen=True, slots=True)
class HeadingRun:
    """Headings in order; tokens `start` to `end` (exclusive) print them."""

    columns: tuple[Column, ...]
    start: int
    end: int

    @property
    def known(self) -> int:
        return len({each.role for each in self.columns} - {Role.TEXT})


def find_headings(tokens: Sequence[Token], own: Mapping[str, Role]) -> HeadingRun | None:
    """The run with the most headings that we know, the first of them where several have as many."""
    best: HeadingRun | None = None
    for run in heading_runs(tokens, own):
        if best is None or run.known > best.known:
            best = run
    return best


def heading_runs(tokens: Sequence[Token], own: Mapping[str, Role]) -> Iterator[HeadingRun]:
    """Every run that names a service and something about it, in page order."""
    at = 0
    while at < len(tokens):
        run = _run_at(tokens, at, own)
        if run and run.known >= FEWEST and any(each.role is Role.NAME for each in run.columns):
            yield run
            at = run.end
        else:
            at += 1


def _run_at(tokens: Sequence[Token], start: int, own: Mapping[str, Role]) -> HeadingRun | None:
    if _known_at(tokens, start, own) is None:
        return None
    columns: list[Column] = []
    unknown: list[Column] = []
    at = end = start
    while at < len(tokens):
        found = _known_at(tokens, at, own)
        if found:
            column, at = found
            columns += [*unknown, column]
            unknown, end = [], at
        elif not tokens[at].text:
            at += 1
        elif not unknown and _heading_like(tokens[at].text):
            unknown.append(Column(Role.TEXT, tokens[at].text))
            at += 1
        else:
            break
    return HeadingRun(tuple(columns), start, end)


def _known_at(tokens: Sequence[Token], at: int, own: Mapping[str, Role]) -> tuple[Column, int] | None:
    """The heading that begins with this token, over as many paragraphs as make one that we know."""
    for count in range(MOST_PARTS, 0, -1):
        parts = [each.text for each in tokens[at : at + count]]
        if len(parts) < count or not all(parts) or sum(map(len, parts)) > 2 * LONGEST:
            continue
        heading = " ".join(parts)
        role = find_role(heading, own)
        if role is not None:
            return Column(role, heading), at + count
    return None


def _heading_like(text: str) -> bool:
    return (
        len(text) <= LONGEST and len(text.split()) <= 5 and features(text)[0] in ("words", "date", "age-word")
    )
