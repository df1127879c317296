"""What classes and style sheets hide or strike out, marked in the tree as HTML's own attributes would.

`<tr class="d-none">` is read as `<tr hidden>`. Words in cells that a page has for screen readers alone are
not printed, and so no part of a value: `Wye Walkers <span class="sr-only">(opens in new window)</span>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache, lru_cache

from lxml import etree

from pipeline.issues import Issue, issue
from pipeline.tables.html.asides import HIDDEN as HIDDEN_WORDS
from pipeline.tables.html.cell_words import read_line
from pipeline.tables.html.struck_letters import has_struck_letters, strike_letters
from pipeline.tables.html.style_rules import (
    HIDDEN,
    READERS,
    SHOWN,
    STRUCK,
    Rule,
    find_meaning,
    find_rules,
    is_sized_inside,
)
from pipeline.tables.html.tree import line_of
from pipeline.tables.words import clean
from pipeline.vocabulary import table

_HOLDERS = ("td", "th", "table")
_ROWS = ("tr", "thead", "tbody", "tfoot", "table")
_PARTS = frozenset({"td", "th", "caption", *_ROWS})
_NEVER = frozenset({"html", "body", "thead"})  # what is hidden of these shows again, or is said elsewhere
_CLASS_VALUES = re.compile(rb"""class=["']?([^"'<>]+)""")
_STYLE_VALUES = re.compile(rb"""style=["']([^"'<>]+)""")
_PLACEHOLDER = re.compile(r"\{\{|\$\{|<%|\[\[")


def mark_unseen(root: etree._Element, letters: bytes) -> None:
    """Marks elements as hidden, or their words as struck out, where classes and style sheets say so.

    `letters`: the document in UTF-8, its letters small.

    Words for screen readers stay where they are alone in their cell, for there they say what a picture shows,
    or what the column holds.
    """
    if means := dict(_find_meant(root, letters)):
        _mark(means)
    if has_struck_letters(letters):
        strike_letters(root)


def _find_meant(root: etree._Element, letters: bytes) -> Iterator[tuple[etree._Element, str]]:
    """The elements whose classes, styles or style sheets say something of their words, and what they say."""
    yield from _find_by_class(root, letters)
    if b"style" not in letters:
        return
    yield from _find_by_style(root, letters)
    rules = find_rules(root) if b"<style" in letters else []
    if any(rule.means != SHOWN for rule in rules):
        yield from _apply(root, rules)


def _find_by_class(root: etree._Element, letters: bytes) -> Iterator[tuple[etree._Element, str]]:
    if any(map(_find_class_meaning, map(bytes.decode, {*_CLASS_VALUES.findall(letters)}))):
        for element in root.iterfind(".//*[@class]"):
            if meant := _find_class_meaning(element.get("class", "").casefold()):
                yield element, meant


def _find_by_style(root: etree._Element, letters: bytes) -> Iterator[tuple[etree._Element, str]]:
    """The elements in tables whose own style puts them out of sight."""
    if READERS in map(find_meaning, map(bytes.decode, {*_STYLE_VALUES.findall(letters)})):
        for element in root.iterfind(".//table//*[@style]"):
            if find_meaning(element.get("style", "")) == READERS and not is_sized_inside(element):
                yield element, READERS


def _apply(root: etree._Element, rules: Sequence[Rule]) -> Iterator[tuple[etree._Element, str]]:
    """The elements of tables, and those around them, with what the last rule says that names them."""
    tables = [*root.iter("table")]
    around = {each for table in tables for each in table.iterancestors()}
    inside = {each for table in tables for each in table.iter(etree.Element)}
    for element in around | inside:
        said = [rule.means for rule in rules if rule.holds(element)]
        own = find_meaning(element.get("style", ""))
        means = [each for each in (STRUCK, READERS) if each in said]
        seen = [each for each in (*said, own) if each in (HIDDEN, SHOWN)]
        means += [HIDDEN] if seen and seen[-1] == HIDDEN else []
        if means:
            yield element, means[-1]


def _mark(means: Mapping[etree._Element, str]) -> None:
    for_readers: dict[etree._Element, list[etree._Element]] = {}
    for element, meant in means.items():
        if "hidden" in element.attrib:
            continue
        if meant == STRUCK:
            _strike(element)
        elif meant == READERS and element.tag not in _PARTS:
            if (cell := _find_cell(element)) is not None:
                for_readers.setdefault(cell, []).append(element)
        elif _can_hide(element, meant):
            element.set("hidden", "")
    for cell, elements in for_readers.items():
        _hide_beside_others(cell, elements)


def _strike(element: etree._Element) -> None:
    for each in element.iter("tr") if element.tag in _ROWS else (element,):
        each.set("style", f"{each.get('style', '')};text-decoration:line-through")


def _find_cell(element: etree._Element) -> etree._Element | None:
    """The cell that the element stands in, where it holds no other table; outside of tables, the link."""
    holder = next(element.iterancestors(*_HOLDERS), None)
    if holder is None:
        return next(element.iterancestors("a"), None)
    if holder.tag == "table" or next(holder.iter("table"), None) is not None:
        return None
    return holder


def _can_hide(element: etree._Element, meant: str) -> bool:
    """True for what is in a table, or around one; of styles for screen readers, for rows alone."""
    if meant == READERS:
        return element.tag in ("tr", "tbody", "tfoot")
    if element.tag in _NEVER or next(element.iterancestors("thead"), None) is not None:
        return False
    return (
        next(element.iterancestors("table"), None) is not None
        or next(element.iter("table"), None) is not None
    )


def _hide_beside_others(cell: etree._Element, elements: Sequence[etree._Element]) -> None:
    """These elements are hidden where the cell has other words."""
    for element in elements:
        element.set("hidden", "")
    if not read_line(cell):
        for element in elements:
            del element.attrib["hidden"]


def say_templates(templates: Iterable[etree._Element]) -> Iterator[Issue]:
    """The words of templates in tables, which no browser shows, but for those that only a script fills.

    Issues: `words-hidden`.
    """
    for template in templates:
        words = clean(" ".join(map(str, template.itertext())))
        is_inside = next(template.iterancestors("table"), None) is not None
        if words and is_inside and not _PLACEHOLDER.search(words):
            yield issue(HIDDEN_WORDS, value=words, line=line_of(template))


@lru_cache(maxsize=4096)
def _find_class_meaning(value: str) -> str:
    """What a list of classes says of an element's words; empty where it says nothing, or shows them again."""
    names = value.split()
    found = {_classes()[name] for name in names if name in _classes()}
    if HIDDEN in found:
        is_shown = any(fnmatchcase(name, each) for name in names for each in _showing())
        return "" if is_shown else HIDDEN
    return STRUCK if STRUCK in found else next(iter(found - {SHOWN}), "")


@cache
def _classes() -> Mapping[str, str]:
    return {row["word"]: row["means"] for row in table("html_classes.csv")}


@cache
def _showing() -> tuple[str, ...]:
    return tuple(word for word, means in _classes().items() if means == SHOWN)
