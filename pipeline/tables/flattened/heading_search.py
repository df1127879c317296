"""Where in a stream the headings stand: the ways to read its paragraphs as headings, and the best of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.model import Column, Role
from pipeline.tables.flattened.heading_run import FEWEST, LONGEST, HeadingRun, is_heading_like
from pipeline.tables.flattened.menus import is_in_menu
from pipeline.tables.grammars import kind
from pipeline.tables.headings.questions import find_asked
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import settle_roles
from pipeline.tables.headings.words import general, is_plain_heading, plain, plain_headings
from pipeline.tables.streams.stream import Token

MOST_PARTS = 3  # paragraphs over which one heading may run
MOST_WORDS = 12  # of a heading's first paragraph
WIDEST = 24  # paragraphs in a run
MOST_TRIED = 500  # places where headings could begin; a page with more of them is a glossary
NEARLY = 3  # a run is as good as a part of it that scores no more than this above it: one unknown heading
LESS = 10  # points that a rival of the best run may have less: one column
MOST_RIVALS = 4
MOST_UNKNOWN = 2  # headings that nobody knows, one behind the other
FEWEST_ROWS = 2  # between headings and the same again; a page may say above its table what it has
_VALUES = frozenset(
    {"age", "age-word", "email", "emails", "phone", "url", "money"}
)  # which prose seldom is alone
_TWO = " / "  # between a heading and the same in another language
FOLLOWED = 6  # ways to read the same paragraphs that are followed at once

_Known = tuple[str, tuple[Role, ...], int]  # a heading, its roles, and the token behind it


def find_headings(tokens: Sequence[Token], own: Mapping[str, Role]) -> list[HeadingRun]:
    """The run that looks most like the headings of one table, the first of several alike, then its rivals:
    other ways to read the same paragraphs that announce about as much. None where nothing looks so.

    >>> lines = ["What we fund", "Name", "What", "they do", "Shoe size", "Email", "The Shed"]
    >>> run, *_ = find_headings([Token(text, n) for n, text in enumerate(lines)], {})
    >>> [(str(each.role), each.heading) for each in run.columns], run.start, run.end
    ([('name', 'Name'), ('description', 'What they do'), ('text', 'Shoe size'), ('contact', 'Email')], 1, 6)
    """
    best: HeadingRun | None = None
    runs = list(heading_runs(tokens, own))
    for run in runs:
        if best is None or _is_better(run, best, tokens):
            best = run
    if best is None:
        return []
    rivals = [
        run for run in runs if run is not best and best.overlaps(run) and run.score >= best.score - LESS
    ]
    return [best, *sorted(rivals, key=_preference, reverse=True)[:MOST_RIVALS]]


def _is_better(run: HeadingRun, best: HeadingRun, tokens: Sequence[Token]) -> bool:
    """Whether a run that begins later looks more like headings, or as much and nearer to the name."""
    if run.score == best.score and best.overlaps(run):
        return _preference(run) > _preference(best)
    return run.score > best.score + NEARLY * best.holds(run) and not _is_again(run, best, tokens)


def _is_again(run: HeadingRun, best: HeadingRun, tokens: Sequence[Token]) -> bool:
    """Whether it is the headings of the other again, below rows, at most with one more paragraph: a cell that
    ends the row above, as `Online` may, or a name below, as `Open`.
    """
    first, between, again = (
        [token.text for token in tokens[start:end] if token.text]
        for start, end in ((best.start, best.end), (best.end, run.start), (run.start, run.end))
    )
    rows = min(len(between) // len(best.columns), sum(kind(text) in _VALUES for text in between))
    if rows < FEWEST_ROWS:
        return False
    parts = (first[at : at + len(each)] == each for each in (again, again[1:], again[:-1]) for at in (0, 1))
    return len(again) > FEWEST and any(parts)


def _preference(run: HeadingRun) -> tuple[int, int, int, int]:
    """By score; then by how early the name stands, how few the columns are, and how whole their headings."""
    return run.score, -run.roles.index(Role.NAME), -len(run.roles), run.end


def heading_runs(tokens: Sequence[Token], own: Mapping[str, Role]) -> Iterator[HeadingRun]:
    """The best runs from each place where a heading that we know stands, in page order."""
    vocabulary = _Vocabulary(own, tokens)
    tried = 0
    for start, token in enumerate(tokens):
        if tried >= MOST_TRIED or not vocabulary.may_begin(token.text) or is_in_menu(tokens, start):
            continue
        if vocabulary.headings_at(start):
            tried += 1
            runs = _best_runs(tokens, start, vocabulary)
            yield from (run for run in runs if not run.is_menu(tokens))


def openings(own: Mapping[str, Role]) -> frozenset[str]:
    """The first word of every heading that we know, or this source."""
    named = {words[0] for heading in own if (words := plain(heading).split())}
    return _openings() | named if named else _openings()


def opens_heading(text: str, known: frozenset[str]) -> bool:
    """Whether a text begins with one of these, as far as a quick look tells, or its second language does."""
    words = text.split(maxsplit=1)
    if not words:
        return False
    if words[0] in known or _opening(words[0]) in known:
        return True
    return _TWO in text and opens_heading(text.partition(_TWO)[2], known)


@lru_cache(maxsize=4096)
def _opening(word: str) -> str:
    """The first of the words that a printed word is made of."""
    return plain(word).split(" ")[0]


@cache
def _openings() -> frozenset[str]:
    return frozenset(heading.split()[0] for heading in (*general(), *plain_headings()) if heading)


class _Vocabulary:
    """What headings mean in these tokens: the source's own words before the general ones."""

    def __init__(self, own: Mapping[str, Role], tokens: Sequence[Token]) -> None:
        self._own = {plain(heading): role for heading, role in own.items()}
        self._tokens = tokens
        self._seen: dict[tuple[str, bool], tuple[Role, ...]] = {}
        self._found: dict[int, list[_Known]] = {}
        self._openings = openings(own)

    def may_begin(self, text: str) -> bool:
        """Whether the paragraph begins as some heading does: a quick look before the thorough one."""
        if not 0 < len(text) <= 2 * LONGEST or text.count(" ") >= MOST_WORDS:
            return False
        return opens_heading(text, self._openings)

    def roles(self, heading: str, *, is_joined: bool) -> tuple[Role, ...]:
        if (heading, is_joined) not in self._seen:
            own = self._own.get(plain(heading))
            self._seen[heading, is_joined] = (own,) if own else possible_roles(heading, is_joined=is_joined)
        return self._seen[heading, is_joined]

    def headings_at(self, at: int) -> list[_Known]:
        """Every heading that we know that begins with this token, with the token after it.

        One that is known to be a heading may have no role.
        """
        if at not in self._found:
            self._found[at] = list(self._find_at(at))
        return self._found[at]

    def _find_at(self, at: int) -> Iterator[_Known]:
        heading = ""
        for end, token in enumerate(self._tokens[at : at + MOST_PARTS], at):
            if not token.text or len(heading) + len(token.text) > 2 * LONGEST:
                return
            heading = f"{heading} {token.text}".strip()
            roles = self.roles(heading, is_joined=end > at)
            if roles or is_plain_heading(heading):
                yield heading, roles, end + 1


