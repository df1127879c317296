"""Rules in a page's style sheets, and in the styles of its elements, that hide words or strike them out.

Only selectors of names, classes and identifiers are understood, one below the other; what holds for some
screens, for print or in some state alone is no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

HIDDEN, SHOWN, STRUCK, READERS = "hidden", "shown", "struck", "readers"
_NOT_SHOWN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
_SHOWN = re.compile(r"(?<![\w-])(?:display|visibility)\s*:", re.I)
STRUCK_OUT = re.compile(r"text-decoration[\w-]{0,20}\s*:[^;:]*\bline-through", re.I)
_ZERO = r"\s*:\s*0(?:\.0*)?(?:px|r?em|pt|%)?\s*(?:!|;|$)"
_NO_SIZE = re.compile(rf"(?<![\w-])font-size{_ZERO}", re.I)
_OUT_OF_SIGHT = re.compile(
    r"(?<![\w-])(?:(?:left|right|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*[01](?!\d)"
    rf"|clip-path\s*:\s*inset\(\s*(?:50|100)%|opacity{_ZERO}|font-size{_ZERO})",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)  # one that is never closed goes on to the end
_BLOCK = re.compile(r"\{([^{}]*)\}")
_STEP = re.compile(r"(?P<name>[a-z][\w-]*|\*)?(?P<rest>(?:[.#](?:[\w-]|\\.)+)*)", re.I)
_SCREENS = ("", "all", "screen")


class Step(NamedTuple):
    """One part of a selector: what an element is called, and the classes that it has."""

    name: str
    identifier: str
    classes: frozenset[str]

    def fits(self, element: etree._Element) -> bool:
        """True where the element is one of these."""
        if self.name not in ("", "*", element.tag):
            return False
        if self.identifier and element.get("id") != self.identifier:
            return False
        return not self.classes or self.classes <= set(element.get("class", "").split())


class Rule(NamedTuple):
    """The elements that a selector names, and what becomes of their words."""

    steps: tuple[Step, ...]
    means: str

    def holds(self, element: etree._Element) -> bool:
        """True where the element is one that the selector names."""
        if not self.steps[-1].fits(element):
            return False
        around = element.iterancestors()
        return all(any(step.fits(each) for each in around) for step in self.steps[-2::-1])


def find_rules(root: etree._Element) -> list[Rule]:
    """The rules of the page's own style sheets that hide something, show it again or strike it out.

    >>> page = etree.HTML("<style>tr.old td, .x:hover {display: none} @media print {.y {top: 0}}</style>")
    >>> [([step.name for step in rule.steps], rule.means) for rule in find_rules(page)]
    [(['tr', 'td'], 'hidden')]
    """
    sheets = (each for each in root.iter("style") if each.get("media", "").strip().casefold() in _SCREENS)
    return [rule for sheet in sheets for rule in _read_sheet(sheet.text or "")]


def _read_sheet(text: str) -> Iterator[Rule]:
    for selectors, said in _find_blocks(_without_conditions(_COMMENT.sub("", text))):
        if means := find_meaning(said):
            for selector in selectors.rpartition(";")[2].split(","):
                if steps := _read_selector(selector):
                    yield Rule(steps, means)


def _find_blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """The declarations of each block, and the selectors before it."""
    end = 0
    for found in _BLOCK.finditer(sheet):
        yield re.split(r"[{}]", sheet[end : found.start()])[-1], found[1]
        end = found.end()


def _without_conditions(text: str) -> str:
    """The sheet without blocks in blocks, as `@media` has them."""
    kept, depth, start = [], 0, 0
    for found in re.finditer(r"@[^{};@]*\{|[{}]", text):
        sign = found[0]
        if sign == "}":
            depth = max(0, depth - 1)
            start = found.end() if depth == 0 and start < 0 else start
        elif sign[0] == "@" and depth == 0:
            kept.append(text[start : found.start()])
            depth, start = 1, -1
        else:
            depth += 1
    return "".join([*kept, text[start:] if start >= 0 else ""])


def _read_selector(selector: str) -> tuple[Step, ...] | None:
    steps = []
    for part in selector.replace(">", " ").split():
        found = _STEP.fullmatch(part)
        if not found:
            return None
        rest = re.findall(r"[.#](?:[\w-]|\\.)+", found["rest"])
        classes = frozenset(each[1:].replace("\\", "") for each in rest if each[0] == ".")
        identifier = next((each[1:] for each in rest if each[0] == "#"), "")
        steps.append(Step((found["name"] or "").casefold(), identifier, classes))
    return tuple(steps) or None


@lru_cache(maxsize=4096)
def find_meaning(style: str) -> str:
    """What these declarations do to the words of an element; empty where they let them be.

    >>> [find_meaning(style) for style in ("display:none", "left: -9999px", "font-size:0", "margin:-10px")]
    ['hidden', 'readers', 'readers', '']
    """
    if _NOT_SHOWN.search(style):
        return HIDDEN
    if STRUCK_OUT.search(style):
        return STRUCK
    if _OUT_OF_SIGHT.search(style):
        return READERS
    return SHOWN if _SHOWN.search(style) else ""


def is_sized_inside(element: etree._Element) -> bool:
    """True where an element without a size of letters holds others that have one, so that these are seen."""
    if not _NO_SIZE.search(element.get("style", "")):
        return False
    inside: Sequence[etree._Element] = [*element.iterdescendants()]
    return any("font-size" in each.get("style", "") for each in inside)
