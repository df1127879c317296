"""Pages in which each service says its labels again, above its words or before a tab on the same line.

So tools print definition lists, and tables that stand on their side, one for each service.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from pipeline.issues import Issue, issue
from pipeline.model import Extraction, RawRecord, Role
from pipeline.tables.cards.labels import NEARLY_ALL, WORDS, Piece
from pipeline.tables.cards.reading import read_cards
from pipeline.tables.cards.titles import is_like_title
from pipeline.tables.flattened.uncertainty import doubt
from pipeline.tables.grammars import kind
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.html.flow import HEADINGS
from pipeline.tables.markdown import strip_sure_marks
from pipeline.tables.page_date import find_page_date
from pipeline.tables.text.bordered import BEHIND
from pipeline.tables.text.label_blocks import Labelled, Line, comes_again, find_labels, numbered, to_lines
from pipeline.tables.words import clean

TITLE = "its last line may be a title of what is below it"
LABEL = "one of its lines may be a label"


def read_label_lines(text: str, own: Mapping[str, Role]) -> Extraction | None:
    """The services of the text, each with its labels; None where there are not two of them."""
    return read_labelled(to_lines(text), own)


def read_labelled(lines: Sequence[Line], own: Mapping[str, Role]) -> Extraction | None:
    """The services of the lines, each with its labels; None where there are not two of them.

    Issues: `record-doubtful` where a line of a service may be one more label, or stand behind the last one;
    `words-between-cells` where the title above a service is not its name.
    """
    found = find_labels(lines, own)
    deck = read_cards([*_to_pieces(found)], own) if found else None
    if found is None or deck is None or deck.is_nameless or not deck.is_of_services:
        return None
    unsure = dict(chain(_find_between(found), _find_behind(found), _find_unsure(found, own)))
    said = [doubt(record, why) for record in deck.records for why in _find_whys(record, unsure)]
    if deck.columns[0].heading:
        said += _say_titles(found, deck.records)
    return Extraction(deck.columns, deck.records, (*deck.issues, *said), is_labelled=True)


def _to_pieces(found: Labelled) -> Iterator[Piece]:
    """The lines as terms, definitions, titles of a line right above a service, and other words."""
    titles = {n for n in found.titles if found.lines[n].apart}
    described = {n for n in titles if _is_below_heading(found.lines[:n])}
    others = titles - described
    are_headings = 2 * sum(_is_heading(found.lines[n]) for n in others) > len(others)
    titles = others if are_headings or 2 * len(described) > len(titles) else titles
    above = {n - 1 for n in titles if _is_loose(found, n - 1)}
    titles = above if len(above) >= NEARLY_ALL * max(1, len(titles)) else titles
    for n, line in enumerate(found.lines):
        if n in found.labels:
            yield Piece(line.text.rstrip(" :"), line.number, "dt", not line.apart)
        elif n in found.words:
            yield Piece(_unmarked(line), line.number, "dd", printed=line.printed)
        elif line.text:
            holder = "h3" if n in titles else line.holder or WORDS
            yield Piece(_unmarked(line), line.number, holder, not line.apart, line.printed)


def _is_loose(found: Labelled, at: int) -> bool:
    """Whether the line is a paragraph that is neither a label nor its words."""
    if at < 0 or not found.lines[at].apart or not found.lines[at].text:
        return False
    return at not in found.labels | found.words and at - 1 not in found.labels


def _is_below_heading(above: Sequence[Line]) -> bool:
    """Whether the last line with words is a heading: what stands below it describes what that names."""
    return _is_heading(next((line for line in reversed(above) if line.text), None))


def _is_heading(line: Line | None) -> bool:
    return line is not None and (line.holder in HEADINGS or line.text.startswith("#"))


def _unmarked(line: Line) -> str:
    return clean(strip_sure_marks(line.text) if line.text.startswith("#") else line.text)


def _find_unsure(found: Labelled, own: Mapping[str, Role]) -> Iterator[tuple[int, str]]:
    """The lines, by number, that may be labels and are read as words, or the other way round."""
    first = min(found.labels)
    count = Counter(line.text for _, line in numbered(found.lines[first:]))
    level = max(found.lines[n].inset for n in found.labels)
    labels = tuple(f"{found.lines[n].text.rstrip(':')} " for n in found.labels)
    for n, line in numbered(found.lines):
        behind = n - 1 in found.labels
        if n <= first or n in found.titles:
            continue
        if n in found.labels:
            if behind and not line.tabbed:
                yield line.number, LABEL
        elif line.inset > level:
            continue
        elif _is_like_label(line, labels, own) or (not behind and comes_again(line.text, count)):
            yield line.number, LABEL


def _is_like_label(line: Line, labels: tuple[str, ...], own: Mapping[str, Role]) -> bool:
    known = bool(find_role(line.text, own)) or is_plain_heading(line.text)
    return known or line.tabbed or line.text.startswith(labels)


def _find_between(found: Labelled) -> Iterator[tuple[int, str]]:
    """The last lines of services where no blank line stands behind them, and which may be titles."""
    lines, level = found.lines, max(found.lines[n].inset for n in found.labels)
    for n in found.words:
        below = lines[n + 1] if n + 1 in found.labels else None
        if below is None or below.text != found.opening or n - 1 in found.labels:
            continue
        if (lines[n].apart or not below.apart) and lines[n].inset <= level and is_like_title(lines[n].text):
            yield lines[n].number, TITLE


def _find_behind(found: Labelled) -> Iterator[tuple[int, str]]:
    """The last line of the last service, where it may be none of its."""
    level = max(found.lines[n].inset for n in found.labels)
    last = max([*found.labels, *(n for n in found.words if found.lines[n].text)])
    line, above = found.lines[last], found.lines[last - 1]
    if last in found.labels or line.inset > level or kind(line.text) in ("email", "emails"):
        return
    if (
        last - 1 not in found.labels
        or find_page_date([line.text]).value
        or _leaves_no_trace(found, above.text)
    ):
        yield line.number, BEHIND


def _leaves_no_trace(found: Labelled, label: str) -> bool:
    """True where the label stands right above another one, so that its words are blank there."""
    return any(found.lines[n].text == label and n + 1 in found.labels for n in found.labels)


def _find_whys(record: RawRecord, unsure: Mapping[int, str]) -> Iterable[str]:
    """Why the lines of the record are not sure, each reason once."""
    first, last = record.lines
    return dict.fromkeys(unsure[number] for number in range(first, last + 1) if number in unsure)


def _say_titles(found: Labelled, records: Sequence[RawRecord]) -> Iterator[Issue]:
    """The titles right above services that have a name; where few have, they may be of the service above."""
    above = {found.lines[n + 2].number: found.lines[n] for n in found.titles if n + 2 < len(found.lines)}
    few = 2 * len(found.titles) <= len(records)
    for before, record in pairwise([None, *records]):
        title = above.get(record.lines[0]) if record else None
        if record and title:
            yield issue("words-between-cells", value=title.text, line=title.number, record=record.number)
            if before and few:
                yield doubt(before, TITLE)
