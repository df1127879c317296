"""A document as a stream of paragraphs, for pages whose table has lost its borders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree
from msgspec import structs

from pipeline.tables.cards.labels import Piece
from pipeline.tables.headings.readings import find_role
from pipeline.tables.html.asides import FIELD, HIDDEN, PICTURE, PICTURE_FILE, SCRIPT, Aside
from pipeline.tables.html.flow import read_flow
from pipeline.tables.markdown import is_markdown, strip_marks, strip_sure_marks
from pipeline.tables.streams.stream import Token
from pipeline.tables.text.cells import goes_on
from pipeline.tables.words import clean, join_lines, strip_bullet

NARROW, WIDE = 50, 130  # letters; lines of a wrapped text are no longer than one width between these

_UNSEEN = (FIELD, HIDDEN, PICTURE, PICTURE_FILE, SCRIPT)  # of a whole page there is too much of both to say
FEWEST_FULL = 4  # lines that end where the next word had no room, in a text that is wrapped


class Loose(NamedTuple):
    """A page without a table: its paragraphs, each with its holder too, and what its markup sets aside."""

    tokens: list[Token]
    pieces: list[Piece]
    asides: tuple[Aside, ...]


def read_html_tokens(root: etree._Element) -> Loose:
    """Every paragraph of the page, a lone no-break space as an empty token."""
    flow = read_flow(root, blanks=True)
    tokens = [Token(each.text, each.line) for each in flow.paragraphs]
    pieces = zip(tokens, flow.holders, flow.joined, strict=True)
    held = [Piece(each.text, each.line, holder, joined) for each, holder, joined in pieces if each.text]
    return Loose(tokens, held, tuple(each for each in flow.asides if each.code not in _UNSEEN))


def to_pieces(tokens: Iterable[Token]) -> Iterator[Piece]:
    """The printed paragraphs of a text without bullets and marks; a Markdown heading is one.

    Where no blank line parts a paragraph from the one before, it is joined to that.
    """
    before = 0
    for token in tokens:
        joined = token.line == before + 1
        for words in strip_marks(token.text).split("\n"):
            if words:
                yield Piece(words, token.line, "h3" if token.text.startswith("#") else "", joined)
                before, joined = token.line, True


def read_text_tokens(text: str) -> list[Token]:
    r"""Every line of the text, those of a wrapped paragraph joined; a lone no-break space is an empty token.

    >>> [(token.text, token.line) for token in read_text_tokens("Name\n\nAge  group\n\n\u00a0\n\nThe Shed")]
    [('Name', 1), ('Age group', 3), ('', 5), ('The Shed', 7)]
    """
    lines = text.split("\n")
    width = _find_wrap_width(lines)
    loose = 0 if width else find_loose_width(lines)
    tokens: list[Token] = []
    pending: list[str] = []
    start = 0
    tabbed = False  # the headings stand between tabs, and so do cells
    for number, line in enumerate(lines, 1):
        if "\t" in line and _has_headings(line):
            tokens += [Token(part, number) for part in map(clean, line.split("\t")) if part]
            tabbed = True
            continue
        follows = bool(pending) and _is_wrapped(pending[-1], line, width or loose)
        follows = follows and (not loose or goes_on(pending[-1], line))
        if pending and not follows:
            tokens.append(_token(pending, start, tabbed))
            pending = []
        if _words(line):
            start = start if follows else number
            pending.append(line)
        elif "\xa0" in line:
            tokens.append(Token("", number))
    if pending:
        tokens.append(_token(pending, start, tabbed))
    return list(_without_marks(tokens)) if is_markdown(text) else tokens


def _without_marks(tokens: Iterable[Token]) -> Iterator[Token]:
    """The paragraphs without Markdown's marks; an address behind a link that does not say it is one more."""
    for token in tokens:
        if token.text.startswith("#"):
            yield token
        else:
            for text in strip_sure_marks(token.text).split("\n"):
                yield structs.replace(token, text=text)


def _token(lines: Sequence[str], number: int, tabbed: bool) -> Token:
    """The paragraph that these printed lines are; in a tabbed text a border may stand before it."""
    first = lines[0].lstrip(" \xa0")
    borders = first[: len(first) - len(first.lstrip("\t"))] if tabbed else ""
    words = clean(first)
    return Token(borders + join_lines(*map(_words, lines)), number, strip_bullet(words) != words)


def _has_headings(line: str) -> bool:
    """True where most of the words that tabs divide are headings: their cells below may be paragraphs."""
    parts = [part for part in line.split("\t") if part.strip()]
    return 2 * sum(1 for part in parts if find_role(part)) > len(parts) > 1


def _words(line: str) -> str:
    """The line's words; a tab between them stays, for it is a border between cells."""
    if "\t" not in line:
        return strip_bullet(clean(line))
    return "\t".join(clean(part) for part in line.split("\t")).strip("\t")


def _is_wrapped(line: str, following: str, width: int) -> bool:
    """True where the following line's first word had no room on this one."""
    words = following.split(maxsplit=1)
    if not width or not words or "\t" in line or "@" in words[0] or strip_bullet(words[0] + " ") == "":
        return False
    return len(line.rstrip()) + 1 + len(words[0]) > width


def is_full(line: str, following: str, width: int) -> bool:
    """True where the following line's first word had no room on this one, so that it may go on there."""
    return bool(line.strip()) and _is_wrapped(line, following, width)


def find_loose_width(lines: Sequence[str]) -> int:
    """The width at which long paragraphs of a text are wrapped, most of whose lines are short paragraphs.

    0 where none is: few full lines go on in the next one, or other lines seem to, so that some paragraphs
    begin in lower case.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not NARROW <= width <= WIDE:
        return 0
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    full = [(one, two) for one, two in pairs if _is_wrapped(one, two, width)]
    on = sum(1 for one, two in full if goes_on(one, two))
    astray = sum(1 for one, two in pairs if two.strip()[0].islower() and "@" not in two) - sum(
        1 for _, two in full if two.strip()[0].islower()
    )
    return width if on >= FEWEST_FULL and on * 2 > len(full) and astray * 10 <= on else 0


def _find_wrap_width(lines: list[str]) -> int:
    """The width at which the text is wrapped; 0 where it is not, for then few lines are full."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not NARROW <= width <= WIDE:
        return 0
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    full = sum(1 for one, two in pairs if _is_wrapped(one, two, width))
    return width if full >= FEWEST_FULL and full * 2 > len(pairs) else 0
