"""Headings that a tool printed on one line, one blank between them, above cells that are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from msgspec import structs

from pipeline.model import Column, Extraction, RawRecord, Role
from pipeline.tables.flattened.heading_run import HeadingRun
from pipeline.tables.flattened.heading_search import find_headings, openings, opens_heading
from pipeline.tables.grammars import EMAIL, kind
from pipeline.tables.headings.questions import find_asked
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.roles import ONCE, find_roles, is_services_table
from pipeline.tables.headings.words import LONGEST, is_plain_heading
from pipeline.tables.streams.stream import Token
from pipeline.tables.text.headings_by_case import part_by_case

_MARK = re.compile(r"\[\d{1,4}\](?=\S)")
_COUNTED = re.compile(r"(?<![^\s|│])\[(\d{1,4})\](?=\S)")
_MARKED = re.compile(r"(\[\d{1,4}\])([^\s|│]+)")
_REFERENCES = re.compile(r"^References[ \t]*+\n\s*+(?:Visible links\s++)?\d+\. \S+:", re.M)
_FEWEST = 3  # headings
FEWEST_MARKS = 3  # of links
_WORDS = 6  # of one heading
_FOLLOWED = 12  # ways to read the same words, the fewest headings first
_WAYS = 3  # of them whose tables are read
_TRIED = 300  # lines that begin as a heading does
_LINES = 3  # over which headings may be wrapped
_LOOKED_AT = 60  # paragraphs under the headings
_LONE = 2  # of them at least are an age or an address and nothing else
_BUTTON = re.compile(r"^([ \t]*)\(BUTTON\) (?=\S)", re.M)
_SEVERAL = 4  # columns, and rows, of which paragraphs are told by how many words they have
_MANY = 4  # of them are an age and nothing else


def strip_link_marks(text: str) -> str:
    r"""The text without the numbers before its links and the list of them behind it, where it has one.

    >>> strip_link_marks("[1]jo@lane.org\n\nReferences\n\n   1. mailto:jo@lane.org\n")
    'jo@lane.org\n\n'
    """
    if found := _REFERENCES.search(text):
        return _MARK.sub("", text[: found.start()])
    return _MARK.sub("", text) if _counts_on(text) else text


def strip_buttons(text: str) -> str:
    r"""The text without lynx's sign for a control before the first words of a line.

    >>> strip_buttons("  (BUTTON) The Shed\nAges: 5-8 (BUTTON) Close")
    '  The Shed\nAges: 5-8 (BUTTON) Close'
    """
    return _BUTTON.sub(r"\1", text) if "(BUTTON)" in text else text


def shift_link_marks(text: str) -> str:
    r"""The same with blanks behind each word in place of the number before it, so that columns stand level.

    >>> shift_link_marks("|[1]jo@lane.org|\n\nReferences\n\n   1. mailto:jo@lane.org\n")
    '|jo@lane.org   |\n\n'
    """
    found = _REFERENCES.search(text)
    return _MARKED.sub(_shift, text[: found.start()]) if found else text


def strip_marks_of_cells(found: Extraction, text: str) -> Extraction:
    """What was found in the text, without the numbers before its links, where they count on in it."""
    if not _counts_on(text):
        return found
    return replace(found, records=tuple(map(_strip_record, found.records)))


def _strip_record(record: RawRecord) -> RawRecord:
    cells = (
        structs.replace(
            cell,
            paragraphs=tuple(
                structs.replace(each, text=_MARK.sub("", each.text)) for each in cell.paragraphs
            ),
        )
        for cell in record.cells
    )
    return structs.replace(record, cells=tuple(cells))


def _counts_on(text: str) -> bool:
    """True where numbers as links have, each right before a word, count on from the first to the last."""
    marks = [*map(int, _COUNTED.findall(text))]
    if len(marks) < FEWEST_MARKS or len(marks) != len(_MARK.findall(text)):
        return False
    return marks == [*range(marks[0], marks[0] + len(marks))]


def _shift(match: re.Match[str]) -> str:
    return match[2] + " " * len(match[1])


def part_headings(tokens: Sequence[Token], own: Mapping[str, Role]) -> list[list[Token]]:
    """The paragraphs; the first that is nothing but known headings is one paragraph for each of them.

    In each way to tell these headings apart, the likeliest first. Only where the paragraphs under it are
    cells: some are an age or an address alone, and few are more; and no headings stand above it, a paragraph
    each, below which it is the name of a service ("Housing Support Programme").
    """
    lines = [(token.line, token.text) for token in tokens]
    known = openings(own)
    short = (at for at, (_, text) in enumerate(lines) if len(text) <= 3 * LONGEST)
    for at in islice((at for at in short if opens_heading(lines[at][1], known)), _TRIED):
        token = tokens[at]
        ways, end = part_lines(lines, at, own)
        if ways and _are_cells(tokens[end : end + _LOOKED_AT], len(ways[0])):
            if _are_headed(tokens[:at], own):
                return []
            return [[*tokens[:at], *(Token(part, token.line) for part in way), *tokens[end:]] for way in ways]
    return []


def _are_headed(tokens: Sequence[Token], own: Mapping[str, Role]) -> bool:
    """Whether headings of a table of services stand among these paragraphs, each in one of its own."""
    return any(
        is_services_table(run.roles, [each.heading for each in run.columns])
        for run in find_headings(tokens, own)[:1]
    )


def find_line_run(
    tokens: Sequence[Token], own: Mapping[str, Role]
) -> tuple[Sequence[Token], HeadingRun] | None:
    """The paragraphs with the first that is nothing but headings parted, be some unknown; and these headings.

    Only where the paragraphs under it are cells, and no headings stand above it, a paragraph each.
    """
    for at, token in enumerate(tokens):
        parts = part_by_case(token.text, own)
        if parts and _are_cells(tokens[at + 1 : at + 1 + _LOOKED_AT], len(parts)):
            if _are_headed(tokens[:at], own):
                return None
            parted = [*tokens[:at], *(Token(part, token.line) for part in parts), *tokens[at + 1 :]]
            pairs = zip(find_roles(parts, own), parts, strict=True)
            columns = tuple(Column(role or Role.TEXT, part) for role, part in pairs)
            return parted, HeadingRun(columns, at, at + len(parts))
    return None


def part_lines(
    lines: Sequence[tuple[int, str]], at: int, own: Mapping[str, Role]
) -> tuple[list[list[str]], int]:
    """The headings that the words of a line may be, and of those right below that go on with them; and where
    the lines behind them begin. None where they are no headings of a table of services, or are one to a line.
    """
    text, ends, texts = "", list[int](), list[str]()
    for end, (number, words) in enumerate(lines[at : at + _LINES], at + 1):
        text = f"{text} {words.strip()}".strip()
        if number - lines[at][0] != end - 1 - at or len(text) > 3 * LONGEST or not words.strip():
            break
        if end > at + 1 and _are_one_a_line([line.strip() for _, line in lines[at : end + 1]], own):
            continue
        ends.append(end)
        texts.append(text)
    read = ((part_line(text, own), end) for text, end in zip(reversed(texts), reversed(ends), strict=True))
    return next(((ways, end) for ways, end in read if ways), ([], at + 1))


def _are_one_a_line(lines: Sequence[str], own: Mapping[str, Role]) -> bool:
    """Whether most of these lines but the last are a heading each, or the last is."""
    *joined, behind = lines
    return _is_known(behind, own) or 2 * sum(_is_known(line, own) for line in joined) > len(joined)


def _is_known(heading: str, own: Mapping[str, Role]) -> bool:
    return bool(possible_roles(heading, own)) or is_plain_heading(heading)


def part_line(text: str, own: Mapping[str, Role]) -> list[list[str]]:
    """The headings that the words may be, where they can be those of a table of services; likeliest first.

    None where bars part them: what stands below is parted likewise.
    """
    return _fit(find_ways([] if "|" in text else text.split(), own), own)


def part_first(words: Sequence[str], own: Mapping[str, Role]) -> tuple[list[list[str]], int]:
    """The headings that the first of the words may be, the most that can be, and how many words these are."""
    found = _ways_to(words, own)
    fitting = ((_fit(found[end], own), end) for end in range(len(words), 0, -1))
    return next(((ways, end) for ways, end in fitting if ways), ([], 0))


def _fit(ways: Sequence[list[str]], own: Mapping[str, Role]) -> list[list[str]]:
    """Those that can be the headings of a table of services; likeliest first."""
    fit = [way for way in ways if len(way) >= _FEWEST and is_services_table(find_roles(way, own), way)]
    fewest = min((_doubled(way, own) for way in fit), default=0)
    fit = [way for way in fit if _doubled(way, own) == fewest]
    return sorted(fit, key=lambda way: _rank(way, own))[:_WAYS]


def part_words(text: str, own: Mapping[str, Role]) -> list[str]:
    """The known headings that these words are; none where they are others, or can be parted in two ways.

    >>> part_words("Age group Area covered E-mail", {}), part_words("Shoe size Area", {})
    (['Age group', 'Area covered', 'E-mail'], [])
    """
    ways = sorted(find_ways(text.split(), own), key=len)
    is_told = len(ways) == 1 or (ways and len(ways[0]) < len(ways[1]))
    return ways[0] if is_told else []


def find_ways(words: Sequence[str], own: Mapping[str, Role]) -> list[list[str]]:
    """The ways to read the words as known headings and nothing else, those with the fewest first.

    >>> find_ways("Area Coordinator Contact".split(), {})
    [['Area', 'Coordinator Contact'], ['Area Coordinator', 'Contact'], ['Area', 'Coordinator', 'Contact']]
    """
    return _ways_to(words, own)[-1]


def _ways_to(words: Sequence[str], own: Mapping[str, Role]) -> list[list[list[str]]]:
    """The same for the first words, by how many these are."""
    ways: list[list[list[str]]] = [[[]], *([] for _ in words)]
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - _WORDS), end):
            heading = " ".join(words[start:end])
            if not ways[start] or heading.startswith("("):  # which goes on with the words before it
                continue
            is_asked = heading.endswith("?") and find_asked(heading)
            if possible_roles(heading, own, is_joined=True) or is_plain_heading(heading) or is_asked:
                ways[end] += [[*way, heading] for way in ways[start]]
        ways[end] = sorted(ways[end], key=len)[:_FOLLOWED]
    return ways


def _doubled(way: Sequence[str], own: Mapping[str, Role]) -> int:
    """How many of the headings announce again what a table has once."""
    roles = find_roles(way, own)
    return sum(roles.count(role) - 1 for role in ONCE if role in roles)


def _rank(way: Sequence[str], own: Mapping[str, Role]) -> tuple[int, int, int]:
    """Ways that announce more come first; those whose headings begin large; the fewest."""
    return -len({*find_roles(way, own)}), sum(heading[0].islower() for heading in way), len(way)


def _are_cells(tokens: Sequence[Token], columns: int) -> bool:
    """True where blank lines set the paragraphs apart and many have fewer words than there are columns, which
    no row has; or where most ages and addresses stand alone, and blank lines or ages part them.
    """
    close = sum(1 for one, two in pairwise(tokens) if two.line - one.line < 2)
    is_apart = close * 20 <= len(tokens)
    brief = sum(1 for token in tokens if len(token.text.split()) < columns)
    if is_apart and columns >= _SEVERAL and brief * 3 >= len(tokens) >= _SEVERAL * columns:
        return True
    kinds = [kind(token.text) for token in tokens]
    ages, addresses, inside = (kinds.count(each) for each in ("age", "email", "age-in"))
    joined = sum(1 for token in tokens if "@" in token.text and not EMAIL.fullmatch(token.text))
    apart = is_apart and (inside <= ages or not ages)
    aged = ages * 2 >= addresses and inside * 3 <= ages
    # several addresses in a cell, and ages in descriptions, weigh less where none of many stands beside words
    many = not joined and ages >= _MANY and ages * 4 >= addresses and inside * 2 <= ages
    return ages + addresses >= _LONE and joined * 4 <= addresses and (apart or aged or many)
