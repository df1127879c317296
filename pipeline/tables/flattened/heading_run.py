"""Where in a stream the headings stand, and which columns they announce."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.model import Column, Role
from pipeline.tables.flattened.detectors import features
from pipeline.tables.headings import find_roles, general, plain, possible_roles
from pipeline.tables.stream import Token

MOST_PARTS = 3  # paragraphs over which one heading may run
LONGEST = 40  # characters of a heading nobody knows
FEWEST = 2  # headings that we know, the name's among them
WIDEST = 24  # paragraphs in a run
MOST_TRIED = 500  # places where headings could begin; a page with more of them is a glossary
NEARLY = 3  # a run is as good as a part of it that scores no more than this above it: one unknown heading
FOLLOWED = 4  # ways to read the same paragraphs that are followed at once


@dataclass(frozen=True, slots=True)
class HeadingRun:
    """Headings in order; tokens `start` to `end` (exclusive) print them."""

    columns: tuple[Column, ...]
    start: int
    end: int

    @property
    def score(self) -> int:
        """How much this looks like the headings of one table: each role once, few that nobody knows.

        Contacts may stand in several columns: a person in one, an address in the next.
        """
        known = [each.role for each in self.columns if each.role is not Role.TEXT]
        distinct = len(set(known))
        doubled = len(known) - distinct - max(0, known.count(Role.CONTACT) - 1)
        return 10 * distinct - 6 * doubled - 3 * (len(self.columns) - len(known))

    def holds(self, other: HeadingRun) -> bool:
        """Whether the other run is a part of this one."""
        return self.start <= other.start and other.end <= self.end

    @property
    def names_services(self) -> bool:
        roles = {each.role for each in self.columns} - {Role.TEXT}
        return Role.NAME in roles and len(roles) >= FEWEST


def find_headings(tokens: Sequence[Token], own: Mapping[str, Role]) -> HeadingRun | None:
    """The run that looks most like the headings of one table, the first of several alike.

    >>> lines = ["What we fund", "Name", "What", "they do", "Shoe size", "Email", "The Shed"]
    >>> run = find_headings([Token(text, n) for n, text in enumerate(lines)], {})
    >>> [(str(each.role), each.heading) for each in run.columns], run.start, run.end
    ([('name', 'Name'), ('description', 'What they do'), ('text', 'Shoe size'), ('contact', 'Email')], 1, 6)
    """
    best: HeadingRun | None = None
    for run in heading_runs(tokens, own):
        if best is None or run.score > best.score + NEARLY * best.holds(run):
            best = run
    if best is None:
        return None
    headings = [each.heading for each in best.columns]
    roles = find_roles(headings, own)
    columns = tuple(Column(role or Role.TEXT, name) for role, name in zip(roles, headings, strict=True))
    return HeadingRun(columns, best.start, best.end)


def heading_runs(tokens: Sequence[Token], own: Mapping[str, Role]) -> Iterator[HeadingRun]:
    """The best run from each place where a heading that we know stands, in page order."""
    vocabulary = _Vocabulary(own)
    tried = 0
    for start, token in enumerate(tokens):
        if tried < MOST_TRIED and vocabulary.may_begin(token.text) and vocabulary.headings_at(tokens, start):
            tried += 1
            run = _best_run(tokens, start, vocabulary)
            if run and run.names_services:
                yield run


@cache
def _openings() -> frozenset[str]:
    return frozenset(heading.split()[0] for heading in general() if heading)


class _Vocabulary:
    """What headings mean here: the source's own words before the general ones."""

    def __init__(self, own: Mapping[str, Role]) -> None:
        self._own = {plain(heading): role for heading, role in own.items()}
        self._seen: dict[str, tuple[Role, ...]] = {}
        self._openings = _openings() | {heading.split()[0] for heading in self._own if heading}

    def may_begin(self, text: str) -> bool:
        """Whether the paragraph begins as some heading does: a quick look before the thorough one."""
        if not 0 < len(text) <= 2 * LONGEST:
            return False
        word = text.split(maxsplit=1)[0]
        return word in self._openings or plain(word).split(" ")[0] in self._openings

    def roles(self, heading: str) -> tuple[Role, ...]:
        if heading not in self._seen:
            own = self._own.get(plain(heading))
            self._seen[heading] = (own,) if own else possible_roles(heading)
        return self._seen[heading]

    def headings_at(self, tokens: Sequence[Token], at: int) -> list[tuple[str, tuple[Role, ...], int]]:
        """Every heading that we know that begins with this token, with the token after it."""
        found, heading = [], ""
        for end in range(at, min(at + MOST_PARTS, len(tokens))):
            text = tokens[end].text
            if not text or len(heading) + len(text) > 2 * LONGEST:
                break
            heading = f"{heading} {text}".strip()
            if roles := self.roles(heading):
                found.append((heading, roles, end + 1))
        return found


