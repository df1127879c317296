"""Pages that stand before the page: a question for robots, for consent, or for a password."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

WALLS = Path(__file__).with_name("walls.toml")
_NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_FEW_WORDS = 150  # a wall says one thing; the shortest table of services says more
_SOME_WORDS = 400


def find_wall(body: bytes) -> str | None:
    """What the page asks for before it shows itself; None where it is the page itself.

    >>> find_wall(b"<title>Just a moment...</title><p>Checking your browser")
    'it asks whether a person is reading'
    >>> find_wall(b"<title>Services</title><p>Accept all cookies<table><tr><td>Club</table>")
    """
    text = _NO_LETTERS.sub("", body.decode("utf-8", "replace"))  # the parser raises at some of them
    soup = BeautifulSoup(text, "lxml")
    if soup.find("table") is not None:
        return None
    title = soup.title.get_text() if soup.title else ""
    markup = text.lower()
    for hidden in soup(["script", "style", "noscript", "title"]):
        hidden.extract()
    words = len(re.findall(r"\w+", soup.get_text(" ")))
    for wall in _walls().values():
        if words < _SOME_WORDS and _has(title.lower(), wall["title"]):
            return str(wall["meaning"])
        if words < _FEW_WORDS and _has(markup, wall["text"]):
            return str(wall["meaning"])
    return None


def _has(text: str, markers: object) -> bool:
    plain = " ".join(text.split())
    return isinstance(markers, list) and any(each in plain for each in markers)


@cache
def _walls() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(WALLS.read_text(encoding="utf-8"))
