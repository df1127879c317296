"""Labels that only their bold type tells from the words behind: `<p><b>Ages</b> 11-18</p>`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.model import Role
from pipeline.tables.cards.labels import FEWEST
from pipeline.tables.headings.readings import find_role
from pipeline.tables.headings.words import is_plain_heading
from pipeline.tables.html.flow import INNER
from pipeline.tables.words import clean

LONGEST = 40  # characters
_STOPS = tuple(".,:;!–—-")


def mark_labels(root: etree._Element, own: Mapping[str, Role]) -> None:
    """Sets a colon behind each bold label at the start of a paragraph, where several say the same.

    So are those that are known as headings, and any that stands as often as most of these.
    """
    found = [*_find_bold(root)]
    count = Counter(text for _, text, _ in found)
    told = Counter(text for _, text, has_words in found if has_words)
    again = {text for text in told if count[text] >= FEWEST}
    known = {text for text in again if find_role(text, own) or is_plain_heading(text)}
    most = max((count[text] for text in known), default=0)
    often = {text for text in again if 2 * told[text] >= count[text] > most / 2}
    labels = known | often if len(known) > 1 else set()
    for element, text, _ in found:
        if text in labels:
            element.tail = f": {element.tail or ''}"


def _find_bold(root: etree._Element) -> Iterator[tuple[etree._Element, str, bool]]:
    """Each element in bold type that begins a paragraph, its words, and whether more words follow."""
    for element in root.iter("b", "strong"):
        if _begins_paragraph(element):
            text = clean("".join(map(str, element.itertext())))
            if 0 < len(text) <= LONGEST and not text.endswith(_STOPS):
                yield element, text, _has_words_behind(element)


def _begins_paragraph(element: etree._Element) -> bool:
    parent, other = element.getparent(), element.getprevious()
    if parent is None or parent.tag not in INNER or not (other is None or other.tag == "br"):
        return False
    before = parent.text if other is None else other.tail
    return not (before or "").strip()


def _has_words_behind(element: etree._Element) -> bool:
    behind = [element.tail or ""]
    for each in element.itersiblings():
        if each.tag == "br":
            break
        behind += [*map(str, each.itertext()), each.tail or ""]
    return bool(clean("".join(behind)))
