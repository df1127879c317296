"""Whether one table stands right behind another, wherever a page has them in its boxes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_GOES_ON = frozenset({"continued", "cont", "cont'd", "cont’d", "table continued", "continued from above"})
_AROUND = " \n\r\t\xa0.:()…"  # signs about such words
_TOO_FAR = "something else"  # stands between two tables
MOST_BETWEEN = 20  # elements without words between a table and one right behind it


def is_right_behind(table: etree._Element, other: etree._Element | None) -> bool:
    """Whether nothing stands between the two, or no more than that the one goes on with the other."""
    said = [text.strip(_AROUND) for text in _find_between(table, other)] if other is not None else [_TOO_FAR]
    words = " ".join(filter(None, said)).casefold()
    return not words or words in _GOES_ON


def _find_between(table: etree._Element, other: etree._Element) -> Iterator[str]:
    """What the page says between the two tables, the nearest first, up to what is surely something else."""
    around = {other, *other.iterancestors()}
    looked = 0
    for inner in (table, *table.iterancestors()):
        for element in inner.itersiblings(preceding=True):
            yield element.tail or ""
            if element in around:
                yield from _find_behind(other, element)
                return
            said, looked = _say(element), looked + 1
            yield said
            if said.strip(_AROUND).casefold() not in {"", *_GOES_ON} or looked > MOST_BETWEEN:
                yield _TOO_FAR
                return
        yield getattr(inner.getparent(), "text", "") or ""
    yield _TOO_FAR  # the other one stands behind it, or around it


def _find_behind(table: etree._Element, outer: etree._Element) -> Iterator[str]:
    """What the outer element says behind the table that it holds, or is."""
    for inner in (table, *table.iterancestors()):
        if inner is outer:
            return
        yield inner.tail or ""
        for element in inner.itersiblings():
            yield _say(element) + (element.tail or "")


def _say(element: etree._Element) -> str:
    return "" if isinstance(element, etree._Comment) else "".join(map(str, element.itertext()))
