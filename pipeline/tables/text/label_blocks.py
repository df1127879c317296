"""Printed lines of which some are the labels of services, each above its words or before a tab."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from pipeline.model import Role
from pipeline.tables.cards.dashes import open_dashes
from pipeline.tables.cards.labels import FEWEST, Piece, split_label
from pipeline.tables.cards.openings import find_headed, find_opening
from pipeline.tables.cards.questions import open_questions
from pipeline.tables.cards.titles import leads_on
from pipeline.tables.flattened.heading_run import is_heading_like
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.roles import ONCE, find_roles
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.html.flow import HEADINGS
from pipeline.tables.markdown import is_markdown, strip_marks
from pipeline.tables.words import clean, strip_bullet

_WIDE = re.compile(r"\s*([^\W\d_](?:\S| (?! )){0,40}?)[ \xa0]{2,}\S")
FEWEST_ROLES = 2  # of labels that we know
_MOST_BLANK = 4 / 3  # so many times as often as it is blank stands a label at least
# So many times as much as a label that is blank says one that stands where words do, but for a name's
_BEHIND = 3 / 2
FEWEST_INSET = 3  # labels whose words stand further in


class Line(NamedTuple):
    """A printed line, or a part of one; empty where it holds nothing but a no-break space.

    `tabbed`: a tab stands behind it. `apart`: a blank line stands above it. `inset`: blanks before its words.
    `wide`: it is a heading that we know, and words behind it where a column may begin. `within`: it goes on
    with the line above in one paragraph of the mark-up. `printed`: its words as the page has
    them, where a colon was set behind a label.
    """

    text: str
    number: int
    tabbed: bool = False
    apart: bool = True
    inset: int = 0
    wide: bool = False
    holder: str = ""
    within: bool = False
    printed: str = ""


class Labelled(NamedTuple):
    """The lines from the first one on that may be a service's, and which of them are what.

    `words`: the lines, by their place, that surely go on with the label above; `titles`: those right above
    the first label of a service.
    """

    lines: Sequence[Line]
    labels: frozenset[int]
    words: frozenset[int]
    titles: Sequence[int]
    opening: str


def to_lines(text: str) -> list[Line]:
    """The printed lines of a text, and the parts of those that a tab divides."""
    found: list[Line] = []
    apart, marked = True, is_markdown(text)
    for number, line in enumerate(text.split("\n"), 1):
        parts = [*(_part_marked if marked else _part)(line, number, apart)]
        if not parts and "\xa0" in line:
            parts = [Line("", number, apart=apart)]
        found += parts
        apart = not parts
    return found


def _part_marked(line: str, number: int, apart: bool) -> Iterator[Line]:
    """The same of a line of Markdown, without its marks; one that it sets as a title has a holder."""
    holder = "h3" if line.startswith("#") else ""
    for part in strip_marks(line).split("\n"):
        for each in _part(part, number, apart):
            yield each._replace(holder=holder)
            apart = False


def _part(line: str, number: int, apart: bool) -> Iterator[Line]:
    inset = len(line) - len(line.lstrip(" \xa0"))
    label, tab, words = line.strip(" ").partition("\t")
    if tab and clean(label):
        yield Line(clean(label), number, True, apart, inset)
    rest = strip_bullet(clean(words if tab else label))
    if rest:
        wide = _WIDE.match(line)
        known = wide is not None and bool(find_role(wide[1]) or is_plain_heading(wide[1]))
        yield Line(rest, number, False, apart and not (tab and clean(label)), inset, known)


def find_labels(lines: Sequence[Line], own: Mapping[str, Role]) -> Labelled | None:
    """The labels among the lines; None where no two services have the same ones, and a name.

    The name is under a label of its own, or in the line above the first label of most services.
    """
    texts = _find_known(lines, own)
    if len({role for text in texts if (role := find_role(text, own))}) < FEWEST_ROLES:
        return None
    level = _find_level(lines, texts)
    at = [n for n, line in enumerate(lines) if line.text in texts and _is_level(line, level)]
    at = _without_joined(lines, at)
    texts = _without_words(lines, at, own) | _find_others(lines, at)
    labels = frozenset(_find_places(lines, texts, level))
    if not labels or _are_inline(lines, texts, own):
        return None
    order = [lines[n].text for n in sorted(labels)]
    headed = [lines[n].text for n in sorted(labels) if _has_title(lines, labels, n)]
    names = [text for text in texts if _is_name(text, own)]
    opening = ((not names and find_headed(order, headed)) or find_opening(order, names)).label
    titles = [n - 1 for n in sorted(labels) if lines[n].text == opening and _has_title(lines, labels, n)]
    services = max(Counter(order).values())
    is_named = bool(names)
    if not is_named and 2 * len(titles) < services:
        is_named = Role.NAME in find_roles([*dict.fromkeys(order)], own)
    if is_named and 5 * len([n for n in titles if n >= min(labels)]) < 4 * (services - 1):
        titles = []
    if not is_named and 2 * len(titles) < services:
        return None
    words = _find_words(lines, labels, level, titles, is_named=is_named)
    return Labelled(lines, labels, words, titles, opening)


def _find_places(lines: Sequence[Line], texts: Collection[str], level: int | None) -> Iterator[int]:
    """Where labels stand; the same words right below one are its own, as a question's may be."""
    before = -2
    for n, line in enumerate(lines):
        if line.text not in texts or not _is_level(line, level):
            continue
        if n - 1 != before or lines[before].text != line.text:
            yield n
            before = n


