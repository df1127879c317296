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
from pipeline.tables.streams.paragraphs import Loose, read_html_tokens
from pipeline.tables.words import clean

LONGEST = 40  # characters
_STOPS = tuple(".,:;!?–—-")


def read_labels(root: etree._Element, loose: Loose, own: Mapping[str, Role]) -> Loose:
    """What stands outside of tables, with a colon behind each bold label of its pieces; their own words stay
    with them, and the element is left as it was.
    """
    bold = find_labels(root, own)
    if not bold:
        return loose
    tails = [element.tail for element in bold]
    for element, tail in zip(bold, tails, strict=True):
        element.tail = f": {tail or ''}"
    marked = read_html_tokens(root).pieces
    for element, tail in zip(bold, tails, strict=True):
        element.tail = tail
    pairs = zip(loose.pieces, marked, strict=True)
    return loose._replace(
        pieces=[one.with_colon(two.text) if one.text != two.text else one for one, two in pairs]
    )


def find_labels(root: etree._Element, own: Mapping[str, Role]) -> list[etree._Element]:
    """The bold labels at the start of paragraphs, where several say the same: those that are known as
    headings, and any that stands as often as most of these.
    """
    found = [*_find_bold(root)]
    count = Counter(text for _, text, _ in found)
    told = Counter(text for _, text, has_words in found if has_words)
    again = {text for text in told if count[text] >= FEWEST}
    known = {text for text in again if find_role(text, own) or is_plain_heading(text)}
    most = max((count[text] for text in known), default=0)
    often = {text for text in again if 2 * told[text] >= count[text] > most / 2}
    labels = known | often if len(known) > 1 else set()
    return [element for element, text, _ in found if text in labels]


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
