"""What is said where nobody foresaw what happened, and words made fit to be said."""

from __future__ import annotations

import os
import re
import sys
from types import TracebackType

_KINDS = {
    "str": "words in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in square brackets",
    "object": "a table of keys",
    "date": "a day, such as 2026-11-23",
    "datetime": "a moment, such as 2026-11-23T09:00:00Z",
}
_GOT = _KINDS | {"float": "one with a point", "date": "a day", "datetime": "a moment"}
_WRONG_KIND = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_IN_PLAIN_WORDS = {
    re.compile(pattern): words
    for pattern, words in {
        r"Expected `\w+` of length >= 1": "it may not be empty",
        r"Expected `\w+` of length <= (\d+)": "it may have {} values at most",
        r"Expected `\w+` <= ([\d.]+)": "write a number that is {} at most",
        r"Expected `\w+` >= ([\d.]+)": "write a number that is {} at least",
        r"Invalid RFC3339 encoded (date|datetime)": "write {}",
        r"Invalid enum value (.*)": "{} is none of the words that may stand there",
        r"Object contains unknown field `(.*)`": "nobody knows the key `{}`",
        r"Object missing required field `(.*)`": "the key `{}` is missing",
        r"Input data was truncated": "it ends too early",
        r"JSON is malformed: .*\(byte (\d+)\)": "it is no JSON from byte {} on",
    }.items()
}


def broke(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The hook for what nobody foresaw: a sentence with a next step, and the traceback only with DEBUG=1."""
    if os.environ.get("DEBUG"):
        sys.__excepthook__(kind, error, trace)
    elif issubclass(kind, KeyboardInterrupt):
        print("\nStopped. Each release stands whole; run it again when you like.", file=sys.stderr)
    else:
        print(f"FAILED: {at_fault(error)}", file=sys.stderr)


def at_fault(error: BaseException) -> str:
    """The sentence for an error that is the software's own, with a next step."""
    return (
        f"the software is at fault ({harmless(f'{type(error).__name__}: {error}')}). Each release stands "
        "whole. Please report it, with what DEBUG=1 in front of the command shows."
    )


def in_plain_words(what: str) -> str:
    """What a decoder says of a wrong value, in words that tell what to write; others stay as they are.

    >>> in_plain_words("Expected `array`, got `str`")
    'write a list in square brackets, not words in quotes'
    >>> in_plain_words("Expected `str` of length >= 1"), in_plain_words("Expected `float` <= 1.0")
    ('it may not be empty', 'write a number that is 1.0 at most')
    >>> in_plain_words("Invalid RFC3339 encoded date"), in_plain_words("Input data was truncated")
    ('write a day, such as 2026-11-23', 'it ends too early')
    """
    wrong = _WRONG_KIND.fullmatch(what)
    if wrong:
        wanted = " or ".join(_KINDS[each] for each in wrong[1].split(" | ") if each in _KINDS)
        return f"write {wanted or wrong[1]}, not {_GOT.get(wrong[2], wrong[2])}"
    for pattern, words in _IN_PLAIN_WORDS.items():
        found = pattern.fullmatch(what)
        if found:
            return words.format(*(_KINDS.get(each, each) for each in found.groups()))
    return what


def of_json(error: Exception) -> str:
    """What is wrong in a JSON file, with its key where that is known.

    >>> of_json(ValueError("Expected `int`, got `str` - at `$.bytes`"))
    '`bytes`: write a whole number, not words in quotes'
    """
    what, _, place = str(error).partition(" - at `")
    key = place.strip("$.`")
    return f"`{key}`: {in_plain_words(what)}" if key else in_plain_words(what)


def harmless(words: str) -> str:
    """The words on one line, without what would steer the terminal.

    >>> harmless("Youth\\nClub \\x1b[2J")
    'Youth Club �[2J'
    """
    return "".join(each if each.isprintable() else "\ufffd" for each in " ".join(words.split()))
