"""The headings of a table in a stream: which columns they announce, and where they are printed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from pipeline.model import Column, Role
from pipeline.tables.flattened.detectors import features
from pipeline.tables.flattened.menus import is_menu, leaves_list
from pipeline.tables.headings.questions import find_asked
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.words import in_row, is_plain_heading, names_several, plain
from pipeline.tables.streams.stream import Token

LONGEST = 40  # characters of a heading nobody knows
MOST_LOST = 4  # headings before those that are read
_WORDY = frozenset({"words", "date", "age-word"})
_NUMBERED = frozenset({"digits", "age-in"})
FEWEST = 2  # headings that we know, the name's among them


@dataclass(frozen=True, slots=True)
class HeadingRun:
    """Headings in order; tokens `start` to `end` (exclusive) print them."""

    columns: tuple[Column, ...]
    start: int
    end: int
    declared: frozenset[str] = frozenset()  # headings that the source names, though none of the roles fits
    is_named: bool = True  # a heading says which words are the name

    @property
    def roles(self) -> tuple[Role, ...]:
        """What its columns hold, in order."""
        return tuple(each.role for each in self.columns)

    @property
    def score(self) -> int:
        """How much this looks like the headings of one table: each role once, few that nobody knows.

        Contacts may stand in several columns: a person in one, an address in the next.
        """
        known = [each.role for each in self.columns if each.role is not Role.TEXT]
        distinct = len(set(known))
        doubled = len(known) - distinct - max(0, known.count(Role.CONTACT) - 1)
        others = [each.heading for each in self.columns if each.role is Role.TEXT]
        usual = sum(is_known(each) or each in self.declared for each in others)
        return 10 * distinct - 6 * doubled + usual - 3 * (len(others) - usual)

    @property
    def is_fixed(self) -> bool:
        """Whether its first and last are surely headings, so that neither is a title or words of a row."""
        ends = (self.columns[0].heading, self.columns[-1].heading)
        return all(is_known(each) or plain(each) in in_row() for each in ends)

    def overlaps(self, other: HeadingRun) -> bool:
        """Whether the other run reads some of the same paragraphs."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: HeadingRun) -> bool:
        """Whether the other run is a part of this one."""
        return self.start <= other.start and other.end <= self.end

    def is_menu(self, tokens: Sequence[Token]) -> bool:
        """Whether a site's menu is read as headings, or the end of one with headings behind it."""
        around, printed = tokens[max(0, self.start - 1) : self.end + 1], tokens[self.start : self.end + 1]
        return is_menu(self.columns, around) or leaves_list(printed)

    @property
    def names_services(self) -> bool:
        roles = {each.role for each in self.columns} - {Role.TEXT}
        return Role.NAME in roles and len(roles) >= FEWEST


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


def others_of(run: HeadingRun, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where two of the headings are printed again side by side, but not all of them: another table's.

    Each time their first token and where the headings come again whole, or the page ends.
    """
    whole = repeats_of(run, tokens)
    pairs = set(pairwise(each.text for each in tokens[run.start : run.end] if each.text))
    printed = [(at, token.text) for at, token in enumerate(tokens) if at >= run.end and token.text]
    for (at, one), (_, two) in pairwise(printed):
        if (one, two) in pairs and not any(start <= at < end for start, end in whole):
            yield at, next((start for start, _ in whole if start > at), len(tokens))


def loses_name(run: HeadingRun, tokens: Sequence[Token]) -> bool:
    """Whether a heading that can only be the name's stands before these, whose own may be another."""
    names = [each.heading for each in run.columns if each.role is Role.NAME]
    if any(possible_roles(heading) == (Role.NAME,) for heading in names):
        return False
    before = reversed(tokens[max(0, run.start - MOST_LOST) : run.start])
    block = takewhile(lambda token: bool(token.text) and is_heading_like(token.text), before)
    return any(_is_name(token.text) for token in block)


def follows_name(run: HeadingRun, tokens: Sequence[Token]) -> bool:
    """Whether a heading that can only be the name's stands right before these, which have their own; one
    of several things (`Projects`) is the table's title.
    """
    return bool(run.start) and _is_name(tokens[run.start - 1].text)


def _is_name(heading: str) -> bool:
    """Whether it can only head names, and is of one thing."""
    return possible_roles(heading) == (Role.NAME,) and not names_several(heading)


def is_known(heading: str) -> bool:
    """Whether a heading has a role, is one that we know to have none, or asks something."""
    return is_plain_heading(heading) or bool(possible_roles(heading) or find_asked(heading))


def leaves_heading(run: HeadingRun, tokens: Sequence[Token]) -> bool:
    """Whether a heading that we know, of one thing, stands right before these, and either nobody knows one of
    these or the name is the last: that may be words of the first row.
    """
    before = tokens[run.start - 1].text if run.start else ""
    others = [each.heading for each in run.columns if each.role is Role.TEXT]
    is_turned = not all(map(is_known, others)) or run.roles[-1] is Role.NAME
    return is_turned and bool(possible_roles(before)) and not names_several(before)


def without_own_names(runs: Sequence[HeadingRun], tokens: Sequence[Token]) -> list[HeadingRun]:
    """The runs without those in which an acronym by which the page calls itself is a heading of its own,
    where another takes it with the one behind it: of `VRU`, `Coordinator Contact`.
    """

    joined = {each.heading for run in runs for each in run.columns}

    def is_split(run: HeadingRun) -> bool:
        pairs = pairwise(each.heading for each in run.columns)
        return any(f"{one} {two}" in joined and names_page(one, tokens[: run.start]) for one, two in pairs)

    return [run for run in runs if not is_split(run)] or [*runs]


def names_page(text: str, before: Sequence[Token]) -> bool:
    """Whether the words above the headings call something by these capitals, as a page does its publisher."""
    return text.isupper() and any(
        text in token.text.strip("()").split() or f"({text})" in token.text for token in before
    )


def is_heading_like(text: str, *, numbered: bool = False) -> bool:
    """Whether a paragraph could be a heading that nobody knows; `numbered`: with a number, too."""
    words = text.split()
    is_sentence = text.endswith(".") and len(words) > 2
    is_short = 0 < len(text) <= LONGEST and len(words) <= 5
    kind = features(text).kind if is_short and not is_sentence else ""
    return kind in _WORDY or (numbered and kind in _NUMBERED and text[0].isalpha())
