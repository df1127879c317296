"""Text as printed, its characters tidied and its words never changed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.model import Derivation, Parsed

# Characters that print nothing: soft hyphen, zero-width and direction marks, byte order mark, controls.
# A joiner between two pictures makes one of them, and stays.
INVISIBLE = re.compile(
    "(?!(?<=[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff])\u200d[\u2600-\u27bf\U0001f300-\U0001faff])"
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒−﹣-", "-"),
        "\u2028": " ",
        "\u2029": " ",
    }
)
_RULES = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"''"), '"'),
    (re.compile(r" (?:[–—―]|--) "), " – "),  # a dash between words stands between blanks
    (re.compile(r"(?<=\w)[—―](?=\w)"), " – "),  # unspaced it would glue two words to one
    (re.compile(r"(?<=\w)–(?=\w)"), "-"),  # 18–25, Kent–Sussex
)


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """The same words: Unicode NFC, one blank between them, straight quotes, dashes alike.

    >>> tidy("  The\u00a0“Step–Up”  project")
    'The "Step-Up" project'
    """
    plain = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(_CHARACTERS)
    for pattern, replacement in _RULES:
        plain = pattern.sub(replacement, plain)
    return plain.strip()


def parse(text: str, field: str) -> Parsed[str]:
    """The tidied text, with a derivation where it differs from the print."""
    value = tidy(text)
    changed = (Derivation(field, text, value, "text-tidied"),) if value != text else ()
    return Parsed(value, (), changed)