def _find_known(lines: Sequence[Line], own: Mapping[str, Role]) -> set[str]:
    """What stands on several lines and is known as a heading; where there are tabs, anything before one."""
    tabbed = [line.text for line in lines if line.tabbed]
    count = Counter(tabbed or (line.text for line in lines))
    again = {text for text in count if comes_again(text, count)}
    return again if tabbed else {text for text in again if find_role(text, own) or is_plain_heading(text)}


def comes_again(text: str, count: Mapping[str, int]) -> bool:
    """True where the words may be a label that several services have."""
    return count[text] >= FEWEST and is_heading_like(text)


def _find_level(lines: Sequence[Line], texts: Collection[str]) -> int | None:
    """How far in labels stand, where their words stand further in; None where they do not."""
    pairs = [(one, two) for one, two in pairwise(lines) if one.text in texts and two.text]
    inside = [one.inset for one, two in pairs if two.inset > one.inset]
    if len(inside) < FEWEST_INSET or 5 * len(inside) < 4 * sum(two.text not in texts for _, two in pairs):
        return None
    return Counter(inside).most_common(1)[0][0]


def _is_level(line: Line, level: int | None) -> bool:
    return level is None or line.inset == level


def _without_joined(lines: Sequence[Line], at: Sequence[int]) -> list[int]:
    """Where labels may stand, without those that mark-up mostly has within a paragraph, and others not."""
    count = Counter(lines[n].text for n in at)
    within = [n for n in at if all(line.within for line in lines[n : n + 2])]
    inner = Counter(lines[n].text for n in within)
    is_parted = 2 * len(within) < len(at)
    return [n for n in at if not is_parted or 2 * inner[lines[n].text] <= count[lines[n].text]]


def _without_words(lines: Sequence[Line], at: Sequence[int], own: Mapping[str, Role]) -> set[str]:
    """The texts of these lines without those that stand mostly where words do, and rivals of other labels.

    A line right behind a label is its words, and one label says what a service does, as one says its name.
    """
    places = {*at}
    count = Counter(lines[n].text for n in at)
    behind = Counter(lines[n].text for n in at if n - 1 in places and lines[n - 1].text != lines[n].text)
    above = Counter(lines[n].text for n in at if n + 1 in places and not lines[n].tabbed)
    loose = {lines[n].text for n in at if lines[n].holder not in HEADINGS}
    often = {text: max(above[text], behind[text] * (1 if _is_name(text, own) else _BEHIND)) for text in count}
    texts = [text for text in count if text not in loose or often[text] * _MOST_BLANK < count[text]]
    services = max(count.values(), default=0)
    texts = [text for text in texts if _is_often(text, count[text], services, own)]
    roles = dict(zip(texts, find_roles(texts, own), strict=True))
    most = {role: max((count[text] for text in texts if roles[text] is role), default=0) for role in ONCE}
    return {text for text in texts if count[text] >= most.get(roles[text] or Role.TEXT, 0)}


def _is_name(text: str, own: Mapping[str, Role]) -> bool:
    return find_role(text, own) is Role.NAME


def _is_often(text: str, times: int, services: int, own: Mapping[str, Role]) -> bool:
    """True where a label stands on as many services as its kind does; a question may be of their words."""
    if text.endswith("?"):
        return 5 * times >= 4 * services
    return 2 * times > services or bool(find_role(text, own))


def _find_others(lines: Sequence[Line], at: Sequence[int]) -> set[str]:
    """Lines that nobody knows, but that most services have where a label can stand."""
    if not at or any(line.tabbed for line in lines):
        return set()
    places, known = {*at}, {lines[n].text for n in at}
    services = max(Counter(lines[n].text for n in at).values())
    within = range(at[0], min(at[-1] + 2, len(lines)))
    count = Counter(lines[n].text for n in within if lines[n].text and lines[n].text not in known)
    often = {text for text in count if 2 * count[text] > services and comes_again(text, count)}
    beside = {lines[n].text for n in within if n - 1 in places or n + 1 in places}
    return {text for text in often - beside if not leads_on(text)}


def _are_inline(lines: Sequence[Line], texts: Collection[str], own: Mapping[str, Role]) -> bool:
    """True where more labels that we know have their words behind them, on the same line."""
    pieces = open_questions([Piece(line.text, line.number) for line in lines], own)
    said = map(split_label, open_dashes(pieces, own))
    inline = sum(1 for each in said if each and each[1] and find_role(each[0], own))
    bare = sum(line.text in texts for line in lines)
    return inline > bare or 4 * sum(line.wide for line in lines) > bare


def _has_title(lines: Sequence[Line], labels: Collection[int], at: int) -> bool:
    """True where the line above the label is not the only one behind the label before that."""
    return at > 0 and bool(lines[at - 1].text) and {at - 1, at - 2}.isdisjoint(labels)


def _find_words(
    lines: Sequence[Line],
    labels: Collection[int],
    level: int | None,
    titles: Sequence[int],
    *,
    is_named: bool,
) -> frozenset[int]:
    """The lines that surely go on with the label above them.

    Those stand further in, or no blank line parts them from it, where one parts titles from what is above;
    all do between two labels where services have a name under a label, and no title.
    """
    untitled, last = is_named and not titles, max(labels, default=0)
    parted = 2 * sum(lines[n].apart for n in titles) > len(titles) or untitled
    found: set[int] = set()
    for n in islice(range(len(lines)), min(labels, default=0), None):
        line = lines[n]
        if n in labels or line.holder in HEADINGS:
            continue
        further = level is not None and line.inset > level
        tight = parted and not line.apart and (n - 1 in labels or n - 1 in found)
        if further or tight or (untitled and n < last) or not line.text:
            found.add(n)
    return frozenset(found)


def numbered(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    """The lines with words, each with its place."""
    return ((n, line) for n, line in enumerate(lines) if line.text)