def _best_run(tokens: Sequence[Token], start: int, vocabulary: _Vocabulary) -> HeadingRun | None:
    """The best of the ways to read the paragraphs from here as headings; it ends with one that we know."""
    best: HeadingRun | None = None
    ways: dict[int, list[HeadingRun]] = {start: [HeadingRun((), start, start)]}
    for at in range(start, min(start + WIDEST, len(tokens))):
        for run in sorted(ways.pop(at, ()), key=lambda each: -each.score)[:FOLLOWED]:
            for longer in _longer(tokens, run, vocabulary):
                ways.setdefault(longer.end, []).append(longer)
                known = longer.columns and longer.columns[-1].role is not Role.TEXT
                if known and (best is None or (longer.score, longer.end) > (best.score, best.end)):
                    best = longer
    return best


def _longer(tokens: Sequence[Token], run: HeadingRun, vocabulary: _Vocabulary) -> Iterator[HeadingRun]:
    """The run with one more heading; at most one that nobody knows between two that we know."""
    text = tokens[run.end].text
    if not text:
        yield HeadingRun(run.columns, run.start, run.end + 1)
        return
    used = {each.role for each in run.columns}
    known = vocabulary.headings_at(tokens, run.end)
    for heading, roles, end in known:
        role = next((each for each in roles if each not in used), roles[0])
        yield HeadingRun((*run.columns, Column(role, heading)), run.start, end)
    if any(heading == text for heading, _, _ in known):
        return
    if run.columns and run.columns[-1].role is not Role.TEXT and is_heading_like(text):
        yield HeadingRun((*run.columns, Column(Role.TEXT, text)), run.start, run.end + 1)


def parts_of(run: HeadingRun, tokens: Sequence[Token]) -> list[list[str]]:
    """For each column the paragraphs that print its heading."""
    printed = [each.text for each in tokens[run.start : run.end] if each.text]
    found: list[list[str]] = []
    for column in run.columns:
        parts = [printed.pop(0)]
        while printed and len(" ".join(parts)) < len(column.heading):
            parts.append(printed.pop(0))
        found.append(parts)
    return found


def repeats_of(run: HeadingRun, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where the same headings are printed again: each time their first token and the one behind them."""
    printed = [each.text for each in tokens[run.start : run.end] if each.text]
    found = []
    at = run.end
    while at < len(tokens):
        end = _repeated_to(tokens, at, printed) if tokens[at].text == printed[0] else None
        if end:
            found.append((at, end))
        at = end or at + 1
    return found


def _repeated_to(tokens: Sequence[Token], start: int, printed: list[str]) -> int | None:
    left = list(reversed(printed))
    for at in range(start, len(tokens)):
        if not left:
            return at
        if tokens[at].text and tokens[at].text != left.pop():
            return None
    return None if left else len(tokens)


def is_heading_like(text: str) -> bool:
    """Whether a paragraph could be a heading that nobody knows."""
    known = features(text)[0] if 0 < len(text) <= LONGEST and len(text.split()) <= 5 else ""
    return known in ("words", "date", "age-word")