def _best_runs(tokens: Sequence[Token], start: int, vocabulary: _Vocabulary) -> list[HeadingRun]:
    """The best of the ways to read the paragraphs from here as headings; each ends with one that we know."""
    found: dict[tuple[Column, ...], HeadingRun] = {}
    ways: dict[int, list[_Way]] = {start: [_Way((), start)]}
    for at in range(start, min(start + WIDEST, len(tokens))):
        for way in _best_ways(ways.pop(at, [])):
            for longer in _longer(tokens, way, vocabulary):
                ways.setdefault(longer.end, []).append(longer)
                if longer.may_be_whole:
                    run = longer.to_run(start)
                    if run.names_services:
                        found.setdefault(run.columns, run)
    return sorted(found.values(), key=_preference, reverse=True)[: MOST_RIVALS + 1]


def _best_ways(ways: list[_Way]) -> list[_Way]:
    """The ways that are followed, the best first."""
    return sorted(ways, key=_Way.score, reverse=True)[:FOLLOWED] if len(ways) > 1 else ways


class _Heading(NamedTuple):
    text: str
    roles: tuple[Role, ...]  # that it may have; none where nobody knows it
    is_known: bool = True  # to be a heading


class _Way(NamedTuple):
    """A way to read paragraphs as headings, up to token `end`."""

    headings: tuple[_Heading, ...]
    end: int

    def to_run(self, start: int) -> HeadingRun:
        texts = [each.text for each in self.headings]
        roles = settle_roles([each.roles for each in self.headings], texts)
        pairs = zip(roles, self.headings, strict=True)
        columns = tuple(Column(role or Role.TEXT, each.text) for role, each in pairs)
        declared = frozenset(each.text for each in self.headings if each.roles == (Role.TEXT,))
        return HeadingRun(columns, start, self.end, declared)

    def score(self) -> int:
        return self.to_run(0).score

    @property
    def may_be_whole(self) -> bool:
        """Whether these may be all headings of a table: there are enough, and the last one is known."""
        return len(self.headings) >= FEWEST and self.headings[-1].is_known

    @property
    def may_go_on(self) -> bool:
        """Whether a heading that nobody knows may follow."""
        return any(each.is_known or each.roles for each in self.headings[-MOST_UNKNOWN:])

    def goes_on_with(self, text: str) -> bool:
        """Whether a paragraph can be no heading of its own: it begins small, and the headings do not."""
        return bool(self.headings) and self.headings[0].text[0].isupper() and text[0].islower()


def _longer(tokens: Sequence[Token], way: _Way, vocabulary: _Vocabulary) -> Iterator[_Way]:
    """The way with one more heading; few that nobody knows between two that we know."""
    text = tokens[way.end].text
    if not text:
        yield _Way(way.headings, way.end + 1)
        return
    if way.goes_on_with(text):
        return
    known = vocabulary.headings_at(way.end)
    for heading, roles, end in known:
        yield _Way((*way.headings, _Heading(heading, roles)), end)
    if any(heading == text for heading, _, _ in known):
        return
    if way.headings and (asked := find_asked(text)):
        is_whole = text.endswith("?")  # else it may be an entry of a menu
        yield _Way((*way.headings, _Heading(text, asked.roles, is_known=is_whole)), way.end + 1)
        return
    if way.may_go_on and is_heading_like(text, numbered=True):
        heading, end = _with_rest(tokens, way)
        yield _Way((*way.headings, _Heading(heading, (), is_known=False)), end)


def _with_rest(tokens: Sequence[Token], way: _Way) -> tuple[str, int]:
    """A heading that nobody knows with the paragraphs that can only go on with it, and the token behind."""
    end = way.end + 1
    while (
        end < min(way.end + MOST_PARTS, len(tokens))
        and tokens[end].text
        and way.goes_on_with(tokens[end].text)
    ):
        end += 1
    return " ".join(token.text for token in tokens[way.end : end]), end
