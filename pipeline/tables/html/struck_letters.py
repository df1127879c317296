"""Words struck out letter by letter, with a stroke of Unicode over each: `D̶o̶v̶e̶r̶`."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tables.html.tree import line_of

_STROKES = "\u0335\u0336"
_BYTES = tuple(each.encode() for each in _STROKES)
_FIRST = _BYTES[0][:1]  # looked for first, for a lone byte is found fastest
_LETTER = rf"[^\s{_STROKES}][{_STROKES}]"
_WORDS = re.compile(rf"{_LETTER}(?:\s*[{_STROKES}]?\s*{_LETTER})+[{_STROKES}]?")
_STROKE = re.compile(f"[{_STROKES}]")


def has_struck_letters(encoded: bytes) -> bool:
    """True where a document in UTF-8 has a stroke over a letter."""
    return _FIRST in encoded and any(each in encoded for each in _BYTES)


def strike_letters(root: etree._Element) -> None:
    """The document with such words in `<s>` elements, without the strokes."""
    for element in [*root.iter(etree.Element)]:
        if (text := element.text) and (parts := _part(text)):
            element.text = parts[0]
            for n, each in enumerate(_to_elements(parts[1:], line_of(element))):
                element.insert(n, each)
        holder = element.getparent()
        if holder is not None and (tail := element.tail) and (parts := _part(tail)):
            element.tail = parts[0]
            at = holder.index(element) + 1
            for n, each in enumerate(_to_elements(parts[1:], line_of(element))):
                holder.insert(at + n, each)


def _part(text: str) -> list[str]:
    """The text before the first struck words, these, what is behind them, and so on; empty where none are.

    >>> _part("D̶e̶a̶l̶ Dover")
    ['', 'Deal', ' Dover']
    """
    parts, end = [], 0
    for found in _WORDS.finditer(text):
        parts += [text[end : found.start()], _STROKE.sub("", found[0])]
        end = found.end()
    return [*parts, text[end:]] if parts else []


def _to_elements(parts: list[str], line: int) -> list[etree._Element]:
    made = []
    for words, after in zip(parts[::2], parts[1::2], strict=True):
        element = etree.Element("s")
        element.text, element.tail = words, after
        element.sourceline = line  # type: ignore[assignment]
        made.append(element)
    return made
