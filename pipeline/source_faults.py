"""What is wrong in a source's TOML: the key, a sentence, and the line. Pure functions over plain values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from pipeline.faults import in_plain_words

Fault = tuple[str, str]  # a key, such as `page.url`, and what is wrong with it

_FIELD = re.compile(r"Object (contains unknown|missing required) field `(.*)`")
_CHOICE = re.compile(r"Invalid enum value ('.*')")
_SHAPES = {
    "id": "write it in small letters and digits, with hyphens between, such as our-page",
    "policy.currency": "write the three capital letters of a currency, such as GBP",
}
_HEADER = re.compile(r"\s*\[(\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*=""")


def to_fault(message: str, choices: Mapping[str, Sequence[str]], others: Sequence[str]) -> Fault:
    """What msgspec says of a wrong value.

    `choices` are the words that may stand under a key, `others` those under every other one that has choices.

    >>> to_fault("Object contains unknown field `colour` - at `$.policy`", {}, ())
    ('policy.colour', 'nobody knows this key.')
    >>> to_fault("Object missing required field `id`", {}, ())
    ('id', 'this key is missing.')
    >>> to_fault("Expected `str`, got `int` - at `$.page.url`", {}, ())
    ('page.url', 'write words in quotes, not a whole number.')
    >>> to_fault("Expected `str` matching regex '^[A-Z]{3}' - at `$.policy.currency`", {}, ())
    ('policy.currency', 'write the three capital letters of a currency, such as GBP.')
    >>> to_fault("Invalid enum value 'foo' - at `key` in `$.expectations.min_filled`", {}, ("name", "age"))
    ('expectations.min_filled', "'foo' is none of name, age.")
    """
    what, _, place = message.partition(" - at `")
    key = place.removeprefix("key` in `").strip("$.`")
    field, choice = _FIELD.fullmatch(what), _CHOICE.fullmatch(what)
    if field:
        why = "nobody knows this key" if field[1] == "contains unknown" else "this key is missing"
        return ".".join(filter(None, (key, field[2]))), f"{why}."
    if choice:
        return key, f"{choice[1]} is none of {', '.join(choices.get(key, others))}."
    shape = _SHAPES.get(key) if " matching regex " in what else None
    return key or "file", f"{shape or in_plain_words(what)}."


def line_of(text: str, key: str) -> int:
    """The line on which this key stands, or else the table around it; the first where neither is found.

    >>> line_of('id = "a"\\n[page]\\nurl = "b"\\n[[patches]]\\n[[patches]]', "page.url")
    3
    >>> line_of('id = "a"\\n[page]\\nurl = "b"\\n[[patches]]\\n[[patches]]', "patches[1].match")
    5
    """
    nearest, table = (0, 1), ""
    tables: Counter[str] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        header, named = _HEADER.match(line), _KEY.match(line)
        if named:
            here = f"{table}.{named[1] or named[2] or named[3]}".lstrip(".")
        elif header:
            here = table = f"{header[2]}[{tables[header[2]]}]" if header[1] else header[2]
            tables[header[2]] += 1
        else:
            continue
        if len(here) > nearest[0] and (key == here or key.startswith((f"{here}.", f"{here}["))):
            nearest = (len(here), number)
    return nearest[1]


def of_addresses(urls: Mapping[str, str]) -> Iterator[Fault]:
    """The keys under which no web address stands.

    >>> list(of_addresses({"page.url": "https://a.example/b"}))
    []
    >>> [key for key, _ in of_addresses({"a": "not a url", "b": "file:/etc", "c": "http://[::1"})]
    ['a', 'b', 'c']
    """
    for key, url in urls.items():
        if not _is_web_address(url):
            yield key, f"{url!r} is no web address, such as https://publisher.example/page."


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)


def of_coverage(codes: Sequence[str], known: Collection[str | None]) -> Iterator[Fault]:
    """The codes that no place of the gazetteer has."""
    unknown = [each for each in codes if each not in known]
    if unknown:
        yield "places.coverage", f"the gazetteer has no place with the code {', '.join(unknown)}."


def of_phrases(phrases: Mapping[str, str], names: Collection[str]) -> Iterator[Fault]:
    """The phrases that mean no place of the gazetteer, or another than they mean in another spelling.

    >>> list(of_phrases({"County-wide": "Kent", "county wide": "Kent"}, {"Kent"}))
    []
    >>> [key for key, _ in of_phrases({"County-wide": "Kent", "county wide": "Essex"}, {"Kent", "Essex"})]
    ['places.phrases.county wide']
    """
    meant: dict[str, str] = {}
    for words, name in phrases.items():
        if name not in names:
            yield f"places.phrases.{words}", f"the gazetteer has no place {name!r}."
        before = meant.setdefault("".join(filter(str.isalnum, words.casefold())), name)
        if before != name:
            yield f"places.phrases.{words}", f"the same words mean {before!r} above."


def of_patches(rulings: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """The patches, each given as field and match, that rule on what one before them has ruled on."""
    seen: dict[tuple[str, str], int] = {}
    for n, (field, match) in enumerate(rulings):
        first = seen.setdefault((field, " ".join(match.split())), n)
        if first != n:
            yield f"patches[{n}].match", f"patch {first + 1} of the file rules on {field} {match!r} already."
